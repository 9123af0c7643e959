/* SPDX-License-Identifier: MIT
 * grade.h - the verdict on one answer: points covered, never length or style.
 * Pure; the engine and the scorecard both stand on it.
 */
#ifndef HIRE_RULES_GRADE_H
#define HIRE_RULES_GRADE_H

#include "cover.h"

/** What an answer is held against: `points`, else `ideal`, else the sheet
 * of the question, else whether it tells of real work.  Borrowed. */
typedef struct hire__task {
	const char *question; /* NULL: none */
	const char *ideal;    /* NULL: none */
	const char *const *points;
	size_t point_count;
	bool sentences;           /* a single word is never an answer */
	const hire__dials *dials; /* NULL: hire__dials_fixed */
	const char *subject; /* what signs of real work must touch; NULL: any */
	const char *line;    /* of the resume, asked about; NULL: none */
} hire__task;

typedef struct hire__verdict {
	int32_t tenths;                  /* 0..100 */
	int32_t level;                   /* 0..4 */
	size_t quote_at, quote_len;      /* bytes of the answer; 0, 0: none */
	const char **covered, **missing; /* in `mem` */
	size_t covered_count, missing_count;
	bool concrete;          /* names a number, a product or a reason */
	const char *why_bottom; /* static; NULL unless a rule put it there */
} hire__verdict;

/* Of an answer so many bytes are read, some 40 minutes of speech: what nobody
 * says in an interview costs no time. */
enum { HIRE__ANSWER_READ = 32 << 10 };

/* Grade the `n` bytes of `answer`, of which the first HIRE__ANSWER_READ are
 * read; holes in it (HIRE__HOLE) are not judged and never quoted.
 * HIRE_ETOOBIG above HIRE__TEXT_MOST. */
HIRE_CHECK hire_status
hire__grade(const hire__task *task, const char *answer, size_t n,
    hire_arena *mem, hire__verdict *out, hire_error *err);

/* Level of a grade in tenths. */
int32_t
hire__grade_level(int32_t tenths);

/* ---- parts of the above, apart for size and tests ---- */

/* Words of the answer that the question does not hold. */
size_t
hire__grade_own_words(const hire__said *said);

/* Why the answer, whose terms were read from `text`, is no answer at all, or
 * NULL; static. */
const char *
hire__grade_gate(const hire__said *said, const char *text,
    const hire__task *task, const hire__terms *ideal);

/* Whether it has as many small words as somebody who tells something needs. */
bool
hire__grade_tells(const hire__said *said, const char *text);

/* The most tenths a few bare words may earn where the ideal is a statement:
 * right perhaps, but nothing is said of them. */
int32_t
hire__grade_thin(const hire__said *said, const char *text,
    const hire__task *task, const hire__terms *ideal);

/* Signs that an answer tells of real work. */
enum hire__sign {
	HIRE__SIGN_ACTION,   /* what was done, and by whom */
	HIRE__SIGN_SPECIFIC, /* a number, a product, a name */
	HIRE__SIGN_REASON,   /* why it was done so */
	HIRE__SIGN_RESULT,   /* what came of it */
	HIRE__SIGN_HINDSIGHT /* what would be done differently */
};
enum { HIRE__SIGNS = 5 };

/* The point that stands for each sign in a plan. */
extern const char *const hire__sign_points[HIRE__SIGNS];

/* A set of 1 << hire__sign of the `n` bytes at `s`, whose terms are given. */
unsigned
hire__signs(const char *s, size_t n, const hire__said *said);

#endif
