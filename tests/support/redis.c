/* SPDX-License-Identifier: MIT
 * redis.c - Redis servers for suites.
 */
#define _GNU_SOURCE
#include "redis.h"

#include "support.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGS_MAX = 40 };

int
test_redis_port(void)
{
	char line[200] = "";
	FILE *f = fopen(HIRE_BINARY_DIR "/redis.url", "r");
	bool got = f && fgets(line, sizeof line, f);
	if (f)
		fclose(f);
	const char *colon = got ? strrchr(line, ':') : NULL;
	return colon ? (int)strtol(colon + 1, NULL, 10) : 0;
}

bool
test_redis_here(void)
{
	static bool told;
	bool here = test_redis_port() > 0;
	if (!here && !told)
		puts("skipped: no Redis (ctest starts it)");
	told = true;
	return here;
}

const char *
test_redis_new(void)
{
	static char url[200];
	static int made;
	snprintf(url, sizeof url, "redis://127.0.0.1:%d?prefix=t%ld_%d%%3A",
	    test_redis_port(), (long)getpid(), ++made);
	return url;
}

static int
reach(int port)
{
	struct sockaddr_in to = {
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (!connect(fd, (struct sockaddr *)&to, sizeof to))
		return fd;
	close(fd);
	return -1;
}

const char *
redis_say(int port, const char *line)
{
	static char answer[4096];
	struct timeval limit = {5, 0};
	ssize_t n = 0;
	int fd = reach(port);
	*answer = '\0';
	if (fd < 0)
		return answer;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	if (send(fd, line, strlen(line), MSG_NOSIGNAL) > 0 &&
	    send(fd, "\r\n", 2, MSG_NOSIGNAL) > 0)
		n = recv(fd, answer, sizeof answer - 1, 0);
	answer[n > 0 ? n : 0] = '\0';
	close(fd);
	return answer;
}

static int
free_port(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t size = sizeof at;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&at, &size), 0);
	close(fd);
	return ntohs(at.sin_port);
}

static void
become(const redis_server *s)
{
	char port[8];
	const char *argv[ARGS_MAX] = {"redis-server", "--port", port, "--bind",
	    "127.0.0.1", "--dir", s->folder, "--save", "", "--appendonly",
	    "no"};
	size_t n = 11;
	snprintf(port, sizeof port, "%d", s->port);
	for (size_t i = 0; s->args && s->args[i] && n < ARGS_MAX - 1; i++)
		argv[n++] = s->args[i];
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* a port that the test listens on must not outlive it in here */
	for (int fd = 3; fd < 256; fd++)
		close(fd);
	int null = open("/dev/null", O_RDWR);
	dup2(null, 1);
	dup2(null, 2);
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

void
redis_server_again(redis_server *s)
{
	s->pid = fork();
	if (!s->pid)
		become(s);
	ck_assert_int_gt(s->pid, 0);
	for (int i = 0; i < 1000 && !*redis_say(s->port, "PING"); i++)
		poll(NULL, 0, 10);
	ck_assert_msg(*redis_say(s->port, "PING"), "redis-server is silent");
}

void
redis_server_start(redis_server *s, const char *const *args)
{
	memset(s, 0, sizeof *s);
	s->args = args;
	s->port = free_port();
	snprintf(s->url, sizeof s->url, "redis://127.0.0.1:%d", s->port);
	snprintf(s->folder, sizeof s->folder, "/tmp/hire-redis-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(s->folder));
	redis_server_again(s);
}

void
redis_server_kill(redis_server *s, int sig)
{
	if (!s->pid)
		return;
	kill(s->pid, sig);
	waitpid(s->pid, NULL, 0);
	s->pid = 0;
}

/* Remove the files of a folder, and it, unless it is ".". */
static void
empty(const char *folder, const char *name)
{
	char path[400];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	DIR *d = opendir(path);
	for (struct dirent *e; d && (e = readdir(d));) {
		snprintf(
		    path, sizeof path, "%s/%s/%s", folder, name, e->d_name);
		unlink(path);
	}
	if (d)
		closedir(d);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	rmdir(path);
}

void
redis_server_end(redis_server *s)
{
	redis_server_kill(s, SIGKILL);
	empty(s->folder, "appendonlydir");
	empty(s->folder, ".");
	rmdir(s->folder);
}
