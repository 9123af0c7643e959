/* SPDX-License-Identifier: MIT
 * grade.c - grades of answers that two people graded.  Nothing is fitted by
 * the library; only the figure that says so draws a line through other
 * questions' grades.
 */
#include "grade.h"

#include "dials.h"

#include <stdio.h>
#include <string.h>

enum { ANSWERS = 4000, FULL = 9 };

eval_lines
eval_graded(eval *e)
{
	char path[500];
	snprintf(path, sizeof path, "%s/grading/mohler_dev.tsv", e->fixtures);
	return eval_read_lines(e, path, true);
}

double
eval_grade_of(
    eval *e, const char *question, const char *ideal, const char *answer)
{
	hire_grade g;
	hire_error err = {0};
	hire_arena_reset(e->scratch);
	eval_must(hire_engine_grade(hire_platform_engine(e->platform), question,
	              ideal, answer, e->scratch, &g, &err),
	    &err);
	return (double)g.tenths / 10;
}

/* One decimal is enough of what people said; no locale has a say. */
static double
number(const char *s)
{
	double whole = 0, part = 0, unit = 1;
	for (; *s >= '0' && *s <= '9'; s++)
		whole = 10 * whole + (*s - '0');
	for (s += *s == '.'; *s >= '0' && *s <= '9'; s++)
		part += (*s - '0') * (unit /= 10);
	return whole + part;
}

static void
add(eval *e, const char *name, eval_stat stat, eval_points q, size_t clusters,
    eval_row row)
{
	row.measure = name;
	row.value = stat(q, NULL);
	row.n = q.n;
	row.of = "answers";
	row.known = eval_bootstrap(stat, q, clusters, &row.interval);
	eval_add(e, row);
}

static void
tell(const char **c, double got, double want)
{
	if (got - want > 5 || want - got > 5)
		fprintf(stderr, "grade %4.1f for %4.1f: %s  %s | %s | %s\n",
		    got, want, c[0], c[3], c[4], c[5]);
}

static void
zeros(eval *e, eval_points q)
{
	size_t full = 0, none = 0;
	for (size_t i = 0; i < q.n; i++)
		if (q.p[i].want >= FULL) {
			full++;
			none += q.p[i].got <= 0;
		}
	eval_add(e, (eval_row){.measure = "grading: 0 for answers graded 9+",
	                .value = (double)none,
	                .count = true,
	                .n = full,
	                .of = "answers"});
}

void
eval_grade(eval *e)
{
	static eval_point p[ANSWERS];
	eval_points q = {p, 0};
	size_t clusters = 0;
	eval_lines file = eval_graded(e);
	for (size_t i = 0; i < file.count && q.n < ANSWERS; i++) {
		char **c = file.rows[i];
		bool same = i && !strcmp(c[1], file.rows[i - 1][1]);
		clusters += !same;
		double got = eval_grade_of(e, c[3], c[4], c[5]);
		p[q.n++] = (eval_point){got, number(c[9]), clusters - 1};
		if (e->verbose)
			tell((const char **)c, got, number(c[9]));
	}
	add(e, "grading: Pearson r", eval_pearson, q, clusters,
	    (eval_row){.way = EVAL_AT_LEAST, .aim = 0.58});
	add(e, "grading: r within a question, mean", eval_pearson_within, q,
	    clusters, (eval_row){0});
	add(e, "grading: RMSE of 0..10, as it is", eval_rmse, q, clusters,
	    (eval_row){0});
	add(e, "grading: RMSE after a line, question held out",
	    eval_rmse_calibrated, q, clusters, (eval_row){0});
	add(e, "grading: r, cross-validated", eval_pearson,
	    eval_held_out(e, file, q, clusters), clusters, (eval_row){0});
	zeros(e, q);
}
