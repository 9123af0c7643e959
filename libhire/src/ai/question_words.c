/* SPDX-License-Identifier: MIT
 * question_words.c - putting a question into words, in turns.
 */
#include "question_words.h"

#include "util/buf.h"

#include <string.h>

enum { LONGEST = 4096 };

uint32_t
hire__text_mix(uint32_t h, const char *s)
{
	h = h ? h : UINT32_C(2166136261);
	for (; s && *s; s++)
		h = (h ^ (unsigned char)*s) * UINT32_C(16777619); /* FNV-1a */
	return h;
}

hire__turns
hire__turns_start(const hire_job_facts *job, const hire_facts *resume)
{
	uint32_t h = hire__text_mix(0, job->title);
	for (size_t i = 0; resume && i < resume->skill_count; i++)
		h = hire__text_mix(h, resume->skills[i].name);
	return (hire__turns){.start = h >> 8};
}

size_t
hire__turn(const hire__turns *turns, size_t k, size_t n)
{
	return n ? (turns->start + k) % n : 0;
}

hire__ground
hire__ground_of(const hire__topic *t, const char *line)
{
	if (line)
		return HIRE__GROUND_LINE;
	if (t->skill)
		return t->claimed ? HIRE__GROUND_CLAIM : HIRE__GROUND_NEW;
	return t->studies ? HIRE__GROUND_STUDIES : HIRE__GROUND_TEXT;
}

const char *
hire__question_filled(
    const char *form, const char *name, const char *line, hire_arena *mem)
{
	static const char NAME[] = "{name}", LINE[] = "{line}";
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), LONGEST);
	for (const char *s = form; *s;) {
		if (!strncmp(s, NAME, sizeof NAME - 1)) {
			hire__buf_adds(&b, name);
			s += sizeof NAME - 1;
		} else if (line && !strncmp(s, LINE, sizeof LINE - 1)) {
			hire__buf_adds(&b, line);
			s += sizeof LINE - 1;
		} else {
			hire__buf_addc(&b, *s++);
		}
	}
	const char *out = NULL;
	return hire__buf_take(&b, mem, &out, NULL) ? NULL : out;
}

static char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool
in_word(char c)
{
	c = lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
	       c == '#';
}

static bool
mentions(const char *text, const char *name)
{
	size_t k = strlen(name), n = strlen(text);
	for (size_t i = 0; i + k <= n; i++) {
		size_t same = 0;
		while (same < k && lower(text[i + same]) == lower(name[same]))
			same++;
		if (same == k && (!i || !in_word(text[i - 1])) &&
		    !in_word(text[i + k]))
			return true;
	}
	return false;
}

static const char *
next_lead(hire__turns *turns, hire__ground ground)
{
	size_t n = 0;
	while (hire__leads[ground][n])
		n++;
	return hire__leads[ground][hire__turn(turns, turns->lead[ground]++, n)];
}

const char *
hire__question_led(hire__turns *turns, const hire__topic *t, const char *line,
    const char *question, hire_arena *mem)
{
	hire__ground ground = hire__ground_of(t, line);
	if (!line && t->listed)
		ground = HIRE__GROUND_LISTED;
	else if (!line && mentions(question, t->name))
		return hire_arena_strdup(mem, question);
	const char *lead =
	    hire__question_filled(next_lead(turns, ground), t->name, line, mem);
	return lead ? hire_arena_printf(mem, "%s%s", lead, question) : NULL;
}
