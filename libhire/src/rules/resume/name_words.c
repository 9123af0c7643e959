/* SPDX-License-Identifier: MIT
 * name_words.c - which words can be a person's name.
 * Apart from the search for it, which weighs where they stand.
 */
#include "name_words.h"

#include "rules/skills/skills.h"
#include "rules/text/sections.h"
#include "segments.h"

#include <string.h>

enum { WIDE_NAME = 21 };

static bool
is_capital_word(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	const char *s = doc->lines[w->line].s;
	bool upper = (s[w->at] >= 'A' && s[w->at] <= 'Z') || s[w->at] < 0;
	for (uint32_t k = w->at; k < w->end; k++)
		if (s[k] >= '0' && s[k] <= '9')
			return false;
	return upper;
}

static bool
is_particle(const hire__doc *doc, size_t i)
{
	static const char *const particles[] = {"de", "la", "van", "von", "der",
	    "den", "da", "dos", "del", "di", "bin", "al", "el", "le", "y",
	    "ter", NULL};
	return hire__word_among(doc, i, particles);
}

bool
hire__name_label(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"resume", "résumé", "curriculum",
	    "vitae", "cv", "updated", "page", "lebenslauf", "confidential",
	    "email", "e", "phone", "tel", "mobile", "address", "linkedin",
	    "github", "website", "www", "http", "https", "date", "mr", "mrs",
	    "dear", "portfolio", "template", "welcome", "to", "location",
	    "hoja", "vida", "your", "my", "about", "contact", "nationality",
	    "gender", "birth", "dob", "born", "status", "single", "married",
	    "objective", "skype", "twitter", "birthday", "name", "st", "street",
	    "road", "avenue", "box", "photo", "http", "com", "of", "for",
	    "with", "in", "this", "is", "last", "revised", "summary",
	    "generated", "created", "pdf", "title", "job", "one", "two",
	    "driver", "license", "簡歷", "简历", "个人简历", "履歴書",
	    "職務経歴書", "이력서", "резюме", "hq", NULL};
	return hire__word_among(doc, i, words);
}

/* Words of headings and of trades: "Software Proficiency", "Key Skills". */
static bool
speaks_of_work(const hire__doc *doc, size_t i, size_t end)
{
	size_t skills = 0;
	for (size_t k = i; k < end; k++) {
		size_t n;
		const char *w = hire__word_text(doc, k, &n);
		uint32_t h = doc->words[k].hash;
		bool heading =
		    n > 2 && (hire__lookup(&hire__fillers, h, w, n) ||
		                 hire__lookup(&hire__sections, h, w, n));
		if (heading && !is_particle(doc, k))
			return true;
		skills += hire__skill_is_common(h, w, n);
	}
	return skills == end - i && doc->words[i].line > 1;
}

/* How many of words [i, end) the e-mail's local part holds. */
size_t
hire__name_in_email(
    const hire__doc *doc, size_t i, size_t end, const char *email)
{
	size_t hits = 0;
	if (!email)
		return 0;
	size_t local = strcspn(email, "@");
	for (; i < end; i++) {
		size_t n;
		const char *w = hire__word_text(doc, i, &n);
		for (size_t k = 0; n > 2 && k + n <= local; k++) {
			size_t same = 0;
			while (same < n && (email[k + same] | 32) == w[same])
				same++;
			if (same == n) {
				hits++;
				break;
			}
		}
	}
	return hits;
}

/* Whether the address holds all of the words or, of two or three at the very
 * top, the first: "Tina Baker", tina@. */
static bool
named_by_email(const hire__doc *doc, size_t i, size_t end, const char *email)
{
	size_t n = end - i, len;
	const char *w = hire__word_text(doc, i, &len);
	bool top = !doc->words[i].line && n <= 3 && is_capital_word(doc, i) &&
	           !(hire__cues_of(doc, i, i + 1) & HIRE__CUE_TITLE) &&
	           !speaks_of_work(doc, i, i + 1) &&
	           !hire__skill_is_common(doc->words[i].hash, w, len);
	if (n < 2)
		return false;
	return hire__name_in_email(doc, i, end, email) == n ||
	       (top && hire__name_in_email(doc, i, i + 1, email));
}

/* Whether words [i, end) can be a person's name; an e-mail address made of
 * them settles what the words alone do not: "Mary Cook", "Anna Page". */
bool
hire__can_be_name(
    const hire__doc *doc, size_t i, size_t end, const char *email, bool told)
{
	size_t n = end - i, particles = 0, letters = 0;
	if (n < 1 || n > HIRE__NAME_WORDS)
		return false;
	if (!told && hire__heading(doc, &hire__sections, i, end) >= 0)
		return false;
	int32_t cues = hire__phrase_bits(doc, &hire__cues, i, end);
	bool sure = told || named_by_email(doc, i, end, email);
	if (!sure && (cues & (HIRE__CUE_TITLE | HIRE__CUE_SCHOOL) ||
	                 (doc->words[i].line && hire__all_place(doc, i, end)) ||
	                 speaks_of_work(doc, i, end)))
		return false;
	const hire__line *line = &doc->lines[doc->words[i].line];
	bool wide = (unsigned char)line->s[doc->words[i].at] >= 0xE3;
	for (size_t k = i; k < end; k++) {
		bool particle =
		    is_particle(doc, k) && !hire__word_capital(doc, k);
		if (!sure && ((hire__name_label(doc, k) && !(wide && n > 1)) ||
		                 (!particle && !is_capital_word(doc, k))))
			return false;
		particles += particle;
		letters += doc->words[k].to - doc->words[k].from;
	}
	return wide ? letters <= WIDE_NAME * n
	            : n - particles >= (told ? 1u : 2u) && letters >= 4;
}

/* "Dr.", "PhD": not the name itself. */
bool
hire__name_honour(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"dr", "prof", "mr", "mrs", "ms",
	    "miss", "mx", "phd", "mba", "cpa", "pmp", "md", "esq", "rn", "msc",
	    "bsc", "dipl", "ing", "sir", "cfa", "pe", "herr", "frau", "sr",
	    "sra", "先生", "様", "ph", NULL};
	return hire__word_among(doc, i, words);
}
