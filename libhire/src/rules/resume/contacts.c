/* SPDX-License-Identifier: MIT
 * contacts.c - who a resume is from: name, reach and the title in its head.
 */
#include "contacts.h"

#include "header.h"
#include "person.h"
#include "segments.h"
#include "util/ctx.h"

#include <string.h>

/* "Creative Web" above "Developer": a title that a narrow column wrapped. */
static const char *
title_text(const hire__doc *doc, size_t i, const hire__segment *s)
{
	const hire__line *line = &doc->lines[i], *above = line - 1;
	const char *text = hire__segment_text(doc, s);
	bool whole = s->word == line->word && s->stop == line->end;
	if (!text || !whole || s->stop - s->word > 1 || !i || line->gap ||
	    above->gap || above->header || above->heading ||
	    above->section != HIRE__SECTION_HEAD ||
	    above->end - above->word > 6 || memchr(above->s, ',', above->n) ||
	    hire__all_place(doc, above->word, above->end))
		return text;
	for (size_t k = 0; k < above->n; k++)
		if (strchr("0123456789@:|/\t", above->s[k]))
			return text;
	return hire_arena_printf(doc->mem, "%s %s", above->s, text);
}

static hire_status
find_title(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	for (size_t i = 0; i < doc->line_count && i < 12; i++) {
		const hire__line *line = &doc->lines[i];
		hire__segment seg[HIRE__SEGMENTS];
		size_t n = 0;
		if (line->section != HIRE__SECTION_HEAD || line->heading ||
		    hire__line_is_body(doc, line))
			continue;
		hire__segments_cut(doc, line->word, line->end, NULL, seg, &n);
		for (size_t k = 0; k < n; k++) {
			if (!(seg[k].cues & HIRE__CUE_TITLE) ||
			    seg[k].stop - seg[k].word > 8)
				continue;
			const char *title = title_text(doc, i, &seg[k]);
			if (!title)
				return hire__nomem(err);
			if (out->name && !strcmp(title, out->name))
				continue; /* "Mary Cook" */
			out->title = title;
			return HIRE_OK;
		}
	}
	return HIRE_OK;
}

/* Where somebody lives must show no skill: "12 Java Street". */
static void
mark_addresses(hire__doc *doc)
{
	for (size_t i = 0; i < doc->line_count; i++) {
		hire__line *line = &doc->lines[i];
		hire__segment seg[HIRE__SEGMENTS];
		size_t n = 0;
		if (line->section != HIRE__SECTION_HEAD ||
		    line->end - line->word > 16)
			continue;
		hire__segments_cut(doc, line->word, line->end, NULL, seg, &n);
		hire__segments_places(doc, seg, n);
		for (size_t k = 0; k < n; k++)
			line->header |=
			    seg[k].place || seg[k].cues & HIRE__CUE_ADDRESS;
	}
}

hire_status
hire__contacts_find(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	*out = (hire__contacts){0};
	mark_addresses(doc);
	hire_status st = hire__reach_find(doc, out, err);
	st = st ? st : hire__name_find(doc, out, err);
	return st ? st : find_title(doc, out, err);
}
