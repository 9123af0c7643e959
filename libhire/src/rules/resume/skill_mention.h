/* SPDX-License-Identifier: MIT
 * skill_mention.h - lines and words that speak of skills.
 */
#ifndef HIRE_RULES_SKILL_MENTION_H
#define HIRE_RULES_SKILL_MENTION_H

#include "rules/skills/skills.h"

/* Whether a line may show skills at all. */
bool
hire__speaks_of_skills(const hire__line *line);

/* Whether a reader would list the mention as a skill: of a general field
 * ("research", "sales") only as an item of the list, of a subject or an award
 * only what is written as a name.  `title`: it stands in a job's title. */
bool
hire__skill_is_plain(const hire__doc *doc, const hire__line *line,
    const hire__skill_hit *h, bool title);

/* "GitHub: sample" says where to look, not what somebody can do. */
bool
hire__skill_is_label(const hire__doc *doc, const hire__line *line, size_t i);

#endif
