/* SPDX-License-Identifier: MIT
 * builtin.h - the llm backend without a model.
 */
#ifndef HIRE_BACKENDS_LLM_BUILTIN_H
#define HIRE_BACKENDS_LLM_BUILTIN_H

#include <hire/sys/llm.h>

/* Its methods; static.  It has no state, nothing to close, and generate() is
 * NULL, so that the tasks use their rules. */
const hire_llm_ops *
hire__llm_builtin_ops(void);

#endif
