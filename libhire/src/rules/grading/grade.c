/* SPDX-License-Identifier: MIT
 * grade.c - from points covered to a grade.
 */
#include "grade.h"

#include "aimed.h"
#include "choice.h"
#include "coherence.h"
#include "grade_quote.h"
#include "polarity.h"
#include "refute.h"
#include "subject.h"
#include "util/ctx.h"

#include <string.h>

/* A point from here on (of 1000) is shown as covered. */
enum { COVERED = 400, SIGN_CAP = 75 };

typedef struct grader {
	const hire__task *task;
	hire_arena *mem;
	const char *text; /* the answer with everything hidden */
	size_t n;
	hire__said said;
	hire__terms ideal;
	uint64_t useful; /* sentences that cover something */
	uint64_t strong; /* sentences that stand for a covered point */
	unsigned signs;  /* of real work */
	int64_t sum;     /* of the parts covered */
	int64_t parts;
	hire__verdict *out;
} grader;

int32_t
hire__grade_level(int32_t tenths)
{
	static const int32_t FROM[] = {15, 40, 65, 85};
	int32_t level = 0;
	while (level < 4 && tenths >= FROM[level])
		level++;
	return level;
}

/* Right answers in other words share about half of an ideal answer's words, so
 * the first half earns most: 1 - (1 - x)^3, x from where chance ends. */
static int32_t
earned(const grader *g, int32_t part)
{
	int32_t chance = g->said.dials->by_chance;
	if (part <= chance)
		return 0;
	int64_t rest = HIRE__WHOLE - (int64_t)(part - chance) * HIRE__WHOLE /
	                                 (HIRE__WHOLE - chance);
	return (int32_t)(HIRE__WHOLE - rest * rest * rest / 1000000);
}

static void
take_part(grader *g, const char *label, hire__cover cover)
{
	if (cover.part < 0)
		return;
	g->parts++;
	g->sum += earned(g, cover.part);
	uint64_t bit = UINT64_C(1)
	               << (cover.sentence < 63 ? cover.sentence : 63);
	if (cover.part > g->said.dials->by_chance)
		g->useful |= bit;
	if (cover.part >= COVERED)
		g->strong |= bit;
	if (cover.part >= COVERED)
		g->out->covered[g->out->covered_count++] = label;
	else
		g->out->missing[g->out->missing_count++] = label;
}

static hire_status
make_lists(grader *g, size_t n, hire_error *err)
{
	g->out->covered =
	    hire_arena_alloc(g->mem, (n + 1) * sizeof *g->out->covered);
	g->out->missing =
	    hire_arena_alloc(g->mem, (n + 1) * sizeof *g->out->missing);
	return g->out->covered && g->out->missing ? HIRE_OK : hire__nomem(err);
}

static int
sign_of(const char *label)
{
	for (int i = 0; i < HIRE__SIGNS; i++)
		if (!strcmp(hire__sign_points[i], label))
			return i;
	return -1;
}

static hire_status
grade_points(
    grader *g, const char *const *points, size_t count, hire_error *err)
{
	hire_status st = make_lists(g, count, err);
	for (size_t i = 0; !st && i < count; i++) {
		int sign = sign_of(points[i]);
		hire__cover got = {0, 0};
		if (sign >= 0)
			got.part = g->signs >> sign & 1 ? HIRE__WHOLE : 0;
		else
			st = hire__cover_point(
			    &g->said, points[i], g->mem, &got, err);
		if (!st)
			take_part(g, points[i], got);
	}
	return st;
}

/* The ideal answer's clauses are its points. */
static hire_status
grade_ideal(grader *g, hire_error *err)
{
	const hire__terms *all = &g->ideal;
	hire_status st = make_lists(g, all->n, err);
	for (size_t i = 0, k; !st && i < all->n; i = k) {
		for (k = i;
		     k < all->n && all->v[k].sentence == all->v[i].sentence;)
			k++;
		hire__terms part = {all->v + i, k - i};
		g->said.before = (hire__terms){all->v, i};
		g->said.after = (hire__terms){all->v + k, all->n - k};
		size_t at = all->v[i].at;
		const char *label = hire_arena_strndup(
		    g->mem, g->task->ideal + at, all->v[k - 1].end - at);
		if (!label)
			st = hire__nomem(err);
		else
			take_part(
			    g, label, hire__cover_terms(&g->said, &part, 3));
	}
	return st;
}

static hire_status
grade_sheet(grader *g, const hire__sheet_question *q, hire_error *err)
{
	const char **labels =
	    hire_arena_alloc(g->mem, q->count * sizeof *labels);
	if (!labels)
		return hire__nomem(err);
	for (size_t i = 0; i < q->count; i++)
		labels[i] = q->points[i].label;
	return grade_points(g, labels, q->count, err);
}

static hire_status
grade_by_task(grader *g, hire_error *err)
{
	const hire__task *task = g->task;
	if (task->point_count)
		return grade_points(g, task->points, task->point_count, err);
	if (g->ideal.n)
		return grade_ideal(g, err);
	const hire__sheet_question *q =
	    task->question ? hire__sheet_question_find(task->question) : NULL;
	if (q)
		return grade_sheet(g, q, err);
	return grade_points(g, hire__sign_points, HIRE__SIGNS, err);
}

/* The sentences that earned something, so that padding lifts no bare words. */
static hire_status
core_of(const grader *g, hire__said *out, hire_error *err)
{
	const hire__terms *all = &g->said.answer;
	hire__terms core = {
	    hire_arena_alloc(g->mem, (all->n + 1) * sizeof *core.v), 0};
	if (!core.v)
		return hire__nomem(err);
	for (size_t i = 0; i < all->n; i++) {
		uint32_t at = all->v[i].sentence;
		if (g->useful >> (at < 63 ? at : 63) & 1)
			core.v[core.n++] = all->v[i];
	}
	*out = g->said;
	if (core.n)
		out->answer = core;
	return HIRE_OK;
}

/* What is no answer covers nothing. */
static void
take_back(hire__verdict *v)
{
	size_t n = v->missing_count;
	for (size_t i = 0; i < v->covered_count; i++)
		v->missing[n + i] = v->covered[i];
	v->missing_count += v->covered_count;
	v->covered_count = 0;
}

/* Whether the answer is held against signs of real work alone. */
static bool
told_of_work(const hire__task *t)
{
	for (size_t i = 0; i < t->point_count; i++)
		if (sign_of(t->points[i]) < 0)
			return false;
	return t->point_count != 0;
}

/* A story of something else, however well told, is hardly an answer. */
static hire_status
settle_subject(grader *g, hire_error *err)
{
	enum { ELSEWHERE = 20 };
	const hire__task *t = g->task;
	bool touched = true;
	if (!t->subject || !told_of_work(t) || g->out->tenths <= ELSEWHERE)
		return HIRE_OK;
	hire_status st = hire__subject_touched(t->subject, t->line,
	    &g->said.answer, g->text, g->n, g->mem, &touched, err);
	if (!st && !touched) {
		g->out->tenths = ELSEWHERE;
		g->out->why_bottom = "says nothing of what was asked about";
		take_back(g->out);
	}
	return st;
}

static hire_status
settle(grader *g, hire_error *err)
{
	hire__said core;
	hire_status st = core_of(g, &core, err);
	if (st)
		return st;
	if (hire__coherence_lacks(&g->said, g->text, &g->ideal) ||
	    hire__coherence_lacks(&core, g->text, &g->ideal)) {
		g->out->why_bottom = "words in an order that says nothing";
		take_back(g->out);
		return HIRE_OK;
	}
	int64_t part = g->parts ? g->sum / g->parts : 0;
	int32_t tenths = (int32_t)(part / 10);
	bool told = !g->task->point_count && !g->ideal.n;
	if (told && tenths > SIGN_CAP)
		tenths = SIGN_CAP;
	int32_t most = hire__grade_thin(&core, g->text, g->task, &g->ideal);
	if (tenths > most)
		tenths = most;
	g->out->tenths = tenths;
	return settle_subject(g, err);
}

/* Take out what only asks, unless a question is wanted, or the answer is but
 * the question again, which has a reason of its own. */
static hire_status
leave_questions(grader *g, char *copy, hire_error *err)
{
	const char *ideal = g->task->ideal;
	if ((ideal && strchr(ideal, '?')) || !hire__grade_own_words(&g->said))
		return HIRE_OK;
	hire__hide_questions(copy, g->n);
	return hire__terms_read(g->mem, copy, g->n, &g->said.answer, err);
}

static hire_status
read_all(grader *g, hire_error *err)
{
	const hire__task *t = g->task;
	const char *question = t->question ? t->question : "";
	const char *ideal = t->ideal ? t->ideal : "";
	hire_status st =
	    hire__terms_read(g->mem, g->text, g->n, &g->said.answer, err);
	if (!st)
		st = hire__terms_read(
		    g->mem, question, strlen(question), &g->said.question, err);
	g->said.dials = t->dials ? t->dials : &hire__dials_fixed;
	if (!st)
		g->said.contrast = hire__contrast_of(&g->said.question);
	if (!st)
		st = hire__terms_read(
		    g->mem, ideal, strlen(ideal), &g->ideal, err);
	return st;
}

/* A yes or no that the ideal answer begins with decides: the wrong one is the
 * bottom, the right one alone is little, unless it is all that is wanted. */
static void
settle_polarity(grader *g)
{
	enum { WRONG = 5, RIGHT = 20, ALL = 100 };
	const char *ideal = g->task->ideal ? g->task->ideal : "";
	hire__polarity want = hire__polarity_of(ideal, strlen(ideal));
	hire__polarity got = hire__polarity_of(g->text, g->n);
	if (!want.sign || !got.sign || g->task->point_count)
		return;
	int32_t least = want.alone ? ALL : RIGHT;
	if (want.sign != got.sign) {
		if (g->out->tenths > WRONG)
			g->out->tenths = WRONG;
	} else if (g->out->tenths < least) {
		g->out->tenths = least;
		g->out->why_bottom = NULL;
	}
}

/* Where one of two things is asked for, the other is wrong, whatever is said
 * of it; the right one is something, and all where the ideal answer has hardly
 * a word that the question does not hold. */
static void
settle_choice(grader *g)
{
	enum { WRONG = 5, RIGHT = 30, MOSTLY = 85, HARDLY = 3 };
	if (g->task->point_count || !g->ideal.n)
		return;
	hire__choice got =
	    hire__choice_of(&g->said.question, &g->ideal, &g->said.answer);
	size_t own = 0, all = 0;
	for (size_t i = 0; i < g->ideal.n; i++) {
		all += hire__term_counts(&g->ideal.v[i]);
		own += hire__term_counts(&g->ideal.v[i]) &&
		       !hire__terms_find(&g->said.question, &g->ideal.v[i]);
	}
	int32_t least = own * HARDLY <= all ? MOSTLY : RIGHT;
	if (got == HIRE__CHOICE_WRONG && g->out->tenths > WRONG)
		g->out->tenths = WRONG;
	if (got == HIRE__CHOICE_RIGHT && g->out->tenths < least) {
		g->out->tenths = least;
		g->out->why_bottom = NULL;
	}
}

static const char *
ideal_of(const hire__task *task)
{
	return task->ideal ? task->ideal : "";
}

/* Whether what is wanted calls something useless or wrong itself. */
static bool
refutation_wanted(const hire__task *t)
{
	bool wanted = hire__refutes(ideal_of(t), strlen(ideal_of(t)));
	for (size_t i = 0; i < t->point_count && !wanted; i++)
		wanted = hire__refutes(t->points[i], strlen(t->points[i]));
	return wanted;
}

/* Bytes of the answer that are read: whole words. */
static size_t
read_of(const char *answer, size_t n)
{
	if (n <= HIRE__ANSWER_READ)
		return n;
	for (n = HIRE__ANSWER_READ; n && !memchr(" \t\n", answer[n], 3);)
		n--;
	return n ? n : HIRE__ANSWER_READ;
}

hire_status
hire__grade(const hire__task *task, const char *answer, size_t n,
    hire_arena *mem, hire__verdict *out, hire_error *err)
{
	hire__verdict got = {0};
	hire_status st = hire__terms_size(n, err);
	if (st)
		return st;
	n = read_of(answer, n);
	grader g = {.task = task, .mem = mem, .n = n, .out = &got};
	char *copy = hire_arena_strndup(mem, answer, n);
	if (!copy)
		return hire__nomem(err);
	hire__hide_aimed(copy, n);
	hire__retracted_hide(copy, n);
	g.text = copy;
	st = read_all(&g, err);
	if (!st && strchr(copy, '?'))
		st = leave_questions(&g, copy, err);
	if (st)
		return st;
	if (!refutation_wanted(task))
		hire__refuted_mark(&g.said.answer, g.text);
	g.signs = hire__signs(g.text, n, &g.said);
	if ((st = grade_by_task(&g, err)))
		return st;
	got.concrete = (g.signs & 1u << HIRE__SIGN_SPECIFIC) != 0;
	got.why_bottom = hire__grade_gate(&g.said, g.text, task, &g.ideal);
	if (got.why_bottom)
		take_back(&got);
	else if ((st = settle(&g, err)))
		return st;
	settle_polarity(&g);
	settle_choice(&g);
	got.level = hire__grade_level(got.tenths);
	hire__quote_choose(&g.said.answer, g.strong ? g.strong : g.useful,
	    &got.quote_at, &got.quote_len);
	*out = got;
	return HIRE_OK;
}
