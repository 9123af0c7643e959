/* SPDX-License-Identifier: MIT
 * cmd_man.c - manual pages from the tables: hire-cli(1) and one a command.
 * Hidden: the build calls it to write the pages that it installs.
 */
#include "cli.h"
#include "roff.h"

#include <string.h>

static void
sentence(FILE *f, const char *text)
{
	char first = *text;
	fputc(first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first, f);
	roff(f, text + 1);
	fputs(".\n", f);
}

static void
option(FILE *f, const cli_option *o)
{
	fputs(".TP\n.BR \\-\\-", f);
	roff(f, o->name);
	if (o->value) {
		fputs(" \" \\fI", f);
		roff(f, o->value);
		fputs("\\fR\"", f);
	}
	fputc('\n', f);
	roff(f, o->help);
	for (size_t i = 0; o->kind == CLI_WORD && i < o->words->count; i++) {
		fputs(i ? ", " : ": ", f);
		roff(f, o->words->names[i]);
	}
	fputs(o->marks & CLI_REPEAT ? "; may be repeated.\n" : ".\n", f);
}

static void
synopsis(FILE *f, const char *name, const cli_command *command)
{
	fputs(".B ", f);
	roff(f, name);
	fputc('\n', f);
	for (size_t i = 0; i < command->option_count; i++)
		if (command->options[i].marks & CLI_MUST) {
			fputs(".BR \\-\\-", f);
			roff(f, command->options[i].name);
			fprintf(
			    f, " \" \\fI%s\\fR\"\n", command->options[i].value);
		}
	fputs(".RI [ OPTION... ]\n", f);
	if (command->sub_count)
		fputs(command->run ? ".RI [ COMMAND ]\n" : ".I COMMAND\n", f);
	if (command->args) {
		fputs(".I ", f);
		roff(f, command->args);
		fputc('\n', f);
	}
}

/* The options that are not those of every command. */
static void
own_options(FILE *f, const cli_command *command)
{
	cli_option o;
	char name[64];
	size_t common = 0, all = 0;
	while (cli_option_at(&cli_root, common, &o, name))
		common++;
	while (cli_option_at(command, all, &o, name))
		all++;
	for (size_t i = 0; i + common < all; i++)
		if (cli_option_at(command, i, &o, name))
			option(f, &o);
}

/* Walks the tree of commands; it is CLI_DEPTH deep at most. */
static void
command_sections(FILE *f, const char *name, const cli_command *command)
{
	char full[200];
	for (size_t i = 0; i < command->sub_count; i++) {
		const cli_command *sub = command->subs[i];
		if (sub->hidden)
			continue;
		snprintf(full, sizeof full, "%s %s", name, sub->name);
		fputs(".SS ", f);
		roff(f, full);
		fputc('\n', f);
		if (sub->run) {
			synopsis(f, full, sub);
			fputs(".PP\n", f);
		}
		sentence(f, sub->summary);
		if (sub->details) {
			fputs(".PP\n", f);
			roff(f, sub->details);
			fputc('\n', f);
		}
		own_options(f, sub);
		command_sections(f, full, sub);
	}
}

static void
exit_codes(FILE *f)
{
	static const char *const codes[][2] = {
	    {"0", "done"},
	    {"1", "anything else that failed"},
	    {"2", "the call is wrong"},
	    {"3", "the input is wrong"},
	    {"4", "there is no such thing"},
	    {"5", "not allowed"},
	    {"6", "a backend is out of reach"},
	};
	fputs(".SH EXIT STATUS\n", f);
	for (size_t i = 0; i < COUNT(codes); i++)
		fprintf(f, ".TP\n.B %s\n%s.\n", codes[i][0], codes[i][1]);
}

static void
environment(FILE *f)
{
	size_t count;
	const hire_config_key *keys = hire_config_keys(&count);
	fputs(".SH ENVIRONMENT\n", f);
	for (size_t i = 0; i < count; i++) {
		fputs(".TP\n.B ", f);
		roff(f, keys[i].name);
		fputc('\n', f);
		roff(f, keys[i].help);
		if (keys[i].def) {
			fputs(" (default: ", f);
			roff(f, keys[i].def);
			fputc(')', f);
		}
		fputs(".\n", f);
	}
	fputs(".TP\n.B NO_COLOR\nwhen set, text is not coloured.\n", f);
}

static void
list_commands(FILE *f)
{
	fputs(".SH COMMANDS\n", f);
	for (size_t i = 0; i < cli_root.sub_count; i++) {
		const cli_command *sub = cli_root.subs[i];
		if (sub->hidden)
			continue;
		fputs(".TP\n.BR hire\\-cli\\-", f);
		roff(f, sub->name);
		fputs(" (1)\n", f);
		sentence(f, sub->summary);
	}
}

static void
heading(FILE *f, const char *title)
{
	fputs(".TH \"", f);
	for (const char *s = title; *s; s++)
		fputc(*s >= 'a' && *s <= 'z' ? *s - 'a' + 'A' : *s, f);
	fprintf(f, "\" 1 \"\" \"hire %s\" \"User Commands\"\n.SH NAME\n",
	    HIRE_VERSION);
}

/* Of the program itself: the options of every command, and the environment. */
static void
common_options(FILE *f)
{
	cli_option o;
	char name[64];
	for (size_t i = 0; cli_option_at(&cli_root, i, &o, name); i++)
		option(f, &o);
	environment(f);
}

static void
page(FILE *f, const cli_command *command)
{
	bool root = command == &cli_root;
	char title[100], name[100];
	snprintf(title, sizeof title, "hire-cli%s%s", root ? "" : "-",
	    root ? "" : command->name);
	snprintf(name, sizeof name, "hire-cli%s%s", root ? "" : " ",
	    root ? "" : command->name);
	heading(f, title);
	roff(f, title);
	fputs(" \\- ", f);
	roff(f, command->summary);
	fputs("\n.SH SYNOPSIS\n", f);
	synopsis(f, name, command);
	fputs(".SH DESCRIPTION\n", f);
	sentence(f, command->summary);
	if (command->details) {
		fputs(".PP\n", f);
		roff(f, command->details);
		fputc('\n', f);
	}
	if (root)
		list_commands(f);
	else
		command_sections(f, name, command);
	fputs(".SH OPTIONS\n", f);
	own_options(f, command);
	if (root)
		common_options(f);
	else
		fputs("The options that every command has stand in\n.BR "
		      "hire\\-cli (1).\n",
		    f);
	exit_codes(f);
	fprintf(
	    f, ".SH SEE ALSO\n.BR hire\\-cli%s (1)\n", root ? "\\-demo" : "");
}

static hire_status
run(cli *c, hire_error *err)
{
	const char *name = cli_arg(c, 0);
	if (!name) {
		page(stdout, &cli_root);
		return HIRE_OK;
	}
	for (size_t i = 0; i < cli_root.sub_count; i++)
		if (!strcmp(cli_root.subs[i]->name, name)) {
			page(stdout, cli_root.subs[i]);
			return HIRE_OK;
		}
	return hire_fail(
	    err, HIRE_ENOTFOUND, "command", "there is no command %s", name);
}

const cli_command cmd_man = {
    .name = "man",
    .summary = "print the source of a manual page",
    .args = "[COMMAND]",
    .run = run,
    .hidden = true,
};
