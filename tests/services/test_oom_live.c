/* SPDX-License-Identifier: MIT
 * test_oom_live.c - what live connections and integrators call, with every
 * allocation failing.
 */
#include "loopback.h"
#include "oom.h"

#include <stdio.h>
#include <string.h>

static scene s;
static loopback server;
static const loopback_reply well = {.status = 204};
static const hire_page page = {NULL, 100};

static void
setup(void)
{
	scene_open(&s);
	s.webhook_allow = "127.0.0.0/8";
	scene_restart(&s);
	loopback_open(&server, &well, 1);
}

static void
teardown(void)
{
	loopback_close(&server);
	scene_close(&s);
}

/* Bodies: one call each. */

static hire_status
add_hook(oom_call *c)
{
	hire_webhook_draft draft = {c->text, "job.closed", "test"};
	const char *secret;
	return hire_webhooks_add(
	    c->s->p, c->who, &draft, c->mem, c->out, &secret, &c->err);
}

static hire_status
list_hooks(oom_call *c)
{
	hire_rows rows;
	return hire_webhooks_list(
	    c->s->p, c->who, page, c->mem, &rows, &c->err);
}

static hire_status
get_hook(oom_call *c)
{
	hire_webhook out;
	return hire_webhooks_get(c->s->p, c->who, c->id, c->mem, &out, &c->err);
}

static hire_status
edit_hook(oom_call *c)
{
	hire_change changes[] = {{"description", "other"}};
	return hire_webhooks_edit(
	    c->s->p, c->who, c->id, 0, changes, 1, c->mem, c->out, &c->err);
}

static hire_status
rotate_hook(oom_call *c)
{
	const char *secret;
	return hire_webhooks_rotate(
	    c->s->p, c->who, c->id, c->mem, c->out, &secret, &c->err);
}

static hire_status
list_deliveries(oom_call *c)
{
	hire_rows *rows = c->out;
	return hire_webhooks_deliveries(
	    c->s->p, c->who, c->id, -1, page, c->mem, rows, &c->err);
}

static hire_status
replay(oom_call *c)
{
	hire_webhook_delivery out;
	return hire_webhooks_replay(
	    c->s->p, c->who, c->id, c->mem, &out, &c->err);
}

static hire_status
replay_dead(oom_call *c)
{
	return hire_webhooks_replay_dead(c->s->p, c->who, c->id, NULL, &c->err);
}

static hire_status
remove_hook(oom_call *c)
{
	return hire_webhooks_remove(c->s->p, c->who, c->id, &c->err);
}

static hire_status
close_job(oom_call *c)
{
	hire_job job;
	return hire_jobs_close(
	    c->s->p, c->who, c->id, c->text != NULL, c->mem, &job, &c->err);
}

static hire_status
ticket(oom_call *c)
{
	hire_time expires;
	return hire_interviews_ticket(
	    c->s->p, c->who, c->id, c->mem, c->out, &expires, &c->err);
}

static hire_status
redeem(oom_call *c)
{
	hire_actor who;
	const char *id;
	int64_t line;
	return hire_interviews_redeem(
	    c->s->p, c->text, c->mem, &who, &id, &line, &c->err);
}

static hire_status
tick_many(oom_call *c)
{
	hire_tick found[2];
	const char *ids[] = {c->id, "int_none"};
	return hire_interviews_tick_many(c->s->p, ids, 2, found, &c->err);
}

static hire_status
question(oom_call *c)
{
	hire_question out;
	hire_own_question own = {"Why?", NULL};
	return hire_jobs_question_add(
	    c->s->p, c->who, c->id, &own, c->mem, &out, &c->err);
}

static hire_status
key_actor(oom_call *c)
{
	hire_actor who;
	return hire_accounts_key_actor(c->s->p, c->text, c->mem, &who, &c->err);
}

#define SWEEP(body, effect, ...)                                               \
	oom_sweep(#body, body, &(oom_call){.s = &s, __VA_ARGS__}, effect)

static const char *hook_id;

static void
is_delivered(scene *of)
{
	hire_rows rows;
	ck_assert_ok(hire_webhooks_deliveries(of->p, &of->hr, hook_id,
	    HIRE_DELIVERY_DELIVERED, page, of->mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
}

START_TEST(webhooks)
{
	char url[64];
	hire_webhook hook;
	hire_rows rows;
	snprintf(url, sizeof url, "http://127.0.0.1:%d/", server.port);
	SWEEP(add_hook, OOM_NOTHING, .who = &s.hr, .text = url, .out = &hook);
	hook_id = hire_arena_strdup(s.mem, hook.id);
	SWEEP(list_hooks, OOM_NOTHING, .who = &s.hr);
	SWEEP(get_hook, OOM_NOTHING, .who = &s.hr, .id = hook_id);
	SWEEP(
	    edit_hook, OOM_NOTHING, .who = &s.hr, .id = hook_id, .out = &hook);
	SWEEP(rotate_hook, OOM_NOTHING, .who = &s.hr, .id = hook_id,
	    .out = &hook);
	SWEEP(close_job, OOM_NOTHING, .who = &s.hr, .id = s.job.id,
	    .text = "yes");
	oom_sweep_worker("worker: webhook", &s, 1, is_delivered);
	SWEEP(list_deliveries, OOM_NOTHING, .who = &s.hr, .id = hook_id,
	    .out = &rows);
	const hire_webhook_delivery *sent = rows.rows;
	SWEEP(replay, OOM_NOTHING, .who = &s.hr, .id = sent->id);
	SWEEP(replay_dead, OOM_NOTHING, .who = &s.hr, .id = hook_id);
	SWEEP(remove_hook, OOM_NOTHING, .who = &s.hr, .id = hook_id);
	ck_assert_int_gt(oom_points(), 150);
}
END_TEST

START_TEST(live)
{
	const char *made = NULL;
	scene_pay(&s);
	hire_actor candidate = scene_candidate(&s);
	const char *id = scene_apply(&s, &candidate, true).interview_id;
	scene_say(&s, &candidate, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &candidate, id, HIRE_EVENT_PROCEED, NULL);
	SWEEP(ticket, OOM_NOTHING, .who = &candidate, .id = id, .out = &made);
	hire_time expires;
	ck_assert_ok(hire_interviews_ticket(
	    s.p, &candidate, id, s.mem, &made, &expires, NULL));
	SWEEP(redeem, OOM_NOTHING, .text = made);
	test_host_sleep(&s.host, 2 * HIRE_SECOND);
	SWEEP(tick_many, OOM_NOTHING, .id = id);
	ck_assert_int_gt(oom_points(), 30);
}
END_TEST

START_TEST(named_calls)
{
	hire_api_key key;
	const char *secret;
	hire_actor who = s.hr;
	who.request_key = "k";
	SWEEP(question, OOM_NOTHING, .who = &who, .id = s.job.id);
	SWEEP(question, OOM_NOTHING, .who = &who, .id = s.job.id);
	ck_assert_int_eq(scene_rows(&s, &hire_question_record), 3);
	ck_assert_ok(hire_accounts_key_new(
	    s.p, &s.hr, "k", "jobs:read", s.mem, &key, &secret, NULL));
	SWEEP(key_actor, OOM_NOTHING, .text = secret);
	ck_assert_int_gt(oom_points(), 40);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("oom_live");
	TCase *t = tcase_create("oom_live");
	tcase_set_timeout(t, 200);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, webhooks);
	tcase_add_test(t, live);
	tcase_add_test(t, named_calls);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
