/* SPDX-License-Identifier: MIT
 * help.c - --help of any command, from its table.
 */
#include "out.h"

#include <string.h>

enum { HELP_LEFT = 26, HELP_WIDTH = 79 };

const char *
cli_full_name(const cli *c)
{
	const char *name = c->path[0]->name;
	for (size_t i = 1; i < c->depth && name; i++)
		name =
		    hire_arena_printf(c->mem, "%s %s", name, c->path[i]->name);
	return name ? name : "hire-cli";
}

void
cli_usage_tail(const cli_command *command, FILE *f)
{
	if (command->sub_count)
		fputs(command->run ? " [COMMAND]" : " COMMAND", f);
	for (size_t i = 0; i < command->option_count; i++)
		if (command->options[i].marks & CLI_MUST)
			fprintf(f, " --%s %s", command->options[i].name,
			    command->options[i].value);
	fputs(" [OPTION...]", f);
	if (command->args)
		fprintf(f, " %s", command->args);
}

static void
row(FILE *f, const char *head, const char *text)
{
	size_t n = (size_t)fprintf(f, "  %s", head);
	if (n + 2 > HELP_LEFT) {
		fputc('\n', f);
		n = 0;
	}
	out_wrap(f, n, HELP_LEFT, HELP_WIDTH, text);
}

static void
option_row(FILE *f, const cli_option *o)
{
	char head[120], text[600];
	snprintf(head, sizeof head, "--%s%s%s", o->name, o->value ? " " : "",
	    o->value ? o->value : "");
	size_t n = (size_t)snprintf(text, sizeof text, "%s", o->help);
	for (size_t i = 0; o->kind == CLI_WORD && i < o->words->count; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s",
		    i ? ", " : ": ", o->words->names[i]);
	if (o->marks & CLI_REPEAT)
		snprintf(text + n, sizeof text - n, "; may be repeated");
	row(f, head, text);
}

static void
list_commands(FILE *f, const cli_command *command)
{
	fputs("\nCommands:\n", f);
	for (size_t i = 0; i < command->sub_count; i++)
		if (!command->subs[i]->hidden)
			row(f, command->subs[i]->name,
			    command->subs[i]->summary);
}

void
cli_help(const cli *c, FILE *f)
{
	const cli_command *leaf = cli_leaf(c);
	cli_option o;
	char name[64];
	fprintf(f, "Usage: %s", cli_full_name(c));
	cli_usage_tail(leaf, f);
	char first = *leaf->summary;
	fprintf(f, "\n%c%s.\n",
	    first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first,
	    leaf->summary + 1);
	if (leaf->details) {
		fputc('\n', f);
		out_wrap(f, 0, 0, HELP_WIDTH, leaf->details);
	}
	if (leaf->sub_count)
		list_commands(f, leaf);
	fputs("\nOptions:\n", f);
	for (size_t i = 0; cli_option_at(leaf, i, &o, name); i++)
		option_row(f, &o);
	fprintf(f, "\nThe manual: man hire-cli%s%s\n", c->depth > 1 ? "-" : "",
	    c->depth > 1 ? c->path[1]->name : "");
}
