/* SPDX-License-Identifier: MIT
 * term.h - the terminal: its width, reading without echo, signals, files.
 * The only place that touches termios and signal handlers.
 */
#ifndef HIRE_CLI_TERM_H
#define HIRE_CLI_TERM_H

#include "cli.h"

#include <termios.h>

/* Columns of the terminal on standard output; COLUMNS wins; 0 when it is
 * none. */
size_t
term_width(void);

/* Whether text may be coloured: a terminal, no NO_COLOR, not TERM=dumb. */
bool
term_color(void);

/* Note SIGINT, SIGTERM and SIGHUP instead of dying of them. */
void
term_catch(void);

/* Whether one came since term_catch(). */
bool
term_caught(void);

/* Keys one by one and unechoed, from standard input; `old` restores. */
bool
term_raw(struct termios *old);

void
term_restore(const struct termios *old);

/* Have the terminal behind `f` put marks around what is pasted, or not. */
void
term_mark_paste(FILE *f, bool on);

/* Wait at most `ms` for input on standard input; false when none came. */
bool
term_wait(int ms);

/* input.c */

/* Bytes of a file ("-": standard input), at most `max`, NUL behind. */
hire_status
input_file(cli *c, const char *path, size_t max, char **out, size_t *len,
    hire_error *err);

/* A password: from --password-file, a prompt on a terminal (twice with
 * `again`), or the first line of standard input. */
hire_status
input_password(cli *c, const char *option, const char *prompt, bool again,
    const char **out, hire_error *err);

/* Next line of `f` without its end, in `mem`; NULL at the end of the file.
 * `*got` is false then. */
hire_status
input_line(cli *c, FILE *f, hire_arena *mem, char **out, hire_error *err);

#endif
