/* SPDX-License-Identifier: MIT
 * score.c - what of a proposed scorecard counts, and the sum of it.
 */
#include "reached.h"

#include <string.h>

static int32_t
clamp(int32_t v, int32_t low, int32_t high)
{
	return v < low ? low : v > high ? high : v;
}

static bool
has_text(const char *s)
{
	return s && s[strspn(s, " \t\r\n\f\v")];
}

static bool
any_answer(const hire_utterance *t, size_t count, int32_t question)
{
	for (size_t i = 0; i < count; i++)
		if (t[i].event == HIRE_EVENT_ANSWER && has_text(t[i].text) &&
		    (!question || t[i].question == question))
			return true;
	return false;
}

/* A level may quote only what the candidate said to that question. */
static bool
level_stands(const hire_level *l, const hire_utterance *t, size_t count)
{
	for (size_t i = 0; l->quote && i < count; i++)
		if (t[i].seq == l->seq)
			return t[i].event == HIRE_EVENT_ANSWER &&
			       t[i].question == l->question &&
			       hire_quote_stands(t + i, 1, l->seq, l->quote);
	return false;
}

static void
settle_level(hire_level *l, const hire_utterance *t, size_t count)
{
	l->weight = clamp(l->weight, 1, 100);
	if (l->level != HIRE_LEVEL_UNKNOWN)
		l->level = clamp(l->level, 0, HIRE_LEVEL_MAX);
	if (level_stands(l, t, count))
		return;
	l->quote = NULL;
	l->seq = 0;
	if (l->level != HIRE_LEVEL_UNKNOWN || !l->reason)
		l->reason = any_answer(t, count, l->question)
		                ? "not enough evidence: no quote stands"
		                : "not answered";
	l->level = HIRE_LEVEL_UNKNOWN;
}

/* Only the candidate's own words stand for a remark. */
static bool
remark_stands(const hire_remark *r, const hire_utterance *t, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (t[i].event == HIRE_EVENT_ANSWER &&
		    hire_quote_stands(t + i, 1, r->seq, r->quote))
			return has_text(r->text);
	return false;
}

static size_t
settle_remarks(hire_remark *r, size_t n, const hire_utterance *t, size_t count)
{
	size_t kept = 0;
	n = n > HIRE_REMARKS ? HIRE_REMARKS : n;
	for (size_t i = 0; i < n; i++)
		if (remark_stands(&r[i], t, count))
			r[kept++] = r[i];
	for (size_t i = kept; i < HIRE_REMARKS; i++)
		r[i] = (hire_remark){0};
	return kept;
}

/* 25 * sum(weight * level) / sum(weight) in tenths, rounded half up, over the
 * questions that were reached. */
static int32_t
role_fit(const hire_level *l, size_t n, const hire_utterance *t, size_t count)
{
	int64_t sum = 0, weights = 0;
	for (size_t i = 0; i < n; i++) {
		if (!hire__question_reached(t, count, l[i].question, NULL))
			continue;
		weights += l[i].weight;
		if (l[i].level > 0)
			sum += (int64_t)l[i].weight * l[i].level;
	}
	return weights ? (int32_t)((50 * sum + weights) / (2 * weights)) : 0;
}

static void
unscore(hire_scorecard_result *card, const char *reason)
{
	card->scored = false;
	card->role_fit = 0;
	card->reason = reason;
	card->strength_count = settle_remarks(card->strengths, 0, NULL, 0);
	card->improvement_count =
	    settle_remarks(card->improvements, 0, NULL, 0);
}

void
hire_scorecard_settle(
    hire_scorecard_result *card, const hire_utterance *transcript, size_t count)
{
	card->formula = HIRE_SCORE_FORMULA;
	for (size_t i = 0; i < card->level_count; i++)
		settle_level(&card->levels[i], transcript, count);
	if (!any_answer(transcript, count, 0)) {
		unscore(card, "no answer was given");
		return;
	}
	if (!card->level_count) {
		unscore(card, "no question was planned");
		return;
	}
	card->strength_count = settle_remarks(
	    card->strengths, card->strength_count, transcript, count);
	card->improvement_count = settle_remarks(
	    card->improvements, card->improvement_count, transcript, count);
	card->scored = true;
	card->role_fit =
	    role_fit(card->levels, card->level_count, transcript, count);
}
