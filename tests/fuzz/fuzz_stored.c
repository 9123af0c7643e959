/* SPDX-License-Identifier: MIT
 * fuzz_stored.c - any bytes as the JSON that the store keeps (facts, job
 * facts, match, plan, scorecard): refused with a reason, or read, written and
 * read again to the same bytes.
 * The first byte chooses the reader.
 */
#include "fuzz.h"

#include <hire/engine.h>
#include <string.h>

/* Read `json` and write it: into `*out`, from `mem`. */
typedef hire_status (*again)(
    const char *json, hire_arena *mem, const char **out, hire_error *err);

static hire_status
facts(const char *json, hire_arena *mem, const char **out, hire_error *err)
{
	const hire_facts *f;
	hire_status st = hire_facts_from_json(json, mem, &f, err);
	if (!st)
		FUZZ_CLAIM(!hire_facts_to_json(f, mem, out, NULL));
	return st;
}

static hire_status
job_facts(const char *json, hire_arena *mem, const char **out, hire_error *err)
{
	const hire_job_facts *f;
	hire_status st = hire_job_facts_from_json(json, mem, &f, err);
	if (!st)
		FUZZ_CLAIM(!hire_job_facts_to_json(f, mem, out, NULL));
	return st;
}

static hire_status
match(const char *json, hire_arena *mem, const char **out, hire_error *err)
{
	hire_match_result m;
	hire_status st = hire_match_from_json(json, mem, &m, err);
	if (!st)
		FUZZ_CLAIM(!hire_match_to_json(&m, mem, out, NULL));
	return st;
}

static hire_status
plan(const char *json, hire_arena *mem, const char **out, hire_error *err)
{
	hire_plan p;
	hire_status st = hire_plan_from_json(json, mem, &p, err);
	if (!st)
		FUZZ_CLAIM(!hire_plan_to_json(&p, mem, out, NULL));
	return st;
}

static hire_status
scorecard(const char *json, hire_arena *mem, const char **out, hire_error *err)
{
	hire_scorecard_result c;
	hire_status st = hire_scorecard_from_json(json, mem, &c, err);
	if (!st)
		FUZZ_CLAIM(!hire_scorecard_to_json(&c, mem, out, NULL));
	return st;
}

static const again readers[] = {facts, job_facts, match, plan, scorecard};

enum { READERS = sizeof readers / sizeof *readers };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_arena *mem;
	const char *a = NULL, *b = NULL;
	hire_error err = {0};
	if (!n)
		return 0;
	again read = readers[data[0] % READERS];
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &mem, NULL));
	const char *json =
	    hire_arena_strndup(mem, (const char *)data + 1, n - 1);
	FUZZ_CLAIM(json);
	hire_status st = read(json, mem, &a, &err);
	FUZZ_CLAIM(!st || (err.code == st && err.message[0]));
	if (!st) {
		FUZZ_CLAIM(!read(a, mem, &b, &err));
		FUZZ_CLAIM(!strcmp(a, b));
	}
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return 0;
}
