/* SPDX-License-Identifier: MIT
 * main.c - which areas are measured, and what comes of it.
 */
#include "eval.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
	const char *name;
	void (*run)(eval *e);
} areas[] = {
    {"extract", eval_extract},
    {"forms", eval_forms},
    {"match", eval_match},
    {"category", eval_category},
    {"grade", eval_grade},
    {"attack", eval_attack},
};

enum { AREAS = sizeof areas / sizeof *areas };

typedef struct options {
	bool json, strict;
	const char *floors;
	unsigned wanted; /* a bit per area; 0: all */
} options;

static int
usage(void)
{
	fprintf(stderr, "usage: eval_hire [--json] [--verbose] [--strict] "
	                "[--floors FILE] [AREA...]\nareas:");
	for (size_t i = 0; i < AREAS; i++)
		fprintf(stderr, " %s", areas[i].name);
	fprintf(stderr,
	    "\n--verbose names each miss; --strict makes a missed aim the exit "
	    "code 1,\n--floors a value below its floor.  HIRE_FIXTURES is the "
	    "folder of fixtures.\n");
	return 2;
}

static bool
parse_area(options *o, const char *name)
{
	for (size_t i = 0; i < AREAS; i++)
		if (!strcmp(name, areas[i].name)) {
			o->wanted |= 1u << i;
			return true;
		}
	return false;
}

static bool
parse(int argc, char **argv, options *o, eval *e)
{
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--json"))
			o->json = true;
		else if (!strcmp(argv[i], "--verbose"))
			e->verbose = true;
		else if (!strcmp(argv[i], "--strict"))
			o->strict = true;
		else if (!strcmp(argv[i], "--floors") && i + 1 < argc)
			o->floors = argv[++i];
		else if (!parse_area(o, argv[i]))
			return false;
	}
	return true;
}

static const char *
fixtures(void)
{
	const char *set = getenv("HIRE_FIXTURES");
	const char *dir = set ? set : EVAL_FOLDER "/../../../shared/fixtures";
	struct stat info;
	return stat(dir, &info) ? NULL : dir;
}

static void
open_all(eval *e)
{
	hire_config config = {.size = sizeof config};
	hire_error err = {0};
	eval_must(hire_ctx_new(NULL, &e->ctx, &err), &err);
	eval_must(hire_arena_new(e->ctx, (size_t)1 << 30, &e->mem, &err), &err);
	eval_must(hire_arena_new(e->ctx, 0, &e->scratch, &err), &err);
	eval_must(hire_platform_open(e->ctx, &config,
	              HIRE_NEED_ENGINE | HIRE_NEED_TEXT, &e->platform, &err),
	    &err);
}

static void
close_all(eval *e)
{
	hire_platform_close(e->platform);
	hire_arena_free(e->scratch);
	hire_arena_free(e->mem);
	hire_ctx_free(e->ctx);
}

static int
verdict(eval *e, const options *o)
{
	bool bad = o->floors && eval_floors(e, o->floors);
	for (size_t i = 0; i < e->count; i++)
		bad |= o->strict && eval_short(&e->rows[i]);
	return bad ? 1 : 0;
}

int
main(int argc, char **argv)
{
	static eval e;
	options o = {0};
	if (!parse(argc, argv, &o, &e))
		return usage();
	e.fixtures = fixtures();
	e.folder = EVAL_FOLDER;
	if (!e.fixtures) {
		printf("skipped: no fixtures (set HIRE_FIXTURES to their "
		       "folder)\n");
		return 0;
	}
	open_all(&e);
	for (size_t i = 0; i < AREAS; i++)
		if (!o.wanted || o.wanted & 1u << i)
			areas[i].run(&e);
	(o.json ? eval_print_json : eval_print)(&e);
	int code = verdict(&e, &o);
	close_all(&e);
	return code;
}
