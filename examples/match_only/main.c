/* SPDX-License-Identifier: MIT
 * main.c - the match alone: two text files in, the match table out.
 * Apart from the platform: for a host that only wants to know who fits.
 */
#include <hire/match.h>

#include <stdio.h>
#include <string.h>

enum { FILE_MAX = 1 << 20 };

/* The whole file in `mem`, or NULL after saying why. */
static const char *
read_file(hire_arena *mem, const char *path, size_t *n)
{
	char *text = hire_arena_alloc(mem, FILE_MAX);
	FILE *f = text ? fopen(path, "rb") : NULL;
	if (!f) {
		perror(path);
		return NULL;
	}
	*n = fread(text, 1, FILE_MAX - 1, f); /* the arena zeroed the rest */
	bool whole = feof(f) && !ferror(f);
	fclose(f);
	if (whole)
		return text;
	fprintf(stderr, "%s: cannot be read, or is too long\n", path);
	return NULL;
}

/* A job's first line, as its title is no requirement. */
static const char *
title_of(hire_arena *mem, const char *text)
{
	return hire_arena_strndup(mem, text, strcspn(text, "\n"));
}

static void
print_match(const hire_match_result *m)
{
	printf("score %d of 100, %s (threshold %d)\n", (int)m->score,
	    m->eligible ? "eligible" : "not eligible", (int)m->threshold);
	for (size_t i = 0; i < m->count; i++) {
		const hire_match_row *row = &m->rows[i];
		printf("%s  %-9s  %4d  %s\n",
		    hire_word(&hire_requirement_kind_words, row->kind),
		    hire_word(&hire_requirement_state_words, row->state),
		    (int)row->weight, row->text);
		if (row->evidence)
			printf("                       > %s\n", row->evidence);
	}
}

static hire_status
match(hire_ctx *ctx, hire_arena *mem, const char *resume, const char *job,
    hire_error *err)
{
	size_t n = 0, job_n = 0;
	const hire_facts *facts;
	const hire_job_facts *wanted;
	hire_match_result result;
	const char *text = read_file(mem, resume, &n);
	const char *job_text = read_file(mem, job, &job_n);
	if (!text || !job_text)
		return hire_fail(err, HIRE_EIO, NULL, "nothing to match");
	/* The rules read no clock: jobs that are still running end `today`. */
	hire_time today = hire_ctx_now(ctx).wall;
	hire_status st = hire_facts_read(text, n, today, mem, &facts, err);
	if (!st)
		st = hire_job_facts_read(
		    title_of(mem, job_text), job_text, NULL, mem, &wanted, err);
	if (!st)
		st = hire_match(
		    facts, wanted, HIRE_MATCH_THRESHOLD, mem, &result, err);
	if (!st)
		print_match(&result);
	return st;
}

int
main(int argc, char **argv)
{
	hire_ctx *ctx = NULL;
	hire_arena *mem = NULL;
	hire_error err = {0};
	if (argc != 3) {
		fprintf(stderr, "usage: match_only RESUME.txt JOB.txt\n");
		return hire_status_exit(HIRE_EUSAGE);
	}
	hire_status st = hire_ctx_new(NULL, &ctx, &err);
	if (!st)
		st = hire_arena_new(ctx, 0, &mem, &err);
	if (!st)
		st = match(ctx, mem, argv[1], argv[2], &err);
	if (st)
		fprintf(stderr, "match_only: %s %s\n", err.field, err.message);
	/* Every text of the results lived in the arena: one free ends all. */
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return hire_status_exit(st);
}
