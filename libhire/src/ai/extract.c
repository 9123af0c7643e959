/* SPDX-License-Identifier: MIT
 * extract.c - facts and requirements out of texts.
 */
#include "engine.h"

hire_status
hire_engine_facts(hire_engine *engine, const char *text, size_t n,
    hire_time today, hire_arena *mem, const hire_facts **out, hire_error *err)
{
	(void)engine;
	return hire_facts_read(text, n, today, mem, out, err);
}

hire_status
hire_engine_job_facts(hire_engine *engine, const char *title, const char *text,
    const char *requirements, hire_arena *mem, const hire_job_facts **out,
    hire_error *err)
{
	(void)engine;
	return hire_job_facts_read(title, text, requirements, mem, out, err);
}
