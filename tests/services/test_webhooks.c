/* SPDX-License-Identifier: MIT
 * test_webhooks.c - an organisation's server is told, however it behaves.
 */
#include "loopback.h"
#include "scene.h"

#include <stdio.h>
#include <string.h>

#include "services/webhooks.h"

#define HERE "127.0.0.0/8"
#define LONG_ANSWER                                                            \
	"I read the query plan, added an index on the tenant column and "      \
	"measured again: the report went from 40 seconds to 300 ms."

static scene s;
static loopback server;
static hire_error err;
static const hire_page page = {NULL, 1000};
static const loopback_reply well = {.status = 204};

static void
setup(void)
{
	err = (hire_error){0};
	scene_open(&s);
	s.webhook_allow = HERE;
	scene_restart(&s);
	loopback_open(&server, &well, 1);
}

static void
teardown(void)
{
	loopback_close(&server);
	scene_close(&s);
}

static const char *
get_url(void)
{
	char url[80];
	snprintf(url, sizeof url, "http://127.0.0.1:%d/in", server.port);
	return hire_arena_strdup(s.mem, url);
}

static hire_webhook
add(const char *events, const char **secret)
{
	hire_webhook hook;
	const char *ignored;
	hire_webhook_draft draft = {get_url(), events, "test"};
	hire_status st = hire_webhooks_add(
	    s.p, &s.hr, &draft, s.mem, &hook, secret ? secret : &ignored, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	return hook;
}

static hire_webhook
get(const hire_webhook *hook)
{
	hire_webhook now;
	ck_assert_ok(
	    hire_webhooks_get(s.p, &s.hr, hook->id, s.mem, &now, NULL));
	return now;
}

static const hire_webhook_delivery *
deliveries(const hire_webhook *hook, int state, size_t want)
{
	hire_rows rows;
	ck_assert_ok(hire_webhooks_deliveries(
	    s.p, &s.hr, hook->id, state, page, s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, want);
	return rows.rows;
}

static void
close_job(bool closed)
{
	hire_job job;
	ck_assert_ok(
	    hire_jobs_close(s.p, &s.hr, s.job.id, closed, s.mem, &job, NULL));
}

/* One event for every endpoint that wants job.closed. */
static void
happen(void)
{
	close_job(true);
	close_job(false);
}

static const char *
kind_of(size_t n)
{
	static char kind[60];
	const char *body = loopback_body(&server, n);
	ck_assert_int_eq(strncmp(body, "{\"type\":\"", 9), 0);
	snprintf(
	    kind, sizeof kind, "%.*s", (int)strcspn(body + 9, "\""), body + 9);
	return kind;
}

START_TEST(the_whole_flow_is_told)
{
	static const char *const kinds[] = {"application.matched",
	    "application.matched", "interview.started", "interview.ended",
	    "scorecard.ready", "job.closed"};
	hire_webhook hook = add(NULL, NULL);
	hire_webhook few = add("scorecard.ready", NULL);
	scene_pay(&s);
	hire_actor poor = scene_candidate(&s), good = scene_candidate(&s);
	scene_apply(&s, &poor, false);
	hire_application app = scene_apply(&s, &good, true);
	scene_interview(&s, &good, app.interview_id, LONG_ANSWER);
	happen();
	scene_work(&s);
	deliveries(&hook, HIRE_DELIVERY_DELIVERED, 6);
	deliveries(&few, HIRE_DELIVERY_DELIVERED, 1);
	ck_assert_uint_eq(loopback_count(&server), 7);
	size_t seen[6] = {0};
	for (size_t n = 0; n < 7; n++) {
		const char *body = loopback_body(&server, n);
		const char *kind = kind_of(n);
		ck_assert_ptr_null(strstr(body, "@"));
		ck_assert_ptr_null(strstr(body, "Sample"));
		for (size_t i = 0; i < 6; i++)
			seen[i] += !strcmp(kind, kinds[i]);
		if (!strcmp(kind, "scorecard.ready"))
			ck_assert_ptr_nonnull(strstr(body, app.interview_id));
	}
	ck_assert_uint_eq(seen[0], 2);
	ck_assert_uint_eq(seen[2], 1);
	ck_assert_uint_eq(seen[3], 1);
	ck_assert_uint_eq(seen[4], 2);
	ck_assert_uint_eq(seen[5], 1);
}
END_TEST

START_TEST(what_is_sent_is_signed)
{
	const char *secret, *want;
	char id[80], stamp[40], signature[300];
	hire_webhook hook = add("job.closed", &secret);
	ck_assert_int_eq(strncmp(secret, "whsec_", 6), 0);
	ck_assert_uint_eq(strlen(secret), 6 + 44);
	happen();
	scene_work(&s);
	loopback_header(&server, 0, "webhook-id", id, sizeof id);
	loopback_header(&server, 0, "webhook-timestamp", stamp, sizeof stamp);
	loopback_header(
	    &server, 0, "webhook-signature", signature, sizeof signature);
	ck_assert_str_eq(id, deliveries(&hook, -1, 1)->event_id);
	hire_webhook plain = {.secret = secret};
	ck_assert_ok(hire__webhook_sign(&plain, id, s.host.now.wall,
	    loopback_body(&server, 0), s.mem, &want, NULL));
	ck_assert_str_eq(signature, want);
	/* For a day the secret before signs beside its successor. */
	const char *other;
	ck_assert_ok(hire_webhooks_rotate(
	    s.p, &s.hr, hook.id, s.mem, &hook, &other, &err));
	ck_assert_str_ne(secret, other);
	test_host_sleep(&s.host, HIRE_DAY - 1);
	happen();
	scene_work(&s);
	loopback_header(
	    &server, 1, "webhook-signature", signature, sizeof signature);
	ck_assert_uint_eq(strlen(signature), 2 * 47 + 1);
	test_host_sleep(&s.host, 1);
	happen();
	scene_work(&s);
	loopback_header(
	    &server, 2, "webhook-signature", signature, sizeof signature);
	ck_assert_uint_eq(strlen(signature), 47);
}
END_TEST

START_TEST(a_failed_event_comes_again)
{
	static const loopback_reply bad[] = {{.status = 500},
	    {.status = 302, .headers = "location: /there\r\n"},
	    {.status = 200, .body = 100, .manner = LOOPBACK_CUT},
	    {.status = 200, .body = 1 << 20}};
	hire_webhook hook = add("job.closed", NULL);
	loopback_script(&server, bad, 4);
	happen();
	scene_work(&s);
	const hire_webhook_delivery *d =
	    deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	const char *event = d->event_id;
	ck_assert_int_eq(d->attempts, 1);
	ck_assert_int_eq(d->last_status, 500);
	ck_assert_str_eq(d->last_error, "it answered 500");
	hire_time wait = d->next_at - s.host.now.wall;
	ck_assert_int_ge(wait, 5 * HIRE_SECOND);
	ck_assert_int_le(wait, 6 * HIRE_SECOND);
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 1);
	test_host_sleep(&s.host, 7 * HIRE_SECOND);
	scene_work(&s);
	d = deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_int_eq(d->attempts, 2);
	ck_assert_ptr_nonnull(strstr(d->last_error, "redirect"));
	ck_assert_int_ge(d->next_at - s.host.now.wall, 5 * HIRE_MINUTE);
	test_host_sleep(&s.host, 6 * HIRE_MINUTE);
	scene_work(&s);
	d = deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_int_eq(d->attempts, 3);
	ck_assert_int_eq(d->last_status, 0);
	ck_assert_int_eq(get(&hook).failures, 3);
	test_host_sleep(&s.host, HIRE_HOUR);
	scene_work(&s);
	d = deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1);
	ck_assert_str_eq(d->event_id, event);
	ck_assert_ptr_null(d->last_error);
	ck_assert_int_eq(get(&hook).failures, 0);
	ck_assert_int_eq(get(&hook).failing_since, 0);
}
END_TEST

START_TEST(an_event_dies_and_is_replayed)
{
	static const loopback_reply bad = {.status = 500};
	hire_webhook hook = add("job.closed", NULL);
	loopback_script(&server, &bad, 1);
	happen();
	for (int i = 0; i < 9; i++) {
		scene_work(&s);
		deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
		test_host_sleep(&s.host, 30 * HIRE_HOUR);
		/* Five days of nothing but failures would disable it. */
		hire_change twice[] = {{"enabled", "false"}};
		hire_change on[] = {{"enabled", "true"}};
		ck_assert_ok(hire_webhooks_edit(
		    s.p, &s.hr, hook.id, 0, twice, 1, s.mem, &hook, &err));
		ck_assert_ok(hire_webhooks_edit(
		    s.p, &s.hr, hook.id, 0, on, 1, s.mem, &hook, &err));
	}
	scene_work(&s);
	const hire_webhook_delivery *d =
	    deliveries(&hook, HIRE_DELIVERY_DEAD, 1);
	ck_assert_int_eq(d->attempts, 10);
	ck_assert_uint_eq(loopback_count(&server), 10);
	loopback_script(&server, &well, 1);
	hire_webhook_delivery out;
	hire_actor named = s.hr;
	named.request_key = "again";
	for (int i = 0; i < 2; i++) {
		ck_assert_ok(hire_webhooks_replay(
		    s.p, &named, d->id, s.mem, &out, &err));
		ck_assert_int_eq(out.state,
		    i ? HIRE_DELIVERY_DELIVERED : HIRE_DELIVERY_WAITING);
		scene_work(&s);
	}
	ck_assert_uint_eq(loopback_count(&server), 1);
	ck_assert_str_eq(
	    deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1)->event_id,
	    d->event_id);
}
END_TEST

START_TEST(all_the_dead_are_replayed)
{
	static const loopback_reply gone = {.status = 410};
	int64_t count = -1;
	hire_webhook hook = add("job.closed", NULL);
	loopback_script(&server, &gone, 1);
	for (int i = 0; i < 5; i++)
		happen();
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 1);
	hook = get(&hook);
	ck_assert(!hook.enabled);
	ck_assert_ptr_nonnull(strstr(hook.disabled_why, "410"));
	deliveries(&hook, HIRE_DELIVERY_DEAD, 5);
	/* What happens meanwhile is not sent, and not lost either. */
	happen();
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 1);
	ck_assert_str_eq(deliveries(&hook, HIRE_DELIVERY_DEAD, 6)->last_error,
	    "the endpoint is disabled");
	ck_assert_status(
	    hire_webhooks_replay_dead(s.p, &s.hr, hook.id, &count, &err),
	    HIRE_ESTATE);
	hire_change on[] = {{"enabled", "true"}};
	ck_assert_ok(hire_webhooks_edit(
	    s.p, &s.hr, hook.id, 0, on, 1, s.mem, &hook, &err));
	loopback_script(&server, &well, 1);
	ck_assert_ok(
	    hire_webhooks_replay_dead(s.p, &s.hr, hook.id, &count, &err));
	ck_assert_int_eq(count, 6);
	scene_work(&s);
	deliveries(&hook, HIRE_DELIVERY_DELIVERED, 6);
}
END_TEST

/* A slow endpoint keeps a worker for one attempt, not for each event. */
START_TEST(a_failing_endpoint_is_left_alone)
{
	static const loopback_reply bad[] = {
	    {.status = 503, .headers = "retry-after: 90\r\n"}, {.status = 500}};
	hire_webhook hook = add("job.closed", NULL);
	loopback_script(&server, bad, 2);
	for (int i = 0; i < 20; i++)
		happen();
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 1);
	deliveries(&hook, HIRE_DELIVERY_WAITING, 20);
	ck_assert_int_eq(
	    get(&hook).paused_until, s.host.now.wall + 90 * HIRE_SECOND);
	test_host_sleep(&s.host, 89 * HIRE_SECOND);
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 1);
	test_host_sleep(&s.host, 3 * HIRE_SECOND);
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 2);
	loopback_script(&server, &well, 1);
	test_host_sleep(&s.host, 10 * HIRE_MINUTE);
	scene_work(&s);
	deliveries(&hook, HIRE_DELIVERY_DELIVERED, 20);
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
	hire_webhook_draft draft = {get_url(), "job.closed", NULL};
	ck_assert_ok(
	    hire_webhooks_add(s.p, rival, &draft, s.mem, &hook, &secret, &err));
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
	hire_webhook hook = add("job.closed", NULL);
	hire_webhook second = add("job.closed", NULL);
	hire_webhook other = add_rival(&rival);
	happen();
	const hire_webhook_delivery *d =
	    deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_ok(hire__webhook_enter(s.p, d, 0, s.mem, &busy, NULL));
	ck_assert_int_eq(busy, 0);
	ck_assert_ok(hire__write(s.p, tell_rival, &rival, s.mem, NULL));
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 1);
	hire_rows rows;
	ck_assert_ok(hire_webhooks_deliveries(s.p, &rival, other.id,
	    HIRE_DELIVERY_DELIVERED, page, s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	/* It is no failure of theirs, and it is looked at again soon. */
	d = deliveries(&second, HIRE_DELIVERY_WAITING, 1);
	ck_assert_int_eq(d->attempts, 0);
	ck_assert_int_gt(d->next_at, s.host.now.wall);
	ck_assert_int_le(d->next_at, s.host.now.wall + HIRE_SECOND);
	/* What was slow rests as long as it took. */
	ck_assert_ok(hire__webhook_leave(s.p, d, 3 * HIRE_SECOND, s.mem, NULL));
	test_host_sleep(&s.host, 2 * HIRE_SECOND);
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 1);
	test_host_sleep(&s.host, 3 * HIRE_SECOND);
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 3);
	deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1);
	deliveries(&second, HIRE_DELIVERY_DELIVERED, 1);
}
END_TEST

/* A worker that dies while it calls keeps the place for seconds. */
START_TEST(a_place_that_is_not_given_back_is_free_again)
{
	hire_time busy = 1;
	hire_webhook hook = add("job.closed", NULL);
	happen();
	ck_assert_ok(hire__webhook_enter(s.p,
	    deliveries(&hook, HIRE_DELIVERY_WAITING, 1), 0, s.mem, &busy,
	    NULL));
	for (int i = 0; i < 16; i++) {
		scene_work(&s);
		ck_assert_uint_eq(loopback_count(&server), 0);
		test_host_sleep(&s.host, HIRE_SECOND - 70000);
	}
	test_host_sleep(&s.host, 5 * HIRE_SECOND);
	scene_work(&s);
	deliveries(&hook, HIRE_DELIVERY_DELIVERED, 1);
}
END_TEST

START_TEST(five_days_of_failures_disable)
{
	static const loopback_reply bad = {.status = 500};
	hire_webhook hook = add("job.closed", NULL);
	loopback_script(&server, &bad, 1);
	happen();
	scene_work(&s);
	test_host_sleep(&s.host, 5 * HIRE_DAY - HIRE_SECOND);
	scene_work(&s);
	ck_assert(get(&hook).enabled);
	int64_t mails = scene_rows(&s, &hire_audit_entry_record);
	happen();
	test_host_sleep(&s.host, HIRE_HOUR);
	scene_work(&s);
	hook = get(&hook);
	ck_assert(!hook.enabled);
	ck_assert_ptr_nonnull(strstr(hook.disabled_why, "5 days"));
	ck_assert_int_gt(scene_rows(&s, &hire_audit_entry_record), mails);
	test_host_sleep(&s.host, HIRE_DAY);
	scene_work(&s);
	deliveries(&hook, HIRE_DELIVERY_WAITING, 0);
}
END_TEST

START_TEST(private_addresses_are_not_called)
{
	hire_webhook hook = add("job.closed", NULL), none;
	const char *secret;
	s.webhook_allow = NULL;
	scene_restart(&s);
	happen();
	scene_work(&s);
	const hire_webhook_delivery *d =
	    deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_ptr_nonnull(strstr(d->last_error, "not a public address"));
	ck_assert_uint_eq(loopback_count(&server), 0);
	static const char *const bad[] = {"http://127.0.0.1/",
	    "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/",
	    "http://2130706433/", "http://a:b@example.com/", "ftp://x.example",
	    "", "http://[fd00:ec2::254]/"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		hire_webhook_draft draft = {bad[i], NULL, NULL};
		ck_assert_status(hire_webhooks_add(s.p, &s.hr, &draft, s.mem,
		                     &none, &secret, &err),
		    HIRE_EINVAL);
		ck_assert_str_eq(err.field, "url");
	}
}
END_TEST

START_TEST(endpoints_are_of_the_organisation)
{
	hire_webhook out, hook = add("job.closed", NULL);
	hire_actor rival = {.account_id = "acct_0",
	    .role = HIRE_ROLE_HR,
	    .organisation_id = "org_0"};
	hire_rows rows;
	const char *secret;
	hire_change off[] = {{"enabled", "false"}};
	happen();
	const char *sent = deliveries(&hook, -1, 1)->id;
	ck_assert_ok(hire_webhooks_list(s.p, &rival, page, s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	ck_assert_status(
	    hire_webhooks_get(s.p, &rival, hook.id, s.mem, &out, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_webhooks_edit(s.p, &rival, hook.id, 0, off, 1,
	                     s.mem, &out, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_webhooks_rotate(
	                     s.p, &rival, hook.id, s.mem, &out, &secret, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_webhooks_deliveries(s.p, &rival, hook.id, -1,
	                     page, s.mem, &rows, NULL),
	    HIRE_ENOTFOUND);
	hire_webhook_delivery d;
	ck_assert_status(
	    hire_webhooks_replay(s.p, &rival, sent, s.mem, &d, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_webhooks_replay_dead(s.p, &rival, hook.id, NULL, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_webhooks_remove(s.p, &rival, hook.id, NULL), HIRE_ENOTFOUND);
}
END_TEST

START_TEST(what_is_changed_is_checked)
{
	hire_webhook out, hook = add("job.closed", NULL);
	hire_webhook_delivery d;
	hire_rows rows;
	hire_change off[] = {{"enabled", "false"}};
	hire_change bad[] = {{"events", "job.opened"}};
	hire_change ours[] = {{"failures", "0"}};
	happen();
	const char *sent = deliveries(&hook, -1, 1)->id;
	ck_assert_status(
	    hire_webhooks_list(s.p, &s.admin, page, s.mem, &rows, NULL),
	    HIRE_EDENIED);
	ck_assert_status(hire_webhooks_edit(s.p, &s.hr, hook.id, 0, ours, 1,
	                     s.mem, &out, &err),
	    HIRE_EDENIED);
	ck_assert_status(
	    hire_webhooks_replay(s.p, &s.hr, sent, s.mem, &d, NULL),
	    HIRE_ESTATE);
	ck_assert_status(hire_webhooks_edit(
	                     s.p, &s.hr, hook.id, 7, off, 1, s.mem, &out, &err),
	    HIRE_ECONFLICT);
	ck_assert_int_eq(err.code, HIRE_ECONFLICT);
	ck_assert_status(hire_webhooks_edit(
	                     s.p, &s.hr, hook.id, 0, bad, 1, s.mem, &out, &err),
	    HIRE_EINVAL);
	ck_assert_ok(hire_webhooks_remove(s.p, &s.hr, hook.id, NULL));
	scene_work(&s);
	ck_assert_uint_eq(loopback_count(&server), 0);
}
END_TEST

START_TEST(there_are_at_most_twenty)
{
	hire_webhook hook;
	const char *secret;
	for (int i = 0; i < HIRE_WEBHOOKS_MAX; i++)
		hook = add(NULL, NULL);
	hire_webhook_draft draft = {hook.url, NULL, NULL};
	ck_assert_status(
	    hire_webhooks_add(s.p, &s.hr, &draft, s.mem, &hook, &secret, &err),
	    HIRE_ELIMIT);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("webhooks");
	TCase *t = tcase_create("webhooks");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_whole_flow_is_told);
	tcase_add_test(t, what_is_sent_is_signed);
	tcase_add_test(t, a_failed_event_comes_again);
	tcase_add_test(t, an_event_dies_and_is_replayed);
	tcase_add_test(t, all_the_dead_are_replayed);
	tcase_add_test(t, a_failing_endpoint_is_left_alone);
	tcase_add_test(t, an_organisation_is_called_once_at_a_time);
	tcase_add_test(t, a_place_that_is_not_given_back_is_free_again);
	tcase_add_test(t, five_days_of_failures_disable);
	tcase_add_test(t, private_addresses_are_not_called);
	tcase_add_test(t, endpoints_are_of_the_organisation);
	tcase_add_test(t, what_is_changed_is_checked);
	tcase_add_test(t, there_are_at_most_twenty);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
