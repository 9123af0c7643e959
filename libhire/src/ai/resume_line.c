/* SPDX-License-Identifier: MIT
 * resume_line.c - what of a resume a question may start from: work done, told
 * in words, without the person and without protected matters.
 */
#include "topics.h"

#include "rules/grading/personal.h"
#include "rules/grading/terms.h"
#include "rules/skills/skills.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum {
	LONGEST = 140,
	LEAST_WORDS = 4,
	WORDS_PER_MARK = 4,
	EVIDENCE_CUT = 236, /* facts cut a longer line, maybe inside a word */
	CLAIMS = 60, /* percent of credit from which a skill shows another */
	SHOWS = 100
};

static const char BULLET[] = "\xE2\x80\xA2";

static size_t
words(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
	return count;
}

/* Many marks among few words: a list of skills or a heading, which says
 * nothing of work done. */
static bool
is_list(const char *s, size_t n)
{
	size_t marks = 0;
	for (size_t i = 0; i < n; i++)
		marks += strchr(",|;:/(", s[i]) != NULL;
	return marks * WORDS_PER_MARK >= words(s, n);
}

static char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool
has(const char *s, size_t n, const char *name)
{
	size_t k = strlen(name);
	for (size_t i = 0; i + k <= n; i++) {
		size_t same = 0;
		while (same < k && lower(s[i + same]) == lower(name[same]))
			same++;
		if (same == k)
			return true;
	}
	return false;
}

/* How many bytes at `s` divide one thought from the next; 0: none. */
static size_t
divider(const char *s)
{
	if (*s == HIRE__HOLE || *s == '"' || *s == ';' || *s == '\n')
		return 1;
	if (!strncmp(s, BULLET, sizeof BULLET - 1))
		return sizeof BULLET - 1;
	return *s && strchr(".!?", *s) && s[1] == ' ' ? 2 : 0;
}

typedef struct piece {
	const char *s;
	size_t n;
} piece;

static piece
trimmed(const char *s, size_t n)
{
	while (n && strchr(" \t-*,;:.)", *s))
		s++, n--;
	while (n && strchr(" \t-*,;:(", s[n - 1]))
		n--;
	return (piece){s, n};
}

/* The piece that names the skill, else the longest; of a line that was cut
 * only the former. */
static piece
choose(const char *line, const char *name, bool cut)
{
	piece best = {line, 0};
	bool named = cut;
	size_t i = 0, from = 0, step = 0;
	for (;; i += step ? step : 1) {
		step = divider(line + i);
		if (line[i] && !step)
			continue;
		piece p = trimmed(line + from, i - from);
		bool here = words(p.s, p.n) >= LEAST_WORDS &&
		            !is_list(p.s, p.n) && has(p.s, p.n, name);
		if (here > named || (here == named && p.n > best.n)) {
			best = p;
			named = here;
		}
		if (!line[i])
			return best;
		from = i + step;
	}
}

/* Cut at a clause or else a word. */
static size_t
shortened(const char *s, size_t n)
{
	if (n <= LONGEST)
		return n;
	n = hire__utf8_cut(s, LONGEST);
	for (size_t i = n; i-- > LONGEST / 2;)
		if (s[i] == ',' || s[i] == '(')
			return i;
	while (n && s[n - 1] != ' ')
		n--;
	return n;
}

static hire_status
usable(const hire_facts *resume, const hire_skill *skill, hire_arena *mem,
    const char **out, hire_error *err)
{
	size_t n = strlen(skill->evidence);
	char *copy = hire_arena_strndup(mem, skill->evidence, n);
	if (!copy)
		return hire__nomem(err);
	hire__hide_personal(copy, n, resume);
	bool cut = n >= EVIDENCE_CUT;
	while (cut && n && copy[n - 1] != ' ')
		n--;
	copy[n] = '\0';
	piece p = choose(copy, skill->name, cut);
	p = trimmed(p.s, shortened(p.s, p.n));
	if (words(p.s, p.n) < LEAST_WORDS || is_list(p.s, p.n))
		return HIRE_OK;
	const char *made = hire_arena_strndup(mem, p.s, p.n);
	if (!made)
		return hire__nomem(err);
	if (!hire__is_protected(made))
		*out = made;
	return HIRE_OK;
}

/* How far a skill of the resume shows the one wanted, in percent. */
static int
shows(const hire_skill *have, const char *wanted)
{
	if (strlen(have->name) == strlen(wanted) &&
	    has(have->name, strlen(have->name), wanted))
		return SHOWS + 1;
	int a = hire__skill_row_of(have->name), b = hire__skill_row_of(wanted);
	return a < 0 || b < 0 ? 0 : hire__skill_credit(a, b);
}

bool
hire__resume_claims(const hire_facts *resume, const char *skill)
{
	int row = hire__skill_row_of(skill);
	if (!resume || (row >= 0 && hire__skill_is_soft(row)))
		return true;
	for (size_t i = 0; i < resume->skill_count; i++)
		if (shows(&resume->skills[i], skill) >= CLAIMS)
			return true;
	return false;
}

bool
hire__resume_names(const hire_facts *resume, const char *skill)
{
	for (size_t i = 0; resume && i < resume->skill_count; i++)
		if (!resume->skills[i].hint &&
		    shows(&resume->skills[i], skill) > SHOWS)
			return true;
	return false;
}

hire_status
hire__resume_line(const hire_facts *resume, const char *skill, hire_arena *mem,
    const char **out, hire_error *err)
{
	hire_status st = HIRE_OK;
	*out = NULL;
	for (int want = SHOWS + 1; !st && !*out && want >= SHOWS; want--)
		for (size_t i = 0;
		     !st && !*out && resume && i < resume->skill_count; i++) {
			const hire_skill *s = &resume->skills[i];
			if (s->evidence && shows(s, skill) == want)
				st = usable(resume, s, mem, out, err);
		}
	return st;
}
