/* SPDX-License-Identifier: MIT
 * doc.h - a text as the rules see it: clean lines made of folded words.
 * Every rule reads the same lines and words, so that they never disagree on
 * what a word or a bullet is.
 */
#ifndef HIRE_RULES_DOC_H
#define HIRE_RULES_DOC_H

#include "tables.h"

#include <hire/facts.h>

#include <string.h>

enum { HIRE__TEXT_MAX = 4 << 20, HIRE__PHRASE_MAX = 8 };

/* One word, folded: lower case, compatibility forms opened, "+" and "#" kept
 * behind it ("c++"), the dot kept before "net". */
typedef struct hire__word_at {
	uint32_t from, to; /* bytes of the folded word in the pool */
	uint32_t at, end;  /* its bytes in its line's text */
	uint32_t hash;
	uint32_t line;
} hire__word_at;

typedef struct hire__line {
	const char *s; /* trimmed, bullet removed, NUL-terminated */
	size_t n;
	int32_t number;     /* in the text, 1-based */
	uint32_t word, end; /* its words: [word, end) */
	uint8_t section;    /* hire__section or hire__part */
	uint8_t depth;      /* of a Markdown heading, 0 for none */
	bool bullet;        /* it had a bullet */
	bool gap;           /* a blank line stands above */
	bool marked;        /* a Markdown heading or bold line */
	bool heading;       /* it only names a section */
	bool header;        /* names an employer, school or the candidate */
} hire__line;

typedef struct hire__doc {
	hire_arena *mem;
	char *pool; /* folded words, one blank after each */
	hire__word_at *words;
	size_t word_count;
	hire__line *lines;
	size_t line_count;
	hire_ignored *ignored; /* invisible text that was dropped */
	size_t ignored_count;
} hire__doc;

/* Clean `text` and cut it into lines and words, all in `mem`.  Errors:
 * ETOOBIG past HIRE__TEXT_MAX, ENOMEM. */
HIRE_CHECK hire_status
hire__doc_read(const char *text, size_t n, hire_arena *mem, hire__doc **out,
    hire_error *err);

/* Clean visible text in `mem`: NFKC, invisible characters dropped, private
 * glyphs and control characters as blanks; line breaks stay.  `hidden`, when
 * not NULL, gets what was spelled in invisible characters. */
HIRE_CHECK hire_status
hire__clean(const char *text, size_t n, hire_arena *mem, char **out,
    size_t *len, const char **hidden, hire_error *err);

/* hire__phrase_at() in full, for a word that may start one. */
const hire__entry *
hire__phrase_from(const hire__doc *doc, const hire__table *table, size_t i,
    size_t end, size_t *count);

/* The entry of the longest phrase of `table` starting at word `i`, within
 * words below `end`; `*count` words long.  NULL when there is none. */
static inline const hire__entry *
hire__phrase_at(const hire__doc *doc, const hire__table *table, size_t i,
    size_t end, size_t *count)
{
	/* Most words start nothing, which a look at their slot tells. */
	if (i >= end || !hire__lookup_hash(table, doc->words[i].hash))
		return NULL;
	return hire__phrase_from(doc, table, i, end, count);
}

/* The OR of the values of all phrases of `table` in words [i, end). */
int32_t
hire__phrase_bits(
    const hire__doc *doc, const hire__table *table, size_t i, size_t end);

/* Whether one of `marks` stands between word `i` - 1 and word `i`. */
bool
hire__gap_has(const hire__doc *doc, size_t i, const char *marks);

/* These stand here because the rules ask them some ten thousand times for a
 * resume, and a call would cost more than the answer. */

/* Folded text of word `i` (not NUL-terminated) and its length. */
static inline const char *
hire__word_text(const hire__doc *doc, size_t i, size_t *n)
{
	*n = doc->words[i].to - doc->words[i].from;
	return doc->pool + doc->words[i].from;
}

/* Whether word `i` is `text`. */
static inline bool
hire__word_is(const hire__doc *doc, size_t i, const char *text)
{
	const char *s = doc->pool + doc->words[i].from;
	/* Nearly every question is answered by the first letter. */
	if (*s != *text)
		return false;
	size_t n = doc->words[i].to - doc->words[i].from, k = 1;
	while (k < n && s[k] == text[k])
		k++;
	return k == n && !text[k];
}

/* Whether word `i` is one of `words`, NULL behind the last. */
static inline bool
hire__word_among(const hire__doc *doc, size_t i, const char *const *words)
{
	while (*words && !hire__word_is(doc, i, *words))
		words++;
	return *words != NULL;
}

/* Whether word `i` is written with a capital first letter. */
static inline bool
hire__word_capital(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	char c = doc->lines[w->line].s[w->at];
	return c >= 'A' && c <= 'Z';
}

/* The bytes of its line that lie between word `i` - 1 and word `i` (or the
 * line's start); `*n` is their count. */
static inline const char *
hire__word_gap(const hire__doc *doc, size_t i, size_t *n)
{
	const hire__word_at *w = &doc->words[i];
	const hire__line *line = &doc->lines[w->line];
	size_t from = i > line->word ? doc->words[i - 1].end : 0;
	*n = w->at - from;
	return line->s + from;
}

/* Whether a gap is nothing, or one blank, as most are: no mark is in it. */
static inline bool
hire__gap_plain(const char *gap, size_t n)
{
	return !n || (n == 1 && *gap == ' ');
}

#endif
