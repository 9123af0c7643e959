/* SPDX-License-Identifier: MIT
 * program.c - processes; see program.h.
 */
#define _GNU_SOURCE /* environ */
#include "program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 256, PATIENCE_MS = 15000 };

/* The number behind the last colon of the first line; 0: there is none. */
static int
read_port(int fd)
{
	char line[LINE];
	size_t n = 0;
	while (n < sizeof line - 1 && read(fd, line + n, 1) == 1)
		if (line[n++] == '\n')
			break;
	line[n] = '\0';
	const char *colon = strrchr(line, ':');
	return colon ? (int)strtol(colon + 1, NULL, 10) : 0;
}

static pid_t
spawn(const char *const argv[], int out)
{
	posix_spawn_file_actions_t files;
	pid_t pid = 0;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	if (posix_spawnp(
	        &pid, argv[0], &files, NULL, (char *const *)argv, environ))
		pid = 0;
	posix_spawn_file_actions_destroy(&files);
	return pid;
}

bool
program_start(program *p, const char *const argv[])
{
	int ends[2];
	*p = (program){0};
	if (pipe2(ends, O_CLOEXEC))
		return false;
	p->pid = spawn(argv, ends[1]);
	p->out = ends[0];
	close(ends[1]);
	if (p->pid)
		p->port = read_port(p->out);
	if (p->port)
		return true;
	program_stop(p);
	close(ends[0]);
	return false;
}

void
program_stop(program *p)
{
	const struct timespec step = {0, 10000000};
	if (!p->pid)
		return;
	kill(p->pid, SIGTERM);
	for (int ms = 0; !waitpid(p->pid, NULL, WNOHANG); ms += 10) {
		if (ms == PATIENCE_MS)
			kill(p->pid, SIGKILL);
		nanosleep(&step, NULL);
	}
	if (p->port)
		close(p->out);
	*p = (program){0};
}

double
program_rss(const program *p)
{
	char path[64], line[LINE];
	double kib = 0;
	snprintf(path, sizeof path, "/proc/%d/status", (int)p->pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, "VmRSS:", 6))
			kib = strtod(line + 6, NULL);
	if (f)
		fclose(f);
	return kib;
}
