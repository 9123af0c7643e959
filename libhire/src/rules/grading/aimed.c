/* SPDX-License-Identifier: MIT
 * aimed.c - the patterns of instructions to the grader and of self-praise.
 * A pattern is a few word lists that follow each other within a sentence.
 */
#include "aimed.h"

#include "scan.h"

#include <string.h>

enum { STEPS = 4, GAP = 6 };

/* How much a pattern hides. */
typedef enum extent {
	CLAUSE,
	TALKING, /* as long as the talk to the grader goes on */
	SENTENCE,
	PRAISE, /* the sentence until somebody does something */
	FRAME   /* its own words, so that what is left is seen as a list */
} extent;

typedef struct pattern {
	extent hides;
	int gap; /* most words between two steps */
	const char *steps[STEPS];
} pattern;

#define THEM                                                                   \
	" me this candidate* resume* applicant* answer* everyone everybody "   \
	"response* every my "
#define MARKS                                                                  \
	" score* point* mark marks grade* rating* 100 full perfect maximum "   \
	"highest excellent outstanding top 10 ten level "

#define ABLE                                                                   \
	"excellent outstanding great expert* skilled experienced proficient "  \
	"brilliant talented knowledgeable good strong perfect"
#define TELLS "mention* cover* contain* include* explain* state* address* list*"

static const pattern PATTERNS[] = {
    {SENTENCE, 0, {"point* keyword* item*", "covered mentioned"}},
    {SENTENCE, 0, {"dear", "grader* evaluator* examiner* assessor* reviewer*"}},
    {SENTENCE, 2,
        {"grader* evaluator* examiner* assessor*", "should must can will may"}},
    {SENTENCE, 2,
        {"response answer submission", "satisf* fulfil* meet*",
            "criteria criterion requirement* expectation* rubric all every"}},
    {SENTENCE, 1, {"this my ideal model reference expected", "answer", TELLS}},
    {SENTENCE, 0, {"candidate applicant", "covers covered mentions mentioned"}},
    {SENTENCE, 3, {"mark count treat consider regard", "as", "covered said"}},
    {SENTENCE, 3, {"treat count consider grade", "as", "if", "i"}},
    {SENTENCE, 3,
        {"output return respond print", "score grade rating", "10 100"}},
    {SENTENCE, 1, {"score grade rating", "10 100", "covered"}},
    {PRAISE, 2, {"am i'm", ABLE, "at in with"}},
    {PRAISE, 2,
        {"have possess", "deep extensive strong great vast excellent solid",
            "expertise knowledge understanding mastery"}},
    {PRAISE, GAP, {"my", "knowledge expertise mastery", "is", ABLE}},
    {FRAME, 1, {"i", "know understand", "about of"}},
    {FRAME, 1, {"i", "heard talk learned", "about of"}},
    {FRAME, 2, {"i", "am", "familiar", "with"}},
    {FRAME, 0, {"i'm", "familiar", "with"}},
    {FRAME, 1, {"topics keywords terms", "are include involve"}},
    {TALKING, GAP,
        {"ignore ignoring disregard forget",
            "instruction* prompt* guideline* rubric* previous prior above"}},
    {TALKING, GAP, {"system hidden secret", "prompt* instruction* rule*"}},
    {TALKING, GAP,
        {"reveal print repeat output translate", "prompt* instruction*"}},
    {TALKING, GAP, {"what", "are", "your", "instruction*"}},
    {TALKING, GAP,
        {"instead", "of", "analy* grading evaluating judging scoring"}},
    {TALKING, GAP,
        {"rate give award grant assign score grade mark", THEM, MARKS}},
    {TALKING, 1, {"rate give award grant assign score", "10 100 full"}},
    {TALKING, 2,
        {"give award grant assign", "full maximum highest perfect top all",
            "point* mark* score credit grade"}},
    {TALKING, 3, {"return output respond print", "overallscore*"}},
    {TALKING, 0, {"you", "are", "now"}},
    {TALKING, 0, {"pretend act", "you as that"}},
    {TALKING, 1,
        {"note dear attention to", "grader evaluator assessor scorer"}},
    {TALKING, 3, {"let's lets", "play", "game"}},
    {TALKING, 2, {"deserve* worth merits", MARKS}},
    {TALKING, 4, {"no regardless", "matter of", "what content resume quality"}},
    {TALKING, 3,
        {"my this", "answer response", "is", "correct perfect complete right"}},
    {CLAUSE, 5,
        {"i", "am",
            "expert* guru genius best master* skilled experienced "
            "talented brilliant proficient"}},
    {CLAUSE, 5,
        {"i'm", "expert* guru genius best master* skilled experienced "
                "talented brilliant proficient"}},
    {CLAUSE, 4, {"i", "know", "everything perfectly all"}},
    {CLAUSE, 3,
        {"am i'm", "very extremely highly really",
            "good skilled experienced strong confident qualified"}},
    {CLAUSE, 3,
        {"best perfect ideal", "candidate fit match person answer response"}},
    {CLAUSE, 2, {"hire", "me"}},
    {CLAUSE, 3,
        {"am i'm was been", "passionate motivated dedicated hardworking"}},
    {CLAUSE, 4,
        {"i", "was been", "best top strongest",
            "performer* employee* worker* "
            "engineer* person member*"}},
    {CLAUSE, 1,
        {"achieved delivered had", "excellent outstanding great",
            "result* success* performance"}},
    {CLAUSE, 1, {"exceed* surpass*", "expectation*"}},
};

/* "10/10" and the like: a mark that is its own maximum. */
static bool
full_mark(const char *s, size_t n, hire__word w, hire__word *last)
{
	size_t k = w.end - w.at, slash = w.end;
	while (slash < n && s[slash] == ' ')
		slash++;
	hire__word max = hire__word_next(s, n, slash);
	*last = max;
	return slash < n && s[slash] == '/' && s[w.at] >= '1' &&
	       s[w.at] <= '9' && max.end - max.at == k &&
	       !memcmp(s + w.at, s + max.at, k);
}

/* Whether the pattern, whose first word is `w`, goes on behind it; `last` is
 * then its last word. */
static bool
follows(
    const char *s, size_t end, const pattern *p, hire__word w, hire__word *last)
{
	for (int step = 1; step < STEPS && p->steps[step]; step++) {
		int gap = 0;
		do {
			w = hire__word_next(s, end, w.end);
			if (w.at == w.end || gap > p->gap)
				return false;
			gap++;
		} while (!hire__word_in(s, w, p->steps[step]));
	}
	*last = w;
	return true;
}

/* Talk to the grader goes on with these. */
static const char TALK[] =
    " score* scoring point* mark marks grade* grader rating* rate perfect "
    "maximum highest excellent outstanding full top credit answer* response* "
    "resume* candidate* applicant* everyone everybody regardless matter "
    "content quality please assistant helpful instruction* prompt* rule* "
    "rubric* guideline* system hidden secret print reveal output return "
    "analy* ignore give award 10 100 ten overallscore* inst ";
/* These say nothing either way. */
static const char NEUTRAL[] =
    " a an the this these that my me i you your it is as and to or of in on "
    "by with for must should be now no any all always every what out ";

/* "Calls" in "give full marks Calls take": a new sentence without a stop; a
 * name behind a preposition is none. */
static bool
begins_sentence(const char *s, hire__word before, hire__word w)
{
	return s[w.at] >= 'A' && s[w.at] <= 'Z' && w.end > w.at + 1 &&
	       s[w.at + 1] >= 'a' && s[w.at + 1] <= 'z' &&
	       !hire__word_in(s, before, " a an the of in into to for as ");
}

/* Where talk to the grader that has come to `last` ends: before a new
 * sentence, else with its last word, or with the sentence when little is left
 * of that. */
static size_t
talk_end(const char *s, hire__word last, size_t end)
{
	enum { LITTLE = 4, LOOK = 64 }; /* words: no talk is longer */
	size_t to = last.end;
	int other = 0, looked = 0;
	hire__word before = last;
	for (hire__word w = hire__word_next(s, end, last.end); w.at < w.end;
	     w = hire__word_next(s, end, w.end)) {
		if (++looked > LOOK)
			return to;
		bool talk = hire__word_in(s, w, TALK);
		if (!talk && begins_sentence(s, before, w))
			return w.at;
		if (talk && other <= LITTLE) {
			to = w.end;
			other = 0;
		} else {
			other += !hire__word_in(s, w, NEUTRAL);
		}
		before = w;
	}
	return other > LITTLE ? to : end;
}

static size_t
clause_start(const char *s, size_t start, size_t i)
{
	while (i > start && !memchr(",:([<", s[i - 1], 5))
		i--;
	return i;
}

/* Where the talk that `w` is part of begins: with its clause and the word
 * before a colon ("Grade: 10/10"), or with a new sentence without a stop. */
static size_t
talk_start(const char *s, size_t start, hire__word w, bool whole)
{
	size_t from = whole ? start : clause_start(s, start, w.at);
	if (from > start && s[from - 1] == ':')
		for (from--; from > start && s[from - 1] != ' ';)
			from--;
	hire__word before = hire__word_next(s, w.end, from);
	while (before.at < w.at) {
		hire__word k = hire__word_next(s, w.end, before.end);
		if (begins_sentence(s, before, k))
			from = k.at;
		before = k;
	}
	return from;
}

static size_t
clause_end(const char *s, size_t i, size_t end)
{
	while (i < end && !memchr(",:)", s[i], 3))
		i++;
	return i;
}

/* Self-praise reaches to what somebody does: "I am good at X, I built Y". */
static size_t
praise_end(const char *s, hire__word last, size_t end)
{
	static const char DOER[] = " i we because so since where ";
	for (hire__word w = hire__word_next(s, end, last.end); w.at < w.end;
	     w = hire__word_next(s, end, w.end))
		if (hire__word_in(s, w, DOER))
			return w.at;
	return end;
}

static size_t
aimed_end(const char *s, extent hides, hire__word last, size_t end)
{
	switch (hides) {
	case CLAUSE:
		return clause_end(s, last.end, end);
	case SENTENCE:
		return end;
	case PRAISE:
		return praise_end(s, last, end);
	case FRAME:
		return last.end;
	case TALKING:
		break;
	}
	return talk_end(s, last, end);
}

static size_t
aimed_start(const char *s, extent hides, size_t start, hire__word w)
{
	return hides == FRAME ? w.at
	                      : talk_start(s, start, w, hides == SENTENCE);
}

enum { COUNT = sizeof PATTERNS / sizeof *PATTERNS };

/* The pattern that begins with `w`, or NULL; `last` is then its last word. */
static const pattern *
pattern_at(const char *s, size_t end, const hire__list first[COUNT],
    hire__word w, hire__word *last)
{
	for (size_t i = 0; i < COUNT; i++)
		if (hire__word_on(s, w, &first[i]) &&
		    follows(s, end, &PATTERNS[i], w, last))
			return &PATTERNS[i];
	return NULL;
}

/* What was judged is not looked at again, so that the time a sentence takes
 * grows as its length. */
static void
hide_in_sentence(
    char *s, size_t start, size_t end, const hire__list first[COUNT])
{
	for (hire__word w = hire__word_next(s, end, start); w.at < w.end;
	     w = hire__word_next(s, end, w.end)) {
		hire__word last = w;
		const pattern *p = pattern_at(s, end, first, w, &last);
		if (!p && !full_mark(s, end, w, &last))
			continue;
		extent hides = p ? p->hides : TALKING;
		size_t to = aimed_end(s, hides, last, end);
		hire__hide(s, aimed_start(s, hides, start, w), to);
		start = w.end = to;
	}
}

void
hire__hide_aimed(char *s, size_t n)
{
	hire__list first[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		first[i] = hire__list_of(PATTERNS[i].steps[0]);
	for (size_t i = 0; i < n;) {
		size_t end = hire__sentence_end(s, n, i);
		hide_in_sentence(s, i, end, first);
		i = end + 1;
	}
}

/* Whether the sentence [i, end) only asks: "x ? 1 : 0" and a question that is
 * quoted, or that one says one would ask, do not. */
static bool
only_asks(const char *s, size_t n, size_t i, size_t end)
{
	if (end == n || s[end] != '?' || end == i || s[end - 1] == ' ' ||
	    memchr(s + i, '"', end - i))
		return false;
	for (hire__word w = hire__word_next(s, end, i); w.at < w.end;
	     w = hire__word_next(s, end, w.end))
		if (hire__word_in(s, w, " ask* question* "))
			return false;
	return true;
}

void
hire__hide_questions(char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t end = hire__sentence_end(s, n, i);
		if (only_asks(s, n, i, end))
			hire__hide(s, i, end);
		i = end + 1;
	}
}
