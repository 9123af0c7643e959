/* SPDX-License-Identifier: MIT
 * lexicon.c - looking things up in the tables made from libhire/data/concepts.
 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

/* LEX sorted by stem, those of group g in OPPOSITES from OPPOSED[g]
 * on, NEARS pairs of a group and
 * one of its topics, sorted; SHEETS in file order, LABELS
 * sorted by label. */
#include "concepts.inc"

#define COUNT(table) (sizeof(table) / sizeof *(table))

const hire__lex *
hire__lex_find(const char *stem, size_t n)
{
	size_t low = 0, high = COUNT(LEX);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int d = strncmp(LEX[mid].stem, stem, n);
		if (!d && LEX[mid].stem[n])
			d = 1;
		if (!d)
			return &LEX[mid];
		if (d < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* Whether a key is the number of a group, not the hash of a lone word. */
static bool
is_group(uint64_t key)
{
	return key <= UINT16_MAX;
}

bool
hire__lex_opposite(uint64_t group, uint64_t other, bool strict)
{
	if (!is_group(group) || !is_group(other))
		return false;
	for (size_t i = OPPOSED[group]; i < OPPOSED[group + 1]; i++)
		if (OPPOSITES[i][0] == other)
			return OPPOSITES[i][1] || !strict;
	return false;
}

/* Where the topics of `group` begin. */
static size_t
topics_of(uint64_t group)
{
	size_t low = 0, high = COUNT(NEARS);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (NEARS[mid][0] < group)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool
hire__lex_near(uint64_t group, uint64_t other)
{
	if (!is_group(group) || !is_group(other))
		return false;
	size_t a = topics_of(group), b = topics_of(other);
	while (a < COUNT(NEARS) && b < COUNT(NEARS) && NEARS[a][0] == group &&
	       NEARS[b][0] == other) {
		if (NEARS[a][1] == NEARS[b][1])
			return true;
		if (NEARS[a][1] < NEARS[b][1])
			a++;
		else
			b++;
	}
	return false;
}

const hire__sheet *
hire__sheets(size_t *count)
{
	*count = COUNT(SHEETS);
	return SHEETS;
}

const hire__sheet *
hire__sheet_find(const char *name)
{
	char key[64];
	size_t n = strlen(name);
	if (!n || n + 3 > sizeof key || strchr(name, '|'))
		return NULL;
	key[0] = key[n + 1] = '|';
	key[n + 2] = '\0';
	for (size_t i = 0; i < n; i++)
		key[i + 1] = (char)(name[i] >= 'A' && name[i] <= 'Z'
		                        ? name[i] - 'A' + 'a'
		                        : name[i]);
	for (size_t i = 0; i < COUNT(SHEETS); i++)
		if (strstr(SHEETS[i].names, key))
			return &SHEETS[i];
	return NULL;
}

static int
by_label(const void *label, const void *entry)
{
	return strcmp(label, (*(const hire__point *const *)entry)->label);
}

const hire__point *
hire__point_find(const char *label)
{
	const hire__point *const *found =
	    bsearch(label, LABELS, COUNT(LABELS), sizeof *LABELS, by_label);
	return found ? *found : NULL;
}

static bool
ends_with(const char *text, size_t n, const char *end)
{
	size_t k = strlen(end);
	return n >= k && !memcmp(text + n - k, end, k);
}

const hire__sheet_question *
hire__sheet_question_find(const char *text)
{
	size_t n = strlen(text);
	for (size_t i = 0; i < COUNT(SHEETS); i++)
		for (size_t k = 0; k < SHEETS[i].count; k++)
			if (ends_with(text, n, SHEETS[i].questions[k].text))
				return &SHEETS[i].questions[k];
	return NULL;
}
