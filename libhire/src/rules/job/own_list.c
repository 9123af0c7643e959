/* SPDX-License-Identifier: MIT
 * own_list.c - the recruiter's own list of requirements, taken as it is.
 * Apart from finding requirements in a text: here every line is one.
 */
#include "own_list.h"

#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

static bool
prefix(const char **s, size_t *n, const char *word)
{
	size_t len = strlen(word);
	if (*n <= len || (*s)[len] != ':')
		return false;
	for (size_t i = 0; i < len; i++)
		if (((*s)[i] | 32) != word[i])
			return false;
	*s += len + 1;
	*n -= len + 1;
	hire__trim(s, n);
	return true;
}

static void
strip_bullet(const char **s, size_t *n)
{
	hire__trim(s, n);
	while (*n && (**s == '-' || **s == '*')) {
		++*s, --*n;
		hire__trim(s, n);
	}
	if (*n > 3 && !strncmp(*s, "•", 3)) {
		*s += 3, *n -= 3;
		hire__trim(s, n);
	}
}

static hire_status
read_item(hire__doc *doc, hire_requirement *r, hire_error *err)
{
	size_t n = doc->word_count;
	*r = (hire_requirement){0};
	for (size_t i = 0; i < doc->line_count; i++)
		doc->lines[i].section = HIRE__PART_MUST;
	hire_status st = hire__requirement_read(doc, 0, n, true, r, err);
	if (st || r->skill_count || r->degree ||
	    hire__requirement_improper(doc, 0, n))
		return st;
	return hire__requirement_names(doc, 0, n, r, err);
}

/* One line of a list; of a whole text, only lines that say their kind. */
static hire_status
take_own(hire_job_facts *f, hire_arena *mem, const char *s, size_t n,
    int32_t line, bool marked_only, hire_error *err)
{
	strip_bullet(&s, &n);
	bool nice = prefix(&s, &n, "nice");
	bool marked = nice || prefix(&s, &n, "must");
	hire_requirement_kind kind =
	    nice ? HIRE_REQUIREMENT_NICE : HIRE_REQUIREMENT_MUST;
	if (!n || f->count == HIRE__REQUIREMENTS_MAX ||
	    (marked_only && !marked))
		return HIRE_OK;
	hire__doc *doc;
	hire_status st = hire__doc_read(s, n, mem, &doc, err);
	hire_requirement *r = &f->requirements[f->count];
	if (!st)
		st = read_item(doc, r, err);
	bool asks = r->skill_count || r->years || r->degree;
	if (st ||
	    (!asks && hire__requirement_improper(doc, 0, doc->word_count)))
		return st;
	r->kind = kind; /* the recruiter's word, not the sentence's */
	r->line = line;
	r->text = hire_arena_strndup(mem, s, n);
	if (!r->text)
		return hire__nomem(err);
	f->count++;
	return HIRE_OK;
}

hire_status
hire__own_list_read(
    hire_job_facts *f, const hire__doc *doc, bool marked_only, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < doc->line_count && !st; i++) {
		const hire__line *line = &doc->lines[i];
		st = take_own(f, doc->mem, line->s, line->n, line->number,
		    marked_only, err);
	}
	return st;
}
