/* SPDX-License-Identifier: MIT
 * postgres_errors.c - what PostgreSQL's and libpq's failures mean here, with
 * what to do about them.
 */
#include "postgres_conn.h"

#include "util/ctx.h"

#include <string.h>

/* By SQLSTATE, or the beginning of one; the first that fits. */
static const struct {
	const char *state;
	hire_status status;
	bool again; /* a connection may be had soon */
	const char *advice;
} meanings[] = {
    {"40", HIRE_ECONFLICT, false, "another transaction was faster"},
    {"55P03", HIRE_EBUSY, false, "it is locked by another: try again"},
    {"57014", HIRE_EBUSY, false, "it took too long: try again"},
    {"57P03", HIRE_EBACKEND, true, "it is starting or shutting down"},
    {"57P", HIRE_EBACKEND, true, "it is shutting down"},
    {"25P03", HIRE_EBACKEND, true, "the transaction stood still too long"},
    {"53300", HIRE_EBUSY, true,
        "it has no connection left: raise max_connections, or lower pool= in "
        "HIRE_STORE"},
    {"53100", HIRE_ENOSPC, false, "its disk is full: free some space"},
    {"53", HIRE_EBUSY, false, "it is out of resources: try again"},
    {"58030", HIRE_EIO, false, "its disk failed to read or write"},
    {"XX001", HIRE_ECORRUPT, false, "it is damaged: restore a backup"},
    {"XX002", HIRE_ECORRUPT, false, "an index is damaged: reindex it"},
    {"28P01", HIRE_EBACKEND, false, "user or password is wrong"},
    {"28", HIRE_EBACKEND, false,
        "this user may not log in from here: check user, pg_hba.conf and "
        "sslmode"},
    {"3D000", HIRE_EBACKEND, false,
        "there is no such database: create it with createdb"},
    {"42501", HIRE_EBACKEND, false,
        "this user lacks a permission: let it own the database and the "
        "tables, or grant it all on both"},
    {"42P01", HIRE_EBACKEND, false, "a table is missing: run hire-cli migrate"},
    {"42703", HIRE_EBACKEND, false,
        "a column is missing: run hire-cli migrate"},
    {"3F000", HIRE_EBACKEND, false, "no schema to work in: check search_path"},
    {"25006", HIRE_EBACKEND, true,
        "it takes no changes: name the primary, not a standby, and leave "
        "default_transaction_read_only off"},
    {"22021", HIRE_EINVAL, false, "a text is not UTF-8"},
    {"08", HIRE_EBACKEND, true, "the connection broke"},
};

enum { MEANINGS = sizeof meanings / sizeof *meanings };

static size_t
meaning_of(const char *state)
{
	size_t i = 0;
	while (i < MEANINGS && strncmp(state, meanings[i].state,
	                           strlen(meanings[i].state)) != 0)
		i++;
	return i;
}

/* PgBouncer has one code for all that it refuses. */
static const struct {
	const char *sign, *advice;
} pooler_signs[] = {
    {"statement pooling",
        "PgBouncer is in statement mode: set pool_mode = transaction"},
    {"unsupported startup parameter",
        "PgBouncer lets a parameter of HIRE_STORE not pass: leave it out, or "
        "name it in ignore_startup_parameters"},
    {"does not exist",
        "PgBouncer's server has no such database: create it with createdb"},
    {"no such database",
        "PgBouncer knows no such database: add it to its [databases]"},
    {"no such user", "PgBouncer knows no such user: add it to its auth_file"},
    {"no more connections",
        "PgBouncer lets nobody else in: raise max_client_conn"},
    {"query_wait_timeout",
        "PgBouncer had no connection to give: set pool_mode = transaction, or "
        "raise default_pool_size"},
    {"cannot connect to server",
        "PgBouncer does not reach the server behind it: look at its log"},
    {"server login", "PgBouncer may not log in to the server behind it: look "
                     "at its log"},
    {"auth", "user or password is wrong for PgBouncer"},
};

/* What it means when a pooler says `why`, or NULL. */
static const char *
pooler_advice(const char *state, const char *why)
{
	for (size_t i = 0; i < sizeof pooler_signs / sizeof *pooler_signs; i++)
		if (!strcmp(state, "08P01") &&
		    strstr(why, pooler_signs[i].sign))
			return pooler_signs[i].advice;
	return NULL;
}

static const char *
part(const hire__pg *s, const PGresult *r, int code)
{
	const char *text = s->pq.resultErrorField(r, code);
	return text ? text : "";
}

bool
hire__pg_is_refusal(const hire__pg *s, const PGresult *r)
{
	return pooler_advice(part(s, r, PG_DIAG_SQLSTATE),
	           part(s, r, PG_DIAG_MESSAGE_PRIMARY)) != NULL;
}

bool
hire__pg_is_last(const hire__pg *s, const PGresult *r)
{
	const char *state = part(s, r, PG_DIAG_SQLSTATE);
	/* Of several hosts another takes the writes by now. */
	bool moved = !strcmp(state, "25006") && strchr(s->url.place, ',');
	return moved || !strncmp(state, "57P", 3) || !strncmp(state, "08", 2) ||
	       !strcmp(state, "25P03");
}

hire_status
hire__pg_fail(hire__pg_conn *c, const PGresult *r, hire_error *err)
{
	const hire__pg *s = c->store;
	const char *state = part(s, r, PG_DIAG_SQLSTATE);
	const char *said = part(s, r, PG_DIAG_MESSAGE_PRIMARY);
	const char *pooler = pooler_advice(state, said);
	size_t i = meaning_of(state);
	c->failed = true;
	if (pooler)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "PostgreSQL at %s: %s", s->url.place, pooler);
	if (i == MEANINGS)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "PostgreSQL at %s says: %s (%s)", s->url.place, said,
		    state);
	return hire_fail(err, meanings[i].status, NULL,
	    "PostgreSQL at %s: %s (%s)", s->url.place, meanings[i].advice,
	    said);
}

/* libpq's own failures have no code. */
static const struct {
	const char *sign;
	bool again;
	const char *advice;
} signs[] = {
    {"could not translate host name", false,
        "the host is not known: check its name"},
    {"refused", true,
        "nothing listens there: start it, or check host and port"},
    {"No such file or directory", true,
        "no server has its socket there: start it, or check the folder"},
    {"no password supplied", false,
        "it wants a password: write it into HIRE_STORE"},
    {"closed the connection", true, "it hung up"},
    {"SSL", false, "no agreement on encryption: check sslmode"},
};

/* In "... FATAL:  28P01: password ...", the five characters. */
static const char *
state_in(const char *why, char out[6])
{
	static const char code[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	for (const char *at = why; (at = strstr(at, ":  ")); at += 3) {
		if (strspn(at + 3, code) != 5 || at[8] != ':')
			continue;
		memcpy(out, at + 3, 5);
		out[5] = '\0';
		return out;
	}
	return NULL;
}

hire_status
hire__pg_unreachable(
    const hire__pg *s, const char *why, bool *again, hire_error *err)
{
	char state[6] = "";
	size_t i = state_in(why, state) ? meaning_of(state) : MEANINGS;
	const char *pooler = pooler_advice(state, why);
	*again = false;
	if (pooler)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "PostgreSQL at %s: %s", s->url.place, pooler);
	if (i < MEANINGS) {
		*again = meanings[i].again;
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "PostgreSQL at %s: %s", s->url.place, meanings[i].advice);
	}
	for (i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!strstr(why, signs[i].sign))
			continue;
		*again = signs[i].again;
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "PostgreSQL at %s: %s", s->url.place, signs[i].advice);
	}
	return hire_fail(err, HIRE_EBACKEND, NULL,
	    "PostgreSQL at %s cannot be reached: %.*s", s->url.place,
	    (int)strcspn(why, "\n"), why);
}

/* The last field of the record's unique index of that name. */
static hire_status
index_field(hire_ctx *ctx, const hire_record *record, const char *index,
    const char **out, hire_error *err)
{
	hire__buf name = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire__buf sql = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && hire__sql_index(&name, &sql, record, i);
	     i++) {
		st = hire__buf_check(&name, err);
		if (!st && !strcmp(name.s, index))
			*out = hire__sql_index_last(record, i);
		hire__buf_clear(&name);
		hire__buf_clear(&sql);
	}
	hire__buf_free(&name);
	hire__buf_free(&sql);
	return st;
}

hire_status
hire__pg_taken(hire__pg_conn *c, const hire_record *record, const PGresult *r,
    hire_error *err)
{
	const char *field = "id"; /* its index has PostgreSQL's own name */
	hire_status st = index_field(c->store->ctx, record,
	    part(c->store, r, PG_DIAG_CONSTRAINT_NAME), &field, err);
	c->failed = true;
	return st ? st
	          : hire_fail(
	                err, HIRE_EEXISTS, field, "is taken by another row");
}
