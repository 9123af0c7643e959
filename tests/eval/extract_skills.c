/* SPDX-License-Identifier: MIT
 * extract_skills.c - skills against labels: under the library's own names, and
 * as they are written.
 */
#include "extract.h"

#include <stdio.h>
#include <string.h>

/* The library's own name for a skill: what it reads in a list of one.  Texts
 * it does not know as one skill stay as they are. */
static const char *
canonical(eval *e, const char *skill)
{
	const char *text = hire_arena_printf(e->mem, "Skills\n- %s\n", skill);
	if (!text)
		eval_die("memory", "it is out");
	const hire_facts *f = eval_facts_of(e, text);
	const char *name = NULL;
	size_t n = 0;
	for (size_t i = 0; i < f->skill_count; i++)
		if (!f->skills[i].hint)
			name = f->skills[i].name, n++;
	return n == 1 ? name : skill;
}

/* Whether one of the alternatives of `want` is `got`. */
static bool
same_skill(eval *e, bool strict, const char *want, const char *got)
{
	char one[FOLDED];
	if (label_is(LABEL_PLAIN, want, got))
		return true;
	for (const char *s = want; s && !strict;) {
		size_t n = strcspn(s, "|");
		snprintf(one, sizeof one, "%.*s", (int)n, s);
		if (label_is(LABEL_PLAIN, canonical(e, one), got))
			return true;
		s = s[n] ? s + n + 1 : NULL;
	}
	return false;
}

static bool
among(eval *e, bool strict, const label_names *names, const char *got)
{
	for (size_t i = 0; i < names->count; i++)
		if (same_skill(e, strict, names->names[i], got))
			return true;
	return false;
}

static bool
has_skill(eval *e, bool strict, const hire_facts *f, const char *want)
{
	for (size_t i = 0; i < f->skill_count; i++)
		if (!f->skills[i].hint &&
		    same_skill(e, strict, want, f->skills[i].name))
			return true;
	return false;
}

static void
found(extraction *x, bool hit, const char *want)
{
	extract_count(x, SKILLS_FOUND, hit, 1);
	extract_count(x, SKILLS_RIGHT, hit, hit);
	if (!hit)
		extract_say(x, SKILLS, "missed", NULL, want);
}

static void
extra(extraction *x, bool known, const char *got)
{
	extract_count(x, SKILLS_RIGHT, 0, known ? 0 : 1);
	if (!known)
		extract_say(x, SKILLS, "extra", NULL, got);
}

/* F1 = 2 * right / (2 * right + missed + wrong). */
static void
skills(extraction *x, enum measure m, const label *l, const hire_facts *f)
{
	bool strict = m == SKILLS_STRICT;
	for (size_t i = 0; i < l->skills.count; i++) {
		bool hit = has_skill(x->e, strict, f, l->skills.names[i]);
		extract_count(x, m, hit ? 2 : 0, hit ? 2 : 1);
		if (m == SKILLS)
			found(x, hit, l->skills.names[i]);
	}
	for (size_t i = 0; i < f->skill_count; i++) {
		const char *got = f->skills[i].name;
		if (f->skills[i].hint)
			continue;
		bool known =
		    among(x->e, strict, &l->skills, got) ||
		    (m == SKILLS && among(x->e, false, &l->maybe, got));
		extract_count(x, m, 0, known ? 0 : 1);
		if (m == SKILLS)
			extra(x, known, got);
	}
}

void
extract_skills(extraction *x, const label *l, const hire_facts *f)
{
	skills(x, SKILLS, l, f);
	skills(x, SKILLS_LISTED, l, f);
	skills(x, SKILLS_STRICT, l, f);
}
