/* SPDX-License-Identifier: MIT
 * cmd_completion.c - completion for bash, zsh and fish from the tables.
 * One list of "command path<TAB>words" serves all three shells.
 */
#include "cli.h"

#include <string.h>

typedef void (*visit)(FILE *f, const char *path, const cli_command *command);

/* Every command of the tree, the root first. */
static void
walk(FILE *f, const char *path, const cli_command *command, visit each)
{
	char full[200];
	each(f, path, command);
	for (size_t i = 0; i < command->sub_count; i++) {
		if (command->subs[i]->hidden)
			continue;
		snprintf(full, sizeof full, "%s%s%s", path, *path ? " " : "",
		    command->subs[i]->name);
		walk(f, full, command->subs[i], each);
	}
}

static void
words(FILE *f, const cli_command *command)
{
	cli_option o;
	char name[64];
	for (size_t i = 0; i < command->sub_count; i++)
		if (!command->subs[i]->hidden)
			fprintf(f, "%s ", command->subs[i]->name);
	for (size_t i = 0; cli_option_at(command, i, &o, name); i++)
		fprintf(f, "--%s ", o.name);
}

static void
bash_case(FILE *f, const char *path, const cli_command *command)
{
	fprintf(f, "\t\"%s\") words=\"", path);
	words(f, command);
	fputs("\" ;;\n", f);
}

static void
bash_path(FILE *f, const char *path, const cli_command *command)
{
	(void)command;
	if (*path)
		fprintf(f, "|\"%s\"", path);
}

static void
bash_values(FILE *f)
{
	cli_option o;
	char name[64];
	fputs("\tcase $prev in\n", f);
	for (size_t i = 0; cli_option_at(&cli_root, i, &o, name); i++)
		if (o.kind == CLI_FILE)
			fprintf(f,
			    "\t--%s) COMPREPLY=($(compgen -d -- \"$cur\")); "
			    "return ;;\n",
			    o.name);
	fputs("\t--*file|--resume|--batch|--job|--signature) "
	      "COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n\tesac\n",
	    f);
}

static void
bash(FILE *f)
{
	fputs("# bash completion for hire-cli\n"
	      "_hire_cli()\n{\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} words= path= next= i\n"
	      "\tlocal prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	      "\t\tnext=\"${path:+$path }${COMP_WORDS[i]}\"\n"
	      "\t\tcase $next in\n\t\t\"\"",
	    f);
	walk(f, "", &cli_root, bash_path);
	fputs(") path=$next ;;\n\t\tesac\n\tdone\n", f);
	bash_values(f);
	fputs("\tcase $path in\n", f);
	walk(f, "", &cli_root, bash_case);
	fputs("\tesac\n"
	      "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	      "\tif [[ $cur != -* && ${#COMPREPLY[@]} -eq 0 ]]; then\n"
	      "\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n\tfi\n"
	      "}\ncomplete -F _hire_cli hire-cli\n",
	    f);
}

static void
zsh(FILE *f)
{
	fputs("#compdef hire-cli\n"
	      "# zsh completion for hire-cli: the bash function, run by "
	      "zsh's own adapter\n"
	      "autoload -U +X bashcompinit && bashcompinit\n",
	    f);
	bash(f);
}

/* A text within single quotes of fish. */
static void
fish_text(FILE *f, const char *text)
{
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			fputc('\\', f);
		fputc(*text, f);
	}
}

static void
fish_lines(FILE *f, const char *path, const cli_command *command)
{
	cli_option o;
	char name[64];
	for (size_t i = 0; i < command->sub_count; i++) {
		if (command->subs[i]->hidden)
			continue;
		fprintf(f,
		    "complete -c hire-cli -n '__hire_cli_at \"%s\"' -a %s -d '",
		    path, command->subs[i]->name);
		fish_text(f, command->subs[i]->summary);
		fputs("'\n", f);
	}
	for (size_t i = 0; cli_option_at(command, i, &o, name); i++) {
		fprintf(f,
		    "complete -c hire-cli -n '__hire_cli_at \"%s\"' -l %s%s -d "
		    "'",
		    path, o.name, o.value ? " -r" : "");
		fish_text(f, o.help);
		fputs("'\n", f);
	}
}

static void
fish(FILE *f)
{
	fputs("# fish completion for hire-cli\n"
	      "function __hire_cli_at\n"
	      "\tset -l words (commandline -opc)\n"
	      "\tset -l path (string match -v -- '-*' $words[2..-1])\n"
	      "\ttest \"$argv[1]\" = \"$path\"\nend\n",
	    f);
	walk(f, "", &cli_root, fish_lines);
}

static hire_status
run(cli *c, hire_error *err)
{
	static const struct {
		const char *name;
		void (*print)(FILE *f);
	} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
	if (c->json)
		return hire_fail(err, HIRE_EUSAGE, "json",
		    "a completion is a script: it is not for --json");
	for (size_t i = 0; i < COUNT(shells); i++)
		if (!strcmp(shells[i].name, cli_arg(c, 0))) {
			shells[i].print(stdout);
			return HIRE_OK;
		}
	return hire_fail(err, HIRE_EUSAGE, "shell",
	    "completion knows bash, zsh and fish, not %s", cli_arg(c, 0));
}

const cli_command cmd_completion = {
    .name = "completion",
    .summary = "print completion for bash, zsh or fish",
    .args = "SHELL",
    .details =
        "For bash: source <(hire-cli completion bash).  For zsh: save it as "
        "_hire-cli in a folder of fpath.  For fish: hire-cli completion fish "
        "| source.",
    .run = run,
};
