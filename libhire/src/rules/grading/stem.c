/* SPDX-License-Identifier: MIT
 * stem.c - Porter's suffix stripping, its steps as tables.
 */
#include "stem.h"

#include <stdbool.h>
#include <string.h>

typedef struct rule {
	const char *suffix, *instead;
} rule;

static const rule STEP2[] = {{"ational", "ate"}, {"tional", "tion"},
    {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"bli", "ble"},
    {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"},
    {"ization", "ize"}, {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"},
    {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},
    {"iviti", "ive"}, {"biliti", "ble"}, {"logi", "log"}, {NULL, NULL}};

static const rule STEP3[] = {{"icate", "ic"}, {"ative", ""}, {"alize", "al"},
    {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}, {NULL, NULL}};

static const rule STEP4[] = {{"al", ""}, {"ance", ""}, {"ence", ""}, {"er", ""},
    {"ic", ""}, {"able", ""}, {"ible", ""}, {"ant", ""}, {"ement", ""},
    {"ment", ""}, {"ent", ""}, {"sion", "s"}, {"tion", "t"}, {"ou", ""},
    {"ism", ""}, {"ate", ""}, {"iti", ""}, {"ous", ""}, {"ive", ""},
    {"ize", ""}, {NULL, NULL}};

static bool
consonant(const char *s, size_t i)
{
	if (strchr("aeiou", s[i]))
		return false;
	return s[i] != 'y' || i == 0 || !consonant(s, i - 1);
}

/* How often a vowel is followed by a consonant in the first `n` letters. */
static int
measure(const char *s, size_t n)
{
	int m = 0;
	for (size_t i = 1; i < n; i++)
		m += consonant(s, i) && !consonant(s, i - 1);
	return m;
}

static bool
has_vowel(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!consonant(s, i))
			return true;
	return false;
}

static bool
ends(const char *s, size_t n, const char *suffix)
{
	size_t k = strlen(suffix);
	return n > k && !memcmp(s + n - k, suffix, k);
}

static bool
doubled(const char *s, size_t n)
{
	return n > 1 && s[n - 1] == s[n - 2] && consonant(s, n - 1);
}

/* consonant, vowel, consonant other than w, x, y: "hop", "fil". */
static bool
short_end(const char *s, size_t n)
{
	return n > 2 && consonant(s, n - 1) && !consonant(s, n - 2) &&
	       consonant(s, n - 3) && !strchr("wxy", s[n - 1]);
}

/* The longest suffix of `rules` decides, whether its condition holds or not. */
static size_t
apply(char *s, size_t n, const rule *rules, int above)
{
	const rule *best = NULL;
	for (; rules->suffix; rules++)
		if (ends(s, n, rules->suffix) &&
		    (!best || strlen(rules->suffix) > strlen(best->suffix)))
			best = rules;
	if (!best)
		return n;
	size_t stem = n - strlen(best->suffix), add = strlen(best->instead);
	size_t judged = above > 1 ? stem + add : stem;
	if (measure(s, judged) <= above)
		return n;
	memcpy(s + stem, best->instead, add);
	return stem + add;
}

static size_t
plural(const char *s, size_t n)
{
	if (ends(s, n, "sses") || ends(s, n, "ies"))
		return n - 2;
	return ends(s, n, "s") && s[n - 2] != 's' ? n - 1 : n;
}

static size_t
past_and_progressive(char *s, size_t n)
{
	if (ends(s, n, "eed"))
		return measure(s, n - 3) > 0 ? n - 1 : n;
	size_t cut = ends(s, n, "ed") ? 2 : ends(s, n, "ing") ? 3 : 0;
	if (!cut || !has_vowel(s, n - cut))
		return n;
	n -= cut;
	if (ends(s, n, "at") || ends(s, n, "bl") || ends(s, n, "iz") ||
	    (measure(s, n) == 1 && short_end(s, n)))
		s[n++] = 'e';
	else if (doubled(s, n) && !strchr("lsz", s[n - 1]))
		n--;
	return n;
}

static size_t
final_e(char *s, size_t n)
{
	if (n > 1 && s[n - 1] == 'e') {
		int m = measure(s, n - 1);
		if (m > 1 || (m == 1 && !short_end(s, n - 1)))
			n--;
	}
	if (s[n - 1] == 'l' && doubled(s, n) && measure(s, n) > 1)
		n--;
	return n;
}

size_t
hire__stem(char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < 'a' || s[i] > 'z')
			return n;
	if (n < 3)
		return n;
	n = plural(s, n);
	n = past_and_progressive(s, n);
	if (s[n - 1] == 'y' && has_vowel(s, n - 1))
		s[n - 1] = 'i';
	n = apply(s, n, STEP2, 0);
	n = apply(s, n, STEP3, 0);
	n = apply(s, n, STEP4, 1);
	return final_e(s, n);
}
