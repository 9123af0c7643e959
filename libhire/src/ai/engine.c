/* SPDX-License-Identifier: MIT
 * engine.c - making and freeing an engine.
 */
#include "engine.h"

#include "util/ctx.h"

hire_status
hire_engine_new(
    hire_ctx *ctx, const hire_llm *llm, hire_engine **out, hire_error *err)
{
	hire_llm_ops ops = {0};
	if (llm) {
		hire_status st = hire__extend(&ops, sizeof ops, &llm->ops, err);
		if (st)
			return st;
	}
	hire_engine *e = hire__zalloc(ctx, sizeof *e);
	if (!e)
		return hire__nomem(err);
	e->ctx = ctx;
	e->llm = (hire_llm){ops, llm ? llm->state : NULL};
	e->name = HIRE_ENGINE_BUILTIN;
	*out = e;
	return HIRE_OK;
}

void
hire_engine_free(hire_engine *engine)
{
	if (!engine)
		return;
	if (engine->llm.ops.close)
		engine->llm.ops.close(engine->llm.state);
	hire__free(engine->ctx, engine);
}

const char *
hire_engine_name(const hire_engine *engine)
{
	return engine->name;
}
