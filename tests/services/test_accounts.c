/* SPDX-License-Identifier: MIT
 * test_accounts.c - who may come in, for how long, and who learns what.
 */
#include "platform_fixture.h"

#include <stdio.h>
#include <string.h>

#define EMAIL    "sample@example.com"
#define PASSWORD "nine green bottles"
#define OTHER    "ten green bottles!"

static fixture f;
static hire_account account;
static hire_actor self;

static hire_status
sign_up(const char *email, hire_role role, const char *password)
{
	hire_sign_up in = {.role = role,
	    .email = email,
	    .name = "Sample Candidate",
	    .password = password,
	    .organisation = role == HIRE_ROLE_HR ? "Example Ltd" : NULL};
	return hire_accounts_sign_up(f.p, &in, f.mem, &account, NULL);
}

static void
vouch(void)
{
	ck_assert_ok(
	    hire_admin_confirm(f.p, account.id, f.mem, &account, NULL));
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

static void
open_one(void)
{
	fixture_open(&f);
	ck_assert_ok(sign_up(EMAIL, HIRE_ROLE_CANDIDATE, PASSWORD));
	self = (hire_actor){.account_id = account.id, .role = account.role};
}

static void
close_one(void)
{
	fixture_close(&f);
}

START_TEST(signing_up_checks_every_field)
{
	static const struct {
		hire_sign_up in;
		const char *field;
	} rows[] = {
	    {{HIRE_ROLE_CANDIDATE, "not an address", "A", PASSWORD, NULL},
	        "email"},
	    {{HIRE_ROLE_CANDIDATE, NULL, "A", PASSWORD, NULL}, "email"},
	    {{HIRE_ROLE_CANDIDATE, "a@example.com", " ", PASSWORD, NULL},
	        "name"},
	    {{HIRE_ROLE_CANDIDATE, "a@example.com", "A\nB", PASSWORD, NULL},
	        "name"},
	    {{HIRE_ROLE_CANDIDATE, "a@example.com", "A", "password1", NULL},
	        "password"},
	    {{HIRE_ROLE_CANDIDATE, "a@example.com", "A", NULL, NULL},
	        "password"},
	    {{HIRE_ROLE_CANDIDATE, "a@example.com", "A", PASSWORD, "Org"},
	        "organisation"},
	    {{HIRE_ROLE_HR, "a@example.com", "A", PASSWORD, NULL},
	        "organisation"},
	    {{HIRE_ROLE_HR, "a@example.com", "A", PASSWORD, "\t"},
	        "organisation"},
	    {{HIRE_ROLE_ADMIN, "a@example.com", "A", PASSWORD, NULL}, "role"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		hire_error err = {0};
		hire_account a;
		ck_assert_status(
		    hire_accounts_sign_up(f.p, &rows[i].in, f.mem, &a, &err),
		    HIRE_EINVAL);
		ck_assert_str_eq(err.field, rows[i].field);
	}
	ck_assert_int_eq(
	    fixture_count(&f, &hire_account_record, NULL, NULL), 5);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_organisation_record, NULL, NULL), 2);
}
END_TEST

START_TEST(an_address_has_one_account)
{
	vouch();
	ck_assert_status(
	    sign_up(" Sample@Example.COM ", HIRE_ROLE_HR, OTHER), HIRE_EEXISTS);
	/* No organisation without its recruiter. */
	ck_assert_int_eq(
	    fixture_count(&f, &hire_organisation_record, NULL, NULL), 2);
	hire_tokens t;
	ck_assert_ok(log_in("SAMPLE@example.com ", PASSWORD, &t));
	ck_assert_str_eq(t.account.email, EMAIL);
}
END_TEST

START_TEST(recruiters_bring_an_organisation)
{
	ck_assert_ok(sign_up("boss@example.com", HIRE_ROLE_HR, OTHER));
	hire_organisation o;
	fixture_get(&f, &hire_organisation_record, account.organisation_id, &o);
	ck_assert_str_eq(o.name, "Example Ltd");
	hire_tokens t;
	hire_actor who;
	ck_assert_ok(log_in("boss@example.com", OTHER, &t));
	ck_assert_ok(
	    hire_accounts_authenticate(f.p, t.access, f.mem, &who, NULL));
	ck_assert_int_eq(who.role, HIRE_ROLE_HR);
	ck_assert_str_eq(who.organisation_id, o.id);
}
END_TEST

START_TEST(wrong_pairs_look_the_same)
{
	hire_error a = {0}, b = {0}, c = {0};
	hire_tokens t;
	hire_account changed;
	ck_assert_status(hire_accounts_log_in(
	                     f.p, EMAIL, "wrong words", NULL, f.mem, &t, &a),
	    HIRE_EAUTH);
	ck_assert_status(hire_accounts_log_in(f.p, "nobody@example.com",
	                     PASSWORD, NULL, f.mem, &t, &b),
	    HIRE_EAUTH);
	ck_assert_mem_eq(&a, &b, sizeof a);
	ck_assert_status(hire_accounts_log_in(
	                     f.p, "nonsense", PASSWORD, NULL, f.mem, &t, &c),
	    HIRE_EAUTH);
	ck_assert_mem_eq(&a, &c, sizeof a);
	ck_assert_ok(hire_admin_user_state(f.p, &f.admin, account.id,
	    HIRE_ACCOUNT_DISABLED, f.mem, &changed, NULL));
	memset(&c, 0, sizeof c);
	ck_assert_status(
	    hire_accounts_log_in(f.p, EMAIL, PASSWORD, NULL, f.mem, &t, &c),
	    HIRE_EAUTH);
	ck_assert_mem_eq(&a, &c, sizeof a);
}
END_TEST

START_TEST(a_changed_password_voids_what_was_mailed)
{
	ck_assert_ok(hire_accounts_forgot(f.p, EMAIL, NULL));
	const char *token = fixture_mailed(&f, "reset?token=");
	ck_assert_ok(
	    hire_accounts_change_password(f.p, &self, PASSWORD, OTHER, NULL));
	ck_assert_ptr_nonnull(fixture_mailed(&f, "password of your account"));
	ck_assert_status(
	    hire_accounts_reset(f.p, token, PASSWORD, NULL), HIRE_EAUTH);
}
END_TEST

START_TEST(a_reset_works_once)
{
	hire_tokens t;
	ck_assert_ok(log_in(EMAIL, PASSWORD, &t));
	ck_assert_ok(hire_accounts_forgot(f.p, "nobody@example.com", NULL));
	ck_assert_ok(hire_accounts_forgot(f.p, "no address", NULL));
	ck_assert_ptr_null(fixture_mailed(&f, "reset?token="));
	ck_assert_ok(hire_accounts_forgot(f.p, EMAIL, NULL));
	const char *first = fixture_mailed(&f, "reset?token=");
	ck_assert_ptr_nonnull(first);
	/* One mail a minute. */
	ck_assert_ok(hire_accounts_forgot(f.p, EMAIL, NULL));
	ck_assert_str_eq(fixture_mailed(&f, "reset?token="), first);
	test_host_sleep(&f.host, HIRE_MINUTE);
	ck_assert_ok(hire_accounts_forgot(f.p, EMAIL, NULL));
	const char *second = fixture_mailed(&f, "reset?token=");
	ck_assert_str_ne(second, first);
	ck_assert_status(hire_accounts_confirm(f.p, second, NULL), HIRE_EAUTH);
	ck_assert_status(
	    hire_accounts_reset(f.p, second, "short", NULL), HIRE_EINVAL);
	ck_assert_ok(hire_accounts_reset(f.p, second, OTHER, NULL));
	ck_assert_status(
	    hire_accounts_reset(f.p, second, OTHER, NULL), HIRE_EAUTH);
	ck_assert_status(
	    hire_accounts_reset(f.p, first, OTHER, NULL), HIRE_EAUTH);
	ck_assert_status(enter(t.access), HIRE_EAUTH);
	ck_assert_ok(log_in(EMAIL, OTHER, &t));
	ck_assert_int_gt(t.account.confirmed_at, 0);
	test_host_sleep(&f.host, HIRE_MINUTE);
	ck_assert_ok(hire_accounts_forgot(f.p, EMAIL, NULL));
	test_host_sleep(&f.host, HIRE_HOUR);
	ck_assert_status(hire_accounts_reset(f.p,
	                     fixture_mailed(&f, "reset?token="), OTHER, NULL),
	    HIRE_EAUTH);
}
END_TEST

START_TEST(an_address_is_confirmed_once)
{
	const char *token = fixture_mailed(&f, "confirm?token=");
	hire_account a;
	ck_assert_ptr_nonnull(token);
	ck_assert_status(hire_accounts_confirm(f.p, "x", NULL), HIRE_EAUTH);
	ck_assert_status(hire_accounts_confirm(f.p, NULL, NULL), HIRE_EAUTH);
	ck_assert_status(
	    hire_accounts_reset(f.p, token, OTHER, NULL), HIRE_EAUTH);
	ck_assert_ok(hire_accounts_confirm(f.p, token, NULL));
	ck_assert_status(hire_accounts_confirm(f.p, token, NULL), HIRE_EAUTH);
	ck_assert_ok(hire_accounts_me(f.p, &self, f.mem, &a, NULL));
	ck_assert_int_gt(a.confirmed_at, 0);
}
END_TEST

START_TEST(people_edit_their_name_alone)
{
	hire_account a;
	hire_change name = {"name", " Other Name "};
	hire_change role = {"role", "admin"};
	hire_change email = {"email", "other@example.com"};
	hire_change lines = {"name", "A\nB"};
	ck_assert_ok(
	    hire_accounts_edit(f.p, &self, 0, &name, 1, f.mem, &a, NULL));
	ck_assert_str_eq(a.name, "Other Name");
	ck_assert_status(
	    hire_accounts_edit(f.p, &self, 0, &role, 1, f.mem, &a, NULL),
	    HIRE_EDENIED);
	ck_assert_status(
	    hire_accounts_edit(f.p, &self, 0, &email, 1, f.mem, &a, NULL),
	    HIRE_EDENIED);
	ck_assert_status(
	    hire_accounts_edit(f.p, &self, 0, &lines, 1, f.mem, &a, NULL),
	    HIRE_EINVAL);
}
END_TEST

START_TEST(an_edit_may_name_its_version)
{
	hire_account a;
	hire_error err = {0};
	hire_change name = {"name", "First Name"};
	hire_change other = {"name", "Second Name"};
	ck_assert_ok(hire_accounts_me(f.p, &self, f.mem, &a, NULL));
	int64_t version = a.version;
	ck_assert_ok(
	    hire_accounts_edit(f.p, &self, version, &name, 1, f.mem, &a, NULL));
	ck_assert_int_eq(a.version, version + 1);
	ck_assert_status(
	    hire_accounts_edit(f.p, &self, version, &other, 1, f.mem, &a, &err),
	    HIRE_ECONFLICT);
	ck_assert_str_eq(err.field, "version");
	ck_assert_ok(hire_accounts_me(f.p, &self, f.mem, &a, NULL));
	ck_assert_str_eq(a.name, "First Name");
}
END_TEST

START_TEST(programs_name_an_account)
{
	hire_actor who;
	ck_assert_ok(
	    hire_accounts_actor(f.p, "Sample@example.com", f.mem, &who, NULL));
	ck_assert_str_eq(who.account_id, self.account_id);
	ck_assert_ok(
	    hire_accounts_actor(f.p, f.hr.account_id, f.mem, &who, NULL));
	ck_assert_str_eq(who.organisation_id, f.hr.organisation_id);
	ck_assert_status(
	    hire_accounts_actor(f.p, "x@example.com", f.mem, &who, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_accounts_actor(f.p, NULL, f.mem, &who, NULL), HIRE_ENOTFOUND);
}
END_TEST

START_TEST(keys_are_of_the_organisation)
{
	hire_api_key key;
	const char *secret;
	hire_actor who;
	hire_rows rows;
	hire_page page = {0};
	ck_assert_ok(hire_accounts_key_new(
	    f.p, &f.hr, "nightly", "all", f.mem, &key, &secret, NULL));
	ck_assert_int_eq(strncmp(secret, "hk_", 3), 0);
	ck_assert_ptr_null(strstr(key.hash, secret + 3));
	ck_assert_ok(hire_accounts_key_actor(f.p, secret, f.mem, &who, NULL));
	ck_assert_str_eq(who.organisation_id, f.hr.organisation_id);
	ck_assert_status(
	    hire_accounts_key_actor(f.p, "hk_x", f.mem, &who, NULL),
	    HIRE_EAUTH);
	ck_assert_ok(hire_accounts_keys(f.p, &f.hr, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	ck_assert_ok(
	    hire_accounts_keys(f.p, &f.other_hr, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	ck_assert_status(
	    hire_accounts_key_revoke(f.p, &f.other_hr, key.id, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_ok(hire_accounts_key_revoke(f.p, &f.hr, key.id, NULL));
	ck_assert_ok(hire_accounts_key_revoke(f.p, &f.hr, key.id, NULL));
	ck_assert_status(
	    hire_accounts_key_actor(f.p, secret, f.mem, &who, NULL),
	    HIRE_EAUTH);
	ck_assert_status(hire_accounts_key_new(f.p, &f.hr, "n", "jobs", f.mem,
	                     &key, &secret, NULL),
	    HIRE_EINVAL);
}
END_TEST

START_TEST(keys_are_for_recruiters)
{
	hire_api_key key;
	const char *secret;
	hire_rows rows;
	hire_page page = {0};
	const hire_actor *others[] = {&f.candidate, &f.admin};
	for (size_t i = 0; i < 2; i++) {
		ck_assert_status(hire_accounts_key_new(f.p, others[i], "n",
		                     NULL, f.mem, &key, &secret, NULL),
		    HIRE_EDENIED);
		ck_assert_status(hire_accounts_keys(
		                     f.p, others[i], page, f.mem, &rows, NULL),
		    HIRE_EDENIED);
		ck_assert_status(
		    hire_accounts_key_revoke(f.p, others[i], "x", NULL),
		    HIRE_EDENIED);
	}
}
END_TEST

START_TEST(a_known_address_is_told_once_an_hour)
{
	vouch();
	ck_assert_status(
	    sign_up(EMAIL, HIRE_ROLE_CANDIDATE, OTHER), HIRE_EEXISTS);
	int64_t mails = fixture_count(&f, &hire_message_record, NULL, NULL);
	ck_assert_status(
	    sign_up(EMAIL, HIRE_ROLE_CANDIDATE, OTHER), HIRE_EEXISTS);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_message_record, NULL, NULL), mails);
	test_host_sleep(&f.host, HIRE_HOUR);
	ck_assert_status(
	    sign_up(EMAIL, HIRE_ROLE_CANDIDATE, OTHER), HIRE_EEXISTS);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_message_record, NULL, NULL), mails + 1);
}
END_TEST

START_TEST(limits_refuse_and_say_how_long)
{
	hire_cache_verdict v;
	for (int i = 0; i < 3; i++) {
		ck_assert_ok(hire_platform_allow(f.p, "k", 60, 3, &v, NULL));
		ck_assert(v.allowed);
		ck_assert_int_eq(v.left, 2 - i);
	}
	ck_assert_ok(hire_platform_allow(f.p, "k", 60, 3, &v, NULL));
	ck_assert(!v.allowed);
	ck_assert_int_eq(v.retry_after, HIRE_SECOND);
	ck_assert_ok(hire_platform_allow(f.p, "other", 60, 3, &v, NULL));
	ck_assert(v.allowed);
	test_host_sleep(&f.host, HIRE_SECOND);
	ck_assert_ok(hire_platform_allow(f.p, "k", 60, 3, &v, NULL));
	ck_assert(v.allowed);
	ck_assert_status(
	    hire_platform_allow(f.p, "k", 0, 3, &v, NULL), HIRE_EINVAL);
	ck_assert_status(
	    hire_platform_allow(f.p, NULL, 1, 3, &v, NULL), HIRE_EINVAL);
}
END_TEST

START_TEST(parts_of_a_request_do_not_run_together)
{
	const hire_request_part a[] = {{"ab", 2}, {"c", 1}};
	const hire_request_part b[] = {{"a", 1}, {"bc", 2}};
	const char *x, *y, *z;
	ck_assert_ok(hire_request_hash(a, 2, f.mem, &x, NULL));
	ck_assert_ok(hire_request_hash(b, 2, f.mem, &y, NULL));
	ck_assert_ok(hire_request_hash(a, 2, f.mem, &z, NULL));
	ck_assert_uint_eq(strlen(x), 64);
	ck_assert_str_eq(x, z);
	ck_assert_str_ne(x, y);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("accounts");
	TCase *t = tcase_create("accounts");
	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, open_one, close_one);
	tcase_add_test(t, signing_up_checks_every_field);
	tcase_add_test(t, an_address_has_one_account);
	tcase_add_test(t, recruiters_bring_an_organisation);
	tcase_add_test(t, a_known_address_is_told_once_an_hour);
	tcase_add_test(t, limits_refuse_and_say_how_long);
	tcase_add_test(t, parts_of_a_request_do_not_run_together);
	tcase_add_test(t, wrong_pairs_look_the_same);
	tcase_add_test(t, a_reset_works_once);
	tcase_add_test(t, a_changed_password_voids_what_was_mailed);
	tcase_add_test(t, an_address_is_confirmed_once);
	tcase_add_test(t, people_edit_their_name_alone);
	tcase_add_test(t, an_edit_may_name_its_version);
	tcase_add_test(t, programs_name_an_account);
	tcase_add_test(t, keys_are_of_the_organisation);
	tcase_add_test(t, keys_are_for_recruiters);
	suite_add_tcase(s, t);
	return test_run(s);
}
