/* SPDX-License-Identifier: MIT
 * fuzz_resume.c - any bytes as a resume: facts that hold together, JSON that
 * comes back the same, and a redaction.
 */
#include "fuzz.h"

#include "rules/match/redact.h"

#include <string.h>

#define TODAY (INT64_C(1795348800) * HIRE_SECOND)

static void
check_facts(const hire_facts *f)
{
	FUZZ_CLAIM(f->months >= -1 && f->months <= 12 * 200);
	for (size_t i = 0; i < f->skill_count; i++) {
		FUZZ_CLAIM(f->skills[i].name && f->skills[i].evidence);
		FUZZ_CLAIM(f->skills[i].months >= 0);
		FUZZ_CLAIM(f->skills[i].months <= 12 * 200);
	}
	for (size_t i = 0; i < f->job_count; i++)
		FUZZ_CLAIM(f->jobs[i].title || f->jobs[i].employer);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_arena *mem;
	const hire_facts *f = NULL, *g = NULL;
	const char *a = NULL, *b = NULL, *text;
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &mem, NULL));
	text = hire_arena_strndup(mem, (const char *)data, n);
	FUZZ_CLAIM(text);
	if (!hire_facts_read(text, n, TODAY, mem, &f, NULL)) {
		check_facts(f);
		FUZZ_CLAIM(!hire_facts_to_json(f, mem, &a, NULL));
		FUZZ_CLAIM(!hire_facts_from_json(a, mem, &g, NULL));
		FUZZ_CLAIM(!hire_facts_to_json(g, mem, &b, NULL));
		FUZZ_CLAIM(!strcmp(a, b));
		FUZZ_CLAIM(!hire__redact(mem, f, text, &b, NULL));
	}
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return 0;
}
