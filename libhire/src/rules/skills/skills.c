/* SPDX-License-Identifier: MIT
 * skills.c - skills in a document: phrases of up to five words, and the care
 * that short or everyday names ("C", "R", "Go", "Spring") need.
 */
#include "skills.h"

#include "util/ctx.h"

#include <string.h>

static int
flags_of(const hire__skill_hit *h)
{
	return hire__skill_rows[h->skill].flags;
}

/* A strict skill's own name needs context; its longer names do not. */
static bool
needs_context(const hire__doc *doc, const hire__skill_hit *h)
{
	const char *name = hire__skill_rows[h->skill].name;
	size_t n;
	const char *w = hire__word_text(doc, h->word, &n);
	bool own = hire__skill_rows[h->skill].base != h->skill;
	if (h->count != 1 || own || !(flags_of(h) & HIRE__SKILL_STRICT))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!name[i] || (name[i] | 32) != w[i])
			return false;
	return !name[n];
}

static bool
list_gap(const char *s, size_t n)
{
	for (size_t i = 0; i < n && !hire__gap_plain(s, n); i++)
		if (strchr(",/|;:()\t&>=", s[i]) || !strncmp(s + i, "•", 3) ||
		    !strncmp(s + i, "·", 2))
			return true;
	return false;
}

static bool
joins(const hire__doc *doc, size_t i)
{
	return hire__word_is(doc, i, "and") || hire__word_is(doc, i, "or") ||
	       hire__word_is(doc, i, "y") || hire__word_is(doc, i, "o") ||
	       hire__word_is(doc, i, "und") || hire__word_is(doc, i, "et");
}

/* Whether hit `b` follows hit `a` as the next item of a list. */
static bool
neighbours(
    const hire__doc *doc, const hire__skill_hit *a, const hire__skill_hit *b)
{
	size_t at = a->word + a->count;
	size_t n;
	bool list = false;
	if (at > b->word)
		return false;
	if (at < b->word && joins(doc, at))
		list = true, at++;
	if (at != b->word)
		return false;
	const char *gap = hire__word_gap(doc, b->word, &n);
	list |= list_gap(gap, n);
	if (list && b->word > (uint32_t)(a->word + a->count))
		return true;
	return list;
}

/* Alone between the marks of a list, or alone in its line. */
static bool
is_item(const hire__doc *doc, const hire__skill_hit *h)
{
	const hire__line *line = &doc->lines[doc->words[h->word].line];
	size_t n, next = h->word + h->count;
	const char *gap = hire__word_gap(doc, h->word, &n);
	bool left = h->word == line->word || list_gap(gap, n) ||
	            joins(doc, h->word - 1);
	if (!left || next >= line->end)
		return left;
	gap = hire__word_gap(doc, next, &n);
	return list_gap(gap, n) || joins(doc, next) ||
	       (n && memchr(gap, '.', n));
}

/* "written in Go.", "R programming": the words around say what it is.  "of"
 * does so only among skills: "years of Go", but "letter of C". */
static bool
told(const hire__doc *doc, const hire__skill_hit *h, bool listed)
{
	static const char *const before[] = {"in", "using", "with", NULL};
	static const char *const behind[] = {"programming", "language",
	    "developer", "developers", "code", "engineer", "services",
	    "microservices", "lang", "scripts", "backend", "experience",
	    "skills", "knowledge", "development", "语言", "言語", "编程",
	    "开发", "開発", NULL};
	const hire__line *line = &doc->lines[doc->words[h->word].line];
	size_t next = h->word + h->count;
	size_t n;
	if (next < line->end && hire__word_among(doc, next, behind)) {
		const char *gap = hire__word_gap(doc, next, &n);
		return !n || (n == 1 && *gap == ' ');
	}
	if (h->word == line->word)
		return false;
	bool of = listed && hire__word_is(doc, h->word - 1, "of");
	if (!of && !hire__word_among(doc, h->word - 1, before))
		return false;
	if (next >= line->end)
		return true;
	/* "in C with sockets", "in R for the trials" */
	static const char *const goes_on[] = {"with", "for", "on", "under",
	    "at", "to", "from", "over", "since", "by", NULL};
	const char *gap = hire__word_gap(doc, next, &n);
	return memchr(gap, '.', n) || memchr(gap, ',', n) || joins(doc, next) ||
	       (n == 1 && *gap == ' ' &&
	           hire__word_is(doc, h->word - 1, "in") &&
	           hire__word_among(doc, next, goes_on));
}

/* "R&D", "C-level", "J. R. Smith": joined to a neighbour by a mark. */
static bool
glued(const hire__doc *doc, const hire__skill_hit *h)
{
	const hire__word_at *w = &doc->words[h->word];
	const char *s = doc->lines[w->line].s;
	char next = s[w->end], before = w->at ? s[w->at - 1] : ' ';
	bool initial = next == '.' && w->end - w->at == 1 &&
	               s[w->end + 1] == ' ' &&
	               h->word + 1 < doc->lines[w->line].end &&
	               hire__word_capital(doc, h->word + 1);
	return next == '&' || before == '&' || next == '-' || before == '-' ||
	       next == '\'' || before == '\'' || initial ||
	       (next == '.' && s[w->end + 1] > ' ');
}

/* An everyday word counts when it is written as a name is. */
static bool
word_ok(const hire__doc *doc, const hire__skill_hit *h, bool listed)
{
	const hire__line *line = &doc->lines[doc->words[h->word].line];
	size_t next = h->word + h->count, n;
	if (next < line->end) {
		hire__word_text(doc, next, &n);
		char c = doc->pool[doc->words[next].from];
		if (n == 4 && (c == '1' || c == '2') &&
		    doc->pool[doc->words[next].from + 1] <= '9')
			return false; /* "Spring 2014" */
	}
	if (!hire__word_capital(doc, h->word))
		return listed && is_item(doc, h);
	return h->word != line->word || line->end - line->word <= 3 ||
	       is_item(doc, h) || listed;
}

typedef enum verdict { NO, MAYBE, YES } verdict;

static verdict
judge(const hire__doc *doc, const hire__skill_hit *h, bool listed)
{
	if (h->count == 1 && flags_of(h) & HIRE__SKILL_WORD)
		return word_ok(doc, h, listed) ? YES : MAYBE;
	if (!needs_context(doc, h))
		return YES;
	if (!hire__word_capital(doc, h->word) || glued(doc, h))
		return NO;
	if ((listed && is_item(doc, h)) || told(doc, h, listed))
		return YES;
	return MAYBE;
}

/* Skills beside a certain one in a list are certain too. */
static size_t
settle(const hire__doc *doc, hire__skill_hit *hits, verdict *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (v[i] == MAYBE && v[i - 1] == YES &&
		    neighbours(doc, &hits[i - 1], &hits[i]))
			v[i] = YES;
	for (size_t i = n; i-- > 1;)
		if (v[i - 1] == MAYBE && v[i] == YES &&
		    neighbours(doc, &hits[i - 1], &hits[i]))
			v[i - 1] = YES;
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (v[i] == YES)
			hits[kept++] = hits[i];
	return kept;
}

/* A phrase may run over a line's end only where the line was wrapped. */
static size_t
phrase_limit(const hire__doc *doc, size_t i, size_t to)
{
	const hire__line *line = &doc->lines[doc->words[i].line];
	size_t limit = line->end;
	bool last = doc->words[i].line + 1 >= doc->line_count;
	if (!last && line->n >= 60 && !line[1].bullet && !line[1].gap &&
	    !line[1].heading && line->s[line->n - 1] != '.')
		limit = line[1].end;
	return limit < to ? limit : to;
}

enum { CHUNK = 64 };

/* "SAN", "SAFe": not as a common word is written, "san" or "Safe". */
static bool
has_name_case(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	const char *s = doc->lines[w->line].s;
	bool lower = false;
	for (size_t k = w->at; k < w->end; k++) {
		lower |= s[k] >= 'a' && s[k] <= 'z';
		if (k > w->at && s[k] >= 'A' && s[k] <= 'Z')
			return true;
	}
	return !lower;
}

/* "Rest" may still be one among others: "Spring, Rest, Hibernate". */
static verdict
judge_case(const hire__doc *doc, const hire__skill_hit *h)
{
	if (has_name_case(doc, h->word))
		return YES;
	bool item = hire__word_capital(doc, h->word) && is_item(doc, h);
	return item ? MAYBE : NO;
}

/* Commas part a phrase: "machine, learning" is none. */
static bool
unbroken(const hire__doc *doc, size_t i, size_t count)
{
	for (size_t k = i + 1; k < i + count; k++) {
		size_t n;
		const char *gap = hire__word_gap(doc, k, &n);
		for (size_t c = 0; c < n; c++)
			if (strchr(",;:|()\t", gap[c]))
				return false;
	}
	return true;
}

static const hire__entry *
skill_at(const hire__doc *doc, size_t i, size_t to, size_t *count)
{
	size_t limit = phrase_limit(doc, i, to);
	const hire__entry *e =
	    hire__phrase_at(doc, &hire__skill_names, i, limit, count);
	while (e && *count > 1 && !unbroken(doc, i, *count)) {
		limit = i + *count - 1;
		e = hire__phrase_at(doc, &hire__skill_names, i, limit, count);
	}
	return e;
}

size_t
hire__skills_find(const hire__doc *doc, size_t from, size_t to, bool listed,
    hire__skill_hit *out)
{
	size_t total = 0;
	while (from < to) {
		verdict v[CHUNK];
		hire__skill_hit *hits = out + total;
		size_t n = 0;
		for (size_t count; from < to && n < CHUNK; from += count) {
			count = 1;
			const hire__entry *e = skill_at(doc, from, to, &count);
			if (!e)
				continue;
			hits[n] =
			    (hire__skill_hit){(uint32_t)from, (uint16_t)count,
			        (uint16_t)(e->value & HIRE__NAME_ROW),
			        e->value & HIRE__NAME_LOOSE};
			v[n] = e->value & HIRE__NAME_CAPS
			           ? judge_case(doc, &hits[n])
			           : judge(doc, &hits[n], listed);
			n += v[n] != NO;
		}
		total += settle(doc, hits, v, n);
	}
	return total;
}

hire_status
hire__skills_in_text(const char *text, size_t n, hire_arena *mem,
    const char *const **out, size_t *count, hire_error *err)
{
	hire__doc *doc;
	hire_status st = hire__doc_read(text, n, mem, &doc, err);
	if (st)
		return st;
	hire__skill_hit *hits =
	    hire_arena_alloc(mem, (doc->word_count + 1) * sizeof *hits);
	const char **names =
	    hire_arena_alloc(mem, (doc->word_count + 1) * sizeof *names);
	if (!hits || !names)
		return hire__nomem(err);
	size_t found = hire__skills_find(doc, 0, doc->word_count, false, hits);
	size_t kept = 0;
	for (size_t i = 0; i < found; i++) {
		const char *name = hire__skill_rows[hits[i].skill].name;
		size_t k = 0;
		while (k < kept && names[k] != name)
			k++;
		if (k == kept)
			names[kept++] = name;
	}
	*out = names;
	*count = kept;
	return HIRE_OK;
}
