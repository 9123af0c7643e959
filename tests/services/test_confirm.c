/* SPDX-License-Identifier: MIT
 * test_confirm.c - whose an e-mail address is: what an account may do before
 * anybody knows, and who has it when several sign up.
 */
#include "platform_fixture.h"

#include <hire/applications.h>
#include <hire/interviews.h>
#include <hire/jobs.h>
#include <hire/webhooks.h>

#include <string.h>

#define EMAIL    "sample@example.com"
#define PASSWORD "nine green bottles"
#define OTHER    "ten green bottles!"
#define MARK     "confirm?token="

static fixture f;
static hire_account account;
static hire_tokens tokens;
static hire_error err;

static hire_status
sign_up(hire_role role, const char *name, const char *password)
{
	hire_sign_up in = {.role = role,
	    .email = EMAIL,
	    .name = name,
	    .password = password,
	    .organisation = role == HIRE_ROLE_HR ? "Example Ltd" : NULL};
	return hire_accounts_sign_up(f.p, &in, f.mem, &account, NULL);
}

static hire_status
log_in(const char *password)
{
	return hire_accounts_log_in(
	    f.p, EMAIL, password, NULL, f.mem, &tokens, NULL);
}

/* Who the last log-in speaks for. */
static hire_actor
self(void)
{
	hire_actor who = {.account_id = NULL};
	ck_assert_ok(
	    hire_accounts_authenticate(f.p, tokens.access, f.mem, &who, NULL));
	return who;
}

static const char *
mailed(void)
{
	return fixture_mailed(&f, MARK);
}

static int64_t
mails(void)
{
	return fixture_count(&f, &hire_message_record, NULL, NULL);
}

static void
open_one(void)
{
	fixture_open(&f);
	err = (hire_error){0};
}

static void
close_one(void)
{
	fixture_close(&f);
}

/* What others would notice. */
static hire_status
post(const hire_actor *who)
{
	hire_job draft, job;
	hire_record_init(&hire_job_record, &draft);
	draft.title = "Engineer";
	draft.details = "We build services.";
	draft.requirements = "must: Python\n";
	return hire_jobs_post(f.p, who, &draft, NULL, 0, f.mem, &job, &err);
}

static hire_status
check_out(const hire_actor *who)
{
	hire_payment payment;
	return hire_payments_checkout(
	    f.p, who, f.job.id, NULL, f.mem, &payment, &err);
}

static hire_status
make_key(const hire_actor *who)
{
	hire_api_key key;
	const char *secret;
	return hire_accounts_key_new(
	    f.p, who, "n", "jobs:read", f.mem, &key, &secret, &err);
}

static hire_status
add_hook(const hire_actor *who)
{
	hire_webhook hook;
	const char *secret;
	const hire_webhook_draft draft = {
	    .url = "https://example.com/in", .events = "job.closed"};
	return hire_webhooks_add(f.p, who, &draft, f.mem, &hook, &secret, &err);
}

static hire_status
apply(const hire_actor *who)
{
	hire_application a;
	hire_upload file = {"resume.txt", "Sample", 6};
	return hire_applications_apply(
	    f.p, who, f.job.id, NULL, &file, f.mem, &a, &err);
}

static hire_status
begin(const hire_actor *who)
{
	hire_interview_event told;
	const hire_saying saying = {.event = HIRE_EVENT_BEGIN};
	return hire_interviews_take(
	    f.p, who, "int_0", &saying, f.mem, &told, &err);
}

static hire_status
take_ticket(const hire_actor *who)
{
	const char *ticket;
	hire_time expires;
	return hire_interviews_ticket(
	    f.p, who, "int_0", f.mem, &ticket, &expires, &err);
}

typedef struct deed {
	const char *name;
	hire_status (*run)(const hire_actor *who);
} deed;

static void
check_refused(hire_role role, const deed *deeds, size_t count)
{
	ck_assert_ok(sign_up(role, "Sample Person", PASSWORD));
	ck_assert_ok(log_in(PASSWORD));
	hire_actor who = self();
	ck_assert(who.unconfirmed);
	for (size_t i = 0; i < count; i++) {
		err = (hire_error){0};
		hire_status st = deeds[i].run(&who);
		ck_assert_msg(st == HIRE_EDENIED, "%s: %d %s", deeds[i].name,
		    (int)st, err.message);
		ck_assert_str_eq(err.field, "email");
	}
	ck_assert_ok(hire_accounts_confirm(f.p, mailed(), NULL));
	/* The same access token. */
	who = self();
	ck_assert(!who.unconfirmed);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(deeds[i].run(&who) != HIRE_EDENIED, "%s: %s",
		    deeds[i].name, err.message);
}

START_TEST(recruiters_do_nothing_before)
{
	static const deed deeds[] = {{"post", post}, {"check out", check_out},
	    {"key", make_key}, {"webhook", add_hook}};
	check_refused(HIRE_ROLE_HR, deeds, 4);
}
END_TEST

START_TEST(candidates_do_nothing_before)
{
	static const deed deeds[] = {
	    {"apply", apply}, {"begin", begin}, {"ticket", take_ticket}};
	check_refused(HIRE_ROLE_CANDIDATE, deeds, 3);
}
END_TEST

START_TEST(people_see_themselves_before)
{
	hire_account a;
	hire_account_session *list;
	size_t count;
	const hire_change name = {"name", "Other Name"};
	ck_assert_ok(sign_up(HIRE_ROLE_CANDIDATE, "Sample", PASSWORD));
	ck_assert_ok(log_in(PASSWORD));
	hire_actor who = self();
	ck_assert_ok(hire_accounts_me(f.p, &who, f.mem, &a, NULL));
	ck_assert_int_eq(a.confirmed_at, 0);
	ck_assert_ok(
	    hire_accounts_edit(f.p, &who, 0, &name, 1, f.mem, &a, NULL));
	ck_assert_ok(
	    hire_accounts_sessions(f.p, &who, f.mem, &list, &count, NULL));
	ck_assert_uint_eq(count, 1);
	ck_assert_ok(
	    hire_accounts_change_password(f.p, &who, PASSWORD, OTHER, NULL));
	ck_assert_ok(log_in(OTHER));
	who = self();
	ck_assert_ok(hire_accounts_log_out(f.p, &who, NULL, NULL));
}
END_TEST

START_TEST(the_next_sign_up_takes_the_address_over)
{
	hire_account a;
	hire_tokens before;
	ck_assert_ok(sign_up(HIRE_ROLE_HR, "Somebody Else", PASSWORD));
	const char *first = mailed();
	ck_assert_ok(log_in(PASSWORD));
	before = tokens;
	test_host_sleep(&f.host, HIRE_SECOND);
	ck_assert_ok(sign_up(HIRE_ROLE_CANDIDATE, "Sample", OTHER));
	ck_assert_str_ne(mailed(), first);
	ck_assert_status(log_in(PASSWORD), HIRE_EAUTH);
	ck_assert_status(hire_accounts_confirm(f.p, first, NULL), HIRE_EAUTH);
	ck_assert_ok(hire_accounts_confirm(f.p, mailed(), NULL));
	hire_actor who;
	ck_assert_status(
	    hire_accounts_authenticate(f.p, before.access, f.mem, &who, NULL),
	    HIRE_EAUTH);
	ck_assert_status(
	    hire_accounts_refresh(f.p, before.refresh, f.mem, &tokens, NULL),
	    HIRE_EAUTH);
	ck_assert_status(log_in(PASSWORD), HIRE_EAUTH);
	ck_assert_ok(log_in(OTHER));
	who = self();
	ck_assert_int_eq(who.role, HIRE_ROLE_CANDIDATE);
	ck_assert_ptr_null(who.organisation_id);
	ck_assert_ok(hire_accounts_me(f.p, &who, f.mem, &a, NULL));
	ck_assert_str_eq(a.name, "Sample");
	/* From now on it is theirs. */
	ck_assert_status(
	    sign_up(HIRE_ROLE_HR, "Somebody Else", PASSWORD), HIRE_EEXISTS);
	ck_assert_ok(log_in(OTHER));
}
END_TEST

START_TEST(an_organisation_is_taken_over_with_it)
{
	hire_organisation o;
	ck_assert_ok(sign_up(HIRE_ROLE_HR, "Sample", PASSWORD));
	int64_t count =
	    fixture_count(&f, &hire_organisation_record, NULL, NULL);
	hire_sign_up in = {HIRE_ROLE_HR, EMAIL, "Sample", OTHER, "Another Ltd"};
	ck_assert_ok(hire_accounts_sign_up(f.p, &in, f.mem, &account, NULL));
	ck_assert_int_eq(
	    fixture_count(&f, &hire_organisation_record, NULL, NULL), count);
	fixture_get(&f, &hire_organisation_record, account.organisation_id, &o);
	ck_assert_str_eq(o.name, "Another Ltd");
}
END_TEST

/* What the last mail is about stands when no other may be sent. */
START_TEST(five_mails_go_to_an_address_in_an_hour)
{
	for (int i = 0; i < 3; i++)
		ck_assert_ok(sign_up(HIRE_ROLE_CANDIDATE, "Sample", PASSWORD));
	ck_assert_ok(hire_accounts_confirm_again(f.p, EMAIL, NULL));
	ck_assert_ok(
	    hire_accounts_confirm_again(f.p, " Sample@Example.COM", NULL));
	int64_t sent = mails();
	const char *last = mailed();
	ck_assert_ok(hire_accounts_confirm_again(f.p, EMAIL, NULL));
	ck_assert_status(
	    sign_up(HIRE_ROLE_CANDIDATE, "Other", OTHER), HIRE_EEXISTS);
	ck_assert_int_eq(mails(), sent);
	ck_assert_ok(log_in(PASSWORD));
	test_host_sleep(&f.host, HIRE_HOUR);
	ck_assert_ok(hire_accounts_confirm_again(f.p, EMAIL, NULL));
	ck_assert_int_eq(mails(), sent + 1);
	ck_assert_str_ne(mailed(), last);
	ck_assert_ok(hire_accounts_confirm(f.p, mailed(), NULL));
	ck_assert_status(hire_accounts_confirm(f.p, last, NULL), HIRE_EAUTH);
}
END_TEST

/* Each address is answered and worked for alike; a mail goes to those who wait
 * alone. */
START_TEST(sending_again_tells_nothing)
{
	ck_assert_ok(sign_up(HIRE_ROLE_CANDIDATE, "Sample", PASSWORD));
	const char *token = mailed();
	ck_assert_ok(hire_accounts_confirm(f.p, token, NULL));
	static const char *const emails[] = {EMAIL, "nobody@example.com"};
	for (size_t i = 0; i < 2; i++) {
		int64_t sent = mails();
		for (int k = 0; k < 6; k++)
			ck_assert_ok(
			    hire_accounts_confirm_again(f.p, emails[i], NULL));
		ck_assert_int_eq(mails(), sent + 5);
		ck_assert_str_eq(mailed(), token);
	}
	ck_assert_ok(hire_accounts_confirm_again(f.p, "no address", NULL));
	ck_assert_ok(hire_accounts_confirm_again(f.p, NULL, NULL));
}
END_TEST

START_TEST(the_operator_may_vouch)
{
	hire_account a;
	ck_assert_ok(sign_up(HIRE_ROLE_CANDIDATE, "Sample", PASSWORD));
	ck_assert_status(
	    hire_admin_confirm(f.p, "acct_0", f.mem, &a, NULL), HIRE_ENOTFOUND);
	ck_assert_ok(hire_admin_confirm(f.p, account.id, f.mem, &a, NULL));
	ck_assert_int_gt(a.confirmed_at, 0);
	ck_assert_ok(log_in(PASSWORD));
	ck_assert(!self().unconfirmed);
	ck_assert_status(
	    hire_accounts_confirm(f.p, mailed(), NULL), HIRE_EAUTH);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("accounts_confirm");
	TCase *t = tcase_create("confirm");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, open_one, close_one);
	tcase_add_test(t, recruiters_do_nothing_before);
	tcase_add_test(t, candidates_do_nothing_before);
	tcase_add_test(t, people_see_themselves_before);
	tcase_add_test(t, the_next_sign_up_takes_the_address_over);
	tcase_add_test(t, an_organisation_is_taken_over_with_it);
	tcase_add_test(t, five_mails_go_to_an_address_in_an_hour);
	tcase_add_test(t, sending_again_tells_nothing);
	tcase_add_test(t, the_operator_may_vouch);
	suite_add_tcase(s, t);
	return test_run(s);
}
