/* SPDX-License-Identifier: MIT
 * loop.c - one thread: sleep, hear of sockets, of other threads and of time.
 */
#include "loop.h"

#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { EVENTS = 256, BATCH = 256 };

bool
ws_loop_rouse(ws_loop *l)
{
	bool was = l->asleep;
	l->asleep = false;
	return was;
}

bool
ws_loop_mark(ws_loop *l, ws_conn *c)
{
	if (!c->dirty) {
		c->dirty = true;
		c->next_dirty = l->dirty;
		l->dirty = c;
	}
	return ws_loop_rouse(l);
}

void
ws_loop_wake(ws_loop *l)
{
	/* It cannot fail: the counter is read at each waking. */
	(void)eventfd_write(l->wake, 1);
}

void
ws_loop_later(ws_loop *l, ws_conn *c, bool resume)
{
	pthread_mutex_lock(&l->lock);
	c->resumed = c->resumed || resume;
	ws_loop_mark(l, c);
	pthread_mutex_unlock(&l->lock);
}

/* What others have left with `c`. */
static void
serve_one(ws_loop *l, ws_conn *c)
{
	pthread_mutex_lock(&l->lock);
	bool asked = c->asked, overflowed = c->overflowed, resume = c->resumed;
	c->dirty = false;
	pthread_mutex_unlock(&l->lock);
	if (c->state == WS_IS_GONE) {
		ws_conn_free(l->hub, c);
		return;
	}
	if (overflowed && c->state == WS_IS_OPEN) {
		ws_out_cut(l, c);
		ws_end_begin(
		    l, c, WS_CODE_LATER, "reading too slowly", WS_END_SLOW);
	} else if (asked) {
		ws_end_asked(l, c);
	}
	if (c->state != WS_IS_GONE)
		ws_out_flush(l, c);
	if (c->state != WS_IS_GONE && c->paused && resume)
		ws_in_resume(l, c);
}

static void
serve(ws_loop *l)
{
	pthread_mutex_lock(&l->lock);
	ws_conn *next = l->dirty;
	l->dirty = NULL;
	pthread_mutex_unlock(&l->lock);
	while (next) {
		ws_conn *c = next;
		next = c->next_dirty;
		serve_one(l, c);
	}
}

/* Those that time asks for, at most BATCH; finds the next time as well. */
static size_t
find_due(ws_loop *l, ws_conn *found[BATCH])
{
	size_t n = 0;
	pthread_mutex_lock(&l->lock);
	bool any = l->now >= l->next_due;
	if (any)
		l->next_due = INT64_MAX;
	for (size_t i = 0; any && i < l->slot_count; i++) {
		ws_slot *s = &l->slots[i];
		if (s->due <= l->now && n < BATCH) {
			s->due = INT64_MAX;
			found[n++] = s->conn;
		} else if (s->due < l->next_due) {
			l->next_due = s->due;
		}
	}
	pthread_mutex_unlock(&l->lock);
	return n;
}

static void
watch(ws_loop *l)
{
	ws_conn *found[BATCH];
	size_t n = 0;
	do {
		n = find_due(l, found);
		/* A look at one may end it, but never another. */
		for (size_t i = 0; i < n; i++)
			ws_watch(l, found[i]);
	} while (n == BATCH);
}

static ws_conn *
conn_at(ws_loop *l, size_t slot)
{
	pthread_mutex_lock(&l->lock);
	ws_conn *c = slot < l->slot_count ? l->slots[slot].conn : NULL;
	pthread_mutex_unlock(&l->lock);
	return c;
}

/* ws_hub_stop() was called: tell everybody, once. */
static void
stop_all(ws_loop *l)
{
	ws_hub *hub = l->hub;
	l->stop_seen = true;
	for (size_t i = 0; i < l->slot_count; i++) {
		ws_conn *c = conn_at(l, i);
		if (!c)
			continue;
		ws_end_begin(
		    l, c, hub->stop_code, hub->stop_reason, WS_END_STOP);
		if (c->state == WS_IS_GONE)
			continue;
		if (c->ends > l->stop_at)
			c->ends = l->stop_at;
		ws_out_flush(l, c);
		if (c->state != WS_IS_GONE)
			ws_watch(l, c);
	}
}

static void
on_event(ws_loop *l, const struct epoll_event *e)
{
	eventfd_t ignored = 0;
	if (!e->data.u64) {
		(void)eventfd_read(l->wake, &ignored);
		return;
	}
	pthread_mutex_lock(&l->lock);
	ws_conn *c = ws_slot_find(l, e->data.u64);
	pthread_mutex_unlock(&l->lock);
	if (c)
		ws_in_event(l, c, e->events);
}

static int
until(int64_t due)
{
	int64_t left = due - ws_now();
	if (due == INT64_MAX)
		return -1;
	return left <= 0 ? 0 : left > 60000 ? 60000 : (int)left;
}

/* How long to sleep; false when there is nothing left to do for ever. */
static bool
lie_down(ws_loop *l, int *timeout, bool *stop)
{
	pthread_mutex_lock(&l->lock);
	bool news = l->dirty || (l->stop && !l->stop_seen);
	bool over = l->stop && l->stop_seen && !l->live && !l->dirty;
	l->asleep = !news;
	*timeout = news ? 0 : until(l->next_due);
	*stop = l->stop;
	pthread_mutex_unlock(&l->lock);
	return !over;
}

static void *
run(void *arg)
{
	ws_loop *l = arg;
	struct epoll_event events[EVENTS];
	int timeout = 0;
	bool stop = false;
	while (lie_down(l, &timeout, &stop)) {
		int n = epoll_wait(l->epoll, events, EVENTS, timeout);
		pthread_mutex_lock(&l->lock);
		l->asleep = false;
		pthread_mutex_unlock(&l->lock);
		l->now = ws_now();
		for (int i = 0; i < n; i++)
			on_event(l, &events[i]);
		if (stop && !l->stop_seen)
			stop_all(l);
		serve(l);
		watch(l);
	}
	return NULL;
}

/* The host's signals are the host's: a hub thread takes none. */
static bool
start_thread(ws_loop *l)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	l->started = !pthread_create(&l->thread, NULL, run, l);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return l->started;
}

hire_status
ws_loop_start(ws_hub *hub, ws_loop *l, uint32_t index)
{
	struct epoll_event e = {.events = EPOLLIN, .data.u64 = 0};
	l->hub = hub;
	l->index = index;
	l->next_due = INT64_MAX;
	pthread_mutex_init(&l->lock, NULL);
	l->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	l->epoll = epoll_create1(EPOLL_CLOEXEC);
	l->buffer = ws_realloc(&hub->options.mem, NULL, hub->options.read_size);
	if (!l->buffer)
		return HIRE_ENOMEM;
	if (l->wake < 0 || l->epoll < 0 ||
	    epoll_ctl(l->epoll, EPOLL_CTL_ADD, l->wake, &e))
		return HIRE_EIO;
	return start_thread(l) ? HIRE_OK : HIRE_EIO;
}

void
ws_loop_fini(ws_loop *l)
{
	if (!l->hub)
		return;
	const ws_mem *mem = &l->hub->options.mem;
	if (l->wake >= 0)
		close(l->wake);
	if (l->epoll >= 0)
		close(l->epoll);
	ws_free(mem, l->buffer);
	ws_free(mem, l->slots);
	pthread_mutex_destroy(&l->lock);
}
