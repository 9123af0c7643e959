/* SPDX-License-Identifier: MIT
 * polarity.h - answers that begin with yes or no, true or false.
 * Such a word decides a question by itself, but is no word of any matter.
 */
#ifndef HIRE_RULES_POLARITY_H
#define HIRE_RULES_POLARITY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct hire__polarity {
	int sign;   /* 1: yes, -1: no, 0: it begins otherwise */
	bool alone; /* nothing else is said */
} hire__polarity;

hire__polarity
hire__polarity_of(const char *s, size_t n);

#endif
