/* SPDX-License-Identifier: MIT
 * roff.h - text in the source of a manual page.
 */
#ifndef HIRE_ROFF_H
#define HIRE_ROFF_H

#include <stdio.h>

/* `text` so that it reads as it stands. */
static inline void
roff(FILE *f, const char *text)
{
	for (const char *s = text; *s; s++) {
		if (s == text && (*s == '.' || *s == '\''))
			fputs("\\&", f);
		if (*s == '-')
			fputs("\\-", f);
		else if (*s == '\\')
			fputs("\\e", f);
		else
			fputc(*s, f);
	}
}

#endif
