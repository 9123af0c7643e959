/* SPDX-License-Identifier: MIT
 * batch.c - many inputs, one a line: answered as they come, in order.
 */
#include "documents.h"
#include "term.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { CELLS_MAX = 4 };

/* Undo \n, \t and \\ in place; false when another escape stands there. */
static bool
unescape(char *s)
{
	char *to = s;
	for (; *s; s++) {
		if (*s == '\\') {
			s++;
			if (*s != 'n' && *s != 't' && *s != '\\')
				return false;
			*to++ = (char)(*s == 'n'   ? '\n'
			               : *s == 't' ? '\t'
			                           : '\\');
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
	return true;
}

/* Cut `line` at its tabs into the id and exactly `want` cells. */
static hire_status
cut(char *line, char **cells, size_t want, hire_error *err)
{
	size_t n = 0;
	for (char *s = line; s; n++) {
		char *tab = strchr(s, '\t');
		if (n <= want)
			cells[n] = s;
		if (tab)
			*tab++ = '\0';
		s = tab;
	}
	if (n != want + 1)
		return hire_fail(err, HIRE_EINVAL, NULL,
		    "has %zu columns, not %zu", n, want + 1);
	for (size_t i = 1; i <= want; i++)
		if (!unescape(cells[i]))
			return hire_fail(err, HIRE_EINVAL, NULL,
			    "has an escape that is not \\n, \\t or \\\\");
	return HIRE_OK;
}

static hire_status
answer(cli *c, char *line, size_t want, batch_line each, hire_arena *mem,
    hire_error *err)
{
	char *cells[CELLS_MAX + 1], out[32] = "";
	hire_status st = cut(line, cells, want, err);
	if (!st)
		st = each(c, cells + 1, mem, out, err);
	if (!st && (printf("%s\t%s\n", cells[0], out) < 0 || fflush(stdout)))
		st = hire_fail(
		    err, HIRE_EIO, NULL, "standard output cannot be written");
	return st;
}

/* Failures that concern one line alone. */
static bool
of_the_line(hire_status st)
{
	return hire_status_exit(st) == 3 || st == HIRE_ENOTEXT;
}

/* Word of long work, where nobody sees the answers go by. */
static void
show_progress(const cli *c, long long number, bool end)
{
	if (c->quiet || isatty(STDOUT_FILENO) || !isatty(STDERR_FILENO))
		return;
	if (end)
		fputs("\r\033[K", stderr);
	else if (number % 50 == 0)
		fprintf(stderr, "\r%lld lines", number);
}

/* A line that could not be answered: named, and the next ones go on. */
static hire_status
name_line(
    long long number, hire_status st, const hire_error *at, hire_error *err)
{
	if (!of_the_line(st)) {
		*err = *at;
		return st;
	}
	fprintf(stderr, "hire-cli: line %lld: %s\n", number, at->message);
	return HIRE_OK;
}

static hire_status
each_line(cli *c, FILE *f, size_t want, batch_line each, hire_arena *mem,
    hire_error *err)
{
	long long number = 0, bad = 0;
	char *line;
	hire_status st;
	while (!(st = input_line(c, f, mem, &line, err)) && line) {
		hire_error at = {0};
		hire_status got = answer(c, line, want, each, mem, &at);
		number++;
		bad += got != HIRE_OK;
		if (got)
			st = name_line(number, got, &at, err);
		if (st)
			break;
		show_progress(c, number, false);
		hire_arena_reset(mem);
	}
	show_progress(c, number, true);
	if (!st && bad)
		st = hire_fail(err, HIRE_EINVAL, NULL,
		    "%lld of %lld lines could not be answered", bad, number);
	return st;
}

/* Answer all of `f`, which stays the caller's. */
static hire_status
answer_all(cli *c, FILE *f, size_t cells, batch_line each, hire_error *err)
{
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(c->ctx, (size_t)256 << 20, &mem, err);
	if (!st)
		st = each_line(c, f, cells, each, mem, err);
	hire_arena_free(mem);
	return st;
}

hire_status
batch_run(
    cli *c, const char *path, size_t cells, batch_line each, hire_error *err)
{
	if (!strcmp(path, "-"))
		return answer_all(c, stdin, cells, each, err);
	FILE *f = fopen(path, "rb");
	if (!f)
		return hire_fail(err,
		    errno == ENOENT ? HIRE_ENOTFOUND : HIRE_EIO, NULL,
		    "%.300s: %s", path, strerror(errno));
	hire_status st = answer_all(c, f, cells, each, err);
	fclose(f);
	return st;
}
