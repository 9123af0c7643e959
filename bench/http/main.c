/* SPDX-License-Identifier: MIT
 * main.c - which rows are measured, where, and with which programs.
 */
#define _GNU_SOURCE
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name;
	void (*run)(place *at);
} parts[] = {
    {"json", row_json},
    {"board", row_board},
    {"answer", row_answer},
    {"answer-postgres", row_answer_postgres},
    {"echo", row_echo},
    {"login", row_login},
    {"start", row_start},
};

enum { PARTS = sizeof parts / sizeof *parts };

static int
usage(void)
{
	fprintf(stderr, "usage: bench_http BIN-FOLDER DISK-FOLDER "
	                "peers|alone [PART...]\nparts:");
	for (size_t i = 0; i < PARTS; i++)
		fprintf(stderr, " %s", parts[i].name);
	fputc('\n', stderr);
	return 2;
}

int
main(int argc, char **argv)
{
	char folder[200];
	place at = {0};
	if (argc < 4)
		return usage();
	snprintf(folder, sizeof folder, "%s/bench-http-XXXXXX", argv[2]);
	if (!mkdtemp(folder)) {
		perror(folder);
		return 1;
	}
	at.b.folder = folder;
	at.bin = argv[1];
	at.peers = !strcmp(argv[3], "peers");
	/* One address asks for everybody here. */
	setenv("HIRE_SERVER_RATE", "1000000", 1);
	setenv("HIRE_SERVER_COSTLY_RATE", "1000000", 1);
	setenv("HIRE_LOG", "error", 1);
	table_head();
	for (size_t i = 0; i < PARTS; i++)
		if (bench_wants(parts[i].name, argv + 4))
			parts[i].run(&at);
	return rmdir(folder) ? 1 : 0;
}
