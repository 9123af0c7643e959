/* SPDX-License-Identifier: MIT
 * redis.c - the cache that processes share: a Redis server.
 * Keys are PREFIX and a letter for their set: v: values, n: counters, r: rates.
 * Each has an end, so that nothing of ours stays behind.
 */
#include "redis.h"

#include "check.h"
#include "redis_scripts.h"
#include "redis_topics.h"

#include "util/ctx.h"

#include <stdio.h>
#include <stdlib.h>

#define FIELD     "HIRE_CACHE"
#define CHECK_KEY "check" /* of doctor */

/* A reply with the largest value, and what is around it. */
#define REPLY_MAX (2 * HIRE_CACHE_VALUE_MAX)

/* A hundred years: what the server adds to its clock must not overflow. */
#define LIFE_MAX_MS (INT64_C(100) * 366 * 24 * 3600 * 1000)

typedef struct redis_cache {
	hire_ctx *ctx; /* borrowed */
	hire__redis *redis;
	hire__redis_script add, take;
	redis_topics topics;
} redis_cache;

/* One call: its key on the server, and memory for the answer. */
typedef struct asking {
	redis_cache *c;
	hire_arena *mem;
	char key[HIRE__REDIS_PREFIX_MAX + HIRE_CACHE_KEY_MAX + 3];
} asking;

static hire__redis_arg
key_in(const redis_cache *c, const char *set, const char *key, char *room,
    size_t size)
{
	int n = snprintf(
	    room, size, "%s%s%s", hire__redis_prefix(c->redis), set, key);
	return (hire__redis_arg){.s = room, .len = (size_t)n};
}

static hire_status
begin(asking *a, redis_cache *c, hire_error *err)
{
	a->c = c;
	return hire_arena_new(c->ctx, 2 * REPLY_MAX, &a->mem, err);
}

static hire__redis_arg
key_of(asking *a, const char *set, const char *key)
{
	return key_in(a->c, set, key, a->key, sizeof a->key);
}

/* Whole milliseconds that are no less. */
static hire__redis_arg
life_of(hire_time ttl, char room[24])
{
	int64_t ms = ttl / 1000 + (ttl % 1000 > 0);
	return hire__redis_number(ms < LIFE_MAX_MS ? ms : LIFE_MAX_MS, room);
}

static hire_status
redis_get(void *state, const char *key, hire_arena *mem, const void **out,
    size_t *len, hire_error *err)
{
	redis_cache *c = state;
	asking a = {.c = c};
	hire__redis_reply said;
	hire_status st = check_key(key, err);
	if (st)
		return st;
	hire__redis_arg words[] = {
	    HIRE__REDIS_TEXT("GET"), key_of(&a, "v:", key)};
	st = hire__redis_do(c->redis, words, 2, mem, &said, err);
	if (st)
		return st;
	*out = said.s;
	*len = said.len;
	return HIRE_OK;
}

/* Say it, and look at the answer no further. */
static hire_status
say(redis_cache *c, const hire__redis_arg *words, size_t n, hire_error *err)
{
	asking a;
	hire__redis_reply said;
	hire_status st = begin(&a, c, err);
	if (st)
		return st;
	st = hire__redis_do(c->redis, words, n, a.mem, &said, err);
	hire_arena_free(a.mem);
	return st;
}

static hire_status
redis_put(void *state, const char *key, const void *bytes, size_t len,
    hire_time ttl, hire_error *err)
{
	redis_cache *c = state;
	asking a = {.c = c};
	char number[24];
	hire_status st = check_value(key, len, err);
	if (!st)
		st = check_ttl(key, ttl, err);
	if (st)
		return st;
	hire__redis_arg words[] = {HIRE__REDIS_TEXT("SET"),
	    key_of(&a, "v:", key), {.s = bytes, .len = len},
	    HIRE__REDIS_TEXT("PX"), life_of(ttl, number)};
	return say(c, words, 5, err);
}

static hire_status
redis_remove(void *state, const char *key, hire_error *err)
{
	static const char *const sets[] = {"v:", "n:", "r:"};
	redis_cache *c = state;
	asking room[3];
	hire__redis_arg words[4] = {HIRE__REDIS_TEXT("DEL")};
	hire_status st = check_key(key, err);
	if (st)
		return st;
	for (size_t i = 0; i < 3; i++) {
		room[i].c = c;
		words[1 + i] = key_of(&room[i], sets[i], key);
	}
	return say(c, words, 4, err);
}

static hire_status
redis_add(void *state, const char *key, int64_t delta, hire_time ttl,
    int64_t *out, hire_error *err)
{
	redis_cache *c = state;
	asking a;
	char number[24], life[24];
	hire__redis_reply said;
	hire_status st = check_ttl(key, ttl, err);
	if (!st)
		st = begin(&a, c, err);
	if (st)
		return st;
	hire__redis_arg words[] = {key_of(&a, "n:", key),
	    hire__redis_number(delta, number), life_of(ttl, life)};
	st = hire__redis_run(c->redis, &c->add, words, 3, 1, a.mem, &said, err);
	if (!st && said.kind == HIRE__REDIS_NIL)
		st = hire_fail(
		    err, HIRE_ELIMIT, "delta", "the counter is at its end");
	if (!st)
		*out = said.s ? strtoll(said.s, NULL, 10) : said.number;
	hire_arena_free(a.mem);
	return st;
}

static hire_status
read_verdict(
    const hire__redis_reply *said, hire_cache_verdict *out, hire_error *err)
{
	if (said->kind != HIRE__REDIS_ARRAY || said->count != 3)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "Redis answers a rate limit with something else");
	*out = (hire_cache_verdict){.allowed = said->items[0]->number,
	    .retry_after = said->items[1]->number,
	    .left = (int32_t)said->items[2]->number};
	return HIRE_OK;
}

static hire_status
redis_take(void *state, const char *key, const hire_cache_rate *rate,
    hire_cache_verdict *out, hire_error *err)
{
	redis_cache *c = state;
	asking a;
	char period[24], burst[24];
	hire__redis_reply said;
	hire_status st = check_rate(key, rate, err);
	if (!st)
		st = begin(&a, c, err);
	if (st)
		return st;
	hire__redis_arg words[] = {key_of(&a, "r:", key),
	    hire__redis_number(rate->period, period),
	    hire__redis_number(rate->burst, burst)};
	st =
	    hire__redis_run(c->redis, &c->take, words, 3, 1, a.mem, &said, err);
	if (!st)
		st = read_verdict(&said, out, err);
	hire_arena_free(a.mem);
	return st;
}

/* While the server is known to be gone, at least this process hears it. */
static hire_status
redis_publish(void *state, const char *topic, const void *bytes, size_t len,
    hire_error *err)
{
	redis_cache *c = state;
	asking a;
	hire__redis_conn *conn = NULL;
	hire__redis_reply said;
	hire_status st = check_value(topic, len, err);
	if (!st)
		st = begin(&a, c, err);
	if (st)
		return st;
	hire__redis_arg words[] = {HIRE__REDIS_TEXT("PUBLISH"),
	    key_of(&a, "", topic), {.s = bytes, .len = len}};
	st = hire__redis_take(c->redis, &conn, err);
	if (st)
		topics_publish(&c->topics.here, topic, bytes, len);
	else
		st = hire__redis_ask(conn, words, 3, a.mem, &said, err);
	hire__redis_give(conn);
	hire_arena_free(a.mem);
	return st;
}

static hire_status
redis_subscribe(void *state, const char *topic, hire_cache_heard heard,
    void *user, uint64_t *id, hire_error *err)
{
	redis_cache *c = state;
	hire_status st = check_key(topic, err);
	return st ? st
	          : redis_topics_add(&c->topics, topic, heard, user, id, err);
}

static void
redis_unsubscribe(void *state, uint64_t id)
{
	redis_cache *c = state;
	redis_topics_remove(&c->topics, id);
}

static hire_status
redis_ping(void *state, hire_error *err)
{
	redis_cache *c = state;
	hire__redis_arg ping = HIRE__REDIS_TEXT("PING");
	return say(c, &ping, 1, err);
}

/* Listening has rights of its own, and takes a connection of its own. */
static hire_status
try_listening(redis_cache *c, hire_arena *mem, hire_error *err)
{
	asking a = {.c = c};
	hire__redis_conn *conn = NULL;
	hire__redis_reply said;
	hire_status st = hire__redis_connect(c->redis, &conn, err);
	if (st)
		return st;
	hire__redis_arg words[] = {
	    HIRE__REDIS_TEXT("SUBSCRIBE"), key_of(&a, "", CHECK_KEY)};
	st = hire__redis_ask(conn, words, 2, mem, &said, err);
	hire__redis_give(conn);
	return st;
}

/* Rights are seen only by using them: do once what the other calls do. */
static hire_status
try_rights(redis_cache *c, hire_arena *mem, hire_error *err)
{
	const hire_cache_rate rate = {HIRE_SECOND, 1};
	const void *kept;
	hire_cache_verdict v;
	int64_t n;
	size_t len;
	hire_status st = redis_put(c, CHECK_KEY, "", 0, HIRE_SECOND, err);
	if (!st)
		st = redis_get(c, CHECK_KEY, mem, &kept, &len, err);
	if (!st)
		st = redis_add(c, CHECK_KEY, 1, HIRE_SECOND, &n, err);
	if (!st)
		st = redis_take(c, CHECK_KEY, &rate, &v, err);
	if (!st)
		st = redis_remove(c, CHECK_KEY, err);
	if (!st)
		st = redis_publish(c, CHECK_KEY, "", 0, err);
	return st ? st : try_listening(c, mem, err);
}

static hire_status
redis_describe(void *state, hire_arena *mem, const char **line, hire_error *err)
{
	redis_cache *c = state;
	const char *remark = NULL;
	hire_status st = hire__redis_ping(c->redis, mem, &remark, err);
	if (!st)
		st = try_rights(c, mem, err);
	if (!st)
		*line = remark;
	return st;
}

static void
redis_close(void *state)
{
	redis_cache *c = state;
	redis_topics_fini(&c->topics);
	hire__redis_close(c->redis);
	hire__free(c->ctx, c);
}

static const hire_cache_ops redis_ops = {.size = sizeof redis_ops,
    .name = "redis",
    .get = redis_get,
    .put = redis_put,
    .remove = redis_remove,
    .add = redis_add,
    .take = redis_take,
    .publish = redis_publish,
    .subscribe = redis_subscribe,
    .unsubscribe = redis_unsubscribe,
    .ping = redis_ping,
    .describe = redis_describe,
    .close = redis_close};

static hire_status
prepare(redis_cache *c, const char *url, hire_error *err)
{
	const hire__redis_options options = {FIELD, REPLY_MAX};
	hire_status st =
	    hire__redis_open(c->ctx, url, &options, &c->redis, err);
	if (!st)
		st = hire__redis_script_init(&c->add, redis_add_script, err);
	if (!st)
		st = hire__redis_script_init(&c->take, redis_take_script, err);
	return st ? st : redis_topics_init(&c->topics, c->ctx, c->redis, err);
}

hire_status
hire__cache_redis_open(
    hire_ctx *ctx, const char *url, hire_cache *out, hire_error *err)
{
	redis_cache *c = hire__zalloc(ctx, sizeof *c);
	if (!c)
		return hire__nomem(err);
	c->ctx = ctx;
	hire_status st = prepare(c, url, err);
	if (!st)
		st = hire_cache_init(out, &redis_ops, c, err);
	if (st)
		redis_close(c);
	return st;
}
