/* SPDX-License-Identifier: MIT
 * cli.h - what the files of hire-cli share: the tables that describe commands,
 * and the state of one run.
 * Everything that is shown about a command (help, manual, completion, checks
 * of options, schemas) is derived from its cli_command.
 */
#ifndef HIRE_CLI_H
#define HIRE_CLI_H

#include <hire/hire.h>

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What an option takes. */
typedef enum cli_kind {
	CLI_FLAG, /* nothing */
	CLI_TEXT,
	CLI_FILE, /* a file's name; "-" is standard input */
	CLI_INT,  /* min..max */
	CLI_DATE, /* YYYY-MM-DD */
	CLI_WORD  /* one of `words` */
} cli_kind;

enum cli_mark {
	CLI_MUST = 1 << 0,  /* it has to be given */
	CLI_REPEAT = 1 << 1 /* it may be given more than once */
};

typedef struct cli_option {
	const char *name;  /* without the dashes */
	const char *value; /* placeholder; NULL for a flag */
	const char *help;  /* one line, lower case, no full stop */
	cli_kind kind;
	unsigned marks;
	int64_t min, max;
	const hire_words *words;
} cli_option;

typedef enum cli_form { CLI_ROW, CLI_ROWS, CLI_RAW } cli_form;

/* One part of a command's output: how it looks as text and as JSON. */
typedef struct cli_shape {
	const char *member; /* key in the JSON object; NULL: the whole of it */
	cli_form form;
	const hire_record *record; /* of ROW and ROWS */
	/* Fields to show as text, in order; a suffix says how: '$' an amount,
	 * '.' tenths, '~' a length of time.  NULL: all that are set. */
	const char *columns;
	const char *empty;  /* of ROWS: what to do when there are none */
	const char *schema; /* of RAW: name in raw_schemas[] */
	const char *title;  /* heading of the text, or NULL */
	unsigned hide;      /* fields with these flags are left out */
	bool maybe;         /* of ROW and RAW: null when there is none */
} cli_shape;

typedef struct cli cli;

typedef struct cli_command {
	const char *name, *summary;
	const char *args;    /* placeholders; "[X]" optional, "X..." many */
	const char *details; /* more for the manual, or NULL */
	hire_status (*run)(cli *c, hire_error *err);
	unsigned needs; /* a set of hire_need */
	const cli_option *options;
	size_t option_count;
	const hire_record *fields; /* whose fields are options too ... */
	unsigned field_flags;      /* ... when they have these flags */
	const struct cli_command *const *subs;
	size_t sub_count;
	const cli_shape *const *gives;
	size_t give_count;
	bool hidden;
	bool lines; /* with --json: one JSON document a line */
} cli_command;

#define CLI_OPTIONS(array) .options = (array), .option_count = COUNT(array)
#define CLI_SUBS(array)    .subs = (array), .sub_count = COUNT(array)
#define CLI_GIVES(array)   .gives = (array), .give_count = COUNT(array)

/* An option as given, under the name of its table. */
typedef struct cli_given {
	const char *name, *value;
} cli_given;

enum { CLI_DEPTH = 4, CLI_WORDS_MAX = 64 };

/* Beside hire_need: the configuration is read, nothing is opened. */
#define CLI_NEED_CONFIG 8u

/* One run of the program. */
struct cli {
	const cli_command *path[CLI_DEPTH]; /* root .. the command */
	size_t depth;
	cli_given given[CLI_WORDS_MAX];
	size_t given_count;
	const char *args[CLI_WORDS_MAX];
	size_t arg_count;
	bool json, quiet, color, help, version;
	hire_ctx *ctx;
	hire_arena *mem;
	hire_config config;
	hire_platform *platform;
	char *doc; /* the JSON document so far */
	size_t doc_len;
	FILE *doc_file;
	size_t members;
};

extern const cli_command cli_root;

/* The command that was called. */
const cli_command *
cli_leaf(const cli *c);

/* options.c */

/* The i-th option of `command`: its own, those of its fields, then the ones
 * that every command has.  False past the last.  `name` backs derived names. */
bool
cli_option_at(
    const cli_command *command, size_t i, cli_option *out, char name[64]);

/* Read the arguments into `c`.  EUSAGE says what is wrong with them. */
hire_status
cli_parse(cli *c, int argc, char **argv, hire_error *err);

/* Value of an option, or NULL.  `name` must stand in the command's tables. */
const char *
cli_get(const cli *c, const char *name);

bool
cli_has(const cli *c, const char *name);

/* Value of a CLI_INT option, or `def`. */
int64_t
cli_int(const cli *c, const char *name, int64_t def);

/* Value of a CLI_DATE option: its first microsecond, or `def`. */
hire_time
cli_date(cli *c, const char *name, hire_time def);

/* The i-th argument that is not an option, or NULL. */
const char *
cli_arg(const cli *c, size_t i);

/* A decimal whole number. */
bool
cli_parse_int(const char *text, int64_t *out);

/* The name in `names` that `word` was meant to be, or NULL. */
const char *
cli_nearest(const char *word, const char *const *names, size_t count);

/* help.c, man.c, completion.c, schema.c */

void
cli_help(const cli *c, FILE *f);

/* "hire-cli jobs post", in `mem`. */
const char *
cli_full_name(const cli *c);

/* "[OPTION...] JOB" behind a command's name. */
void
cli_usage_tail(const cli_command *command, FILE *f);

/* The row's index of an array of `size`-byte structs. */
const void *
cli_row(const hire_rows *rows, const hire_record *record, size_t i);

#endif
