/* SPDX-License-Identifier: MIT
 * subject.c - the words of a requirement, of the skills in it and of the
 * resume's line, held against those of an answer.
 */
#include "subject.h"

#include "grammar.h"
#include "rules/skills/skills.h"

#include <string.h>

typedef struct story {
	const hire__terms *answer;
	const char *text;
	hire_arena *mem;
	int names;  /* words of the answer that name the subject */
	int beside; /* that stand in its sheets or in the line */
} story;

/* What any requirement says. */
static bool
says_nothing(const hire__term *t)
{
	static const char ANY[] =
	    "experi year month strong must have know knowledg good excel solid "
	    "abil skill work work job role requir prefer welcom proven plu "
	    "nice proficient profici familiar understand relev similar least "
	    "minimum desir bonu in product";
	return !hire__term_counts(t) || t->kind == HIRE__LEX_COMMON ||
	       t->number || hire__term_in(t, ANY);
}

/* A word that says the same in any story would be in every sheet. */
static bool
same_stem(const hire__term *a, const hire__term *b)
{
	return a->len == b->len && !memcmp(a->stem, b->stem, a->len);
}

/* Whether the word stands in a list before a colon: "Python, Excel: ..." */
static bool
in_heading(const story *s, size_t i)
{
	const hire__terms *t = s->answer;
	bool listed = false;
	for (size_t k = i; k + 1 < t->n; k++) {
		if (t->v[k + 1].sentence != t->v[i].sentence ||
		    t->v[k].grammar & (HIRE__VERB | HIRE__SPEAKER))
			return false;
		for (size_t c = t->v[k].end; c < t->v[k + 1].at; c++) {
			if (s->text[c] == ':')
				return listed || k == i;
			listed = listed || s->text[c] == ',';
		}
	}
	return false;
}

/* Count the answer's words that say, or with `wide` go with, one of `want`. */
static int
shared(const story *s, const hire__terms *want, bool wide)
{
	int n = 0;
	for (size_t k = 0; k < want->n; k++) {
		const hire__term *w = &want->v[k];
		bool found = says_nothing(w);
		for (size_t i = 0; i < s->answer->n && !found; i++) {
			const hire__term *a = &s->answer->v[i];
			if (a->unknown || !hire__term_counts(a))
				continue;
			found =
			    (wide ? hire__term_likeness(a, w) != HIRE__LIKE_NOT
			          : same_stem(a, w)) &&
			    !in_heading(s, i);
			n += found;
		}
	}
	return n;
}

static hire_status
add_shared(
    const story *s, const char *words, bool wide, int *to, hire_error *err)
{
	hire__terms want;
	hire_status st =
	    hire__terms_read(s->mem, words, strlen(words), &want, err);
	if (!st)
		*to += shared(s, &want, wide);
	return st;
}

/* What the sheet of a skill speaks of. */
static hire_status
add_sheet(story *s, const char *skill, hire_error *err)
{
	const hire__sheet *sheet = hire__sheet_find(skill);
	hire_status st = HIRE_OK;
	for (size_t q = 0; sheet && !st && q < sheet->count; q++) {
		const hire__sheet_question *at = &sheet->questions[q];
		for (size_t p = 0; !st && p < at->count; p++)
			st = add_shared(
			    s, at->points[p].label, false, &s->beside, err);
	}
	return st;
}

/* A skill of the same family, or one that shows the other. */
static bool
akin(const char *const *have, size_t count, int wanted)
{
	for (size_t i = 0; i < count; i++) {
		int row = hire__skill_row_of(have[i]);
		if (row >= 0 && hire__skill_credit(row, wanted) > 0)
			return true;
	}
	return false;
}

static hire_status
look_at_skills(story *s, const char *subject, size_t n, hire_error *err)
{
	const char *const *asked, *const *told;
	size_t asked_n = 0, told_n = 0;
	hire_status st = hire__skills_in_text(
	    subject, strlen(subject), s->mem, &asked, &asked_n, err);
	if (!st)
		st = hire__skills_in_text(
		    s->text, n, s->mem, &told, &told_n, err);
	for (size_t i = 0; !st && i < asked_n; i++) {
		int row = hire__skill_row_of(asked[i]);
		bool itself = false;
		for (size_t k = 0; k < told_n; k++)
			itself = itself || !strcmp(told[k], asked[i]);
		/* The name itself is a word, and counts where it stands. */
		s->names += row >= 0 && !itself && akin(told, told_n, row);
		st = add_sheet(s, asked[i], err);
	}
	return st;
}

hire_status
hire__subject_touched(const char *subject, const char *line,
    const hire__terms *answer, const char *text, size_t n, hire_arena *mem,
    bool *out, hire_error *err)
{
	enum { SEVERAL = 2 };
	story s = {answer, text, mem, 0, 0};
	hire__terms want;
	hire_status st =
	    hire__terms_read(mem, subject, strlen(subject), &want, err);
	if (st)
		return st;
	bool asks = false;
	for (size_t i = 0; i < want.n; i++)
		asks = asks || !says_nothing(&want.v[i]);
	s.names = shared(&s, &want, true);
	if (asks && !s.names)
		st = look_at_skills(&s, subject, n, err);
	if (!st && asks && line && !s.names)
		st = add_shared(&s, line, false, &s.beside, err);
	if (!st)
		*out = !asks || s.names || s.beside >= SEVERAL;
	return st;
}
