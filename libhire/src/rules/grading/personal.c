/* SPDX-License-Identifier: MIT
 * personal.c - hiding what the facts name: the name, contacts, schools; and
 * the words for a person that stand alone.
 */
#include "personal.h"

#include "lexicon.h"
#include "personal_shapes.h"
#include "scan.h"
#include "stem.h"
#include "terms.h"

#include <string.h>

static const char PRONOUNS[] =
    " he she him her his hers himself herself they them their theirs "
    "themself themselves he's she's they're he'd she'd they'd they've mr mrs "
    "ms miss mx sir madam ";

static const char PROTECTED[] =
    " age aged ages ageing aging gender* sex sexual* male female married "
    "marital marriage pregnan* maternity paternity child* kid kids famil* "
    "husband wife spouse religio* church faith christian* muslim* jewish "
    "hindu* buddhist* race racial ethnic* nationalit* native citizen* origin "
    "ancestry disab* illness* medical* handicap* health* politic* union "
    "birth* born accent veteran* able-bodied young youth* elderly gay "
    "lesbian transgender mother father chemotherapy wheelchair* bipolar "
    "depression cancer mosque* synagogue* lgbt* islam* maternal ";

static const char GENERIC_SCHOOL[] =
    " university college school institute academy polytechnic of the and for "
    "state national technology technical science sciences engineering arts "
    "business high community faculty department applied open at in ";

bool
hire__is_protected(const char *s)
{
	size_t n = strlen(s);
	for (hire__word w = hire__word_next(s, n, 0); w.at < w.end;
	     w = hire__word_next(s, n, w.end))
		if (hire__word_in(s, w, PROTECTED))
			return true;
	return false;
}

static char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* The word without "'s", straight or curled. */
static hire__word
bare(const char *s, hire__word w)
{
	size_t n = w.end - w.at;
	if (n > 2 && !memcmp(s + w.end - 2, "'s", 2))
		w.end -= 2;
	else if (n > 4 && !memcmp(s + w.end - 4, "\xE2\x80\x99s", 4))
		w.end -= 4;
	return w;
}

static bool
same_word(const char *a, hire__word x, const char *b, hire__word y)
{
	x = bare(a, x);
	y = bare(b, y);
	if (x.end - x.at != y.end - y.at)
		return false;
	for (size_t i = 0; i < x.end - x.at; i++)
		if (lower(a[x.at + i]) != lower(b[y.at + i]))
			return false;
	return true;
}

/* An everyday word, or the name of a skill. */
static bool
known(const char *s, hire__word w)
{
	char word[48];
	w = bare(s, w);
	size_t n = w.end - w.at;
	if (n >= sizeof word)
		return false;
	for (size_t i = 0; i < n; i++)
		word[i] = lower(s[w.at + i]);
	word[n] = '\0';
	if (hire__lex_find(word, n) || hire__sheet_find(word))
		return true;
	return hire__lex_find(word, hire__stem(word, n));
}

/* "will" is a verb and "Will" a name; "Page" inside a sentence as well. */
static bool
taken_for_name(const char *s, hire__word w, bool first)
{
	if (!hire__word_is_capital(s, w) || first)
		return !known(s, w);
	return true;
}

/* Hide the words of `from` wherever they stand, one by one. */
static void
hide_words(char *s, size_t n, const char *from, const char *except)
{
	size_t len = from ? strlen(from) : 0;
	for (hire__word f = hire__word_next(from, len, 0); f.at < f.end;
	     f = hire__word_next(from, len, f.end)) {
		if (f.end - f.at < 2 || hire__word_in(from, f, except))
			continue;
		bool first = true;
		for (hire__word w = hire__word_next(s, n, 0); w.at < w.end;
		     w = hire__word_next(s, n, w.end)) {
			size_t end = hire__sentence_end(s, n, w.end);
			if (same_word(s, w, from, f) &&
			    taken_for_name(s, w, first))
				hire__hide(s, w.at, w.end);
			first = end == w.end;
		}
	}
}

/* Hide each place where `what` stands whole, ASCII case apart. */
static void
hide_text(char *s, size_t n, const char *what)
{
	size_t k = what ? strlen(what) : 0;
	for (size_t i = 0; k > 2 && i + k <= n; i++) {
		size_t same = 0;
		while (same < k && lower(s[i + same]) == lower(what[same]))
			same++;
		if (same == k)
			hire__hide(s, i, i + k);
	}
}

static void
hide_pronouns(char *s, size_t n)
{
	for (hire__word w = hire__word_next(s, n, 0); w.at < w.end;
	     w = hire__word_next(s, n, w.end))
		if (hire__word_in(s, w, PRONOUNS))
			hire__hide(s, w.at, w.end);
}

void
hire__hide_personal(char *s, size_t n, const hire_facts *facts)
{
	if (facts) {
		hide_text(s, n, facts->name);
		hide_text(s, n, facts->email);
		hide_text(s, n, facts->phone);
		for (size_t i = 0; i < facts->education_count; i++)
			hide_text(s, n, facts->education[i].school);
	}
	hire__hide_shapes(s, n);
	if (facts) {
		hide_words(s, n, facts->name, "");
		for (size_t i = 0; i < facts->education_count; i++)
			hide_words(
			    s, n, facts->education[i].school, GENERIC_SCHOOL);
	}
	hide_pronouns(s, n);
	hire__close_holes(s, n);
}
