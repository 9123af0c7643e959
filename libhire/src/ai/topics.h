/* SPDX-License-Identifier: MIT
 * topics.h - what there is to ask about: the job's requirements, each with
 * the sheet of its skill and the resume's line on it.
 */
#ifndef HIRE_AI_TOPICS_H
#define HIRE_AI_TOPICS_H

#include <hire/match.h>

#include "rules/grading/lexicon.h"

typedef struct hire__topic {
	const hire_requirement *requirement; /* borrowed; NULL: the whole job */
	const char *name;         /* as it stands inside a sentence */
	const hire__sheet *sheet; /* NULL: the skill has none */
	const char *line;         /* of the resume, nothing personal; or NULL */
	int32_t group;            /* of the requirement's skills */
	bool must;
	bool skill;   /* the topic is a skill, not the job's own words */
	bool claimed; /* the resume claims it, or there is no resume */
	bool listed;  /* the resume names it in so many words */
	bool studies; /* a degree and nothing else is asked for */
} hire__topic;

typedef struct hire__topics {
	hire__topic *v;
	size_t n;
	size_t musts; /* the first of v: of must requirements */
} hire__topics;

/* Everything that must requirements ask for, then what is nice.  Of each kind
 * one topic for each requirement comes first, what weighs more in the match
 * before the rest, then what else they name, what the resume claims first.
 * Requirements on protected matters are asked about by their skills alone or
 * not at all.  In `mem`; HIRE_ENOMEM. */
HIRE_CHECK hire_status
hire__topics_make(const hire_job_facts *job, const hire_facts *resume,
    hire_arena *mem, hire__topics *out, hire_error *err);

/* ---- parts of the above ---- */

/* The name of a skill as it stands inside a sentence ("machine learning",
 * "Excel", "CI/CD"), in `mem`; NULL: no memory. */
const char *
hire__skill_spoken(
    const char *skill, const hire__sheet *sheet, hire_arena *mem);

/* A recruiter's statement cut to what can be quoted in a question, with its
 * quotation marks, in `mem`; NULL: no memory. */
const char *
hire__statement_quoted(const char *text, hire_arena *mem);

/* Whether the resume claims the skill, by its name or by one that shows it. */
bool
hire__resume_claims(const hire_facts *resume, const char *skill);

/* Whether the resume names the skill itself. */
bool
hire__resume_names(const hire_facts *resume, const char *skill);

/* The part of the resume's line on a skill that reads as work done, names
 * nobody and touches no protected matter, in `mem`; NULL in `*out`: none. */
HIRE_CHECK hire_status
hire__resume_line(const hire_facts *resume, const char *skill, hire_arena *mem,
    const char **out, hire_error *err);

#endif
