/* SPDX-License-Identifier: MIT
 * topic_words.c - how a question calls its topic: a skill's name inside a
 * sentence, a statement of the job's text between quotation marks.
 */
#include "topics.h"

#include "util/utf8.h"

#include <string.h>

enum { LONGEST_STATEMENT = 110, LEAST_CLAUSE = 40 };

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
ends_with(const char *s, size_t n, const char *end)
{
	size_t k = strlen(end);
	return n > k && !memcmp(s + n - k, end, k);
}

/* Words that name a field of work end like this; products are named by
 * anything, and the few that end so have sheets of their own. */
static bool
is_field(const char *s, size_t n)
{
	static const char *const ends[] = {"ing", "tion", "tions", "ment",
	    "ity", "ance", "ysis", "work", "ship", "tics", "ture", "gement",
	    "gy", "ware", "search"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_with(s, n, ends[i]))
			return true;
	return false;
}

/* "Version control" is a common noun; "Google Cloud", "Java EE" and "IT
 * support" are not to be touched. */
static bool
is_common_noun(const char *s)
{
	size_t n = strlen(s), first = strcspn(s, " -/");
	if (first < 2)
		return false;
	for (size_t i = 1; i < n; i++)
		if (!is_lower(s[i]) && !strchr(" -/", s[i]))
			return false;
	return first < n || is_field(s, n);
}

static bool
same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		char x = (char)(*a >= 'A' && *a <= 'Z' ? *a + 32 : *a);
		char y = (char)(*b >= 'A' && *b <= 'Z' ? *b + 32 : *b);
		if (x != y)
			return false;
	}
	return *a == *b;
}

const char *
hire__skill_spoken(const char *skill, const hire__sheet *sheet, hire_arena *mem)
{
	if (sheet && same_name(sheet->title, skill))
		return sheet->title;
	char *s = hire_arena_strdup(mem, skill);
	bool product = sheet && !strchr(skill, ' ') && !is_lower(*sheet->title);
	if (s && !product && *s >= 'A' && *s <= 'Z' && is_common_noun(s))
		*s = (char)(*s + 32);
	return s;
}

/* Where to end a statement that is too long: behind a clause, else a word. */
static size_t
clause_end(const char *s, size_t n)
{
	n = hire__utf8_cut(s, n);
	for (size_t i = n; i-- > LEAST_CLAUSE;)
		if (strchr(",;:(.", s[i]))
			return i;
	while (n && s[n - 1] != ' ')
		n--;
	return n;
}

const char *
hire__statement_quoted(const char *text, hire_arena *mem)
{
	text += strspn(text, " \t\r\n#*-+>.");
	size_t n = strcspn(text, "\r\n");
	bool cut = n > LONGEST_STATEMENT;
	if (cut)
		n = clause_end(text, LONGEST_STATEMENT);
	while (n && strchr(" \t,;:.-*", text[n - 1]))
		n--;
	char *out = hire_arena_printf(
	    mem, "\"%.*s%s\"", (int)n, text, cut ? " ..." : "");
	for (char *s = out ? out + 1 : NULL; s && *s && s[1]; s++)
		if (*s == '"')
			*s = '\'';
	return out;
}
