/* SPDX-License-Identifier: MIT
 * extract.c - facts of resumes against what a careful reader found.
 */
#include "extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS_OFF = 12 };

static const struct {
	const char *name, *of;
	eval_way way;
	double aim;
} measures[MEASURES] = {
    [SKILLS] = {"extract: skills F1", "resumes", EVAL_AT_LEAST, 0.85},
    [SKILLS_FOUND] = {"extract: skills, recall", "resumes", EVAL_NO_AIM, 0},
    [SKILLS_RIGHT] = {"extract: skills, precision", "resumes", EVAL_NO_AIM, 0},
    [SKILLS_LISTED] = {"extract: skills F1, none neutral", "resumes",
        EVAL_NO_AIM, 0},
    [SKILLS_STRICT] = {"extract: skills F1, as written", "resumes", EVAL_NO_AIM,
        0},
    [EMPLOYERS] = {"extract: employers F1", "resumes", EVAL_AT_LEAST, 0.92},
    [TITLES] = {"extract: titles of jobs", "resumes", EVAL_NO_AIM, 0},
    [DATES] = {"extract: dates of jobs, both ends", "resumes", EVAL_NO_AIM, 0},
    [YEARS] = {"extract: years within 1", "resumes", EVAL_AT_LEAST, 0.90},
    [NAME] = {"extract: name", "resumes", EVAL_AT_LEAST, 0.98},
    [EMAIL] = {"extract: e-mail", "resumes", EVAL_AT_LEAST, 0.98},
    [PHONE] = {"extract: phone, digits", "resumes", EVAL_NO_AIM, 0},
    [TITLE] = {"extract: title of the person", "resumes", EVAL_NO_AIM, 0},
    [DEGREE] = {"extract: highest degree", "resumes", EVAL_NO_AIM, 0},
    [SCHOOLS] = {"extract: schools", "resumes", EVAL_NO_AIM, 0},
};

void
extract_count(extraction *x, enum measure m, double got, double of)
{
	x->points[m][x->file].got += got;
	x->points[m][x->file].want += of;
}

void
extract_say(const extraction *x, enum measure m, const char *what,
    const char *want, const char *got)
{
	if (x->e->verbose)
		fprintf(stderr, "%s: %s: %s%s%s%s%s\n", x->name,
		    measures[m].name + strlen("extract: "), what,
		    want ? " want " : "", want ? want : "", got ? " got " : "",
		    got ? got : "");
}

static void
check(extraction *x, enum measure m, bool right, const char *want,
    const char *got)
{
	extract_count(x, m, right, 1);
	if (!right)
		extract_say(x, m, "wrong:", want, got ? got : "nothing");
}

static bool
seen_before(const label_job *jobs, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (!strcmp(jobs[k].employer, jobs[i].employer))
			return true;
	return false;
}

static bool
has_employer(const hire_facts *f, size_t n, const char *want)
{
	for (size_t i = 0; i < n; i++)
		if (f->jobs[i].employer &&
		    label_is(LABEL_COMPANY, want, f->jobs[i].employer))
			return true;
	return false;
}

static bool
is_wanted(const label *l, const char *got)
{
	for (size_t i = 0; i < l->job_count; i++)
		if (label_is(LABEL_COMPANY, l->jobs[i].employer, got))
			return true;
	return false;
}

/* Each employer once, however many jobs were held there. */
static void
employers(extraction *x, const label *l, const hire_facts *f)
{
	for (size_t i = 0; i < l->job_count; i++) {
		const label_job *want = &l->jobs[i];
		if (want->optional || !strcmp(want->employer, "-") ||
		    seen_before(l->jobs, i))
			continue;
		bool hit = has_employer(f, f->job_count, want->employer);
		extract_count(x, EMPLOYERS, hit ? 2 : 0, hit ? 2 : 1);
		if (!hit)
			extract_say(
			    x, EMPLOYERS, "missed", NULL, want->employer);
	}
	for (size_t i = 0; i < f->job_count; i++) {
		const char *got = f->jobs[i].employer;
		if (!got || is_wanted(l, got) || has_employer(f, i, got))
			continue;
		extract_count(x, EMPLOYERS, 0, 1);
		extract_say(x, EMPLOYERS, "extra", NULL, got);
	}
}

static bool
same_date(const char *want, hire_month got, bool open)
{
	char text[24] = "-";
	if (open)
		return !strcmp(want, "present");
	if (got.year && got.month)
		snprintf(text, sizeof text, "%04d-%02d", (int)got.year,
		    (int)got.month);
	else if (got.year)
		snprintf(text, sizeof text, "%04d", (int)got.year);
	return !strcmp(want, text);
}

static bool
same_dates(const label_job *want, const hire_employment *got)
{
	return same_date(want->start, got->start, false) &&
	       same_date(want->end, got->end, got->present);
}

/* The job that is meant: of those with its employer the one most alike. */
static const hire_employment *
counterpart(const label_job *want, const hire_facts *f)
{
	const hire_employment *best = NULL;
	int most = -1;
	for (size_t i = 0; i < f->job_count; i++) {
		const hire_employment *j = &f->jobs[i];
		bool place =
		    label_is(LABEL_COMPANY, want->employer, j->employer);
		bool title = label_is(LABEL_PLAIN, want->title, j->title);
		int alike = 2 * same_dates(want, j) + title;
		if ((place || (!j->employer && title)) && alike > most) {
			most = alike;
			best = j;
		}
	}
	return best;
}

static void
jobs(extraction *x, const label *l, const hire_facts *f)
{
	for (size_t i = 0; i < l->job_count; i++) {
		const label_job *want = &l->jobs[i];
		const hire_employment *got = counterpart(want, f);
		if (want->optional)
			continue;
		if (strcmp(want->title, "-") != 0)
			check(x, TITLES,
			    got &&
			        label_is(LABEL_PLAIN, want->title, got->title),
			    want->title, got ? got->title : "no such job");
		if (strcmp(want->start, "-") != 0)
			check(x, DATES, got && same_dates(want, got),
			    want->employer, got ? got->title : "no such job");
	}
}

/* Whether `months` is within a year of one of "A|B"; "-": unknown or none. */
static bool
same_years(const char *want, int32_t months)
{
	for (const char *s = want; s; s = strchr(s, '|')) {
		s += *s == '|';
		double off = months - strtod(s, NULL) * 12;
		if (*s == '-' ? months <= 0
		              : months >= 0 && off <= MONTHS_OFF &&
		                    off >= -MONTHS_OFF)
			return true;
	}
	return false;
}

static void
years(extraction *x, const label *l, const hire_facts *f)
{
	char got[32];
	snprintf(got, sizeof got, "%d months", (int)f->months);
	check(x, YEARS, same_years(l->years, f->months), l->years, got);
}

static void
schools(extraction *x, const label *l, const hire_facts *f)
{
	for (size_t i = 0; i < l->schools.count; i++) {
		const char *want = l->schools.names[i];
		bool hit = false;
		for (size_t k = 0; k < f->education_count; k++)
			hit |=
			    label_is(LABEL_PLAIN, want, f->education[k].school);
		check(x, SCHOOLS, hit, want, "no such school");
	}
}

static void
one_resume(extraction *x, const label *l)
{
	static const hire_facts none = {.months = -1};
	const hire_facts *f = eval_get_resume(x->e, l->file)->facts;
	if (!f)
		f = &none;
	x->name = l->file;
	for (int m = 0; m < MEASURES; m++)
		x->points[m][x->file].cluster = x->file;
	extract_skills(x, l, f);
	employers(x, l, f);
	jobs(x, l, f);
	years(x, l, f);
	check(
	    x, NAME, label_is(LABEL_PLAIN, l->name, f->name), l->name, f->name);
	check(x, EMAIL, label_is(LABEL_PLAIN, l->email, f->email), l->email,
	    f->email);
	check(x, PHONE, label_is(LABEL_DIGITS, l->phone, f->phone), l->phone,
	    f->phone);
	check(x, TITLE, label_is(LABEL_PLAIN, l->title, f->title), l->title,
	    f->title);
	const char *degree =
	    hire_word(&hire_degree_words, (int)f->highest_degree);
	check(x, DEGREE, label_is(LABEL_PLAIN, l->degree, degree), l->degree,
	    degree);
	schools(x, l, f);
	x->file++;
}

void
eval_extract(eval *e)
{
	static extraction x;
	size_t n;
	const label *labels = label_read_all(e, &n);
	x.e = e;
	if (n > FILES)
		eval_die("labels", "are too many");
	for (size_t i = 0; i < n; i++)
		one_resume(&x, &labels[i]);
	for (int m = 0; m < MEASURES; m++) {
		eval_points q = {x.points[m], n};
		eval_row row = {.measure = measures[m].name,
		    .value = eval_share(q, NULL),
		    .way = measures[m].way,
		    .aim = measures[m].aim,
		    .n = n,
		    .of = measures[m].of};
		row.known = eval_bootstrap(eval_share, q, n, &row.interval);
		eval_add(e, row);
	}
}
