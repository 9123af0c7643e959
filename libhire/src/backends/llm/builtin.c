/* SPDX-License-Identifier: MIT
 * builtin.c - the llm backend without a model: it says what it is, no more.
 */
#include "builtin.h"

#include "util/ctx.h"

static hire_status
ping(void *state, hire_arena *mem, const char **out, hire_error *err)
{
	(void)state;
	const char *line = hire_arena_strdup(mem, "builtin rules, no model");
	if (!line)
		return hire__nomem(err);
	*out = line;
	return HIRE_OK;
}

const hire_llm_ops *
hire__llm_builtin_ops(void)
{
	static const hire_llm_ops ops = {
	    .size = sizeof ops, .name = "builtin", .ping = ping};
	return &ops;
}
