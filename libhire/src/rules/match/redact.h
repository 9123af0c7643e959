/* SPDX-License-Identifier: MIT
 * redact.h - a text without what must not be judged: who somebody is, where
 * they live, when they were born, which school they went to.
 */
#ifndef HIRE_RULES_REDACT_H
#define HIRE_RULES_REDACT_H

#include <hire/facts.h>

/* `text` with every trace of `facts`' name, e-mail, phone and schools, every
 * other e-mail address, gendered words, addresses and birth dates replaced by
 * neutral words in brackets, in `mem`.  `facts` may be NULL.  Two texts that
 * differ only in these come out equal. */
HIRE_CHECK hire_status
hire__redact(hire_arena *mem, const hire_facts *facts, const char *text,
    const char **out, hire_error *err);

#endif
