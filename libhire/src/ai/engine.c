/* SPDX-License-Identifier: MIT
 * engine.c - making and freeing an engine.
 */
#include "engine.h"

#include "util/ctx.h"

hire_status
hire_engine_new(hire_ctx *ctx, const hire_llm_ops *ops, void *state,
    hire_engine **out, hire_error *err)
{
	hire_llm llm = {0};
	hire_status st = ops ? hire_llm_init(&llm, ops, state, err) : HIRE_OK;
	if (st)
		return st;
	hire_engine *e = hire__zalloc(ctx, sizeof *e);
	if (!e)
		return hire__nomem(err);
	e->ctx = ctx;
	e->llm = llm;
	e->name = HIRE_ENGINE_BUILTIN;
	*out = e;
	return HIRE_OK;
}

void
hire_engine_free(hire_engine *engine)
{
	if (!engine)
		return;
	hire_llm_fini(&engine->llm);
	hire__free(engine->ctx, engine);
}

const char *
hire_engine_name(const hire_engine *engine)
{
	return engine->name;
}
