/* SPDX-License-Identifier: MIT
 * work.c - transactions with retry, and the steps workflows are made of.
 */
#include "work.h"

#include "model/record.h"
#include "util/ctx.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { TRIES = 30 };

/* Losers of a race wait a little, each a different time. */
static void
pause_before(hire_ctx *ctx, int attempt)
{
	unsigned char dice = 0;
	if (hire__random(ctx, &dice, 1, NULL))
		dice = 128;
	long us = (attempt < 10 ? attempt : 10) * 200L + dice * 10L;
	nanosleep(&(struct timespec){0, us * 1000}, NULL);
}

/* Whoever holds the candidate's line may push at once.  Best effort: it looks
 * by itself from time to time. */
static void
announce(const hire__work *w)
{
	char topic[64], seq[24];
	const hire_cache *c = &w->p->cache;
	if (!w->told_id || !c->ops.publish)
		return;
	snprintf(topic, sizeof topic, "interview:%s", w->told_id);
	int n = snprintf(seq, sizeof seq, "%lld", (long long)w->told_seq);
	if (c->ops.publish(c->state, topic, seq, (size_t)n, NULL))
		hire_ctx_log(
		    w->p->ctx, HIRE_LOG_DEBUG, "interview.not_announced", NULL);
}

static hire_status
run_once(hire__work *w, bool write, hire__step step, void *args)
{
	const hire_store *s = &w->p->store;
	hire_status st = s->ops.begin(s->state, write, &w->tx, w->err);
	if (st)
		return st;
	w->now = hire_ctx_now(w->p->ctx);
	st = step(w, args);
	if (st || !write) {
		s->ops.rollback(s->state, w->tx);
		return st;
	}
	st = s->ops.commit(s->state, w->tx, w->err);
	if (!st)
		announce(w);
	return st;
}

static hire_status
transact(hire_platform *p, bool write, hire__step step, void *args,
    hire_arena *mem, hire_error *err)
{
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	for (int i = 0; !st && i < TRIES; i++) {
		if (i)
			pause_before(p->ctx, i);
		hire__work w = {.p = p, .mem = mem, .err = err};
		st = run_once(&w, write, step, args);
		if (st != HIRE_ECONFLICT)
			return st;
		st = HIRE_OK;
	}
	return st ? st
	          : hire_fail(err, HIRE_EBUSY, NULL,
	                "too many changes at once, try again");
}

hire_status
hire__write(hire_platform *p, hire__step step, void *args, hire_arena *mem,
    hire_error *err)
{
	return transact(p, true, step, args, mem, err);
}

hire_status
hire__read(hire_platform *p, hire__step step, void *args, hire_arena *mem,
    hire_error *err)
{
	return transact(p, false, step, args, mem, err);
}

hire_status
hire__need(const hire_platform *p, unsigned needs, hire_error *err)
{
	if ((p->needs & needs) == needs)
		return HIRE_OK;
	return hire_fail(err, HIRE_EUSAGE, "needs",
	    "the platform was opened without this part");
}

hire_status
hire__list(hire__work *w, const hire_record *record, const hire_filter *filters,
    size_t count, const char *order, bool descending, hire_page page,
    hire_rows *out)
{
	hire_query q = {sizeof q, record, filters, count, order, descending,
	    page.after, page.limit, 0};
	const hire_store *s = &w->p->store;
	return s->ops.select(s->state, w->tx, &q, w->mem, out, w->err);
}

hire_status
hire__find(hire__work *w, const hire_record *record, const hire_filter *filters,
    size_t count, void *out, bool *found)
{
	hire_rows rows = {0};
	hire_status st = hire__list(w, record, filters, count, NULL, false,
	    (hire_page){NULL, 1}, &rows);
	if (st)
		return st;
	*found = rows.count > 0;
	if (*found)
		memcpy(out, rows.rows, record->size);
	return HIRE_OK;
}

hire_status
hire__get(hire__work *w, const hire_record *record, const char *id, void *out)
{
	bool found = false;
	hire_filter by_id = HIRE_IS("id", id);
	hire_status st =
	    id ? hire__find(w, record, &by_id, 1, out, &found) : HIRE_OK;
	if (st || found)
		return st;
	return hire_fail(w->err, HIRE_ENOTFOUND, record->name,
	    "there is no %s %.60s", record->name, id ? id : "");
}

hire_status
hire__count(hire__work *w, const hire_record *record,
    const hire_filter *filters, size_t count, int64_t *out)
{
	hire_aggregate q = {sizeof q, record, filters, count, NULL, 0, NULL};
	const hire_store *s = &w->p->store;
	hire_bucket *buckets = NULL;
	size_t n = 0;
	hire_status st =
	    s->ops.aggregate(s->state, w->tx, &q, w->mem, &buckets, &n, w->err);
	if (!st)
		*out = n ? buckets[0].count : 0;
	return st;
}

hire_status
hire__insert(hire__work *w, const hire_record *record, void *row)
{
	hire_record_head *head = row;
	const char *given = head->id;
	hire_status st =
	    hire__record_new(record, row, w->mem, w->now.wall, w->err);
	if (!st && given)
		head->id = given;
	if (!st)
		st = hire_record_check(record, row, w->err);
	const hire_store *s = &w->p->store;
	return st ? st : s->ops.insert(s->state, w->tx, record, row, w->err);
}

hire_status
hire__update(hire__work *w, const hire_record *record, void *row)
{
	hire_record_head *head = row;
	head->updated_at = w->now.wall;
	hire_status st = hire_record_check(record, row, w->err);
	const hire_store *s = &w->p->store;
	return st ? st : s->ops.update(s->state, w->tx, record, row, w->err);
}

hire_status
hire__text(hire__work *w, const char **out, const char *fmt, ...)
{
	char small[512];
	va_list args;
	va_start(args, fmt);
	int n = vsnprintf(small, sizeof small, fmt, args);
	va_end(args);
	char *s = n < 0 ? NULL : hire_arena_alloc(w->mem, (size_t)n + 1);
	if (!s)
		return hire__nomem(w->err);
	va_start(args, fmt);
	vsnprintf(s, (size_t)n + 1, fmt, args);
	va_end(args);
	*out = s;
	return HIRE_OK;
}

hire_status
hire__allow(const hire_actor *who, unsigned roles, hire_error *err)
{
	if (!who || !(1u << who->role & roles))
		return hire_fail(err, HIRE_EDENIED, "role",
		    "not allowed for role %s",
		    who ? hire_word(&hire_role_words, who->role) : "nobody");
	if (who->unconfirmed && !(roles & HIRE__UNCONFIRMED))
		return hire_fail(err, HIRE_EDENIED, "email",
		    "confirm your e-mail address first");
	return HIRE_OK;
}

hire_status
hire__allow_organisation(const hire_actor *who, hire_error *err)
{
	hire_status st = hire__allow(who, HIRE__HR, err);
	if (!st && !who->organisation_id)
		return hire_fail(
		    err, HIRE_EDENIED, "organisation", "you belong to none");
	return st;
}

hire_status
hire__own_job(
    hire__work *w, const hire_actor *who, const char *job_id, hire_job *out)
{
	hire_status st = hire__allow(who, HIRE__HR | HIRE__ADMIN, w->err);
	if (!st)
		st = hire__get(w, &hire_job_record, job_id, out);
	if (st || who->role == HIRE_ROLE_ADMIN)
		return st;
	if (who->organisation_id &&
	    !strcmp(who->organisation_id, out->organisation_id))
		return HIRE_OK;
	return hire_fail(
	    w->err, HIRE_ENOTFOUND, "job", "there is no job %.60s", job_id);
}
