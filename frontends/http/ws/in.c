/* SPDX-License-Identifier: MIT
 * in.c - bytes from a socket to messages for the host, no faster than it takes
 * them.
 */
#include "loop.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

void
ws_in_arm(ws_loop *l, ws_conn *c)
{
	uint32_t want = (c->paused ? 0u : (uint32_t)EPOLLIN) |
	                (c->out.first ? (uint32_t)EPOLLOUT : 0u);
	struct epoll_event e = {.events = want, .data.u64 = c->id};
	if (c->state == WS_IS_GONE || want == c->armed)
		return;
	if (epoll_ctl(l->epoll, EPOLL_CTL_MOD, c->fd, &e))
		ws_end_lost(l, c);
	c->armed = want;
}

/* Hand a message over; the host may ask for a pause.  Where it has taken that
 * back before we hear of it, or closes, serve_one() finds the word of that. */
static void
deliver(ws_loop *l, ws_conn *c, const ws_event *e)
{
	const ws_callbacks *host = &l->hub->callbacks;
	const unsigned char *rest = NULL;
	size_t none = 0;
	pthread_mutex_lock(&l->lock);
	bool wanted = !c->sealed;
	c->resumed = false;
	pthread_mutex_unlock(&l->lock);
	if (!wanted)
		return;
	c->active = l->now;
	ws_count_add(l->hub, WS_N_MESSAGES_IN, 1);
	bool more = host->message(
	    host->host, c->id, c->user, e->text, (const char *)e->data, e->len);
	ws_reader_next(&c->reader, &rest, &none); /* lets the message go */
	c->paused = !more;
}

static void
answer_ping(ws_loop *l, ws_conn *c, const ws_event *e)
{
	ws_count_add(l->hub, WS_N_PINGS_IN, 1);
	if (c->state != WS_IS_OPEN)
		return;
	if (ws_out_control(l, c, WS_PONG, e->data, e->len))
		ws_loop_later(l, c, false);
	else
		ws_end_begin(l, c, WS_CODE_INTERNAL, NULL, WS_END_MEMORY);
}

static void
end_on_fault(ws_loop *l, ws_conn *c, const ws_event *e)
{
	bool ours = e->code == WS_CODE_INTERNAL;
	c->peer_closed = true;
	ws_end_begin(
	    l, c, e->code, e->why, ours ? WS_END_MEMORY : WS_END_FAULT);
	if (c->state == WS_IS_CLOSING)
		ws_loop_later(l, c, false);
}

static void
act(ws_loop *l, ws_conn *c, const ws_event *e)
{
	switch (e->kind) {
	case WS_GOT_MESSAGE:
		deliver(l, c, e);
		break;
	case WS_GOT_PING:
		answer_ping(l, c, e);
		break;
	case WS_GOT_CLOSE:
		ws_end_by_peer(l, c, e->code);
		break;
	case WS_GOT_FAULT:
		end_on_fault(l, c, e);
		break;
	case WS_GOT_PONG:
		ws_watch_pong(l, c);
		break;
	case WS_GOT_NOTHING:
		break;
	}
}

/* Read [*p, *p + *n) up to its end, a pause, or the end of the connection. */
static void
take(ws_loop *l, ws_conn *c, const unsigned char **p, size_t *n)
{
	while (c->state != WS_IS_GONE && !c->paused) {
		ws_event e = ws_reader_next(&c->reader, p, n);
		if (e.kind == WS_GOT_NOTHING)
			return;
		act(l, c, &e);
	}
}

/* Keep what was read behind the message that paused us. */
static void
hold(ws_loop *l, ws_conn *c, const unsigned char *p, size_t n)
{
	c->held = ws_realloc(&l->hub->options.mem, NULL, n);
	if (c->held) {
		memcpy(c->held, p, n);
		c->held_at = 0;
		c->held_len = n;
		return;
	}
	c->paused = false;
	c->peer_closed = true;
	ws_end_begin(l, c, WS_CODE_INTERNAL, NULL, WS_END_MEMORY);
	ws_loop_later(l, c, false);
}

static void
read_some(ws_loop *l, ws_conn *c)
{
	ssize_t got =
	    recv(c->fd, l->buffer, l->hub->options.read_size, MSG_DONTWAIT);
	if (got < 0 &&
	    (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
		return;
	if (got <= 0) {
		ws_end_lost(l, c);
		return;
	}
	const unsigned char *p = l->buffer;
	size_t n = (size_t)got;
	c->heard = l->now;
	ws_count_add(l->hub, WS_N_BYTES_IN, n);
	take(l, c, &p, &n);
	if (c->state != WS_IS_GONE && c->paused && n)
		hold(l, c, p, n);
	ws_in_arm(l, c);
}

void
ws_in_event(ws_loop *l, ws_conn *c, uint32_t events)
{
	bool broken = events & (EPOLLERR | EPOLLHUP);
	if (broken && c->paused) {
		ws_end_lost(l, c);
		return;
	}
	if (events & EPOLLOUT)
		ws_out_flush(l, c);
	if (c->state != WS_IS_GONE && (broken || (events & EPOLLIN)))
		read_some(l, c);
}

void
ws_in_resume(ws_loop *l, ws_conn *c)
{
	const unsigned char *p = c->held ? c->held + c->held_at : NULL;
	size_t n = c->held_len - c->held_at;
	c->paused = false;
	c->active = l->now; /* the idleness was ours */
	take(l, c, &p, &n);
	if (c->state == WS_IS_GONE)
		return;
	c->held_at = c->held_len - n;
	if (!c->paused || !n) {
		ws_free(&l->hub->options.mem, c->held);
		c->held = NULL;
		c->held_at = c->held_len = 0;
	}
	ws_watch(l, c);
	ws_in_arm(l, c);
}
