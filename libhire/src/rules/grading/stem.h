/* SPDX-License-Identifier: MIT
 * stem.h - English word stems, so that "stores" and "stored" are one word.
 * Apart from the terms because the build's table maker needs nothing else.
 */
#ifndef HIRE_RULES_STEM_H
#define HIRE_RULES_STEM_H

#include <stddef.h>

/* Cut `s` (`n` lower-case ASCII letters) to its stem in place by the steps of
 * Porter's algorithm (M. F. Porter, "An algorithm for suffix stripping", 1980)
 * and return the new length, 1..n.  Anything else is left alone. */
size_t
hire__stem(char *s, size_t n);

#endif
