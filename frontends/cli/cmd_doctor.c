/* SPDX-License-Identifier: MIT
 * cmd_doctor.c - is everything there: the ports, and the store's tables.
 */
#include "out.h"
#include "view.h"

static const hire_field hire_check_fields[] = {
    VIEW_TEXT(hire_check, port, "what it is for"),
    VIEW_TEXT(hire_check, backend, "what is configured"),
    VIEW_BOOL(hire_check, ok, "it can be reached"),
    VIEW_TEXT(hire_check, detail, "version, or what to do"),
};
VIEW(hire_check);
static const cli_shape shape = {
    .member = "ports", .form = CLI_ROWS, .record = &hire_check_view};
static const cli_shape *const gives[] = {&shape};

static hire_status
run(cli *c, hire_error *err)
{
	hire_check *checks;
	size_t count, bad = 0;
	hire_status st = hire_platform_doctor(
	    c->ctx, &c->config, c->mem, &checks, &count, err);
	if (!st)
		st = out_rows(c, &shape, checks, count, NULL, err);
	for (size_t i = 0; !st && i < count; i++)
		bad += !checks[i].ok;
	if (!st)
		st = out_end(c, err);
	if (!st && bad)
		st = hire_fail(err, HIRE_EBACKEND, NULL,
		    "%zu of %zu ports cannot be reached", bad, count);
	return st;
}

const cli_command cmd_doctor = {
    .name = "doctor",
    .summary = "try every configured port and say what to do",
    .run = run,
    .needs = CLI_NEED_CONFIG,
    CLI_GIVES(gives),
};

typedef struct steps {
	const char *plan;
	bool done;
} steps;
static const hire_field steps_fields[] = {
    VIEW_TEXT(steps, plan, "what was to do, a step a line"),
    VIEW_BOOL(steps, done, "it is done, not only planned"),
};
VIEW(steps);
static const cli_shape steps_shape = {
    .form = CLI_ROW, .record = &steps_view, .columns = "plan"};
static const cli_shape *const steps_gives[] = {&steps_shape};

static hire_status
migrate(cli *c, hire_error *err)
{
	steps s = {"", !cli_has(c, "plan")};
	hire_status st =
	    hire_platform_migrate(c->platform, !s.done, c->mem, &s.plan, err);
	if (!st)
		st = out_row(c, &steps_shape, &s, err);
	if (!st && !*s.plan)
		out_text(c, "The store is up to date.\n");
	return st;
}

static const cli_option migrate_options[] = {
    {"plan", NULL, "only say what would be done", CLI_FLAG, 0, 0, 0, NULL},
};

const cli_command cmd_migrate = {
    .name = "migrate",
    .summary = "bring the store up to this version's tables",
    .run = migrate,
    .needs = HIRE_NEED_STORE_AS_IS,
    CLI_OPTIONS(migrate_options),
    CLI_GIVES(steps_gives),
};
