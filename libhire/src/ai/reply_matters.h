/* SPDX-License-Identifier: MIT
 * reply_matters.h - what candidates ask about, and how a sentence that tells
 * it looks.  Data, apart from the search in reply.c.
 */
#ifndef HIRE_AI_REPLY_MATTERS_H
#define HIRE_AI_REPLY_MATTERS_H

#include <stddef.h>

/* What else a telling sentence must have. */
typedef enum hire__shape {
	HIRE__SHAPE_ANY,
	HIRE__SHAPE_NUMBER, /* a number, in digits or words */
	HIRE__SHAPE_MONEY   /* an amount: four digits, "k" or a currency */
} hire__shape;

/* Lists as hire__word_in() reads them; "" asks for nothing. */
typedef struct hire__matter {
	const char *ask, *ask_too;   /* one word of each asks about it */
	const char *tell, *tell_too; /* one word of each tells it */
	hire__shape shape;
} hire__matter;

enum { HIRE__MATTERS = 28 };

extern const hire__matter hire__matters[HIRE__MATTERS];

/* What is not to be told, whatever the text says: scores, model answers, other
 * candidates, the workings of the interviewer. */
extern const char hire__matters_closed[];

/* Words of a question that carry nothing of what is asked. */
extern const char hire__matters_filler[];

#endif
