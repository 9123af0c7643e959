/* SPDX-License-Identifier: MIT
 * dials.c - what the numbers that grading was fitted with are worth: for each
 * question those are chosen that do best on all others.
 * Apart from the other areas since it needs more than public headers.
 */
#include "dials.h"

#include "rules/grading/grade.h"

#include <string.h>

/* Each varies one number of the formula, or several together. */
static const hire__dials SETTINGS[] = {
    {5, 2, 200, 30, 2, 700, 500, 300, 50},
    {5, 2, 0, 30, 2, 700, 500, 300, 50},
    {5, 2, 400, 30, 2, 700, 500, 300, 50},
    {5, 5, 200, 30, 2, 700, 500, 300, 50},
    {3, 2, 200, 30, 2, 700, 500, 300, 50},
    {9, 2, 200, 30, 2, 700, 500, 300, 50},
    {5, 2, 200, 15, 2, 700, 500, 300, 50},
    {5, 2, 200, 9999, 2, 700, 500, 300, 50},
    {5, 2, 200, 30, 0, 700, 500, 300, 50},
    {5, 2, 200, 30, 1, 700, 500, 300, 50},
    {5, 2, 200, 30, 3, 700, 500, 300, 50},
    {5, 2, 200, 30, 2, 1, 500, 300, 50},
    {5, 2, 200, 30, 2, 900, 500, 300, 50},
    {5, 2, 200, 30, 2, 700, 1, 300, 50},
    {5, 2, 200, 30, 2, 700, 700, 300, 50},
    {5, 2, 200, 30, 2, 700, 500, 1, 50},
    {5, 2, 200, 30, 2, 700, 500, 450, 50},
    {5, 2, 200, 30, 2, 700, 500, 300, 0},
    {5, 2, 200, 30, 2, 700, 500, 300, 150},
    {5, 2, 400, 15, 1, 500, 400, 200, 50},
    {5, 2, 100, 60, 3, 800, 600, 400, 100},
};
enum { COUNT = sizeof SETTINGS / sizeof *SETTINGS };

static double
grade_with(eval *e, const hire__dials *dials, char *const *c)
{
	hire__task task = {.question = c[3], .ideal = c[4], .dials = dials};
	hire__verdict v;
	hire_error err = {0};
	hire_arena_reset(e->scratch);
	eval_must(
	    hire__grade(&task, c[5], strlen(c[5]), e->scratch, &v, &err), &err);
	return (double)v.tenths / 10;
}

/* r over all points but those of one cluster. */
static double
r_without(eval_points q, size_t cluster, double *weight)
{
	for (size_t i = 0; i < q.n; i++)
		weight[i] = q.p[i].cluster != cluster;
	return eval_pearson(q, weight);
}

/* The setting that does best without the cluster. */
static size_t
choose(eval_point *const *p, size_t n, size_t cluster, double *weight)
{
	size_t best = 0;
	double most = -1;
	for (size_t k = 0; k < COUNT; k++) {
		double r = r_without((eval_points){p[k], n}, cluster, weight);
		if (r > most) {
			most = r;
			best = k;
		}
	}
	return best;
}

eval_points
eval_held_out(eval *e, eval_lines file, eval_points q, size_t clusters)
{
	eval_point *p[COUNT], *out = eval_alloc(e, q.n * sizeof *out);
	double *weight = eval_alloc(e, q.n * sizeof *weight);
	for (size_t k = 0; k < COUNT; k++) {
		p[k] = eval_alloc(e, q.n * sizeof *p[k]);
		for (size_t i = 0; i < q.n; i++) {
			p[k][i] = q.p[i];
			p[k][i].got = grade_with(e, &SETTINGS[k], file.rows[i]);
		}
	}
	for (size_t c = 0; c < clusters; c++) {
		size_t k = choose(p, q.n, c, weight);
		for (size_t i = 0; i < q.n; i++)
			if (q.p[i].cluster == c)
				out[i] = p[k][i];
	}
	return (eval_points){out, q.n};
}
