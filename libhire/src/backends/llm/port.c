/* SPDX-License-Identifier: MIT
 * port.c - turn a llm backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/llm.h>

#include "util/ctx.h"

static bool
complete(const hire_llm_ops *o)
{
	return o->name;
}

hire_status
hire_llm_init(
    hire_llm *out, const hire_llm_ops *ops, void *state, hire_error *err)
{
	hire_llm_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(
		    err, HIRE_EUSAGE, "ops", "an llm backend needs name");
	*out = (hire_llm){full, state};
	return HIRE_OK;
}

void
hire_llm_fini(hire_llm *llm)
{
	if (!llm)
		return;
	if (llm->ops.close)
		llm->ops.close(llm->state);
	*llm = (hire_llm){0};
}
