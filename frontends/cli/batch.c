/* SPDX-License-Identifier: MIT
 * batch.c - many inputs, one a line: answered as they come, in order.
 */
#include "documents.h"
#include "term.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { CELLS_MAX = 4 };

/* Undo \n, \t and \\ in place; another backslash stands for itself. */
static void
unescape(char *s)
{
	char *to = s;
	for (; *s; s++) {
		bool known = *s == '\\' && s[1] && strchr("nt\\", s[1]);
		s += known;
		*to++ = (char)(known && *s == 'n'   ? '\n'
		               : known && *s == 't' ? '\t'
		                                    : *s);
	}
	*to = '\0';
}

/* Cut `line` at its tabs into the id and exactly `want` cells.  The id is
 * there even when the number of cells is wrong. */
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
	if (!*line)
		return hire_fail(err, HIRE_EINVAL, NULL, "has no id");
	if (n != want + 1)
		return hire_fail(err, HIRE_EINVAL, NULL,
		    "has %zu columns, not %zu", n, want + 1);
	for (size_t i = 1; i <= want; i++)
		unescape(cells[i]);
	return HIRE_OK;
}

/* Texts as UTF-8, whatever they are: one wrong byte must not cost a person the
 * whole answer.  The line is named. */
static hire_status
mend(const char *const *cells, size_t want, long long number, hire_arena *mem,
    const char **out, hire_error *err)
{
	size_t wrong = 0;
	for (size_t i = 0; i < want; i++) {
		wrong += document_mend(cells[i], mem, &out[i]);
		if (!out[i])
			return hire_fail(
			    err, HIRE_ENOMEM, NULL, "out of memory");
	}
	if (wrong)
		fprintf(stderr,
		    "hire-cli: line %lld: %zu byte%s no UTF-8: read as U+FFFD; "
		    "save the file as UTF-8\n",
		    number, wrong, wrong == 1 ? " is" : "s are");
	return HIRE_OK;
}

/* Failures that concern one line alone. */
static bool
of_the_line(hire_status st)
{
	return hire_status_exit(st) == 3 || st == HIRE_ENOTEXT;
}

/* Answer one line.  One that has an id has an answer, if only 0. */
static hire_status
answer(cli *c, char *line, long long number, size_t want, batch_line each,
    hire_arena *mem, hire_error *err)
{
	char *cells[CELLS_MAX + 1], out[32] = "0";
	const char *texts[CELLS_MAX];
	hire_status st = cut(line, cells, want, err);
	if (!st)
		st = mend((const char *const *)cells + 1, want, number, mem,
		    texts, err);
	if (!st)
		st = each(c, texts, mem, out, err);
	if ((st && !of_the_line(st)) || !*cells[0])
		return st;
	if (printf("%s\t%s\n", cells[0], st ? "0" : out) < 0 || fflush(stdout))
		return hire_fail(
		    err, HIRE_EIO, NULL, "standard output cannot be written");
	return st;
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

/* Whether there is nothing on the line, which is said and is no failure. */
static bool
is_empty(const cli *c, const char *line, long long number)
{
	if (!*line && !c->quiet)
		fprintf(
		    stderr, "hire-cli: line %lld is empty: skipped\n", number);
	return !*line;
}

static hire_status
each_line(cli *c, FILE *f, size_t want, batch_line each, hire_arena *mem,
    hire_error *err)
{
	long long number = 0, bad = 0;
	char *line;
	size_t end;
	hire_status st;
	while (!(st = input_line(c, f, mem, &line, err)) && line) {
		hire_error at = {0};
		number++;
		end = strlen(line);
		if (end && line[end - 1] == '\r')
			line[end - 1] = '\0';
		if (is_empty(c, line, number))
			continue;
		hire_status got = answer(c, line, number, want, each, mem, &at);
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
	if (c->json)
		return hire_fail(err, HIRE_EUSAGE, "json",
		    "--batch answers in lines: it is not for --json");
	if (!strcmp(path, "-"))
		return answer_all(c, stdin, cells, each, err);
	FILE *f = fopen(path, "rb");
	if (!f)
		return hire_fail(err,
		    errno == ENOENT ? HIRE_ENOTFOUND : HIRE_EIO, NULL,
		    "%.300s: %s", path, strerror(errno));
	int first = getc(f);
	bool folder = first == EOF && ferror(f) && errno == EISDIR;
	if (first != EOF)
		ungetc(first, f);
	hire_status st =
	    folder ? hire_fail(err, HIRE_EINVAL, NULL,
	                 "%.300s is a folder: name a file in it", path)
	           : answer_all(c, f, cells, each, err);
	fclose(f);
	return st;
}
