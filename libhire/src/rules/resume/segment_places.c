/* SPDX-License-Identifier: MIT
 * segment_places.c - which segments are places, and a segment's text.
 * Apart from the cutting: here segments are judged by their neighbours.
 */
#include "segments.h"

#include "util/ctx.h"

#include <string.h>

static bool
state_code(const hire__doc *doc, const hire__segment *s)
{
	const hire__word_at *w = &doc->words[s->word];
	const char *t = doc->lines[w->line].s + w->at;
	bool two = s->stop - s->word <= 2 && w->end - w->at == 2 &&
	           t[0] >= 'A' && t[0] <= 'Z' && t[1] >= 'A' && t[1] <= 'Z';
	/* A zip code may follow. */
	return two && (s->stop - s->word == 1 || t[3] <= '9');
}

void
hire__segments_places(const hire__doc *doc, hire__segment *s, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		s[i].place = hire__all_place(doc, s[i].word, s[i].stop) ||
		             (i && state_code(doc, &s[i]));
		s[i].guess = false;
	}
	/* A line "City, ST" holds nothing else. */
	for (size_t i = 0; i + 1 < count; i++) {
		uint32_t line = doc->words[s[i].word].line;
		bool starts = s[i].word == doc->lines[line].word;
		bool ends = s[i + 1].stop == doc->lines[line].end;
		if (starts && ends && s[i].stop == s[i + 1].word &&
		    s[i + 1].place &&
		    !(s[i].cues & ~(HIRE__CUE_PLACE | HIRE__CUE_VERB)))
			s[i].guess = !s[i].place, s[i].place = true;
	}
	/* A city stands before its state, when somebody else is left to be
	 * the employer. */
	for (size_t i = count; i-- > 1;) {
		size_t free = 0;
		for (size_t k = 0; k < i - 1; k++)
			free += !s[k].place && !(s[k].cues & HIRE__CUE_TITLE);
		bool follows = s[i - 1].stop == s[i].word;
		if (s[i].place && follows && free && !s[i - 1].place &&
		    !(s[i - 1].cues & (HIRE__CUE_TITLE | HIRE__CUE_EMPLOYER |
		                          HIRE__CUE_SCHOOL)) &&
		    s[i - 1].stop - s[i - 1].word <= 3)
			s[i - 1].guess = s[i - 1].place = true;
	}
}

/* Bytes behind `end` that close what [at, end) opens; where it stays open, the
 * end moves before it: "Sample Bank (Dubai, UAE)" is cut at its comma. */
static size_t
close_marks(const hire__line *line, size_t at, size_t end)
{
	static const char *const pairs[][2] = {
	    {"(", ")"}, {"[", "]"}, {"«", "»"}, {"“", "”"}};
	for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
		const char *open = strstr(line->s + at, pairs[k][0]);
		const char *shut = strstr(line->s + at, pairs[k][1]);
		size_t n = strlen(pairs[k][1]);
		if (!open || open >= line->s + end ||
		    (shut && shut < line->s + end))
			continue;
		size_t dot = line->s[end] == '.';
		if (!strncmp(line->s + end + dot, pairs[k][1], n))
			end += dot + n;
		else if (open > line->s + at)
			end = (size_t)(open - line->s);
	}
	while (end > at + 1 &&
	       (line->s[end - 1] == ' ' || line->s[end - 1] == '\t'))
		end--;
	return end;
}

char *
hire__segment_text(const hire__doc *doc, const hire__segment *s)
{
	const hire__line *line = &doc->lines[doc->words[s->word].line];
	size_t at = doc->words[s->word].at, end = doc->words[s->stop - 1].end;
	if (at && line->s[at - 1] == '(' && memchr(line->s + at, ')', end - at))
		at--;
	size_t whole = end;
	end = close_marks(line, at, end);
	bool dotted =
	    end == whole && end < line->n && line->s[end] == '.' &&
	    (hire__is_suffix(doc, s->stop - 1) ||
	        doc->words[s->stop - 1].end - doc->words[s->stop - 1].at == 1);
	end += dotted;
	char *out = hire_arena_strndup(doc->mem, line->s + at, end - at);
	for (char *p = out; p && *p; p++)
		if (*p == '\t')
			*p = ' ';
	return out;
}
