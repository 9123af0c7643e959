/* SPDX-License-Identifier: MIT
 * test_live.c - what a live connection stands on: tickets that open it,
 * announcements that wake it, ticks that keep its clock.
 */
#include "scene.h"

#include <stdlib.h>
#include <string.h>

#define LONG_ANSWER                                                            \
	"I read the query plan, added an index on the tenant column and "      \
	"measured again: the report went from 40 seconds to 300 ms."

static scene s;
static hire_error err;
static hire_actor candidate;
static const char *id;

static void
setup(void)
{
	err = (hire_error){0};
	scene_open(&s);
	scene_pay(&s);
	candidate = scene_candidate(&s);
	id = scene_apply(&s, &candidate, true).interview_id;
}

static void
teardown(void)
{
	scene_close(&s);
}

static hire_interview
row(void)
{
	hire_interview_view v;
	ck_assert_ok(
	    hire_interviews_view(s.p, &s.admin, id, 0, s.mem, &v, NULL));
	return v.interview;
}

static void
begin(void)
{
	scene_say(&s, &candidate, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &candidate, id, HIRE_EVENT_PROCEED, NULL);
}

/* Tickets */

static const char *
ticket_of(const hire_actor *who)
{
	const char *ticket;
	hire_time expires;
	ck_assert_ok(hire_interviews_ticket(
	    s.p, who, id, s.mem, &ticket, &expires, &err));
	ck_assert_int_eq(expires, s.host.now.wall + HIRE_MINUTE);
	ck_assert_uint_ge(strlen(ticket), 22); /* 128 bits and more */
	return ticket;
}

static hire_status
redeem(const char *ticket, hire_actor *who)
{
	const char *which = NULL;
	int64_t line;
	hire_status st = hire_interviews_redeem(
	    s.p, ticket, s.mem, who, &which, &line, &err);
	if (!st)
		ck_assert_str_eq(which, id);
	return st;
}

START_TEST(a_ticket_is_good_once)
{
	hire_actor who;
	const char *ticket = ticket_of(&candidate);
	ck_assert_ok(redeem(ticket, &who));
	ck_assert_str_eq(who.account_id, candidate.account_id);
	ck_assert_int_eq(who.role, HIRE_ROLE_CANDIDATE);
	ck_assert(hire_actor_may(&who, HIRE_SCOPE_INTERVIEWS_READ));
	ck_assert(!hire_actor_may(&who, HIRE_SCOPE_JOBS_READ));
	ck_assert_status(redeem(ticket, &who), HIRE_EAUTH);
	ck_assert_status(redeem("nonsense", &who), HIRE_EAUTH);
	ck_assert_status(redeem("", &who), HIRE_EAUTH);
	ck_assert_status(redeem(NULL, &who), HIRE_EAUTH);
	ck_assert_ok(redeem(ticket_of(&s.hr), &who));
	ck_assert_str_eq(who.organisation_id, s.hr.organisation_id);
	const char *other = ticket_of(&candidate);
	ck_assert_ok(redeem(ticket_of(&candidate), &who));
	ck_assert_ok(redeem(other, &who));
}
END_TEST

START_TEST(a_ticket_is_good_for_a_minute)
{
	hire_actor who;
	const char *first = ticket_of(&candidate);
	const char *second = ticket_of(&candidate);
	test_host_sleep(&s.host, HIRE_MINUTE - 1);
	ck_assert_ok(redeem(first, &who));
	test_host_sleep(&s.host, 1);
	ck_assert_status(redeem(second, &who), HIRE_EAUTH);
}
END_TEST

START_TEST(a_ticket_is_for_those_who_see_it)
{
	hire_actor who, other = scene_candidate(&s);
	hire_actor rival = {.account_id = "acct_0",
	    .role = HIRE_ROLE_HR,
	    .organisation_id = "org_0"};
	const char *ticket;
	hire_time expires;
	hire_account account;
	ck_assert_status(hire_interviews_ticket(
	                     s.p, &other, id, s.mem, &ticket, &expires, &err),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_interviews_ticket(
	                     s.p, &rival, id, s.mem, &ticket, &expires, &err),
	    HIRE_ENOTFOUND);
	ticket = ticket_of(&candidate);
	ck_assert_ok(hire_admin_user_state(s.p, &s.admin, candidate.account_id,
	    HIRE_ACCOUNT_DISABLED, s.mem, &account, &err));
	ck_assert_status(redeem(ticket, &who), HIRE_EAUTH);
	/* No other kind of token passes for one, and the other way round. */
	ck_assert_status(
	    hire_accounts_reset(s.p, ticket_of(&s.hr), "a long password", &err),
	    HIRE_EAUTH);
}
END_TEST

/* Announcements */

static struct {
	int count;
	long long seq;
} heard;

static void
hear(void *user, const char *topic, const void *bytes, size_t len)
{
	char text[32] = "";
	ck_assert_ptr_eq(user, &s);
	ck_assert_str_eq(topic + strlen(HIRE_INTERVIEW_TOPIC), id);
	ck_assert_uint_lt(len, sizeof text);
	memcpy(text, bytes, len);
	heard.count++;
	heard.seq = strtoll(text, NULL, 10);
}

static void
expect(int count)
{
	ck_assert_int_eq(heard.count, count);
	ck_assert_int_eq(heard.seq, row().last_seq);
	heard.count = 0;
}

START_TEST(every_change_is_announced)
{
	uint64_t listener;
	hire_interview_event entry;
	heard.count = 0;
	ck_assert_ok(
	    hire_interviews_listen(s.p, id, hear, &s, &listener, &err));
	ck_assert_ok(hire_interviews_take(s.p, &candidate, id,
	    &(hire_saying){.event = HIRE_EVENT_BEGIN, .client_id = "one"},
	    s.mem, &entry, &err));
	expect(1);
	ck_assert_ok(hire_interviews_think(s.p, id, &err));
	expect(1);
	/* Neither what is refused, nor what is resent, nor a sign of life. */
	ck_assert_status(
	    hire_interviews_take(s.p, &candidate, id,
	        &(hire_saying){.event = HIRE_EVENT_ANSWER, .text = "no"}, s.mem,
	        &entry, &err),
	    HIRE_ESTATE);
	ck_assert_ok(hire_interviews_take(s.p, &candidate, id,
	    &(hire_saying){.event = HIRE_EVENT_BEGIN, .client_id = "one"},
	    s.mem, &entry, &err));
	test_host_sleep(&s.host, 2 * HIRE_SECOND);
	ck_assert_ok(hire_interviews_tick(s.p, id, NULL, &err));
	ck_assert_int_eq(heard.count, 0);
	scene_say(&s, &candidate, id, HIRE_EVENT_PROCEED, NULL);
	expect(2);
	scene_say(&s, &candidate, id, HIRE_EVENT_ANSWER, LONG_ANSWER);
	heard.count = 0;
	/* By a worker: the time is up, then the scoring begins and ends. */
	test_host_sleep(&s.host, 3 * HIRE_HOUR);
	scene_work(&s);
	expect(3);
	ck_assert_int_eq(row().state, HIRE_INTERVIEW_SCORED);
	hire_interviews_unlisten(s.p, listener);
}
END_TEST

START_TEST(an_end_by_a_tick_is_announced)
{
	uint64_t listener;
	int64_t left = -1;
	begin();
	heard.count = 0;
	ck_assert_ok(
	    hire_interviews_listen(s.p, id, hear, &s, &listener, &err));
	for (int i = 0; i < 40 * 60 && left; i++) {
		test_host_sleep(&s.host, HIRE_SECOND);
		ck_assert_ok(hire_interviews_tick(s.p, id, &left, &err));
	}
	ck_assert_int_eq(row().end, HIRE_END_TIME_UP);
	expect(1);
	hire_interviews_unlisten(s.p, listener);
	ck_assert_ok(hire_interviews_tick(s.p, id, &left, &err));
	ck_assert_int_eq(left, 0);
	ck_assert_int_eq(heard.count, 0);
}
END_TEST

/* Ticks */

START_TEST(few_ticks_are_stored)
{
	begin();
	hire_interview before = row();
	int64_t left = 0;
	for (int i = 1; i <= 60; i++) {
		test_host_sleep(&s.host, HIRE_SECOND);
		ck_assert_ok(hire_interviews_tick(s.p, id, &left, &err));
		ck_assert_int_eq(
		    left, before.budget - before.spent - i * HIRE_SECOND);
	}
	hire_interview after = row();
	ck_assert_int_eq(after.spent - before.spent, 60 * HIRE_SECOND);
	ck_assert_int_eq(after.given_back, before.given_back);
	ck_assert_int_eq(after.version - before.version, 30);
}
END_TEST

/* Every tick comes within the gap, whenever it comes within its second; and a
 * silence is a silence as it was, but for what was not stored before it. */
START_TEST(the_gap_is_kept)
{
	begin();
	uint64_t seed = 5;
	for (int round = 0; round < 200; round++) {
		hire_interview before = row();
		hire_time t = 0;
		for (int i = 0; i < 5; i++) {
			hire_time some = (hire_time)test_random(
			    &seed, (uint64_t)HIRE_SECOND + 1);
			test_host_sleep(&s.host, some);
			t += some;
			ck_assert_ok(hire_interviews_tick(s.p, id, NULL, &err));
		}
		hire_interview after = row();
		ck_assert_int_eq(after.given_back, before.given_back);
		ck_assert_int_le(
		    after.spent - before.spent, t + 2 * HIRE_SECOND);
	}
	test_host_sleep(&s.host, 2 * HIRE_SECOND);
	ck_assert_ok(hire_interviews_tick(s.p, id, NULL, &err));
	hire_interview before = row();
	test_host_sleep(&s.host, HIRE_SECOND);
	ck_assert_ok(hire_interviews_tick(s.p, id, NULL, &err));
	test_host_sleep(&s.host, HIRE_MINUTE);
	ck_assert_ok(hire_interviews_tick(s.p, id, NULL, &err));
	hire_interview after = row();
	ck_assert_int_eq(after.spent, before.spent);
	ck_assert_int_eq(
	    after.given_back - before.given_back, HIRE_MINUTE + HIRE_SECOND);
}
END_TEST

START_TEST(our_own_time_needs_no_writing)
{
	hire_interview_event entry;
	int64_t left = 0;
	ck_assert_ok(hire_interviews_take(s.p, &candidate, id,
	    &(hire_saying){.event = HIRE_EVENT_BEGIN}, s.mem, &entry, &err));
	hire_interview before = row();
	for (int i = 0; i < 20; i++) {
		test_host_sleep(&s.host, HIRE_SECOND);
		ck_assert_ok(hire_interviews_tick(s.p, id, &left, &err));
		ck_assert_int_eq(left, before.budget - before.spent);
	}
	ck_assert_int_eq(row().version, before.version);
	ck_assert_ok(hire_interviews_think(s.p, id, &err));
	ck_assert_int_eq(
	    row().given_back - before.given_back, 20 * HIRE_SECOND);
}
END_TEST

START_TEST(many_at_once)
{
	enum { MANY = 7 };
	const char *ids[MANY + 2];
	hire_tick now[MANY + 2];
	hire_interview_view v;
	hire_actor who[MANY];
	for (int i = 0; i < MANY; i++) {
		who[i] = scene_candidate(&s);
		ids[i] = scene_apply(&s, &who[i], true).interview_id;
		scene_say(&s, &who[i], ids[i], HIRE_EVENT_BEGIN, NULL);
		if (i)
			scene_say(
			    &s, &who[i], ids[i], HIRE_EVENT_PROCEED, NULL);
	}
	ids[MANY] = "int_none";
	ids[MANY + 1] = NULL;
	test_host_sleep(&s.host, 2 * HIRE_SECOND);
	ck_assert_ok(hire_interviews_tick_many(s.p, ids, MANY + 2, now, &err));
	for (int i = 0; i < MANY; i++) {
		ck_assert_ok(hire_interviews_view(
		    s.p, &who[i], ids[i], 0, s.mem, &v, NULL));
		ck_assert_int_eq(now[i].left, v.left);
		ck_assert_int_eq(now[i].last_seq, v.interview.last_seq);
		ck_assert_int_eq(v.interview.last_steady, s.host.now.steady);
	}
	ck_assert_int_eq(now[MANY].left, -1);
	ck_assert_int_eq(now[MANY + 1].left, -1);
	ck_assert_status(
	    hire_interviews_tick(s.p, "int_none", NULL, &err), HIRE_ENOTFOUND);
	ck_assert_ok(hire_interviews_tick_many(s.p, NULL, 0, NULL, &err));
	/* All end in one call. */
	test_host_sleep(&s.host, 3 * HIRE_HOUR);
	ck_assert_ok(hire_interviews_tick_many(s.p, ids, MANY, now, &err));
	for (int i = 0; i < MANY; i++) {
		ck_assert_int_eq(now[i].left, 0);
		ck_assert_ok(hire_interviews_view(
		    s.p, &who[i], ids[i], 0, s.mem, &v, NULL));
		ck_assert_int_eq(v.interview.end, HIRE_END_TIME_UP);
	}
}
END_TEST

static void
hear_line(void *user, const char *topic, const void *bytes, size_t len)
{
	enum { PREFIX = sizeof HIRE_INTERVIEW_LINE - 1 };
	char text[64] = "";
	(void)user, (void)topic;
	ck_assert_uint_lt(len, sizeof text);
	memcpy(text, bytes, len);
	ck_assert_int_eq(strncmp(text, HIRE_INTERVIEW_LINE, PREFIX), 0);
	heard.count++;
	heard.seq = strtoll(text + PREFIX, NULL, 10);
}

static hire_status
say_over(int64_t line, hire_event event, const char *client_id)
{
	hire_interview_event entry;
	err = (hire_error){0};
	return hire_interviews_take(s.p, &candidate, id,
	    &(hire_saying){
	        .event = event, .client_id = client_id, .line = line},
	    s.mem, &entry, &err);
}

START_TEST(only_the_newest_line_speaks)
{
	int64_t old = 0, new = 0;
	hire_tick tick;
	ck_assert_ok(hire_interviews_claim(s.p, id, &old, &err));
	ck_assert_ok(say_over(old, HIRE_EVENT_BEGIN, "one"));
	ck_assert_ok(hire_interviews_claim(s.p, id, &new, &err));
	ck_assert_int_gt(new, old);
	ck_assert_int_eq(row().line, new);
	ck_assert_ok(hire_interviews_tick_many(s.p, &id, 1, &tick, &err));
	ck_assert_int_eq(tick.line, new);
	/* Not even what is resent, nor that it is lost. */
	int64_t entries = row().last_seq;
	ck_assert_status(say_over(old, HIRE_EVENT_BEGIN, "one"), HIRE_ESTATE);
	ck_assert_str_eq(err.field, "line");
	ck_assert_status(say_over(old, HIRE_EVENT_AWAY, NULL), HIRE_ESTATE);
	ck_assert_int_eq(row().last_seq, entries);
	ck_assert_ok(say_over(new, HIRE_EVENT_BEGIN, "one"));
	ck_assert_ok(say_over(0, HIRE_EVENT_BEGIN, "one"));
	ck_assert_status(
	    hire_interviews_claim(s.p, "int_none", &new, &err), HIRE_ENOTFOUND);
}
END_TEST

/* A try that was given up, and comes through behind the next one. */
START_TEST(lines_are_as_old_as_their_tickets)
{
	const char *which;
	hire_actor who;
	int64_t first = 0, second = 0;
	const char *one = ticket_of(&candidate), *two = ticket_of(&candidate);
	ck_assert_ok(hire_interviews_redeem(
	    s.p, two, s.mem, &who, &which, &second, &err));
	ck_assert_ok(hire_interviews_claim(s.p, id, &second, &err));
	ck_assert_ok(hire_interviews_redeem(
	    s.p, one, s.mem, &who, &which, &first, &err));
	ck_assert_int_gt(first, 0);
	ck_assert_ok(hire_interviews_claim(s.p, id, &first, &err));
	ck_assert_int_gt(second, first);
	ck_assert_int_eq(row().line, second);
	ck_assert_status(say_over(first, HIRE_EVENT_BEGIN, "one"), HIRE_ESTATE);
	ck_assert_ok(say_over(second, HIRE_EVENT_BEGIN, "one"));
	/* A ticket that nobody uses silences nobody. */
	(void)ticket_of(&candidate);
	ck_assert_ok(say_over(second, HIRE_EVENT_BEGIN, "one"));
	int64_t third = 0;
	ck_assert_ok(hire_interviews_claim(s.p, id, &third, &err));
	ck_assert_int_gt(third, second);
}
END_TEST

START_TEST(a_claim_is_announced)
{
	uint64_t listener;
	int64_t line = 0;
	heard.count = 0;
	ck_assert_ok(
	    hire_interviews_listen(s.p, id, hear_line, &s, &listener, &err));
	ck_assert_ok(hire_interviews_claim(s.p, id, &line, &err));
	ck_assert_int_eq(heard.count, 1);
	ck_assert_int_eq(heard.seq, line);
	hire_interviews_unlisten(s.p, listener);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("live");
	TCase *t = tcase_create("live");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_ticket_is_good_once);
	tcase_add_test(t, a_ticket_is_good_for_a_minute);
	tcase_add_test(t, a_ticket_is_for_those_who_see_it);
	tcase_add_test(t, every_change_is_announced);
	tcase_add_test(t, an_end_by_a_tick_is_announced);
	tcase_add_test(t, few_ticks_are_stored);
	tcase_add_test(t, the_gap_is_kept);
	tcase_add_test(t, our_own_time_needs_no_writing);
	tcase_add_test(t, many_at_once);
	tcase_add_test(t, only_the_newest_line_speaks);
	tcase_add_test(t, lines_are_as_old_as_their_tickets);
	tcase_add_test(t, a_claim_is_announced);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
