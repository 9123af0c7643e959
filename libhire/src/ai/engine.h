/* SPDX-License-Identifier: MIT
 * engine.h - the engine as its tasks see it.
 */
#ifndef HIRE_AI_ENGINE_H
#define HIRE_AI_ENGINE_H

#include <hire/engine.h>

struct hire_engine {
	hire_ctx *ctx;    /* borrowed */
	hire_llm llm;     /* state owned; zeroed when there is none */
	const char *name; /* static */
};

#endif
