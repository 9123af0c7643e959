/* SPDX-License-Identifier: MIT
 * wanted.c - what would count for a requirement that is not met, in words.
 * Apart from the sum: it explains, and decides nothing.
 */
#include "credit.h"

#include "rules/job/requirements.h"
#include "rules/skills/skills.h"
#include "util/buf.h"
#include "util/ctx.h"

#include <string.h>

enum { WANTED_MAX = 1 << 16, FULL = 100, WORTH_NAMING = 50, RELATED = 2 };

static bool
asks_for(const hire_requirement *q, const char *name)
{
	for (size_t i = 0; i < q->skill_count; i++)
		if (!strcmp(q->skills[i], name))
			return true;
	return false;
}

/* Whether skill `i` may earn a part of skill `row`: of thousands most share no
 * family with it and cover nothing, which is seen at once. */
static bool
may_earn(int i, int row)
{
	const hire__skill_row *have = &hire__skill_rows[i];
	have = &hire__skill_rows[have->base];
	return have->cover_count ||
	       (have->family_id == hire__skill_rows[row].family_id &&
	           *have->family);
}

/* Other skills that would earn a part of the first alternative. */
static void
put_related(hire__buf *b, const hire_requirement *q, size_t skill)
{
	int row = hire__skill_row_of(q->skills[skill]);
	int named = 0;
	for (int i = 0;
	     row >= 0 && i < (int)hire__skill_rows_own && named < RELATED;
	     i++) {
		if (i == row || hire__skill_rows[i].base != i ||
		    !may_earn(i, row))
			continue;
		int credit = hire__skill_credit(i, row);
		if (credit < WORTH_NAMING || credit == FULL ||
		    asks_for(q, hire__skill_rows[i].name))
			continue;
		hire__buf_adds(b, named ? " or " : ", or for a part ");
		hire__buf_adds(b, hire__skill_rows[i].name);
		named++;
	}
}

static void
put_skill(hire__buf *b, const hire_requirement *q, const hire_match_part *p,
    size_t skill)
{
	if (p->credit == HIRE_CREDIT_UNSHOWN || p->credit == HIRE_CREDIT_BARE)
		hire__buf_addf(
		    b, "say where %s was used, in a job or project", p->asked);
	else if (p->credit == HIRE_CREDIT_COPIED)
		hire__buf_addf(b,
		    "say in words other than the job's where %s was used",
		    p->asked);
	else
		hire__buf_addf(b,
		    "name %s in a job or project, or in the list of skills",
		    p->asked);
	if (!p->percent)
		put_related(b, q, skill);
}

static void
put_years(hire__buf *b, const hire_requirement *q, const hire_match_part *p)
{
	if (p->credit == HIRE_CREDIT_UNDATED)
		hire__buf_addf(
		    b, "give the jobs dates: %s are asked for", p->asked);
	else if (q->skill_count && p->credit != HIRE_CREDIT_NAMED)
		hire__buf_addf(
		    b, "name it in dated jobs of %s together", p->asked);
	else
		hire__buf_addf(b, "%s in dated jobs%s", p->asked,
		    q->skill_count ? " that name it" : "");
}

static void
put_degree(hire__buf *b, const hire_requirement *q, const hire_match_part *p)
{
	hire__buf_addf(b, "a %s degree, or a higher one%s%s", p->asked,
	    p->credit == HIRE_CREDIT_FIELD ? " in the field asked for" : "",
	    q->any ? ", or 4 years of experience" : "");
}

hire_status
hire__credit_wanted(const hire_requirement *q, const hire_match_row *row,
    hire_arena *mem, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), WANTED_MAX);
	size_t skill = 0;
	for (size_t i = 0; i < row->part_count; i++) {
		const hire_match_part *p = &row->parts[i];
		if (p->percent < FULL) {
			hire__buf_adds(&b, b.len ? "; " : "");
			if (p->ask == HIRE_ASK_SKILL)
				put_skill(&b, q, p, skill);
			else if (p->ask == HIRE_ASK_YEARS)
				put_years(&b, q, p);
			else
				put_degree(&b, q, p);
		}
		int32_t group = p->ask == HIRE_ASK_SKILL
		                    ? hire__requirement_group(q, skill)
		                    : -1;
		while (skill < q->skill_count &&
		       hire__requirement_group(q, skill) == group)
			skill++;
	}
	if (!hire__requirement_counts(q)) {
		hire__buf_clear(&b);
		hire__buf_adds(&b, "nothing in a resume: the interview asks");
	}
	return hire__buf_take(&b, mem, out, err);
}
