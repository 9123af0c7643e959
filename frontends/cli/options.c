/* SPDX-License-Identifier: MIT
 * options.c - arguments against the tables.
 * An own small parser, because the tables already say all there is to know.
 */
#include "cli.h"

#include <string.h>

static const cli_option every[] = {
    {"data", "DIR", "folder of the embedded backends (default: hire-data)",
        CLI_FILE, 0, 0, 0, NULL},
    {"as", "EMAIL", "account that acts (default: the only one that can)",
        CLI_TEXT, 0, 0, 0, NULL},
    {"json", NULL, "print JSON", CLI_FLAG, 0, 0, 0, NULL},
    {"quiet", NULL, "leave out hints and progress", CLI_FLAG, 0, 0, 0, NULL},
    {"no-color", NULL, "do not colour the text", CLI_FLAG, 0, 0, 0, NULL},
    {"help", NULL, "explain the command and end", CLI_FLAG, 0, 0, 0, NULL},
    {"version", NULL, "print the version and end", CLI_FLAG, 0, 0, 0, NULL},
};

const cli_command *
cli_leaf(const cli *c)
{
	return c->path[c->depth - 1];
}

static void
from_field(const hire_field *f, cli_option *out, char name[64])
{
	snprintf(name, 64, "%s", f->name);
	for (char *s = name; *s; s++)
		if (*s == '_')
			*s = '-';
	*out = (cli_option){name, "TEXT", f->help, CLI_TEXT,
	    f->flags & HIRE_REQUIRED ? CLI_MUST : 0, f->min, f->max, f->words};
	if (f->type == HIRE_TYPE_BOOL) {
		out->kind = CLI_FLAG;
		out->value = NULL;
	} else if (f->type == HIRE_TYPE_INT) {
		out->kind = CLI_INT;
		out->value = "N";
	} else if (f->type == HIRE_TYPE_ENUM) {
		out->kind = CLI_WORD;
		out->value = "WORD";
	}
}

static bool
field_at(const cli_command *command, size_t i, cli_option *out, char name[64])
{
	const hire_record *r = command->fields;
	for (size_t k = 0; r && k < r->count; k++)
		if ((r->fields[k].flags & command->field_flags) &&
		    !(r->fields[k].flags & HIRE_SECRET) && !i--) {
			from_field(&r->fields[k], out, name);
			return true;
		}
	return false;
}

static size_t
field_count(const cli_command *command)
{
	size_t n = 0;
	cli_option o;
	char name[64];
	while (field_at(command, n, &o, name))
		n++;
	return n;
}

bool
cli_option_at(
    const cli_command *command, size_t i, cli_option *out, char name[64])
{
	if (i < command->option_count) {
		*out = command->options[i];
		return true;
	}
	i -= command->option_count;
	if (field_at(command, i, out, name))
		return true;
	i -= field_count(command);
	if (i >= COUNT(every))
		return false;
	*out = every[i];
	return true;
}

static hire_status
unknown_option(const cli *c, const char *word, hire_error *err)
{
	char stored[CLI_WORDS_MAX][64];
	const char *names[CLI_WORDS_MAX];
	size_t n = 0;
	cli_option o;
	while (
	    n < CLI_WORDS_MAX && cli_option_at(cli_leaf(c), n, &o, stored[n])) {
		snprintf(stored[n], sizeof stored[n], "%s", o.name);
		names[n] = stored[n];
		n++;
	}
	const char *near = cli_nearest(word, names, n);
	return hire_fail(err, HIRE_EUSAGE, word, "unknown option --%s%s%s%s",
	    word, near ? " (did you mean --" : "", near ? near : "",
	    near ? "?)" : "");
}

static hire_status
unknown_command(const cli *c, const char *word, hire_error *err)
{
	const cli_command *at = cli_leaf(c);
	const char *names[CLI_WORDS_MAX];
	size_t n = 0;
	for (size_t i = 0; i < at->sub_count && n < CLI_WORDS_MAX; i++)
		if (!at->subs[i]->hidden)
			names[n++] = at->subs[i]->name;
	const char *near = cli_nearest(word, names, n);
	return hire_fail(err, HIRE_EUSAGE, "command",
	    "unknown command \"%s\"%s%s%s", word,
	    near ? " (did you mean \"" : "; see hire-cli --help",
	    near ? near : "", near ? "\"?)" : "");
}

bool
cli_parse_int(const char *text, int64_t *out)
{
	bool minus = *text == '-';
	uint64_t v = 0;
	if (!text[minus])
		return false;
	for (const char *s = text + minus; *s; s++) {
		unsigned d = (unsigned)(*s - '0');
		if (d > 9 || v > ((uint64_t)INT64_MAX - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*out = minus ? -(int64_t)v : (int64_t)v;
	return true;
}

/* A date through the library's own reading of times. */
static hire_status
parse_date(cli *c, const char *text, hire_time *out, hire_error *err)
{
	static const hire_field fields[] = {
	    {"date", HIRE_TYPE_TIME, HIRE_INPUT, 0, INT64_MIN, INT64_MAX, 0,
	        NULL, ""},
	};
	static const hire_record record = {
	    "date", "", sizeof(hire_time), fields, 1, NULL, 0};
	return hire_record_set(&record, out, "date", text, 0, c->mem, err);
}

static hire_status
check_value(cli *c, const cli_option *o, const char *v, hire_error *err)
{
	int64_t n;
	hire_time t;
	int word;
	if (o->kind == CLI_INT &&
	    (!cli_parse_int(v, &n) || n < o->min || n > o->max))
		return hire_fail(err, HIRE_EUSAGE, o->name,
		    "--%s takes a whole number from %lld to %lld", o->name,
		    (long long)o->min, (long long)o->max);
	if (o->kind == CLI_DATE && parse_date(c, v, &t, NULL))
		return hire_fail(err, HIRE_EUSAGE, o->name,
		    "--%s takes a date such as 2026-01-31", o->name);
	if (o->kind == CLI_WORD && !hire_word_parse(o->words, v, &word)) {
		char list[300] = "";
		size_t used = 0;
		for (size_t i = 0; i < o->words->count && used < sizeof list;
		     i++)
			used +=
			    (size_t)snprintf(list + used, sizeof list - used,
			        "%s%s", i ? ", " : "", o->words->names[i]);
		return hire_fail(err, HIRE_EUSAGE, o->name,
		    "--%s takes one of: %s", o->name, list);
	}
	return HIRE_OK;
}

static hire_status
keep(cli *c, const cli_option *o, const char *value, hire_error *err)
{
	hire_status st = check_value(c, o, value, err);
	if (st)
		return st;
	if (!(o->marks & CLI_REPEAT) && cli_get(c, o->name) &&
	    o->kind != CLI_FLAG)
		return hire_fail(
		    err, HIRE_EUSAGE, o->name, "--%s is given twice", o->name);
	const char *name = hire_arena_strdup(c->mem, o->name);
	if (c->given_count == CLI_WORDS_MAX || !name)
		return hire_fail(err, HIRE_EUSAGE, o->name,
		    "more than %d options", CLI_WORDS_MAX);
	c->given[c->given_count++] = (cli_given){name, value};
	c->json |= !strcmp(name, "json");
	c->quiet |= !strcmp(name, "quiet");
	c->color &= strcmp(name, "no-color") != 0;
	c->help |= !strcmp(name, "help");
	c->version |= !strcmp(name, "version");
	return HIRE_OK;
}

/* `word` is an argument behind its dashes; `*i` moves past its value. */
static hire_status
take_option(
    cli *c, const char *word, int argc, char **argv, int *i, hire_error *err)
{
	size_t len = strcspn(word, "=");
	const char *value = word[len] ? word + len + 1 : NULL;
	cli_option o;
	char name[64], asked[64];
	snprintf(asked, sizeof asked, "%.*s", (int)(len < 63 ? len : 63), word);
	for (size_t k = 0; cli_option_at(cli_leaf(c), k, &o, name); k++) {
		if (strcmp(o.name, asked))
			continue;
		if (o.kind == CLI_FLAG && value)
			return hire_fail(err, HIRE_EUSAGE, o.name,
			    "--%s takes no value", o.name);
		if (o.kind != CLI_FLAG && !value && *i + 1 >= argc)
			return hire_fail(err, HIRE_EUSAGE, o.name,
			    "--%s needs a value: %s", o.name, o.value);
		if (o.kind != CLI_FLAG && !value)
			value = argv[++*i];
		return keep(c, &o, value ? value : "true", err);
	}
	return unknown_option(c, asked, err);
}

static const cli_command *
find_sub(const cli_command *command, const char *name)
{
	for (size_t i = 0; i < command->sub_count; i++)
		if (!strcmp(command->subs[i]->name, name))
			return command->subs[i];
	return NULL;
}

static hire_status
take_word(cli *c, const char *word, hire_error *err)
{
	const cli_command *sub =
	    c->arg_count ? NULL : find_sub(cli_leaf(c), word);
	if (sub && c->depth < CLI_DEPTH) {
		c->path[c->depth++] = sub;
		return HIRE_OK;
	}
	if (cli_leaf(c)->sub_count && !cli_leaf(c)->run)
		return unknown_command(c, word, err);
	if (c->arg_count == CLI_WORDS_MAX)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "more than %d arguments", CLI_WORDS_MAX);
	c->args[c->arg_count++] = word;
	return HIRE_OK;
}

/* Whether the arguments are as many as the placeholders say. */
static hire_status
check_args(const cli *c, hire_error *err)
{
	const char *s = cli_leaf(c)->args;
	size_t most = 0, least = 0;
	while (s && *s) {
		size_t n = strcspn(s, " ");
		const char *dots = strstr(s, "...");
		bool many = dots && dots < s + n;
		if (*s != '[' && least++ >= c->arg_count)
			return hire_fail(err, HIRE_EUSAGE, NULL,
			    "%.*s is missing; see %s --help", (int)n, s,
			    cli_full_name(c));
		most = many ? CLI_WORDS_MAX : most + 1;
		s += n + (s[n] == ' ');
	}
	if (c->arg_count > most)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "\"%s\" is one argument too many; see %s --help",
		    c->args[most], cli_full_name(c));
	return HIRE_OK;
}

static hire_status
check_must(const cli *c, hire_error *err)
{
	const cli_command *leaf = cli_leaf(c);
	cli_option o;
	char name[64];
	/* Required fields are the library's to ask for: it names them. */
	for (size_t i = 0; i < leaf->option_count; i++)
		if (cli_option_at(leaf, i, &o, name) && (o.marks & CLI_MUST) &&
		    !cli_has(c, o.name))
			return hire_fail(err, HIRE_EUSAGE, o.name,
			    "--%s %s is missing; see %s --help", o.name,
			    o.value, cli_full_name(c));
	return HIRE_OK;
}

static hire_status
check_whole(const cli *c, hire_error *err)
{
	const cli_command *leaf = cli_leaf(c);
	if (c->help || c->version)
		return HIRE_OK;
	if (!leaf->run)
		return hire_fail(err, HIRE_EUSAGE, "command",
		    "which command? see %s --help", cli_full_name(c));
	hire_status st = check_args(c, err);
	return st ? st : check_must(c, err);
}

hire_status
cli_parse(cli *c, int argc, char **argv, hire_error *err)
{
	bool options = true;
	hire_status st = HIRE_OK;
	for (int i = 1; i < argc && !st; i++) {
		const char *a = argv[i];
		if (!options || a[0] != '-' || !a[1])
			st = take_word(c, a, err);
		else if (!strcmp(a, "--"))
			options = false;
		else if (!strcmp(a, "-h"))
			c->help = true;
		else if (!strcmp(a, "-V"))
			c->version = true;
		else if (a[1] == '-')
			st = take_option(c, a + 2, argc, argv, &i, err);
		else
			st = hire_fail(err, HIRE_EUSAGE, a,
			    "unknown option %s; see %s --help", a,
			    cli_full_name(c));
	}
	return st ? st : check_whole(c, err);
}

const char *
cli_get(const cli *c, const char *name)
{
	for (size_t i = c->given_count; i--;)
		if (!strcmp(c->given[i].name, name))
			return c->given[i].value;
	return NULL;
}

bool
cli_has(const cli *c, const char *name)
{
	return cli_get(c, name) != NULL;
}

int64_t
cli_int(const cli *c, const char *name, int64_t def)
{
	const char *v = cli_get(c, name);
	int64_t n;
	return v && cli_parse_int(v, &n) ? n : def;
}

hire_time
cli_date(cli *c, const char *name, hire_time def)
{
	const char *v = cli_get(c, name);
	hire_time t = 0;
	return v && !parse_date(c, v, &t, NULL) ? t : def;
}

const char *
cli_arg(const cli *c, size_t i)
{
	return i < c->arg_count ? c->args[i] : NULL;
}
