/* SPDX-License-Identifier: MIT
 * words_cut.c - what a word is: where it begins and ends, and its folded form.
 * Apart from the lines, since scripts and signs make rules of their own here.
 */
#include "words_cut.h"

#include "util/utf8.h"

static size_t
char_of_word(const char *s, const char *end)
{
	if ((unsigned char)*s < 0x80)
		return hire__ascii_word(*s);
	size_t len;
	int32_t c = hire__utf8_at(s, (size_t)(end - s), &len);
	return hire__utf8_is_word(c) ? len : 0;
}

/* Han, kana and hangul are written without blanks, so a Latin name among them
 * is a word of its own. */
static bool
is_east_asian(const char *s, const char *end)
{
	size_t len;
	if ((unsigned char)*s < 0xE1)
		return false;
	int32_t c = hire__utf8_at(s, (size_t)(end - s), &len);
	return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3005 && c <= 0x9FFF) ||
	       (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "2019年4月至今" has no blanks: a digit and a character of such a script are
 * words of their own, and so is the sign behind the digit. */
static bool
parts_here(const char *s, const char *p)
{
	static const char *const signs[] = {"年", "月", "日", "년", "월", "일"};
	if (p == s)
		return false;
	bool wide = (unsigned char)*p >= 0xE3;
	if ((wide && is_digit(p[-1])) || (is_digit(*p) && p[-1] < 0))
		return true;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (wide && p == s + 3 && !memcmp(s, signs[i], 3))
			return true;
	return false;
}

/* Where the word at `s` ends, with the signs that belong to it. */
static const char *
word_end(const char *s, const char *end)
{
	const char *p = s + (*s == '.');
	bool letter = false;
	bool east = *s < 0 && is_east_asian(s, end);
	for (size_t len; p < end && (len = char_of_word(p, end)); p += len) {
		bool here = *p < 0 && is_east_asian(p, end);
		if (parts_here(s, p) || here != east)
			return p;
		letter |= *p > '9' || *p < 0;
	}
	if (!letter || p == end)
		return p;
	const char *q = p;
	while (q < end && q - p < 2 && *q == '+')
		q++;
	q += q == p && *q == '#';
	bool single = q - p == 1 && q[-1] == '+';
	return single && q < end && char_of_word(q, end) ? p : q;
}

/* Fold [s, e) to `to`; `*n` bytes then.  False: out of memory. */
static bool
fold(hire_arena *mem, const char *s, const char *e, char *to, size_t *n)
{
	const char *folded = s;
	bool ascii = true;
	*n = (size_t)(e - s);
	for (size_t i = 0; i < *n; i++)
		ascii &= s[i] >= 0;
	if (!ascii && !(folded = hire__utf8_fold(mem, s, *n)))
		return false;
	if (!ascii)
		*n = strlen(folded);
	for (size_t i = 0; i < *n; i++) {
		char c = folded[i];
		to[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	return true;
}

/* Nearly every word: ASCII letters and digits, folded and hashed while its end
 * is looked for.  NULL when the word at `s` may be more than that. */
static const char *
plain_word(const char *s, const char *end, char *to, uint32_t *hash)
{
	uint32_t h = HIRE__HASH;
	bool letter = false;
	const char *p = s;
	for (; p < end && hire__ascii_word(*p); p++) {
		*to = (char)(*p | 32); /* which leaves digits as they are */
		letter |= *to > '9';
		h = hire__hash(h, to++, 1);
	}
	*hash = h;
	if (p == end)
		return p > s ? p : NULL;
	bool more = *p < 0 || (letter && (*p == '+' || *p == '#'));
	return p > s && !more ? p : NULL;
}

static bool
starts_net(const char *s, const char *line, const char *end)
{
	return *s == '.' && end - s >= 4 && (s[1] | 32) == 'n' &&
	       (s[2] | 32) == 'e' && (s[3] | 32) == 't' &&
	       (s == line || !hire__ascii_word(s[-1])) &&
	       (end - s == 4 || !hire__ascii_word(s[4]));
}

/* Where the next word at or behind `s` begins, or `end`. */
static const char *
next_word(const char *s, const char *line, const char *end)
{
	while (s < end && !char_of_word(s, end) && !starts_net(s, line, end)) {
		s++;
		while (s < end && ((unsigned char)*s & 0xC0) == 0x80)
			s++;
	}
	return s;
}

bool
hire__words_cut(hire__doc *doc, size_t *pool_len, hire__line *line)
{
	const char *end = line->s + line->n, *e;
	line->word = (uint32_t)doc->word_count;
	for (const char *s = line->s; (s = next_word(s, line->s, end)) < end;
	     s = e) {
		char *to = doc->pool + *pool_len;
		hire__word_at *w = &doc->words[doc->word_count++];
		size_t n;
		e = plain_word(s, end, to, &w->hash);
		if (e) {
			n = (size_t)(e - s);
		} else {
			e = word_end(s, end);
			if (!fold(doc->mem, s, e, to, &n))
				return false;
			w->hash = hire__hash(HIRE__HASH, to, n);
		}
		to[n] = ' ';
		w->from = (uint32_t)*pool_len;
		w->to = (uint32_t)(*pool_len + n);
		w->at = (uint32_t)(s - line->s);
		w->end = (uint32_t)(e - line->s);
		w->line = (uint32_t)doc->line_count;
		*pool_len += n + 1;
	}
	line->end = (uint32_t)doc->word_count;
	return true;
}
