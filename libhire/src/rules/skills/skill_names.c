/* SPDX-License-Identifier: MIT
 * skill_names.c - items of a list of skills that no table knows.
 */
#include "skill_names.h"

#include "rules/text/sections.h"

#include <string.h>

enum { WORDS = 3, SHORTEST = 3, LONGEST = 32, COMPANY = 2 };

/* What of a list an item is cut from. */
typedef struct cutter {
	const hire__doc *doc;
	const hire__line *line;
	const hire__skill_hit *hits;
	size_t hit_count;
	bool listed;
} cutter;

static bool
parts(const char *gap, size_t n)
{
	for (size_t i = 0; i < n && !hire__gap_plain(gap, n); i++)
		if (strchr(",|;:()\t>=!?", gap[i]) ||
		    !strncmp(gap + i, "•", 3) || !strncmp(gap + i, "·", 2) ||
		    (gap[i] == '.' && i + 1 < n) || (gap[i] == '/' && n > 1))
			return true;
	return false;
}

static bool
joins(const hire__doc *doc, size_t i)
{
	return hire__word_is(doc, i, "and") || hire__word_is(doc, i, "or") ||
	       hire__word_is(doc, i, "with") || hire__word_is(doc, i, "using");
}

static size_t
item_end(const hire__doc *doc, size_t i, size_t to)
{
	for (i++; i < to && !joins(doc, i); i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		if (parts(gap, n))
			break;
	}
	return i;
}

static bool
upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
letter(char c)
{
	return upper(c) || (c >= 'a' && c <= 'z');
}

/* A capital, or letters with capitals, digits or signs among them. */
static bool
name_word(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	const char *s = doc->lines[w->line].s;
	bool letters = false, odd = upper(s[w->at]);
	for (size_t k = w->at; k < w->end; k++) {
		letters |= letter(s[k]);
		odd |= k > w->at && !(s[k] >= 'a' && s[k] <= 'z');
		if (s[k] < 0)
			return false;
	}
	return letters && odd;
}

/* Words that make an item something else: a soft phrase, a level, the name of
 * a row, a title, a school, a place, a month. */
static bool
plain_word(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	const hire__entry *cue = hire__lookup(&hire__cues, w->hash, s, n);
	return cue || hire__lookup(&hire__plain_words, w->hash, s, n) ||
	       hire__lookup(&hire__months, w->hash, s, n) ||
	       hire__lookup(&hire__fillers, w->hash, s, n) ||
	       hire__lookup(&hire__sections, w->hash, s, n);
}

static bool
has_hit(const cutter *c, size_t from, size_t to)
{
	for (size_t i = 0; i < c->hit_count; i++)
		if (!c->hits[i].loose && c->hits[i].word < to &&
		    c->hits[i].word + c->hits[i].count > from)
			return true;
	return false;
}

/* Glued to what stands beside it: no word of its own. */
static bool
glued(const cutter *c, size_t from, size_t to)
{
	size_t n;
	const char *gap = c->line->s + c->doc->words[to - 1].end;
	if (strchr("@'&-", *gap) && *gap)
		return true;
	gap = hire__word_gap(c->doc, from, &n);
	return n && strchr("@&'$#%-", gap[n - 1]);
}

static bool
is_name(const cutter *c, size_t from, size_t to)
{
	const hire__doc *doc = c->doc;
	const hire__word_at *w = &doc->words[from];
	size_t length = doc->words[to - 1].end - w->at;
	if (to - from > WORDS || length > LONGEST || length < SHORTEST ||
	    has_hit(c, from, to) || glued(c, from, to))
		return false;
	for (size_t i = from; i < to; i++)
		if (!name_word(doc, i) || plain_word(doc, i))
			return false;
	return true;
}

/* Whether a list goes on into the item at word `i`: ", ", " / ", " and ". */
static bool
goes_on(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *gap = hire__word_gap(doc, i, &n);
	if (hire__word_is(doc, i, "and") || hire__word_is(doc, i, "or"))
		return true;
	for (size_t k = 0; k < n; k++)
		if (!strchr(" ,/", gap[k]))
			return false;
	return parts(gap, n);
}

/* The items of one list from word `*at` on; `*at` moves behind it.  Of a list
 * in prose at least as many items must be known skills as are not. */
static size_t
one_list(const cutter *c, size_t *at, size_t to, hire__skill_item *out)
{
	size_t found = 0, known = 0, i = *at;
	do {
		size_t stop = item_end(c->doc, i, to);
		size_t first = i + (joins(c->doc, i) && i + 1 < stop);
		if (is_name(c, first, stop))
			out[found++] =
			    (hire__skill_item){(uint32_t)first, (uint32_t)stop};
		else
			known += has_hit(c, first, stop);
		i = stop;
	} while (i < to && goes_on(c->doc, i));
	*at = i;
	bool sure = c->listed || (known >= COMPANY && known >= found);
	return sure ? found : 0;
}

/* A line that has strayed into a list: dates, a title. */
static bool
strayed(const cutter *c, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const hire__word_at *w = &c->doc->words[i];
		size_t n;
		const char *s = hire__word_text(c->doc, i, &n);
		const hire__entry *e = hire__lookup(&hire__cues, w->hash, s, n);
		bool year =
		    n == 4 && (!memcmp(s, "19", 2) || !memcmp(s, "20", 2));
		if (year ||
		    (e && !c->hit_count &&
		        e->value & (HIRE__CUE_TITLE | HIRE__CUE_SCHOOL)))
			return true;
	}
	return false;
}

size_t
hire__skill_names_find(const hire__doc *doc, size_t from, size_t to,
    bool listed, const hire__skill_hit *hits, size_t n, hire__skill_item *out)
{
	if (from == to || (!listed && n < COMPANY))
		return 0;
	const hire__line *line = &doc->lines[doc->words[from].line];
	cutter c = {doc, line, hits, n, listed};
	size_t found = 0;
	if (strayed(&c, from, to))
		return 0;
	size_t colon = hire__after_colon(doc, line);
	if (listed && colon < to && colon > from)
		from = colon;
	/* A list has at least two items: else it may be any line. */
	if (item_end(doc, from, to) == to && to - from > WORDS)
		return 0;
	while (from < to)
		found += one_list(&c, &from, to, out + found);
	return found;
}

char *
hire__skill_item_text(const hire__doc *doc, const hire__skill_item *item)
{
	const hire__word_at *w = &doc->words[item->word];
	return hire_arena_strndup(doc->mem, doc->lines[w->line].s + w->at,
	    doc->words[item->stop - 1].end - w->at);
}
