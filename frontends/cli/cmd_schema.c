/* SPDX-License-Identifier: MIT
 * cmd_schema.c - the JSON schema of a command's --json, from its shapes.
 * Hidden: docs/schemata is made by it, and a test compares the two.
 */
#include "cli.h"
#include "out.h"
#include "schemas.h"

#include <string.h>

#define DIALECT "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\""

/* A record's schema without its own dialect, as a part of another. */
static hire_status
record_part(cli *c, const cli_shape *shape, const char **out, hire_error *err)
{
	static const char head[] = "{" DIALECT ",";
	const char *text;
	hire_status st =
	    hire_record_schema(shape->record, shape->hide, c->mem, &text, err);
	if (st)
		return st;
	if (!strncmp(text, head, sizeof head - 1))
		text = hire_arena_printf(c->mem, "{%s", text + sizeof head - 1);
	if (text && shape->form == CLI_ROWS)
		text = hire_arena_printf(
		    c->mem, "{\"type\":\"array\",\"items\":%s}", text);
	*out = text;
	return text ? HIRE_OK
	            : hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
}

static hire_status
part(cli *c, const cli_shape *shape, const char **out, hire_error *err)
{
	hire_status st = HIRE_OK;
	if (shape->form == CLI_RAW)
		*out = raw_schema(shape->schema);
	else
		st = record_part(c, shape, out, err);
	if (!st && *out && shape->maybe)
		*out = hire_arena_printf(
		    c->mem, "{\"anyOf\":[%s,{\"type\":\"null\"}]}", *out);
	if (!st && !*out)
		st = hire_fail(err, HIRE_EINTERNAL, shape->schema,
		    "there is no such schema");
	return st;
}

static hire_status
members(cli *c, const cli_command *command, hire_error *err)
{
	bool pages = false;
	hire_status st = HIRE_OK;
	fputs("{" DIALECT ",\"type\":\"object\",\"properties\":{", stdout);
	for (size_t i = 0; i < command->give_count && !st; i++) {
		const char *text = NULL;
		st = part(c, command->gives[i], &text, err);
		if (st)
			break;
		printf("%s\"%s\":%s", i ? "," : "", command->gives[i]->member,
		    text);
		pages |= command->gives[i]->form == CLI_ROWS &&
		         command->gives[i]->empty;
	}
	fputs(
	    pages ? ",\"next\":{\"type\":[\"string\",\"null\"]}" : "", stdout);
	fputs("},\"required\":[", stdout);
	for (size_t i = 0; i < command->give_count; i++)
		printf("%s\"%s\"", i ? "," : "", command->gives[i]->member);
	printf(
	    "%s],\"additionalProperties\":false}\n", pages ? ",\"next\"" : "");
	return st;
}

static const cli_command *
find(cli *c, hire_error *err)
{
	const cli_command *at = &cli_root;
	for (size_t i = 0; i < c->arg_count; i++) {
		size_t k = 0;
		while (k < at->sub_count &&
		       strcmp(at->subs[k]->name, c->args[i]) != 0)
			k++;
		if (k == at->sub_count) {
			(void)hire_fail(err, HIRE_ENOTFOUND, "command",
			    "there is no command %s", c->args[i]);
			return NULL;
		}
		at = at->subs[k];
	}
	return at;
}

/* "jobs list" for every command that prints JSON; the tree is CLI_DEPTH
 * deep at most. */
static void
list(const char *path, const cli_command *command)
{
	char full[512];
	if (command->give_count)
		printf("%s\n", path);
	for (size_t i = 0; i < command->sub_count; i++) {
		int n = snprintf(full, sizeof full, "%s%s%s", path,
		    *path ? " " : "", command->subs[i]->name);
		if (n > 0 && (size_t)n < sizeof full)
			list(full, command->subs[i]);
	}
}

static hire_status
run(cli *c, hire_error *err)
{
	if (!c->arg_count) {
		list("", &cli_root);
		return HIRE_OK;
	}
	const cli_command *command = find(c, err);
	if (!command)
		return HIRE_ENOTFOUND;
	if (!command->give_count)
		return hire_fail(err, HIRE_ENOTFOUND, "command",
		    "%s prints no JSON", command->name);
	if (command->gives[0]->member)
		return members(c, command, err);
	const char *text = NULL;
	hire_status st = part(c, command->gives[0], &text, err);
	if (!st)
		printf("{" DIALECT ",%s\n", text + 1);
	return st;
}

const cli_command cmd_schema = {
    .name = "schema",
    .summary = "print the JSON schema of a command's --json",
    .args = "[COMMAND...]",
    .run = run,
    .hidden = true,
};
