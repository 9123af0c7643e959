/* SPDX-License-Identifier: MIT
 * pdf.c - PDF through poppler's pdftotext, a program of its own.
 * Its default mode gives columns in reading order.
 */
#define _GNU_SOURCE
#include "pdf.h"

#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	COMPLAINTS_MAX = 64 << 10,
	CHUNK = 16 << 10,
	EXIT_CONFINE = 125,
	EXIT_EXEC = 126,
	EXIT_PERMISSION = 3
};

static const char *const programs[] = {
    "/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/bin/pdftotext"};

const char *
pdf_program(hire_error *err)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (!access(programs[i], X_OK))
			return programs[i];
	hire_fail(err, HIRE_EBACKEND, NULL,
	    "PDF needs the program pdftotext: install the package "
	    "poppler-utils");
	return NULL;
}

/* Never returns. */
static void
become(const char *program, int out, int complaints)
{
	char *const args[] = {"pdftotext", "-enc", "UTF-8", "-", "-", NULL};
	char *const env[] = {"LC_ALL=C.UTF-8", NULL};
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) ||
	    lseek(STDIN_FILENO, 0, SEEK_SET) < 0 ||
	    dup2(out, STDOUT_FILENO) < 0 || dup2(complaints, STDERR_FILENO) < 0)
		_exit(EXIT_EXEC);
	if (confine_enter(CONFINE_EXEC, program, NULL))
		_exit(EXIT_CONFINE);
	execve(program, args, env);
	_exit(EXIT_EXEC);
}

/* Read once; false at the end.  Past the limit bytes are dropped, and the
 * buffer remembers. */
static bool
pump(int fd, hire__buf *b)
{
	char chunk[CHUNK];
	ssize_t n = read(fd, chunk, sizeof chunk);
	if (n > 0)
		hire__buf_add(b, chunk, (size_t)n);
	return n > 0 || (n < 0 && errno == EINTR);
}

static void
collect(int out, int complaints, hire__buf *text, hire__buf *words)
{
	struct pollfd fds[] = {{out, POLLIN, 0}, {complaints, POLLIN, 0}};
	hire__buf *into[] = {text, words};
	for (int open = 2; open && !text->failed;) {
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return;
		for (int i = 0; i < 2; i++)
			if (fds[i].fd >= 0 && fds[i].revents &&
			    !pump(fds[i].fd, into[i])) {
				fds[i].fd = -1;
				open--;
			}
	}
}

static hire_status
judge(int status, const char *words, hire_error *err)
{
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return hire_fail(err, HIRE_ETIMEOUT, "resume",
		    "the document takes more than %d seconds to read",
		    CONFINE_CPU_SECONDS);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return hire_fail(err, HIRE_ETIMEOUT, "resume",
		    "the document takes more time or memory than allowed");
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	if (code == 0)
		return HIRE_OK;
	if (code == EXIT_CONFINE || code == EXIT_EXEC)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "pdftotext cannot be run in its confinement");
	if (code == EXIT_PERMISSION || strstr(words, "ncorrect password"))
		return hire_fail(err, HIRE_EENCRYPTED, "resume",
		    "the document is locked by a password: remove it and "
		    "upload again");
	return hire_fail(err, HIRE_EDAMAGED, "resume",
	    "the PDF is damaged: export it again and upload that");
}

static hire_status
harvest(reading *r, pid_t child, int out, int complaints, hire_error *err)
{
	hire__buf words = HIRE__BUF(r->ctx, COMPLAINTS_MAX);
	int status = 0;
	collect(out, complaints, &r->raw, &words);
	hire_status st = HIRE_OK;
	if (r->raw.failed)
		st = hire_fail(err, HIRE_ETOOBIG, "resume",
		    "its text is longer than %d MB", READER_RAW_MAX >> 20);
	else if (waitpid(child, &status, 0) != child)
		st = hire_fail(err, HIRE_EBACKEND, NULL, "pdftotext is lost");
	else
		st = judge(status, words.len ? words.s : "", err);
	hire__buf_free(&words);
	return st;
}

static int32_t
count_pages(const hire__buf *text)
{
	int32_t pages = 0;
	for (size_t i = 0; i < text->len; i++)
		pages += text->s[i] == '\f';
	return pages ? pages : 1;
}

hire_status
pdf_read(reading *r, hire_error *err)
{
	int out[2], complaints[2];
	const char *program = pdf_program(err);
	if (!program)
		return HIRE_EBACKEND;
	if (pipe2(out, O_CLOEXEC) || pipe2(complaints, O_CLOEXEC))
		return hire_fail(err, HIRE_EBACKEND, NULL, "no pipe is left");
	pid_t child = fork();
	if (!child)
		become(program, out[1], complaints[1]);
	close(out[1]);
	close(complaints[1]);
	if (child < 0)
		return hire_fail(err, HIRE_EBUSY, NULL, "no process is left");
	r->kind = "pdf";
	r->engine = "pdftotext";
	hire_status st = confine_enter(CONFINE_PARSE, NULL, err);
	if (!st)
		st = harvest(r, child, out[0], complaints[0], err);
	r->pages = count_pages(&r->raw);
	return st;
}
