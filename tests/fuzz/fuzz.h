/* SPDX-License-Identifier: MIT
 * fuzz.h - what every fuzz target shares: its entry point and its claims.
 */
#ifndef HIRE_FUZZ_H
#define HIRE_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* One input; never keeps state from one call to the next.  Returns 0. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A claim about the code under test, checked in every build. */
#define FUZZ_CLAIM(expr)                                                       \
	do {                                                                   \
		if (!(expr)) {                                                 \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__,       \
			    __LINE__, #expr);                                  \
			abort();                                               \
		}                                                              \
	} while (0)

#endif
