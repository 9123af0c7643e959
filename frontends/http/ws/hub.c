/* SPDX-License-Identifier: MIT
 * hub.c - a hub from its making to its end, and how sockets come to it.
 */
#include "loop.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>

enum { THREADS_MAX = 64 };

static int64_t
time_or(int64_t given, int64_t usual)
{
	return given ? given : usual;
}

static size_t
size_or(size_t given, size_t usual)
{
	return given ? given : usual;
}

static ws_hub_options
completed(const ws_hub_options *given)
{
	ws_hub_options o = given ? *given : (ws_hub_options){0};
	o.threads = size_or(o.threads, 1);
	o.limits.frame = size_or(o.limits.frame, 64 * 1024);
	o.limits.message = size_or(o.limits.message, 64 * 1024);
	o.queue_max = size_or(o.queue_max, 256 * 1024);
	o.read_size = size_or(o.read_size, 16 * 1024);
	o.ping_ms = time_or(o.ping_ms, 25000);
	o.pong_ms = time_or(o.pong_ms, 20000);
	o.idle_ms = time_or(o.idle_ms, -1);
	o.close_ms = time_or(o.close_ms, 5000);
	return o;
}

hire_status
ws_hub_new(
    const ws_hub_options *options, const ws_callbacks *callbacks, ws_hub **out)
{
	ws_hub_options o = completed(options);
	if (o.threads > THREADS_MAX || !callbacks || !callbacks->message ||
	    !callbacks->closed)
		return HIRE_EINVAL;
	ws_hub *hub =
	    ws_zalloc(&o.mem, sizeof *hub + o.threads * sizeof *hub->loops);
	if (!hub)
		return HIRE_ENOMEM;
	hub->options = o;
	hub->callbacks = *callbacks;
	hire_status st = HIRE_OK;
	while (!st && hub->loops_len < o.threads) {
		size_t i = hub->loops_len++;
		st = ws_loop_start(hub, &hub->loops[i], (uint32_t)i);
	}
	if (st)
		ws_hub_free(hub);
	else
		*out = hub;
	return st;
}

static void
tell_stop(ws_loop *l, int64_t stop_at)
{
	pthread_mutex_lock(&l->lock);
	l->stop = true;
	l->stop_at = stop_at;
	bool wake = ws_loop_rouse(l);
	pthread_mutex_unlock(&l->lock);
	if (wake)
		ws_loop_wake(l);
}

void
ws_hub_stop(ws_hub *hub, uint16_t code, const char *reason, int64_t drain_ms)
{
	if (hub->stopped)
		return;
	hub->stopped = true;
	hub->stop_code = ws_code_valid(code) ? code : WS_CODE_AWAY;
	snprintf(hub->stop_reason, sizeof hub->stop_reason, "%s",
	    reason ? reason : "");
	int64_t stop_at = ws_now() + (drain_ms > 0 ? drain_ms : 0);
	for (size_t i = 0; i < hub->loops_len; i++)
		if (hub->loops[i].started)
			tell_stop(&hub->loops[i], stop_at);
	for (size_t i = 0; i < hub->loops_len; i++)
		if (hub->loops[i].started)
			pthread_join(hub->loops[i].thread, NULL);
}

void
ws_hub_free(ws_hub *hub)
{
	if (!hub)
		return;
	ws_hub_stop(hub, WS_CODE_AWAY, NULL, 0);
	for (size_t i = 0; i < hub->loops_len; i++)
		ws_loop_fini(&hub->loops[i]);
	ws_mem mem = hub->options.mem;
	ws_free(&mem, hub);
}

/* With the lock held: a slot, a place with epoll, a first timer. */
static hire_status
enter(ws_loop *l, ws_conn *c)
{
	if (l->stop)
		return HIRE_ESTATE;
	hire_status st = ws_slot_take(l, c);
	if (st)
		return st;
	struct epoll_event e = {.events = EPOLLIN, .data.u64 = c->id};
	if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, c->fd, &e)) {
		ws_slot_give(l, c);
		return HIRE_EIO;
	}
	c->armed = e.events;
	ws_slot_due(l, c, ws_watch_due(&l->hub->options, c));
	return HIRE_OK;
}

static hire_status
adopt(ws_hub *hub, int fd, void *user, ws_conn_id *id)
{
	int on = 1;
	unsigned turn = atomic_fetch_add(&hub->next_loop, 1);
	ws_loop *l = &hub->loops[turn % hub->loops_len];
	ws_conn *c = ws_zalloc(&hub->options.mem, sizeof *c);
	if (!c)
		return HIRE_ENOMEM;
	c->fd = fd;
	c->user = user;
	c->heard = c->active = ws_now();
	ws_reader_init(&c->reader, &hub->options.mem, &hub->options.limits);
	/* Not every stream socket has Nagle's wait to switch off. */
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	pthread_mutex_lock(&l->lock);
	hire_status st = enter(l, c);
	if (!st)
		*id = c->id;
	bool wake = !st && ws_loop_rouse(l);
	pthread_mutex_unlock(&l->lock);
	if (wake)
		ws_loop_wake(l);
	if (st)
		ws_free(&hub->options.mem, c);
	return st;
}

hire_status
ws_hub_adopt(ws_hub *hub, int fd, void *user, ws_conn_id *id)
{
	uint64_t most = hub->options.connections_max;
	uint64_t open = atomic_fetch_add(&hub->counts[WS_N_OPEN], 1);
	hire_status st =
	    most && open >= most ? HIRE_ELIMIT : adopt(hub, fd, user, id);
	if (st)
		ws_count_add(hub, WS_N_OPEN, 0 - UINT64_C(1));
	ws_count_add(hub, st ? WS_N_REFUSED : WS_N_OPENED, 1);
	return st;
}

static uint64_t
count_of(ws_hub *hub, int which)
{
	return atomic_load_explicit(&hub->counts[which], memory_order_relaxed);
}

void
ws_hub_counters(ws_hub *hub, ws_counters *out)
{
	*out = (ws_counters){.open = count_of(hub, WS_N_OPEN),
	    .queued = count_of(hub, WS_N_QUEUED),
	    .opened = count_of(hub, WS_N_OPENED),
	    .refused = count_of(hub, WS_N_REFUSED),
	    .messages_in = count_of(hub, WS_N_MESSAGES_IN),
	    .messages_out = count_of(hub, WS_N_MESSAGES_OUT),
	    .bytes_in = count_of(hub, WS_N_BYTES_IN),
	    .bytes_out = count_of(hub, WS_N_BYTES_OUT),
	    .pings_in = count_of(hub, WS_N_PINGS_IN),
	    .pings_out = count_of(hub, WS_N_PINGS_OUT)};
	for (int i = 0; i < WS_ENDS; i++)
		out->closed[i] = count_of(hub, WS_N_CLOSED + i);
}
