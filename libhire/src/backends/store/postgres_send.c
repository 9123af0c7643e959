/* SPDX-License-Identifier: MIT
 * postgres_send.c - statements and values as libpq wants and gives them.
 * Behind a pooler statements have no names, for the next transaction may meet
 * another server process.  Where the process at the other end is the one that
 * we logged in to, those that are worth it are prepared.
 */
#include "postgres_conn.h"

#include "util/ctx.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	TYPE_INT8 = 20, /* PostgreSQL's numbers of types, fixed for good */
	TYPE_INT2 = 21,
	TYPE_INT4 = 23,
	TYPE_TEXT = 25,
	NAME_SIZE = 24,
	WORN_S = 10 /* then a plan is made anew: tables grow */
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
	Oid types[HIRE__PG_VALUES];
	const char *values[HIRE__PG_VALUES];
	int lengths[HIRE__PG_VALUES], formats[HIRE__PG_VALUES];
	char numbers[HIRE__PG_VALUES][8];
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

/* Not added when there is no room: nobody sends that much before a sync. */
static bool
expect(hire__pg_answers *a, hire__pg_part_kind kind, const void *of)
{
	if (a->n == sizeof a->all / sizeof *a->all)
		return false;
	a->all[a->n].kind = kind;
	a->all[a->n++].of = of;
	return true;
}

static void
write_name(char out[NAME_SIZE], const hire__pg_kept *k)
{
	snprintf(out, NAME_SIZE, "hire_%" PRIu64, k->name);
}

void
hire__pg_forget(hire__pg_conn *c)
{
	for (size_t i = 0; i < c->kept_count; i++)
		hire__free(c->store->ctx, c->kept[i].sql);
	c->kept_count = 0;
	c->path = HIRE__PG_UNKNOWN;
}

/* The place of `sql` among the prepared; NULL when there is none left. */
static hire__pg_kept *
place_of(hire__pg_conn *c, const char *sql)
{
	for (size_t i = 0; i < c->kept_count; i++)
		if (!strcmp(c->kept[i].sql, sql))
			return &c->kept[i];
	if (c->kept_count == HIRE__PG_KEPT)
		return NULL;
	hire__pg_kept *k = &c->kept[c->kept_count];
	*k = (hire__pg_kept){.sql = hire__strdup(c->store->ctx, sql)};
	c->nomem = !k->sql;
	c->kept_count += !c->nomem;
	return c->nomem ? NULL : k;
}

static bool
plain(hire__pg_conn *c, const char *sql, hire__pg_part_kind kind,
    hire__pg_answers *a)
{
	return expect(a, kind, NULL) && c->store->pq.sendQueryParams(c->pq, sql,
	                                    0, NULL, NULL, NULL, NULL, 1);
}

/* See that `k` is prepared, and not long ago. */
static bool
prepare(hire__pg_conn *c, hire__pg_kept *k, size_t n, const Oid *types,
    hire__pg_answers *a)
{
	char name[NAME_SIZE], drop[NAME_SIZE + 16];
	int64_t now = hire__pg_clock();
	bool worn = k->ready && now - k->made > WORN_S * HIRE_SECOND;
	if (k->ready && !worn)
		return true;
	write_name(name, k);
	snprintf(drop, sizeof drop, "deallocate %s", name);
	if (worn && !plain(c, drop, HIRE__PG_ASIDE, a))
		return false;
	k->ready = false;
	k->made = now;
	k->name = ++c->names;
	write_name(name, k);
	return expect(a, HIRE__PG_PREPARE, k) &&
	       c->store->pq.sendPrepare(c->pq, name, k->sql, (int)n, types);
}

static bool
send_bound(hire__pg_conn *c, const hire__pg_said *said, const bound *b,
    hire__pg_kept *k)
{
	const hire__pq *pq = &c->store->pq;
	char name[NAME_SIZE];
	if (!k)
		return pq->sendQueryParams(c->pq, said->sql, (int)said->n,
		    b->types, b->values, b->lengths, b->formats, 1);
	write_name(name, k);
	return pq->sendQueryPrepared(
	    c->pq, name, (int)said->n, b->values, b->lengths, b->formats, 1);
}

bool
hire__pg_send(hire__pg_conn *c, const hire__pg_said *said,
    hire__pg_part_kind kind, const void *of, hire__pg_answers *a)
{
	bound b;
	hire__pg_kept *k = NULL;
	for (size_t i = 0; i < said->n; i++) {
		bind(&b, i, &said->values[i]);
		if (said->types)
			b.types[i] = said->types[i];
	}
	if (said->keep && c->path == HIRE__PG_UNKNOWN && !a->n &&
	    !plain(c, "select pg_backend_pid()::text", HIRE__PG_PID, a))
		return false;
	if (said->keep && c->path == HIRE__PG_DIRECT)
		k = place_of(c, said->sql);
	if (c->nomem || (k && !prepare(c, k, said->n, b.types, a)))
		return false;
	return expect(a, kind, of) && send_bound(c, said, &b, k);
}

static void
learn_path(hire__pg_conn *c, const PGresult *r)
{
	char mine[16];
	hire__value v = hire__pg_value(c->store, r, 0, 0);
	snprintf(mine, sizeof mine, "%d", c->store->pq.backendPID(c->pq));
	bool same =
	    v.is_text && v.n == strlen(mine) && !memcmp(v.text, mine, v.n);
	c->path = same ? HIRE__PG_DIRECT : HIRE__PG_POOLED;
}

void
hire__pg_learn(hire__pg_conn *c, const hire__pg_answers *a, size_t i)
{
	hire__pg_part_kind kind = a->all[i].kind;
	const hire__pg_held *h = a->all[i].of;
	if (kind == HIRE__PG_HELD && h->hits)
		*h->hits =
		    strtoul(c->store->pq.cmdTuples(a->all[i].r), NULL, 10);
	for (size_t n = 0; kind == HIRE__PG_PREPARE && n < c->kept_count; n++)
		if (a->all[i].of == &c->kept[n])
			c->kept[n].ready = true;
	bool tells = kind == HIRE__PG_PID || kind == HIRE__PG_BOUNDS;
	if (tells && c->path == HIRE__PG_UNKNOWN)
		learn_path(c, a->all[i].r);
}
