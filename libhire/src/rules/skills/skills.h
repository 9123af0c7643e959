/* SPDX-License-Identifier: MIT
 * skills.h - finding skills in any text, and how one skill stands for another.
 * The match, the questions and the grading all ask here.
 */
#ifndef HIRE_RULES_SKILLS_H
#define HIRE_RULES_SKILLS_H

#include "rules/text/doc.h"

/* A skill seen in a document: words [word, word + count). */
typedef struct hire__skill_hit {
	uint32_t word;
	uint16_t count, skill; /* `skill` is a row of hire__skill_rows */
	bool loose; /* the words hint at the skill, they are no name of it */
} hire__skill_hit;

/* Find the skills in words [from, to), in order, without overlaps, into
 * `out` (room for to - from).  `listed`: the words are a list of skills, so a
 * lone "C" is one.  Returns how many. */
size_t
hire__skills_find(const hire__doc *doc, size_t from, size_t to, bool listed,
    hire__skill_hit *out);

/* The canonical names of the skills in `text`, each once, in order of
 * appearance, in `mem` (the names are static). */
HIRE_CHECK hire_status
hire__skills_in_text(const char *text, size_t n, hire_arena *mem,
    const char *const **out, size_t *count, hire_error *err);

/* The row of a skill's canonical or other name as a match sees it ("EC2" is
 * AWS), -1 when it is not known. */
int
hire__skill_row_of(const char *name);

/* How far having `have` shows `wanted`, in percent: 100 the same or covered,
 * less for a wider skill or a sibling of the same family, 0 unrelated. */
int
hire__skill_credit(int have, int wanted);

/* Whether row `a` proves row `b` as well. */
bool
hire__skill_covers(int a, int b);

/* Whether a folded word of `n` bytes is a name in the project's own table: the
 * open taxonomies know too many products that are called as people are. */
bool
hire__skill_is_common(uint32_t hash, const char *word, size_t n);

/* Whether the skill is one that a resume can claim but not show. */
bool
hire__skill_is_soft(int row);

#endif
