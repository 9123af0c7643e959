/* SPDX-License-Identifier: MIT
 * terms.h - a text as the words that carry its meaning.
 * Everything that compares texts compares terms: case, word form, spelling of
 * a letter and punctuation are gone here and can earn or cost nothing later.
 */
#ifndef HIRE_RULES_TERMS_H
#define HIRE_RULES_TERMS_H

#include "lexicon.h"

#include <hire/base.h>

/* Stands in a text for what must not be judged; see personal.h, aimed.h. */
#define HIRE__HOLE '\001'

typedef struct hire__term {
	const char *stem; /* in the arena, not NUL-terminated */
	uint32_t len;
	uint32_t at, end; /* bytes of the text it was read from */
	uint64_t key;     /* equal for words that say the same */
	uint32_t sentence;
	uint32_t fragment; /* a sentence or the part of it beside a hole */
	uint8_t kind;      /* a hire__lex_kind */
	uint32_t grammar;  /* a set of hire__grammar */
	bool number;
	bool negation;   /* "not", "never", "doesn't" */
	uint32_t clause; /* see denial.h */
	bool denied;     /* under a negation */
	bool averted;    /* after "avoid" or "prevent" */
	bool unknown;    /* of what the speaker does not know */
} hire__term;

typedef struct hire__terms {
	hire__term *v;
	size_t n;
} hire__terms;

/* The longest text that is taken, in bytes. */
enum { HIRE__TEXT_MOST = 1 << 20 };

/* Whether the text is short enough; HIRE_ETOOBIG. */
HIRE_CHECK hire_status
hire__terms_size(size_t n, hire_error *err);

/* Read `n` bytes of `text` (UTF-8; stray bytes divide words), at most
 * HIRE__TEXT_MOST.  Borrows nothing.  HIRE_ENOMEM, or HIRE_ETOOBIG. */
HIRE_CHECK hire_status
hire__terms_read(hire_arena *mem, const char *text, size_t n, hire__terms *out,
    hire_error *err);

/* Whether two terms say the same: one word, one group of words, or one word
 * spelled wrong (one edit from 5 letters on, two from 9 on). */
bool
hire__term_same(const hire__term *a, const hire__term *b);

/* What one term says of another: nothing, one of its topic, the same. */
typedef enum hire__like {
	HIRE__LIKE_NOT,
	HIRE__LIKE_NEAR,
	HIRE__LIKE_SAME
} hire__like;

hire__like
hire__term_likeness(const hire__term *a, const hire__term *b);

/* Whether two terms are against each other, as "first" and "last". */
bool
hire__term_opposite(const hire__term *a, const hire__term *b);

/* Whether to deny one term is to say the other, as "fixed" and "variable". */
bool
hire__term_negates(const hire__term *a, const hire__term *b);

/* The first term of `in` that says the same as `term`, or NULL. */
const hire__term *
hire__terms_find(const hire__terms *in, const hire__term *term);

/* Whether the stem is one of `list`, which is written as for hire__word_in().
 */
bool
hire__term_in(const hire__term *term, const char *list);

/* Whether the term counts when meaning is compared. */
static inline bool
hire__term_counts(const hire__term *term)
{
	return term->kind != HIRE__LEX_STOP;
}

#endif
