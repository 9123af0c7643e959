/* SPDX-License-Identifier: MIT
 * match.c - scores of labelled pairs of resume and advertisement.
 */
#include "eval.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 1000 };

typedef struct pairs {
	eval_point p[MOST];
	size_t n, clusters;
} pairs;

static double
share_at(const pairs *q, double label, int least, size_t *all)
{
	size_t at = 0;
	*all = 0;
	for (size_t i = 0; i < q->n; i++)
		if (q->p[i].want >= label && q->p[i].want <= label) {
			*all += 1;
			at += q->p[i].got >= least;
		}
	return *all ? (double)at / (double)*all : 0;
}

static void
add_auc(eval *e, const char *name, const pairs *q, eval_row row)
{
	eval_points points = {q->p, q->n};
	row.measure = name;
	row.value = eval_auc(points, NULL);
	row.n = q->n;
	row.of = "pairs";
	row.known =
	    eval_bootstrap(eval_auc, points, q->clusters, &row.interval);
	eval_add(e, row);
}

/* Pairs of one resume hang together. */
static size_t
cluster_of(const char *names[], size_t *count, const char *name)
{
	for (size_t i = 0; i < *count; i++)
		if (!strcmp(names[i], name))
			return i;
	names[*count] = name;
	return (*count)++;
}

static void
hand_fit(eval *e)
{
	static pairs q;
	static const char *names[MOST];
	char path[500];
	size_t bad, good;
	snprintf(
	    path, sizeof path, "%s/matching/hand_fit_dev.tsv", e->fixtures);
	eval_lines file = eval_read_lines(e, path, true);
	for (size_t i = 0; i < file.count && q.n < MOST; i++) {
		char **c = file.rows[i];
		int score = eval_score(
		    e, eval_get_resume(e, c[1])->facts, eval_get_job(e, c[2]));
		double want = c[3][0] - '0';
		q.p[q.n++] = (eval_point){
		    score, want, cluster_of(names, &q.clusters, c[1])};
		if (e->verbose)
			fprintf(stderr, "fit %d of 2: %3d  %s  %s (%s)\n",
			    (int)want, score, c[1], c[2], c[4]);
	}
	add_auc(e, "match: hand-fit AUC, fit against no", &q,
	    (eval_row){.way = EVAL_AT_LEAST, .aim = 0.95});
	double over = share_at(&q, 0, HIRE_MATCH_THRESHOLD, &bad);
	double kept = share_at(&q, 2, HIRE_MATCH_THRESHOLD, &good);
	eval_add(e, (eval_row){.measure = "match: \"no\" pairs at or above 70",
	                .value = over * (double)bad,
	                .count = true,
	                .way = EVAL_AT_MOST,
	                .n = bad,
	                .of = "\"no\" pairs"});
	eval_add(e, (eval_row){.measure = "match: good pairs at or above 70",
	                .value = kept,
	                .way = EVAL_AT_LEAST,
	                .aim = 0.80,
	                .n = good,
	                .of = "good pairs"});
}

static const char *
find(const eval_lines *file, const char *id, size_t column)
{
	for (size_t i = 0; i < file->count; i++)
		if (!strcmp(file->rows[i][0], id))
			return file->rows[i][column];
	eval_die(id, "has no text");
	return NULL;
}

static void
noisy(eval *e)
{
	static pairs q;
	char path[500];
	eval_lines f[3];
	static const char *const names[] = {"pairs", "resumes", "jobs"};
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/matching/rjdfit_dev_%s.tsv",
		    e->fixtures, names[i]);
		f[i] = eval_read_lines(e, path, true);
	}
	for (size_t i = 0; i < f[0].count && q.n < MOST; i++) {
		char **c = f[0].rows[i];
		int score =
		    eval_score(e, eval_facts_of(e, find(&f[1], c[2], 2)),
		        eval_job_of(e, find(&f[2], c[3], 3)));
		q.p[q.n] = (eval_point){score, c[1][0] - '0', q.n};
		q.n++;
	}
	q.clusters = q.n;
	add_auc(e, "match: upstream-labelled pairs, AUC", &q,
	    (eval_row){.note = "noisy labels, not an aim"});
}

void
eval_match(eval *e)
{
	hand_fit(e);
	noisy(e);
}
