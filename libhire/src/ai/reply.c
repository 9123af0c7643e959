/* SPDX-License-Identifier: MIT
 * reply.c - answering the candidate from the recruiter's own sentences.
 */
#include "engine.h"

#include "rules/grading/cover.h"
#include "util/ctx.h"

#include <string.h>

enum { CLOSE_ENOUGH = 500, LONGEST = 400 };

typedef struct best {
	size_t at, end; /* bytes of the job's text */
	int32_t part;
} best;

static const char PASSED_ON[] =
    "The job description does not say. I will pass this on to the hiring "
    "team.";

/* The line or sentence around the terms [i, k). */
static best
sentence_of(const char *text, const hire__terms *t, size_t i, size_t k)
{
	best b = {t->v[i].at, t->v[k - 1].end, 0};
	while (text[b.end] && strchr(".!?)%\"'", text[b.end]))
		b.end++;
	while (b.at > 0 && strchr("$\"'(", text[b.at - 1]))
		b.at--;
	return b;
}

static best
best_sentence(const char *text, const hire__terms *job, const hire__terms *q)
{
	best found = {0, 0, 0};
	for (size_t i = 0, k; i < job->n; i = k) {
		for (k = i;
		     k < job->n && job->v[k].sentence == job->v[i].sentence;)
			k++;
		hire__said said = {
		    .answer = {job->v + i, k - i}, .either = true};
		for (size_t j = i; j < k; j++)
			job->v[j].sentence = 0;
		hire__cover c = hire__cover_terms(&said, q, 1);
		if (c.part > found.part && k - i > 2) {
			found = sentence_of(text, job, i, k);
			found.part = c.part;
		}
	}
	return found;
}

hire_status
hire_engine_reply(hire_engine *engine, const hire_brief *brief,
    const char *query, hire_arena *mem, const char **out, bool *known,
    hire_error *err)
{
	(void)engine;
	const char *text = brief->job_text ? brief->job_text : "";
	hire__terms job, q;
	hire_status st = hire__terms_read(mem, text, strlen(text), &job, err);
	if (!st)
		st = hire__terms_read(mem, query, strlen(query), &q, err);
	if (st)
		return st;
	best b = best_sentence(text, &job, &q);
	bool found = b.part >= CLOSE_ENOUGH && b.end - b.at <= LONGEST;
	const char *made =
	    found ? hire_arena_printf(mem, "The job description says: \"%.*s\"",
	                (int)(b.end - b.at), text + b.at)
	          : hire_arena_strdup(mem, PASSED_ON);
	if (!made)
		return hire__nomem(err);
	*out = made;
	*known = found;
	return HIRE_OK;
}
