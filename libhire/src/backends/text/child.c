/* SPDX-License-Identifier: MIT
 * child.c - run one program on some bytes and take what it prints.
 * The input is a file in memory, so nothing is ever written to a pipe and the
 * child may read it twice.
 */
#define _GNU_SOURCE
#include "child.h"

#include "util/ctx.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 16 << 10, GRACE_MS = 250, ABOVE_STDIO = 3 };

typedef struct child {
	pid_t pid;
	int out; /* read end of its standard output; -1: closed */
} child;

/* The steady clock by itself: a deadline for a process is the kernel's time,
 * also where a test lets the context's clock stand still. */
static int64_t
steady_ms(void)
{
	struct timespec t = {0};
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
close_all(const int *fds, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

/* Above 0..2, where the host may have closed something: the copies made for
 * the child must not overwrite one another. */
static int
lift(int fd)
{
	if (fd < 0 || fd >= ABOVE_STDIO)
		return fd;
	int high = fcntl(fd, F_DUPFD_CLOEXEC, ABOVE_STDIO);
	close(fd);
	return high;
}

static int
file_of(const char *bytes, size_t len)
{
	int fd = lift(memfd_create("document", MFD_CLOEXEC));
	while (fd >= 0 && len) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0 && errno != EINTR) {
			close(fd);
			return -1;
		}
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return fd;
}

/* A process group of its own, so that its children go with it; signals as a
 * fresh program has them, whatever the host did to its own. */
static int
set_attributes(posix_spawnattr_t *a)
{
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	int code = posix_spawnattr_setflags(a, POSIX_SPAWN_SETPGROUP |
	                                           POSIX_SPAWN_SETSIGMASK |
	                                           POSIX_SPAWN_SETSIGDEF);
	code = code ? code : posix_spawnattr_setpgroup(a, 0);
	code = code ? code : posix_spawnattr_setsigmask(a, &none);
	return code ? code : posix_spawnattr_setsigdefault(a, &all);
}

static int
spawn(const char *const args[], int in, int out, pid_t *pid)
{
	char locale[] = "LC_ALL=C.UTF-8";
	char *const env[] = {locale, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	int code = posix_spawn_file_actions_init(&files);
	if (code)
		return code;
	code = posix_spawnattr_init(&attributes);
	if (code) {
		posix_spawn_file_actions_destroy(&files);
		return code;
	}
	code = set_attributes(&attributes);
	if (!code)
		code = posix_spawn_file_actions_adddup2(&files, in, 0);
	if (!code)
		code = posix_spawn_file_actions_adddup2(&files, out, 1);
	if (!code)
		code = posix_spawn_file_actions_addopen(
		    &files, 2, "/dev/null", O_WRONLY, 0);
	char *const *argv;
	memcpy(&argv, &args, sizeof argv); /* exec never writes to them */
	if (!code)
		code =
		    posix_spawn(pid, args[0], &files, &attributes, argv, env);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return code;
}

static hire_status
start(child *c, const char *const args[], const void *bytes, size_t len,
    hire_error *err)
{
	int fds[3] = {-1, -1, -1}; /* document, read end, write end */
	int code = 0;
	fds[0] = file_of(bytes, len);
	if (fds[0] < 0 || pipe2(fds + 1, O_CLOEXEC))
		code = errno;
	fds[1] = lift(fds[1]);
	fds[2] = lift(fds[2]);
	if (!code && (fds[1] < 0 || fds[2] < 0))
		code = EMFILE;
	if (!code)
		code = spawn(args, fds[0], fds[2], &c->pid);
	c->out = fds[1];
	if (code)
		close_all(fds, 3);
	else
		close(fds[0]), close(fds[2]);
	if (!code)
		return HIRE_OK;
	if (code == ENOENT || code == EACCES || code == ENOTDIR)
		return hire_fail(err, HIRE_EBACKEND, NULL,
		    "%.250s cannot be run: install it there", args[0]);
	return hire_fail(err, HIRE_EBUSY, NULL,
	    "no process can be started now (system error %d)", code);
}

/* Take what it prints until it closes, the time is up or it is too much. */
static hire__child_end
listen_to(const child *c, int64_t deadline, hire__buf *out)
{
	char chunk[CHUNK];
	while (!out->failed) {
		struct pollfd fd = {c->out, POLLIN, 0};
		int64_t left = deadline - steady_ms();
		if (left <= 0)
			return HIRE__CHILD_LATE;
		int ready = poll(&fd, 1, left > 60000 ? 60000 : (int)left);
		if (ready <= 0)
			continue;
		ssize_t n = read(c->out, chunk, sizeof chunk);
		if (n == 0 || (n < 0 && errno != EINTR))
			return HIRE__CHILD_EXITED;
		hire__buf_add(out, chunk, n > 0 ? (size_t)n : 0);
	}
	return HIRE__CHILD_LOUD;
}

/* Whether it ended by itself within the grace; it stays a zombie, which keeps
 * its number from being given to another process. */
static bool
ended(pid_t pid)
{
	int64_t until = steady_ms() + GRACE_MS;
	siginfo_t info = {0};
	while (!waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) &&
	       !info.si_pid) {
		if (steady_ms() > until)
			return false;
		poll(NULL, 0, 1);
	}
	return true;
}

/* Its group dies before it is waited for.  Where the host reaps all children
 * itself, nothing is known but that it is gone. */
static hire__child_result
finish(child *c, hire__child_end end)
{
	int status = 0;
	hire__child_result result = {end, 0};
	if (end == HIRE__CHILD_EXITED && !ended(c->pid))
		result.end = HIRE__CHILD_LATE;
	kill(-c->pid, SIGKILL);
	close(c->out);
	pid_t got;
	do
		got = waitpid(c->pid, &status, 0);
	while (got < 0 && errno == EINTR);
	if (result.end != HIRE__CHILD_EXITED)
		return result;
	if (got != c->pid)
		return (hire__child_result){HIRE__CHILD_KILLED, 0};
	if (WIFSIGNALED(status))
		return (hire__child_result){
		    HIRE__CHILD_KILLED, WTERMSIG(status)};
	result.code = WEXITSTATUS(status);
	return result;
}

hire_status
hire__child_run(const char *const args[], const void *bytes, size_t len,
    hire_time time, hire__buf *out, hire__child_result *result, hire_error *err)
{
	child c = {0, -1};
	hire_status st = start(&c, args, bytes, len, err);
	if (st)
		return st;
	int64_t deadline = steady_ms() + time / 1000;
	*result = finish(&c, listen_to(&c, deadline, out));
	return out->failed == HIRE_ENOMEM ? hire__nomem(err) : HIRE_OK;
}
