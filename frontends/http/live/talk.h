/* SPDX-License-Identifier: MIT
 * talk.h - what the files of live/ share: one connection and its interview.
 *
 * A talk is worked on by one thread at a time: whoever finds something to do
 * for it sets a bit and, when nobody has it in hand, puts it in the queue.
 */
#ifndef HIRE_HTTP_TALK_H
#define HIRE_HTTP_TALK_H

#include "live.h"

#include <pthread.h>
#include <stdatomic.h>

/* What is to be done for a talk. */
enum {
	TALK_WAKE = 1 << 0,  /* something happened: send what is new */
	TALK_CLOCK = 1 << 1, /* tell the time left */
	TALK_LOST = 1 << 2   /* the socket is gone */
};

/* Messages of one client that wait: more are not read from its socket. */
enum { INBOX_MAX = 4, IDS_MAX = 64 };

typedef struct message {
	struct message *next;
	size_t len;
	char text[];
} message;

typedef struct talk {
	live *all;
	struct talk *next_same, *next_due; /* in the table; in the queue */
	ws_conn_id socket;
	char interview_id[IDS_MAX], account_id[IDS_MAX];
	hire_actor who;
	uint64_t listening;

	/* Under the lock of `all`. */
	int holders; /* the socket, the queue: the last one frees */
	bool in_queue, working, paused, replaced, gone;
	unsigned todo;
	message *first, *last;
	size_t waiting;

	/* Of the thread that has it in hand. */
	bool greeted, over, told_away;
	int64_t sent_seq;
	_Atomic int64_t left; /* -1: the clock does not run */
} talk;

enum { TABLE_SIZE = 4096, POOL_MAX = 64 };

struct live {
	live_options options;
	ws_hub *hub;
	pthread_mutex_t lock;
	pthread_cond_t due, rest;
	talk *table[TABLE_SIZE];
	talk *queue, **queue_end;
	size_t talks;
	bool stop;
	pthread_t pool[POOL_MAX], ticker;
	int pool_size;
	bool ticking;
	atomic_uint_fast64_t replaced, answers;
};

/* table.c: talks by interview. */
void
table_add(live *all, talk *t);
void
table_remove(live *all, talk *t);
/* The newest talk on that interview, or NULL; under the lock. */
talk *
table_find(live *all, const char *interview_id);

/* pool.c */
hire_status
pool_start(live *all, hire_error *err);
void
pool_stop(live *all);
/* Note work for a talk; under the lock. */
void
pool_due(live *all, talk *t, unsigned todo);

/* live.c: one holder less; under the lock. */
void
talk_release(live *all, talk *t);

/* Close a socket, if it is not closed yet. */
void
talk_end(live *all, ws_conn_id socket, uint16_t code, const char *reason);

/* talk.c: do what is due, on a pool thread. */
void
talk_work(talk *t, unsigned todo, message *inbox);

/* say.c: messages to the client. */
void
say_welcome(talk *t, const hire_interview_view *view);
void
say_event(talk *t, const hire_interview_event *event);
void
say_ack(talk *t, const char *id, int64_t seq);
void
say_clock(talk *t, const hire_interview_view *view);
void
say_state(talk *t, const hire_interview *row);
void
say_problem(talk *t, const char *id, hire_status st, const hire_error *err);
void
say_plain(live *all, ws_conn_id socket, const char *type);

#endif
