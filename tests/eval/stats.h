/* SPDX-License-Identifier: MIT
 * stats.h - the figures: order, correlation, error, and how far chance moves
 * them.  Knows nothing of hiring.
 */
#ifndef HIRE_EVAL_STATS_H
#define HIRE_EVAL_STATS_H

#include <stdbool.h>
#include <stddef.h>

/* What was computed, what people say, and which things hang together. */
typedef struct eval_point {
	double got, want;
	size_t cluster;
} eval_point;

typedef struct eval_points {
	const eval_point *p;
	size_t n;
} eval_points;

typedef struct eval_range {
	double low, high;
} eval_range;

/* A figure of points; `weight` NULL: each counts once.  NAN: not defined. */
typedef double (*eval_stat)(eval_points points, const double *weight);

/* Chance that a point with want > 0 has more than one with want 0; ties are
 * half. */
double
eval_auc(eval_points points, const double *weight);

/* Pearson's r. */
double
eval_pearson(eval_points points, const double *weight);

/* Mean over clusters of r within the cluster, weighted by their sizes. */
double
eval_pearson_within(eval_points points, const double *weight);

/* Root of the mean squared difference. */
double
eval_rmse(eval_points points, const double *weight);

/* sum(got) / sum(want): for points that are counts, a share. */
double
eval_share(eval_points points, const double *weight);

/* For points whose got is a line a * x + b fitted on all other clusters. */
double
eval_rmse_calibrated(eval_points points, const double *weight);

/* The middle 95 % of the figure over 1,000 draws of whole clusters, numbered
 * below `clusters`, with a fixed seed.  False: no memory. */
bool
eval_bootstrap(
    eval_stat stat, eval_points points, size_t clusters, eval_range *out);

#endif
