/* SPDX-License-Identifier: MIT
 * cmd_webhooks.c - endpoints of the organisation's own servers, and what
 * became of the events that were sent to them.
 */
#include "actor.h"
#include "out.h"
#include "view.h"
#include "views.h"

static const cli_shape list_shape = {.member = "webhooks",
    .form = CLI_ROWS,
    .record = &hire_webhook_record,
    .columns = "id url events enabled failures disabled_why",
    .empty = "No webhooks yet: register one with hire-cli webhooks add "
             "--url URL"};
static const cli_shape *const list_gives[] = {&list_shape};

static hire_status
list(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st = hire_webhooks_list(
		    c->platform, &who, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &list_shape, rows.rows, rows.count, rows.next, err);
}

static const cli_option page_options[] = {PAGE_OPTIONS};
static const cli_command cmd_list = {
    .name = "list",
    .summary = "list the organisation's webhooks",
    .run = list,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(page_options),
    CLI_GIVES(list_gives),
};

static const cli_shape hook_shape = {.form = CLI_ROW,
    .record = &hire_webhook_record,
    .columns = "id url events description enabled failures disabled_why "
               "created_at"};
static const cli_shape *const hook_gives[] = {&hook_shape};

typedef struct hook_secret {
	const char *id, *url, *events, *secret;
} hook_secret;
static const hire_field hook_secret_fields[] = {
    VIEW_TEXT(hook_secret, id, "id"),
    VIEW_TEXT(hook_secret, url, "where events are sent"),
    VIEW_TEXT(hook_secret, events, "which events"),
    VIEW_TEXT(hook_secret, secret, "signs what is sent, shown this once"),
};
VIEW(hook_secret);
static const cli_shape secret_shape = {
    .form = CLI_ROW, .record = &hook_secret_view};
static const cli_shape *const secret_gives[] = {&secret_shape};

static hire_status
show_secret(
    cli *c, const hire_webhook *hook, const char *secret, hire_error *err)
{
	hook_secret shown = {hook->id, hook->url, hook->events, secret};
	hire_status st = out_row(c, &secret_shape, &shown, err);
	out_note(c, "Keep the secret now: it cannot be shown again.");
	return st;
}

static hire_status
add(cli *c, hire_error *err)
{
	hire_actor who;
	hire_webhook hook;
	const char *secret;
	hire_webhook_draft draft = {
	    cli_get(c, "url"), cli_get(c, "events"), cli_get(c, "description")};
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st = hire_webhooks_add(
		    c->platform, &who, &draft, c->mem, &hook, &secret, err);
	return st ? st : show_secret(c, &hook, secret, err);
}

static const cli_option add_options[] = {
    {"url", "URL", "where events are sent", CLI_TEXT, CLI_MUST, 0, 0, NULL},
    {"events", "WORDS", "which events, such as scorecard.ready (default: all)",
        CLI_TEXT, 0, 0, 0, NULL},
    {"description", "TEXT", "what it is for", CLI_TEXT, 0, 0, 0, NULL},
};
static const cli_command cmd_add = {
    .name = "add",
    .summary = "register a webhook",
    .run = add,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(add_options),
    CLI_GIVES(secret_gives),
};

static hire_status
edit(cli *c, hire_error *err)
{
	hire_actor who;
	hire_webhook hook;
	hire_change *changes;
	size_t count;
	hire_status st = actor_changes(c, &changes, &count, err);
	if (!st)
		st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st = hire_webhooks_edit(c->platform, &who, cli_arg(c, 0), 0,
		    changes, count, c->mem, &hook, err);
	return st ? st : out_row(c, &hook_shape, &hook, err);
}

static const cli_option edit_options[] = {SET_OPTION};
static const cli_command cmd_edit = {
    .name = "edit",
    .summary = "change a webhook: url, events, description, enabled",
    .args = "WEBHOOK",
    .run = edit,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(edit_options),
    CLI_GIVES(hook_gives),
};

static hire_status
rotate(cli *c, hire_error *err)
{
	hire_actor who;
	hire_webhook hook;
	const char *secret;
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st = hire_webhooks_rotate(c->platform, &who, cli_arg(c, 0),
		    c->mem, &hook, &secret, err);
	return st ? st : show_secret(c, &hook, secret, err);
}

static const cli_command cmd_rotate = {
    .name = "rotate",
    .summary = "give a webhook another secret",
    .args = "WEBHOOK",
    .details = "The secret before signs beside the new one for 24 hours.",
    .run = rotate,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(secret_gives),
};

static hire_status
drop(cli *c, hire_error *err)
{
	hire_actor who;
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st =
		    hire_webhooks_remove(c->platform, &who, cli_arg(c, 0), err);
	if (!st)
		out_note(c, "The webhook is removed.");
	return st;
}

static const cli_command cmd_remove = {
    .name = "remove",
    .summary = "remove a webhook",
    .args = "WEBHOOK",
    .run = drop,
    .needs = HIRE_NEED_STORE,
};

static const cli_shape deliveries_shape = {.member = "deliveries",
    .form = CLI_ROWS,
    .record = &hire_webhook_delivery_record,
    .columns =
        "id event state attempts last_status next_at delivered_at last_error",
    .empty = "Nothing was sent to it yet."};
static const cli_shape *const deliveries_gives[] = {&deliveries_shape};

static hire_status
deliveries(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	int state = -1;
	const char *word = cli_get(c, "state");
	if (word && !hire_word_parse(&hire_delivery_state_words, word, &state))
		return HIRE_EUSAGE;
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st = hire_webhooks_deliveries(c->platform, &who, cli_arg(c, 0),
		    state, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(c, &deliveries_shape, rows.rows, rows.count,
	                rows.next, err);
}

static const cli_option deliveries_options[] = {
    {"state", "WORD", "only those in this state", CLI_WORD, 0, 0, 0,
        &hire_delivery_state_words},
    PAGE_OPTIONS};
static const cli_command cmd_deliveries = {
    .name = "deliveries",
    .summary = "list what became of the events sent to a webhook",
    .args = "WEBHOOK",
    .run = deliveries,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(deliveries_options),
    CLI_GIVES(deliveries_gives),
};

static const cli_shape replayed_shape = {
    .form = CLI_ROW, .record = &replayed_view};
static const cli_shape *const replayed_gives[] = {&replayed_shape};

/* Of one delivery, or with --dead of all the dead ones of a webhook. */
static hire_status
replay(cli *c, hire_error *err)
{
	hire_actor who;
	hire_webhook_delivery one;
	replayed n = {1};
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st && cli_has(c, "dead"))
		st = hire_webhooks_replay_dead(
		    c->platform, &who, cli_arg(c, 0), &n.count, err);
	else if (!st)
		st = hire_webhooks_replay(
		    c->platform, &who, cli_arg(c, 0), c->mem, &one, err);
	if (!st)
		st = out_row(c, &replayed_shape, &n, err);
	if (!st)
		out_note(c, "Sent by the next worker: hire-cli worker "
		            "--until-idle");
	return st;
}

static const cli_option replay_options[] = {
    {"dead", NULL, "all dead deliveries of the webhook of that id", CLI_FLAG, 0,
        0, 0, NULL},
};
static const cli_command cmd_replay = {
    .name = "replay",
    .summary = "send a delivery again, or all dead ones of a webhook",
    .args = "DELIVERY",
    .run = replay,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(replay_options),
    CLI_GIVES(replayed_gives),
};

static const cli_command *const subs[] = {&cmd_list, &cmd_add, &cmd_edit,
    &cmd_rotate, &cmd_remove, &cmd_deliveries, &cmd_replay};

const cli_command cmd_webhooks = {
    .name = "webhooks",
    .summary = "the organisation's own servers that are told of events",
    CLI_SUBS(subs),
};
