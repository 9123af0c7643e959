/* SPDX-License-Identifier: MIT
 * table.c - medians, ratios, verdicts; see table.h.
 */
#include "table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double
table_part(double *values, size_t count, double part)
{
	if (!count)
		return 0;
	qsort(values, count, sizeof *values, by_size);
	size_t at = (size_t)(part * (double)count);
	return values[at < count ? at : count - 1];
}

double
table_median(const double values[ROUNDS])
{
	double copy[ROUNDS];
	memcpy(copy, values, sizeof copy);
	return table_part(copy, ROUNDS, 0.5);
}

void
table_head(void)
{
	printf("%-46s %10s %10s %-9s %-16s %6s %9s\n", "row", "ours", "peer",
	    "unit", "peer is", "ratio", "aim");
}

static bool
is_met(const row *r, double ours, double ratio)
{
	if (r->kind == AIM_RATIO_LEAST)
		return ratio >= r->aim;
	return (r->kind == AIM_RATIO_MOST ? ratio : ours) <= r->aim;
}

void
table_row(const row *r)
{
	char peer[32] = "-", ratio[32] = "-", aim[32] = "-";
	const char *verdict = "";
	bool of_ratio = r->kind == AIM_RATIO_LEAST || r->kind == AIM_RATIO_MOST;
	double ours = table_median(r->ours), share = 0;
	if (r->compared) {
		double theirs = table_median(r->theirs);
		share = theirs > 0 ? ours / theirs : 0;
		snprintf(peer, sizeof peer, "%.4g", theirs);
		snprintf(ratio, sizeof ratio, "%.2f", share);
	}
	if (r->kind) {
		snprintf(aim, sizeof aim, "%s %g%s",
		    r->kind == AIM_RATIO_LEAST ? ">=" : "<=", r->aim,
		    of_ratio ? " x" : "");
		verdict = of_ratio && !r->compared ? "no peer"
		          : is_met(r, ours, share) ? "ok"
		                                   : "MISS";
	}
	printf("%-46s %10.4g %10s %-9s %-16s %6s %9s %s\n", r->what, ours, peer,
	    r->unit, r->peer ? r->peer : "-", ratio, aim, verdict);
	fflush(stdout);
}

void
table_note(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("  (", stdout);
	vprintf(format, args);
	fputs(")\n", stdout);
	va_end(args);
	fflush(stdout);
}
