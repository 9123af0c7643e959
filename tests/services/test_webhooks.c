/* SPDX-License-Identifier: MIT
 * test_webhooks.c - an organisation's endpoints: what they are told, and how
 * they are kept.
 */
#include "hooks.h"

#include <stdio.h>
#include <string.h>

#include "services/webhooks.h"

#define LONG_ANSWER                                                            \
	"I read the query plan, added an index on the tenant column and "      \
	"measured again: the report went from 40 seconds to 300 ms."

START_TEST(the_whole_flow_is_told)
{
	static const char *const kinds[] = {"application.matched",
	    "application.matched", "interview.started", "interview.ended",
	    "scorecard.ready", "job.closed"};
	hire_webhook hook = hooks_add(NULL, NULL);
	hire_webhook few = hooks_add("scorecard.ready", NULL);
	scene_pay(&hooks.s);
	hire_actor poor = scene_candidate(&hooks.s),
	           good = scene_candidate(&hooks.s);
	scene_apply(&hooks.s, &poor, false);
	hire_application app = scene_apply(&hooks.s, &good, true);
	scene_interview(&hooks.s, &good, app.interview_id, LONG_ANSWER);
	hooks_happen();
	scene_work(&hooks.s);
	hooks_deliveries(&hook, HIRE_DELIVERY_DELIVERED, 6);
	hooks_deliveries(&few, HIRE_DELIVERY_DELIVERED, 1);
	ck_assert_uint_eq(loopback_count(&hooks.server), 7);
	size_t seen[6] = {0};
	for (size_t n = 0; n < 7; n++) {
		const char *body = loopback_body(&hooks.server, n);
		const char *kind = hooks_kind(n);
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
	hire_webhook hook = hooks_add("job.closed", &secret);
	ck_assert_int_eq(strncmp(secret, "whsec_", 6), 0);
	ck_assert_uint_eq(strlen(secret), 6 + 44);
	hooks_happen();
	scene_work(&hooks.s);
	loopback_header(&hooks.server, 0, "webhook-id", id, sizeof id);
	loopback_header(
	    &hooks.server, 0, "webhook-timestamp", stamp, sizeof stamp);
	loopback_header(
	    &hooks.server, 0, "webhook-signature", signature, sizeof signature);
	ck_assert_str_eq(id, hooks_deliveries(&hook, -1, 1)->event_id);
	hire_webhook plain = {.secret = secret};
	ck_assert_ok(hire__webhook_sign(&plain, id, hooks.s.host.now.wall,
	    loopback_body(&hooks.server, 0), hooks.s.mem, &want, NULL));
	ck_assert_str_eq(signature, want);
	/* For a day the secret before signs beside its successor. */
	const char *other;
	ck_assert_ok(hire_webhooks_rotate(hooks.s.p, &hooks.s.hr, hook.id,
	    hooks.s.mem, &hook, &other, &hooks.err));
	ck_assert_str_ne(secret, other);
	test_host_sleep(&hooks.s.host, HIRE_DAY - 1);
	hooks_happen();
	scene_work(&hooks.s);
	loopback_header(
	    &hooks.server, 1, "webhook-signature", signature, sizeof signature);
	ck_assert_uint_eq(strlen(signature), 2 * 47 + 1);
	test_host_sleep(&hooks.s.host, 1);
	hooks_happen();
	scene_work(&hooks.s);
	loopback_header(
	    &hooks.server, 2, "webhook-signature", signature, sizeof signature);
	ck_assert_uint_eq(strlen(signature), 47);
}
END_TEST

START_TEST(private_addresses_are_not_called)
{
	hire_webhook hook = hooks_add("job.closed", NULL), none;
	const char *secret;
	hooks.s.webhook_allow = NULL;
	scene_restart(&hooks.s);
	hooks_happen();
	scene_work(&hooks.s);
	const hire_webhook_delivery *d =
	    hooks_deliveries(&hook, HIRE_DELIVERY_WAITING, 1);
	ck_assert_ptr_nonnull(strstr(d->last_error, "not a public address"));
	ck_assert_uint_eq(loopback_count(&hooks.server), 0);
	static const char *const bad[] = {"http://127.0.0.1/",
	    "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/",
	    "http://2130706433/", "http://a:b@example.com/", "ftp://x.example",
	    "", "http://[fd00:ec2::254]/"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		hire_webhook_draft draft = {bad[i], NULL, NULL};
		ck_assert_status(
		    hire_webhooks_add(hooks.s.p, &hooks.s.hr, &draft,
		        hooks.s.mem, &none, &secret, &hooks.err),
		    HIRE_EINVAL);
		ck_assert_str_eq(hooks.err.field, "url");
	}
}
END_TEST

START_TEST(endpoints_are_of_the_organisation)
{
	hire_webhook out, hook = hooks_add("job.closed", NULL);
	hire_actor rival = {.account_id = "acct_0",
	    .role = HIRE_ROLE_HR,
	    .organisation_id = "org_0"};
	hire_rows rows;
	const char *secret;
	hire_change off[] = {{"enabled", "false"}};
	hooks_happen();
	const char *sent = hooks_deliveries(&hook, -1, 1)->id;
	ck_assert_ok(hire_webhooks_list(
	    hooks.s.p, &rival, hooks_page, hooks.s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	ck_assert_status(hire_webhooks_get(hooks.s.p, &rival, hook.id,
	                     hooks.s.mem, &out, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_webhooks_edit(hooks.s.p, &rival, hook.id, 0, off,
	                     1, hooks.s.mem, &out, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_webhooks_rotate(hooks.s.p, &rival, hook.id,
	                     hooks.s.mem, &out, &secret, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_webhooks_deliveries(hooks.s.p, &rival, hook.id,
	                     -1, hooks_page, hooks.s.mem, &rows, NULL),
	    HIRE_ENOTFOUND);
	hire_webhook_delivery d;
	ck_assert_status(hire_webhooks_replay(
	                     hooks.s.p, &rival, sent, hooks.s.mem, &d, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_webhooks_replay_dead(hooks.s.p, &rival, hook.id, NULL, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_webhooks_remove(hooks.s.p, &rival, hook.id, NULL),
	    HIRE_ENOTFOUND);
}
END_TEST

START_TEST(what_is_changed_is_checked)
{
	hire_webhook out, hook = hooks_add("job.closed", NULL);
	hire_webhook_delivery d;
	hire_rows rows;
	hire_change off[] = {{"enabled", "false"}};
	hire_change bad[] = {{"events", "job.opened"}};
	hire_change ours[] = {{"failures", "0"}};
	hooks_happen();
	const char *sent = hooks_deliveries(&hook, -1, 1)->id;
	ck_assert_status(hire_webhooks_list(hooks.s.p, &hooks.s.admin,
	                     hooks_page, hooks.s.mem, &rows, NULL),
	    HIRE_EDENIED);
	ck_assert_status(hire_webhooks_edit(hooks.s.p, &hooks.s.hr, hook.id, 0,
	                     ours, 1, hooks.s.mem, &out, &hooks.err),
	    HIRE_EDENIED);
	ck_assert_status(hire_webhooks_replay(hooks.s.p, &hooks.s.hr, sent,
	                     hooks.s.mem, &d, NULL),
	    HIRE_ESTATE);
	ck_assert_status(hire_webhooks_edit(hooks.s.p, &hooks.s.hr, hook.id, 7,
	                     off, 1, hooks.s.mem, &out, &hooks.err),
	    HIRE_ECONFLICT);
	ck_assert_int_eq(hooks.err.code, HIRE_ECONFLICT);
	ck_assert_status(hire_webhooks_edit(hooks.s.p, &hooks.s.hr, hook.id, 0,
	                     bad, 1, hooks.s.mem, &out, &hooks.err),
	    HIRE_EINVAL);
	ck_assert_ok(
	    hire_webhooks_remove(hooks.s.p, &hooks.s.hr, hook.id, NULL));
	scene_work(&hooks.s);
	ck_assert_uint_eq(loopback_count(&hooks.server), 0);
}
END_TEST

START_TEST(there_are_at_most_twenty)
{
	hire_webhook hook;
	const char *secret;
	for (int i = 0; i < HIRE_WEBHOOKS_MAX; i++)
		hook = hooks_add(NULL, NULL);
	hire_webhook_draft draft = {hook.url, NULL, NULL};
	ck_assert_status(hire_webhooks_add(hooks.s.p, &hooks.s.hr, &draft,
	                     hooks.s.mem, &hook, &secret, &hooks.err),
	    HIRE_ELIMIT);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("webhooks");
	TCase *t = tcase_create("webhooks");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, hooks_open, hooks_close);
	tcase_add_test(t, the_whole_flow_is_told);
	tcase_add_test(t, what_is_sent_is_signed);
	tcase_add_test(t, private_addresses_are_not_called);
	tcase_add_test(t, endpoints_are_of_the_organisation);
	tcase_add_test(t, what_is_changed_is_checked);
	tcase_add_test(t, there_are_at_most_twenty);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
