/* SPDX-License-Identifier: MIT
 * test_http_ready.c - /readyz at a cold start and while a backend hangs: the
 * look at the backends is the test's own.
 */
#include "ready.h"
#include "support.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum { PROBES = 30 };

static test_host host;
static ready *r;
static atomic_int looks;
static atomic_bool held;

static void
wait_ms(long ms)
{
	nanosleep(&(struct timespec){0, ms * 1000000}, NULL);
}

/* In place of the library's: tools link it by this name. */
hire_status
__wrap_hire_platform_check(hire_platform *p, hire_arena *mem, hire_check **out,
    size_t *count, hire_error *err);

hire_status
__wrap_hire_platform_check(hire_platform *p, hire_arena *mem, hire_check **out,
    size_t *count, hire_error *err)
{
	static hire_check one = {
	    .port = "store", .backend = "test", .ok = true, .detail = ""};
	(void)p, (void)mem, (void)err;
	looks++;
	wait_ms(200);
	while (held)
		wait_ms(1);
	*out = &one;
	*count = 1;
	return HIRE_OK;
}

static void
setup(void)
{
	test_host_open(&host);
	looks = 0;
	held = false;
	r = ready_new(host.ctx, NULL);
	ck_assert_ptr_nonnull(r);
}

static void
teardown(void)
{
	ready_free(r);
	test_host_close(&host);
}

static void *
probe(void *out)
{
	ready_check(r, out);
	return NULL;
}

/* How many of PROBES at once are told that all is well. */
static int
probe_at_once(void)
{
	int well = 0;
	pthread_t threads[PROBES];
	ready_report reports[PROBES];
	for (int i = 0; i < PROBES; i++)
		ck_assert_int_eq(
		    pthread_create(&threads[i], NULL, probe, &reports[i]), 0);
	for (int i = 0; i < PROBES; i++) {
		pthread_join(threads[i], NULL);
		well += reports[i].ok && reports[i].count == 1;
	}
	return well;
}

START_TEST(the_first_ones_are_told_the_truth)
{
	ck_assert_int_eq(probe_at_once(), PROBES);
	ck_assert_int_eq(looks, 1);
	ck_assert_int_eq(probe_at_once(), PROBES);
	ck_assert_int_eq(looks, 1);
	/* Nobody asked for a while: what was known is too old by now. */
	test_host_sleep(&host, HIRE_HOUR);
	ck_assert_int_eq(probe_at_once(), PROBES);
	ck_assert_int_eq(looks, 2);
}
END_TEST

START_TEST(a_look_that_hangs_is_noticed)
{
	pthread_t hangs;
	ready_report report;
	ck_assert_int_eq(probe_at_once(), PROBES);
	held = true;
	test_host_sleep(&host, HIRE_SECOND);
	ck_assert_int_eq(pthread_create(&hangs, NULL, probe, &report), 0);
	while (looks < 2)
		wait_ms(1);
	/* For a while the one before counts, at once. */
	ck_assert_int_eq(probe_at_once(), PROBES);
	test_host_sleep(&host, 4 * HIRE_SECOND);
	ck_assert_int_eq(probe_at_once(), 0);
	ck_assert_int_eq(looks, 2);
	held = false;
	pthread_join(hangs, NULL);
	ck_assert_int_eq(probe_at_once(), PROBES);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_ready");
	TCase *t = tcase_create("http_ready");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_first_ones_are_told_the_truth);
	tcase_add_test(t, a_look_that_hangs_is_noticed);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
