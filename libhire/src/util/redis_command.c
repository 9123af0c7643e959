/* SPDX-License-Identifier: MIT
 * redis_command.c - commands to a Redis server, scripts, what its errors mean.
 */
#include "ctx.h"
#include "redis_inside.h"

#include <openssl/evp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

hire__redis_arg
hire__redis_number(int64_t n, char room[24])
{
	snprintf(room, 24, "%lld", (long long)n);
	return HIRE__REDIS_TEXT(room);
}

void
hire__redis_add(hire__redis_conn *c, const hire__redis_arg *args, size_t n)
{
	hire__buf_addf(&c->out, "*%zu\r\n", n);
	for (size_t i = 0; i < n; i++) {
		hire__buf_addf(&c->out, "$%zu\r\n", args[i].len);
		hire__buf_add(&c->out, args[i].s, args[i].len);
		hire__buf_add(&c->out, "\r\n", 2);
	}
	c->owed++;
}

/* A server that keeps us waiting does so with everybody. */
static hire_status
too_slow(hire__redis_conn *c, hire_error *err)
{
	hire_error why = {.code = HIRE_OK};
	hire_status st = hire_fail(&why, HIRE_EBACKEND, NULL,
	    "Redis at %s did not answer within %lld ms", c->redis->url.place,
	    (long long)(c->redis->url.timeout / 1000));
	hire__redis_lost(c->redis, c->epoch, &why);
	if (err)
		*err = why;
	return st;
}

hire_status
hire__redis_next(hire__redis_conn *c, hire_time longer, hire_arena *mem,
    hire__redis_reply *out, hire_error *err)
{
	hire__redis_reply *said = NULL;
	int64_t until = hire__redis_clock() + c->redis->url.timeout + longer;
	hire_status st = c->lost || c->fd < 0
	                     ? hire_fail(err, HIRE_EBACKEND, NULL,
	                           "the connection to Redis at %s is broken",
	                           c->redis->url.place)
	                     : hire__redis_exchange(c, until, mem, &said, err);
	if (!st && !said)
		st = too_slow(c, err);
	if (st)
		c->lost = true;
	else
		*out = *said;
	return st;
}

hire_status
hire__redis_poll(hire__redis_conn *c, hire_arena *mem, hire__redis_reply *out,
    bool *got, hire_error *err)
{
	hire__redis_reply *said;
	hire_status st = hire__redis_exchange(c, 0, mem, &said, err);
	if (st) {
		c->lost = true;
		return st;
	}
	*got = said != NULL;
	if (said)
		*out = *said;
	return HIRE_OK;
}

int
hire__redis_fd(const hire__redis_conn *c, short *events)
{
	*events = (short)(POLLIN | (c->out.len ? POLLOUT : 0));
	return c->fd;
}

bool
hire__redis_is(const hire__redis_reply *reply, const char *code)
{
	size_t n = strlen(code);
	return reply->kind == HIRE__REDIS_ERROR &&
	       !strncmp(reply->s, code, n) &&
	       (reply->s[n] == ' ' || !reply->s[n]);
}

/* Beginnings of what a server refuses with, and what to do.  `ours`: the URL
 * is wrong, so trying again soon helps nobody. */
static const struct {
	const char *begins, *say;
	bool ours;
} refusals[] = {
    {"WRONGPASS", "refuses the user or the password", true},
    {"ERR invalid password", "refuses the password", true},
    {"NOAUTH", "asks for a password: write redis://:PASSWORD@HOST", true},
    {"ERR AUTH <password> called without",
        "has no password: take it out of the URL", true},
    {"ERR Client sent AUTH", "has no password: take it out of the URL", true},
    {"NOPERM",
        "lets this user not do that: give it the rights that "
        "docs/redis.md names",
        false},
    {"ERR DB index", "has no such database: choose a smaller number", true},
    {"ERR max number of clients",
        "has no connection left: raise its maxclients, or lower pool=", false},
    {"LOADING", "is reading its data and not ready yet", false},
    {"BUSY", "is busy with a script", false},
    {"READONLY", "is a replica: name the primary", false},
    {"MASTERDOWN", "is a replica without a primary", false},
    {"NOREPLICAS", "has too few replicas to take writes", false},
    {"OOM", "is out of memory: raise maxmemory", false},
    {"MISCONF", "cannot save its data and takes no writes: look at its log",
        false},
    {"MOVED", "is part of a Redis Cluster: use a single primary", false},
    {"CLUSTERDOWN", "is part of a Redis Cluster: use a single primary", false},
    {"CROSSSLOT", "is part of a Redis Cluster: use a single primary", false},
    {"ERR unknown command", "lacks a command: use version 6.2 or newer", false},
    {"-DENIED", "is in protected mode: give it a password or bind it", false},
    {"DENIED", "is in protected mode: give it a password or bind it", false},
};

hire_status
hire__redis_check(
    const hire__redis *r, const hire__redis_reply *reply, hire_error *err)
{
	if (reply->kind != HIRE__REDIS_ERROR)
		return HIRE_OK;
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (!strncmp(reply->s, refusals[i].begins,
		        strlen(refusals[i].begins)))
			return hire_fail(err, HIRE_EBACKEND,
			    refusals[i].ours ? r->field : NULL,
			    "Redis at %s %s", r->url.place, refusals[i].say);
	/* Its own words up to where they may quote what we sent. */
	int n = (int)strcspn(reply->s, "'`\"\r\n");
	return hire_fail(err, HIRE_EBACKEND, NULL, "Redis at %s says: %.*s",
	    r->url.place, n < 200 ? n : 200, reply->s);
}

hire_status
hire__redis_ask(hire__redis_conn *c, const hire__redis_arg *args, size_t n,
    hire_arena *mem, hire__redis_reply *out, hire_error *err)
{
	hire__redis_reply said;
	hire__redis_add(c, args, n);
	hire_status st = hire__redis_next(c, 0, mem, &said, err);
	if (!st)
		st = hire__redis_check(c->redis, &said, err);
	if (!st)
		*out = said;
	return st;
}

hire_status
hire__redis_do(hire__redis *r, const hire__redis_arg *args, size_t n,
    hire_arena *mem, hire__redis_reply *out, hire_error *err)
{
	hire__redis_conn *c;
	hire_status st = hire__redis_take(r, &c, err);
	if (st)
		return st;
	st = hire__redis_ask(c, args, n, mem, out, err);
	hire__redis_give(c);
	return st;
}

hire_status
hire__redis_script_init(
    hire__redis_script *script, const char *text, hire_error *err)
{
	unsigned char sum[20];
	/* Not a secret: the server names scripts so. */
	if (EVP_Digest(text, strlen(text), sum, NULL, EVP_sha1(), NULL) != 1)
		return hire_fail(err, HIRE_EINTERNAL, NULL, "SHA-1 failed");
	script->text = text;
	for (size_t i = 0; i < sizeof sum; i++)
		snprintf(script->sha + 2 * i, 3, "%02x", sum[i]);
	return HIRE_OK;
}

hire_status
hire__redis_eval(hire__redis_conn *c, const hire__redis_script *script,
    const hire__redis_arg *args, size_t n, size_t keys, hire_arena *mem,
    hire__redis_reply *out, hire_error *err)
{
	hire__redis_arg all[HIRE__REDIS_WORDS + 3];
	hire__redis_reply said = {.kind = HIRE__REDIS_NIL};
	char number[24];
	if (n > HIRE__REDIS_WORDS || keys > n)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "at most %d words for a script", HIRE__REDIS_WORDS);
	all[0] = HIRE__REDIS_TEXT("EVALSHA");
	all[1] = HIRE__REDIS_TEXT(script->sha);
	all[2] = hire__redis_number((int64_t)keys, number);
	if (n)
		memcpy(all + 3, args, n * sizeof *args);
	hire__redis_add(c, all, n + 3);
	hire_status st = hire__redis_next(c, 0, mem, &said, err);
	if (!st && hire__redis_is(&said, "NOSCRIPT")) {
		all[0] = HIRE__REDIS_TEXT("EVAL");
		all[1] = HIRE__REDIS_TEXT(script->text);
		hire__redis_add(c, all, n + 3);
		st = hire__redis_next(c, 0, mem, &said, err);
	}
	if (!st)
		st = hire__redis_check(c->redis, &said, err);
	if (!st)
		*out = said;
	return st;
}

hire_status
hire__redis_run(hire__redis *r, const hire__redis_script *script,
    const hire__redis_arg *args, size_t n, size_t keys, hire_arena *mem,
    hire__redis_reply *out, hire_error *err)
{
	hire__redis_conn *c;
	hire_status st = hire__redis_take(r, &c, err);
	if (st)
		return st;
	st = hire__redis_eval(c, script, args, n, keys, mem, out, err);
	hire__redis_give(c);
	return st;
}
