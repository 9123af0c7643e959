/* SPDX-License-Identifier: MIT
 * board_list.c - the open public jobs that fit a query.
 * Apart from board.c: everything here goes through the store's search, whose
 * cost depends on the page alone while all filters are facets.
 */
#include <hire/jobs.h>

#include "board_best.h"
#include "job_access.h"

#include "model/record.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { FILTERS = 6 + HIRE_BOARD_SKILLS_MAX };

typedef struct listing {
	const hire_board_query *query;
	hire_filter filters[FILTERS];
	size_t count;
	hire_rows rows;
} listing;

void
hire__job_hide_staff(hire_job *job)
{
	for (size_t i = 0; i < hire_job_record.count; i++) {
		const hire_field *f = &hire_job_record.fields[i];
		if (!(f->flags & HIRE_STAFF))
			continue;
		if (hire__field_is_text(f))
			hire__field_set_text(f, job, NULL);
		else
			hire__field_set_number(f, job, f->def);
	}
}

static void
add(listing *l, hire_filter filter)
{
	l->filters[l->count++] = filter;
}

static hire_status
add_skill(listing *l, const char *name, size_t n, size_t *named,
    hire_arena *mem, hire_error *err)
{
	hire__trim(&name, &n);
	if (!n)
		return HIRE_OK;
	if ((*named)++ == HIRE_BOARD_SKILLS_MAX)
		return hire_fail(err, HIRE_EINVAL, "skills", "are more than %d",
		    HIRE_BOARD_SKILLS_MAX);
	char *folded = hire__utf8_fold(mem, name, n);
	if (!folded)
		return hire__utf8_valid(name, n)
		           ? hire__nomem(err)
		           : hire_fail(
		                 err, HIRE_EINVAL, "skills", "are no UTF-8");
	add(l, (hire_filter){"skills", HIRE_HAS, 0, folded});
	return HIRE_OK;
}

static hire_status
add_skills(listing *l, hire_arena *mem, hire_error *err)
{
	hire_status st = HIRE_OK;
	size_t n, named = 0;
	for (const char *at = l->query->skills; !st && at && *at;
	     at += n + (at[n] == ',')) {
		n = strcspn(at, ",");
		st = add_skill(l, at, n, &named, mem, err);
	}
	return st;
}

static hire_status
add_salary(listing *l, hire_error *err)
{
	const hire_board_query *q = l->query;
	if (q->salary < 0)
		return hire_fail(err, HIRE_EINVAL, "salary", "is below 0");
	if (q->salary && !q->currency)
		return hire_fail(err, HIRE_EINVAL, "currency",
		    "is missing: a salary needs one");
	if (q->currency)
		add(l, (hire_filter)HIRE_IS("currency", q->currency));
	if (q->salary)
		add(l, (hire_filter)HIRE_NUM("salary_top", HIRE_GE, q->salary));
	return HIRE_OK;
}

static hire_status
add_filters(listing *l, hire_arena *mem, hire_error *err)
{
	const hire_board_query *q = l->query;
	add(l, (hire_filter)HIRE_NUM("state", HIRE_EQ, HIRE_JOB_OPEN));
	add(l, (hire_filter)HIRE_NUM(
	           "visibility", HIRE_EQ, HIRE_VISIBILITY_PUBLIC));
	if (q->place)
		add(l, (hire_filter)HIRE_IS("place", q->place));
	if (q->remote)
		add(l, (hire_filter)HIRE_NUM("remote", HIRE_EQ, 1));
	hire_status st = add_salary(l, err);
	return st ? st : add_skills(l, mem, err);
}

static hire_status
list(hire__work *w, void *args)
{
	listing *l = args;
	const hire_board_query *q = l->query;
	hire_query query = {.size = sizeof query,
	    .record = &hire_job_record,
	    .filters = l->filters,
	    .filter_count = l->count,
	    .after = q->page.after,
	    .limit = q->page.limit,
	    .without = HIRE_STAFF};
	if (q->order == HIRE_BOARD_BEST)
		return hire__board_best(w, &query, q->text, &l->rows);
	const hire_store *s = &w->p->store;
	return s->ops.search(s->state, w->tx, &query, q->text ? q->text : "",
	    w->mem, &l->rows, w->err);
}

hire_status
hire_board_list(hire_platform *p, const hire_board_query *query,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	listing l = {.query = query};
	hire_status st = add_filters(&l, mem, err);
	if (!st)
		st = hire__read(p, list, &l, mem, err);
	if (st)
		return st;
	hire_job *jobs = l.rows.rows;
	for (size_t i = 0; i < l.rows.count; i++)
		hire__job_hide_staff(&jobs[i]);
	*out = l.rows;
	return HIRE_OK;
}
