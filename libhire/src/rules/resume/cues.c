/* SPDX-License-Identifier: MIT
 * cues.c - what the words of a segment speak of: a title, an employer, a place.
 * Apart from the cutting, because lines are asked the same.
 */
#include "segments.h"

#include "util/utf8.h"

#include <string.h>

enum { LATIN_TAIL = 5, LATIN_HEAD = 2, WIDE_TAIL = 2 * 3, WIDE_WORD = 24 * 3 };

/* Written without blanks between words: Chinese, Japanese, Korean, Thai. */
static bool
wide(const char *s)
{
	return (unsigned char)*s >= 0xE3;
}

static const hire__entry *
look(const char *s, size_t n)
{
	return hire__lookup(&hire__cues, hire__hash(HIRE__HASH, s, n), s, n);
}

static size_t
step(const char *s)
{
	size_t k = 1;
	while (((unsigned char)s[k] & 0xC0) == 0x80)
		k++;
	return k;
}

/* "样本大学医学院", "株式会社見本": what an organisation is, anywhere. */
static int32_t
organisation_in(const char *s, size_t n)
{
	int32_t bits = 0;
	for (size_t at = 0; at < n; at += step(s + at))
		for (size_t len = WIDE_TAIL; at + len <= n;
		     len += step(s + at + len)) {
			const hire__entry *e = look(s + at, len);
			bits |= e ? e->value &
			                (HIRE__CUE_EMPLOYER | HIRE__CUE_SCHOOL)
			          : 0;
		}
	return bits;
}

/* Only titles and, in scripts without blanks, what an organisation's name
 * holds are known by a part of a word. */
static int32_t
parts_of_word(const char *s, size_t n)
{
	int32_t bits = 0;
	bool cjk = wide(s);
	size_t least = cjk ? WIDE_TAIL : LATIN_TAIL;
	size_t from = cjk ? 0 : LATIN_HEAD;
	for (size_t i = from ? from : step(s); i + least <= n;
	     i += step(s + i)) {
		const hire__entry *e = look(s + i, n - i);
		if (e && cjk)
			bits |= e->value;
		else if (e && !(e->value & HIRE__CUE_VERB))
			bits |= e->value & HIRE__CUE_TITLE;
	}
	if (cjk && n <= WIDE_WORD)
		bits |= organisation_in(s, n);
	/* A place within an organisation's name is only a part of it. */
	return bits & (HIRE__CUE_EMPLOYER | HIRE__CUE_SCHOOL)
	           ? bits & ~HIRE__CUE_PLACE
	           : bits;
}

int32_t
hire__cues_of(const hire__doc *doc, size_t i, size_t end)
{
	int32_t bits = hire__phrase_bits(doc, &hire__cues, i, end);
	for (; i < end; i++) {
		size_t n;
		const char *s = hire__word_text(doc, i, &n);
		bool word = hire__lookup(&hire__cues, doc->words[i].hash, s, n);
		if (!word)
			bits |= parts_of_word(s, n);
	}
	return bits;
}

/* "CA", "94588", "City": what may stand within a place. */
static bool
beside_place(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	const char *s = doc->lines[w->line].s + w->at;
	size_t n = w->end - w->at;
	bool code =
	    n == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z';
	bool digits = n >= 4;
	for (size_t k = 0; k < n; k++)
		digits &= s[k] >= '0' && s[k] <= '9';
	static const char *const kinds[] = {"the", "city", "area", "region",
	    "greater", "metropolitan", "metro", "county", "province",
	    "district"};
	bool kind = false;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		kind |= hire__word_is(doc, i, kinds[k]);
	return code || digits || kind;
}

bool
hire__all_place(const hire__doc *doc, size_t i, size_t end)
{
	size_t named = 0;
	while (i < end) {
		size_t n = 1;
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__cues, i, end, &n);
		bool place = e && e->value & HIRE__CUE_PLACE;
		if (!place && !beside_place(doc, i))
			return false;
		named += place;
		i += place ? n : 1;
	}
	return named > 0;
}
