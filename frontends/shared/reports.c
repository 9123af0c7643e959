/* SPDX-License-Identifier: MIT
 * reports.c - the platform's metrics as views; see reports.h.
 */
#include "reports.h"
#include "view.h"

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
    VIEW_TIME(totals, counted_at,
        "when all but the messages was counted: a large platform keeps its "
        "numbers for a while"),
};
VIEW_SHARED(totals);

static const hire_field tally_fields[] = {
    VIEW_TEXT(tally, state, "state or step"),
    VIEW_INT(tally, count, "how many"),
};
VIEW_SHARED(tally);

static const hire_field income_fields[] = {
    VIEW_TEXT(income, currency, "ISO 4217 code"),
    VIEW_INT(income, paid, "in minor units"),
    VIEW_INT(income, refunded, "in minor units"),
};
VIEW_SHARED(income);

static const hire_field hire_day_fields[] = {
    VIEW_TIME(hire_day, day, "day, UTC"),
    VIEW_INT(hire_day, jobs, "jobs posted"),
    VIEW_INT(hire_day, candidates, "candidates signed up"),
    VIEW_INT(hire_day, applications, "applications"),
    VIEW_INT(hire_day, interviews, "interviews"),
    VIEW_INT(hire_day, payments, "payments"),
};
VIEW_SHARED(hire_day);

static const hire_field hire_queue_count_fields[] = {
    VIEW_TEXT(hire_queue_count, kind, "what is to do"),
    VIEW_ENUM(
        hire_queue_count, state, hire_message_state_words, "waiting or dead"),
    VIEW_INT(hire_queue_count, count, "how many"),
};
VIEW_SHARED(hire_queue_count);

totals
report_totals(const hire_metrics *m)
{
	return (totals){m->organisations, m->recruiters, m->candidates, m->jobs,
	    m->applications, m->interviews, m->scored, m->unscored,
	    m->mean_role_fit, m->payments_paid, m->queue_ready, m->queue_dead,
	    m->counted_at};
}

static size_t
fill(const char *const *names, size_t count, const int64_t *counts,
    tally out[TALLY_MAX])
{
	size_t n = count < TALLY_MAX ? count : TALLY_MAX;
	for (size_t i = 0; i < n; i++)
		out[i] = (tally){names[i], counts[i]};
	return n;
}

size_t
report_tally(
    const hire_words *words, const int64_t *counts, tally out[TALLY_MAX])
{
	return fill(words->names, words->count, counts, out);
}

size_t
report_funnel(const hire_metrics *m, tally out[TALLY_MAX])
{
	static const char *const steps[] = {
	    "applied", "matched", "eligible", "interviewed", "scored"};
	return fill(steps, sizeof steps / sizeof *steps, m->funnel, out);
}

size_t
report_income(const hire_metrics *m, income out[INCOME_MAX])
{
	for (size_t i = 0; i < m->currencies; i++)
		out[i] = (income){m->revenue[i].currency, m->revenue[i].paid,
		    m->revenue[i].refunded};
	return m->currencies;
}

void
report_range(hire_time now, hire_time *from, hire_time *to)
{
	if (*to || *from)
		*to = *to ? *to + HIRE_DAY : now;
	if (*to && !*from)
		*from = *to - 30 * HIRE_DAY;
}
