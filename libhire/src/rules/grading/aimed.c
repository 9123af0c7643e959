/* SPDX-License-Identifier: MIT
 * aimed.c - the patterns of instructions to the grader and of self-praise.
 * A pattern is a few word lists that follow each other within a sentence.
 */
#include "aimed.h"

#include "scan.h"

#include <string.h>

enum { STEPS = 4, GAP = 6 };

typedef struct pattern {
	bool sentence; /* hides the rest of the sentence, not the clause */
	int gap;       /* most words between two steps */
	const char *steps[STEPS];
} pattern;

#define THEM                                                                   \
	" me this candidate* resume* applicant* answer* everyone everybody "   \
	"response* every my "
#define MARKS                                                                  \
	" score* point* mark marks grade* rating* 100 full perfect maximum "   \
	"highest excellent outstanding top 10 ten level "

static const pattern PATTERNS[] = {
    {true, GAP,
        {"ignore ignoring disregard forget",
            "instruction* prompt* guideline* rubric* previous prior above"}},
    {true, GAP, {"system hidden secret", "prompt* instruction* rule*"}},
    {true, GAP,
        {"reveal print repeat output translate", "prompt* instruction*"}},
    {true, GAP, {"what", "are", "your", "instruction*"}},
    {true, GAP, {"instead", "of", "analy* grading evaluating judging scoring"}},
    {true, GAP, {"rate give award grant assign score grade mark", THEM, MARKS}},
    {true, 1, {"rate give award grant assign score", "10 100 full"}},
    {true, 3, {"return output respond print", "*overallscore* overallscore*"}},
    {true, 0, {"you", "are", "now"}},
    {true, 0, {"pretend act", "you as that"}},
    {true, 1, {"note dear attention to", "grader evaluator assessor scorer"}},
    {true, 3, {"let's lets", "play", "game"}},
    {true, 2, {"deserve* worth merits", MARKS}},
    {true, 4, {"no regardless", "matter of", "what content resume quality"}},
    {true, 3,
        {"my this", "answer response", "is", "correct perfect complete right"}},
    {false, 5,
        {"i", "am",
            "expert* guru genius best master* skilled experienced "
            "talented brilliant proficient"}},
    {false, 5,
        {"i'm", "expert* guru genius best master* skilled experienced "
                "talented brilliant proficient"}},
    {false, 4, {"i", "know", "everything perfectly all"}},
    {false, 3,
        {"am i'm", "very extremely highly really",
            "good skilled experienced strong confident qualified"}},
    {false, 3, {"best perfect ideal", "candidate fit match person"}},
    {false, 2, {"hire", "me"}},
};

/* "10/10" and the like: a mark that is its own maximum. */
static bool
full_mark(const char *s, size_t n, hire__word w)
{
	size_t k = w.end - w.at, slash = w.end;
	while (slash < n && s[slash] == ' ')
		slash++;
	hire__word max = hire__word_next(s, n, slash);
	return slash < n && s[slash] == '/' && s[w.at] >= '1' &&
	       s[w.at] <= '9' && max.end - max.at == k &&
	       !memcmp(s + w.at, s + max.at, k);
}

static bool
follows(const char *s, size_t end, const pattern *p, hire__word w)
{
	if (!hire__word_in(s, w, p->steps[0]))
		return false;
	for (int step = 1; step < STEPS && p->steps[step]; step++) {
		int gap = 0;
		do {
			w = hire__word_next(s, end, w.end);
			if (w.at == w.end || gap > p->gap)
				return false;
			gap++;
		} while (!hire__word_in(s, w, p->steps[step]));
	}
	return true;
}

static size_t
clause_start(const char *s, size_t start, size_t i)
{
	while (i > start && !memchr(",:(", s[i - 1], 3))
		i--;
	return i;
}

static size_t
clause_end(const char *s, size_t i, size_t end)
{
	while (i < end && !memchr(",:)", s[i], 3))
		i++;
	return i;
}

static void
hide_in_sentence(char *s, size_t start, size_t end)
{
	const size_t count = sizeof PATTERNS / sizeof *PATTERNS;
	for (hire__word w = hire__word_next(s, end, start); w.at < w.end;
	     w = hire__word_next(s, end, w.end)) {
		const pattern *p = PATTERNS;
		while (p < PATTERNS + count && !follows(s, end, p, w))
			p++;
		bool found = p < PATTERNS + count;
		if (!found && !full_mark(s, end, w))
			continue;
		size_t to =
		    found && !p->sentence ? clause_end(s, w.end, end) : end;
		hire__hide(s, clause_start(s, start, w.at), to);
		w.end = to;
	}
}

void
hire__hide_aimed(char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t end = hire__sentence_end(s, n, i);
		hide_in_sentence(s, i, end);
		i = end + 1;
	}
}
