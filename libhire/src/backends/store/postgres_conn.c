/* SPDX-License-Identifier: MIT
 * postgres_conn.c - statements and their answers over one connection.
 * Connections are in pipeline mode for good: what begins a transaction goes
 * with its first statement, and what ends one without a change is not waited
 * for.  Statements have no names, so that a pooler may stand in between.
 */
#include "postgres_conn.h"

#include "util/ctx.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { AGAIN_US = 20000, HELD_MAX = 8 };

/* The server gives up a little before we do, so that it can say why; one of
 * ours that stands still must not hold locks for ever. */
static const struct {
	const char *begin;
	/* Gives process, number, server and beginning of the transaction.
	 * Being a query, it also fixes what is seen. */
	const char *bounds;
} modes[] = {
    [HIRE__PG_READ] = {"begin isolation level repeatable read read only",
        "select pg_backend_pid()::text, null::text, null::text, null::text,"
        " set_config('statement_timeout', '9500', true),"
        " set_config('idle_in_transaction_session_timeout', '60000', true)"},
    [HIRE__PG_WRITE] = {"begin isolation level repeatable read",
        "select pg_backend_pid()::text, pg_current_xact_id()::text,"
        " pg_postmaster_start_time()::text, now()::text,"
        " set_config('statement_timeout', '9500', true),"
        " set_config('idle_in_transaction_session_timeout', '60000', true)"},
    [HIRE__PG_MIGRATE] = {"begin isolation level read committed",
        "select pg_backend_pid()::text, pg_current_xact_id()::text,"
        " pg_postmaster_start_time()::text, now()::text,"
        " set_config('lock_timeout', '600000', true),"
        " pg_advisory_xact_lock(7522843310146094),"
        " set_config('lock_timeout', '10000', true)"},
};

/* The next answer; NULL ends those to a statement, or with c->lost set all. */
static PGresult *
answer(hire__pg_conn *c)
{
	const hire__pq *pq = &c->store->pq;
	for (;;) {
		int left = pq->flush(c->pq);
		if (left >= 0 && !pq->isBusy(c->pq))
			break;
		if (left < 0 || !hire__pg_wait(c, left > 0) ||
		    !pq->consumeInput(c->pq)) {
			c->lost = true;
			return NULL;
		}
	}
	PGresult *r = pq->getResult(c->pq);
	if (pq->status(c->pq) == CONNECTION_BAD)
		c->lost = true;
	return r;
}

/* Read answers up to the mark that ends them; NULL stays where none came. */
static void
collect(hire__pg_conn *c, hire__pg_answers *a)
{
	const hire__pq *pq = &c->store->pq;
	size_t at = 0;
	for (int silent = 0; !c->lost && silent < 3;) {
		PGresult *r = answer(c);
		silent = r ? 0 : silent + 1;
		if (!r)
			continue;
		if (pq->resultStatus(r) == PGRES_PIPELINE_SYNC) {
			pq->clear(r);
			if (!c->owes)
				return;
			c->owes = false; /* that of the transaction before */
		} else if (c->owes || at == a->n) {
			pq->clear(r);
		} else {
			a->all[at++].r = r;
		}
	}
	c->lost = true;
}

static hire_status
broken(hire__pg_conn *c, const PGresult *last, hire_error *err)
{
	const char *place = c->store->url.place;
	c->failed = true;
	if (c->nomem)
		return hire__nomem(err);
	/* A pooler that refuses does so on the next connection too. */
	if (last && hire__pg_is_refusal(c->store, last)) {
		hire__pg_disconnect(c);
		return hire__pg_fail(c, last, err);
	}
	if (hire__pg_clock() >= c->until)
		return hire_fail(err, HIRE_EBUSY, NULL,
		    "PostgreSQL at %s did not answer in time: try again",
		    place);
	/* Nothing was stored: whoever wrote may do it all once more. */
	return hire_fail(err,
	    c->mode == HIRE__PG_WRITE ? HIRE_ECONFLICT : HIRE_EBUSY, NULL,
	    "the connection to PostgreSQL at %s broke: try again", place);
}

static bool
is_good(const hire__pg *s, const PGresult *r)
{
	ExecStatusType got = s->pq.resultStatus(r);
	return got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK ||
	       got == PGRES_EMPTY_QUERY;
}

static void
note(char *out, size_t size, hire__value v)
{
	if (v.is_text && v.n < size)
		snprintf(out, size, "%.*s", (int)v.n, v.text);
	else
		*out = '\0';
}

static void
note_numbers(hire__pg_conn *c, const PGresult *r)
{
	note(c->pid, sizeof c->pid, hire__pg_value(c->store, r, 0, 0));
	note(c->xid, sizeof c->xid, hire__pg_value(c->store, r, 0, 1));
	note(c->server, sizeof c->server, hire__pg_value(c->store, r, 0, 2));
	note(c->since, sizeof c->since, hire__pg_value(c->store, r, 0, 3));
}

/* What the failure of answer `i` means. */
static hire_status
blame(hire__pg_conn *c, const hire__pg_answers *a, size_t i, hire_error *err)
{
	PGresult *r = a->all[i].r;
	const hire__pg_held *h =
	    a->all[i].kind == HIRE__PG_HELD ? a->all[i].of : NULL;
	const char *state = c->store->pq.resultErrorField(r, PG_DIAG_SQLSTATE);
	if (h && h->record && state && !strcmp(state, "23505"))
		return hire__pg_taken(c, h->record, r, err);
	return hire__pg_fail(c, r, err);
}

/* Judge the answers: the first failure counts. */
static hire_status
judge(hire__pg_conn *c, hire__pg_answers *a, hire_error *err)
{
	const hire__pg *s = c->store;
	for (size_t i = 0; i < a->n; i++) {
		PGresult *r = a->all[i].r;
		bool good = r && is_good(s, r);
		if (!r || (!good && hire__pg_is_last(s, r)))
			c->lost = true;
		if (c->lost)
			return broken(c, r, err);
		if (!good)
			return blame(c, a, i, err);
		/* Also one whose first statement fails is to be ended. */
		c->begun = c->begun || a->begins;
		if (a->all[i].kind == HIRE__PG_BOUNDS)
			note_numbers(c, r);
		hire__pg_learn(c, a, i);
	}
	return HIRE_OK;
}

/* Send what belongs before the sync; false when the connection is gone. */
static bool
send_all(hire__pg_conn *c, const hire__pg_said *said, hire__pg_answers *a)
{
	bool sent = true;
	if (a->begins) {
		hire__pg_said first = {.sql = modes[c->mode].begin};
		hire__pg_said second = {
		    .sql = modes[c->mode].bounds, .keep = true};
		sent = hire__pg_send(c, &first, HIRE__PG_ASIDE, NULL, a) &&
		       hire__pg_send(c, &second, HIRE__PG_BOUNDS, NULL, a);
	}
	for (hire__pg_held *h = c->held; sent && h; h = h->next)
		sent = hire__pg_send(c, &h->said, HIRE__PG_HELD, h, a);
	if (said)
		sent = sent && hire__pg_send(c, said, HIRE__PG_MAIN, NULL, a);
	return sent && c->store->pq.pipelineSync(c->pq);
}

/* The answer to the statement itself, the last one, to whoever asked. */
static void
hand_over(const hire__pg *s, hire__pg_answers *a, PGresult **out)
{
	for (size_t i = 0; i < a->n; i++) {
		if (out && a->all[i].kind == HIRE__PG_MAIN)
			*out = a->all[i].r;
		else
			s->pq.clear(a->all[i].r);
	}
}

/* What the server said before it hung up: those behind a failure only say
 * that they were not run. */
static const PGresult *
last_word(const hire__pg_conn *c, const hire__pg_answers *a)
{
	const hire__pq *pq = &c->store->pq;
	for (size_t i = 0; i < a->n; i++)
		if (a->all[i].r &&
		    pq->resultErrorField(a->all[i].r, PG_DIAG_SQLSTATE))
			return a->all[i].r;
	return NULL;
}

/* One round trip. */
static hire_status
exchange(hire__pg_conn *c, const hire__pg_said *said, PGresult **out,
    hire_error *err)
{
	hire__pg_answers a = {.begins = !c->begun && c->mode != HIRE__PG_ALONE};
	c->lost = !send_all(c, said, &a);
	if (!c->lost)
		collect(c, &a);
	hire_status st =
	    c->lost ? broken(c, last_word(c, &a), err) : judge(c, &a, err);
	hand_over(c->store, &a, c->lost ? NULL : out);
	if (!st && c->held)
		c->changed = true;
	if (!c->lost)
		hire__pg_drop_held(c);
	return st;
}

/* Whoever has seen nothing yet can begin again on another connection. */
static hire_status
talk(hire__pg_conn *c, const hire__pg_said *said, PGresult **out,
    hire_error *err)
{
	bool fresh = !c->begun;
	int64_t end = hire__pg_clock() + HIRE__PG_WAIT_S * HIRE_SECOND;
	for (;;) {
		if (fresh && c->lost)
			hire__pg_disconnect(c);
		c->until = end;
		hire_status st = c->pq ? HIRE_OK : hire__pg_connect(c, err);
		if (c->mode == HIRE__PG_MIGRATE) /* an index takes its time */
			c->until += HIRE__PG_MIGRATE_S * HIRE_SECOND;
		if (!st)
			st = exchange(c, said, out, err);
		else
			c->failed = true;
		if (!st || !c->lost || c->nomem || c->once || !fresh ||
		    hire__pg_clock() >= end)
			return st;
		c->failed = false;
		nanosleep(&(struct timespec){0, AGAIN_US * 1000L}, NULL);
	}
}

hire_status
hire__pg_ask(hire__pg_conn *c, const hire__pg_said *said, PGresult **out,
    hire_error *err)
{
	*out = NULL;
	if (said->n > HIRE__PG_VALUES)
		return hire__pg_spoil(
		    c, hire_fail(err, HIRE_EUSAGE, NULL,
		           "%zu values, at most %d are possible", said->n,
		           HIRE__PG_VALUES));
	if (c->failed)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "a call of this transaction failed before");
	return talk(c, said, out, err);
}

hire_status
hire__pg_do(hire__pg_conn *c, const hire__pg_said *said, hire_error *err)
{
	PGresult *r;
	hire_status st = hire__pg_ask(c, said, &r, err);
	c->store->pq.clear(r);
	return st;
}

void
hire__pg_free_held(hire_ctx *ctx, hire__pg_held *h)
{
	for (size_t i = 0; i < sizeof h->own / sizeof *h->own; i++)
		hire__free(ctx, h->own[i]);
	hire__free(ctx, h);
}

void
hire__pg_drop_held(hire__pg_conn *c)
{
	for (hire__pg_held *h = c->held, *next; h; h = next) {
		next = h->next;
		hire__pg_free_held(c->store->ctx, h);
	}
	c->held = NULL;
	c->held_count = 0;
}

hire_status
hire__pg_send_held(hire__pg_conn *c, hire_error *err)
{
	if (c->failed)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "a call of this transaction failed before");
	return c->held ? talk(c, NULL, NULL, err) : HIRE_OK;
}

hire_status
hire__pg_hold(hire__pg_conn *c, hire__pg_held *h, hire_error *err)
{
	hire__pg_held **at = &c->held;
	while (*at)
		at = &(*at)->next;
	*at = h;
	if (++c->held_count < HELD_MAX)
		return HIRE_OK;
	return hire__pg_send_held(c, err);
}

hire_status
hire__pg_begin(hire__pg_conn *c, hire_error *err)
{
	return talk(c, NULL, NULL, err);
}

void
hire__pg_part(hire__pg_conn *c, const char *sql)
{
	const hire__pq *pq = &c->store->pq;
	if (!c->begun || c->lost || !c->pq)
		return;
	/* What does not leave at once leaves with the next statement. */
	c->owes =
	    pq->sendQueryParams(c->pq, sql, 0, NULL, NULL, NULL, NULL, 1) &&
	    pq->pipelineSync(c->pq) && pq->flush(c->pq) >= 0;
	c->lost = !c->owes;
	c->begun = false;
}

hire_status
hire__pg_spoil(hire__pg_conn *c, hire_status st)
{
	if (st)
		c->failed = true;
	return st;
}
