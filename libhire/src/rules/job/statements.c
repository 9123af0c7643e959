/* SPDX-License-Identifier: MIT
 * statements.c - the parts of a job text and the statements in them.
 */
#include "statements.h"

#include "rules/text/sections.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum {
	WRAPPED = 58,
	HEADING = 8, /* words */
	QUESTION = 3,
	STATEMENT_MAX = 400,
	OPENING = 3
}; /* words in which a sentence says whom it is about */

static bool
ends_in(const hire__line *line, const char *marks)
{
	return line->n && strchr(marks, line->s[line->n - 1]);
}

/* A marked heading in words of its own: the longest known phrase in it tells
 * the part; without one the part above goes on. */
static int32_t
named_part(const hire__doc *doc, const hire__line *line, enum hire__part now)
{
	int32_t part = (int32_t)now;
	size_t longest = 0;
	for (size_t i = line->word, n = 0; i < line->end; i++) {
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__job_sections, i, line->end, &n);
		if (e && n > longest)
			part = e->value, longest = n;
	}
	return part;
}

/* "Bonus if you also bring:" is no known heading, but its words say nice. */
static bool
heads_nice(const hire__doc *doc, const hire__line *line)
{
	return ends_in(line, ":") && line->end - line->word <= HEADING &&
	       hire__phrase_bits(doc, &hire__marks, line->word, line->end) &
	           HIRE__MARK_NICE;
}

/* "Interested?" behind the requirements: they are over. */
static bool
heads_end(const hire__line *line, enum hire__part now)
{
	return ends_in(line, "?") && line->end - line->word <= QUESTION &&
	       (now == HIRE__PART_MUST || now == HIRE__PART_NICE);
}

/* The part that a heading line opens, or -1. */
static int32_t
heading_part(const hire__doc *doc, hire__line *line, enum hire__part now)
{
	unsigned char c = (unsigned char)line->s[0];
	bool shaped = line->marked || ends_in(line, ":?") ||
	              (!(c >= 'a' && c <= 'z') && !ends_in(line, ".,;"));
	if (line->bullet && !line->marked)
		return -1;
	int32_t part = shaped ? hire__heading(doc, &hire__job_sections,
	                            line->word, line->end)
	                      : -1;
	if (part < 0 && line->marked)
		part = named_part(doc, line, now);
	if (part < 0 && heads_nice(doc, line))
		part = HIRE__PART_NICE;
	else if (part < 0 && heads_end(line, now))
		part = HIRE__PART_SKIP;
	if (part >= 0)
		line->heading = true;
	return part;
}

/* "Requirements: 4+ years of ...": the rest of the line is in the part. */
static int32_t
inline_part(const hire__doc *doc, const hire__line *line, size_t *from)
{
	size_t i = hire__after_colon(doc, line);
	if (i == line->end || line->bullet)
		return -1;
	int32_t part = hire__heading(doc, &hire__job_sections, line->word, i);
	if (part >= 0)
		*from = i;
	return part;
}

/* A dot after these does not end a sentence. */
static bool
abbreviation(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {
	    "etc", "vs", "inc", "sr", "jr", "approx", "min", "incl", "no"};
	size_t n;
	hire__word_text(doc, i, &n);
	if (n == 1)
		return true;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	return false;
}

/* Whether a statement ends between words `i` - 1 and `i`. */
static bool
breaks(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i], *before = w - 1;
	const hire__line *line = &doc->lines[w->line];
	const char *gap = doc->lines[before->line].s + before->end;
	size_t n = before->line == w->line
	               ? w->at - before->end
	               : doc->lines[before->line].n - before->end;
	bool capital = hire__word_capital(doc, i);
	if (memchr(gap, ';', n))
		return true;
	if (n &&
	    (*gap == '.' || *gap == '!' || *gap == '?' ||
	        (n > 1 && *gap == ')' && gap[1] == '.')) &&
	    !abbreviation(doc, i - 1) && (before->line != w->line || n > 1))
		return true;
	if (before->line == w->line)
		return false;
	if (line->bullet || line->gap || line->heading)
		return true;
	return capital && doc->lines[before->line].n < WRAPPED;
}

static void
mark_parts(hire__doc *doc, size_t *starts)
{
	int32_t now = HIRE__PART_INTRO;
	for (size_t i = 0; i < doc->line_count; i++) {
		hire__line *line = &doc->lines[i];
		starts[i] = line->word;
		int32_t part = heading_part(doc, line, (enum hire__part)now);
		if (part < 0)
			part = inline_part(doc, line, &starts[i]);
		now = part >= 0 ? part : now;
		line->section = (uint8_t)now;
	}
}

hire_status
hire__statements_cut(
    hire__doc *doc, hire__statement **out, size_t *count, hire_error *err)
{
	size_t *starts =
	    hire_arena_alloc(doc->mem, (doc->line_count + 1) * sizeof *starts);
	hire__statement *list =
	    hire_arena_alloc(doc->mem, (doc->word_count + 1) * sizeof *list);
	size_t n = 0;
	if (!starts || !list)
		return hire__nomem(err);
	mark_parts(doc, starts);
	bool open = false;
	for (size_t i = 0; i < doc->word_count; i++) {
		const hire__line *line = &doc->lines[doc->words[i].line];
		size_t from = starts[doc->words[i].line];
		if (line->heading || i < from) {
			open = false;
			continue;
		}
		if (!open || i == 0 || breaks(doc, i) ||
		    (i == from && from > line->word))
			list[n++] = (hire__statement){
			    i, i, (enum hire__part)line->section, line->bullet};
		list[n - 1].stop = i + 1;
		open = true;
	}
	*out = list;
	*count = n;
	return HIRE_OK;
}

char *
hire__statement_text(const hire__doc *doc, const hire__statement *s)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(doc->mem), HIRE__TEXT_MAX);
	for (size_t i = s->word; i < s->stop; i++) {
		const hire__word_at *w = &doc->words[i];
		const hire__line *line = &doc->lines[w->line];
		bool last = i + 1 == s->stop;
		bool turn = !last && doc->words[i + 1].line != w->line;
		size_t to = last   ? w->end
		            : turn ? line->n
		                   : doc->words[i + 1].at;
		/* Close what is open behind the last word. */
		if (last && line->s[to] == ')')
			to++;
		hire__buf_add(&b, line->s + w->at, to - w->at);
		if (turn)
			hire__buf_addc(&b, ' ');
	}
	char *text = NULL;
	if (!b.failed) {
		size_t cut = hire__utf8_cut(b.s ? b.s : "", STATEMENT_MAX);
		text = hire_arena_strndup(doc->mem, b.s ? b.s : "", cut);
	}
	hire__buf_free(&b);
	for (char *p = text; p && *p; p++)
		if (*p == '\t')
			*p = ' ';
	return text;
}

bool
hire__statement_asks(const hire__doc *doc, const hire__statement *s)
{
	return hire__phrase_bits(doc, &hire__marks, s->word, s->stop) &
	       (HIRE__MARK_ASK | HIRE__MARK_MUST | HIRE__MARK_NICE);
}

bool
hire__statement_of_company(const hire__doc *doc, const hire__statement *s)
{
	static const char *const asks[] = {"you", "your", "looking", "seek",
	    "seeking", "need", "require", "hiring", "want", "expect",
	    "candidate", "candidates"};
	bool ours = false;
	for (size_t i = s->word; i < s->stop && i < s->word + OPENING; i++)
		ours |=
		    hire__word_is(doc, i, "we") || hire__word_is(doc, i, "our");
	for (size_t i = s->word; i < s->stop; i++)
		for (size_t k = 0; k < sizeof asks / sizeof *asks; k++)
			if (hire__word_is(doc, i, asks[k]))
				return false;
	return ours;
}

bool
hire__statement_is_duty(const hire__doc *doc, const hire__statement *s)
{
	static const char *const brings[] = {"need", "have", "bring", "be",
	    "possess", "must", "require", "hold", "know", "demonstrate",
	    "already", "ideally", "also", "understand", "come"};
	size_t verb = s->word + 2;
	if (verb < s->stop && hire__word_is(doc, s->word, "you'll"))
		verb = s->word + 1;
	else if (verb >= s->stop || !hire__word_is(doc, s->word, "you") ||
	         (!hire__word_is(doc, s->word + 1, "will") &&
	             !hire__word_is(doc, s->word + 1, "ll")))
		return false;
	for (size_t k = 0; k < sizeof brings / sizeof *brings; k++)
		if (hire__word_is(doc, verb, brings[k]))
			return false;
	return true;
}
