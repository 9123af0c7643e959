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
	ANSWERS_MAX = 3, /* begin, bounds, the statement itself */
	TYPE_INT8 = 20,  /* PostgreSQL's numbers of types, fixed for good */
	TYPE_INT2 = 21,
	TYPE_INT4 = 23,
	TYPE_TEXT = 25
};

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
	for (size_t i = 0; i < said->n; i++)
		bind(&b, i, &said->values[i]);
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
broken(hire__pg_conn *c, hire_error *err)
{
	const char *place = c->store->url.place;
	c->failed = true;
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

/* Judge the answers: the first failure counts; the last one goes to `out`. */
static hire_status
judge(hire__pg_conn *c, PGresult **all, size_t n, bool begins, PGresult **out,
    hire_error *err)
{
	const hire__pg *s = c->store;
	/* Also one whose first statement fails is to be ended. */
	c->begun = c->begun || (begins && all[0] && is_good(s, all[0]));
	for (size_t i = 0; i < n; i++) {
		if (!all[i] ||
		    (!is_good(s, all[i]) && hire__pg_is_last(s, all[i])))
			c->lost = true;
		if (c->lost)
			return broken(c, err);
		if (is_good(s, all[i]))
			continue;
		if (out && i == n - 1) {
			*out = all[i];
			all[i] = NULL;
			return hire__pg_fail(c, *out, err);
		}
		return hire__pg_fail(c, all[i], err);
	}
	if (begins)
		note_numbers(c, all[1]);
	if (out) {
		*out = all[n - 1];
		all[n - 1] = NULL;
	}
	return HIRE_OK;
}

/* One round trip. */
static hire_status
exchange(hire__pg_conn *c, const hire__pg_said *said, PGresult **out,
    hire_error *err)
{
	const hire__pq *pq = &c->store->pq;
	PGresult *all[ANSWERS_MAX] = {NULL};
	bool begins = !c->begun && c->mode != HIRE__PG_ALONE;
	size_t n = 0;
	bool sent = true;
	if (begins) {
		hire__pg_said first = {modes[c->mode].begin, NULL, 0};
		hire__pg_said second = {modes[c->mode].bounds, NULL, 0};
		sent = send(c, &first) && send(c, &second);
		n = 2;
	}
	if (said) {
		sent = sent && send(c, said);
		n++;
	}
	if (!sent || !pq->pipelineSync(c->pq))
		c->lost = true;
	else
		collect(c, all, n);
	hire_status st = judge(c, all, n, begins, said ? out : NULL, err);
	for (size_t i = 0; i < n; i++)
		pq->clear(all[i]);
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

hire_status
hire__pg_begin(hire__pg_conn *c, hire_error *err)
{
	return talk(c, NULL, NULL, err);
}

void
hire__pg_part(hire__pg_conn *c, const char *sql)
{
	const hire__pq *pq = &c->store->pq;
	hire__pg_said end = {sql, NULL, 0};
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
