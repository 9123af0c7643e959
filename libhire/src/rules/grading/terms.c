/* SPDX-License-Identifier: MIT
 * terms.c - cutting text into terms, and when two of them say the same.
 */
#include "terms.h"

#include "denial.h"
#include "scan.h"
#include "stem.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { LONGEST = 40 };

typedef struct reader {
	hire_arena *mem;
	const char *s;
	size_t n, i;
	char *room; /* stems go here; never more bytes than text */
	uint32_t sentence, fragment;
	hire__terms out;
} reader;

/* Bytes of the word character at `i`, 0 when there is none. */
static size_t
word_char(const char *s, size_t n, size_t i)
{
	unsigned char c = i < n ? (unsigned char)s[i] : ' ';
	size_t len = 1;
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		       (c >= '0' && c <= '9');
	return hire__utf8_is_word(hire__utf8_at(s + i, n - i, &len)) ? len : 0;
}

/* Bytes of an apostrophe, ASCII or U+2019. */
static size_t
apostrophe(const char *s, size_t n, size_t i)
{
	if (i < n && s[i] == '\'')
		return 1;
	return i + 3 <= n && !memcmp(s + i, "\xE2\x80\x99", 3) ? 3 : 0;
}

static bool
is_digit(const char *s, size_t n, size_t i)
{
	return i < n && s[i] >= '0' && s[i] <= '9';
}

/* The mark at `i` inside a number: "3.5", "10,000". */
static size_t
number_mark(const char *s, size_t n, size_t i)
{
	if (!i || i >= n || !is_digit(s, n, i - 1) || !is_digit(s, n, i + 1))
		return 0;
	if (s[i] == ',')
		return is_digit(s, n, i + 2) && is_digit(s, n, i + 3) &&
		       !is_digit(s, n, i + 4);
	return s[i] == '.';
}

static size_t
word_end(const char *s, size_t n, size_t i)
{
	size_t len;
	while ((len = word_char(s, n, i)) || (len = number_mark(s, n, i)) ||
	       ((len = apostrophe(s, n, i)) && word_char(s, n, i + len)))
		i += len;
	size_t tail = i;
	while (tail < n && (s[tail] == '+' || s[tail] == '#'))
		tail++;
	return word_char(s, n, tail) ? i : tail;
}

static bool
blank_or_end(const reader *r, size_t i)
{
	return i >= r->n || memchr(" \t\r\n\"')]", r->s[i], 7);
}

static void
divide(reader *r, bool sentence)
{
	size_t n = r->out.n;
	if (n && r->out.v[n - 1].fragment == r->fragment)
		r->fragment++;
	if (sentence && n && r->out.v[n - 1].sentence == r->sentence)
		r->sentence++;
}

/* Step over what is between words; note where sentences and holes are. */
static void
skip(reader *r)
{
	while (r->i < r->n && !word_char(r->s, r->n, r->i)) {
		char c = r->s[r->i++];
		if (c == HIRE__HOLE)
			divide(r, false);
		else if (c == ';' || c == '\n' ||
		         (memchr(".!?", c, 3) && blank_or_end(r, r->i)))
			divide(r, true);
	}
}

/* Lower case without the possessive; the length, or 0 when it is no word. */
static size_t
fold(reader *r, const char *s, size_t n, char *to)
{
	bool ascii = true;
	size_t k = 0;
	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		ascii = ascii && (unsigned char)c < 0x80;
		if (c == ',')
			continue;
		to[k++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	for (size_t i = 0; !ascii && i < k; i++)
		if (apostrophe(to, k, i) == 3) {
			to[i] = '\'';
			memmove(to + i + 1, to + i + 3, k - i - 3);
			k -= 2;
		}
	if (k > 2 && !memcmp(to + k - 2, "'s", 2))
		k -= 2;
	if (ascii)
		return k;
	char *folded = hire__utf8_fold(r->mem, to, k);
	size_t len = folded ? strlen(folded) : k + 1;
	if (len <= k)
		memcpy(to, folded, len);
	return len <= k ? len : k;
}

static uint64_t
hash(const char *s, size_t n)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(1099511628211);
	return h | UINT64_C(1) << 63; /* above every group number */
}

/* A number in words becomes its digits in place; the new length. */
static size_t
in_digits(char *s, size_t n)
{
	static const char *const NUMBERS[][2] = {{"one", "1"}, {"two", "2"},
	    {"three", "3"}, {"four", "4"}, {"five", "5"}, {"six", "6"},
	    {"seven", "7"}, {"eight", "8"}, {"nine", "9"}, {"ten", "10"},
	    {"twelve", "12"}, {"fifteen", "15"}, {"twenty", "20"},
	    {"thirty", "30"}, {"forty", "40"}, {"fifty", "50"}, {"sixty", "60"},
	    {"hundred", "100"}, {"thousand", "1000"}};
	for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
		size_t k = strlen(NUMBERS[i][1]);
		if (strlen(NUMBERS[i][0]) != n || memcmp(NUMBERS[i][0], s, n))
			continue;
		memcpy(s, NUMBERS[i][1], k);
		return k;
	}
	return n;
}

static bool
is_negation(const char *s, size_t n)
{
	static const char *const WORDS[] = {"not", "no", "never", "cannot",
	    "without", "neither", "nor", "none"};
	if (n > 3 && !memcmp(s + n - 3, "n't", 3))
		return true;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (strlen(WORDS[i]) == n && !memcmp(WORDS[i], s, n))
			return true;
	return false;
}

static void
look_up(hire__term *t)
{
	const hire__lex *lex = hire__lex_find(t->stem, t->len);
	t->kind = lex ? lex->kind : HIRE__LEX_WORD;
	t->key = lex && lex->group ? lex->group : hash(t->stem, t->len);
}

/* "at least" and other pairs that the lexicon holds become one term. */
static void
join_pair(reader *r)
{
	size_t n = r->out.n;
	if (n < 2)
		return;
	hire__term *a = &r->out.v[n - 2], *b = &r->out.v[n - 1];
	char pair[2 * LONGEST + 1];
	if (a->fragment != b->fragment || a->len + b->len + 1 > sizeof pair)
		return;
	memcpy(pair, a->stem, a->len);
	pair[a->len] = '_';
	memcpy(pair + a->len + 1, b->stem, b->len);
	const hire__lex *lex = hire__lex_find(pair, a->len + b->len + 1);
	if (!lex)
		return;
	a->end = b->end;
	a->kind = lex->kind;
	a->stem = lex->stem; /* a pair does not join the next word */
	a->len = (uint32_t)strlen(lex->stem);
	a->key = lex->group ? lex->group : hash(lex->stem, a->len);
	a->negation = false;
	r->out.n--;
}

/* Whether a minus sign stands before the number at `i`, not a hyphen. */
static bool
below_zero(const char *s, size_t n, size_t i)
{
	return i && s[i - 1] == '-' && is_digit(s, n, i) &&
	       (i == 1 || s[i - 2] == ' ');
}

static void
take_word(reader *r)
{
	size_t at = r->i, end = word_end(r->s, r->n, at);
	r->i = end;
	at -= below_zero(r->s, r->n, at);
	size_t n = end - at > LONGEST ? LONGEST : end - at;
	n = fold(r, r->s + at, n, r->room);
	n = in_digits(r->room, n);
	hire__term *t = &r->out.v[r->out.n++];
	*t = (hire__term){.stem = r->room,
	    .at = (uint32_t)at,
	    .end = (uint32_t)end,
	    .sentence = r->sentence,
	    .fragment = r->fragment,
	    .number = is_digit(r->room, n, r->room[0] == '-'),
	    .negation = is_negation(r->room, n)};
	const hire__lex *whole = hire__lex_find(r->room, n);
	if (!whole || whole->kind != HIRE__LEX_STOP)
		n = hire__stem(r->room, n);
	t->len = (uint32_t)n;
	r->room += n;
	look_up(t);
	if (t->negation)
		t->kind = HIRE__LEX_STOP;
	join_pair(r);
}

hire_status
hire__terms_size(size_t n, hire_error *err)
{
	return n <= HIRE__TEXT_MOST
	           ? HIRE_OK
	           : hire_fail(err, HIRE_ETOOBIG, "text",
	                 "the text is longer than %d bytes", HIRE__TEXT_MOST);
}

hire_status
hire__terms_read(hire_arena *mem, const char *text, size_t n, hire__terms *out,
    hire_error *err)
{
	hire_status st = hire__terms_size(n, err);
	if (st)
		return st;
	size_t words = 0;
	for (size_t i = 0; i < n;)
		if (word_char(text, n, i)) {
			words++;
			i = word_end(text, n, i);
		} else {
			i++;
		}
	reader r = {.mem = mem, .s = text, .n = n};
	r.room = hire_arena_alloc(mem, n + LONGEST);
	r.out.v = hire_arena_alloc(mem, (words + 1) * sizeof *r.out.v);
	if (!r.room || !r.out.v)
		return hire__nomem(err);
	for (skip(&r); r.i < n; skip(&r))
		take_word(&r);
	hire__denial_mark(&r.out, text);
	*out = r.out;
	return HIRE_OK;
}

/* Whether at most `most` single-letter edits or swaps part the two. */
static bool
near(const char *a, size_t n, const char *b, size_t m, int most)
{
	while (n && m && *a == *b)
		a++, b++, n--, m--;
	while (n && m && a[n - 1] == b[m - 1])
		n--, m--;
	if (!n && !m)
		return true;
	if (!most)
		return false;
	if (n > 1 && m > 1 && a[0] == b[1] && a[1] == b[0] &&
	    near(a + 2, n - 2, b + 2, m - 2, most - 1))
		return true;
	return (n && m && near(a + 1, n - 1, b + 1, m - 1, most - 1)) ||
	       (n && near(a + 1, n - 1, b, m, most - 1)) ||
	       (m && near(a, n, b + 1, m - 1, most - 1));
}

bool
hire__term_same(const hire__term *a, const hire__term *b)
{
	if (a->key == b->key)
		return true;
	size_t least = a->len < b->len ? a->len : b->len;
	size_t most = a->len < b->len ? b->len : a->len;
	if (least < 5 || most - least > 2 || a->number || b->number ||
	    a->stem[0] != b->stem[0])
		return false;
	/* Two words that the lexicon knows apart are no misspellings. */
	if (a->key >> 63 == 0 && b->key >> 63 == 0)
		return false;
	return near(a->stem, a->len, b->stem, b->len, least < 9 ? 1 : 2);
}

hire__like
hire__term_likeness(const hire__term *a, const hire__term *b)
{
	if (hire__term_same(a, b))
		return HIRE__LIKE_SAME;
	if (hire__term_opposite(a, b))
		return HIRE__LIKE_NOT;
	return hire__lex_near(a->key, b->key) ? HIRE__LIKE_NEAR
	                                      : HIRE__LIKE_NOT;
}

bool
hire__term_opposite(const hire__term *a, const hire__term *b)
{
	return hire__lex_opposite(a->key, b->key, false);
}

bool
hire__term_negates(const hire__term *a, const hire__term *b)
{
	return hire__lex_opposite(a->key, b->key, true);
}

bool
hire__term_in(const hire__term *term, const char *list)
{
	return hire__word_in(term->stem, (hire__word){0, term->len}, list);
}

const hire__term *
hire__terms_find(const hire__terms *in, const hire__term *term)
{
	for (size_t i = 0; i < in->n; i++)
		if (hire__term_same(&in->v[i], term))
			return &in->v[i];
	return NULL;
}
