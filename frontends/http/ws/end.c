/* SPDX-License-Identifier: MIT
 * end.c - the ways a connection ends, each through the same few states.
 * Apart so that closed() is called once, whatever happens at the same time.
 */
#include "loop.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define WS_X(name, text) text,
static const char *const names[] = {WS_END_MAP(WS_X)};
#undef WS_X

const char *
ws_end_name(ws_end end)
{
	return end < WS_ENDS ? names[end] : "unknown";
}

/* Open to closing; returns whether ws_close() has queued a close frame. */
static bool
begin(ws_loop *l, ws_conn *c, uint16_t code, ws_end why)
{
	int64_t limit = l->hub->options.close_ms;
	c->state = WS_IS_CLOSING;
	c->code = code;
	c->why = why;
	c->ends = limit < 0 ? INT64_MAX : l->now + limit;
	if (l->stop_seen && c->ends > l->stop_at)
		c->ends = l->stop_at;
	pthread_mutex_lock(&l->lock);
	bool asked = c->asked;
	c->sealed = true;
	ws_slot_due(l, c, c->ends);
	pthread_mutex_unlock(&l->lock);
	/* Its close frame may be among what we have not read. */
	if (c->paused)
		ws_loop_later(l, c, true);
	return asked;
}

void
ws_end_begin(
    ws_loop *l, ws_conn *c, uint16_t code, const char *reason, ws_end why)
{
	unsigned char payload[WS_CONTROL_MAX];
	if (c->state != WS_IS_OPEN)
		return;
	if (begin(l, c, code, why))
		return;
	size_t n = ws_write_close(payload, code, reason);
	if (!ws_out_control(l, c, WS_CLOSE, payload, n))
		ws_end_drop(l, c);
}

void
ws_end_asked(ws_loop *l, ws_conn *c)
{
	if (c->state == WS_IS_OPEN)
		begin(l, c, c->asked, WS_END_APP);
}

void
ws_end_by_peer(ws_loop *l, ws_conn *c, uint16_t code)
{
	c->peer_closed = true;
	ws_end_begin(l, c, code, NULL, WS_END_PEER);
	if (c->state == WS_IS_CLOSING)
		ws_loop_later(l, c, false);
}

void
ws_end_sent(ws_loop *l, ws_conn *c)
{
	(void)l;
	if (c->state != WS_IS_CLOSING || !c->peer_closed)
		return;
	/* Closing now could reset the connection under our close frame; so
	 * say that nothing follows, and wait for the peer to go. */
	shutdown(c->fd, SHUT_WR);
	c->state = WS_IS_FINISHING;
}

void
ws_end_lost(ws_loop *l, ws_conn *c)
{
	if (c->state == WS_IS_OPEN) {
		c->code = WS_CODE_LOST;
		c->why = WS_END_LOST;
	}
	ws_end_drop(l, c);
}

void
ws_end_drop(ws_loop *l, ws_conn *c)
{
	ws_hub *hub = l->hub;
	if (c->state == WS_IS_GONE)
		return;
	c->state = WS_IS_GONE;
	epoll_ctl(l->epoll, EPOLL_CTL_DEL, c->fd, NULL);
	shutdown(c->fd, SHUT_RDWR); /* also for duplicates of it elsewhere */
	close(c->fd);
	pthread_mutex_lock(&l->lock);
	size_t weight = c->queued;
	c->queued = 0;
	c->sealed = true;
	ws_slot_give(l, c);
	ws_loop_mark(l, c); /* to be freed when nobody holds it any more */
	pthread_mutex_unlock(&l->lock);
	ws_count_add(hub, WS_N_QUEUED, 0 - (uint64_t)weight);
	ws_count_add(hub, WS_N_CLOSED + (int)c->why, 1);
	ws_count_add(hub, WS_N_OPEN, 0 - UINT64_C(1));
	hub->callbacks.closed(
	    hub->callbacks.host, c->id, c->user, c->code, c->why);
}

void
ws_conn_free(ws_hub *hub, ws_conn *c)
{
	const ws_mem *mem = &hub->options.mem;
	ws_list_free(mem, &c->posted);
	ws_list_free(mem, &c->out);
	ws_free(mem, c->held);
	ws_reader_fini(&c->reader);
	ws_free(mem, c);
}
