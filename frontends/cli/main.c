/* SPDX-License-Identifier: MIT
 * main.c - one run: read the arguments, open what the command needs, run it,
 * turn its status into an exit code.
 */
#include "out.h"
#include "term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the arguments will say, for errors in the arguments themselves. */
static bool
asks_for_json(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--json"))
			return true;
	return false;
}

/* The library reads no environment: a frontend does, through its table. */
static hire_status
configure(cli *c, hire_error *err)
{
	size_t count;
	const hire_config_key *keys = hire_config_keys(&count);
	hire_status st = HIRE_OK;
	c->config.size = sizeof c->config;
	for (size_t i = 0; i < count && !st; i++) {
		const char *value = getenv(keys[i].name);
		if (value && *value)
			st = hire_config_set(
			    &c->config, keys[i].name, value, err);
	}
	if (!st && cli_has(c, "data"))
		c->config.data = cli_get(c, "data");
	return st;
}

/* Why the data folder could not be opened, where its owner tells. */
static hire_status
explain(const cli *c, hire_status st, hire_error *err)
{
	size_t count;
	struct stat info;
	const char *data = c->config.data;
	const hire_config_key *keys = hire_config_keys(&count);
	for (size_t i = 0; i < count && !data; i++)
		if (!strcmp(keys[i].name, "HIRE_DATA"))
			data = keys[i].def;
	if (!data || stat(data, &info) || info.st_uid == geteuid())
		return st;
	return hire_fail(err, st, "data",
	    "%.300s belongs to another user: act as that user, or name a "
	    "folder of your own with --data",
	    data);
}

static hire_status
run_command(cli *c, hire_error *err)
{
	const cli_command *leaf = cli_leaf(c);
	hire_status st = HIRE_OK;
	if (leaf->needs)
		st = configure(c, err);
	if (!st && leaf->needs && leaf->needs != CLI_NEED_CONFIG)
		st = hire_platform_open(c->ctx, &c->config,
		    leaf->needs & ~CLI_NEED_CONFIG, &c->platform, err);
	if (st && leaf->needs && !c->platform && st != HIRE_EINVAL)
		return explain(c, st, err);
	if (!st)
		st = leaf->run(c, err);
	hire_status ended = out_end(c, st ? NULL : err);
	return st ? st : ended;
}

static hire_status
run(cli *c, int argc, char **argv, hire_error *err)
{
	hire_status st = hire_ctx_new(NULL, &c->ctx, err);
	if (!st)
		st = hire_arena_new(c->ctx, (size_t)1 << 30, &c->mem, err);
	if (!st)
		st = cli_parse(c, argc, argv, err);
	if (st)
		return st;
	if (c->version)
		printf("hire-cli %s\n", hire_version());
	else if (c->help)
		cli_help(c, stdout);
	else
		st = run_command(c, err);
	if ((fflush(stdout) || ferror(stdout)) && !st)
		st = hire_fail(
		    err, HIRE_EIO, NULL, "standard output cannot be written");
	return st;
}

int
main(int argc, char **argv)
{
	hire_error err = {0};
	cli c = {.path = {&cli_root}, .depth = 1};
	c.json = asks_for_json(argc, argv);
	c.color = term_color();
	hire_status st = run(&c, argc, argv, &err);
	if (st)
		out_error(&c, st, &err);
	if (c.doc_file)
		fclose(c.doc_file);
	free(c.doc);
	hire_platform_close(c.platform);
	hire_arena_free(c.mem);
	hire_ctx_free(c.ctx);
	return hire_status_exit(st);
}
