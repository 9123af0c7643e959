/* SPDX-License-Identifier: MIT
 * support.c - the host under a test's control, and running a suite.
 */
#include "support.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void *
count_alloc(test_host *h, void *ptr, size_t size)
{
	if (!size) {
		h->live -= ptr != NULL;
		free(ptr);
		return NULL;
	}
	h->calls++;
	if (h->fail_at && --h->fail_at == 0) {
		h->failed = true;
		h->fail_at = h->lasting;
		return NULL;
	}
	void *p = realloc(ptr, size);
	h->live += p && !ptr;
	return p;
}

/* Some backends have threads of their own. */
static void *
host_alloc(void *user, void *ptr, size_t size)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	pthread_mutex_lock(&lock);
	void *p = count_alloc(user, ptr, size);
	pthread_mutex_unlock(&lock);
	return p;
}

static hire_instant
host_now(void *user)
{
	return ((test_host *)user)->now;
}

static bool
host_random(void *user, void *out, size_t n)
{
	test_host *h = user;
	unsigned char *p = out;
	while (n--)
		*p++ = (unsigned char)test_random(&h->seed, 256);
	return true;
}

void
test_host_open(test_host *h)
{
	*h = (test_host){.seed = 1,
	    .now = {INT64_C(1795348800) * HIRE_SECOND, HIRE_HOUR, 7}};
	hire_ctx_options o = {.size = sizeof o,
	    .alloc = host_alloc,
	    .alloc_user = h,
	    .now = host_now,
	    .now_user = h,
	    .random = host_random,
	    .random_user = h};
	ck_assert_ok(hire_ctx_new(&o, &h->ctx, NULL));
}

void
test_host_close(test_host *h)
{
	hire_ctx_free(h->ctx);
	ck_assert_msg(h->live == 0, "%ld blocks leaked", h->live);
}

void
test_host_sleep(test_host *h, hire_time us)
{
	h->now.wall += us;
	h->now.steady += us;
}

void
test_every_allocation(hire_status (*body)(hire_ctx *ctx))
{
	for (long n = 1;; n++) {
		test_host h;
		test_host_open(&h);
		h.fail_at = n;
		hire_status st = body(h.ctx);
		bool failed = h.failed;
		test_host_close(&h);
		if (!failed) {
			ck_assert_msg(n > 1, "nothing was allocated");
			ck_assert_ok(st);
			return;
		}
		ck_assert_msg(st == HIRE_ENOMEM, "allocation %ld gave %s", n,
		    hire_status_name(st));
	}
}

uint64_t
test_random(uint64_t *seed, uint64_t n)
{
	uint64_t z = *seed += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (z ^ z >> 31) % n;
}

char *
test_read_file(hire_arena *mem, const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	struct stat info;
	if (!f)
		return NULL;
	char *s = fstat(fileno(f), &info)
	              ? NULL
	              : hire_arena_alloc(mem, (size_t)info.st_size + 1);
	*len = s ? fread(s, 1, (size_t)info.st_size, f) : 0;
	fclose(f);
	return s;
}

const char *
test_fixtures(void)
{
	const char *set = getenv("HIRE_FIXTURES");
	const char *dir = set ? set : HIRE_SOURCE_DIR "/../shared/fixtures";
	struct stat info;
	return stat(dir, &info) ? NULL : dir;
}

int
test_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
