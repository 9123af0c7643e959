/* SPDX-License-Identifier: MIT
 * wire_carry.c - the bytes of a link, from one end of a pair to the other.
 * Apart from wire_link.c, which takes and breaks connections.
 */
#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
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

wire_end *
wire_end_other(wire_end *e)
{
	return e == &e->pair->near ? &e->pair->far : &e->pair->near;
}

bool
wire_link_is_half(const wire_link *l)
{
	return l->mode == WIRE_HALF_NEAR || l->mode == WIRE_HALF_FAR;
}

/* What is to be waited for at this end. */
static unsigned
wanted(wire_end *e)
{
	const wire_link *l = e->pair->link;
	wire_end *o = wire_end_other(e);
	if (l->mode == WIRE_FREEZE)
		return 0;
	if (wire_link_is_half(l))
		return EPOLLIN; /* what comes is swallowed */
	unsigned in = e->len || e->eof || e->pair->connecting ? 0 : EPOLLIN;
	bool out = o->len && o->due <= wire_now();
	if (e == &e->pair->far && e->pair->connecting)
		out = true;
	return in | (out ? EPOLLOUT : 0);
}

void
wire_end_watch(wire_end *e)
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

void
wire_end_close(wire_end *e, bool reset)
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

void
wire_pair_close(wire_pair *p, bool reset)
{
	wire_link *l = p->link;
	wire_end_close(&p->near, reset);
	wire_end_close(&p->far, reset);
	*(p->prev ? &p->prev->next : &l->pairs) = p->next;
	if (p->next)
		p->next->prev = p->prev;
	l->count--;
	p->next = l->all->dead;
	l->all->dead = p;
}

/* Pass on what was read here; false when the pair is no more. */
static bool
pass(wire_end *e)
{
	wire_end *o = wire_end_other(e);
	wire_link *l = e->pair->link;
	while (e->len && e->due <= wire_now() && o->fd >= 0) {
		ssize_t n =
		    send(o->fd, e->bytes + e->off, e->len, MSG_NOSIGNAL);
		if (n < 0 && errno == EAGAIN)
			break;
		if (n <= 0) {
			wire_pair_close(e->pair, true);
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
	bool swallow = wire_link_is_half(l);
	size_t most = l->mode == WIRE_SLOW && l->rate < WIRE_ROOM && l->rate
	                  ? (size_t)l->rate / 10 + 1
	                  : WIRE_ROOM;
	ssize_t n = recv(e->fd, e->bytes, most, 0);
	if (n < 0 && errno == EAGAIN)
		return true;
	if (n < 0 || (n == 0 && swallow)) {
		wire_pair_close(e->pair, true);
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
		wire_pair_close(p, true);
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
		wire_pair_close(p, true);
		return;
	}
	if (wire_link_is_half(p->link) || p->connecting)
		return;
	if (!pass(&p->near) || !pass(&p->far))
		return;
	if (p->near.shut && p->far.shut) {
		wire_pair_close(p, false);
		return;
	}
	wire_end_watch(&p->near);
	wire_end_watch(&p->far);
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
			wire_end_watch(&p->near);
			wire_end_watch(&p->far);
		}
	}
	return any;
}
