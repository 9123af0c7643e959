/* SPDX-License-Identifier: MIT
 * follow_up.c - one more question on an answer that is thin, by what it lacks.
 * Apart from the other words of the interviewer: it reads an answer, they do
 * not.
 */
#include "engine.h"

#include "question_words.h"
#include "rules/grading/grade.h"
#include "rules/grading/lexicon.h"
#include "rules/grading/scan.h"
#include "util/ctx.h"

#include <string.h>

/* Words for the same thing, so that an interview does not repeat itself. */
enum { TURNS = 3, ENOUGH = 2, MOST_PARTS = 4, LONGEST = 120 };

/* What to ask for when a sign is missing; gives nothing of an answer away. */
static const char *const of_work[HIRE__SIGNS][TURNS] = {
    [HIRE__SIGN_ACTION] = {"What did you do yourself in it, step by step?",
        "Which part of that was your own work? Go through it from the "
        "beginning.",
        "Leave the others aside for a moment: what was your own part, and "
        "how did you go about it?"},
    [HIRE__SIGN_SPECIFIC] =
        {"Can you make it concrete: which tool, which number, which case?",
            "Take one case that you remember: where was it, with which tools, "
            "and how large was it?",
            "Can you put names and figures to that?"},
    [HIRE__SIGN_REASON] =
        {"Why did you do it that way, and what did you decide against?",
            "Which other way was there, and why did you not take it?",
            "What spoke for doing it that way, and what against?"},
    [HIRE__SIGN_RESULT] = {"What came of it, and how could you tell?",
        "How did it end, and what was different afterwards?",
        "And the result: how large was it, and who noticed it?"},
    [HIRE__SIGN_HINDSIGHT] = {"Looking back, what would you do differently?",
        "What has that case taught you, and what do you do otherwise "
        "since?",
        "If you had the same task again, what would you change first, and "
        "why?"}};

/* Of an answer to a question of knowledge, in this order. */
static const struct lack {
	unsigned sign;
	const char *text[TURNS];
} of_knowledge[] = {
    {HIRE__SIGN_ACTION,
        {"Where have you met this in your own work, and what did you do there?",
            "Take one case of your own in which it mattered, and go through "
            "it step by step.",
            "Tell it by an example: what was there, and what would you do, or "
            "what did you do, first, second and third?"}},
    {HIRE__SIGN_REASON,
        {"Why is that so? Go one step further down.",
            "What is the reason behind it, and what happens without it?",
            "What speaks for it, and what against?"}},
    {HIRE__SIGN_RESULT,
        {"And in practice: what comes of it, and how would you notice?",
            "How can one tell in the end whether it worked?",
            "What does it change in the end, and for whom?"}},
};

static const char *const empty[TURNS] = {
    "Could you say more? Take one case that you remember and go through it "
    "step by step: what was there, what did you do, and why?",
    "Take your time. What is the first thing that comes to mind, and what "
    "follows from it?",
    "Any beginning will do: what would you look at first, and why there?"};
static const char *const repeated[TURNS] = {
    "Those are mostly the words of the question. How would you put it in "
    "your own?",
    "That is what was asked. What is your own answer to it?",
    "Suppose you explain it to a colleague who has not heard the question: "
    "what do you say?"};
static const char *const words_alone[TURNS] = {
    "Those are words so far. What do they have to do with each other? Put it "
    "into a sentence or two.",
    "Take one of the things you name and say what it does, and when.",
    "How do these belong together? Go through one case from beginning to "
    "end."};
static const char *const unsure[TURNS] = {
    "That is a fair answer. If it came up at work tomorrow, how would you go "
    "about it, and where would you look first?",
    "Good to know. Which of the things you do know comes closest to it, and "
    "what would you try from there?",
    "Nobody knows everything. Whom or what would you ask first, and what "
    "exactly would you ask?"};
static const char *const deeper[TURNS] = {
    "What else belongs to it? Go on step by step, with an example.",
    "Go on from there: what comes next, and what can go wrong?",
    "That is one side of it. Which others are there?"};

/* A thin answer and what is known of it. */
typedef struct thin {
	const hire_plan_question *question;
	const char *answer;
	hire__verdict v;
	hire__said said;
	size_t turn; /* of the words for one thing */
} thin;

/* "I do not know", and hardly a word more. */
static bool
is_unsure(const hire__terms *said)
{
	enum { MOST = 6 };
	size_t own = 0;
	bool unknown = false;
	for (size_t i = 0; i < said->n; i++) {
		own += hire__term_counts(&said->v[i]);
		unknown = unknown || said->v[i].negation || said->v[i].unknown;
	}
	return unknown && own <= MOST;
}

/* A part of a question that asks something by itself. */
typedef struct part {
	const char *s;
	size_t n;
} part;

/* "..., and when does it not help?": a new part begins behind the joiner at
 * `i`; its length, 0 when none does. */
static size_t
joiner(const char *s, size_t n, size_t i)
{
	static const char AND[] = ", and ";
	static const char ASKS[] =
	    " how what when where which why who whom whose ";
	size_t k = sizeof AND - 1;
	if (i + k >= n || memcmp(s + i, AND, k) != 0)
		return 0;
	return hire__word_in(s, hire__word_next(s, n, i + k), ASKS) ? k : 0;
}

/* The parts of `text` that ask, at most MOST_PARTS; how many. */
static size_t
parts_of(const char *text, part out[MOST_PARTS])
{
	size_t n = strlen(text), count = 0;
	for (size_t i = 0; i < n;) {
		size_t end = hire__sentence_end(text, n, i), from = i;
		bool asks = end < n && text[end] == '?';
		for (size_t k = 0; asks && i < end; i += k ? k : 1) {
			k = joiner(text, end, i);
			if (k && count < MOST_PARTS) {
				out[count++] = (part){text + from, i - from};
				from = i + k;
			}
		}
		if (asks && count < MOST_PARTS)
			out[count++] = (part){text + from, end - from};
		for (i = end + 1; i < n && text[i] == ' ';)
			i++;
	}
	return count;
}

static bool
is_missing(const thin *t, const char *point)
{
	for (size_t i = 0; i < t->v.missing_count; i++)
		if (!strcmp(t->v.missing[i], point))
			return true;
	return false;
}

/* Points stand in the order of the question's parts: the first part of which
 * nothing was said, else the last with a point missing.  False when the
 * question has but one. */
static bool
open_part(const thin *t, part *out)
{
	part parts[MOST_PARTS];
	const hire_plan_question *q = t->question;
	const hire__sheet_question *s = hire__sheet_question_find(q->text);
	size_t n = parts_of(s ? s->text : q->text, parts), open = n;
	bool told[MOST_PARTS] = {false};
	if (n < 2)
		return false;
	for (size_t i = 0; i < q->point_count; i++)
		if (is_missing(t, q->points[i]))
			open = i * n / q->point_count;
		else
			told[i * n / q->point_count] = true;
	for (size_t i = n; open < n && i-- > 0;)
		if (!told[i])
			open = i;
	if (open == n || !parts[open].n || parts[open].n > LONGEST)
		return false;
	*out = parts[open];
	return true;
}

/* What the answer to a question on work lacks, or NULL. */
static const char *
missing_sign(const thin *t)
{
	for (size_t i = 0; i < t->v.missing_count; i++)
		for (int sign = 0; sign < HIRE__SIGNS; sign++)
			if (!strcmp(t->v.missing[i], hire__sign_points[sign]))
				return of_work[sign][t->turn];
	return NULL;
}

static const char *
missing_depth(const thin *t)
{
	unsigned has = hire__signs(t->answer, strlen(t->answer), &t->said);
	for (size_t i = 0; i < sizeof of_knowledge / sizeof *of_knowledge; i++)
		if (!(has >> of_knowledge[i].sign & 1))
			return of_knowledge[i].text[t->turn];
	return empty[t->turn];
}

/* What to ask for, once it is known that something was said. */
static const char *
what_is_missing(const thin *t, hire_arena *mem)
{
	part open;
	const char *sign = missing_sign(t);
	if (sign)
		return sign;
	if (open_part(t, &open))
		return hire_arena_printf(mem,
		    "Say more on this part of the question: \"%.*s?\"",
		    (int)open.n, open.s);
	return t->v.covered_count ? deeper[t->turn] : missing_depth(t);
}

/* Goes on from what the candidate said that counted, when it is short enough
 * to repeat. */
static const char *
words_for(const thin *t, hire_arena *mem)
{
	if (is_unsure(&t->said.answer))
		return unsure[t->turn];
	if (t->v.why_bottom && !t->said.answer.n)
		return empty[t->turn];
	if (t->v.why_bottom)
		return hire__grade_own_words(&t->said) ? words_alone[t->turn]
		                                       : repeated[t->turn];
	const char *text = what_is_missing(t, mem);
	if (!text || !t->v.covered_count || !t->v.quote_len ||
	    t->v.quote_len > LONGEST)
		return text;
	return hire_arena_printf(mem, "You said: \"%.*s\". %s",
	    (int)t->v.quote_len, t->answer + t->v.quote_at, text);
}

static hire_status
ask_on(thin *t, hire_arena *mem, const char **out, hire_error *err)
{
	const char *asked = t->question->text;
	hire_status st = hire__terms_read(
	    mem, t->answer, strlen(t->answer), &t->said.answer, err);
	if (!st)
		st = hire__terms_read(
		    mem, asked, strlen(asked), &t->said.question, err);
	if (!st && !(*out = words_for(t, mem)))
		st = hire__nomem(err);
	return st;
}

hire_status
hire_engine_follow_up(hire_engine *engine, const hire_plan_question *question,
    const char *answer, hire_arena *mem, const char **out, hire_error *err)
{
	(void)engine;
	hire__task task = {question->text, question->ideal, question->points,
	    question->point_count, true, NULL, question->requirement,
	    question->resume_line};
	thin t = {.question = question,
	    .answer = answer ? answer : "",
	    .turn = (hire__text_mix(0, question->text) >> 8) % TURNS};
	const char *text = NULL;
	size_t n = strlen(t.answer);
	hire_status st = hire__grade(&task, t.answer, n, mem, &t.v, err);
	if (st)
		return st;
	bool is_thin = t.v.why_bottom || t.v.level < ENOUGH;
	if (is_thin && !t.v.why_bottom && t.v.concrete && t.v.level > 0)
		is_thin = false;
	if (is_thin)
		st = ask_on(&t, mem, &text, err);
	if (!st)
		*out = text;
	return st;
}
