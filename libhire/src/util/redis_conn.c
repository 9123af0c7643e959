/* SPDX-License-Identifier: MIT
 * redis_conn.c - one connection to a Redis server, from nothing to logged in.
 */
#include "ctx.h"
#include "redis_inside.h"

enum { OUT_MAX = 64 << 20 }; /* of commands that wait to be sent */

hire__redis_conn *
hire__redis_conn_new(hire__redis *r, bool pooled)
{
	hire__redis_conn *c = hire__zalloc(r->ctx, sizeof *c);
	if (!c)
		return NULL;
	c->redis = r;
	c->fd = -1;
	c->pooled = pooled;
	c->out = HIRE__BUF(r->ctx, OUT_MAX);
	return c;
}

void
hire__redis_conn_free(hire__redis_conn *c)
{
	hire__redis_cut(c);
	hire__free(c->redis->ctx, c);
}

/* Log in and choose the database: with a PING behind, so that there is an
 * answer that only a server which is ready gives. */
static hire_status
greet(hire__redis_conn *c, int64_t until, hire_arena *mem, hire_error *err)
{
	const hire__redis_url *u = &c->redis->url;
	hire__redis_arg auth[3] = {HIRE__REDIS_TEXT("AUTH")};
	char number[24];
	size_t n = 1, calls = 1;
	if (u->user)
		auth[n++] = HIRE__REDIS_TEXT(u->user);
	if (u->password) {
		auth[n++] = HIRE__REDIS_TEXT(u->password);
		hire__redis_add(c, auth, n);
		calls++;
	}
	hire__redis_arg choose[] = {
	    HIRE__REDIS_TEXT("SELECT"), hire__redis_number(u->db, number)};
	if (u->db) {
		hire__redis_add(c, choose, 2);
		calls++;
	}
	hire__redis_arg ping = HIRE__REDIS_TEXT("PING");
	hire__redis_add(c, &ping, 1);
	hire_status st = HIRE_OK;
	while (!st && calls--) {
		hire__redis_reply *said;
		st = hire__redis_exchange(c, until, mem, &said, err);
		if (!st && !said)
			st = hire_fail(err, HIRE_EBACKEND, NULL,
			    "Redis at %s accepts connections and says nothing",
			    u->place);
		if (!st)
			st = hire__redis_check(c->redis, said, err);
	}
	return st;
}

hire_status
hire__redis_join(hire__redis_conn *c, hire_error *err)
{
	hire__redis *r = c->redis;
	hire_arena *mem;
	int64_t until = hire__redis_clock() + r->url.timeout;
	hire_status st = hire_arena_new(r->ctx, 0, &mem, err);
	if (st)
		return st;
	st = hire__redis_reach(c, until, err);
	if (!st)
		st = greet(c, until, mem, err);
	if (st)
		hire__redis_cut(c);
	hire_arena_free(mem);
	return st;
}
