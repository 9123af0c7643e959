/* SPDX-License-Identifier: MIT
 * fuzz_json.c - whatever the JSON gate lets through, cJSON reads, whole.
 */
#include "fuzz.h"

#include "util/json.h"

#include <cjson/cJSON.h>
#include <string.h>

static int
depth_of(const hire__json *node)
{
	int deepest = 0;
	const hire__json *child = hire__json_first(node);
	for (; child; child = hire__json_next(child)) {
		int d = depth_of(child);
		deepest = d > deepest ? d : deepest;
	}
	bool nests = cJSON_IsArray(node) || cJSON_IsObject(node);
	return deepest + nests;
}

static bool
named_again(const hire__json *member)
{
	const hire__json *other = hire__json_next(member);
	for (; other; other = hire__json_next(other))
		if (!strcmp(member->string, other->string))
			return true;
	return false;
}

/* No object below `node` has two members of one name. */
static bool
names_differ(const hire__json *node)
{
	const hire__json *child = hire__json_first(node);
	for (; child; child = hire__json_next(child)) {
		if (child->string && named_again(child))
			return false;
		if (!names_differ(child))
			return false;
	}
	return true;
}

/* What cJSON prints of a tree passes the gate again, but for a fraction past
 * 2^53, which prints as a whole number out of range. */
static void
print_again(hire_ctx *ctx, const cJSON *tree)
{
	char *text = cJSON_PrintUnformatted(tree);
	FUZZ_CLAIM(text);
	hire_error err = {0};
	if (hire__json_gate(ctx, text, strlen(text), &err))
		FUZZ_CLAIM(strstr(err.message, "number out of range"));
	cJSON_free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx = NULL;
	hire_arena *mem = NULL;
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &mem, NULL));
	hire_error err = {0};
	const hire__json *tree = NULL;
	hire_status st = hire__json_gate(ctx, (const char *)data, n, &err);
	if (st) {
		FUZZ_CLAIM(st == HIRE_EINVAL && err.code == st);
		FUZZ_CLAIM(err.message[0]);
	}
	FUZZ_CLAIM(
	    hire__json_parse(mem, (const char *)data, n, &tree, &err) == st);
	if (!st) {
		FUZZ_CLAIM(depth_of(tree) <= HIRE__JSON_DEPTH);
		FUZZ_CLAIM(names_differ(tree));
		print_again(ctx, tree);
	}
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return 0;
}
