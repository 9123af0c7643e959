/* SPDX-License-Identifier: MIT
 * route_admin.c - how the platform runs: metrics, users, queue, audit log.
 */
#include "call.h"
#include "reports.h"
#include "view.h"

static const shape totals_shape = {
    .member = "totals", .form = SHAPE_ROW, .record = &totals_view};
#define TALLY(name)                                                            \
	{                                                                      \
		.member = name, .form = SHAPE_ROWS, .record = &tally_view      \
	}
static const shape jobs_shape = TALLY("jobs");
static const shape apps_shape = TALLY("applications");
static const shape interviews_shape = TALLY("interviews");
static const shape funnel_shape = TALLY("funnel");
static const shape income_shape = {
    .member = "payments", .form = SHAPE_ROWS, .record = &income_view};
static const shape days_shape = {
    .member = "days", .form = SHAPE_ROWS, .record = &hire_day_view};

typedef struct range {
	hire_time from, to;
} range;
static const hire_field range_fields[] = {
    VIEW_ASK_TIME(range, from, "first day; the default is 30 days ago"),
    VIEW_ASK_TIME(range, to, "last day; the default is today"),
};
VIEW(range);

static hire_status
give_tally(call *c, const shape *s, const hire_words *words,
    const int64_t *counts, hire_error *err)
{
	tally rows[TALLY_MAX];
	size_t count = report_tally(words, counts, rows);
	return give_list(c, s, rows, count, err);
}

static hire_status
give_states(call *c, const hire_metrics *m, hire_error *err)
{
	hire_status st = give_tally(
	    c, &jobs_shape, &hire_job_state_words, m->jobs_by_state, err);
	if (!st)
		st = give_tally(c, &apps_shape, &hire_application_state_words,
		    m->by_state, err);
	return st ? st
	          : give_tally(c, &interviews_shape,
	                &hire_interview_state_words, m->interviews_by_state,
	                err);
}

static hire_status
give_flow(call *c, const hire_metrics *m, hire_error *err)
{
	income money[INCOME_MAX];
	tally steps[TALLY_MAX];
	size_t currencies = report_income(m, money);
	size_t count = report_funnel(m, steps);
	hire_status st = give_list(c, &income_shape, money, currencies, err);
	if (!st)
		st = give_list(c, &funnel_shape, steps, count, err);
	return st ? st : give_list(c, &days_shape, m->days, m->day_count, err);
}

static hire_status
run_metrics(call *c, hire_error *err)
{
	range in = *(const range *)c->query;
	hire_metrics m;
	report_range(hire_ctx_now(c->app->ctx).wall, &in.from, &in.to);
	hire_status st = hire_admin_metrics(
	    c->app->platform, &c->who, in.from, in.to, c->mem, &m, err);
	if (st)
		return st;
	totals t = report_totals(&m);
	st = give_row(c, &totals_shape, &t, err);
	if (!st)
		st = give_states(c, &m, err);
	return st ? st : give_flow(c, &m, err);
}

/* "any" stands before the words of the roles. */
static const char *const which_names[] = {"any", "hr", "candidate", "admin"};
static const hire_words which_words = {
    "which", which_names, sizeof which_names / sizeof *which_names};

typedef struct of_role {
	int role;
} of_role;
static const hire_field of_role_fields[] = {
    VIEW_ASK_ENUM(of_role, role, 0, which_words, "only those of this role"),
};
VIEW(of_role);
static const shape users_shape = {.member = "users",
    .form = SHAPE_ROWS,
    .record = &hire_account_record,
    .paged = true};

static hire_status
run_users(call *c, hire_error *err)
{
	const of_role *in = c->query;
	hire_rows rows;
	hire_status st = hire_admin_users(c->app->platform, &c->who,
	    in->role - 1, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &users_shape, &rows, err);
}

static const shape user_shape = {
    .form = SHAPE_ROW, .record = &hire_account_record};

static hire_status
set_state(call *c, hire_account_state state, hire_error *err)
{
	hire_account user;
	hire_status st = hire_admin_user_state(
	    c->app->platform, &c->who, c->params[0], state, c->mem, &user, err);
	return st ? st : give_row(c, &user_shape, &user, err);
}

static hire_status
run_disable(call *c, hire_error *err)
{
	return set_state(c, HIRE_ACCOUNT_DISABLED, err);
}

static hire_status
run_enable(call *c, hire_error *err)
{
	return set_state(c, HIRE_ACCOUNT_ACTIVE, err);
}

static const shape counts_shape = {
    .member = "counts", .form = SHAPE_ROWS, .record = &hire_queue_count_view};

static hire_status
run_counts(call *c, hire_error *err)
{
	hire_queue_count *rows;
	size_t count;
	hire_status st = hire_admin_queue(
	    c->app->platform, &c->who, c->mem, &rows, &count, err);
	return st ? st : give_list(c, &counts_shape, rows, count, err);
}

typedef struct of_state {
	hire_message_state state;
} of_state;
static const hire_field of_state_fields[] = {
    VIEW_ASK_ENUM(of_state, state, HIRE_MESSAGE_READY, hire_message_state_words,
        "those that wait, or dead letters"),
};
VIEW(of_state);
static const shape messages_shape = {.member = "messages",
    .form = SHAPE_ROWS,
    .record = &hire_message_record,
    .paged = true};

static hire_status
run_messages(call *c, hire_error *err)
{
	const of_state *in = c->query;
	hire_rows rows;
	hire_status st = hire_admin_messages(
	    c->app->platform, &c->who, in->state, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &messages_shape, &rows, err);
}

static hire_status
run_retry(call *c, hire_error *err)
{
	return hire_admin_retry(c->app->platform, &c->who, c->params[0], err);
}

static const shape audit_shape = {.member = "entries",
    .form = SHAPE_ROWS,
    .record = &hire_audit_entry_record,
    .paged = true};

static hire_status
run_audit(call *c, hire_error *err)
{
	hire_rows rows;
	hire_status st = hire_admin_audit(
	    c->app->platform, &c->who, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, &audit_shape, &rows, err);
}

static const route rows[] = {
    {GET, "/api/v1/metrics", "getMetrics",
        "The platform's totals, states, payments, funnel and days", BY_ADMIN,
        NO_KEYS, .query = &range_view,
        .gives = {&totals_shape, &jobs_shape, &apps_shape, &interviews_shape,
            &income_shape, &funnel_shape, &days_shape},
        .run = run_metrics},
    {GET, "/api/v1/users", "listUsers", "Accounts, newest first", BY_ADMIN,
        PAGED | NO_KEYS, .query = &of_role_view, .gives = {&users_shape},
        .run = run_users},
    {POST, "/api/v1/users/{account_id}/disable", "disableUser",
        "Disable an account, which ends its log-ins", BY_ADMIN, NO_KEYS,
        .gives = {&user_shape}, .run = run_disable},
    {POST, "/api/v1/users/{account_id}/enable", "enableUser",
        "Enable a disabled account", BY_ADMIN, NO_KEYS, .gives = {&user_shape},
        .run = run_enable},
    {GET, "/api/v1/queue", "getQueue",
        "How many messages wait or are dead, by kind", BY_ADMIN, NO_KEYS,
        .gives = {&counts_shape}, .run = run_counts},
    {GET, "/api/v1/messages", "listMessages",
        "Messages that wait, or dead letters, newest first; recruiters see "
        "those about their own applications and interviews",
        BY_STAFF, PAGED | NO_KEYS, .query = &of_state_view,
        .gives = {&messages_shape}, .run = run_messages},
    {POST, "/api/v1/messages/{message_id}/retry", "retryMessage",
        "Make a dead letter run again", BY_STAFF, CREATES | NO_KEYS,
        .status = 204, .run = run_retry},
    {GET, "/api/v1/audit", "listAudit", "Who did what, newest first", BY_ADMIN,
        PAGED | NO_KEYS, .gives = {&audit_shape}, .run = run_audit},
};
const route_list admin_routes = {rows, sizeof rows / sizeof *rows};
