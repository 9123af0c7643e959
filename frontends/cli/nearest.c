/* SPDX-License-Identifier: MIT
 * nearest.c - what a mistyped word was meant to be.
 */
#include "cli.h"

#include <string.h>

/* Distance in letters inserted, deleted or changed, for words below 32. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[33], n = strlen(b);
	if (n > 32)
		return 99;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 0; a[i]; i++) {
		size_t corner = row[0];
		row[0] = i + 1;
		for (size_t j = 0; j < n; j++) {
			size_t best = corner + (a[i] != b[j]);
			corner = row[j + 1];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (corner + 1 < best)
				best = corner + 1;
			row[j + 1] = best;
		}
	}
	return row[n];
}

const char *
cli_nearest(const char *word, const char *const *names, size_t count)
{
	const char *best = NULL;
	size_t least = strlen(word) / 2 + 1;
	for (size_t i = 0; i < count; i++) {
		size_t d = distance(word, names[i]);
		if (!strncmp(word, names[i], strlen(word)) && d > 1)
			d = 1;
		if (d < least) {
			least = d;
			best = names[i];
		}
	}
	return best;
}
