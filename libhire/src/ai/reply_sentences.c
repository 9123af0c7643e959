/* SPDX-License-Identifier: MIT
 * reply_sentences.c - the recruiter's sentences: where they begin and end, and
 * what stands in them.
 */
#include "reply_sentences.h"

#include "rules/grading/scan.h"

#include <string.h>

bool
hire__text_has(const char *s, size_t n, const char *list)
{
	for (hire__word w = hire__word_next(s, n, 0); w.at < w.end;
	     w = hire__word_next(s, n, w.end))
		if (hire__word_in(s, w, list))
			return true;
	return !*list;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The longest number of a sentence in digits, blanks and commas apart. */
static size_t
longest_number(const char *s, size_t n)
{
	size_t most = 0, run = 0;
	for (size_t i = 0; i < n; i++) {
		if (is_digit(s[i]))
			run++;
		else if (!run || !strchr(",' ", s[i]) || i + 1 == n ||
		         !is_digit(s[i + 1]))
			run = 0;
		if (run > most)
			most = run;
	}
	return most;
}

bool
hire__text_shaped(const char *s, size_t n, hire__shape shape)
{
	static const char NUMBERS[] =
	    " one two three four five six seven eight nine ten eleven twelve "
	    "fifteen twenty thirty unlimited once twice ";
	static const char CURRENCIES[] =
	    " eur euro euros usd dollar dollars gbp pounds chf inr ";
	enum { AMOUNT = 4 };
	size_t digits = longest_number(s, n);
	if (shape == HIRE__SHAPE_ANY)
		return true;
	if (shape == HIRE__SHAPE_NUMBER)
		return digits || hire__text_has(s, n, NUMBERS);
	return digits >= AMOUNT ||
	       (digits &&
	           (memchr(s, '$', n) || hire__text_has(s, n, CURRENCIES)));
}

/* Whether the line that ends at `end` goes on in the next one. */
static bool
is_wrapped(const char *s, size_t n, size_t end)
{
	enum { WRAPPED = 58 };
	size_t from = end;
	if (end >= n || s[end] != '\n' || !end || s[end - 1] == ':')
		return false;
	while (from && s[from - 1] != '\n')
		from--;
	return end - from >= WRAPPED && end + 1 < n &&
	       !strchr("\r\n\t -*#>|", s[end + 1]);
}

size_t
hire__sentence_stop(const char *s, size_t n, size_t i)
{
	size_t end = hire__sentence_end(s, n, i);
	while (is_wrapped(s, n, end))
		end = hire__sentence_end(s, n, end + 1);
	return end;
}

hire__quote
hire__sentence_around(const char *s, size_t n, size_t i)
{
	size_t end = hire__sentence_stop(s, n, i);
	hire__quote q = {i, end};
	while (q.at < q.end && strchr(" \t\r\n-*#>", s[q.at]))
		q.at++;
	while (q.end > q.at && strchr(" \t\r\n", s[q.end - 1]))
		q.end--;
	if (end < n && strchr(".!?", s[end]))
		q.end = end + 1;
	return q;
}

void
hire__quote_put(hire__buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hire__buf_addc(b, s[i] == '\n' || s[i] == '\r' ? ' ' : s[i]);
}
