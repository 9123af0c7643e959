/* SPDX-License-Identifier: MIT
 * scopes.h - what an API key may do, as text and as a set.
 */
#ifndef HIRE_SERVICES_SCOPES_H
#define HIRE_SERVICES_SCOPES_H

#include <hire/platform.h>

/* The set that blank-separated words of `words` name, 1 << value each.
 * EINVAL, field `field`, names the first unknown word. */
HIRE_CHECK hire_status
hire__words_set(const hire_words *words, const char *field, const char *text,
    uint32_t *out, hire_error *err);

/* Those words in the order of the list, in `mem`; NULL when out of memory. */
const char *
hire__words_text(const hire_words *words, uint32_t set, hire_arena *mem);

#endif
