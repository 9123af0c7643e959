/* SPDX-License-Identifier: MIT
 * builtin.h - the llm backend without a model.
 */
#ifndef HIRE_BACKENDS_LLM_BUILTIN_H
#define HIRE_BACKENDS_LLM_BUILTIN_H

#include <hire/sys/llm.h>

/* Open it: no state, nothing to close, generate() is NULL, so that the tasks
 * use their rules.  Borrows nothing. */
HIRE_CHECK hire_status
hire__llm_builtin_open(hire_ctx *ctx, hire_llm *out, hire_error *err);

#endif
