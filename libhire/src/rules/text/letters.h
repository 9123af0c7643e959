/* SPDX-License-Identifier: MIT
 * letters.h - ASCII letters without their case, whatever the locale.
 */
#ifndef HIRE_RULES_LETTERS_H
#define HIRE_RULES_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

static inline char
hire__lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Whether `b` (NUL-terminated) begins with the `n` bytes at `a`, but for the
 * case of ASCII letters. */
static inline bool
hire__begins_with(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!b[i] || hire__lower(a[i]) != hire__lower(b[i]))
			return false;
	return true;
}

/* Equal but for the case of ASCII letters. */
static inline bool
hire__same_letters(const char *a, const char *b)
{
	while (*a && hire__lower(*a) == hire__lower(*b))
		a++, b++;
	return !*a && !*b;
}

#endif
