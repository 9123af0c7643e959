/* SPDX-License-Identifier: MIT
 * test_log_ins.c - how long a log-in goes on, and everything that ends it.
 */
#include "platform_fixture.h"

#include <string.h>

#define EMAIL    "sample@example.com"
#define PASSWORD "nine green bottles"
#define OTHER    "ten green bottles!"

static fixture f;
static hire_account account;
static hire_actor self;

static void
open_one(void)
{
	const hire_sign_up in = {
	    HIRE_ROLE_CANDIDATE, EMAIL, "Sample Candidate", PASSWORD, NULL};
	fixture_open(&f);
	ck_assert_ok(hire_accounts_sign_up(f.p, &in, f.mem, &account, NULL));
	self = (hire_actor){.account_id = account.id, .role = account.role};
}

static void
close_one(void)
{
	fixture_close(&f);
}

static hire_status
log_in(const char *email, const char *password, hire_tokens *out)
{
	return hire_accounts_log_in(
	    f.p, email, password, NULL, f.mem, out, NULL);
}

static hire_status
enter(const char *access)
{
	hire_actor who;
	return hire_accounts_authenticate(f.p, access, f.mem, &who, NULL);
}

static hire_status
renew(const char *refresh, hire_tokens *out)
{
	return hire_accounts_refresh(f.p, refresh, f.mem, out, NULL);
}

static hire_actor
actor_of(const hire_tokens *t)
{
	hire_actor who;
	ck_assert_ok(
	    hire_accounts_authenticate(f.p, t->access, f.mem, &who, NULL));
	return who;
}

START_TEST(access_ends_after_its_time)
{
	hire_tokens t;
	ck_assert_ok(log_in(EMAIL, PASSWORD, &t));
	ck_assert_ok(enter(t.access));
	ck_assert_status(enter(t.refresh), HIRE_EAUTH);
	ck_assert_status(enter(""), HIRE_EAUTH);
	test_host_sleep(&f.host, 14 * HIRE_MINUTE);
	ck_assert_ok(enter(t.access));
	test_host_sleep(&f.host, 2 * HIRE_MINUTE);
	ck_assert_status(enter(t.access), HIRE_EAUTH);
	ck_assert_ok(renew(t.refresh, &t));
	ck_assert_ok(enter(t.access));
	test_host_sleep(&f.host, 30 * HIRE_DAY);
	ck_assert_status(renew(t.refresh, &t), HIRE_EAUTH);
}
END_TEST

START_TEST(a_used_token_ends_the_log_in)
{
	hire_tokens first, second, tab, other;
	ck_assert_ok(log_in(EMAIL, PASSWORD, &first));
	ck_assert_ok(log_in(EMAIL, PASSWORD, &other));
	ck_assert_ok(renew(first.refresh, &second));
	test_host_sleep(&f.host, 10 * HIRE_SECOND);
	ck_assert_ok(renew(first.refresh, &tab));
	ck_assert_str_ne(tab.refresh, second.refresh);
	ck_assert_ok(renew(tab.refresh, &tab));
	test_host_sleep(&f.host, 1);
	ck_assert_status(renew(first.refresh, &tab), HIRE_EAUTH);
	/* Every successor is dead; the other log-in is not. */
	ck_assert_status(renew(second.refresh, &tab), HIRE_EAUTH);
	ck_assert_status(renew(tab.refresh, &tab), HIRE_EAUTH);
	ck_assert_ok(renew(other.refresh, &other));
	ck_assert_int_eq(fixture_count(&f, &hire_audit_entry_record, "action",
	                     "account.refresh_reused"),
	    1);
}
END_TEST

START_TEST(logging_out_ends_one_or_all)
{
	hire_tokens a, b, c;
	ck_assert_ok(log_in(EMAIL, PASSWORD, &a));
	ck_assert_ok(log_in(EMAIL, PASSWORD, &b));
	ck_assert_ok(renew(a.refresh, &c));
	ck_assert_status(
	    hire_accounts_log_out(f.p, &f.candidate, c.refresh, NULL),
	    HIRE_EAUTH);
	ck_assert_ok(hire_accounts_log_out(f.p, &self, c.refresh, NULL));
	ck_assert_status(renew(c.refresh, &c), HIRE_EAUTH);
	ck_assert_status(renew(a.refresh, &c), HIRE_EAUTH);
	ck_assert_ok(renew(b.refresh, &b));
	ck_assert_ok(enter(b.access));
	ck_assert_ok(hire_accounts_log_out(f.p, &self, NULL, NULL));
	ck_assert_status(enter(b.access), HIRE_EAUTH);
	ck_assert_status(renew(b.refresh, &b), HIRE_EAUTH);
}
END_TEST

START_TEST(disabling_ends_everything)
{
	hire_tokens t;
	hire_account a;
	hire_actor who;
	ck_assert_ok(log_in(EMAIL, PASSWORD, &t));
	ck_assert_ok(hire_admin_user_state(
	    f.p, &f.admin, account.id, HIRE_ACCOUNT_DISABLED, f.mem, &a, NULL));
	ck_assert_status(enter(t.access), HIRE_EAUTH);
	ck_assert_status(renew(t.refresh, &t), HIRE_EAUTH);
	ck_assert_status(
	    hire_accounts_me(f.p, &self, f.mem, &a, NULL), HIRE_EAUTH);
	ck_assert_status(
	    hire_accounts_actor(f.p, EMAIL, f.mem, &who, NULL), HIRE_EDENIED);
	ck_assert_ok(hire_admin_user_state(
	    f.p, &f.admin, account.id, HIRE_ACCOUNT_ACTIVE, f.mem, &a, NULL));
	ck_assert_status(enter(t.access), HIRE_EAUTH);
	ck_assert_ok(log_in(EMAIL, PASSWORD, &t));
}
END_TEST

START_TEST(changing_the_password_ends_every_log_in)
{
	hire_tokens t;
	hire_error err = {0};
	ck_assert_ok(log_in(EMAIL, PASSWORD, &t));
	ck_assert_status(hire_accounts_change_password(
	                     f.p, &self, "wrong words", OTHER, &err),
	    HIRE_EAUTH);
	ck_assert_str_eq(err.field, "old_password");
	ck_assert_status(
	    hire_accounts_change_password(f.p, &self, PASSWORD, "short", NULL),
	    HIRE_EINVAL);
	ck_assert_ok(
	    hire_accounts_change_password(f.p, &self, PASSWORD, OTHER, NULL));
	ck_assert_status(enter(t.access), HIRE_EAUTH);
	ck_assert_status(renew(t.refresh, &t), HIRE_EAUTH);
	ck_assert_status(log_in(EMAIL, PASSWORD, &t), HIRE_EAUTH);
	ck_assert_ok(log_in(EMAIL, OTHER, &t));
}
END_TEST

START_TEST(log_ins_are_listed_and_ended)
{
	hire_tokens one, two, next;
	hire_account_session *list;
	size_t count;
	hire_actor gone;
	ck_assert_ok(log_in(EMAIL, PASSWORD, &one));
	test_host_sleep(&f.host, HIRE_MINUTE);
	ck_assert_ok(log_in(EMAIL, PASSWORD, &two));
	ck_assert_ok(
	    hire_accounts_refresh(f.p, one.refresh, f.mem, &next, NULL));
	ck_assert_str_eq(next.login_id, one.login_id);
	hire_actor who = actor_of(&two);
	ck_assert_str_eq(who.login_id, two.login_id);
	ck_assert_ok(
	    hire_accounts_sessions(f.p, &who, f.mem, &list, &count, NULL));
	ck_assert_uint_eq(count, 2);
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(
		    list[i].current, !strcmp(list[i].id, two.login_id));
	ck_assert_ok(hire_accounts_session_end(f.p, &who, one.login_id, NULL));
	ck_assert_ok(hire_accounts_session_end(f.p, &who, one.login_id, NULL));
	ck_assert_status(
	    hire_accounts_authenticate(f.p, next.access, f.mem, &gone, NULL),
	    HIRE_EAUTH);
	ck_assert_status(
	    hire_accounts_refresh(f.p, next.refresh, f.mem, &next, NULL),
	    HIRE_EAUTH);
	ck_assert_ok(
	    hire_accounts_sessions(f.p, &who, f.mem, &list, &count, NULL));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(list[0].id, two.login_id);
	ck_assert_status(
	    hire_accounts_session_end(f.p, &f.admin, two.login_id, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_accounts_session_end(f.p, &who, NULL, NULL), HIRE_ENOTFOUND);
}
END_TEST

START_TEST(a_page_token_is_for_its_log_in)
{
	hire_tokens one, two;
	const char *more;
	ck_assert_ok(log_in(EMAIL, PASSWORD, &one));
	ck_assert_ok(log_in(EMAIL, PASSWORD, &two));
	hire_actor who = actor_of(&one);
	ck_assert_ok(hire_accounts_csrf_new(f.p, &who, f.mem, &more, NULL));
	ck_assert_ok(hire_accounts_csrf_check(f.p, &who, more, NULL));
	ck_assert_ok(hire_accounts_csrf_check(f.p, &who, one.csrf, NULL));
	const char *const wrong[] = {two.csrf, one.access, "", NULL};
	for (size_t i = 0; i < 4; i++)
		ck_assert_status(
		    hire_accounts_csrf_check(f.p, &who, wrong[i], NULL),
		    HIRE_EDENIED);
	/* It is no access token, nor for whoever has no log-in. */
	hire_actor out;
	ck_assert_status(
	    hire_accounts_authenticate(f.p, one.csrf, f.mem, &out, NULL),
	    HIRE_EAUTH);
	who.login_id = NULL;
	ck_assert_status(
	    hire_accounts_csrf_check(f.p, &who, one.csrf, NULL), HIRE_EDENIED);
	ck_assert_status(hire_accounts_csrf_new(f.p, &who, f.mem, &more, NULL),
	    HIRE_EDENIED);
}
END_TEST

START_TEST(a_log_in_ends_however_often_it_is_refreshed)
{
	hire_tokens t;
	ck_assert_ok(log_in(EMAIL, PASSWORD, &t));
	const hire_time end = f.host.now.wall + 90 * HIRE_DAY;
	for (int i = 0; i < 3; i++) {
		test_host_sleep(&f.host, 29 * HIRE_DAY);
		ck_assert_ok(renew(t.refresh, &t));
		ck_assert_int_le(t.refresh_expires, end);
	}
	ck_assert_int_eq(t.refresh_expires, end);
	test_host_sleep(&f.host, end - f.host.now.wall);
	ck_assert_status(renew(t.refresh, &t), HIRE_EAUTH);
}
END_TEST

START_TEST(what_was_begun_in_a_log_in_ends_with_it)
{
	hire_tokens one, two;
	hire_account out;
	bool good[4];
	ck_assert_ok(log_in(EMAIL, PASSWORD, &one));
	ck_assert_ok(log_in(EMAIL, PASSWORD, &two));
	const hire_actor who[] = {
	    actor_of(&one), actor_of(&two), self, {.account_id = "acct_none"}};
	ck_assert_ok(hire_accounts_go_on(f.p, who, 4, good, NULL));
	ck_assert(good[0] && good[1] && good[2] && !good[3]);
	ck_assert_ok(hire_accounts_log_out(f.p, &self, one.refresh, NULL));
	ck_assert_ok(hire_accounts_go_on(f.p, who, 4, good, NULL));
	ck_assert(!good[0] && good[1] && good[2]);
	ck_assert_ok(hire_accounts_log_out(f.p, &self, NULL, NULL));
	ck_assert_ok(hire_accounts_go_on(f.p, who, 4, good, NULL));
	ck_assert(!good[0] && !good[1] && good[2]);
	ck_assert_ok(hire_admin_user_state(f.p, &f.admin, account.id,
	    HIRE_ACCOUNT_DISABLED, f.mem, &out, NULL));
	ck_assert_ok(hire_accounts_go_on(f.p, who, 4, good, NULL));
	ck_assert(!good[2]);
}
END_TEST

/* More than one transaction's worth. */
START_TEST(many_are_asked_about_at_once)
{
	enum { MANY = 450 };
	hire_actor who[MANY];
	bool good[MANY];
	for (size_t i = 0; i < MANY; i++)
		who[i] = i % 7 ? self : (hire_actor){.account_id = "acct_none"};
	ck_assert_ok(hire_accounts_go_on(f.p, who, MANY, good, NULL));
	for (size_t i = 0; i < MANY; i++)
		ck_assert_int_eq(good[i], i % 7 != 0);
	ck_assert_ok(hire_accounts_go_on(f.p, NULL, 0, NULL, NULL));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("log_ins");
	TCase *t = tcase_create("log_ins");
	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, open_one, close_one);
	tcase_add_test(t, access_ends_after_its_time);
	tcase_add_test(t, a_used_token_ends_the_log_in);
	tcase_add_test(t, logging_out_ends_one_or_all);
	tcase_add_test(t, disabling_ends_everything);
	tcase_add_test(t, changing_the_password_ends_every_log_in);
	tcase_add_test(t, log_ins_are_listed_and_ended);
	tcase_add_test(t, a_page_token_is_for_its_log_in);
	tcase_add_test(t, a_log_in_ends_however_often_it_is_refreshed);
	tcase_add_test(t, what_was_begun_in_a_log_in_ends_with_it);
	tcase_add_test(t, many_are_asked_about_at_once);
	suite_add_tcase(s, t);
	return test_run(s);
}
