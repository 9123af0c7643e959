/* SPDX-License-Identifier: MIT
 * fuzz_job.c - any bytes as a job text and as a recruiter's list: requirements
 * that hold together and a match whose weights sum to 1000.
 */
#include "fuzz.h"

#include <hire/match.h>
#include <string.h>

static void
check_match(const hire_job_facts *job, hire_arena *mem)
{
	hire_facts nobody = {.months = -1, .engine = HIRE_ENGINE_BUILTIN};
	hire_match_result m;
	int32_t sum = 0;
	hire_status st = hire_match(&nobody, job, 70, mem, &m, NULL);
	FUZZ_CLAIM(st == (job->count ? HIRE_OK : HIRE_EINVAL));
	for (size_t i = 0; !st && i < m.count; i++)
		sum += m.rows[i].weight;
	FUZZ_CLAIM(st || sum == 1000);
}

static void
check_job(const char *text, const char *list, hire_arena *mem)
{
	const hire_job_facts *f = NULL, *g = NULL;
	const char *a, *b;
	FUZZ_CLAIM(!hire_job_facts_read(NULL, text, list, mem, &f, NULL));
	for (size_t i = 0; i < f->count; i++) {
		FUZZ_CLAIM(f->requirements[i].text);
		FUZZ_CLAIM(f->requirements[i].years >= 0);
		FUZZ_CLAIM(f->requirements[i].years <= 40);
	}
	hire_status st = hire_job_facts_to_json(f, mem, &a, NULL);
	FUZZ_CLAIM(!st);
	/* Bytes that are no UTF-8 are refused on the way back. */
	if (!hire_job_facts_from_json(a, mem, &g, NULL)) {
		FUZZ_CLAIM(!hire_job_facts_to_json(g, mem, &b, NULL));
		FUZZ_CLAIM(!strcmp(a, b));
	}
	check_match(f, mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_arena *mem;
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &mem, NULL));
	const char *text = hire_arena_strndup(mem, (const char *)data, n);
	FUZZ_CLAIM(text);
	check_job(text, NULL, mem);
	check_job("", text, mem);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return 0;
}
