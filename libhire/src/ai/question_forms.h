/* SPDX-License-Identifier: MIT
 * question_forms.h - the words that questions are made of, with places for
 * the topic and the resume's line.  Data, apart from the planner that picks
 * among them.
 */
#ifndef HIRE_AI_QUESTION_FORMS_H
#define HIRE_AI_QUESTION_FORMS_H

#include "rules/grading/grade.h"

#include <stdint.h>

enum { HIRE__DEPTHS = 3, HIRE__ASPECTS = 18, HIRE__FORMS = 44 };

/* What a question can start from. */
typedef enum hire__ground {
	HIRE__GROUND_LINE,    /* a line of the resume */
	HIRE__GROUND_LISTED,  /* a skill the resume names, leads alone */
	HIRE__GROUND_CLAIM,   /* a skill the resume claims, or no resume */
	HIRE__GROUND_NEW,     /* a skill that the resume does not claim */
	HIRE__GROUND_TEXT,    /* the job's own words, no skill */
	HIRE__GROUND_STUDIES, /* a degree and nothing else */
	HIRE__GROUNDS
} hire__ground;

/* For topics without a sheet, or with it used up. */
typedef struct hire__form {
	int32_t depth;
	hire__ground ground;
	const char *text; /* "{name}": the topic, "{line}": the line */
	unsigned signs;   /* what a full answer shows: 1 << hire__sign */
} hire__form;

#define HIRE__TOLD                                                             \
	(1u << HIRE__SIGN_ACTION | 1u << HIRE__SIGN_SPECIFIC |                 \
	    1u << HIRE__SIGN_RESULT)
#define HIRE__WEIGHED                                                          \
	(1u << HIRE__SIGN_ACTION | 1u << HIRE__SIGN_REASON |                   \
	    1u << HIRE__SIGN_RESULT)
#define HIRE__LOOKED_BACK                                                      \
	(1u << HIRE__SIGN_ACTION | 1u << HIRE__SIGN_REASON |                   \
	    1u << HIRE__SIGN_HINDSIGHT)
/* Of somebody who need not have done it: nothing done is asked for. */
#define HIRE__THOUGHT (1u << HIRE__SIGN_SPECIFIC | 1u << HIRE__SIGN_REASON)

extern const hire__form hire__forms[HIRE__FORMS];

/* How a sheet's question is led to; a NULL ends a row, whose turns rotate. */
enum { HIRE__LEADS = 5 };
extern const char *const hire__leads[HIRE__GROUNDS][HIRE__LEADS];

/* For long interviews on few requirements: a form for each depth on "{name}"
 * and, in the place of the line, one of the aspects of any work. */
extern const char *const hire__aspect_forms[HIRE__DEPTHS];
extern const char *const hire__aspects[HIRE__ASPECTS];

#endif
