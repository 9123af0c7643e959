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

enum {
	VALUES_MAX = 128,
	AGAIN_US = 20000,
	HELD_MAX = 8,
	ANSWERS_MAX = HELD_MAX + 3, /* begin, bounds, the statement itself */
	TYPE_INT8 = 20, /* PostgreSQL's numbers of types, fixed for good */
	TYPE_INT2 = 21,
	TYPE_INT4 = 23,
	TYPE_TEXT = 25
};

/* The server gives up a little before we do, so that it can say why; one of
 * ours that stands still must not hold locks for ever. */
static const struct {
	const char *begin;
	/* Gives process, number and server of the transaction.  Being a query,
	 * it also fixes what is seen. */
	const char *bounds;
} modes[] = {
    [HIRE__PG_READ] = {"begin isolation level repeatable read read only",
        "select pg_backend_pid()::text, null::text, null::text,"
        " set_config('statement_timeout', '9500', true),"
        " set_config('idle_in_transaction_session_timeout', '60000', true)"},
    [HIRE__PG_WRITE] = {"begin isolation level repeatable read",
        "select pg_backend_pid()::text, pg_current_xact_id()::text,"
        " pg_postmaster_start_time()::text,"
        " set_config('statement_timeout', '9500', true),"
        " set_config('idle_in_transaction_session_timeout', '60000', true)"},
    [HIRE__PG_MIGRATE] = {"begin isolation level read committed",
        "select pg_backend_pid()::text, pg_current_xact_id()::text,"
        " pg_postmaster_start_time()::text,"
        " set_config('lock_timeout', '600000', true),"
        " pg_advisory_xact_lock(7522843310146094),"
        " set_config('lock_timeout', '10000', true)"},
};

hire__value
hire__pg_value(const hire__pg *s, const PGresult *r, int row, int column)
{
	const hire__pq *pq = &s->pq;
	if (pq->getisnull(r, row, column))
		return (hire__value){.null = true};
	const char *bytes = pq->getvalue(r, row, column);
	size_t n = (size_t)pq->getlength(r, row, column);
	Oid type = pq->ftype(r, column);
	if (type != TYPE_INT8 && type != TYPE_INT4 && type != TYPE_INT2)
		return (hire__value){.is_text = true, .text = bytes, .n = n};
	/* big-endian, in two's complement */
	uint64_t v = n && (unsigned char)bytes[0] & 0x80 ? UINT64_MAX : 0;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | (unsigned char)bytes[i];
	return hire__number_value((int64_t)v);
}

/* Values as PQsendQueryParams wants them. */
typedef struct bound {
	Oid types[VALUES_MAX];
	const char *values[VALUES_MAX];
	int lengths[VALUES_MAX], formats[VALUES_MAX];
	char numbers[VALUES_MAX][8];
} bound;

static void
bind(bound *b, size_t i, const hire__value *v)
{
	b->types[i] = v->is_text ? TYPE_TEXT : TYPE_INT8;
	b->formats[i] = 1;
	b->values[i] = v->null ? NULL : v->is_text ? v->text : b->numbers[i];
	b->lengths[i] = v->is_text ? (int)v->n : 8;
	for (int byte = 0; byte < 8; byte++)
		b->numbers[i][byte] =
		    (char)((uint64_t)v->number >> (56 - 8 * byte));
}

static bool
send(hire__pg_conn *c, const hire__pg_said *said)
{
	bound b;
	for (size_t i = 0; i < said->n; i++) {
		bind(&b, i, &said->values[i]);
		if (said->types)
			b.types[i] = said->types[i];
	}
	return c->store->pq.sendQueryParams(c->pq, said->sql, (int)said->n,
	    b.types, b.values, b.lengths, b.formats, 1);
}

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

/* Read answers up to the mark that ends them; at most `n` of them are kept in
 * `out`, NULL where none came. */
static void
collect(hire__pg_conn *c, PGresult **out, size_t n)
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
		} else if (c->owes || at == n) {
			pq->clear(r);
		} else {
			out[at++] = r;
		}
	}
	c->lost = true;
}

static hire_status
broken(hire__pg_conn *c, const PGresult *last, hire_error *err)
{
	const char *place = c->store->url.place;
	c->failed = true;
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
}

/* The answers of one round trip: to what begins the transaction, to what was
 * held, to the statement itself. */
typedef struct answers {
	PGresult *all[ANSWERS_MAX];
	size_t n, held; /* where those to held statements begin */
	bool begins;
} answers;

/* What the failure of answer `i` means. */
static hire_status
blame(hire__pg_conn *c, const answers *a, size_t i, hire_error *err)
{
	const hire__pg_held *h = i < a->held ? NULL : c->held;
	for (size_t n = a->held; h && n < i; n++)
		h = h->next;
	const char *state =
	    c->store->pq.resultErrorField(a->all[i], PG_DIAG_SQLSTATE);
	if (h && h->record && state && !strcmp(state, "23505"))
		return hire__pg_taken(c, h->record, a->all[i], err);
	return hire__pg_fail(c, a->all[i], err);
}

/* Judge the answers: the first failure counts; the last one goes to `out`. */
static hire_status
judge(hire__pg_conn *c, answers *a, PGresult **out, hire_error *err)
{
	const hire__pg *s = c->store;
	PGresult **all = a->all, *last = a->n ? all[a->n - 1] : NULL;
	/* Also one whose first statement fails is to be ended. */
	c->begun = c->begun || (a->begins && all[0] && is_good(s, all[0]));
	for (size_t i = 0; i < a->n; i++) {
		if (!all[i] ||
		    (!is_good(s, all[i]) && hire__pg_is_last(s, all[i])))
			c->lost = true;
		if (c->lost)
			return broken(c, all[i], err);
		if (is_good(s, all[i]))
			continue;
		if (out && i == a->n - 1) {
			*out = last;
			all[i] = NULL;
			return hire__pg_fail(c, *out, err);
		}
		return blame(c, a, i, err);
	}
	if (a->begins)
		note_numbers(c, all[1]);
	if (out) {
		*out = last;
		all[a->n - 1] = NULL;
	}
	return HIRE_OK;
}

/* Send what belongs before the sync; false when the connection is gone. */
static bool
send_all(hire__pg_conn *c, const hire__pg_said *said, answers *a)
{
	bool sent = true;
	if (a->begins) {
		hire__pg_said first = {modes[c->mode].begin, NULL, 0, NULL};
		hire__pg_said second = {modes[c->mode].bounds, NULL, 0, NULL};
		sent = send(c, &first) && send(c, &second);
		a->n = 2;
	}
	a->held = a->n;
	for (hire__pg_held *h = c->held; sent && h; h = h->next, a->n++)
		sent = send(c, &h->said);
	if (said) {
		sent = sent && send(c, said);
		a->n++;
	}
	return sent && c->store->pq.pipelineSync(c->pq);
}

/* One round trip. */
static hire_status
exchange(hire__pg_conn *c, const hire__pg_said *said, PGresult **out,
    hire_error *err)
{
	answers a = {.begins = !c->begun && c->mode != HIRE__PG_ALONE};
	if (!send_all(c, said, &a))
		c->lost = true;
	else
		collect(c, a.all, a.n);
	hire_status st = judge(c, &a, said ? out : NULL, err);
	for (size_t i = 0; i < a.n; i++)
		c->store->pq.clear(a.all[i]);
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
		if (!st || !c->lost || !fresh || hire__pg_clock() >= end)
			return st;
		c->failed = false;
		nanosleep(&(struct timespec){0, AGAIN_US * 1000L}, NULL);
	}
}

hire_status
hire__pg_ask(hire__pg_conn *c, const hire__pg_said *said, PGresult **out,
    hire_error *err)
{
	if (said->n > VALUES_MAX)
		return hire__pg_spoil(
		    c, hire_fail(err, HIRE_EUSAGE, NULL,
		           "%zu values, at most %d are possible", said->n,
		           VALUES_MAX));
	*out = NULL;
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
	hire__pg_said end = {sql, NULL, 0, NULL};
	if (!c->begun || c->lost || !c->pq)
		return;
	/* What does not leave at once leaves with the next statement. */
	c->owes =
	    send(c, &end) && pq->pipelineSync(c->pq) && pq->flush(c->pq) >= 0;
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
