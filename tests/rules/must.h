/* SPDX-License-Identifier: MIT
 * must.h - an assertion for long loops: ck_assert() reports every pass to the
 * runner, which takes longer than the rule under test.
 */
#ifndef HIRE_TEST_MUST_H
#define HIRE_TEST_MUST_H

#include <check.h>

#define MUST(cond)                                                             \
	do {                                                                   \
		if (!(cond))                                                   \
			ck_abort_msg("%s:%d: %s", __FILE__, __LINE__, #cond);  \
	} while (0)

#endif
