/* SPDX-License-Identifier: MIT
 * cmd_reports.c - how the platform runs: totals, states, funnel, days.
 */
#include "actor.h"
#include "out.h"
#include "reports.h"

static const cli_shape totals_shape = {.member = "totals",
    .form = CLI_ROW,
    .record = &totals_view,
    .columns = "organisations recruiters candidates jobs applications "
               "interviews scored unscored mean_role_fit. payments_paid "
               "queue_ready queue_dead"};

#define TALLY(name_, title_)                                                   \
	{                                                                      \
		.member = name_, .form = CLI_ROWS, .record = &tally_view,      \
		.title = title_                                                \
	}
static const cli_shape jobs_shape = TALLY("jobs", "Jobs");
static const cli_shape apps_shape = TALLY("applications", "Applications");
static const cli_shape interviews_shape = TALLY("interviews", "Interviews");
static const cli_shape funnel_shape = TALLY("funnel", "Funnel");

static const cli_shape income_shape = {.member = "payments",
    .form = CLI_ROWS,
    .record = &income_view,
    .columns = "currency paid$ refunded$",
    .title = "Payments"};

static const cli_shape days_shape = {.member = "days",
    .form = CLI_ROWS,
    .record = &hire_day_view,
    .title = "Per day"};

static const cli_shape *const gives[] = {&totals_shape, &jobs_shape,
    &apps_shape, &interviews_shape, &income_shape, &funnel_shape, &days_shape};

/* Counts under the words of an enumeration. */
static hire_status
print_tally(cli *c, const cli_shape *shape, const hire_words *words,
    const int64_t *counts, hire_error *err)
{
	tally rows[TALLY_MAX];
	size_t count = report_tally(words, counts, rows);
	return out_rows(c, shape, rows, count, NULL, err);
}

static hire_status
print_states(cli *c, const hire_metrics *m, hire_error *err)
{
	hire_status st = print_tally(
	    c, &jobs_shape, &hire_job_state_words, m->jobs_by_state, err);
	if (!st)
		st = print_tally(c, &apps_shape, &hire_application_state_words,
		    m->by_state, err);
	return st ? st
	          : print_tally(c, &interviews_shape,
	                &hire_interview_state_words, m->interviews_by_state,
	                err);
}

static hire_status
print_income(cli *c, const hire_metrics *m, hire_error *err)
{
	income rows[INCOME_MAX];
	return out_rows(
	    c, &income_shape, rows, report_income(m, rows), NULL, err);
}

static hire_status
print_funnel(cli *c, const hire_metrics *m, hire_error *err)
{
	tally rows[TALLY_MAX];
	return out_rows(
	    c, &funnel_shape, rows, report_funnel(m, rows), NULL, err);
}

static hire_status
run(cli *c, hire_error *err)
{
	hire_actor who;
	hire_metrics m;
	hire_time from = cli_date(c, "from", 0), to = cli_date(c, "to", 0);
	hire_status st = actor_find(c, ROLE(ADMIN), &who, err);
	report_range(hire_ctx_now(c->ctx).wall, &from, &to);
	if (!st)
		st = hire_admin_metrics(
		    c->platform, &who, from, to, c->mem, &m, err);
	if (st)
		return st;
	totals t = report_totals(&m);
	st = out_row(c, &totals_shape, &t, err);
	if (!st)
		st = print_states(c, &m, err);
	if (!st)
		st = print_income(c, &m, err);
	if (!st)
		st = print_funnel(c, &m, err);
	return st ? st
	          : out_rows(c, &days_shape, m.days, m.day_count, NULL, err);
}

static const cli_option options[] = {
    {"from", "DATE", "first day (default: 30 days ago)", CLI_DATE, 0, 0, 0,
        NULL},
    {"to", "DATE", "last day (default: today)", CLI_DATE, 0, 0, 0, NULL},
};

const cli_command cmd_reports = {
    .name = "reports",
    .summary = "platform metrics: jobs, candidates, interviews, payments, "
               "funnel, days",
    .run = run,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
