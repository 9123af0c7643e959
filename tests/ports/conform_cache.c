/* SPDX-License-Identifier: MIT
 * conform_cache.c - what every cache must do.
 */
#include "conform.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

static hire_cache *cache;
static hire_arena *arena;

#define CALL(method, ...) cache->ops.method(cache->state, __VA_ARGS__)

static void
expect(const char *key, const char *want)
{
	const void *got = "unset";
	size_t len = 99;
	ck_assert_ok(CALL(get, key, arena, &got, &len, NULL));
	if (!want) {
		ck_assert_ptr_null(got);
		ck_assert_uint_eq(len, 0);
		return;
	}
	ck_assert_ptr_nonnull(got);
	ck_assert_uint_eq(len, strlen(want));
	ck_assert_int_eq(memcmp(got, want, len), 0);
}

static void
values(conform_sleep rest, void *user)
{
	expect("conform:none", NULL);
	ck_assert_ok(CALL(put, "conform:a", "one", 3, HIRE_SECOND, NULL));
	expect("conform:a", "one");
	ck_assert_ok(CALL(put, "conform:a", "", 0, HIRE_SECOND, NULL));
	expect("conform:a", "");
	ck_assert_ok(CALL(put, "conform:a", "three", 5, HIRE_SECOND, NULL));
	ck_assert_ok(CALL(remove, "conform:a", NULL));
	ck_assert_ok(CALL(remove, "conform:a", NULL));
	expect("conform:a", NULL);
	ck_assert_ok(CALL(put, "conform:b", "x", 1, HIRE_SECOND, NULL));
	ck_assert_ok(CALL(put, "conform:c", "y", 1, HIRE_HOUR, NULL));
	rest(user, HIRE_SECOND + 10000);
	expect("conform:b", NULL);
	expect("conform:c", "y");
	ck_assert_ok(CALL(remove, "conform:c", NULL));
}

static void
limits(void)
{
	char key[HIRE_CACHE_KEY_MAX + 2];
	memset(key, 'k', sizeof key);
	key[HIRE_CACHE_KEY_MAX + 1] = '\0';
	hire_error err = {.code = HIRE_OK};
	ck_assert_status(CALL(put, key, "x", 1, 1, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "key");
	ck_assert_status(CALL(put, "", "x", 1, 1, NULL), HIRE_EINVAL);
	ck_assert_status(CALL(put, "a\nb", "x", 1, 1, NULL), HIRE_EINVAL);
	ck_assert_status(CALL(put, "\xFF", "x", 1, 1, NULL), HIRE_EINVAL);
	ck_assert_status(CALL(put, "k", "x", 1, 0, NULL), HIRE_EINVAL);
	ck_assert_status(CALL(put, "k", key, HIRE_CACHE_VALUE_MAX + 1, 1, NULL),
	    HIRE_ETOOBIG);
	key[HIRE_CACHE_KEY_MAX] = '\0';
	ck_assert_ok(CALL(put, key, "x", 1, HIRE_SECOND, NULL));
	ck_assert_ok(CALL(remove, key, NULL));
}

static void
counters(conform_sleep rest, void *user)
{
	int64_t n = -1;
	ck_assert_ok(CALL(add, "conform:n", 2, HIRE_SECOND, &n, NULL));
	ck_assert_int_eq(n, 2);
	rest(user, HIRE_SECOND / 2);
	ck_assert_ok(CALL(add, "conform:n", -5, HIRE_HOUR, &n, NULL));
	ck_assert_int_eq(n, -3);
	rest(user, HIRE_SECOND / 2 + 10000);
	ck_assert_ok(CALL(add, "conform:n", 1, HIRE_SECOND, &n, NULL));
	ck_assert_int_eq(n, 1); /* the second call did not prolong it */
	ck_assert_ok(
	    CALL(add, "conform:n", INT64_MAX - 1, HIRE_SECOND, &n, NULL));
	ck_assert_status(
	    CALL(add, "conform:n", 1, HIRE_SECOND, &n, NULL), HIRE_ELIMIT);
	ck_assert_int_eq(n, INT64_MAX);
	expect("conform:n", NULL); /* a set of keys of its own */
	ck_assert_ok(CALL(remove, "conform:n", NULL));
	ck_assert_ok(CALL(add, "conform:n", 0, HIRE_SECOND, &n, NULL));
	ck_assert_int_eq(n, 0);
	ck_assert_ok(CALL(remove, "conform:n", NULL));
}

static hire_cache_verdict
take(hire_time period, int32_t burst)
{
	hire_cache_rate rate = {period, burst};
	hire_cache_verdict v = {false, -1, -1};
	ck_assert_ok(CALL(take, "conform:r", &rate, &v, NULL));
	return v;
}

static void
rates(conform_sleep rest, void *user)
{
	const hire_time period = 10 * HIRE_SECOND;
	for (int left = 2; left >= 0; left--) {
		hire_cache_verdict v = take(period, 3);
		ck_assert(v.allowed && v.left == left && !v.retry_after);
	}
	hire_cache_verdict v = take(period, 3);
	ck_assert(!v.allowed && !v.left);
	ck_assert(v.retry_after > period - HIRE_SECOND);
	ck_assert(v.retry_after <= period);
	ck_assert(!take(period, 3).allowed); /* refusals cost nothing */
	hire_time fraction = HIRE_SECOND / 100;
	for (int i = 0; i < 20; i++)
		ck_assert(!take(period, 3).allowed);
	ck_assert_ok(CALL(remove, "conform:r", NULL));
	ck_assert(take(fraction, 1).allowed);
	rest(user, fraction + 10000);
	ck_assert(take(fraction, 1).allowed);
	ck_assert_ok(CALL(remove, "conform:r", NULL));
	hire_cache_rate bad = {0, 1};
	ck_assert_status(CALL(take, "k", &bad, &v, NULL), HIRE_EINVAL);
	bad = (hire_cache_rate){1, 0};
	ck_assert_status(CALL(take, "k", &bad, &v, NULL), HIRE_EINVAL);
}

static void
heard(void *user, const char *topic, const void *bytes, size_t len)
{
	char *text = user;
	ck_assert_str_eq(topic, "conform:t");
	strncat(text, bytes, len);
}

static void
topics(conform_sleep rest, void *user)
{
	char a[32] = "", b[32] = "";
	uint64_t ia, ib;
	ck_assert_ok(CALL(subscribe, "conform:t", heard, a, &ia, NULL));
	ck_assert_ok(CALL(subscribe, "conform:t", heard, b, &ib, NULL));
	ck_assert(ia != ib);
	ck_assert_ok(CALL(publish, "conform:t", "x", 1, NULL));
	ck_assert_ok(CALL(publish, "conform:u", "y", 1, NULL));
	rest(user, HIRE_SECOND / 10);
	cache->ops.unsubscribe(cache->state, ia);
	cache->ops.unsubscribe(cache->state, ia);
	ck_assert_ok(CALL(publish, "conform:t", "z", 1, NULL));
	rest(user, HIRE_SECOND / 10);
	cache->ops.unsubscribe(cache->state, ib);
	ck_assert_ok(CALL(publish, "conform:t", "w", 1, NULL));
	ck_assert_str_eq(a, "x");
	ck_assert_str_eq(b, "xz");
}

void
conform_cache(hire_cache *c, conform_sleep rest, void *user, hire_arena *mem)
{
	cache = c;
	arena = mem;
	values(rest, user);
	limits();
	counters(rest, user);
	rates(rest, user);
	topics(rest, user);
	if (c->ops.ping)
		ck_assert_ok(c->ops.ping(c->state, NULL));
}

enum { THREADS = 4, ROUNDS = 1000 };

static void
count(void *user, const char *topic, const void *bytes, size_t len)
{
	(void)topic, (void)bytes, (void)len;
	atomic_fetch_add((atomic_int *)user, 1);
}

/* A subscription of one's own: what is sent before it ends arrives, and
 * nothing does afterwards. */
static bool
listen_once(int i)
{
	char topic[32];
	uint64_t id;
	atomic_int n = 0;
	snprintf(topic, sizeof topic, "conform:%d", i);
	if (CALL(subscribe, topic, count, &n, &id, NULL) ||
	    CALL(publish, topic, "x", 1, NULL))
		return false;
	cache->ops.unsubscribe(cache->state, id);
	int then = atomic_load(&n);
	return !CALL(publish, topic, "x", 1, NULL) && atomic_load(&n) == then &&
	       then <= 1;
}

static void *
hammer(void *which)
{
	int64_t n;
	hire_cache_rate rate = {HIRE_HOUR, 100};
	hire_cache_verdict v;
	long allowed = 0;
	for (int i = 0; i < ROUNDS; i++) {
		if (CALL(add, "n", 1, HIRE_HOUR, &n, NULL) ||
		    CALL(take, "r", &rate, &v, NULL) ||
		    CALL(put, "x", "y", 1, HIRE_HOUR, NULL) ||
		    (i % 50 == 0 && !listen_once(*(int *)which)))
			return NULL;
		allowed += v.allowed;
	}
	return (void *)(allowed + 1);
}

void
conform_cache_threads(hire_cache *c)
{
	pthread_t t[THREADS];
	int which[THREADS] = {0, 1, 2, 3};
	long allowed = 0;
	int64_t n;
	cache = c;
	for (int i = 0; i < THREADS; i++)
		ck_assert_int_eq(
		    pthread_create(&t[i], NULL, hammer, &which[i]), 0);
	for (int i = 0; i < THREADS; i++) {
		void *got = NULL;
		pthread_join(t[i], &got);
		ck_assert_ptr_nonnull(got);
		allowed += (long)got - 1;
	}
	ck_assert_ok(CALL(add, "n", 0, HIRE_HOUR, &n, NULL));
	ck_assert_int_eq(n, THREADS * ROUNDS);
	ck_assert_int_eq(allowed, 100);
	ck_assert_ok(CALL(remove, "n", NULL));
	ck_assert_ok(CALL(remove, "r", NULL));
}
