/* SPDX-License-Identifier: MIT
 * outside.c - a program of somebody else's, on the installed library.
 * Also what the sweep of failing mallocs runs, so every call is checked.
 */
#include <hire/base.h>

#include <stdio.h>
#include <string.h>

static hire_status
greet(hire_ctx *ctx, hire_error *err)
{
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(ctx, 0, &mem, err);
	if (st)
		return st;
	const char *line = hire_arena_printf(mem, "libhire %s", hire_version());
	char *copy = hire_arena_strdup(mem, line);
	void *large = hire_arena_alloc(mem, 100000);
	if (!line || !copy || !large)
		st = hire_fail(err, HIRE_ENOMEM, NULL, "no memory");
	else if (strcmp(copy, "libhire " HIRE_VERSION))
		st = hire_fail(err, HIRE_EINTERNAL, NULL, "%s", copy);
	else
		puts(copy);
	hire_arena_free(mem);
	return st;
}

int
main(void)
{
	hire_ctx *ctx = NULL;
	hire_error err = {0};
	hire_status st = hire_ctx_new(NULL, &ctx, &err);
	if (!st)
		st = greet(ctx, &err);
	hire_ctx_free(ctx);
	if (st)
		fprintf(stderr, "%s: %s\n", hire_status_name(st), err.message);
	return hire_status_exit(st);
}
