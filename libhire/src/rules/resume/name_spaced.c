/* SPDX-License-Identifier: MIT
 * name_spaced.c - a name at the top whose letters stand apart: "S A M P L E".
 * Apart from other names, because here the words must be put together first.
 */
#include "name_words.h"

#include "util/ctx.h"

#include <string.h>

enum { SPACED_LINES = 6, SPACED_LETTERS = 5 };

/* "J O H N  D O E": capitals set apart. */
static bool
spaced_out(const hire__doc *doc, const hire__line *line)
{
	for (size_t i = line->word; i < line->end; i++) {
		const hire__word_at *w = &doc->words[i];
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		bool blank = i == line->word ||
		             (n == 1 && (*gap == ' ' || *gap == '\t'));
		if (!blank || w->end - w->at != 1 || line->s[w->at] < 'A' ||
		    line->s[w->at] > 'Z')
			return false;
	}
	return line->end - line->word >= SPACED_LETTERS;
}

/* The letters without their blanks; a wide gap (a tab by now) parts words. */
static char *
close_up(const hire__doc *doc, const hire__line *line)
{
	size_t at = doc->words[line->word].at;
	char *name = hire_arena_strndup(
	    doc->mem, line->s + at, doc->words[line->end - 1].end - at);
	char *to = name;
	for (char *p = name; p && *p; p++)
		if (*p != ' ')
			*to++ = *p == '\t' ? ' ' : *p;
	if (to)
		*to = '\0';
	return name;
}

/* How many of the first letters of `s` the e-mail's local part holds. */
static size_t
opening_in(const char *email, const char *s)
{
	size_t most = 0, local = strcspn(email, "@");
	for (size_t i = 0; i < local; i++) {
		size_t n = 0;
		while (
		    i + n < local && s[n] && (email[i + n] | 32) == (s[n] | 32))
			n++;
		most = n > most ? n : most;
	}
	return most;
}

/* With no wide gap the e-mail tells where one word ends, "john.doe@"; 0 when
 * nothing tells. */
static size_t
cut_by_email(const char *name, const char *email)
{
	size_t n = strlen(name), cut = email ? opening_in(email, name) : 0;
	bool parted =
	    cut >= 3 && cut + 2 <= n && opening_in(email, name + cut) >= 2;
	return parted ? cut : 0;
}

/* A name set apart stands at the top; others are found word by word. */
hire_status
hire__name_spaced(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	for (size_t i = 0; i < doc->line_count && i < SPACED_LINES; i++) {
		hire__line *line = &doc->lines[i];
		if (line->heading || line->end == line->word ||
		    !spaced_out(doc, line))
			continue;
		char *name = close_up(doc, line);
		if (!name)
			return hire__nomem(err);
		size_t cut =
		    strchr(name, ' ') ? 0 : cut_by_email(name, out->email);
		if (!cut && !strchr(name, ' '))
			return HIRE_OK;
		/* The blanks it lost leave room for one. */
		if (cut) {
			memmove(
			    name + cut + 1, name + cut, strlen(name + cut) + 1);
			name[cut] = ' ';
		}
		line->header = true;
		out->name = name;
		return HIRE_OK;
	}
	return HIRE_OK;
}
