/* SPDX-License-Identifier: MIT
 * term.c - the terminal and signals.
 */
#include "term.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A signal handler can reach nothing but a variable of this kind. */
static volatile sig_atomic_t caught;

size_t
term_width(void)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	int64_t n;
	if (columns && cli_parse_int(columns, &n) && n > 0 && n < 10000)
		return (size_t)n;
	if (isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		return size.ws_col;
	return 0;
}

bool
term_color(void)
{
	const char *off = getenv("NO_COLOR"), *term = getenv("TERM");
	return isatty(STDOUT_FILENO) && !(off && *off) && term &&
	       strcmp(term, "dumb") != 0;
}

static void
note(int sig)
{
	(void)sig;
	caught = 1;
}

void
term_catch(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction act;
	memset(&act, 0, sizeof act);
	act.sa_handler = note;
	sigemptyset(&act.sa_mask);
	for (size_t i = 0; i < COUNT(signals); i++)
		sigaction(signals[i], &act, NULL);
}

bool
term_caught(void)
{
	return caught != 0;
}

bool
term_raw(struct termios *old)
{
	struct termios raw;
	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, old))
		return false;
	raw = *old;
	raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	raw.c_cc[VSUSP] = _POSIX_VDISABLE;
	return !tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

void
term_mark_paste(FILE *f, bool on)
{
	fputs(on ? "\033[?2004h" : "\033[?2004l", f);
	fflush(f);
}

void
term_restore(const struct termios *old)
{
	tcsetattr(STDIN_FILENO, TCSANOW, old);
}

bool
term_wait(int ms)
{
	struct pollfd in = {STDIN_FILENO, POLLIN, 0};
	return poll(&in, 1, ms) > 0;
}
