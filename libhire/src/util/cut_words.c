/* SPDX-License-Identifier: MIT
 * cut_words.c - the words of a text, as a search compares them.
 */
#include "cut_words.h"

#include "utf8.h"

#include <string.h>

enum {
	WORD_MAX = 64, /* letters that count */
	WORD_BYTES = 4 * (WORD_MAX + HIRE__UTF8_LETTERS)
};

/* Read one word at `text`; its folded letters go to `word`. */
static size_t
cut_word(const char *text, size_t n, char word[WORD_BYTES], size_t *len)
{
	size_t at = 0, step, letters = 0;
	*len = 0;
	for (; at < n; at += step) {
		int32_t opened[HIRE__UTF8_LETTERS];
		int32_t code = hire__utf8_at(text + at, n - at, &step);
		if (!hire__utf8_is_word(code))
			break;
		if (letters >= WORD_MAX)
			continue;
		size_t more = hire__utf8_letters(code, opened);
		for (size_t i = 0; i < more; i++)
			*len += hire__utf8_put(opened[i], word + *len);
		letters += more;
	}
	return at;
}

void
hire__words(const char *text, hire__taker take, void *to)
{
	char word[WORD_BYTES];
	size_t n = text ? strlen(text) : 0, step, len;
	for (size_t i = 0; i < n; i += step) {
		int32_t code = hire__utf8_at(text + i, n - i, &step);
		if (!hire__utf8_is_word(code))
			continue;
		step = cut_word(text + i, n - i, word, &len);
		if (len) /* not accents alone */
			take(to, word, len);
	}
}
