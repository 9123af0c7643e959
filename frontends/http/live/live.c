/* SPDX-License-Identifier: MIT
 * live.c - connections come and go; see live.h.
 */
#include "steady.h"
#include "talk.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* Nothing is said either way for an hour: a clock that runs is told every few
 * seconds, so this is nobody's interview. */
enum { IDLE_MS = 3600 * 1000 };

static void
drop_inbox(talk *t)
{
	while (t->first) {
		message *m = t->first;
		t->first = m->next;
		free(m);
	}
}

void
talk_release(live *all, talk *t)
{
	if (--t->holders)
		return;
	table_remove(all, t);
	drop_inbox(t);
	free(t);
}

void
talk_end(live *all, ws_conn_id socket, uint16_t code, const char *reason)
{
	if (ws_close(all->hub, socket, code, reason))
		hire_ctx_log(all->options.ctx, HIRE_LOG_DEBUG,
		    "live.closed_already", NULL);
}

static message *
message_new(const char *data, size_t len)
{
	message *m = malloc(sizeof *m + len + 1);
	if (!m)
		return NULL;
	m->next = NULL;
	m->len = len;
	memcpy(m->text, data, len);
	m->text[len] = '\0';
	return m;
}

/* On a hub thread. */
static bool
on_message(void *host, ws_conn_id id, void *user, bool text, const char *data,
    size_t len)
{
	live *all = host;
	talk *t = user;
	message *m = text ? message_new(data, len) : NULL;
	if (!m) {
		talk_end(all, id, text ? CLOSE_INTERNAL : CLOSE_NO_TEXT,
		    text ? NULL : "messages are JSON text");
		return true;
	}
	pthread_mutex_lock(&all->lock);
	*(t->last ? &t->last->next : &t->first) = m;
	t->last = m;
	t->paused = ++t->waiting >= INBOX_MAX;
	bool more = !t->paused;
	pool_due(all, t, 0);
	pthread_mutex_unlock(&all->lock);
	return more;
}

/* On a hub thread, once. */
static void
on_closed(void *host, ws_conn_id id, void *user, uint16_t code, ws_end why)
{
	live *all = host;
	talk *t = user;
	(void)id, (void)code, (void)why;
	pthread_mutex_lock(&all->lock);
	t->gone = true;
	pool_due(all, t, TALK_LOST);
	talk_release(all, t);
	pthread_mutex_unlock(&all->lock);
}

hire_status
live_new(const live_options *options, live **out, hire_error *err)
{
	live *all = calloc(1, sizeof *all);
	if (!all)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	all->options = *options;
	all->queue_end = &all->queue;
	pthread_mutex_init(&all->lock, NULL);
	pthread_cond_init(&all->due, NULL);
	steady_cond(&all->rest);
	ws_hub_options hub = {.connections_max = options->connections,
	    .limits = {.frame = MESSAGE_MAX, .message = MESSAGE_MAX},
	    .queue_max = OUTBOX_MAX,
	    .ping_ms = 20000,
	    .pong_ms = 10000,
	    .idle_ms = IDLE_MS};
	ws_callbacks calls = {on_message, on_closed, all};
	hire_status st = ws_hub_new(&hub, &calls, &all->hub);
	if (st)
		(void)hire_fail(err, st, NULL, "no hub for live interviews");
	else
		st = pool_start(all, err);
	if (st) {
		live_free(all, 0);
		return st;
	}
	*out = all;
	return HIRE_OK;
}

void
live_stop(live *all, int64_t drain_ms)
{
	if (!all || !all->hub)
		return;
	pthread_mutex_lock(&all->lock);
	for (size_t i = 0; i < TABLE_SIZE; i++)
		for (talk *t = all->table[i]; t; t = t->next_same)
			if (!t->gone)
				say_plain(all, t->socket, LIVE_RESTART);
	pthread_mutex_unlock(&all->lock);
	ws_hub_stop(all->hub, CLOSE_RESTART, "come back", drain_ms);
}

void
live_free(live *all, int64_t drain_ms)
{
	if (!all)
		return;
	live_stop(all, drain_ms);
	pool_stop(all);
	ws_hub_free(all->hub);
	pthread_cond_destroy(&all->rest);
	pthread_cond_destroy(&all->due);
	pthread_mutex_destroy(&all->lock);
	free(all);
}

static talk *
talk_new(live *all, const hire_actor *who, const char *interview_id)
{
	const char *login = who->login_id ? who->login_id : "";
	talk *t = strlen(interview_id) < IDS_MAX &&
	                  strlen(who->account_id) < IDS_MAX &&
	                  strlen(login) < IDS_MAX
	              ? calloc(1, sizeof *t)
	              : NULL;
	if (!t)
		return NULL;
	memcpy(t->interview_id, interview_id, strlen(interview_id));
	memcpy(t->account_id, who->account_id, strlen(who->account_id));
	memcpy(t->login_id, login, strlen(login));
	t->who = (hire_actor){.account_id = t->account_id,
	    .login_id = *login ? t->login_id : NULL,
	    .role = who->role,
	    .scopes = who->scopes,
	    .unconfirmed = who->unconfirmed};
	t->all = all;
	t->holders = 1;
	t->left = -1;
	return t;
}

/* With the lock held: its first message may come before this returns.  Nobody
 * works on it before begin(). */
static hire_status
enter(live *all, talk *t, int fd)
{
	/* What a peer does not read waits with us, where it is counted, not
	 * in megabytes of the kernel's. */
	int most = OUTBOX_FULL;
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &most, sizeof most);
	table_add(all, t);
	hire_status st = ws_hub_adopt(all->hub, fd, t, &t->socket);
	if (st) {
		talk_release(all, t);
		return st;
	}
	t->holders++;
	t->working = true;
	return HIRE_OK;
}

/* It has its number, and with it speaks in place of older ones; or (0) the
 * store is out of reach, and it has to come again. */
static void
begin(live *all, talk *t, int64_t line)
{
	pthread_mutex_lock(&all->lock);
	t->working = false;
	if (line)
		line_begin(all, t, line);
	else
		talk_end(all, t->socket, CLOSE_INTERNAL, NULL);
	if (t->todo || t->first)
		pool_due(all, t, 0);
	talk_release(all, t);
	pthread_mutex_unlock(&all->lock);
}

hire_status
live_adopt(live *all, int fd, const hire_actor *who, const char *interview_id,
    int64_t line, hire_error *err)
{
	talk *t = talk_new(all, who, interview_id);
	if (!t)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	hire_platform *p = all->options.platform;
	hire_status st = hire_interviews_listen(
	    p, t->interview_id, line_heard, all, &t->listening, err);
	if (st) {
		free(t);
		return st;
	}
	uint64_t listening = t->listening;
	pthread_mutex_lock(&all->lock);
	st = enter(all, t, fd);
	pthread_mutex_unlock(&all->lock);
	if (st) {
		hire_interviews_unlisten(p, listening);
		return hire_fail(err, st, NULL, "no room for a connection");
	}
	if (hire_interviews_claim(p, interview_id, &line, err)) {
		line = 0;
		hire_ctx_log(
		    all->options.ctx, HIRE_LOG_WARN, "live.not_claimed", NULL);
	}
	begin(all, t, line);
	return HIRE_OK;
}

void
live_counters(live *all, live_counts *out)
{
	ws_hub_counters(all->hub, &out->sockets);
	pthread_mutex_lock(&all->lock);
	out->talks = all->talks;
	pthread_mutex_unlock(&all->lock);
	out->replaced = all->replaced;
	out->answers = all->answers;
}
