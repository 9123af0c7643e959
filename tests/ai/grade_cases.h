/* SPDX-License-Identifier: MIT
 * grade_cases.h - questions of several fields with answers of known worth.
 * Data apart from the tests that go over it.
 */
#ifndef HIRE_TEST_GRADE_CASES_H
#define HIRE_TEST_GRADE_CASES_H

#include <stddef.h>

typedef struct grade_case {
	const char *question, *ideal;
	const char *right; /* short */
	const char *other; /* right in other words */
	const char *half;
	const char *wrong;
} grade_case;

extern const grade_case grade_cases[];
extern const size_t grade_case_count;

#endif
