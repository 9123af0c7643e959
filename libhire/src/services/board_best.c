/* SPDX-License-Identifier: MIT
 * board_best.c - the hits of a board query, the best ones first.
 * Apart from the stores: the score comes from the rows, in whole numbers, so
 * that every store gives the same order; and from the newest hits alone, so
 * that common words cost no more than rare ones.
 */
#include "board_best.h"

#include <hire/jobs.h>

#include "util/ctx.h"
#include "util/cut_words.h"

#include <stdlib.h>
#include <string.h>

enum {
	WHOLE = 8, /* a word of the title */
	BEGUN = 4, /* the beginning of one */
	BESIDE = 2 /* of the skills or the place */
};

typedef struct ranked {
	const hire_job *job;
	int64_t score;
} ranked;

/* One word of the text, looked for in a field. */
typedef struct looking {
	const char *word;
	size_t n;
	bool whole, begun;
} looking;

static void
compare(void *to, const char *word, size_t n)
{
	looking *l = to;
	if (n < l->n || memcmp(word, l->word, l->n) != 0)
		return;
	l->begun = true;
	l->whole = l->whole || n == l->n;
}

typedef struct scoring {
	const hire_job *job;
	int64_t score;
} scoring;

static void
add_word(void *to, const char *word, size_t n)
{
	scoring *s = to;
	looking title = {word, n, false, false}, beside = title;
	hire__words(s->job->title, compare, &title);
	hire__words(s->job->skills, compare, &beside);
	hire__words(s->job->place, compare, &beside);
	s->score += title.whole ? WHOLE : title.begun ? BEGUN : 0;
	s->score += beside.begun ? BESIDE : 0;
}

static int
by_rank(const void *a, const void *b)
{
	const ranked *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return strcmp(y->job->id, x->job->id);
}

/* "best:SCORE:ID": where a page goes on. */
static hire_status
read_cursor(const char *after, ranked *out, hire_job *job, hire_error *err)
{
	char *end = NULL;
	if (!strncmp(after, "best:", 5))
		out->score = strtoll(after + 5, &end, 10);
	if (!end || end == after + 5 || *end != ':')
		return hire_fail(
		    err, HIRE_EINVAL, "after", "is no place in this list");
	job->id = end + 1;
	out->job = job;
	return HIRE_OK;
}

/* The rows of the page once more, with their long texts. */
static hire_status
read_page(hire__work *w, const ranked *all, size_t count, size_t limit,
    hire_rows *out)
{
	size_t n = count < limit ? count : limit;
	const char *next = NULL;
	hire_job *jobs = hire_arena_alloc(w->mem, (n + 1) * sizeof *jobs);
	hire_status st = jobs ? HIRE_OK : hire__nomem(w->err);
	for (size_t i = 0; !st && i < n; i++)
		st = hire__get(w, &hire_job_record, all[i].job->id, &jobs[i]);
	if (!st && count > limit &&
	    !(next = hire_arena_printf(w->mem, "best:%lld:%s",
	          (long long)all[n - 1].score, all[n - 1].job->id)))
		st = hire__nomem(w->err);
	if (!st)
		*out = (hire_rows){jobs, n, next};
	return st;
}

static hire_status
rank(hire__work *w, const hire_rows *found, const char *text, ranked **out)
{
	const hire_job *jobs = found->rows;
	ranked *all =
	    hire_arena_alloc(w->mem, (found->count + 1) * sizeof *all);
	if (!all)
		return hire__nomem(w->err);
	for (size_t i = 0; i < found->count; i++) {
		scoring s = {&jobs[i], 0};
		hire__words(text, add_word, &s);
		all[i] = (ranked){s.job, s.score};
	}
	qsort(all, found->count, sizeof *all, by_rank);
	*out = all;
	return HIRE_OK;
}

hire_status
hire__board_best(
    hire__work *w, const hire_query *query, const char *text, hire_rows *out)
{
	hire_query newest = *query;
	hire_rows found = {0};
	hire_job at = {0};
	ranked after = {0}, *all = NULL;
	size_t from = 0;
	hire_status st = HIRE_OK;
	if (query->after)
		st = read_cursor(query->after, &after, &at, w->err);
	if (!st && (query->limit < 0 || query->limit > HIRE_BOARD_RANKED_MAX))
		st = hire_fail(w->err, HIRE_EINVAL, "limit",
		    "must be from 1 to %d", HIRE_BOARD_RANKED_MAX);
	newest.after = NULL;
	newest.limit = HIRE_BOARD_RANKED_MAX;
	newest.without |= HIRE_BULKY;
	const hire_store *s = &w->p->store;
	if (!st)
		st = s->ops.search(s->state, w->tx, &newest, text ? text : "",
		    w->mem, &found, w->err);
	if (!st)
		st = rank(w, &found, text, &all);
	while (!st && query->after && from < found.count &&
	       by_rank(&all[from], &after) <= 0)
		from++;
	return st ? st
	          : read_page(w, all + from, found.count - from,
	                query->limit ? (size_t)query->limit : 100, out);
}
