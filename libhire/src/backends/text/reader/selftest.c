/* SPDX-License-Identifier: MIT
 * selftest.c - try, from inside the confinement, what must not work.
 * The tests run it; so can anyone who wonders what a kernel gives.
 */
#define _GNU_SOURCE
#include "selftest.h"

#include "confine.h"
#include "pdf/pdf.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each returns whether it worked. */
static bool
open_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
	       socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static bool
read_accounts(void)
{
	return open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
}

static bool
read_processes(void)
{
	return open("/proc/self/environ", O_RDONLY | O_CLOEXEC) >= 0;
}

static bool
made(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	return fd >= 0 && !close(fd) && !unlink(path);
}

/* A file that is there may not be opened for writing either. */
static bool
write_device(void)
{
	return open("/dev/null", O_WRONLY | O_CLOEXEC) >= 0;
}

static bool
write_file(void)
{
	return made("/tmp/hire-reader-probe");
}

static bool
write_here(void)
{
	return made("hire-reader-probe");
}

static bool
run_shell(void)
{
	char *const args[] = {"sh", "-c", "exit 0", NULL};
	char *const env[] = {NULL};
	execve("/bin/sh", args, env);
	return false; /* had it worked, nothing would say "refused" */
}

static bool
start_process(void)
{
	pid_t child = fork();
	if (!child)
		_exit(0);
	return child > 0;
}

static bool
signal_parent(void)
{
	return kill(getppid(), 0) == 0;
}

/* The next signal would stop a traced process for good. */
static bool
trace(void)
{
	pid_t child = fork();
	if (!child)
		_exit(ptrace(PTRACE_TRACEME, 0, 0, 0) != 0);
	int status = 1;
	if (child > 0)
		return waitpid(child, &status, 0) == child && !status;
	return ptrace(PTRACE_TRACEME, 0, 0, 0) == 0;
}

static bool
take_memory(void)
{
	char *p = malloc((size_t)300 << 20);
	bool got = p != NULL;
	if (got) /* or the compiler takes malloc's word for it */
		*(volatile char *)p = 1;
	free(p);
	return got;
}

static bool
lift_limit(void)
{
	struct rlimit l = {60, 60};
	return setrlimit(RLIMIT_CPU, &l) == 0;
}

static bool
put_off_alarm(void)
{
	const struct itimerval later = {{0, 0}, {600, 0}};
	return setitimer(ITIMER_REAL, &later, NULL) == 0;
}

static bool
leave_namespace(void)
{
	return unshare(CLONE_NEWUSER) == 0;
}

/* Calls that the kernel makes for us pass by a filter. */
static bool
queue_calls(void)
{
	char parameters[256] = "";
	return syscall(SYS_io_uring_setup, 1, parameters) >= 0;
}

static bool
make_file_in_memory(void)
{
	return memfd_create("probe", MFD_CLOEXEC) >= 0;
}

/* Ours is the group: whoever leaves it is not killed with it. */
static bool
leave_group(void)
{
	return setsid() >= 0;
}

static const struct {
	const char *name;
	bool (*works)(void);
	bool needs_landlock; /* in the mode that may run pdftotext */
} probes[] = {{"socket", open_socket, false},
    {"read /etc/passwd", read_accounts, true},
    {"read /proc", read_processes, true}, {"write /tmp", write_file, false},
    {"write here", write_here, false}, {"write /dev", write_device, false},
    {"fork", start_process, false}, {"signal", signal_parent, false},
    {"ptrace", trace, false}, {"300 MB", take_memory, false},
    {"lift a limit", lift_limit, false},
    {"put off the alarm", put_off_alarm, false},
    {"namespace", leave_namespace, false}, {"io_uring", queue_calls, false},
    {"file in memory", make_file_in_memory, false},
    {"leave the group", leave_group, false}, {"run a shell", run_shell, true}};

static void
say(const char *name, const char *result)
{
	char line[80];
	int n = snprintf(line, sizeof line, "%s: %s\n", name, result);
	if (write(STDOUT_FILENO, line, (size_t)n) != n)
		_exit(1);
}

static int
probe_all(bool may_exec, bool landlock)
{
	int allowed = 0;
	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
		if (may_exec && !landlock && probes[i].needs_landlock) {
			say(probes[i].name, "needs Landlock");
			continue;
		}
		bool works = probes[i].works();
		allowed += works;
		say(probes[i].name, works ? "ALLOWED" : "refused");
	}
	return allowed ? 1 : 0;
}

static const struct {
	const char *name;
	confine_mode mode;
} modes[] = {{"parse", CONFINE_PARSE}, {"exec", CONFINE_EXEC},
    {"parse-bare", CONFINE_PARSE_BARE}, {"exec-bare", CONFINE_EXEC_BARE},
    {"spin", CONFINE_PARSE}, {"sleep", CONFINE_PARSE}};

int
selftest(const char *what, unsigned seconds)
{
	size_t i = 0, n = sizeof modes / sizeof *modes;
	if (!strcmp(what, "open"))
		return probe_all(false, false);
	while (i < n && strcmp(what, modes[i].name) != 0)
		i++;
	if (i == n)
		return 2;
	confine_mode mode = modes[i].mode;
	bool may_exec = mode == CONFINE_EXEC || mode == CONFINE_EXEC_BARE;
	bool spin = !strcmp(what, "spin");
	hire_error err;
	/* Not to be asked from inside. */
	bool landlock = mode != CONFINE_EXEC_BARE && confine_landlock_abi() > 0;
	if (confine_limits(seconds, &err) ||
	    confine_enter(mode, may_exec ? pdf_program(NULL) : NULL, &err)) {
		say("confinement", err.message);
		return 1;
	}
	volatile bool forever = spin;
	while (forever)
		;
	if (!strcmp(what, "sleep"))
		for (;;)
			pause();
	return probe_all(may_exec, landlock);
}
