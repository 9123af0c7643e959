/* SPDX-License-Identifier: MIT
 * score_remarks.c - strengths and improvements out of judged answers.
 */
#include "score_remarks.h"

#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { LONGEST_LIST = 240, LONGEST_TOPIC = 90, LONGEST_REMARK = 1024 };
enum { STRONG = 2, NEVER_MIND = -100 };

/* Labels with "; " between, as many as fit. */
static void
add_list(hire__buf *b, const char **labels, size_t count)
{
	size_t start = b->len;
	for (size_t i = 0; i < count; i++) {
		if (i && b->len - start + strlen(labels[i]) > LONGEST_LIST)
			break;
		hire__buf_addf(b, "%s%.*s", i ? "; " : "",
		    (int)hire__utf8_cut(labels[i], LONGEST_LIST), labels[i]);
	}
}

hire_status
hire__judged_reason(
    hire__judged *g, const char *why_bottom, hire_arena *mem, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), LONGEST_REMARK);
	size_t all = g->covered_count + g->missing_count;
	if (why_bottom)
		hire__buf_adds(&b, why_bottom);
	else if (!g->covered_count && g->level.level > 0)
		hire__buf_adds(&b, "a part of what was asked");
	else
		hire__buf_addf(&b, "%zu of %zu points", g->covered_count, all);
	if (!why_bottom && g->missing_count) {
		hire__buf_adds(&b,
		    g->covered_count ? "; not said: " : "; not said in full: ");
		add_list(&b, g->missing, g->missing_count);
	}
	return hire__buf_take(&b, mem, &g->level.reason, err);
}

static void
add_topic(hire__buf *b, const hire__judged *g)
{
	const char *topic = g->planned->requirement;
	const char *name = topic ? topic : g->planned->text;
	size_t n = hire__utf8_cut(name, LONGEST_TOPIC);
	hire__buf_addf(b, "%.*s%s: ", (int)n, name, name[n] ? " ..." : "");
}

static hire_status
write_remark(const hire__judged *g, bool strength, hire_arena *mem,
    hire_remark *out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), LONGEST_REMARK);
	hire_remark r = {NULL, g->level.quote, g->level.seq, g->level.question};
	add_topic(&b, g);
	if (strength) {
		hire__buf_adds(&b, "says ");
		add_list(&b, g->covered, g->covered_count);
	} else if (g->missing_count) {
		hire__buf_adds(&b, "leaves out ");
		add_list(&b, g->missing, g->missing_count);
	} else {
		hire__buf_adds(&b, g->level.reason);
	}
	hire_status st = hire__buf_take(&b, mem, &r.text, err);
	if (!st)
		*out = r;
	return st;
}

/* How much an answer deserves to be named; NEVER_MIND: not at all. */
static int
rank(const hire__judged *g, bool strength)
{
	int level = g->level.level, weight = g->level.weight;
	if (strength)
		return level >= STRONG && g->covered_count && g->level.quote
		           ? level * 100 + weight
		           : NEVER_MIND;
	bool something = level < STRONG || g->missing_count;
	return something && g->level.quote
	           ? (HIRE_LEVEL_MAX - level) * 100 + weight
	           : NEVER_MIND;
}

static size_t
choose(const hire__judged *v, size_t count, bool strength, const bool *taken)
{
	size_t best = count;
	for (size_t i = 0; i < count; i++) {
		int r = taken[i] ? NEVER_MIND : rank(&v[i], strength);
		if (r != NEVER_MIND &&
		    (best == count || r > rank(&v[best], strength)))
			best = i;
	}
	return best;
}

hire_status
hire__remarks_make(const hire__judged *v, size_t count, hire_arena *mem,
    hire_scorecard_result *card, hire_error *err)
{
	bool *taken = hire_arena_alloc(mem, count + 1);
	hire_status st = taken ? HIRE_OK : hire__nomem(err);
	for (int strength = 1; !st && strength >= 0; strength--) {
		hire_remark *to =
		    strength ? card->strengths : card->improvements;
		size_t *n =
		    strength ? &card->strength_count : &card->improvement_count;
		while (!st && *n < HIRE_REMARKS) {
			size_t i = choose(v, count, strength, taken);
			if (i == count)
				break;
			taken[i] = true;
			st = write_remark(
			    &v[i], strength, mem, &to[(*n)++], err);
		}
	}
	return st;
}
