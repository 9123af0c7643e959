/* SPDX-License-Identifier: MIT
 * skill_mention.c - what the mention of a skill in a line is worth.
 * Apart from the gathering, which knows nothing of how a skill is written.
 */
#include "skill_mention.h"

#include "rules/text/sections.h"

#include <string.h>

bool
hire__speaks_of_skills(const hire__line *line)
{
	switch (line->section) {
	case HIRE__SECTION_PERSONAL:
	case HIRE__SECTION_REFERENCES:
	case HIRE__SECTION_INTERESTS:
		return false;
	default:
		return !line->heading;
	}
}

/* Written as a name is: capitals or signs in it, or a capital that no line
 * begins with. */
static bool
as_name(const hire__doc *doc, const hire__skill_hit *h)
{
	const hire__word_at *w = &doc->words[h->word];
	const hire__line *line = &doc->lines[w->line];
	uint32_t end = doc->words[h->word + h->count - 1].end;
	for (uint32_t i = w->at + 1; i < end && h->count == 1; i++)
		if (!(line->s[i] >= 'a' && line->s[i] <= 'z'))
			return true;
	return h->word > line->word && hire__word_capital(doc, h->word);
}

/* Whether a hit stands before the colon of a row of skills: "Databases: X". */
static bool
is_row_label(
    const hire__doc *doc, const hire__line *line, const hire__skill_hit *h)
{
	size_t colon = hire__after_colon(doc, line);
	return colon < line->end && h->word < colon;
}

/* Whether a reader would list the mention as a skill: of a general field
 * ("research", "sales") only as an item of the list, of a subject or an award
 * only what is written as a name. */
bool
hire__skill_is_plain(const hire__doc *doc, const hire__line *line,
    const hire__skill_hit *h, bool title)
{
	const hire__skill_row *row = &hire__skill_rows[h->skill];
	bool own = row->base != h->skill;
	bool field = !own && row->flags & HIRE__SKILL_FIELD;
	bool study = !strcmp(row->family, "science");
	bool speech = !strcmp(row->family, "human language");
	if (h->loose || title || row->flags & HIRE__SKILL_SOFT)
		return false;
	switch (line->section) {
	case HIRE__SECTION_SKILLS:
		return !field || !is_row_label(doc, line, h);
	case HIRE__SECTION_EDUCATION:
	case HIRE__SECTION_AWARDS:
	case HIRE__SECTION_PUBLICATIONS:
		return !field && !study && !speech && as_name(doc, h);
	default:
		return !field && !study && !speech;
	}
}

/* "GitHub: sample" says where to look, not what somebody can do. */
bool
hire__skill_is_label(const hire__doc *doc, const hire__line *line, size_t i)
{
	const char *gap = line->s + doc->words[i].end;
	bool site =
	    hire__word_is(doc, i, "github") || hire__word_is(doc, i, "gitlab");
	return site && line->section == HIRE__SECTION_HEAD &&
	       (*gap == ':' || *gap == '/' || line->end - line->word == 1);
}
