/* SPDX-License-Identifier: MIT
 * stats.c - weighted figures, so that a bootstrap draw is a set of weights.
 */
#include "stats.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { DRAWS = 1000, SEED = 20261122 };

/* Sums for r and for the least-squares line of want over got. */
typedef struct sums {
	double n, x, y, xx, yy, xy;
} sums;

static double
weight_of(const double *weight, size_t i)
{
	return weight ? weight[i] : 1;
}

static void
add(sums *s, const eval_point *p, double w)
{
	s->n += w;
	s->x += w * p->got;
	s->y += w * p->want;
	s->xx += w * p->got * p->got;
	s->yy += w * p->want * p->want;
	s->xy += w * p->got * p->want;
}

static double
r_of(const sums *s)
{
	double vx = s->n * s->xx - s->x * s->x;
	double vy = s->n * s->yy - s->y * s->y;
	if (s->n < 2 || vx <= 1e-9 || vy <= 1e-9)
		return NAN;
	return (s->n * s->xy - s->x * s->y) / sqrt(vx * vy);
}

double
eval_auc(eval_points q, const double *weight)
{
	double right = 0, all = 0;
	for (size_t i = 0; i < q.n; i++)
		for (size_t k = 0; k < q.n; k++) {
			if (q.p[i].want <= 0 || q.p[k].want > 0)
				continue;
			double w = weight_of(weight, i) * weight_of(weight, k);
			all += w;
			if (q.p[i].got > q.p[k].got)
				right += w;
			else if (q.p[i].got >= q.p[k].got)
				right += w / 2;
		}
	return all > 0 ? right / all : NAN;
}

double
eval_pearson(eval_points q, const double *weight)
{
	sums s = {0};
	for (size_t i = 0; i < q.n; i++)
		add(&s, &q.p[i], weight_of(weight, i));
	return r_of(&s);
}

/* Points of a cluster stand together, so one pass will do. */
double
eval_pearson_within(eval_points q, const double *weight)
{
	double total = 0, n = 0;
	for (size_t i = 0, end; i < q.n; i = end) {
		sums s = {0};
		for (end = i; end < q.n && q.p[end].cluster == q.p[i].cluster;
		     end++)
			add(&s, &q.p[end], weight_of(weight, end));
		double r = r_of(&s);
		if (isnan(r))
			continue;
		total += s.n * r;
		n += s.n;
	}
	return n > 0 ? total / n : NAN;
}

double
eval_rmse(eval_points q, const double *weight)
{
	double sum = 0, n = 0;
	for (size_t i = 0; i < q.n; i++) {
		double w = weight_of(weight, i);
		double d = q.p[i].got - q.p[i].want;
		sum += w * d * d;
		n += w;
	}
	return n > 0 ? sqrt(sum / n) : NAN;
}

double
eval_share(eval_points q, const double *weight)
{
	double got = 0, want = 0;
	for (size_t i = 0; i < q.n; i++) {
		got += weight_of(weight, i) * q.p[i].got;
		want += weight_of(weight, i) * q.p[i].want;
	}
	return want > 0 ? got / want : NAN;
}

/* Squared error of one cluster under the line fitted on the others. */
static double
held_out(const sums *others, const eval_point *p, size_t n, const double *w)
{
	double v = others->n * others->xx - others->x * others->x;
	double a =
	    v > 1e-9 ? (others->n * others->xy - others->x * others->y) / v : 0;
	double b = (others->y - a * others->x) / others->n, sum = 0;
	for (size_t i = 0; i < n; i++) {
		double d = a * p[i].got + b - p[i].want;
		sum += weight_of(w, i) * d * d;
	}
	return sum;
}

double
eval_rmse_calibrated(eval_points q, const double *weight)
{
	sums all = {0};
	double sum = 0;
	for (size_t i = 0; i < q.n; i++)
		add(&all, &q.p[i], weight_of(weight, i));
	for (size_t i = 0, end; i < q.n; i = end) {
		sums others = all;
		for (end = i; end < q.n && q.p[end].cluster == q.p[i].cluster;
		     end++)
			add(&others, &q.p[end], -weight_of(weight, end));
		if (others.n < 2)
			return NAN;
		sum += held_out(
		    &others, q.p + i, end - i, weight ? weight + i : NULL);
	}
	return all.n > 0 ? sqrt(sum / all.n) : NAN;
}

/* splitmix64: the same draws on every machine. */
static uint64_t
draw(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void
draw_weights(
    uint64_t *seed, eval_points q, size_t clusters, double *times, double *out)
{
	for (size_t i = 0; i < clusters; i++)
		times[i] = 0;
	for (size_t i = 0; i < clusters; i++)
		times[draw(seed) % clusters]++;
	for (size_t i = 0; i < q.n; i++)
		out[i] = times[q.p[i].cluster];
}

bool
eval_bootstrap(eval_stat stat, eval_points q, size_t clusters, eval_range *out)
{
	double *room = calloc(DRAWS + clusters + q.n, sizeof *room);
	double *values = room, *times = room + DRAWS, *weight;
	uint64_t seed = SEED;
	size_t n = 0;
	if (!room)
		return false;
	weight = times + clusters;
	for (int i = 0; i < DRAWS; i++) {
		draw_weights(&seed, q, clusters, times, weight);
		double v = stat(q, weight);
		if (!isnan(v))
			values[n++] = v;
	}
	qsort(values, n, sizeof *values, by_size);
	*out = n ? (eval_range){values[n / 40], values[n - 1 - n / 40]}
	         : (eval_range){NAN, NAN};
	free(room);
	return true;
}
