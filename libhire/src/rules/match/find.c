/* SPDX-License-Identifier: MIT
 * find.c - the skill of a candidate that shows a wanted one best, and for how
 * long.
 */
#include "find.h"

#include "holds.h"
#include "rules/skills/skills.h"

#include <string.h>

enum {
	FULL = 100,
	WIDER = 30,
	CLAIMED = 60, /* a line of work outside all dated jobs */
	UNSHOWN = 50, /* only listed; work or a degree, but of another kind */
	BARE = 30,    /* only listed, and nothing but lists */
	SHOWS = 60    /* credit from which a skill's months count */
};

/* Of equal credit: the skill itself first, used before listed, longer before
 * shorter, then by name, so that the order of the facts has no say. */
static bool
beats(const hire__best *b, const hire__best *n)
{
	if (!b->skill || n->percent != b->percent)
		return !b->skill || n->percent > b->percent;
	if (n->exact != b->exact)
		return n->exact;
	if (n->skill->used != b->skill->used)
		return n->skill->used;
	if (n->skill->months != b->skill->months)
		return n->skill->months > b->skill->months;
	return strcmp(n->skill->name, b->skill->name) < 0;
}

/* A name that no table knows: the skill itself, or words of its line. */
static bool
names(const hire_skill *k, const char *wanted)
{
	return hire__line_holds(k->name, wanted) ||
	       (k->evidence && hire__line_holds(k->evidence, wanted));
}

/* By which row of docs/matching.md a skill stands for another. */
static hire_credit
credit_of(const hire_skill *have, int wanted, int32_t percent)
{
	int row = hire__skill_row_of(have->name);
	if (percent == FULL)
		return HIRE_CREDIT_COVERED;
	if (hire__skill_covers(row, wanted))
		return HIRE_CREDIT_WORK;
	return hire__skill_covers(wanted, row) && percent == WIDER
	           ? HIRE_CREDIT_WIDER
	           : HIRE_CREDIT_SIBLING;
}

/* A line of work that no dated job was in, though others were; or one so broad
 * that a job which asks for nothing else tells nobody apart. */
static bool
only_claimed(const hire__candidate *c, const hire_skill *k, int wanted)
{
	bool work =
	    wanted >= 0 && hire__skill_rows[wanted].flags & HIRE__SKILL_ROLE;
	return work && (c->thin || (c->months > 0 && !k->months));
}

/* A licence is held, not used: a list is where it stands. */
static bool
is_licence(int row)
{
	return row >= 0 && !strcmp(hire__skill_rows[row].family, "licence");
}

/* Only listed, and by nothing of the resume borne out. */
static void
cap(const hire__candidate *c, int wanted, bool known, hire__best *n)
{
	bool borne_out =
	    is_licence(wanted) || (known ? c->proof.asked : c->proof.any);
	int32_t most = c->proof.dated ? UNSHOWN : BARE;
	if (borne_out || !hire__only_listed(n->skill) || n->percent <= most)
		return;
	n->percent = most;
	n->credit = c->proof.dated ? HIRE_CREDIT_UNSHOWN : HIRE_CREDIT_BARE;
}

hire__best
hire__skill_best(const hire__candidate *c, const char *wanted)
{
	hire__best b = {0};
	bool copied = false;
	int row = hire__skill_row_of(wanted);
	const hire_skill *all = c->facts->skills;
	for (size_t i = 0; all && i < c->facts->skill_count; i++) {
		const hire_skill *k = &all[i];
		bool known = row >= 0 && c->rows[i] >= 0;
		bool exact =
		    known ? c->rows[i] == row : row < 0 && names(k, wanted);
		int32_t percent =
		    known ? hire__skill_credit(c->rows[i], row) : 0;
		if (!exact && !percent)
			continue;
		if (hire__is_copied(&c->proof, i)) {
			copied = true;
			continue;
		}
		hire__best n = {
		    exact ? FULL : percent, exact, k, HIRE_CREDIT_SAME};
		if (!exact)
			n.credit = credit_of(k, row, percent);
		if (n.percent == FULL && only_claimed(c, k, row)) {
			n.percent = CLAIMED;
			n.credit = HIRE_CREDIT_CLAIMED;
		}
		cap(c, row, known, &n);
		if (beats(&b, &n))
			b = n;
	}
	if (copied && !b.skill)
		b.credit = HIRE_CREDIT_COPIED;
	return b;
}

void
hire__skill_months(
    const hire__candidate *c, const char *wanted, hire__span *out)
{
	int row = hire__skill_row_of(wanted);
	const hire_skill *all = c->facts->skills;
	for (size_t i = 0; all && i < c->facts->skill_count; i++) {
		const hire_skill *k = &all[i];
		bool known = row >= 0 && c->rows[i] >= 0;
		bool shows = known
		                 ? hire__skill_credit(c->rows[i], row) >= SHOWS
		                 : row < 0 && names(k, wanted);
		if (!shows || hire__is_copied(&c->proof, i))
			continue;
		if (k->months > out->named)
			out->named = k->months;
		if (k->listed && c->months * 3 / 4 > out->listed)
			out->listed = c->months * 3 / 4;
	}
}
