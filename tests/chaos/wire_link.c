/* SPDX-License-Identifier: MIT
 * wire_link.c - one link: who comes, what passes, how it breaks; see wire.h.
 */
#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int64_t
wire_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static wire_end *
other(wire_end *e)
{
	return e == &e->pair->near ? &e->pair->far : &e->pair->near;
}

static bool
is_half(const wire_link *l)
{
	return l->mode == WIRE_HALF_NEAR || l->mode == WIRE_HALF_FAR;
}

/* What is to be waited for at this end. */
static unsigned
wanted(wire_end *e)
{
	const wire_link *l = e->pair->link;
	wire_end *o = other(e);
	if (l->mode == WIRE_FREEZE)
		return 0;
	if (is_half(l))
		return EPOLLIN; /* what comes is swallowed */
	unsigned in = e->len || e->eof || e->pair->connecting ? 0 : EPOLLIN;
	bool out = o->len && o->due <= wire_now();
	if (e == &e->pair->far && e->pair->connecting)
		out = true;
	return in | (out ? EPOLLOUT : 0);
}

static void
watch(wire_end *e)
{
	int epoll = e->pair->link->all->epoll;
	unsigned now = e->fd < 0 ? 0 : wanted(e);
	struct epoll_event ev = {.events = now, .data = {.ptr = e}};
	if (e->fd < 0 || now == e->watched)
		return;
	/* With no events asked for, an error would still be told for ever. */
	int how = !e->watched ? EPOLL_CTL_ADD
	          : now       ? EPOLL_CTL_MOD
	                      : EPOLL_CTL_DEL;
	epoll_ctl(epoll, how, e->fd, &ev);
	e->watched = now;
}

static void
end_close(wire_end *e, bool reset)
{
	const struct linger at_once = {1, 0};
	if (e->fd < 0)
		return;
	if (reset)
		setsockopt(
		    e->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	close(e->fd);
	e->fd = -1;
}

static void
pair_close(wire_pair *p, bool reset)
{
	wire_link *l = p->link;
	end_close(&p->near, reset);
	end_close(&p->far, reset);
	*(p->prev ? &p->prev->next : &l->pairs) = p->next;
	if (p->next)
		p->next->prev = p->prev;
	l->count--;
	p->next = l->all->dead;
	l->all->dead = p;
}

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
	if (!is_half(l)) {
		p->far.fd = far_open(l, from);
		p->connecting = true;
	}
	bool dead = l->mode == WIRE_CUT_RST || l->mode == WIRE_CUT_FIN;
	if (dead || (!is_half(l) && p->far.fd < 0)) {
		pair_close(p, l->mode != WIRE_CUT_FIN);
		return;
	}
	watch(&p->near);
	watch(&p->far);
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

/* Pass on what was read here; false when the pair is no more. */
static bool
pass(wire_end *e)
{
	wire_end *o = other(e);
	wire_link *l = e->pair->link;
	while (e->len && e->due <= wire_now() && o->fd >= 0) {
		ssize_t n =
		    send(o->fd, e->bytes + e->off, e->len, MSG_NOSIGNAL);
		if (n < 0 && errno == EAGAIN)
			break;
		if (n <= 0) {
			pair_close(e->pair, true);
			return false;
		}
		e->off += (size_t)n;
		e->len -= (size_t)n;
		l->carried += (uint64_t)n;
	}
	if (e->eof && !e->len && !o->shut) {
		shutdown(o->fd, SHUT_WR);
		o->shut = true;
	}
	return true;
}

/* When what was read now may be passed on. */
static int64_t
due_of(const wire_link *l, size_t bytes)
{
	if (l->mode != WIRE_SLOW)
		return 0;
	int64_t took = l->rate ? (int64_t)bytes * 1000000 / l->rate : 0;
	return wire_now() + l->delay + took;
}

/* False when the pair is no more. */
static bool
take(wire_end *e)
{
	wire_link *l = e->pair->link;
	bool swallow = is_half(l);
	size_t most = l->mode == WIRE_SLOW && l->rate < WIRE_ROOM && l->rate
	                  ? (size_t)l->rate / 10 + 1
	                  : WIRE_ROOM;
	ssize_t n = recv(e->fd, e->bytes, most, 0);
	if (n < 0 && errno == EAGAIN)
		return true;
	if (n < 0 || (n == 0 && swallow)) {
		pair_close(e->pair, true);
		return false;
	}
	if (swallow)
		return true;
	e->eof = n == 0;
	e->off = 0;
	e->len = (size_t)n;
	e->due = due_of(l, e->len);
	return true;
}

/* The connection to the server stands, or does not. */
static bool
connected(wire_pair *p)
{
	int fault = 0;
	socklen_t size = sizeof fault;
	getsockopt(p->far.fd, SOL_SOCKET, SO_ERROR, &fault, &size);
	if (fault) {
		pair_close(p, true);
		return false;
	}
	p->connecting = false;
	return true;
}

void
wire_end_serve(wire_end *e, unsigned events)
{
	wire_pair *p = e->pair;
	if (e->fd < 0 || p->link->mode == WIRE_FREEZE)
		return;
	if (p->connecting && e == &p->far && !connected(p))
		return;
	if (events & ~(unsigned)EPOLLOUT && !e->len && !e->eof && !take(e))
		return;
	if (events & EPOLLERR && e->eof) {
		pair_close(p, true);
		return;
	}
	if (is_half(p->link) || p->connecting)
		return;
	if (!pass(&p->near) || !pass(&p->far))
		return;
	if (p->near.shut && p->far.shut) {
		pair_close(p, false);
		return;
	}
	watch(&p->near);
	watch(&p->far);
}

bool
wire_tick(wire *all)
{
	bool any = false;
	for (size_t i = 0; i < all->count; i++) {
		wire_link *l = &all->links[i];
		any = any || l->mode == WIRE_SLOW;
		wire_pair *next;
		for (wire_pair *p = l->pairs; p && l->mode == WIRE_SLOW;
		     p = next) {
			next = p->next;
			if (p->connecting || !pass(&p->near) || !pass(&p->far))
				continue;
			watch(&p->near);
			watch(&p->far);
		}
	}
	return any;
}

/* What the change does to a connection that stands. */
static void
strike(wire_pair *p, wire_mode was, wire_mode mode)
{
	bool lost = was == WIRE_HALF_NEAR || was == WIRE_HALF_FAR;
	if (lost || mode == WIRE_CUT_RST || mode == WIRE_CUT_FIN) {
		/* Bytes were swallowed: it cannot go on as if they were not. */
		pair_close(p, mode != WIRE_CUT_FIN);
		return;
	}
	if (mode == WIRE_HALF_NEAR || mode == WIRE_HALF_FAR) {
		wire_end *gone = mode == WIRE_HALF_NEAR ? &p->far : &p->near;
		end_close(gone, true);
		p->near.len = p->far.len = 0;
		if (other(gone)->fd < 0 || other(gone)->eof) {
			pair_close(p, true);
			return;
		}
	}
	if (mode == WIRE_OPEN)
		p->near.due = p->far.due = 0;
	watch(&p->near);
	watch(&p->far);
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
