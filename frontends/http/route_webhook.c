/* SPDX-License-Identifier: MIT
 * route_webhook.c - the organisation's own servers that are told of events.
 */
#include "call.h"
#include "view.h"
#include "views.h"

static const shape hook_shape = {
    .form = SHAPE_ROW, .record = &hire_webhook_record};
static const shape hooks_shape = {.member = "webhooks",
    .form = SHAPE_ROWS,
    .record = &hire_webhook_record,
    .paged = true};

static hire_status
run_list(call *c, hire_error *err)
{
	hire_rows rows;
	hire_status st = hire_webhooks_list(
	    c->app->platform, &c->who, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &hooks_shape, &rows, err);
}

static hire_status
run_get(call *c, hire_error *err)
{
	hire_webhook hook;
	hire_status st = hire_webhooks_get(
	    c->app->platform, &c->who, c->params[0], c->mem, &hook, err);
	return st ? st : give_row(c, &hook_shape, &hook, err);
}

static const hire_field hire_webhook_draft_fields[] = {
    VIEW_ASK(hire_webhook_draft, url, HIRE_REQUIRED, 1, 2000,
        "where events are sent: https"),
    VIEW_ASK(hire_webhook_draft, events, 0, 0, 500,
        "which events, blank-separated; empty: all"),
    VIEW_ASK(hire_webhook_draft, description, 0, 0, 200, "what it is for"),
};
VIEW(hire_webhook_draft);

/* The endpoint with its secret, which is shown this once. */
typedef struct hook_secret {
	const char *secret;
} hook_secret;
static const hire_field hook_secret_fields[] = {
    VIEW_TEXT(hook_secret, secret, "signs what is sent, shown this once"),
};
VIEW(hook_secret);
static const shape new_hook_shape = {
    .member = "webhook", .form = SHAPE_ROW, .record = &hire_webhook_record};
static const shape secret_shape = {
    .member = "signing", .form = SHAPE_ROW, .record = &hook_secret_view};

static hire_status
give_secret(
    call *c, const hire_webhook *hook, const char *secret, hire_error *err)
{
	hook_secret shown = {secret};
	hire_status st = give_row(c, &new_hook_shape, hook, err);
	return st ? st : give_row(c, &secret_shape, &shown, err);
}

static hire_status
run_add(call *c, hire_error *err)
{
	hire_webhook hook;
	const char *secret;
	hire_status st = hire_webhooks_add(
	    c->app->platform, &c->who, c->body, c->mem, &hook, &secret, err);
	return st ? st : give_secret(c, &hook, secret, err);
}

static hire_status
run_rotate(call *c, hire_error *err)
{
	hire_webhook hook;
	const char *secret;
	hire_status st = hire_webhooks_rotate(c->app->platform, &c->who,
	    c->params[0], c->mem, &hook, &secret, err);
	return st ? st : give_secret(c, &hook, secret, err);
}

static hire_status
run_edit(call *c, hire_error *err)
{
	hire_webhook hook;
	hire_change *changes;
	size_t count;
	hire_status st = call_changes(c, &changes, &count, err);
	if (!st)
		st = hire_webhooks_edit(c->app->platform, &c->who, c->params[0],
		    c->version, changes, count, c->mem, &hook, err);
	return st ? st : give_row(c, &hook_shape, &hook, err);
}

static hire_status
run_remove(call *c, hire_error *err)
{
	return hire_webhooks_remove(
	    c->app->platform, &c->who, c->params[0], err);
}

/* "any" stands before the words of the states. */
static const char *const which_names[] = {
    "any", "waiting", "delivered", "dead"};
static const hire_words which_words = {
    "which", which_names, sizeof which_names / sizeof *which_names};

typedef struct in_state {
	int state;
} in_state;
static const hire_field in_state_fields[] = {
    VIEW_ASK_ENUM(in_state, state, 0, which_words, "only those in this state"),
};
VIEW(in_state);
static const shape deliveries_shape = {.member = "deliveries",
    .form = SHAPE_ROWS,
    .record = &hire_webhook_delivery_record,
    .paged = true};

static hire_status
run_deliveries(call *c, hire_error *err)
{
	const in_state *in = c->query;
	hire_rows rows;
	hire_status st = hire_webhooks_deliveries(c->app->platform, &c->who,
	    c->params[0], in->state - 1, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &deliveries_shape, &rows, err);
}

static const shape delivery_shape = {
    .form = SHAPE_ROW, .record = &hire_webhook_delivery_record};

static hire_status
run_replay(call *c, hire_error *err)
{
	hire_webhook_delivery delivery;
	hire_status st = hire_webhooks_replay(
	    c->app->platform, &c->who, c->params[0], c->mem, &delivery, err);
	return st ? st : give_row(c, &delivery_shape, &delivery, err);
}

static const shape replayed_shape = {
    .form = SHAPE_ROW, .record = &replayed_view};

static hire_status
run_replay_dead(call *c, hire_error *err)
{
	replayed n = {0};
	hire_status st = hire_webhooks_replay_dead(
	    c->app->platform, &c->who, c->params[0], &n.count, err);
	return st ? st : give_row(c, &replayed_shape, &n, err);
}

#define ONE "/api/v1/webhooks/{webhook_id}"
static const route rows[] = {
    {GET, "/api/v1/webhooks", "listWebhooks", "Endpoints, newest first", BY_HR,
        PAGED, HIRE_SCOPE_WEBHOOKS_READ, .gives = {&hooks_shape},
        .run = run_list},
    {POST, "/api/v1/webhooks", "addWebhook",
        "Register an endpoint; its secret is shown this once", BY_HR, CREATES,
        HIRE_SCOPE_WEBHOOKS_WRITE, .body = &hire_webhook_draft_view,
        .body_flags = HIRE_INPUT,
        .example = "{\"url\":\"https://hooks.example.com/hire\",\"events\":"
                   "\"scorecard.ready job.closed\"}",
        .status = 201, .gives = {&new_hook_shape, &secret_shape},
        .run = run_add},
    {GET, ONE, "getWebhook", "One endpoint", BY_HR, 0, HIRE_SCOPE_WEBHOOKS_READ,
        .gives = {&hook_shape}, .run = run_get},
    {PATCH, ONE, "editWebhook",
        "Change an endpoint; enabling it forgets its failures", BY_HR, EDITS,
        HIRE_SCOPE_WEBHOOKS_WRITE, .body = &hire_webhook_record,
        .body_flags = HIRE_EDIT, .example = "{\"enabled\":true}",
        .gives = {&hook_shape}, .run = run_edit},
    {DELETE, ONE, "removeWebhook",
        "Remove an endpoint; what waits for it is not sent", BY_HR, 0,
        HIRE_SCOPE_WEBHOOKS_WRITE, .status = 204, .run = run_remove},
    {POST, ONE "/rotate", "rotateWebhookSecret",
        "Another secret; the one before signs beside it for 24 hours", BY_HR,
        CREATES, HIRE_SCOPE_WEBHOOKS_WRITE,
        .gives = {&new_hook_shape, &secret_shape}, .run = run_rotate},
    {GET, ONE "/deliveries", "listDeliveries",
        "What became of the events sent to an endpoint, newest first", BY_HR,
        PAGED, HIRE_SCOPE_WEBHOOKS_READ, .query = &in_state_view,
        .gives = {&deliveries_shape}, .run = run_deliveries},
    {POST, ONE "/replay", "replayDeadDeliveries",
        "Send the dead deliveries of an endpoint again", BY_HR, CREATES,
        HIRE_SCOPE_WEBHOOKS_WRITE, .gives = {&replayed_shape},
        .run = run_replay_dead},
    {POST, "/api/v1/deliveries/{webhook_delivery_id}/replay", "replayDelivery",
        "Send a delivery again", BY_HR, CREATES, HIRE_SCOPE_WEBHOOKS_WRITE,
        .gives = {&delivery_shape}, .run = run_replay},
};
const route_list webhook_routes = {rows, sizeof rows / sizeof *rows};
