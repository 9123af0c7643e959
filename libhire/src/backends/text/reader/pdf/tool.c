/* SPDX-License-Identifier: MIT
 * tool.c - poppler's programs, each confined, fed and listened to.
 */
#define _GNU_SOURCE
#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	CHUNK = 64 << 10,
	TOOLS_MAX = 12,
	EXIT_CONFINE = 125,
	EXIT_EXEC = 126,
	EXIT_PERMISSION = 3
};

static const struct {
	const char *name, *paths[3];
} programs[] = {
#define EVERYWHERE(name)                                                       \
	{                                                                      \
		name,                                                          \
		{                                                              \
			"/usr/bin/" name, "/usr/local/bin/" name, "/bin/" name \
		}                                                              \
	}
    EVERYWHERE("pdftohtml"), EVERYWHERE("pdftoppm"), EVERYWHERE("pdftotext"),
    EVERYWHERE("pdfinfo"), EVERYWHERE("tesseract")};

const char *
pdf_tool_find(const char *name)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		for (size_t k = 0; !strcmp(programs[i].name, name) && k < 3;
		     k++)
			if (!access(programs[i].paths[k], X_OK))
				return programs[i].paths[k];
	return NULL;
}

int64_t
pdf_tool_clock(void)
{
	struct timespec t = {0};
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Never returns. */
static void
become(const char *program, char *const args[], const int fds[3])
{
	char *const env[] = {"LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1", NULL};
	if (prctl(PR_SET_PDEATHSIG, SIGKILL))
		_exit(EXIT_EXEC);
	for (int i = 0; i < 3; i++)
		if (dup2(fds[i], i) < 0)
			_exit(EXIT_EXEC);
	if (confine_enter(CONFINE_EXEC, program, NULL))
		_exit(EXIT_CONFINE);
	execve(program, args, env);
	_exit(EXIT_EXEC);
}

static void
shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
shut_theirs(pdf_tool *t)
{
	for (int i = 0; i < 3; i++)
		shut(&t->theirs[i]);
}

/* Its pipes. */
static hire_status
connect(pdf_tool *t, hire_error *err)
{
	int in[2], out[2], words[2];
	if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC) ||
	    pipe2(words, O_CLOEXEC) || fcntl(in[1], F_SETFL, O_NONBLOCK))
		return hire_fail(err, HIRE_EBACKEND, NULL, "no pipe is left");
	t->in = in[1];
	t->out = out[0];
	t->complaints = words[0];
	t->theirs[0] = in[0];
	t->theirs[1] = out[1];
	t->theirs[2] = words[1];
	return HIRE_OK;
}

hire_status
pdf_tool_start(
    pdf_tool *t, const char *program, char *const args[], hire_error *err)
{
	hire_status st = connect(t, err);
	if (st)
		return st;
	t->pid = fork();
	if (!t->pid)
		become(program, args, t->theirs);
	shut_theirs(t);
	if (t->pid < 0)
		return hire_fail(err, HIRE_EBUSY, NULL, "no process is left");
	return HIRE_OK;
}

hire_status
pdf_tool_hold(pdf_tool *t, hire_error *err)
{
	t->held = true;
	return connect(t, err);
}

/* Started tools are our parent's children, who waits for them. */
static pid_t
fork_beside(void)
{
	return (pid_t)syscall(
	    SYS_clone, (long)(CLONE_PARENT | SIGCHLD), 0L, 0L, 0L, 0L);
}

/* The keeper: an order is a tool's number, the reply its process.  Never
 * returns. */
static void
keep(const pdf_keeper *k, pdf_tool *tools, size_t n,
    char *const *(*args)(size_t i), const char *const *paths)
{
	unsigned char i;
	if (prctl(PR_SET_PDEATHSIG, SIGKILL))
		_exit(EXIT_EXEC);
	for (size_t t = 0; t < n; t++) { /* theirs alone are ours */
		shut(&tools[t].in);
		shut(&tools[t].out);
		shut(&tools[t].complaints);
	}
	while (read(k->orders, &i, 1) == 1) {
		if (i >= n || tools[i].theirs[0] < 0)
			_exit(EXIT_EXEC);
		pid_t pid = fork_beside();
		if (!pid)
			become(paths[i], args(i), tools[i].theirs);
		shut_theirs(&tools[i]);
		if (write(k->replies, &pid, sizeof pid) != sizeof pid)
			break;
	}
	_exit(0);
}

hire_status
pdf_keeper_start(pdf_keeper *k, pdf_tool *tools, size_t n,
    char *const *(*args)(size_t i), const char *const *paths, hire_error *err)
{
	int orders[2], replies[2];
	if (pipe2(orders, O_CLOEXEC) || pipe2(replies, O_CLOEXEC))
		return hire_fail(err, HIRE_EBACKEND, NULL, "no pipe is left");
	pid_t pid = fork();
	const pdf_keeper inside = {orders[0], replies[1]};
	if (!pid) {
		close(orders[1]);
		close(replies[0]);
		keep(&inside, tools, n, args, paths);
	}
	close(orders[0]);
	close(replies[1]);
	*k = (pdf_keeper){orders[1], replies[0]};
	for (size_t i = 0; i < n; i++)
		shut_theirs(&tools[i]);
	if (pid < 0)
		return hire_fail(err, HIRE_EBUSY, NULL, "no process is left");
	return HIRE_OK;
}

void
pdf_keeper_go(const pdf_keeper *k, pdf_tool *tools, size_t i)
{
	pdf_tool *t = &tools[i];
	const unsigned char order = (unsigned char)i;
	pid_t pid = 0;
	if (!t->held)
		return;
	t->held = false;
	if (write(k->orders, &order, 1) == 1 &&
	    read(k->replies, &pid, sizeof pid) == sizeof pid && pid > 0)
		t->pid = pid;
}

void
pdf_keeper_fini(pdf_keeper *k)
{
	shut(&k->orders);
	shut(&k->replies);
}

/* Past its limit bytes are dropped, and the buffer remembers. */
static void
take(int *fd, hire__buf *into)
{
	static char chunk[CHUNK];
	ssize_t n = read(*fd, chunk, sizeof chunk);
	if (n > 0)
		hire__buf_add(into, chunk, (size_t)n);
	else if (n == 0 || errno != EINTR)
		shut(fd);
}

static void
feed(pdf_tool *t)
{
	ssize_t n = write(t->in, t->bytes, t->len);
	if (n > 0) {
		t->bytes += n;
		t->len -= (size_t)n;
	}
	if (!t->len || (n < 0 && errno != EINTR && errno != EAGAIN))
		shut(&t->in);
}

bool
pdf_tools_pump(pdf_tool *const tools[], size_t n, int64_t deadline)
{
	struct pollfd fds[3 * TOOLS_MAX];
	bool open = false;
	for (size_t i = 0; i < n; i++) {
		pdf_tool *t = tools[i];
		bool full = t->pause && t->said.len >= t->pause;
		const int ends[] = {t->in, full ? -1 : t->out, t->complaints};
		for (size_t k = 0; k < 3; k++)
			fds[3 * i + k] = (struct pollfd){
			    t->held ? -1 : ends[k], k ? POLLIN : POLLOUT, 0};
		for (size_t k = 3 * i; k < 3 * i + 3; k++)
			open = open || fds[k].fd >= 0;
	}
	int64_t left = deadline - pdf_tool_clock();
	if (!open || left <= 0)
		return false;
	if (poll(fds, 3 * n, (int)left) < 0)
		return errno == EINTR;
	for (size_t i = 0; i < n; i++) {
		if (fds[3 * i].revents)
			feed(tools[i]);
		if (fds[3 * i + 1].revents)
			take(&tools[i]->out, &tools[i]->said);
		if (fds[3 * i + 2].revents)
			take(&tools[i]->complaints, &tools[i]->words);
	}
	return true;
}

static hire_status
judge(int status, const char *words, hire_error *err)
{
	if (WIFSIGNALED(status) &&
	    (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
		return hire_fail(err, HIRE_ETIMEOUT, "resume",
		    "the document takes more than %d seconds to read",
		    CONFINE_CPU_SECONDS);
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	if (code == 0)
		return HIRE_OK;
	if (code == EXIT_CONFINE || code == EXIT_EXEC)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "poppler's programs cannot be run in their confinement");
	if (code == EXIT_PERMISSION || strstr(words, "ncorrect password"))
		return hire_fail(err, HIRE_EENCRYPTED, "resume",
		    "the document is locked by a password: remove it and "
		    "upload again");
	return hire_fail(err, HIRE_EDAMAGED, "resume",
	    "the PDF is damaged: export it again and upload that");
}

hire_status
pdf_tool_end(pdf_tool *t, hire_error *err)
{
	int status = 0;
	pid_t pid = t->pid;
	t->pid = 0;
	if (waitpid(pid, &status, 0) != pid)
		return hire_fail(
		    err, HIRE_EBACKEND, NULL, "poppler's program is lost");
	return judge(status, t->words.len ? t->words.s : "", err);
}

void
pdf_tool_fini(pdf_tool *t)
{
	shut(&t->in);
	shut(&t->out);
	shut(&t->complaints);
	shut_theirs(t);
	hire__buf_free(&t->said);
	hire__buf_free(&t->words);
}
