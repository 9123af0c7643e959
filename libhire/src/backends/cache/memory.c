/* SPDX-License-Identifier: MIT
 * memory.c - the cache inside this process: one lock around one map.
 * The default that needs no server; processes do not share it.
 */
#include "memory.h"

#include "check.h"
#include "map.h"
#include "topics.h"

#include "util/ctx.h"

#include <pthread.h>
#include <string.h>

enum { MAX_ENTRIES = 100000, MAX_BYTES = 64 << 20 };

typedef struct memory {
	hire_ctx *ctx; /* borrowed */
	pthread_mutex_t lock;
	map map; /* under `lock` */
	topics topics;
} memory;

/* The steady clock where there is one: turning the wall clock must neither
 * free a throttled caller nor lock one out. */
static int64_t
now_of(const memory *c)
{
	hire_instant now = hire_ctx_now(c->ctx);
	return now.boot ? now.steady : now.wall;
}

/* When an entry made at `now` ends; a time beyond int64 never comes. */
static int64_t
end_of(int64_t now, hire_time ttl)
{
	return ttl > INT64_MAX - now ? INT64_MAX : now + ttl;
}

static hire_status
memory_get(void *state, const char *key, hire_arena *mem, const void **out,
    size_t *len, hire_error *err)
{
	memory *c = state;
	hire_status st = check_key(key, err);
	if (st)
		return st;
	pthread_mutex_lock(&c->lock);
	map_entry *e = map_find(&c->map, MAP_VALUE, key, now_of(c));
	char *copy = e ? hire_arena_strndup(mem, e->bytes, e->len) : NULL;
	size_t n = e ? e->len : 0;
	pthread_mutex_unlock(&c->lock);
	if (e && !copy)
		return hire__nomem(err);
	*out = copy;
	*len = n;
	return HIRE_OK;
}

static hire_status
memory_put(void *state, const char *key, const void *bytes, size_t len,
    hire_time ttl, hire_error *err)
{
	memory *c = state;
	int64_t now = now_of(c);
	hire_status st = check_value(key, len, err);
	if (!st)
		st = check_ttl(key, ttl, err);
	if (st)
		return st;
	pthread_mutex_lock(&c->lock);
	bool ok =
	    map_set(&c->map, MAP_VALUE, key, bytes, len, end_of(now, ttl), now);
	pthread_mutex_unlock(&c->lock);
	return ok ? HIRE_OK : hire__nomem(err);
}

static hire_status
memory_remove(void *state, const char *key, hire_error *err)
{
	memory *c = state;
	hire_status st = check_key(key, err);
	if (st)
		return st;
	pthread_mutex_lock(&c->lock);
	map_remove(&c->map, MAP_VALUE, key);
	map_remove(&c->map, MAP_COUNTER, key);
	map_remove(&c->map, MAP_RATE, key);
	pthread_mutex_unlock(&c->lock);
	return HIRE_OK;
}

static hire_status
add_locked(memory *c, const char *key, int64_t delta, int64_t expires,
    int64_t now, int64_t *out, hire_error *err)
{
	map_entry *e = map_find(&c->map, MAP_COUNTER, key, now);
	int64_t had = e ? e->number : 0;
	if (delta > 0 ? had > INT64_MAX - delta : had < INT64_MIN - delta)
		return hire_fail(
		    err, HIRE_ELIMIT, "delta", "the counter is at its end");
	if (!e)
		e = map_set(&c->map, MAP_COUNTER, key, NULL, 0, expires, now);
	if (!e)
		return hire__nomem(err);
	*out = e->number = had + delta;
	return HIRE_OK;
}

static hire_status
memory_add(void *state, const char *key, int64_t delta, hire_time ttl,
    int64_t *out, hire_error *err)
{
	memory *c = state;
	int64_t now = now_of(c);
	hire_status st = check_ttl(key, ttl, err);
	if (st)
		return st;
	pthread_mutex_lock(&c->lock);
	st = add_locked(c, key, delta, end_of(now, ttl), now, out, err);
	pthread_mutex_unlock(&c->lock);
	return st;
}

/* Generic cell rate algorithm, virtual scheduling form (ITU-T I.371 annex A):
 * `number` holds the theoretical arrival time of the next call. */
static hire_status
take_locked(memory *c, const char *key, const hire_cache_rate *rate,
    int64_t now, hire_cache_verdict *out, hire_error *err)
{
	map_entry *e = map_find(&c->map, MAP_RATE, key, now);
	int64_t due = (e && e->number > now ? e->number : now) + rate->period;
	int64_t open_at = due - rate->burst * rate->period;
	if (now < open_at) {
		*out = (hire_cache_verdict){.retry_after = open_at - now};
		return HIRE_OK;
	}
	if (!e)
		e = map_set(&c->map, MAP_RATE, key, NULL, 0, due, now);
	if (!e)
		return hire__nomem(err);
	e->number = e->expires = due;
	*out = (hire_cache_verdict){
	    .allowed = true, .left = (int32_t)((now - open_at) / rate->period)};
	return HIRE_OK;
}

static hire_status
memory_take(void *state, const char *key, const hire_cache_rate *rate,
    hire_cache_verdict *out, hire_error *err)
{
	memory *c = state;
	hire_status st = check_rate(key, rate, err);
	if (st)
		return st;
	pthread_mutex_lock(&c->lock);
	st = take_locked(c, key, rate, now_of(c), out, err);
	pthread_mutex_unlock(&c->lock);
	return st;
}

static hire_status
memory_publish(void *state, const char *topic, const void *bytes, size_t len,
    hire_error *err)
{
	memory *c = state;
	hire_status st = check_value(topic, len, err);
	if (!st)
		topics_publish(&c->topics, topic, bytes, len);
	return st;
}

static hire_status
memory_subscribe(void *state, const char *topic, hire_cache_heard heard,
    void *user, uint64_t *id, hire_error *err)
{
	memory *c = state;
	hire_status st = check_key(topic, err);
	if (st)
		return st;
	return topics_add(&c->topics, topic, heard, user, id, err);
}

static void
memory_unsubscribe(void *state, uint64_t id)
{
	memory *c = state;
	char topic[HIRE_CACHE_KEY_MAX + 1];
	topics_remove(&c->topics, id, topic);
}

static void
memory_close(void *state)
{
	memory *c = state;
	topics_fini(&c->topics);
	map_fini(&c->map);
	pthread_mutex_destroy(&c->lock);
	hire__free(c->ctx, c);
}

static const hire_cache_ops memory_ops = {.size = sizeof memory_ops,
    .name = "memory",
    .get = memory_get,
    .put = memory_put,
    .remove = memory_remove,
    .add = memory_add,
    .take = memory_take,
    .publish = memory_publish,
    .subscribe = memory_subscribe,
    .unsubscribe = memory_unsubscribe,
    .close = memory_close};

hire_status
hire__cache_memory_open(hire_ctx *ctx, size_t max_entries, size_t max_bytes,
    hire_cache *out, hire_error *err)
{
	max_entries = max_entries ? max_entries : MAX_ENTRIES;
	max_bytes = max_bytes ? max_bytes : MAX_BYTES;
	if (max_bytes < 2 * HIRE_CACHE_VALUE_MAX)
		return hire_fail(err, HIRE_EINVAL, "max_bytes", "at least %zu",
		    2 * HIRE_CACHE_VALUE_MAX);
	memory *c = hire__zalloc(ctx, sizeof *c);
	if (!c)
		return hire__nomem(err);
	c->ctx = ctx;
	pthread_mutex_init(&c->lock, NULL);
	topics_init(&c->topics, ctx);
	hire_status st = map_init(&c->map, ctx, max_entries, max_bytes, err);
	if (!st)
		st = hire_cache_init(out, &memory_ops, c, err);
	if (st)
		memory_close(c);
	return st;
}
