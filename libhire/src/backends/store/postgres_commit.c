/* SPDX-License-Identifier: MIT
 * postgres_commit.c - making a transaction durable, and finding out whether it
 * is when the connection broke before the answer came.
 * The server keeps the fate of every transaction under its number, which was
 * noted when it began: that costs no row and no round trip, unlike a key of
 * our own in a table.  One that crashed gives out anew the numbers that it had
 * not yet written down: the last changed row then tells whose they are.
 */
#include "postgres_conn.h"

#include "util/ctx.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { LOOK_MS = 50, PATIENT_LOOKS = 10 };

typedef enum fate { STORED, DROPPED, RUNNING, UNKNOWN } fate;

/* Numbers only grow: one that is not below a new one was never given out by
 * this server, so it went down with the one before. */
static const char asking[] =
    "select case when pg_current_xact_id() <= $1::xid8 then 'aborted'"
    " else pg_xact_status($1::xid8) end";

/* Ours alone: the process may serve somebody else by now. */
static const char ending[] =
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where pid = $1::int and backend_xid = $2::xid8::xid";

void
hire__pg_prove(hire__pg_conn *c, const hire_record *record, const char *id,
    hire__plan_kind kind)
{
	bool fits = strlen(id) < sizeof c->proof.id;
	c->proof.record = fits ? record : NULL;
	c->proof.kind = kind;
	snprintf(c->proof.id, sizeof c->proof.id, "%s", id);
}

/* The first text of the answer into `out`, "" without one. */
static bool
ask_text(hire__pg_conn *c, const hire__pg_said *said, char *out, size_t size)
{
	PGresult *r;
	bool ok = !hire__pg_ask(c, said, &r, NULL);
	*out = '\0';
	if (ok) {
		hire__value v = hire__pg_value(c->store, r, 0, 0);
		if (v.is_text)
			snprintf(out, size, "%.*s", (int)v.n, v.text);
	}
	c->store->pq.clear(r);
	c->failed = false;
	return ok;
}

static bool
is_same_server(hire__pg_conn *c)
{
	char since[sizeof c->server];
	hire__pg_said said = {.sql = "select pg_postmaster_start_time()::text"};
	return ask_text(c, &said, since, sizeof since) &&
	       !strcmp(since, c->server);
}

/* "ours", "other" or "gone": the last row that the transaction changed. */
static bool
look_at_row(hire__pg_conn *c, char *out, size_t size)
{
	char sql[400];
	hire__value which[] = {
	    hire__text_value(c->proof.id), hire__text_value(c->xid)};
	if (!c->proof.record)
		return false;
	snprintf(sql, sizeof sql,
	    "select coalesce((select case when xmin = $2::xid8::xid then 'ours'"
	    " else 'other' end from \"%s\" where \"id\" = $1), 'gone')",
	    c->proof.record->name);
	return ask_text(c,
	    &(hire__pg_said){.sql = sql, .values = which, .n = 2}, out, size);
}

/* The number stands for something stored: was it ours? */
static fate
proven(hire__pg_conn *c)
{
	char row[16];
	if (is_same_server(c))
		return STORED;
	if (!look_at_row(c, row, sizeof row))
		return UNKNOWN;
	bool gone = !strcmp(row, "gone");
	if (c->proof.kind == HIRE__REMOVE)
		return gone ? STORED : DROPPED;
	/* An id is given once: the row of a lost insert cannot be there. */
	bool added = c->proof.kind == HIRE__INSERT && !gone;
	return added || !strcmp(row, "ours") ? STORED : UNKNOWN;
}

static fate
fate_of(hire__pg_conn *c)
{
	char said[16];
	hire__value number = hire__text_value(c->xid);
	if (!ask_text(c,
	        &(hire__pg_said){.sql = asking, .values = &number, .n = 1},
	        said, sizeof said))
		return UNKNOWN;
	if (!strcmp(said, "committed"))
		return proven(c);
	if (!strcmp(said, "aborted"))
		return DROPPED;
	return *said ? RUNNING : UNKNOWN;
}

/* The server may not have noticed yet that we are gone. */
static void
end_it(hire__pg_conn *c, const char *pid, const char *xid)
{
	hire__value which[] = {hire__text_value(pid), hire__text_value(xid)};
	if (hire__pg_do(c,
	        &(hire__pg_said){.sql = ending, .values = which, .n = 2}, NULL))
		c->failed = false; /* the next look tells */
}

static fate
find_out(hire__pg_conn *c)
{
	int64_t until = hire__pg_clock() + HIRE__PG_WAIT_S * HIRE_SECOND;
	fate f = RUNNING;
	hire__pg_disconnect(c);
	c->mode = HIRE__PG_ALONE;
	c->failed = false;
	for (int looks = 0; f == RUNNING && hire__pg_clock() < until; looks++) {
		if (looks)
			nanosleep(
			    &(struct timespec){0, LOOK_MS * 1000000L}, NULL);
		if (looks == PATIENT_LOOKS)
			end_it(c, c->pid, c->xid);
		f = fate_of(c);
	}
	return f;
}

static hire_status
unsure(const hire__pg_conn *c, hire_error *err)
{
	return hire_fail(err, HIRE_EBACKEND, NULL,
	    "the connection to PostgreSQL at %s broke while storing: look "
	    "whether it was before you try again",
	    c->store->url.place);
}

static hire_status
resolve(hire__pg_conn *c, hire_error *err)
{
	const char *place = c->store->url.place;
	switch (*c->xid ? find_out(c) : UNKNOWN) {
	case STORED:
		return HIRE_OK;
	case DROPPED:
		return hire_fail(err, HIRE_ECONFLICT, NULL,
		    "the connection to PostgreSQL at %s broke, nothing was "
		    "stored: try again",
		    place);
	default:
		return unsure(c, err);
	}
}

/* An idle connection has nothing to say but that the server has ended it. */
static void
drop_stale(hire__pg_conn *c)
{
	struct pollfd p = {.events = POLLIN};
	if (!c->pq)
		return;
	p.fd = c->store->pq.socket(c->pq);
	if (poll(&p, 1, 0) > 0)
		hire__pg_disconnect(c);
}

/* Statements that wait for nobody's answer need no transaction around them: one
 * sync is one.  It has no number to ask after; the last row that it added
 * proves that it is stored, and nothing can prove that it is not. */
static hire_status
commit_at_once(hire__pg_conn *c, hire_error *err)
{
	char row[16];
	drop_stale(c);
	c->mode = HIRE__PG_ALONE;
	c->once = true;
	hire_status st = hire__pg_send_held(c, err);
	if (!st || !c->lost || !c->pq || c->nomem)
		return st;
	hire__pg_disconnect(c);
	hire__pg_drop_held(c);
	c->once = c->failed = false;
	snprintf(c->xid, sizeof c->xid, "0");
	bool known = look_at_row(c, row, sizeof row);
	return known && strcmp(row, "gone") != 0 ? HIRE_OK : unsure(c, err);
}

/* In the same round trip as what is held and what tells of it. */
static hire_status
commit_begun(hire__pg_conn *c, hire_error *err)
{
	PGresult *r;
	hire__pg_said said = {.sql = "commit"};
	hire_status st = hire__pg_ask(c, &said, &r, err);
	const char *tag = r ? c->store->pq.cmdStatus(r) : "";
	if (!st && strcmp(tag, "COMMIT") != 0)
		st = hire_fail(err, HIRE_EUSAGE, NULL,
		    "a call of this transaction failed: nothing was stored");
	c->store->pq.clear(r);
	if (c->lost)
		st = resolve(c, err);
	else if (st) /* what was held failed before the commit came up */
		hire__pg_part(c, "rollback");
	c->begun = false;
	return st;
}

static hire_status
settle(hire__pg_conn *c, hire_error *err)
{
	/* Whether an answer is still to come hides whether it is alive. */
	if (!c->begun && !c->owes)
		return commit_at_once(c, err);
	hire_status st = c->begun ? HIRE_OK : hire__pg_send_held(c, err);
	if (!st)
		return commit_begun(c, err);
	hire__pg_part(c, "rollback");
	return st;
}

hire_status
hire__pg_commit(hire__pg_conn *c, hire_error *err)
{
	if (c->mode == HIRE__PG_READ || (!c->changed && !c->held)) {
		hire__pg_part(c, "commit");
		return HIRE_OK;
	}
	hire_status st = hire__pg_tell(c, err);
	if (st)
		hire__pg_part(c, "rollback");
	else
		st = settle(c, err);
	if (!st)
		hire__pg_told(c);
	return st;
}
