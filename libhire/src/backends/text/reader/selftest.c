/* SPDX-License-Identifier: MIT
 * selftest.c - try, from inside the confinement, what must not work.
 * The tests run it; so can anyone who wonders what a kernel gives.
 */
#define _GNU_SOURCE
#include "selftest.h"

#include "confine.h"
#include "pdf.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
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
write_file(void)
{
	return open("/tmp/hire-reader-probe", O_WRONLY | O_CREAT | O_CLOEXEC,
	           0600) >= 0;
}

static bool
write_here(void)
{
	return open("hire-reader-probe", O_WRONLY | O_CREAT | O_CLOEXEC,
	           0600) >= 0;
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

static bool
trace(void)
{
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

static const struct {
	const char *name;
	bool (*works)(void);
	bool needs_landlock; /* in the mode that may run pdftotext */
} probes[] = {{"socket", open_socket, false},
    {"read /etc/passwd", read_accounts, true},
    {"read /proc", read_processes, true}, {"write /tmp", write_file, true},
    {"write here", write_here, true}, {"fork", start_process, false},
    {"signal", signal_parent, false}, {"ptrace", trace, false},
    {"300 MB", take_memory, false}, {"lift a limit", lift_limit, false},
    {"run a shell", run_shell, true}};

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

int
selftest(const char *what)
{
	bool may_exec = !strcmp(what, "exec");
	bool spin = !strcmp(what, "spin");
	if (!may_exec && !spin && strcmp(what, "parse") != 0 &&
	    strcmp(what, "sleep") != 0)
		return 2;
	hire_error err;
	bool landlock = confine_landlock_abi() > 0; /* not asked from inside */
	if (confine_enter(may_exec ? CONFINE_EXEC : CONFINE_PARSE,
	        may_exec ? pdf_program(NULL) : NULL, &err)) {
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
