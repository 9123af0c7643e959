/* SPDX-License-Identifier: MIT
 * wire_link.c - one link: who comes, and how it breaks; see wire.h.
 */
#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

void
wire_bury(wire *all)
{
	while (all->dead) {
		wire_pair *p = all->dead;
		all->dead = p->next;
		free(p);
	}
}

static int
socket_open(void)
{
	return socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

static struct sockaddr_in
local(int port)
{
	struct sockaddr_in a = {
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return a;
}

bool
wire_link_open(wire *all, const char *name, int port, int to)
{
	int on = 1;
	wire_link *l = &all->links[all->count];
	struct sockaddr_in at = local(port);
	socklen_t size = sizeof at;
	*l = (wire_link){.to = to, .all = all, .fd = socket_open()};
	snprintf(l->name, sizeof l->name, "%s", name);
	struct epoll_event ev = {.events = EPOLLIN, .data = {.ptr = l}};
	setsockopt(l->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(l->fd, (struct sockaddr *)&at, sizeof at) ||
	    listen(l->fd, 1024) ||
	    getsockname(l->fd, (struct sockaddr *)&at, &size) ||
	    epoll_ctl(all->epoll, EPOLL_CTL_ADD, l->fd, &ev))
		return false;
	l->port = ntohs(at.sin_port);
	all->count++;
	return true;
}

/* To the server, from the address that the client has: a proxy behind us
 * tells clients apart by it. */
static int
far_open(const wire_link *l, struct sockaddr_in from)
{
	int on = 1, fd = socket_open();
	struct sockaddr_in to = local(l->to);
	from.sin_port = 0;
	setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
	if (!bind(fd, (struct sockaddr *)&from, sizeof from) &&
	    (!connect(fd, (struct sockaddr *)&to, sizeof to) ||
	        errno == EINPROGRESS))
		return fd;
	close(fd);
	return -1;
}

static void
pair_begin(wire_link *l, int fd, struct sockaddr_in from)
{
	wire_pair *p = calloc(1, sizeof *p);
	if (!p) {
		close(fd);
		return;
	}
	p->link = l;
	p->next = l->pairs;
	if (l->pairs)
		l->pairs->prev = p;
	l->pairs = p;
	l->count++;
	l->taken++;
	p->near = (wire_end){.pair = p, .fd = fd};
	p->far = (wire_end){.pair = p, .fd = -1};
	if (!wire_link_is_half(l)) {
		p->far.fd = far_open(l, from);
		p->connecting = true;
	}
	bool dead = l->mode == WIRE_CUT_RST || l->mode == WIRE_CUT_FIN;
	if (dead || (!wire_link_is_half(l) && p->far.fd < 0)) {
		wire_pair_close(p, l->mode != WIRE_CUT_FIN);
		return;
	}
	wire_end_watch(&p->near);
	wire_end_watch(&p->far);
}

void
wire_link_accept(wire_link *l)
{
	struct sockaddr_in from;
	socklen_t size = sizeof from;
	/* The kernel goes on shaking hands: who comes is not told. */
	if (l->mode == WIRE_FREEZE)
		return;
	int fd = accept4(l->fd, (struct sockaddr *)&from, &size,
	    SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd >= 0)
		pair_begin(l, fd, from);
}

/* What the change does to a connection that stands. */
static void
strike(wire_pair *p, wire_mode was, wire_mode mode)
{
	bool lost = was == WIRE_HALF_NEAR || was == WIRE_HALF_FAR;
	if (lost || mode == WIRE_CUT_RST || mode == WIRE_CUT_FIN) {
		/* Bytes were swallowed: it cannot go on as if they were not. */
		wire_pair_close(p, mode != WIRE_CUT_FIN);
		return;
	}
	if (mode == WIRE_HALF_NEAR || mode == WIRE_HALF_FAR) {
		wire_end *gone = mode == WIRE_HALF_NEAR ? &p->far : &p->near;
		wire_end_close(gone, true);
		p->near.len = p->far.len = 0;
		if (wire_end_other(gone)->fd < 0 || wire_end_other(gone)->eof) {
			wire_pair_close(p, true);
			return;
		}
	}
	if (mode == WIRE_OPEN)
		p->near.due = p->far.due = 0;
	wire_end_watch(&p->near);
	wire_end_watch(&p->far);
}

size_t
wire_link_set(wire_link *l, wire_mode mode, int64_t rate, int64_t delay)
{
	size_t hit = l->count;
	wire_mode was = l->mode;
	struct epoll_event ev = {
	    .events = mode == WIRE_FREEZE ? 0 : EPOLLIN, .data = {.ptr = l}};
	l->mode = mode;
	l->rate = rate;
	l->delay = delay;
	wire_pair *next;
	for (wire_pair *p = l->pairs; p; p = next) {
		next = p->next;
		strike(p, was, mode);
	}
	epoll_ctl(l->all->epoll, EPOLL_CTL_MOD, l->fd, &ev);
	return hit;
}
