/* SPDX-License-Identifier: MIT
 * questions.c - the questions of one interview: which, and in which order.
 */
#include "engine.h"

#include "ideal.h"
#include "question_forms.h"
#include "question_words.h"
#include "topics.h"
#include "util/ctx.h"

#include <string.h>

enum { MOST = 50, WEIGHT_MUST = 3, WEIGHT_NICE = 1 };

typedef struct planner {
	const hire_job_facts *job;
	hire_arena *mem;
	hire__topics topics;
	hire_plan plan;
	hire__turns turns;
} planner;

/* Whether a question with this ending is in the plan already. */
static bool
is_asked(const planner *p, const char *text)
{
	size_t k = strlen(text);
	for (size_t i = 0; i < p->plan.count; i++) {
		const char *other = p->plan.questions[i].text;
		size_t n = strlen(other);
		if (n >= k && !strcmp(other + n - k, text))
			return true;
	}
	return false;
}

/* The line a question on the topic may start from: each line once. */
static const char *
fresh_line(const planner *p, const hire__topic *t)
{
	for (size_t i = 0; t->line && i < p->plan.count; i++) {
		const char *used = p->plan.questions[i].resume_line;
		if (used && !strcmp(used, t->line))
			return NULL;
	}
	return t->line;
}

static hire_status
push(planner *p, hire_plan_question q, hire_error *err)
{
	if (!q.text || !p->plan.questions)
		return hire__nomem(err);
	hire_status st = hire__ideal_anchors(&q, p->mem, err);
	if (!st)
		p->plan.questions[p->plan.count++] = q;
	return st;
}

static hire_plan_question
blank_question(const hire__topic *t, int32_t depth)
{
	return (hire_plan_question){.source = HIRE_QUESTION_GENERATED,
	    .requirement = t->requirement ? t->requirement->text : NULL,
	    .weight = t->must ? WEIGHT_MUST : WEIGHT_NICE,
	    .depth = depth};
}

static hire_status
own_question(planner *p, const hire_own_question *own, hire_error *err)
{
	hire_plan_question q = {.source = HIRE_QUESTION_RECRUITER,
	    .text = hire_arena_strdup(p->mem, own->text),
	    .weight = WEIGHT_MUST,
	    .depth = 2};
	if (own->ideal && own->ideal[strspn(own->ideal, " \t\r\n")] &&
	    !(q.ideal = hire_arena_strdup(p->mem, own->ideal)))
		return hire__nomem(err);
	return push(p, q, err);
}

static hire_status
ask_sheet(planner *p, const hire__topic *t, const hire__sheet_question *s,
    hire_error *err)
{
	hire_plan_question q = blank_question(t, s->depth);
	q.resume_line = fresh_line(p, t);
	q.text =
	    hire__question_led(&p->turns, t, q.resume_line, s->text, p->mem);
	hire_status st = hire__ideal_of_sheet(s, p->mem, &q, err);
	return st ? st : push(p, q, err);
}

/* Ask by the form of this depth that was used least; false in `*done` when
 * all were used for this topic. */
static hire_status
ask_form(planner *p, const hire__topic *t, int32_t depth, bool *done,
    hire_error *err)
{
	const char *line = fresh_line(p, t), *text = NULL;
	hire__ground ground = hire__ground_of(t, line);
	size_t best = HIRE__FORMS;
	for (size_t k = 0; k < HIRE__FORMS; k++) {
		size_t i = hire__turn(&p->turns, k, HIRE__FORMS);
		const hire__form *f = &hire__forms[i];
		if (f->depth != depth || f->ground != ground ||
		    (best < HIRE__FORMS &&
		        p->turns.form[i] >= p->turns.form[best]))
			continue;
		const char *made =
		    hire__question_filled(f->text, t->name, line, p->mem);
		if (!made)
			return hire__nomem(err);
		if (!is_asked(p, made)) {
			best = i;
			text = made;
		}
	}
	*done = text != NULL;
	if (!text)
		return HIRE_OK;
	p->turns.form[best]++;
	hire_plan_question q = blank_question(t, depth);
	q.text = text;
	q.resume_line = line;
	hire_status st =
	    hire__ideal_of_signs(hire__forms[best].signs, p->mem, &q, err);
	return st ? st : push(p, q, err);
}

/* For long interviews on few requirements. */
static hire_status
ask_aspect(planner *p, const hire__topic *t, int32_t depth, hire_error *err)
{
	for (size_t i = 0; i < HIRE__ASPECTS * HIRE__DEPTHS; i++) {
		size_t d =
		    ((size_t)depth - 1 + i / HIRE__ASPECTS) % HIRE__DEPTHS;
		const char *text = hire__question_filled(hire__aspect_forms[d],
		    t->name, hire__aspects[i % HIRE__ASPECTS], p->mem);
		if (!text)
			return hire__nomem(err);
		if (is_asked(p, text))
			continue;
		hire_plan_question q = blank_question(t, depth);
		q.text = text;
		hire_status st =
		    hire__ideal_of_signs(HIRE__TOLD, p->mem, &q, err);
		return st ? st : push(p, q, err);
	}
	return hire_fail(
	    err, HIRE_EINTERNAL, "want", "no more questions to ask");
}

static hire_status
ask_on(planner *p, const hire__topic *t, int32_t depth, bool *done,
    hire_error *err)
{
	for (size_t i = 0; t->sheet && i < t->sheet->count; i++) {
		const hire__sheet_question *s = &t->sheet->questions[i];
		if (s->depth == depth && !is_asked(p, s->text)) {
			*done = true;
			return ask_sheet(p, t, s, err);
		}
	}
	return ask_form(p, t, depth, done, err);
}

/* The topic of the `i`-th generated question: all in turn, then those that
 * the resume claims, since there is more to ask about them. */
static const hire__topic *
topic_at(const hire__topics *t, size_t i)
{
	size_t claimed = 0;
	if (i < t->n)
		return &t->v[i];
	for (size_t k = 0; k < t->n; k++)
		claimed += t->v[k].claimed;
	if (!claimed)
		return &t->v[t->n ? i % t->n : 0];
	size_t turn = (i - t->n) % claimed, k = 0;
	while (!t->v[k].claimed || turn--)
		k++;
	return &t->v[k];
}

/* The `i`-th of `count` generated questions, depth rising. */
static hire_status
ask_next(planner *p, size_t i, size_t count, hire_error *err)
{
	int32_t depth = 1 + (int32_t)(HIRE__DEPTHS * i / count);
	const hire__topics *t = &p->topics;
	hire_status st = HIRE_OK;
	bool done = false;
	const hire__topic *due = topic_at(t, i);
	/* No nice one steps in while a must is due. */
	size_t others = i < t->musts ? t->musts : t->n;
	for (size_t k = 0; !st && !done && k <= others; k++)
		st = ask_on(
		    p, k ? &t->v[(i + k) % others] : due, depth, &done, err);
	if (!st && !done)
		st = ask_aspect(p, due, depth, err);
	return st;
}

/* A job that asks for nothing in particular is asked about as a whole. */
static hire_status
whole_job(planner *p, hire_error *err)
{
	const char *title = p->job->title ? p->job->title : "this job";
	hire__topic *t = hire_arena_alloc(p->mem, sizeof *t);
	const char *name =
	    hire_arena_printf(p->mem, "the work of \"%s\"", title);
	if (!t || !name)
		return hire__nomem(err);
	*t = (hire__topic){.name = name, .skill = true, .claimed = true};
	p->topics = (hire__topics){t, 1, 1};
	return HIRE_OK;
}

static hire_status
plan_all(planner *p, const hire_own_question *own, size_t own_count,
    size_t want, hire_error *err)
{
	hire_status st = HIRE_OK;
	size_t first = own_count < want ? own_count : want;
	for (size_t i = 0; !st && i < first; i++)
		st = own_question(p, &own[i], err);
	for (size_t i = 0; !st && i < want - first; i++)
		st = ask_next(p, i, want - first, err);
	return st;
}

static hire_status
make_topics(planner *p, const hire_facts *resume, hire_error *err)
{
	hire_status st =
	    hire__topics_make(p->job, resume, p->mem, &p->topics, err);
	return st || p->topics.n ? st : whole_job(p, err);
}

hire_status
hire_engine_questions(hire_engine *engine, const hire_job_facts *job,
    const hire_facts *resume, const hire_own_question *own, size_t own_count,
    size_t want, hire_arena *mem, hire_plan *out, hire_error *err)
{
	if (want < 1 || want > MOST)
		return hire_fail(err, HIRE_EINVAL, "questions",
		    "an interview has 1 to %d questions", MOST);
	planner p = {
	    .job = job, .mem = mem, .turns = hire__turns_start(job, resume)};
	p.plan.engine = engine->name;
	p.plan.questions =
	    hire_arena_alloc(mem, want * sizeof *p.plan.questions);
	hire_status st =
	    p.plan.questions ? make_topics(&p, resume, err) : hire__nomem(err);
	if (!st)
		st = plan_all(&p, own, own_count, want, err);
	if (!st)
		*out = p.plan;
	return st;
}
