/* SPDX-License-Identifier: MIT
 * evidence.c - whether a quote stands in the transcript.
 * Apart from the scorecard because everything shown to people passes here.
 */
#include <hire/score.h>

#include <string.h>

static bool
blank(char c)
{
	return c && strchr(" \t\r\n\f\v", c);
}

static const char *
skip(const char *s)
{
	while (blank(*s))
		s++;
	return s;
}

/* Whether `text` goes on with `quote`, any run of blanks equal to another. */
static bool
goes_on(const char *text, const char *quote)
{
	while (*quote) {
		if (blank(*quote)) {
			quote = skip(quote);
			if (*quote && !blank(*text))
				return false;
			text = skip(text);
		} else if (*text++ != *quote++) {
			return false;
		}
	}
	return true;
}

static bool
stands_in(const char *text, const char *quote)
{
	quote = skip(quote);
	if (!text || !*quote)
		return false;
	for (; *text; text++)
		if (goes_on(text, quote))
			return true;
	return false;
}

bool
hire_quote_stands(const hire_utterance *transcript, size_t count, int64_t seq,
    const char *quote)
{
	for (size_t i = 0; quote && i < count; i++)
		if (transcript[i].seq == seq &&
		    stands_in(transcript[i].text, quote))
			return true;
	return false;
}
