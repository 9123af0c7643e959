/* SPDX-License-Identifier: MIT
 * hooks.c - see hooks.h.
 */
#include "hooks.h"

#include <stdio.h>
#include <string.h>

hooks_scene hooks;
const hire_page hooks_page = {NULL, 1000};
const loopback_reply hooks_well = {.status = 204};

void
hooks_open(void)
{
	hooks.err = (hire_error){0};
	scene_open(&hooks.s);
	hooks.s.webhook_allow = HOOKS_HERE;
	scene_restart(&hooks.s);
	loopback_open(&hooks.server, &hooks_well, 1);
}

void
hooks_close(void)
{
	loopback_close(&hooks.server);
	scene_close(&hooks.s);
}

const char *
hooks_url(void)
{
	char url[80];
	snprintf(url, sizeof url, "http://127.0.0.1:%d/in", hooks.server.port);
	return hire_arena_strdup(hooks.s.mem, url);
}

hire_webhook
hooks_add(const char *events, const char **secret)
{
	hire_webhook hook;
	const char *ignored;
	hire_webhook_draft draft = {hooks_url(), events, "test"};
	hire_status st = hire_webhooks_add(hooks.s.p, &hooks.s.hr, &draft,
	    hooks.s.mem, &hook, secret ? secret : &ignored, &hooks.err);
	ck_assert_msg(!st, "%s: %s", hooks.err.field, hooks.err.message);
	return hook;
}

hire_webhook
hooks_get(const hire_webhook *hook)
{
	hire_webhook now;
	ck_assert_ok(hire_webhooks_get(
	    hooks.s.p, &hooks.s.hr, hook->id, hooks.s.mem, &now, NULL));
	return now;
}

const hire_webhook_delivery *
hooks_deliveries(const hire_webhook *hook, int state, size_t want)
{
	hire_rows rows;
	ck_assert_ok(hire_webhooks_deliveries(hooks.s.p, &hooks.s.hr, hook->id,
	    state, hooks_page, hooks.s.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, want);
	return rows.rows;
}

void
hooks_job_close(bool closed)
{
	hire_job job;
	ck_assert_ok(hire_jobs_close(hooks.s.p, &hooks.s.hr, hooks.s.job.id,
	    closed, hooks.s.mem, &job, NULL));
}

void
hooks_happen(void)
{
	hooks_job_close(true);
	hooks_job_close(false);
}

const char *
hooks_kind(size_t n)
{
	static char kind[60];
	const char *body = loopback_body(&hooks.server, n);
	ck_assert_int_eq(strncmp(body, "{\"type\":\"", 9), 0);
	snprintf(
	    kind, sizeof kind, "%.*s", (int)strcspn(body + 9, "\""), body + 9);
	return kind;
}
