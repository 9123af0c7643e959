/* SPDX-License-Identifier: MIT
 * test_webhook_tries.c - an organisation's server is told, however it behaves,
 * and nobody else waits for it.
 */
#include "hooks.h"

#include <stdio.h>
#include <string.h>

#include "services/webhooks.h"

START_TEST(a_failed_event_comes_again)
{
	static const loopback_reply bad[] = {{.status = 500},
	    {.status = 302, .headers = "location: /there\r\n"},
	    {.status = 200, .body = 100, .manner = LOOPBACK_CUT},
	    {.status = 200, .body = 1 << 20}};
	hire_webhook hook = hooks_add("job.closed", NULL);
	loopback_script(&hooks.server, bad, 4);
	hooks_happen();
	scene_work(&hooks.s);
	const hire_webhook_delivery *d =
	    hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	const char *event = d->event_id;
	ck_assert_int_eq(d->attempts, 1);
	ck_assert_int_eq(d->last_status, 500);
	ck_assert_str_eq(d->last_error, "it answered 500");
	hire_time wait = d->next_at - hooks.s.host.now.wall;
	ck_assert_int_ge(wait, 5 * HIRE_SECOND);
	ck_assert_int_le(wait, 6 * HIRE_SECOND);
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 1);
	test_host_sleep(&hooks.s.host, 7 * HIRE_SECOND);
	scene_work(&hooks.s);
	d = hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_int_eq(d->attempts, 2);
	ck_assert_ptr_nonnull(strstr(d->last_error, "redirect"));
	ck_assert_int_ge(d->next_at - hooks.s.host.now.wall, 5 * HIRE_MINUTE);
	test_host_sleep(&hooks.s.host, 6 * HIRE_MINUTE);
	scene_work(&hooks.s);
	d = hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_int_eq(d->attempts, 3);
	ck_assert_int_eq(d->last_status, 0);
	ck_assert_int_eq(hooks_get(&hook).failures, 3);
	test_host_sleep(&hooks.s.host, HIRE_HOUR);
	scene_work(&hooks.s);
	d = hooks_deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1);
	ck_assert_str_eq(d->event_id, event);
	ck_assert_ptr_null(d->last_error);
	ck_assert_int_eq(hooks_get(&hook).failures, 0);
	ck_assert_int_eq(hooks_get(&hook).failing_since, 0);
}
END_TEST

START_TEST(an_event_dies_and_is_replayed)
{
	static const loopback_reply bad = {.status = 500};
	hire_webhook hook = hooks_add("job.closed", NULL);
	loopback_script(&hooks.server, &bad, 1);
	hooks_happen();
	for (int i = 0; i < 9; i++) {
		scene_work(&hooks.s);
		hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
		test_host_sleep(&hooks.s.host, 30 * HIRE_HOUR);
		/* Five days of nothing but failures would disable it. */
		hire_change twice[] = {{"enabled", "false"}};
		hire_change on[] = {{"enabled", "true"}};
		ck_assert_ok(hire_webhooks_edit(hooks.s.p, &hooks.s.hr, hook.id,
		    0, twice, 1, hooks.s.mem, &hook, &hooks.err));
		ck_assert_ok(hire_webhooks_edit(hooks.s.p, &hooks.s.hr, hook.id,
		    0, on, 1, hooks.s.mem, &hook, &hooks.err));
	}
	scene_work(&hooks.s);
	const hire_webhook_delivery *d =
	    hooks_deliveries(&hook, HIRE_DELIVERY_DEAD, 1);
	ck_assert_int_eq(d->attempts, 10);
	ck_assert_uint_eq(loopback_count(&hooks.server), 10);
	loopback_script(&hooks.server, &hooks_well, 1);
	hire_webhook_delivery out;
	hire_actor named = hooks.s.hr;
	named.request_key = "again";
	for (int i = 0; i < 2; i++) {
		ck_assert_ok(hire_webhooks_replay(
		    hooks.s.p, &named, d->id, hooks.s.mem, &out, &hooks.err));
		ck_assert_int_eq(out.state,
		    i ? HIRE_DELIVERY_DELIVERED : HIRE_DELIVERY_WAITING);
		scene_work(&hooks.s);
	}
	ck_assert_uint_eq(loopback_count(&hooks.server), 1);
	ck_assert_str_eq(
	    hooks_deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1)->event_id,
	    d->event_id);
}
END_TEST

START_TEST(all_the_dead_are_replayed)
{
	static const loopback_reply gone = {.status = 410};
	int64_t count = -1;
	hire_webhook hook = hooks_add("job.closed", NULL);
	loopback_script(&hooks.server, &gone, 1);
	for (int i = 0; i < 5; i++)
		hooks_happen();
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 1);
	hook = hooks_get(&hook);
	ck_assert(!hook.enabled);
	ck_assert_ptr_nonnull(strstr(hook.disabled_why, "410"));
	hooks_deliveries(&hook, HIRE_DELIVERY_DEAD, 5);
	/* What happens meanwhile is not sent, and not lost either. */
	hooks_happen();
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 1);
	ck_assert_str_eq(
	    hooks_deliveries(&hook, HIRE_DELIVERY_DEAD, 6)->last_error,
	    "the endpoint is disabled");
	ck_assert_status(hire_webhooks_replay_dead(hooks.s.p, &hooks.s.hr,
	                     hook.id, &count, &hooks.err),
	    HIRE_ESTATE);
	hire_change on[] = {{"enabled", "true"}};
	ck_assert_ok(hire_webhooks_edit(hooks.s.p, &hooks.s.hr, hook.id, 0, on,
	    1, hooks.s.mem, &hook, &hooks.err));
	loopback_script(&hooks.server, &hooks_well, 1);
	ck_assert_ok(hire_webhooks_replay_dead(
	    hooks.s.p, &hooks.s.hr, hook.id, &count, &hooks.err));
	ck_assert_int_eq(count, 6);
	scene_work(&hooks.s);
	hooks_deliveries(&hook, HIRE_DELIVERY_DELIVERED, 6);
}
END_TEST

/* A slow endpoint keeps a worker for one attempt, not for each event. */
START_TEST(a_failing_endpoint_is_left_alone)
{
	static const loopback_reply bad[] = {
	    {.status = 503, .headers = "retry-after: 90\r\n"}, {.status = 500}};
	hire_webhook hook = hooks_add("job.closed", NULL);
	loopback_script(&hooks.server, bad, 2);
	for (int i = 0; i < 20; i++)
		hooks_happen();
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 1);
	hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 20);
	ck_assert_int_eq(hooks_get(&hook).paused_until,
	    hooks.s.host.now.wall + 90 * HIRE_SECOND);
	test_host_sleep(&hooks.s.host, 89 * HIRE_SECOND);
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 1);
	test_host_sleep(&hooks.s.host, 3 * HIRE_SECOND);
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 2);
	loopback_script(&hooks.server, &hooks_well, 1);
	test_host_sleep(&hooks.s.host, 10 * HIRE_MINUTE);
	scene_work(&hooks.s);
	hooks_deliveries(&hook, HIRE_DELIVERY_DELIVERED, 20);
}
END_TEST

/* Another organisation's recruiter, with an endpoint here. */
static hire_webhook
add_rival(hire_actor *rival)
{
	hire_webhook hook;
	const char *secret;
	*rival = (hire_actor){.account_id = "acct_0",
	    .role = HIRE_ROLE_HR,
	    .organisation_id = "org_0"};
	hire_webhook_draft draft = {hooks_url(), "job.closed", NULL};
	ck_assert_ok(hire_webhooks_add(
	    hooks.s.p, rival, &draft, hooks.s.mem, &hook, &secret, &hooks.err));
	return hook;
}

static hire_status
tell_rival(hire__work *w, void *args)
{
	const hire__fact fact = HIRE__TEXT("job_id", "job_0");
	const hire_actor *rival = args;
	return hire__webhook_tell(
	    w, HIRE_WEBHOOK_JOB_CLOSED, rival->organisation_id, &fact, 1);
}

/* While another worker calls one endpoint of an organisation, all of its others
 * wait, and nobody else's. */
START_TEST(an_organisation_is_called_once_at_a_time)
{
	hire_actor rival;
	hire_time busy = 1;
	hire_webhook hook = hooks_add("job.closed", NULL);
	hire_webhook second = hooks_add("job.closed", NULL);
	hire_webhook other = add_rival(&rival);
	hooks_happen();
	const hire_webhook_delivery *d =
	    hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_ok(
	    hire__webhook_enter(hooks.s.p, d, 0, hooks.s.mem, &busy, NULL));
	ck_assert_int_eq(busy, 0);
	ck_assert_ok(
	    hire__write(hooks.s.p, tell_rival, &rival, hooks.s.mem, NULL));
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 1);
	hire_rows rows;
	ck_assert_ok(hire_webhooks_deliveries(hooks.s.p, &rival, other.id,
	    HIRE_DELIVERY_DELIVERED, hooks_page, hooks.s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	/* It is no failure of theirs, and it is looked at again soon. */
	d = hooks_deliveries(&second, HIRE_DELIVERY_WAITING, 1);
	ck_assert_int_eq(d->attempts, 0);
	ck_assert_int_gt(d->next_at, hooks.s.host.now.wall);
	ck_assert_int_le(d->next_at, hooks.s.host.now.wall + HIRE_SECOND);
	/* What was slow rests as long as it took. */
	ck_assert_ok(hire__webhook_leave(
	    hooks.s.p, d, 3 * HIRE_SECOND, hooks.s.mem, NULL));
	test_host_sleep(&hooks.s.host, 2 * HIRE_SECOND);
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 1);
	test_host_sleep(&hooks.s.host, 3 * HIRE_SECOND);
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 3);
	hooks_deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1);
	hooks_deliveries(&second, HIRE_DELIVERY_DELIVERED, 1);
}
END_TEST

/* A worker that dies while it calls keeps the place for seconds. */
START_TEST(a_place_that_is_not_given_back_is_free_again)
{
	hire_time busy = 1;
	hire_webhook hook = hooks_add("job.closed", NULL);
	hooks_happen();
	ck_assert_ok(hire__webhook_enter(hooks.s.p,
	    hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1), 0, hooks.s.mem,
	    &busy, NULL));
	for (int i = 0; i < 16; i++) {
		scene_work(&hooks.s);
		ck_assert_uint_eq(loopback_count(&hooks.server), 0);
		test_host_sleep(&hooks.s.host, HIRE_SECOND - 70000);
	}
	test_host_sleep(&hooks.s.host, 5 * HIRE_SECOND);
	scene_work(&hooks.s);
	hooks_deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1);
}
END_TEST

START_TEST(what_was_quick_does_not_rest)
{
	hire_time busy = 1;
	hire_webhook hook = hooks_add("job.closed", NULL);
	hooks_happen();
	const hire_webhook_delivery *d =
	    hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_ok(
	    hire__webhook_enter(hooks.s.p, d, 0, hooks.s.mem, &busy, NULL));
	ck_assert_ok(
	    hire__webhook_leave(hooks.s.p, d, HIRE_SECOND, hooks.s.mem, NULL));
	scene_work(&hooks.s);
	hooks_deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1);
}
END_TEST

/* Many that wait must not keep workers busy with looking. */
START_TEST(who_waits_long_is_looked_at_more_rarely)
{
	hire_time busy = 1, last = 0;
	hire_webhook hook = hooks_add("job.closed", NULL);
	hooks_happen();
	const hire_webhook_delivery *d =
	    hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_ok(
	    hire__webhook_enter(hooks.s.p, d, 0, hooks.s.mem, &busy, NULL));
	for (int looks = 0; looks < 4; looks++) {
		ck_assert_ok(hire__webhook_enter(
		    hooks.s.p, d, 0, hooks.s.mem, &busy, NULL));
		ck_assert_int_gt(busy - hooks.s.host.now.wall, last);
		last = busy - hooks.s.host.now.wall;
		ck_assert_int_lt(last, 2 * HIRE_SECOND);
		test_host_sleep(&hooks.s.host, 2 * HIRE_SECOND);
	}
}
END_TEST

START_TEST(five_days_of_failures_disable)
{
	static const loopback_reply bad = {.status = 500};
	hire_webhook hook = hooks_add("job.closed", NULL);
	loopback_script(&hooks.server, &bad, 1);
	hooks_happen();
	scene_work(&hooks.s);
	test_host_sleep(&hooks.s.host, 5 * HIRE_DAY - HIRE_SECOND);
	scene_work(&hooks.s);
	ck_assert(hooks_get(&hook).enabled);
	int64_t mails = scene_rows(&hooks.s, &hire_audit_entry_record);
	hooks_happen();
	test_host_sleep(&hooks.s.host, HIRE_HOUR);
	scene_work(&hooks.s);
	hook = hooks_get(&hook);
	ck_assert(!hook.enabled);
	ck_assert_ptr_nonnull(strstr(hook.disabled_why, "5 days"));
	ck_assert_int_gt(scene_rows(&hooks.s, &hire_audit_entry_record), mails);
	test_host_sleep(&hooks.s.host, HIRE_DAY);
	scene_work(&hooks.s);
	hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("webhook_tries");
	TCase *t = tcase_create("webhook_tries");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, hooks_open, hooks_close);
	tcase_add_test(t, a_failed_event_comes_again);
	tcase_add_test(t, an_event_dies_and_is_replayed);
	tcase_add_test(t, all_the_dead_are_replayed);
	tcase_add_test(t, a_failing_endpoint_is_left_alone);
	tcase_add_test(t, an_organisation_is_called_once_at_a_time);
	tcase_add_test(t, a_place_that_is_not_given_back_is_free_again);
	tcase_add_test(t, what_was_quick_does_not_rest);
	tcase_add_test(t, who_waits_long_is_looked_at_more_rarely);
	tcase_add_test(t, five_days_of_failures_disable);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
