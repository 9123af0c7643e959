/* SPDX-License-Identifier: MIT
 * wire.c - the fault proxy: links of a cluster, and a socket to break them.
 * Apart from wire_link.c, which knows one link; this is the program.
 */
#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { LINE = 200, EVENTS = 256 };

static const struct {
	const char *words;
	wire_mode mode;
} modes[] = {
    {"open", WIRE_OPEN},
    {"cut rst", WIRE_CUT_RST},
    {"cut fin", WIRE_CUT_FIN},
    {"half near", WIRE_HALF_NEAR},
    {"half far", WIRE_HALF_FAR},
    {"freeze", WIRE_FREEZE},
};

enum { MODES = sizeof modes / sizeof *modes };

static wire_link *
find(wire *all, const char *name)
{
	for (size_t i = 0; i < all->count; i++)
		if (!strcmp(all->links[i].name, name))
			return &all->links[i];
	return NULL;
}

/* "slow BYTES_A_SECOND DELAY_MS"; no bytes a second: as many as come. */
static bool
set_slow(wire_link *l, const char *words, size_t *hit)
{
	static const char slow[] = "slow ";
	if (strncmp(words, slow, sizeof slow - 1))
		return false;
	char *end = NULL;
	const char *at = words + sizeof slow - 1;
	int64_t rate = strtoll(at, &end, 10);
	int64_t ms = *end == ' ' ? strtoll(end + 1, &end, 10) : -1;
	if (*end || rate < 0 || ms < 0)
		return false;
	*hit = wire_link_set(l, WIRE_SLOW, rate, ms * 1000);
	return true;
}

static void
order(wire *all, char *line, char out[LINE])
{
	char *space = strchr(line, ' ');
	size_t hit = 0;
	if (space)
		*space = '\0';
	wire_link *l = space ? find(all, line) : NULL;
	if (!l) {
		snprintf(out, LINE, "no such link\n");
		return;
	}
	const char *words = space + 1;
	bool done = set_slow(l, words, &hit);
	for (size_t i = 0; !done && i < MODES; i++)
		if (!strcmp(words, modes[i].words)) {
			hit = wire_link_set(l, modes[i].mode, 0, 0);
			done = true;
		}
	if (done)
		snprintf(out, LINE, "ok %zu\n", hit);
	else if (!strcmp(words, "count"))
		snprintf(out, LINE, "ok %zu %" PRIu64 " %" PRIu64 "\n",
		    l->count, l->taken, l->carried);
	else
		snprintf(out, LINE, "no such order\n");
}

/* One order, one answer. */
static void
obey(wire *all)
{
	char line[LINE] = "", out[LINE];
	int fd = accept4(all->control, NULL, NULL, SOCK_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : recv(fd, line, sizeof line - 1, 0);
	if (n > 0) {
		line[strcspn(line, "\n")] = '\0';
		order(all, line, out);
		(void)!send(fd, out, strlen(out), MSG_NOSIGNAL);
	}
	if (fd >= 0)
		close(fd);
}

static bool
control_open(wire *all, const char *path)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	struct epoll_event ev = {.events = EPOLLIN, .data = {.ptr = all}};
	snprintf(at.sun_path, sizeof at.sun_path, "%s", path);
	unlink(path);
	all->control = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	return all->control >= 0 &&
	       !bind(all->control, (struct sockaddr *)&at, sizeof at) &&
	       !listen(all->control, 64) &&
	       !epoll_ctl(all->epoll, EPOLL_CTL_ADD, all->control, &ev);
}

/* NAME:PORT:TO */
static bool
link_of(wire *all, char *arg)
{
	char *end = strchr(arg, ':');
	if (!end || all->count == WIRE_LINKS)
		return false;
	*end = '\0';
	long port = strtol(end + 1, &end, 10);
	long to = *end == ':' ? strtol(end + 1, &end, 10) : -1;
	return !*end && port >= 0 && port < 65536 && to >= 0 && to < 65536 &&
	       wire_link_open(all, arg, (int)port, (int)to);
}

static void
dispatch(wire *all, const struct epoll_event *ev)
{
	const char *p = ev->data.ptr;
	const char *links = (const char *)all->links;
	if (ev->data.ptr == all)
		obey(all);
	else if (p >= links && p < links + sizeof all->links)
		wire_link_accept(ev->data.ptr);
	else
		wire_end_serve(ev->data.ptr, ev->events);
}

static int
serve(wire *all)
{
	struct epoll_event events[EVENTS];
	/* Whoever started us is gone with its standard input. */
	for (;;) {
		int wait = wire_tick(all) ? 2 : 1000;
		int n = epoll_wait(all->epoll, events, EVENTS, wait);
		if (n < 0 && errno != EINTR)
			return 1;
		for (int i = 0; i < n; i++)
			dispatch(all, &events[i]);
		wire_bury(all);
	}
}

int
main(int argc, char **argv)
{
	static wire all;
	const struct rlimit files = {8192, 8192};
	if (argc < 3) {
		fprintf(stderr, "usage: chaos_wire SOCKET NAME:PORT:TO...\n"
		                "orders, one a connection: NAME open, cut "
		                "rst|fin, slow BYTES DELAY_MS, half near|far, "
		                "freeze, count\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	(void)setrlimit(RLIMIT_NOFILE, &files);
	all.epoll = epoll_create1(EPOLL_CLOEXEC);
	if (!control_open(&all, argv[1])) {
		perror(argv[1]);
		return 1;
	}
	for (int i = 2; i < argc; i++)
		if (!link_of(&all, argv[i])) {
			perror(argv[i]);
			return 1;
		}
	for (size_t i = 0; i < all.count; i++)
		printf("%s %d\n", all.links[i].name, all.links[i].port);
	printf("ready\n");
	fflush(stdout);
	return serve(&all);
}
