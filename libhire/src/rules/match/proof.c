/* SPDX-License-Identifier: MIT
 * proof.c - how far a resume bears out what it only lists.
 */
#include "proof.h"

#include "holds.h"
#include "rules/skills/skills.h"
#include "util/ctx.h"

enum {
	LONG_TEXT = 5,   /* words of a requirement that nobody hits by chance */
	MOST_WORDS = 10, /* of it that are looked at */
	LIST = 3,        /* skills that make a list to be borne out */
	COPIES = 3,      /* such requirements, and half of all: a copied job */
	ROW = 4          /* short ones below each other, in the job's order */
};

bool
hire__only_listed(const hire_skill *k)
{
	return k->listed && !k->used && !k->told;
}

/* Whether two skills are of one kind of work: one stands for the other, or
 * both for the same third. */
static bool
akin(int a, int b)
{
	if (hire__skill_credit(a, b) || hire__skill_credit(b, a))
		return true;
	const hire__skill_row *row = &hire__skill_rows[a];
	for (size_t i = 0; i < row->cover_count; i++)
		if (hire__skill_covers(b, row->covers[i]))
			return true;
	return false;
}

/* What everybody has tells no kind of work, unless it is one itself. */
static bool
is_sharp(int row)
{
	int flags = row < 0 ? HIRE__SKILL_SOFT : hire__skill_rows[row].flags;
	return !(flags & HIRE__SKILL_SOFT) &&
	       (!(flags & HIRE__SKILL_BROAD) || flags & HIRE__SKILL_ROLE);
}

/* Whether a skill that is not only listed is akin to `wanted`. */
static bool
borne_out(const hire_facts *f, const int *rows, int wanted)
{
	for (size_t i = 0; i < f->skill_count; i++)
		if (rows[i] >= 0 && !hire__only_listed(&f->skills[i]) &&
		    !hire__skill_is_soft(rows[i]) && akin(rows[i], wanted))
			return true;
	return false;
}

static bool
any_asked(const hire_facts *f, const int *rows, const hire_job_facts *job)
{
	bool sharp = false;
	for (size_t i = 0; i < job->count; i++) {
		const hire_requirement *q = &job->requirements[i];
		for (size_t k = 0; k < q->skill_count; k++) {
			int row = hire__skill_row_of(q->skills[k]);
			if (!is_sharp(row))
				continue;
			sharp = true;
			if (borne_out(f, rows, row))
				return true;
		}
	}
	return !sharp;
}

static bool
repeated(const hire_facts *f, const char *text)
{
	for (size_t i = 0; i < f->skill_count; i++)
		if (f->skills[i].evidence &&
		    hire__line_repeats(f->skills[i].evidence, text, MOST_WORDS))
			return true;
	return false;
}

/* Whether the resume gives the job's own sentences back. */
static bool
copies(const hire_facts *f, const hire_job_facts *job)
{
	size_t all = 0, same = 0;
	for (size_t i = 0; i < job->count; i++) {
		const char *text = job->requirements[i].text;
		if (!text || hire__line_words(text) < LONG_TEXT)
			continue;
		all++;
		same += repeated(f, text);
	}
	return same >= COPIES && 2 * same >= all;
}

/* The line of the resume that is nothing but `text`, 0 for none. */
static int32_t
line_of(const hire_facts *f, const char *text)
{
	size_t words = text ? hire__line_words(text) : 0;
	for (size_t i = 0; i < f->skill_count && words; i++) {
		const char *line = f->skills[i].evidence;
		if (line && hire__line_words(line) == words &&
		    hire__line_repeats(line, text, words))
			return f->skills[i].line;
	}
	return 0;
}

/* Whether nearly all requirements stand in the resume as lines of their own,
 * in the job's order and right below each other. */
static bool
copies_list(const hire_facts *f, const hire_job_facts *job)
{
	size_t row = 0, longest = 0, asked = 0;
	int32_t last = 0;
	for (size_t i = 0; i < job->count; i++) {
		const hire_requirement *q = &job->requirements[i];
		if (!q->skill_count)
			continue;
		asked++;
		int32_t at = line_of(f, q->text);
		row = !at ? 0 : at == last + 1 ? row + 1 : 1;
		last = at;
		longest = row > longest ? row : longest;
	}
	return longest >= ROW && longest * 5 >= asked * 4;
}

/* A short requirement, "Terraform", must be all of the line. */
static bool
is_copy_of(const char *line, const char *text)
{
	size_t words = hire__line_words(text);
	return hire__line_repeats(line, text, MOST_WORDS) &&
	       (words >= LONG_TEXT || hire__line_words(line) == words);
}

static bool
is_copy(const hire_skill *k, const hire_job_facts *job)
{
	for (size_t i = 0; k->evidence && i < job->count; i++)
		if (job->requirements[i].text &&
		    is_copy_of(k->evidence, job->requirements[i].text))
			return true;
	return false;
}

hire_status
hire__proof_read(const hire_facts *f, const int *rows,
    const hire_job_facts *job, hire_arena *mem, hire__proof *out,
    hire_error *err)
{
	hire__proof p = {
	    .dated = f->months > 0 || f->highest_degree != HIRE_DEGREE_NONE};
	size_t listed = 0;
	for (size_t i = 0; i < f->skill_count; i++)
		listed += hire__only_listed(&f->skills[i]);
	p.any = listed < LIST || listed < f->skill_count;
	p.asked = listed < LIST || any_asked(f, rows, job);
	if (copies(f, job) || copies_list(f, job)) {
		p.copied = hire_arena_alloc(
		    mem, (f->skill_count + 1) * sizeof *p.copied);
		if (!p.copied)
			return hire__nomem(err);
		for (size_t i = 0; i < f->skill_count; i++)
			p.copied[i] = is_copy(&f->skills[i], job);
	}
	*out = p;
	return HIRE_OK;
}
