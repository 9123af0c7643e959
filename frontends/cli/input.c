/* SPDX-License-Identifier: MIT
 * input.c - files, lines and passwords.
 */
#include "term.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static hire_status
cannot(const char *path, hire_error *err)
{
	hire_status st = errno == ENOENT   ? HIRE_ENOTFOUND
	                 : errno == EACCES ? HIRE_EDENIED
	                 : errno == EISDIR ? HIRE_EINVAL
	                                   : HIRE_EIO;
	if (st == HIRE_EINVAL)
		return hire_fail(err, st, NULL,
		    "%.300s is a folder: name a file in it", path);
	return hire_fail(err, st, NULL, "%.300s: %s", path, strerror(errno));
}

static hire_status
read_all(cli *c, FILE *f, const char *path, size_t max, char **out, size_t *len,
    hire_error *err)
{
	size_t room = 1 << 16, n = 0, got;
	char *buf = hire_arena_alloc(c->mem, room);
	while (buf && (got = fread(buf + n, 1, room - 1 - n, f)) > 0) {
		n += got;
		if (n > max)
			return hire_fail(err, HIRE_ETOOBIG, NULL,
			    "%.300s is larger than %zu bytes", path, max);
		if (n + 1 < room)
			continue;
		char *more = hire_arena_alloc(c->mem, room * 2);
		if (more)
			memcpy(more, buf, n);
		buf = more;
		room *= 2;
	}
	if (!buf)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	if (ferror(f))
		return cannot(path, err);
	buf[n] = '\0';
	*out = buf;
	*len = n;
	return HIRE_OK;
}

hire_status
input_file(cli *c, const char *path, size_t max, char **out, size_t *len,
    hire_error *err)
{
	if (!strcmp(path, "-"))
		return read_all(c, stdin, "standard input", max, out, len, err);
	FILE *f = fopen(path, "rb");
	if (!f)
		return cannot(path, err);
	hire_status st = read_all(c, f, path, max, out, len, err);
	fclose(f);
	return st;
}

hire_status
input_line(cli *c, FILE *f, hire_arena *mem, char **out, hire_error *err)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n = getline(&line, &room, f);
	(void)c;
	*out = NULL;
	if (n > 0 && line[n - 1] == '\n')
		n--;
	if (n >= 0)
		*out = hire_arena_strndup(mem, line, (size_t)n);
	bool lost = n >= 0 && !*out;
	free(line);
	if (lost)
		return hire_fail(err, HIRE_ETOOBIG, NULL, "a line is too long");
	return ferror(f) ? cannot("input", err) : HIRE_OK;
}

/* One line typed blind on the terminal. */
static hire_status
ask(cli *c, const char *prompt, char **out, hire_error *err)
{
	struct termios old, blind;
	bool tty = !tcgetattr(STDIN_FILENO, &old);
	if (tty) {
		blind = old;
		blind.c_lflag &= (tcflag_t)~ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &blind);
		fprintf(stderr, "%s: ", prompt);
	}
	hire_status st = input_line(c, stdin, c->mem, out, err);
	if (tty) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &old);
		fputc('\n', stderr);
	}
	return st;
}

hire_status
input_password(cli *c, const char *option, const char *prompt, bool again,
    const char **out, hire_error *err)
{
	const char *path = option ? cli_get(c, option) : NULL;
	char *text = NULL, *second = NULL;
	size_t len;
	hire_status st = path ? input_file(c, path, 4096, &text, &len, err)
	                      : ask(c, prompt, &text, err);
	if (!st && path)
		text[strcspn(text, "\r\n")] = '\0';
	if (!st && (!text || !*text))
		st = hire_fail(err, HIRE_EINVAL, "password",
		    "no password given: type it, or use --%s",
		    option ? option : "password-file");
	if (!st && again && !path && isatty(STDIN_FILENO)) {
		st = ask(c, "The same again", &second, err);
		if (!st && (!second || strcmp(text, second)))
			st = hire_fail(err, HIRE_EINVAL, "password",
			    "the two passwords differ");
	}
	if (!st)
		*out = text;
	return st;
}
