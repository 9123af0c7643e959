/* SPDX-License-Identifier: MIT
 * lexicon.h - the words of libhire/data/concepts as const tables: function
 * words, groups of words that say the same, and concept sheets.
 * The one place that knows how the generated tables look.
 */
#ifndef HIRE_RULES_LEXICON_H
#define HIRE_RULES_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a stem (or two stems joined by '_') is. */
typedef struct hire__lex {
	const char *stem;
	uint16_t group; /* words that say the same share one; 0: alone */
	uint8_t kind;   /* a hire__lex_kind */
} hire__lex;

enum hire__lex_kind {
	HIRE__LEX_WORD,   /* carries meaning */
	HIRE__LEX_COMMON, /* carries little: "thing", "use" */
	HIRE__LEX_STOP    /* carries none: "the", "of" */
};

/* The entry of `n` bytes at `stem`, or NULL. */
const hire__lex *
hire__lex_find(const char *stem, size_t n);

/* Whether two groups are against each other; with `strict`, so that to deny
 * one is to say the other: "fixed" and "variable", not "read" and "write". */
bool
hire__lex_opposite(uint64_t group, uint64_t other, bool strict);

/* Whether two groups are of one topic: neither says the other, but who talks
 * of one may well mean the other. */
bool
hire__lex_near(uint64_t group, uint64_t other);

/* A part of a full answer. */
typedef struct hire__point {
	const char *label; /* as shown to people; unique in the tables */
	const char *any;   /* phrases, "; " between: each alone says it */
} hire__point;

typedef struct hire__sheet_question {
	int32_t depth; /* 1..3 */
	const char *text;
	const hire__point *points;
	size_t count;
} hire__sheet_question;

/* What is asked about one skill, depth never falling. */
typedef struct hire__sheet {
	const char *names; /* lower case, '|' before, between and after */
	const char *title; /* the first name as written */
	const hire__sheet_question *questions;
	size_t count;
} hire__sheet;

/* All sheets. */
const hire__sheet *
hire__sheets(size_t *count);

/* The sheet of the skill `name` (any case), or NULL. */
const hire__sheet *
hire__sheet_find(const char *name);

/* The point with exactly this label, or NULL. */
const hire__point *
hire__point_find(const char *label);

/* The sheet question whose text ends `text`, or NULL. */
const hire__sheet_question *
hire__sheet_question_find(const char *text);

#endif
