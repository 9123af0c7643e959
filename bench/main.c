/* SPDX-License-Identifier: MIT
 * main.c - which parts are run, where, and with which hire-cli.
 */
#define _GNU_SOURCE
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name;
	void (*run)(bench *b);
} parts[] = {
    {"match", bench_match},
    {"text", bench_text},
    {"crowd", bench_crowd},
    {"event", bench_event},
    {"flow", bench_flow},
    {"start", bench_start},
    {"pdf", bench_pdf},
};

enum { PARTS = sizeof parts / sizeof *parts };

static int
usage(void)
{
	fprintf(stderr, "usage: bench_hire BIN-FOLDER DISK-FOLDER [PART...]\n"
	                "parts:");
	for (size_t i = 0; i < PARTS; i++)
		fprintf(stderr, " %s", parts[i].name);
	fputc('\n', stderr);
	return 2;
}

int
main(int argc, char **argv)
{
	char folder[200];
	bench b = {0};
	if (argc < 3)
		return usage();
	snprintf(folder, sizeof folder, "%s/hire-bench-XXXXXX", argv[2]);
	if (!mkdtemp(folder)) {
		perror(folder);
		return 1;
	}
	b.folder = folder;
	b.bin = argv[1];
	for (size_t i = 0; i < PARTS; i++)
		if (bench_wants(parts[i].name, argv + 3))
			parts[i].run(&b);
	bench_print(&b);
	return rmdir(folder) ? 1 : 0;
}
