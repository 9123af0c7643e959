/* SPDX-License-Identifier: MIT
 * questions.c - the questions of one interview.
 */
#include "engine.h"

#include "question_forms.h"
#include "topics.h"
#include "util/buf.h"
#include "util/ctx.h"

#include <string.h>

enum { MOST = 50, WEIGHT_MUST = 3, WEIGHT_NICE = 1 };

typedef struct planner {
	const hire_job_facts *job;
	hire_arena *mem;
	hire__topic *topics;
	size_t topic_count;
	hire_plan plan;
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

static bool
line_is_used(const planner *p, const char *line)
{
	for (size_t i = 0; i < p->plan.count; i++) {
		const char *used = p->plan.questions[i].resume_line;
		if (used && !strcmp(used, line))
			return true;
	}
	return false;
}

static hire_status
push(planner *p, hire_plan_question q, hire_error *err)
{
	if (!q.text)
		return hire__nomem(err);
	p->plan.questions[p->plan.count++] = q;
	return HIRE_OK;
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

/* Points and, joined by them, the ideal answer. */
static hire_status
sheet_points(planner *p, const hire__sheet_question *s, hire_plan_question *q,
    hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(p->mem), 4096);
	q->points = hire_arena_alloc(p->mem, s->count * sizeof *q->points);
	if (!q->points)
		return hire__nomem(err);
	for (size_t i = 0; i < s->count; i++) {
		q->points[i] = s->points[i].label;
		hire__buf_addf(&b, "%s%s.", i ? " " : "", s->points[i].label);
	}
	q->point_count = s->count;
	return hire__buf_take(&b, p->mem, &q->ideal, err);
}

static hire_status
sign_points(planner *p, unsigned signs, hire_plan_question *q, hire_error *err)
{
	q->points = hire_arena_alloc(p->mem, HIRE__SIGNS * sizeof *q->points);
	if (!q->points)
		return hire__nomem(err);
	for (int i = 0; i < HIRE__SIGNS; i++)
		if (signs >> i & 1)
			q->points[q->point_count++] = hire__sign_points[i];
	return HIRE_OK;
}

static const hire__sheet_question *
open_sheet(const planner *p, const hire__topic *t, int32_t depth)
{
	for (size_t i = 0; t->sheet && i < t->sheet->count; i++) {
		const hire__sheet_question *s = &t->sheet->questions[i];
		if (s->depth == depth && !is_asked(p, s->text))
			return s;
	}
	return NULL;
}

static hire_status
ask_sheet(planner *p, const hire__topic *t, const hire__sheet_question *s,
    hire_error *err)
{
	hire_plan_question q = blank_question(t, s->depth);
	bool fresh = t->line && !line_is_used(p, t->line);
	if (fresh) {
		q.resume_line = t->line;
		q.text = hire_arena_printf(p->mem,
		    "Your resume says: \"%s\". A question on %s: %s", t->line,
		    t->name, s->text);
	} else {
		q.text = hire_arena_printf(
		    p->mem, "This job asks for %s. %s", t->name, s->text);
	}
	hire_status st =
	    q.text ? sheet_points(p, s, &q, err) : hire__nomem(err);
	return st ? st : push(p, q, err);
}

static char *
filled(planner *p, const hire__form *f, const hire__topic *t)
{
	const char *s = f->text;
	hire__buf b = HIRE__BUF(hire_arena_ctx(p->mem), 4096);
	enum { COUNT = 2 };
	const char *const with[COUNT] = {t->name, t->line};
	for (size_t i = 0; *s; s++) {
		if (i < COUNT && s[0] == '%' && s[1] == 's') {
			hire__buf_adds(&b, with[i++]);
			s++;
		} else {
			hire__buf_addc(&b, *s);
		}
	}
	const char *out = NULL;
	return hire__buf_take(&b, p->mem, &out, NULL) ? NULL : (char *)out;
}

static size_t
times_used(const planner *p, const hire__form *f)
{
	/* The words behind the last blank to fill tell templates apart. */
	const char *tail = strrchr(f->text, '%') + 2;
	size_t n = 0;
	for (size_t i = 0; i < p->plan.count; i++)
		n += strstr(p->plan.questions[i].text, tail) != NULL;
	return n;
}

/* Ask by the template of this depth that was used least; false in `*done`
 * when all were used for this topic. */
static hire_status
ask_template(planner *p, const hire__topic *t, int32_t depth, bool *done,
    hire_error *err)
{
	const hire__form *best = NULL;
	const char *text = NULL;
	size_t least = SIZE_MAX;
	for (const hire__form *f = hire__forms; f->text; f++) {
		if (f->depth != depth || f->studies != t->studies ||
		    (f->with_line && (!t->line || line_is_used(p, t->line))))
			continue;
		const char *made = filled(p, f, t);
		if (!made)
			return hire__nomem(err);
		size_t used = f->with_line ? 0 : times_used(p, f);
		if (used < least && !is_asked(p, made)) {
			best = f;
			text = made;
			least = used;
		}
	}
	*done = best != NULL;
	if (!best)
		return HIRE_OK;
	hire_plan_question q = blank_question(t, depth);
	q.text = text;
	q.resume_line = best->with_line ? t->line : NULL;
	hire_status st = sign_points(p, best->signs, &q, err);
	return st ? st : push(p, q, err);
}

/* For long interviews on few requirements. */
static hire_status
ask_aspect(planner *p, const hire__topic *t, int32_t depth, hire_error *err)
{
	for (size_t i = 0; i < HIRE__ASPECTS * HIRE__DEPTHS; i++) {
		size_t d =
		    ((size_t)depth - 1 + i / HIRE__ASPECTS) % HIRE__DEPTHS;
		const hire__form f = {
		    .text = hire__aspect_forms[d], .depth = (int32_t)d + 1};
		hire__topic with = *t;
		with.line = hire__aspects[i % HIRE__ASPECTS];
		const char *text = filled(p, &f, &with);
		if (!text)
			return hire__nomem(err);
		if (is_asked(p, text))
			continue;
		hire_plan_question q = blank_question(t, depth);
		q.text = text;
		hire_status st = sign_points(p, HIRE__TOLD, &q, err);
		return st ? st : push(p, q, err);
	}
	return hire_fail(
	    err, HIRE_EINTERNAL, "want", "no more questions to ask");
}

static hire_status
ask_on(planner *p, const hire__topic *t, int32_t depth, bool *done,
    hire_error *err)
{
	const hire__sheet_question *s = open_sheet(p, t, depth);
	*done = s != NULL;
	return s ? ask_sheet(p, t, s, err)
	         : ask_template(p, t, depth, done, err);
}

/* The `i`-th of `count` generated questions: topics in turn, depth rising. */
static hire_status
ask_next(planner *p, size_t i, size_t count, hire_error *err)
{
	int32_t depth = 1 + (int32_t)(HIRE__DEPTHS * i / count);
	hire_status st = HIRE_OK;
	bool done = false;
	for (size_t k = 0; !st && !done && k < p->topic_count; k++)
		st = ask_on(
		    p, &p->topics[(i + k) % p->topic_count], depth, &done, err);
	if (!st && !done)
		st = ask_aspect(p, &p->topics[i % p->topic_count], depth, err);
	return st;
}

/* A job that asks for nothing in particular is asked about as a whole. */
static hire_status
whole_job(planner *p, hire_error *err)
{
	const char *title = p->job->title ? p->job->title : "this job";
	p->topics = hire_arena_alloc(p->mem, sizeof *p->topics);
	const char *name =
	    hire_arena_printf(p->mem, "the work of \"%s\"", title);
	if (!p->topics || !name)
		return hire__nomem(err);
	p->topics[0] = (hire__topic){.name = name};
	p->topic_count = 1;
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
	if (!st && !p->topic_count)
		st = whole_job(p, err);
	for (size_t i = 0; !st && i < want - first; i++)
		st = ask_next(p, i, want - first, err);
	return st;
}

hire_status
hire_engine_questions(hire_engine *engine, const hire_job_facts *job,
    const hire_facts *resume, const hire_own_question *own, size_t own_count,
    size_t want, hire_arena *mem, hire_plan *out, hire_error *err)
{
	if (want < 1 || want > MOST)
		return hire_fail(err, HIRE_EINVAL, "questions",
		    "an interview has 1 to %d questions", MOST);
	planner p = {.job = job, .mem = mem};
	p.plan.engine = engine->name;
	p.plan.questions =
	    hire_arena_alloc(mem, want * sizeof *p.plan.questions);
	hire_status st = p.plan.questions ? hire__topics_make(job, resume, mem,
	                                        &p.topics, &p.topic_count, err)
	                                  : hire__nomem(err);
	if (!st)
		st = plan_all(&p, own, own_count, want, err);
	if (!st)
		*out = p.plan;
	return st;
}
