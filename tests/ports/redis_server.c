/* SPDX-License-Identifier: MIT
 * redis_server.c - a Redis server of a test's own.
 */
#define _GNU_SOURCE
#include "redis_server.h"

#include "stores.h"

#include <arpa/inet.h>
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

#define PROGRAM "redis-server"

bool
redis_server_here(void)
{
	static bool told;
	static const char *const places[] = {"/usr/bin/" PROGRAM,
	    "/usr/local/bin/" PROGRAM, "/opt/redis/bin/" PROGRAM};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (!access(places[i], X_OK))
			return true;
	if (!told)
		puts("skipped: Redis is not installed (Debian: redis-server)");
	told = true;
	return false;
}

static struct sockaddr_in
local(int port)
{
	struct sockaddr_in a = {
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return a;
}

static int
free_port(void)
{
	struct sockaddr_in a = local(0);
	socklen_t size = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool ok = !bind(fd, (struct sockaddr *)&a, sizeof a) &&
	          !getsockname(fd, (struct sockaddr *)&a, &size);
	close(fd);
	return ok ? ntohs(a.sin_port) : 0;
}

void
redis_server_part(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (int fd = 3; fd < 256; fd++)
		close(fd);
}

/* In the child: becomes the server. */
static void
serve(const redis_server *s)
{
	char port[8];
	redis_server_part();
	int null = open("/dev/null", O_RDWR);
	snprintf(port, sizeof port, "%d", s->port);
	for (int fd = 0; fd < 3; fd++)
		dup2(null, fd);
	execlp(PROGRAM, PROGRAM, "--port", port, "--bind", "127.0.0.1", "--dir",
	    s->folder, "--save", "", "--appendonly", s->keeps ? "yes" : "no",
	    (char *)NULL);
	_exit(127);
}

const char *
redis_server_say(const redis_server *s, const char *command)
{
	static char said[4096];
	char line[256];
	struct sockaddr_in to = local(s->port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	snprintf(line, sizeof line, "%s\r\n", command);
	ssize_t n = connect(fd, (struct sockaddr *)&to, sizeof to);
	if (!n)
		n = send(fd, line, strlen(line), MSG_NOSIGNAL);
	struct pollfd p = {.fd = fd, .events = POLLIN};
	n = n > 0 && poll(&p, 1, 2000) == 1 ? recv(fd, said, sizeof said - 1, 0)
	                                    : 0;
	said[n > 0 ? n : 0] = '\0';
	close(fd);
	return said;
}

void
redis_server_again(redis_server *s)
{
	s->pid = fork();
	if (!s->pid)
		serve(s);
	for (int i = 0; i < 500; i++) {
		if (!strncmp(redis_server_say(s, "PING"), "+PONG", 5))
			return;
		poll(NULL, 0, 20);
	}
	puts("the Redis server did not start");
	exit(1);
}

void
redis_server_start(redis_server *s, bool keeps)
{
	*s = (redis_server){.port = free_port(), .keeps = keeps};
	snprintf(s->folder, sizeof s->folder, "%s", "/tmp/hire-redis-XXXXXX");
	if (!mkdtemp(s->folder))
		s->folder[0] = '\0';
	redis_server_again(s);
}

void
redis_server_kill(redis_server *s)
{
	if (!s->pid)
		return;
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	s->pid = 0;
}

void
redis_server_stop(redis_server *s)
{
	char path[128];
	redis_server_kill(s);
	snprintf(path, sizeof path, "%s/appendonlydir", s->folder);
	test_folder_remove(path);
	test_folder_remove(s->folder);
}
