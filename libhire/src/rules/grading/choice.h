/* SPDX-License-Identifier: MIT
 * choice.h - questions that name two things and ask for one of them.
 * Apart from polarity.h: here the question says what may be answered.
 */
#ifndef HIRE_RULES_CHOICE_H
#define HIRE_RULES_CHOICE_H

#include "terms.h"

typedef enum hire__choice {
	HIRE__CHOICE_NONE, /* not asked for, or not made in so many words */
	HIRE__CHOICE_RIGHT,
	HIRE__CHOICE_WRONG
} hire__choice;

/* How the answer chooses when the question asks "which ..., A or B?": its
 * first clause names one of the two and adds nothing of its own.  The ideal
 * answer chooses what it names first. */
hire__choice
hire__choice_of(const hire__terms *question, const hire__terms *ideal,
    const hire__terms *answer);

#endif
