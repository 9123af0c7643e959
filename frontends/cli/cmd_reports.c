/* SPDX-License-Identifier: MIT
 * cmd_reports.c - how the platform runs: totals, states, funnel, days.
 */
#include "actor.h"
#include "out.h"
#include "view.h"

typedef struct totals {
	int64_t organisations, recruiters, candidates, jobs, applications,
	    interviews, scored, unscored, mean_role_fit, payments_paid,
	    queue_ready, queue_dead;
} totals;
static const hire_field totals_fields[] = {
    VIEW_INT(totals, organisations, "organisations"),
    VIEW_INT(totals, recruiters, "recruiters"),
    VIEW_INT(totals, candidates, "candidates"),
    VIEW_INT(totals, jobs, "jobs"),
    VIEW_INT(totals, applications, "applications"),
    VIEW_INT(totals, interviews, "interviews"),
    VIEW_INT(totals, scored, "interviews with a score"),
    VIEW_INT(totals, unscored, "interviews without one"),
    VIEW_MAYBE(totals, mean_role_fit, "tenths; null: none"),
    VIEW_INT(totals, payments_paid, "payments that came in"),
    VIEW_INT(totals, queue_ready, "messages that wait"),
    VIEW_INT(totals, queue_dead, "dead letters"),
};
VIEW(totals);
static const cli_shape totals_shape = {.member = "totals",
    .form = CLI_ROW,
    .record = &totals_view,
    .columns = "organisations recruiters candidates jobs applications "
               "interviews scored unscored mean_role_fit. payments_paid "
               "queue_ready queue_dead"};

typedef struct tally {
	const char *state;
	int64_t count;
} tally;
static const hire_field tally_fields[] = {
    VIEW_TEXT(tally, state, "state or step"),
    VIEW_INT(tally, count, "how many"),
};
VIEW(tally);
#define TALLY(name_, title_)                                                   \
	{                                                                      \
		.member = name_, .form = CLI_ROWS, .record = &tally_view,      \
		.title = title_                                                \
	}
static const cli_shape jobs_shape = TALLY("jobs", "Jobs");
static const cli_shape apps_shape = TALLY("applications", "Applications");
static const cli_shape interviews_shape = TALLY("interviews", "Interviews");
static const cli_shape funnel_shape = TALLY("funnel", "Funnel");

typedef struct income {
	const char *currency;
	int64_t paid, refunded;
} income;
static const hire_field income_fields[] = {
    VIEW_TEXT(income, currency, "ISO 4217 code"),
    VIEW_INT(income, paid, "in minor units"),
    VIEW_INT(income, refunded, "in minor units"),
};
VIEW(income);
static const cli_shape income_shape = {.member = "payments",
    .form = CLI_ROWS,
    .record = &income_view,
    .columns = "currency paid$ refunded$",
    .title = "Payments"};

static const hire_field hire_day_fields[] = {
    VIEW_TIME(hire_day, day, "day, UTC"),
    VIEW_INT(hire_day, jobs, "jobs posted"),
    VIEW_INT(hire_day, candidates, "candidates signed up"),
    VIEW_INT(hire_day, applications, "applications"),
    VIEW_INT(hire_day, interviews, "interviews"),
    VIEW_INT(hire_day, payments, "payments"),
};
VIEW(hire_day);
static const cli_shape days_shape = {.member = "days",
    .form = CLI_ROWS,
    .record = &hire_day_view,
    .title = "Per day"};

static const cli_shape *const gives[] = {&totals_shape, &jobs_shape,
    &apps_shape, &interviews_shape, &income_shape, &funnel_shape, &days_shape};

/* Counts under the words of an enumeration. */
static hire_status
print_tally(cli *c, const cli_shape *shape, const char *const *names,
    const int64_t *counts, size_t count, hire_error *err)
{
	tally rows[32];
	for (size_t i = 0; i < count && i < COUNT(rows); i++)
		rows[i] = (tally){names[i], counts[i]};
	return out_rows(c, shape, rows, count, NULL, err);
}

static hire_status
print_states(cli *c, const hire_metrics *m, hire_error *err)
{
	hire_status st = print_tally(c, &jobs_shape, hire_job_state_words.names,
	    m->jobs_by_state, COUNT(m->jobs_by_state), err);
	if (!st)
		st = print_tally(c, &apps_shape,
		    hire_application_state_words.names, m->by_state,
		    COUNT(m->by_state), err);
	return st ? st
	          : print_tally(c, &interviews_shape,
	                hire_interview_state_words.names,
	                m->interviews_by_state, COUNT(m->interviews_by_state),
	                err);
}

static hire_status
print_income(cli *c, const hire_metrics *m, hire_error *err)
{
	income rows[COUNT(m->revenue)];
	for (size_t i = 0; i < m->currencies; i++)
		rows[i] = (income){m->revenue[i].currency, m->revenue[i].paid,
		    m->revenue[i].refunded};
	return out_rows(c, &income_shape, rows, m->currencies, NULL, err);
}

static hire_status
print_funnel(cli *c, const hire_metrics *m, hire_error *err)
{
	static const char *const steps[] = {
	    "applied", "matched", "eligible", "interviewed", "scored"};
	return print_tally(
	    c, &funnel_shape, steps, m->funnel, COUNT(m->funnel), err);
}

static hire_status
run(cli *c, hire_error *err)
{
	hire_actor who;
	hire_metrics m;
	hire_time from = cli_date(c, "from", 0), to = cli_date(c, "to", 0);
	hire_time now = hire_ctx_now(c->ctx).wall;
	hire_status st = actor_find(c, ROLE(ADMIN), &who, err);
	/* The last day named is part of the report. */
	if (to || from)
		to = to ? to + HIRE_DAY : now;
	if (to && !from)
		from = to - 30 * HIRE_DAY;
	if (!st)
		st = hire_admin_metrics(
		    c->platform, &who, from, to, c->mem, &m, err);
	if (st)
		return st;
	totals t = {m.organisations, m.recruiters, m.candidates, m.jobs,
	    m.applications, m.interviews, m.scored, m.unscored, m.mean_role_fit,
	    m.payments_paid, m.queue_ready, m.queue_dead};
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
