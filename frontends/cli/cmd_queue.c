/* SPDX-License-Identifier: MIT
 * cmd_queue.c - the background work that waits, and the dead letters.
 */
#include "actor.h"
#include "out.h"
#include "reports.h"

#define COLUMNS "id kind state attempts max_attempts run_at last_error"

static const cli_shape list_shape = {.member = "messages",
    .form = CLI_ROWS,
    .record = &hire_message_record,
    .columns = COLUMNS,
    .empty = "Nothing waits."};
static const cli_shape dead_shape = {.member = "messages",
    .form = CLI_ROWS,
    .record = &hire_message_record,
    .columns = COLUMNS,
    .empty = "No dead letters."};
static const cli_shape *const list_gives[] = {&list_shape};

static hire_status
print_state(
    cli *c, hire_message_state state, const cli_shape *shape, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	hire_status st = actor_find(c, ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_admin_messages(c->platform, &who, state,
		    actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(c, shape, rows.rows, rows.count, rows.next, err);
}

static hire_status
list(cli *c, hire_error *err)
{
	return print_state(c, HIRE_MESSAGE_READY, &list_shape, err);
}

static hire_status
dead(cli *c, hire_error *err)
{
	hire_status st = print_state(c, HIRE_MESSAGE_DEAD, &dead_shape, err);
	if (!st)
		out_note(c, "Run one again: hire-cli queue retry MESSAGE");
	return st;
}

static const cli_option page_options[] = {PAGE_OPTIONS};
static const cli_command cmd_list = {
    .name = "list",
    .summary = "list the messages that wait",
    .run = list,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(page_options),
    CLI_GIVES(list_gives),
};
static const cli_command cmd_dead = {
    .name = "dead",
    .summary = "list the dead letters",
    .run = dead,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(page_options),
    CLI_GIVES(list_gives),
};

static const cli_shape counts_shape = {
    .member = "counts", .form = CLI_ROWS, .record = &hire_queue_count_view};
static const cli_shape *const counts_gives[] = {&counts_shape};

static hire_status
counts(cli *c, hire_error *err)
{
	hire_actor who;
	hire_queue_count *rows;
	size_t count;
	hire_status st = actor_find(c, ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_admin_queue(
		    c->platform, &who, c->mem, &rows, &count, err);
	return st ? st : out_rows(c, &counts_shape, rows, count, NULL, err);
}

static const cli_command cmd_counts = {
    .name = "counts",
    .summary = "count the messages by kind and state",
    .run = counts,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(counts_gives),
};

static hire_status
retry(cli *c, hire_error *err)
{
	hire_actor who;
	hire_status st = actor_find(c, ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_admin_retry(c->platform, &who, cli_arg(c, 0), err);
	if (!st)
		out_note(c, "It waits again: hire-cli worker --until-idle");
	return st;
}

static const cli_command cmd_retry = {
    .name = "retry",
    .summary = "make a dead letter run again",
    .args = "MESSAGE",
    .run = retry,
    .needs = HIRE_NEED_STORE,
};

static const cli_command *const subs[] = {
    &cmd_list, &cmd_counts, &cmd_dead, &cmd_retry};

const cli_command cmd_queue = {
    .name = "queue",
    .summary = "background work that waits, and dead letters",
    CLI_SUBS(subs),
};
