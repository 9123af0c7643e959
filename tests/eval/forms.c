/* SPDX-License-Identifier: MIT
 * forms.c - resumes that were dumped out of a form: it names each employer in a
 * line of its own, and it named no person.  Labels that need no reader, so many
 * resumes can be looked at.
 */
#include "labels.h"

#include <stdio.h>
#include <string.h>

enum { FORMS = 400, EMPLOYERS_MAX = 40, LINE = 200 };

static const char employer_mark[] = "company - ";

typedef struct forms {
	eval_point employers[FORMS];
	size_t n, names;
} forms;

/* The employers named in `text`, each once. */
static size_t
named(const char *text, char out[EMPLOYERS_MAX][LINE])
{
	size_t count = 0;
	for (const char *s = text; s && count < EMPLOYERS_MAX;
	     s = strchr(s, '\n')) {
		s += *s == '\n';
		if (strncmp(s, employer_mark, sizeof employer_mark - 1) != 0)
			continue;
		const char *name = s + sizeof employer_mark - 1;
		snprintf(
		    out[count], LINE, "%.*s", (int)strcspn(name, "\n|"), name);
		bool known = !out[count][strspn(out[count], " ")];
		for (size_t i = 0; i < count; i++)
			known |= !strcmp(out[i], out[count]);
		count += !known;
	}
	return count;
}

static bool
employs(const hire_facts *f, const char *want)
{
	for (size_t i = 0; i < f->job_count; i++)
		if (f->jobs[i].employer &&
		    label_is(LABEL_COMPANY, want, f->jobs[i].employer))
			return true;
	return false;
}

static void
look(eval *e, forms *x, const char *id, const char *text)
{
	static char names[EMPLOYERS_MAX][LINE];
	const hire_facts *f = eval_facts_of(e, text);
	size_t count = named(text, names), hits = 0;
	for (size_t i = 0; i < count; i++) {
		bool hit = employs(f, names[i]);
		hits += hit;
		if (!hit && e->verbose)
			fprintf(
			    stderr, "%s: employer missed: %s\n", id, names[i]);
	}
	if (f->name && e->verbose)
		fprintf(stderr, "%s: no name: %s\n", id, f->name);
	x->names += f->name != NULL;
	x->employers[x->n] = (eval_point){(double)hits, (double)count, x->n};
	x->n++;
}

void
eval_forms(eval *e)
{
	static forms x;
	char path[500];
	snprintf(path, sizeof path, "%s/matching/resumes_by_category_dev.tsv",
	    e->fixtures);
	eval_lines file = eval_read_lines(e, path, true);
	for (size_t i = 0; i < file.count && x.n < FORMS; i++)
		look(e, &x, file.rows[i][0], file.rows[i][4]);
	eval_points q = {x.employers, x.n};
	eval_row row = {.measure = "extract: employers in forms, recall",
	    .value = eval_share(q, NULL),
	    .n = x.n,
	    .of = "resumes"};
	row.known = eval_bootstrap(eval_share, q, x.n, &row.interval);
	eval_add(e, row);
	eval_add(
	    e, (eval_row){.measure = "extract: names in forms, which have none",
	           .value = (double)x.names,
	           .count = true,
	           .n = x.n,
	           .of = "resumes"});
}
