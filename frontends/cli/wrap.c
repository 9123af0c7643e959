/* SPDX-License-Identifier: MIT
 * wrap.c - text in lines that end between words.
 */
#include "out.h"

#include <string.h>

/* Columns of the first `n` bytes of `text`. */
static size_t
columns_of(const char *text, size_t n)
{
	size_t columns = 0;
	for (size_t i = 0; i < n; i++)
		columns += ((unsigned char)text[i] & 0xC0) != 0x80;
	return columns;
}

void
out_wrap(FILE *f, size_t column, size_t left, size_t width, const char *text)
{
	bool begins = true;
	while (*text) {
		size_t n = strcspn(text, " \n");
		size_t wide = columns_of(text, n);
		bool full = width && column + !begins + wide > width;
		if (!begins && full) {
			fputc('\n', f);
			column = 0;
		} else if (!begins) {
			fputc(' ', f);
			column++;
		}
		for (; column < left; column++)
			fputc(' ', f);
		fprintf(f, "%.*s", (int)n, text);
		column += wide;
		begins = false;
		text += n + strspn(text + n, " ");
		if (*text != '\n')
			continue;
		fputc('\n', f);
		column = 0;
		begins = true;
		text++;
	}
	fputc('\n', f);
}
