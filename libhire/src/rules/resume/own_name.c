/* SPDX-License-Identifier: MIT
 * own_name.c - where a line speaks of the person by name or address.
 */
#include "own_name.h"

#include "rules/skills/skills.h"
#include "rules/text/letters.h"
#include "util/utf8.h"

#include <string.h>

enum { KEY_MAX = 48 };

/* A word of a line, `n` 0 for none, and the marks between it and the next. */
typedef struct piece {
	const char *s;
	size_t n;
} piece;

/* The two words before and behind the one in question. */
typedef struct place {
	piece before[2], behind[2];
	const char *at, *end; /* the word itself */
} place;

static bool
is_ascii_word(char c)
{
	char letter = (char)(c | 32);
	return (c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'z');
}

/* Length of the letter beyond ASCII at `s`, or 0. */
static size_t
wide_letter(const char *s)
{
	size_t len = 1;
	return hire__utf8_is_word(hire__utf8_at(s, strnlen(s, 4), &len)) ? len
	                                                                 : 0;
}

size_t
hire__name_word(const char *s)
{
	size_t n = 0, wide;
	do {
		while (is_ascii_word(s[n]))
			n++;
		wide = (unsigned char)s[n] < 0x80 ? 0 : wide_letter(s + n);
		n += wide;
	} while (wide);
	return n;
}

bool
hire__name_has(const char *name, const char *s, size_t n)
{
	if (!name || n < 2 || (*s >= 'a' && *s <= 'z'))
		return false;
	while (*name) {
		size_t len = hire__name_word(name);
		if (len == n && hire__begins_with(s, name, n))
			return true;
		name += len ? len : 1;
	}
	return false;
}

static place
place_of(const char *line, size_t n, size_t at, size_t len)
{
	place p = {.at = line + at, .end = line + at + len};
	size_t behind = 0;
	for (size_t i = 0; i < n && behind < 2;) {
		size_t word = hire__name_word(line + i);
		if (i + word > n)
			word = n - i;
		if (word && i < at) {
			p.before[1] = p.before[0];
			p.before[0] = (piece){line + i, word};
		} else if (word && i >= at + len)
			p.behind[behind++] = (piece){line + i, word};
		i += word ? word : 1;
	}
	return p;
}

static bool
one_of(const piece *w, const char *const *words)
{
	for (; w->n && *words; words++)
		if (strlen(*words) == w->n &&
		    hire__begins_with(w->s, *words, w->n))
			return true;
	return false;
}

static bool
only(const char *from, const char *to, const char *marks)
{
	for (; from < to; from++)
		if (!strchr(marks, *from))
			return false;
	return true;
}

static size_t
key_of(const piece *w, char key[KEY_MAX])
{
	size_t n = w->n < KEY_MAX - 1 ? w->n : 0;
	for (size_t i = 0; i < n; i++)
		key[i] = hire__lower(w->s[i]);
	key[n] = '\0';
	return n;
}

static bool
is_skill(const piece *w)
{
	char key[KEY_MAX];
	return key_of(w, key) && hire__skill_row_of(key) >= 0;
}

static bool
is_verb(const piece *w)
{
	static const char *const verbs[] = {"is", "was", "has", "had", "will",
	    "can", "led", "built", "wrote", "leads", "builds", "writes", "ran",
	    "runs", "works", "made", "brings", "loves", "enjoys", "likes",
	    "holds", "knows", "grew", "taught", "does", "did", "took", "gave",
	    "began", "spent", "won", "kept", "drove", NULL};
	char key[KEY_MAX];
	size_t n = key_of(w, key);
	if (!n || (*w->s >= 'A' && *w->s <= 'Z'))
		return false;
	return one_of(w, verbs) || (n > 3 && !strcmp(key + n - 2, "ed")) ||
	       hire__lookup_text(&hire__cues, key, 0) & HIRE__CUE_VERB;
}

/* Beside another word of the name: "Ruby Jones", "Ruby B. Jones". */
static bool
in_sequence(const char *name, const place *p)
{
	const piece *a = p->before, *b = p->behind;
	static const char gap[] = " .-'\"";
	bool left = a->n && only(a->s + a->n, p->at, gap);
	bool right = b->n && only(p->end, b->s, gap);
	if ((left && hire__name_has(name, a->s, a->n)) ||
	    (right && hire__name_has(name, b->s, b->n)))
		return true;
	if (left && a->n == 1 && a[1].n && only(a[1].s + a[1].n, a->s, gap) &&
	    hire__name_has(name, a[1].s, a[1].n))
		return true;
	if (right && b->n == 1 && b[1].n && only(b->s + 1, b[1].s, gap) &&
	    hire__name_has(name, b[1].s, b[1].n))
		return true;
	/* "Jones, Ruby" */
	return a->n && only(a->s + a->n, p->at, ", ") &&
	       hire__name_has(name, a->s, a->n) && !is_skill(a);
}

static bool
list_mark(const char *from, const char *to)
{
	for (; from < to; from++)
		if (strchr(",|/;:()\t&", *from) || !strncmp(from, "•", 3) ||
		    !strncmp(from, "·", 2))
			return true;
	return false;
}

/* Said of a skill by the words around it. */
static bool
as_skill(const place *p, const char *line, size_t n)
{
	static const char *const leads[] = {"in", "using", "with", "via", "and",
	    "or", "into", "used", "use", "uses", "wrote", "writing", NULL};
	static const char *const measures[] = {
	    "years", "knowledge", "experience", "use", "command", NULL};
	static const char *const nouns[] = {"developer", "developers",
	    "programming", "programmer", "language", "code", "engineer",
	    "services", "service", "scripts", "scripting", "experience",
	    "pipelines", "pipeline", "jobs", "on", "apps", "applications",
	    "backend", "and", "or", NULL};
	static const char *const articles[] = {"a", "an", "the", "who", NULL};
	static const char *const firm[] = {"in", "using", "via", "with", NULL};
	const piece *a = p->before, *b = p->behind;
	const char *from = a->n ? a->s + a->n : line;
	const char *to = b->n ? b->s : line + n;
	static const char *const of[] = {"of", NULL};
	bool starts = !a->n || memchr(from, '.', (size_t)(p->at - from));
	bool comma = list_mark(from, p->at) || list_mark(p->end, to);
	if (starts && one_of(b, articles))
		return false;
	if (one_of(a, of))
		return comma || one_of(&a[1], measures);
	if (b->n && only(p->end, b->s, " ") && is_verb(b))
		return one_of(a, firm);
	return comma || (!a->n && !b->n) || one_of(a, leads) ||
	       one_of(b, nouns) || is_skill(a) || is_skill(b);
}

bool
hire__own_name_at(
    const char *name, const char *line, size_t n, size_t at, size_t len)
{
	static const char *const titles[] = {
	    "mr", "mrs", "ms", "mx", "dr", "miss", "prof", NULL};
	if (!hire__name_has(name, line + at, len))
		return false;
	place p = place_of(line, n, at, len);
	piece self = {p.at, len};
	bool owns = p.behind->n == 1 && hire__lower(*p.behind->s) == 's' &&
	            !only(p.end, p.behind->s, " ");
	return !is_skill(&self) || owns || one_of(p.before, titles) ||
	       in_sequence(name, &p) || !as_skill(&p, line, n);
}

/* ---- addresses ---- */

static bool
parts_token(char c)
{
	return (unsigned char)c <= ' ' || c == ',' || c == ';' || c == '|' ||
	       c == '(' || c == ')' || c == '<' || c == '>' || c == '"';
}

/* A byte that every address has one of. */
static bool
has_mark(char c)
{
	return c == '@' || c == '.' || c == ':';
}

static bool
holds(const char *s, size_t n, const char *what)
{
	size_t len = strlen(what);
	for (size_t i = 0; i + len <= n; i++)
		if (hire__begins_with(what, s + i, len))
			return true;
	return false;
}

/* "example.com/x" and "example.com" without a scheme; "Node.js/Vue" is none. */
static bool
has_domain(const char *s, size_t n)
{
	static const char *const ends[] = {
	    ".com", ".org", ".dev", ".me", ".edu", "github.io", "gitlab.io"};
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		size_t len = strlen(ends[k]);
		for (size_t i = 1; i + len <= n; i++)
			if (hire__begins_with(ends[k], s + i, len) &&
			    (i + len == n || !is_ascii_word(s[i + len])))
				return true;
	}
	return false;
}

bool
hire__in_address(const char *line, size_t n, size_t at)
{
	size_t from = at, to = at;
	bool mark = false; /* without one it is a plain word */
	while (from && !parts_token(line[from - 1]))
		mark |= has_mark(line[--from]);
	while (to < n && !parts_token(line[to]))
		mark |= has_mark(line[to++]);
	const char *s = line + from;
	size_t len = to - from;
	if (!mark)
		return false;
	return memchr(s, '@', len) || holds(s, len, "://") ||
	       holds(s, len < 4 ? len : 4, "www.") || has_domain(s, len);
}
