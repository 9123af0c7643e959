/* SPDX-License-Identifier: MIT
 * asks.c - what kind of thing a requirement asks for, and how firmly.
 * Apart from what it earns: this is what its weight comes from.
 */
#include "credit.h"

#include "holds.h"
#include "rules/job/requirements.h"
#include "rules/skills/skills.h"

bool
hire__requirement_counts(const hire_requirement *q)
{
	return hire__requirement_provable(q);
}

bool
hire__requirement_common(const hire_requirement *q)
{
	for (size_t i = 0; i < q->skill_count; i++) {
		int row = hire__skill_row_of(q->skills[i]);
		if (row < 0 ||
		    !(hire__skill_rows[row].flags & HIRE__SKILL_BROAD))
			return false;
	}
	return !q->years;
}

bool
hire__requirement_thin(const hire_requirement *q)
{
	for (size_t i = 0; i < q->skill_count; i++) {
		int row = hire__skill_row_of(q->skills[i]);
		int flags = row < 0 ? 0 : hire__skill_rows[row].flags;
		if (!(flags & HIRE__SKILL_BROAD) || !(flags & HIRE__SKILL_ROLE))
			return false;
	}
	return q->skill_count && !q->years && !q->degree;
}

bool
hire__requirement_mild(const hire_requirement *q)
{
	static const char *const mild[] = {"familiar", "familiarity",
	    "exposure to", "basic knowledge", "basic understanding",
	    "working knowledge", "awareness of"};
	static const char *const firm[] = {
	    "strong", "deep", "expert", "proven", "extensive"};
	bool is_mild = false;
	if (!q->text || q->years)
		return false;
	for (size_t i = 0; i < sizeof mild / sizeof *mild; i++)
		is_mild |= hire__line_holds(q->text, mild[i]);
	for (size_t i = 0; i < sizeof firm / sizeof *firm; i++)
		is_mild &= !hire__line_holds(q->text, firm[i]);
	return is_mild;
}
