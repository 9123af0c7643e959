/* SPDX-License-Identifier: MIT
 * category.c - "same profession?": resumes that come with a job category.
 * Twice: against advertisements whose profession professions.tsv names, and
 * against requirements made of another resume's skills.
 */
#include "eval.h"

#include <stdio.h>
#include <string.h>

enum { RESUMES = 400, ADS = 64, LEAST_SKILLS = 3, MOST_SKILLS = 12 };

typedef struct person {
	const char *category, *copies; /* near copies share the latter */
	bool technical;
	const hire_facts *facts;
} person;

typedef struct people {
	person p[RESUMES];
	size_t n;
} people;

static void
read_people(eval *e, people *out)
{
	char path[500];
	snprintf(path, sizeof path, "%s/matching/resumes_by_category_dev.tsv",
	    e->fixtures);
	eval_lines file = eval_read_lines(e, path, true);
	for (size_t i = 0; i < file.count && out->n < RESUMES; i++) {
		char **c = file.rows[i];
		out->p[out->n++] = (person){
		    c[1], c[3], c[2][0] == '1', eval_facts_of(e, c[4])};
	}
}

/* Whether `name` is one of the names in "A|B|C". */
static bool
among(const char *names, const char *name)
{
	size_t n = strlen(name);
	for (const char *s = names; s; s = strchr(s, '|')) {
		s += *s == '|';
		if (!strncmp(s, name, n) && (!s[n] || s[n] == '|'))
			return true;
	}
	return false;
}

/* The mean over groups of points, each an own question, of their AUC. */
static double
mean_auc(eval_points q, const double *weight)
{
	double sum = 0, n = 0;
	for (size_t i = 0, end; i < q.n; i = end) {
		for (end = i; end < q.n && q.p[end].cluster == q.p[i].cluster;
		     end++)
			;
		double w = weight ? weight[i] : 1;
		double auc = eval_auc((eval_points){q.p + i, end - i}, NULL);
		if (!(auc >= 0) || w <= 0)
			continue;
		sum += w * auc;
		n += w;
	}
	return n > 0 ? sum / n : -1;
}

static void
add_mean(
    eval *e, const char *name, eval_points q, size_t groups, const char *of)
{
	eval_row row = {
	    .measure = name, .value = mean_auc(q, NULL), .n = groups, .of = of};
	row.known = eval_bootstrap(mean_auc, q, groups, &row.interval);
	eval_add(e, row);
}

/* One advertisement against everybody; how many others reach 70. */
static size_t
against_ad(eval *e, const people *all, char **ad, eval_points *out,
    size_t group, eval_point *p)
{
	size_t over = 0;
	const hire_job_facts *job = eval_get_job(e, ad[0]);
	for (size_t i = 0; i < all->n; i++) {
		const person *who = &all->p[i];
		bool same = among(ad[1], who->category);
		if (!same && among(ad[2], who->category))
			continue;
		int score = eval_score(e, who->facts, job);
		p[out->n++] = (eval_point){score, same, group};
		over += !who->technical && score >= HIRE_MATCH_THRESHOLD;
		if (e->verbose && same == (score < 30))
			fprintf(stderr, "profession %d: %3d  %s %s  %s\n", same,
			    score, who->category, who->copies, ad[0]);
	}
	return over;
}

static void
ads(eval *e, const people *all)
{
	static eval_point p[RESUMES * ADS];
	eval_points q = {p, 0};
	char path[500];
	size_t over = 0;
	snprintf(path, sizeof path, "%s/professions.tsv", e->folder);
	eval_lines file = eval_read_lines(e, path, false);
	if (file.count > ADS)
		eval_die(path, "has too many rows");
	for (size_t i = 0; i < file.count; i++)
		over += against_ad(e, all, file.rows[i], &q, i, p);
	add_mean(
	    e, "match: same profession as the ad, AUC", q, file.count, "ads");
	eval_add(e, (eval_row){.measure = "match: other professions at 70",
	                .value = (double)over,
	                .count = true,
	                .n = q.n,
	                .of = "pairs",
	                .note = "resumes of no technical category"});
}

/* Requirements made of a resume's skills; NULL when there are too few. */
static const hire_job_facts *
wanted_like(eval *e, const hire_facts *facts)
{
	const hire_job_facts *job;
	hire_error err = {0};
	const char *list = "";
	if (facts->skill_count < LEAST_SKILLS)
		return NULL;
	for (size_t i = 0; i < facts->skill_count && i < MOST_SKILLS; i++) {
		list = hire_arena_printf(
		    e->mem, "%smust: %s\n", list, facts->skills[i].name);
		if (!list)
			eval_die("memory", "it is out");
	}
	eval_must(hire_engine_job_facts(hire_platform_engine(e->platform),
	              "Specialist", "", list, e->mem, &job, &err),
	    &err);
	return job->count ? job : NULL;
}

static void
neighbours(eval *e, const people *all)
{
	static eval_point p[RESUMES * RESUMES];
	size_t groups = 0, n = 0;
	for (size_t i = 0; i < all->n; i++) {
		const person *like = &all->p[i];
		const hire_job_facts *job = wanted_like(e, like->facts);
		if (!job)
			continue;
		for (size_t k = 0; k < all->n; k++) {
			const person *who = &all->p[k];
			if (!strcmp(who->copies, like->copies))
				continue;
			p[n++] = (eval_point){eval_score(e, who->facts, job),
			    !strcmp(who->category, like->category), groups};
		}
		groups++;
	}
	add_mean(e, "match: same profession as a resume, AUC",
	    (eval_points){p, n}, groups, "resumes");
}

void
eval_category(eval *e)
{
	static people all;
	read_people(e, &all);
	ads(e, &all);
	neighbours(e, &all);
}
