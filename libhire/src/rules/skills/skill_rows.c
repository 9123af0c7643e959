/* SPDX-License-Identifier: MIT
 * skill_rows.c - skills by name, and how one stands for another.
 */
#include "skills.h"

#include <string.h>

enum { NAME_MAX = 96, CREDIT_WIDER = 30, CREDIT_WORK = 60 };

/* The folded form of an ASCII name, as the table's keys have it. */
static size_t
fold(const char *s, char out[NAME_MAX])
{
	size_t n = 0;
	for (; *s && n < NAME_MAX - 2; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
		bool word =
		    (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c < 0;
		bool in_word = n && out[n - 1] != ' ';
		if (word || (in_word && (c == '+' || c == '#')) ||
		    (!in_word && c == '.' && (s[1] | 32) == 'n'))
			out[n++] = c;
		else if (in_word)
			out[n++] = ' ';
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return n;
}

int
hire__skill_row_of(const char *name)
{
	char key[NAME_MAX];
	size_t n = fold(name, key);
	const hire__entry *e = hire__lookup(
	    &hire__skill_names, hire__hash(HIRE__HASH, key, n), key, n);
	return e ? hire__skill_rows[e->value & HIRE__NAME_ROW].base : -1;
}

static bool
covers(const hire__skill_row *a, int b)
{
	for (size_t i = 0; i < a->cover_count; i++)
		if (a->covers[i] == b)
			return true;
	return false;
}

bool
hire__skill_covers(int a, int b)
{
	return covers(&hire__skill_rows[a], b);
}

int
hire__skill_credit(int have, int wanted)
{
	have = hire__skill_rows[have].base;
	wanted = hire__skill_rows[wanted].base;
	if (have == wanted)
		return 100;
	const hire__skill_row *a = &hire__skill_rows[have];
	const hire__skill_row *b = &hire__skill_rows[wanted];
	/* A tool alone shows a line of work only in part. */
	bool work =
	    b->flags & HIRE__SKILL_ROLE && !(a->flags & HIRE__SKILL_ROLE);
	if (covers(a, wanted))
		return work ? CREDIT_WORK : 100;
	int credit = 0;
	if (a->family_id == b->family_id && *a->family)
		credit = hire__lookup_text(&hire__families, a->family, 0);
	bool wider = covers(b, have) && !(a->flags & HIRE__SKILL_BROAD);
	return wider && credit < CREDIT_WIDER ? CREDIT_WIDER : credit;
}

bool
hire__skill_is_soft(int row)
{
	return hire__skill_rows[row].flags & HIRE__SKILL_SOFT;
}

bool
hire__skill_is_common(uint32_t hash, const char *word, size_t n)
{
	const hire__entry *e = hire__lookup(&hire__skill_names, hash, word, n);
	return e && !(hire__skill_rows[e->value & HIRE__NAME_ROW].flags &
	                HIRE__SKILL_OPEN);
}
