/* SPDX-License-Identifier: MIT
 * reports.h - the platform's metrics as views: totals, states, income, funnel,
 * days. Apart from who prints them, so that all frontends say the same.
 */
#ifndef HIRE_REPORT_VIEWS_H
#define HIRE_REPORT_VIEWS_H

#include <hire/admin.h>

typedef struct totals {
	int64_t organisations, recruiters, candidates, jobs, applications,
	    interviews, scored, unscored, mean_role_fit, payments_paid,
	    queue_ready, queue_dead;
	hire_time counted_at;
} totals;

typedef struct tally {
	const char *state;
	int64_t count;
} tally;

typedef struct income {
	const char *currency;
	int64_t paid, refunded;
} income;

extern const hire_record totals_view, tally_view, income_view, hire_day_view,
    hire_queue_count_view;

/* Most rows of a tally, and of what came in. */
enum {
	TALLY_MAX = 32,
	INCOME_MAX =
	    sizeof((hire_metrics *)0)->revenue / sizeof(struct hire_revenue)
};

totals
report_totals(const hire_metrics *m);

/* Counts under the words of an enumeration; gives their number. */
size_t
report_tally(
    const hire_words *words, const int64_t *counts, tally out[TALLY_MAX]);

/* The steps from applied to scored. */
size_t
report_funnel(const hire_metrics *m, tally out[TALLY_MAX]);

size_t
report_income(const hire_metrics *m, income out[INCOME_MAX]);

/* Days asked for (0: not said) as the times of hire_admin_metrics(): the last
 * day named is part of the report. */
void
report_range(hire_time now, hire_time *from, hire_time *to);

#endif
