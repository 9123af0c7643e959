/* SPDX-License-Identifier: MIT
 * score.c - judging a whole interview, answer by answer.
 */
#include "engine.h"

#include "rules/grading/grade.h"
#include "rules/grading/personal.h"
#include "rules/grading/reached.h"
#include "rules/grading/repeats.h"
#include "score_remarks.h"
#include "util/ctx.h"

#include <string.h>

typedef struct judge {
	const hire_plan *plan;
	const hire_facts *facts; /* may be NULL */
	const hire_utterance *t;
	size_t count;
	hire_arena *mem;
	hire__judged *v;    /* one for each planned question */
	hire__pairs *heard; /* of the answers to the questions before */
	size_t heard_count;
} judge;

static bool
is_answer(const hire_utterance *u, int32_t question)
{
	return u->event == HIRE_EVENT_ANSWER && u->question == question &&
	       u->text;
}

/* All answers to one question, a line end after each, nothing personal. */
static hire_status
answers_to(
    const judge *j, int32_t question, char **out, size_t *n, hire_error *err)
{
	size_t len = 0;
	for (size_t i = 0; i < j->count; i++)
		if (is_answer(&j->t[i], question))
			len += strlen(j->t[i].text) + 1;
	char *s = hire_arena_alloc(j->mem, len + 1), *end = s;
	if (!s)
		return hire__nomem(err);
	for (size_t i = 0; i < j->count; i++)
		if (is_answer(&j->t[i], question)) {
			size_t k = strlen(j->t[i].text);
			memcpy(end, j->t[i].text, k);
			hire__hide_personal(end, k, j->facts);
			end += k;
			*end++ = '\n';
		}
	*out = s;
	*n = len;
	return HIRE_OK;
}

/* The words quoted, out of the transcript itself. */
static hire_status
take_quote(
    const judge *j, hire__judged *g, const hire__verdict *v, hire_error *err)
{
	size_t at = v->quote_at;
	for (size_t i = 0; i < j->count; i++) {
		if (!is_answer(&j->t[i], g->level.question))
			continue;
		size_t n = strlen(j->t[i].text);
		if (at < n) {
			g->level.quote = hire_arena_strndup(
			    j->mem, j->t[i].text + at, v->quote_len);
			g->level.seq = j->t[i].seq;
			return g->level.quote ? HIRE_OK : hire__nomem(err);
		}
		at -= n + 1;
	}
	return HIRE_OK;
}

static void
judge_silence(const judge *j, hire__judged *g)
{
	bool passed = false, reached = hire__question_reached(
	                         j->t, j->count, g->level.question, &passed);
	g->level.level = HIRE_LEVEL_UNKNOWN;
	g->level.reason = passed    ? "passed"
	                  : reached ? "not answered"
	                            : "not reached, does not count";
}

/* What an earlier answer said is no answer to another question, and hidden;
 * when nothing would be left, `*repeated` and the text stands. */
static hire_status
leave_repeats(judge *j, char **text, size_t n, bool *repeated, hire_error *err)
{
	hire__pairs own;
	hire_status st = hire__pairs_read(j->mem, *text, n, &own, err);
	if (st)
		return st;
	char *rest = hire_arena_strndup(j->mem, *text, n);
	if (!rest)
		return hire__nomem(err);
	st = hire__repeats_hide(
	    rest, n, j->heard, j->heard_count, j->mem, repeated, err);
	if (st)
		return st;
	j->heard[j->heard_count++] = own;
	if (!*repeated)
		*text = rest;
	return HIRE_OK;
}

static hire_status
judge_answer(judge *j, hire__judged *g, hire_error *err)
{
	const hire_plan_question *q = g->planned;
	hire__task task = {q->text, q->ideal, q->points, q->point_count, true,
	    NULL, q->requirement, q->resume_line};
	char *text = NULL;
	size_t n = 0;
	bool repeated = false;
	hire_status st = answers_to(j, g->level.question, &text, &n, err);
	if (!st && !n) {
		judge_silence(j, g);
		return HIRE_OK;
	}
	hire__verdict v;
	if (!st)
		st = leave_repeats(j, &text, n, &repeated, err);
	if (!st)
		st = hire__grade(&task, text, n, j->mem, &v, err);
	if (!st && v.quote_len)
		st = take_quote(j, g, &v, err);
	if (st)
		return st;
	if (repeated) { /* graded for its quote alone */
		v.why_bottom = "repeats an earlier answer";
		v.level = 0;
		v.covered_count = v.missing_count = 0;
	}
	g->level.level = v.level;
	g->covered = v.covered;
	g->covered_count = v.covered_count;
	g->missing = v.missing;
	g->missing_count = v.missing_count;
	return hire__judged_reason(g, v.why_bottom, j->mem, err);
}

static hire_status
judge_all(judge *j, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < j->plan->count; i++) {
		hire__judged *g = &j->v[i];
		g->planned = &j->plan->questions[i];
		g->level.question = (int32_t)i + 1;
		g->level.weight = g->planned->weight;
		st = judge_answer(j, g, err);
	}
	return st;
}

/* Say so when not every planned question was reached. */
static hire_status
count_reached(const judge *j, const char **reason, hire_error *err)
{
	size_t reached = 0, all = j->plan->count;
	for (size_t i = 0; i < all; i++)
		reached += hire__question_reached(
		    j->t, j->count, (int32_t)i + 1, NULL);
	if (reached == all)
		return HIRE_OK;
	*reason = hire_arena_printf(j->mem,
	    "%zu of %zu planned questions were reached; only these count",
	    reached, all);
	return *reason ? HIRE_OK : hire__nomem(err);
}

hire_status
hire_engine_score(hire_engine *engine, const hire_plan *plan,
    const hire_facts *facts, const hire_utterance *transcript, size_t count,
    hire_arena *mem, hire_scorecard_result *out, hire_error *err)
{
	judge j = {plan, facts, transcript, count, mem, NULL, NULL, 0};
	hire_scorecard_result card = {.engine = engine->name};
	j.v = hire_arena_alloc(mem, (plan->count + 1) * sizeof *j.v);
	card.levels =
	    hire_arena_alloc(mem, (plan->count + 1) * sizeof *card.levels);
	j.heard = hire_arena_alloc(mem, (plan->count + 1) * sizeof *j.heard);
	if (!j.v || !j.heard || !card.levels)
		return hire__nomem(err);
	hire_status st = judge_all(&j, err);
	if (!st)
		st = count_reached(&j, &card.reason, err);
	if (!st)
		st = hire__remarks_make(j.v, plan->count, mem, &card, err);
	if (st)
		return st;
	for (size_t i = 0; i < plan->count; i++)
		card.levels[i] = j.v[i].level;
	card.level_count = plan->count;
	hire_scorecard_settle(&card, transcript, count);
	*out = card;
	return HIRE_OK;
}
