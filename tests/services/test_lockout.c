/* SPDX-License-Identifier: MIT
 * test_lockout.c - whom wrong passwords hold up: those who guess, wherever they
 * do it from, and not the owner of the account.
 */
#include "platform_fixture.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#define EMAIL    "sample@example.com"
#define NOBODY   "nobody@example.com"
#define PASSWORD "nine green bottles"
#define WRONG    "ten green bottles!"

static fixture f;
static hire_tokens tokens;

static hire_status
try_from(const char *email, const char *password, const char *address,
    const char *refresh)
{
	const hire_log_in_from from = {address, refresh};
	hire_tokens t;
	hire_status st =
	    hire_accounts_log_in(f.p, email, password, &from, f.mem, &t, NULL);
	if (!st)
		tokens = t;
	return st;
}

static void
sign_up(void)
{
	hire_account account;
	const hire_sign_up in = {
	    HIRE_ROLE_CANDIDATE, EMAIL, "Sample Candidate", PASSWORD, NULL};
	ck_assert_ok(hire_accounts_sign_up(f.p, &in, f.mem, &account, NULL));
}

static void
open_one(void)
{
	fixture_open(&f);
	sign_up();
}

static void
open_plain(void)
{
	fixture_open_plain(&f);
	sign_up();
}

static void
close_one(void)
{
	fixture_close(&f);
}

/* Until the place has to wait. */
static void
guess_from(const char *email, const char *address)
{
	for (int i = 0; i < 5; i++)
		ck_assert_status(
		    try_from(email, WRONG, address, NULL), HIRE_EAUTH);
}

START_TEST(a_stranger_holds_up_himself)
{
	guess_from(EMAIL, "192.0.2.1");
	ck_assert_status(
	    try_from(EMAIL, PASSWORD, "192.0.2.1", NULL), HIRE_ELIMIT);
	ck_assert_ok(try_from(EMAIL, PASSWORD, "192.0.2.2", NULL));
	/* That somebody else was right elsewhere gives him nothing. */
	ck_assert_status(
	    try_from(EMAIL, WRONG, "192.0.2.1", NULL), HIRE_ELIMIT);
}
END_TEST

/* A hundred an hour, whoever asks, of an address with an account or without. */
START_TEST(many_strangers_hold_up_other_strangers_alone)
{
	static const char *const emails[] = {EMAIL, NOBODY};
	ck_assert_ok(try_from(EMAIL, PASSWORD, "192.0.2.2", NULL));
	const char *refresh = tokens.refresh;
	for (size_t k = 0; k < 2; k++) {
		for (int i = 0; i < 20; i++)
			guess_from(emails[k],
			    hire_arena_printf(f.mem, "198.51.100.%d", i));
		ck_assert_status(
		    try_from(emails[k], PASSWORD, "192.0.2.2", NULL),
		    HIRE_ELIMIT);
	}
	ck_assert_ok(try_from(EMAIL, PASSWORD, "192.0.2.3", refresh));
	ck_assert_status(
	    try_from(NOBODY, PASSWORD, "192.0.2.3", refresh), HIRE_ELIMIT);
	test_host_sleep(&f.host, HIRE_HOUR);
	ck_assert_ok(try_from(EMAIL, PASSWORD, "192.0.2.2", NULL));
	ck_assert_status(
	    try_from(NOBODY, PASSWORD, "192.0.2.2", NULL), HIRE_EAUTH);
}
END_TEST

START_TEST(a_known_device_may_not_guess_either)
{
	ck_assert_ok(try_from(EMAIL, PASSWORD, "192.0.2.2", NULL));
	const char *refresh = tokens.refresh;
	for (int i = 0; i < 5; i++)
		ck_assert_status(
		    try_from(EMAIL, WRONG, "192.0.2.2", refresh), HIRE_EAUTH);
	ck_assert_status(
	    try_from(EMAIL, PASSWORD, "192.0.2.9", refresh), HIRE_ELIMIT);
	ck_assert_ok(try_from(EMAIL, PASSWORD, "192.0.2.2", NULL));
}
END_TEST

START_TEST(another_password_forgets_the_wrong_ones)
{
	guess_from(EMAIL, "192.0.2.1");
	ck_assert_ok(hire_accounts_forgot(f.p, EMAIL, NULL));
	ck_assert_ok(hire_accounts_reset(
	    f.p, fixture_mailed(&f, "reset?token="), WRONG, NULL));
	ck_assert_ok(try_from(EMAIL, WRONG, "192.0.2.1", NULL));
	ck_assert_int_eq(fixture_count(&f, &hire_guess_record, NULL, NULL), 0);
}
END_TEST

enum { SIDE_BY_SIDE = 24 };

typedef struct crowd {
	const char *password;
	atomic_int right, wrong, waits;
} crowd;

static void *
join(void *arg)
{
	crowd *c = arg;
	hire_arena *mem = NULL;
	hire_tokens t;
	if (hire_arena_new(f.ctx, 0, &mem, NULL))
		return NULL;
	hire_status st =
	    hire_accounts_log_in(f.p, EMAIL, c->password, NULL, mem, &t, NULL);
	c->right += st == HIRE_OK;
	c->wrong += st == HIRE_EAUTH;
	c->waits += st == HIRE_ELIMIT;
	hire_arena_free(mem);
	return NULL;
}

/* Seconds that it took. */
static double
all_at_once(crowd *c)
{
	pthread_t threads[SIDE_BY_SIDE];
	struct timespec a, b;
	clock_gettime(CLOCK_MONOTONIC, &a);
	for (int i = 0; i < SIDE_BY_SIDE; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, join, c), 0);
	for (int i = 0; i < SIDE_BY_SIDE; i++)
		pthread_join(threads[i], NULL);
	clock_gettime(CLOCK_MONOTONIC, &b);
	return (double)(b.tv_sec - a.tv_sec) +
	       (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

START_TEST(right_ones_side_by_side_are_no_wrong_ones)
{
	crowd c = {.password = PASSWORD};
	all_at_once(&c);
	ck_assert_int_eq(c.right, SIDE_BY_SIDE);
	ck_assert_int_eq(fixture_count(&f, &hire_guess_record, NULL, NULL), 0);
}
END_TEST

START_TEST(guesses_side_by_side_gain_nothing)
{
	crowd c = {.password = WRONG};
	double left = all_at_once(&c);
	int most = 5;
	for (double wait = 1; left >= wait; wait *= 2, most++)
		left -= wait;
	ck_assert_int_ge(c.wrong, 5);
	ck_assert_int_le(c.wrong, most);
	ck_assert_int_eq(c.wrong + c.waits, SIDE_BY_SIDE);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("lockout");
	TCase *t = tcase_create("places");
	tcase_set_timeout(t, 300);
	tcase_add_checked_fixture(t, open_one, close_one);
	tcase_add_test(t, a_stranger_holds_up_himself);
	tcase_add_test(t, many_strangers_hold_up_other_strangers_alone);
	tcase_add_test(t, a_known_device_may_not_guess_either);
	tcase_add_test(t, another_password_forgets_the_wrong_ones);
	suite_add_tcase(s, t);
	t = tcase_create("side by side");
	tcase_set_timeout(t, 300);
	tcase_add_checked_fixture(t, open_plain, close_one);
	tcase_add_test(t, right_ones_side_by_side_are_no_wrong_ones);
	tcase_add_test(t, guesses_side_by_side_gain_nothing);
	suite_add_tcase(s, t);
	return test_run(s);
}
