/* SPDX-License-Identifier: MIT
 * test_guesses.c - guessing does not pay, and tells nobody who has an account.
 */
#include "platform_fixture.h"

#include <string.h>

#define EMAIL    "sample@example.com"
#define PASSWORD "nine green bottles"

static fixture f;

static hire_status
log_in(const char *email, const char *password, hire_tokens *out)
{
	return hire_accounts_log_in(
	    f.p, email, password, NULL, f.mem, out, NULL);
}

static void
open_one(void)
{
	hire_account account;
	const hire_sign_up in = {
	    HIRE_ROLE_CANDIDATE, EMAIL, "Sample Candidate", PASSWORD, NULL};
	fixture_open(&f);
	ck_assert_ok(hire_accounts_sign_up(f.p, &in, f.mem, &account, NULL));
}

static void
close_one(void)
{
	fixture_close(&f);
}

/* The statuses of wrong log-ins, with waiting in between. */
static void
guess(const char *email, hire_error *last)
{
	hire_tokens t;
	memset(last, 0, sizeof *last);
	for (int i = 0; i < 5; i++)
		ck_assert_status(log_in(email, "wrong words", &t), HIRE_EAUTH);
	for (hire_time wait = 1; wait <= 16; wait *= 2) {
		ck_assert_status(log_in(email, "wrong words", &t), HIRE_ELIMIT);
		test_host_sleep(&f.host, wait * HIRE_SECOND - 1);
		ck_assert_status(log_in(email, PASSWORD, &t), HIRE_ELIMIT);
		test_host_sleep(&f.host, 1);
		ck_assert_status(log_in(email, "wrong words", &t), HIRE_EAUTH);
	}
	ck_assert_status(
	    hire_accounts_log_in(f.p, email, PASSWORD, NULL, f.mem, &t, last),
	    HIRE_ELIMIT);
}

START_TEST(guessing_waits_longer_and_longer)
{
	hire_error known, unknown;
	hire_tokens t;
	guess("nobody@example.com", &unknown);
	guess(EMAIL, &known);
	ck_assert_mem_eq(&known, &unknown, sizeof known);
	for (int i = 0; i < 12; i++) {
		test_host_sleep(&f.host, 15 * HIRE_MINUTE);
		ck_assert_status(log_in(EMAIL, "wrong words", &t), HIRE_EAUTH);
	}
	/* The longest wait, then the right one counts everything off. */
	test_host_sleep(&f.host, 15 * HIRE_MINUTE);
	ck_assert_ok(log_in(EMAIL, PASSWORD, &t));
	ck_assert_status(log_in(EMAIL, "wrong words", &t), HIRE_EAUTH);
	ck_assert_ok(log_in(EMAIL, PASSWORD, &t));
}
END_TEST

/* What a request left in the store: tokens, mails, and how often the row that
 * only takes time was written. */
typedef struct trace {
	int64_t tokens, mails, writes;
} trace;

static trace
leave(void)
{
	hire_rows rows = fixture_rows(&f, &hire_setting_record);
	const hire_setting *s = rows.rows;
	trace t = {fixture_count(&f, &hire_one_time_token_record, NULL, NULL),
	    fixture_count(&f, &hire_message_record, NULL, NULL), 0};
	for (size_t i = 0; i < rows.count; i++)
		if (!strcmp(s[i].name, "accounts.unknown"))
			t.writes = s[i].version;
	return t;
}

static trace
since(trace before)
{
	trace t = leave();
	return (trace){t.tokens - before.tokens, t.mails - before.mails,
	    t.writes - before.writes};
}

START_TEST(forgetting_takes_as_much_for_nobody)
{
	static const char *const emails[] = {EMAIL, "nobody@example.com"};
	for (size_t i = 0; i < 2; i++) {
		trace before = leave();
		ck_assert_ok(hire_accounts_forgot(f.p, emails[i], NULL));
		trace first = since(before);
		ck_assert_int_eq(first.tokens, 1);
		ck_assert_int_eq(first.mails, 1);
		ck_assert_ok(hire_accounts_forgot(f.p, emails[i], NULL));
		trace second = since(before);
		ck_assert_int_eq(second.tokens, 1);
		ck_assert_int_eq(second.mails, 1);
		ck_assert_int_eq(second.writes, first.writes + 1);
	}
}
END_TEST

START_TEST(waiting_takes_as_much_for_nobody)
{
	static const char *const emails[] = {EMAIL, "nobody@example.com"};
	hire_tokens t;
	for (size_t i = 0; i < 2; i++) {
		for (int k = 0; k < 5; k++)
			ck_assert_status(
			    log_in(emails[i], "wrong words", &t), HIRE_EAUTH);
		trace before = leave();
		ck_assert_status(
		    log_in(emails[i], "wrong words", &t), HIRE_ELIMIT);
		ck_assert_int_eq(since(before).writes, 0);
	}
}
END_TEST

/* Whoever guesses and comes back next week finds both as they left them. */
START_TEST(guesses_are_remembered_for_nobody_too)
{
	static const char *const emails[] = {EMAIL, "nobody@example.com"};
	hire_tokens t;
	for (size_t i = 0; i < 2; i++)
		for (int k = 0; k < 5; k++)
			ck_assert_status(
			    log_in(emails[i], "wrong words", &t), HIRE_EAUTH);
	test_host_sleep(&f.host, 7 * HIRE_DAY);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_status(
		    log_in(emails[i], "wrong words", &t), HIRE_EAUTH);
		ck_assert_status(
		    log_in(emails[i], "wrong words", &t), HIRE_ELIMIT);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("guesses");
	TCase *t = tcase_create("guesses");
	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, open_one, close_one);
	tcase_add_test(t, guessing_waits_longer_and_longer);
	tcase_add_test(t, forgetting_takes_as_much_for_nobody);
	tcase_add_test(t, waiting_takes_as_much_for_nobody);
	tcase_add_test(t, guesses_are_remembered_for_nobody_too);
	suite_add_tcase(s, t);
	return test_run(s);
}
