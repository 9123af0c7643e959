/* SPDX-License-Identifier: MIT
 * lint_numbers.c - ages, and years of experience that nobody needs or has.
 * Apart from the words: a number is judged by what stands around it.
 */
#include "lint.h"
#include "requirements.h"

enum {
	LEGAL_AGE = 21,
	OLDEST = 75,
	LOWEST_LIMIT = 25,
	YEARS_ENOUGH = 10,
	YEARS_OF_COMPANY = 26,
	NEAR = 8
};

static int32_t
number(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	int32_t v = 0;
	for (size_t k = 0; k < n; k++) {
		if (s[k] < '0' || s[k] > '9' || n > 2)
			return 0;
		v = v * 10 + (s[k] - '0');
	}
	return v;
}

/* The word behind "years old", "years of age" or "años de edad" at `i`; `i`
 * when there is none. */
static size_t
behind_age(const hire__doc *doc, size_t i, size_t to)
{
	static const char *const years[] = {
	    "years", "year", "yrs", "años", "anos", NULL};
	if (i >= to || !hire__word_among(doc, i, years))
		return i;
	if (i + 1 < to && hire__word_is(doc, i + 1, "old"))
		return i + 2;
	bool of = i + 2 < to && (hire__word_is(doc, i + 1, "of") ||
	                            hire__word_is(doc, i + 1, "de"));
	if (of && (hire__word_is(doc, i + 2, "age") ||
	              hire__word_is(doc, i + 2, "edad")))
		return i + 3;
	return i;
}

/* "under 35 years", "max 35", not "up to 35 years of experience". */
static bool
is_limit(const hire__doc *doc, size_t from, size_t i, size_t to)
{
	static const char *const limits[] = {"under", "below", "max", "maximum",
	    "than", "de", "hasta", "menores", NULL};
	static const char *const compares[] = {
	    "older", "younger", "menor", "menores", "mayor", NULL};
	static const char *const years[] = {"years", "yrs", "años", NULL};
	if (i == from || number(doc, i) < LOWEST_LIMIT ||
	    !hire__word_among(doc, i - 1, limits))
		return false;
	bool joined = hire__word_is(doc, i - 1, "than") ||
	              hire__word_is(doc, i - 1, "de");
	if (joined)
		return i > from + 1 && hire__word_among(doc, i - 2, compares);
	bool ends = i + 2 >= to || !(hire__word_is(doc, i + 2, "of") ||
	                               hire__word_is(doc, i + 2, "de") ||
	                               hire__word_is(doc, i + 2, "experience"));
	return i + 1 < to && hire__word_among(doc, i + 1, years) && ends;
}

/* "At least 18 years old" is the law's own limit. */
static bool
is_legal(const hire__doc *doc, size_t from, size_t i)
{
	static const char *const least[] = {"least", "over", "minimum", "be",
	    "are", "mayor", "mayores", "de", "above", NULL};
	return number(doc, i) <= LEGAL_AGE && i > from &&
	       (hire__word_among(doc, i - 1, least));
}

/* "under the age of 35", "aged 25 to 30" of those who apply, "Age: 22-30",
 * "candidates above 45". */
static bool
is_of_people(const hire__doc *doc, size_t from, size_t i)
{
	static const char *const people[] = {"candidates", "applicants",
	    "candidate", "applicant", "anyone", "anybody", "nobody", "people",
	    "persons", "women", "men", "be", NULL};
	static const char *const bounds[] = {
	    "above", "over", "under", "below", "past", "beyond", NULL};
	static const char *const ages[] = {"age", "aged", "ages", NULL};
	size_t back = i - from;
	if (back >= 2 && hire__word_is(doc, i - 1, "of") &&
	    hire__word_is(doc, i - 2, "age"))
		return back >= 4 && hire__word_among(doc, i - 4, bounds) &&
		       number(doc, i) > LEGAL_AGE;
	if (back == 1 && hire__word_is(doc, i - 1, "age"))
		return true;
	if (back < 2 || !hire__word_among(doc, i - 2, people))
		return false;
	return hire__word_among(doc, i - 1, ages) ||
	       (hire__word_among(doc, i - 1, bounds) &&
	           number(doc, i) >= LOWEST_LIMIT);
}

/* "Be over 30 minutes early": what is counted stands behind the number. */
static bool
counts_things(const hire__doc *doc, size_t i, size_t to)
{
	static const char *const follow[] = {"and", "or", "to", "need", "will",
	    "are", "cannot", "may", "only", "preferred", "should", "must",
	    "years", NULL};
	size_t n;
	if (i + 1 >= to || doc->words[i + 1].line != doc->words[i].line)
		return false;
	const char *gap = hire__word_gap(doc, i + 1, &n);
	bool plain = n == 1 && *gap == ' ';
	return plain && !hire__word_among(doc, i + 1, follow);
}

bool
hire__age_at(const hire__doc *doc, size_t from, size_t i, size_t to, size_t *n)
{
	int32_t v = number(doc, i);
	if (v < 16 || v > OLDEST)
		return false;
	size_t end = behind_age(doc, i + 1, to);
	if (end > i + 1 && !is_legal(doc, from, i)) {
		*n = end - i;
		return true;
	}
	bool asked = is_of_people(doc, from, i) && !counts_things(doc, i, to);
	if (!asked && !is_limit(doc, from, i, to))
		return false;
	*n = i + 1 < to ? 2 : 1;
	return true;
}

/* Where [from, to) says its number of years, for the quote. */
static void
find_years(const hire__doc *doc, size_t from, size_t to, hire__concern_at *out)
{
	out->word = from;
	out->stop = to;
	for (size_t i = from; i + 1 < to; i++)
		if (hire__years_in(doc, i, i + 2)) {
			out->word = i;
			out->stop = i + 2;
			return;
		}
}

/* "35 years on the market" are the company's. */
static bool
of_experience(const hire__doc *doc, const hire__statement *s, size_t at)
{
	static const char *const words[] = {
	    "experience", "experiencia", "working", "development", NULL};
	if (s->bullet)
		return true;
	for (size_t i = at; i < s->stop && i < at + NEAR; i++)
		if (hire__word_among(doc, i, words))
			return true;
	return false;
}

/* The year in which the oldest of the named technologies came out, 0 when none
 * is named: "8 years of FastAPI or Flask" can be had with Flask. */
static int32_t
oldest_named(const hire__doc *doc, const hire__statement *s)
{
	int32_t oldest = 0;
	for (size_t i = s->word, n = 1; i < s->stop; i++) {
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__births, i, s->stop, &n);
		if (e && (hire__word_capital(doc, i) || n > 1) &&
		    (!oldest || e->value < oldest))
			oldest = e->value;
	}
	return oldest;
}

bool
hire__years_too_many(const hire__doc *doc, const hire__statement *s,
    int32_t year, hire__concern_at *out)
{
	int32_t years = hire__years_in(doc, s->word, s->stop);
	int32_t born = oldest_named(doc, s);
	if (!years || years >= YEARS_OF_COMPANY)
		return false;
	bool impossible = born && years > year - born;
	if (!impossible && years <= YEARS_ENOUGH)
		return false;
	find_years(doc, s->word, s->stop, out);
	out->concern = impossible ? HIRE_CONCERN_NEWNESS : HIRE_CONCERN_YEARS;
	return of_experience(doc, s, out->word);
}
