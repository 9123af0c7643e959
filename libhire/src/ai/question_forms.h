/* SPDX-License-Identifier: MIT
 * question_forms.h - questions on work done, with places for the topic and
 * the resume's line.  Data, apart from the planner that picks among them.
 */
#ifndef HIRE_AI_QUESTION_FORMS_H
#define HIRE_AI_QUESTION_FORMS_H

#include "rules/grading/grade.h"

enum { HIRE__DEPTHS = 3, HIRE__ASPECTS = 18 };

/* For topics without a sheet, or with it used up. */
typedef struct hire__form {
	int32_t depth;
	bool with_line;   /* the second %s is the resume's line */
	bool studies;     /* for a topic that is a degree, and no other */
	const char *text; /* the first %s is the topic */
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

/* Depth rises; a NULL text ends the table. */
extern const hire__form hire__forms[];

/* For long interviews on few requirements: a form for each depth, whose
 * second %s is one of the aspects of any work. */
extern const char *const hire__aspect_forms[HIRE__DEPTHS];
extern const char *const hire__aspects[HIRE__ASPECTS];

#endif
