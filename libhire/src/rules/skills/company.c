/* SPDX-License-Identifier: MIT
 * company.c - names that are trades, animals and things as well as software:
 * a cook is no Chef, and whoever removes rust does not write in it.
 * Apart from the finding: what such a name means, the rest of a text tells.
 */
#include "company.h"

#include "clause.h"
#include "util/ctx.h"

#include <string.h>

/* Families of skills.tsv that nobody names who does not work with software. */
static bool
is_software(const char *family)
{
	static const char *const families[] = {"language", "ml",
	    "backend-framework", "python-library", "frontend-library",
	    "testing", "nosql-database", "java-web", "observability",
	    "frontend-framework", "embedded", "cloud", "warehouse", "security",
	    "mobile", "ml-framework", "data-engineering", "big-data",
	    "sql-database", "frontend-build", "vcs", "ci", "api", "ml-ops",
	    "ide", "build-tool", "architecture", "systems", "sql", "paas",
	    "orchestration", "network-security", "network", "messaging", "iac",
	    "config-management", "data-science", "scripting", "markup",
	    "devops", "data-format", "cache", "web-language", "virtualization",
	    "sysadmin", "software", "search", "css-framework", "container",
	    "web", "ops", "gui", "fullstack", "frontend", "database", "backend",
	    "game", "bi", "os"};
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		if (!strcmp(family, families[i]))
			return true;
	return false;
}

/* "Swift code", "ten years of Rust.". */
static bool
word_tells(const hire__doc *doc, const hire__skill_hit *h)
{
	static const char *const behind[] = {"developer", "developers",
	    "programmer", "programmers", "programming", "code", "coding",
	    "development", "engineer", "scripts", "microservices", "backend",
	    "cookbook", "cookbooks", "recipes", "framework", "library", "sdk",
	    "language", NULL};
	static const char *const before[] = {"in", "of", "using", "with", NULL};
	const hire__line *line = &doc->lines[doc->words[h->word].line];
	size_t next = h->word + h->count, n;
	if (h->word > line->word && hire__word_capital(doc, h->word) &&
	    hire__word_among(doc, h->word - 1, before) &&
	    hire__clause_ends(doc, next, line->end))
		return true;
	if (next >= line->end)
		return false;
	const char *gap = hire__word_gap(doc, next, &n);
	return hire__gap_plain(gap, n) && hire__word_among(doc, next, behind);
}

bool
hire__skill_is_thing(const hire__doc *doc, const hire__skill_hit *h)
{
	const hire__skill_row *row = &hire__skill_rows[h->skill];
	return h->count == 1 && row->base == h->skill &&
	       row->flags & HIRE__SKILL_THING && !word_tells(doc, h);
}

bool
hire__skill_is_technical(const hire__doc *doc, const hire__skill_hit *h)
{
	size_t base = hire__skill_rows[h->skill].base;
	return !hire__skill_is_thing(doc, h) &&
	       is_software(hire__skill_rows[base].family);
}

hire_status
hire__technical_company(
    const hire__doc *doc, size_t from, size_t to, bool *out, hire_error *err)
{
	hire__skill_hit *hits =
	    hire_arena_alloc(doc->mem, (to - from + 1) * sizeof *hits);
	if (!hits)
		return hire__nomem(err);
	size_t n = hire__skills_find(doc, from, to, false, hits);
	*out = false;
	for (size_t i = 0; i < n; i++)
		*out |= hire__skill_is_technical(doc, &hits[i]);
	return HIRE_OK;
}
