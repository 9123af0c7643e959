/* SPDX-License-Identifier: MIT
 * talk.h - what the files of live/ share: one connection and its interview.
 *
 * A talk is worked on by one thread at a time: whoever finds something to do
 * for it sets a bit and, when nobody has it in hand, puts it in the queue.
 * Locks: that of `all` first, those of the hub under it; the library and the
 * cache port are called with none, since an announcement takes that of `all`.
 */
#ifndef HIRE_HTTP_TALK_H
#define HIRE_HTTP_TALK_H

#include "live.h"

#include <pthread.h>
#include <stdatomic.h>

/* What is to be done for a talk. */
enum {
	TALK_WAKE = 1 << 0, /* something happened: send what is new */
	TALK_LOST = 1 << 1  /* the socket is gone */
};

/* How a connection may end from our side, beside the hub's own ways. */
enum {
	CLOSE_OVER = 1000,     /* the interview is */
	CLOSE_NO_TEXT = 1003,  /* a binary message */
	CLOSE_FAULTS = 1008,   /* FAULTS_MAX errors and nothing right between */
	CLOSE_INTERNAL = 1011, /* memory is out */
	CLOSE_RESTART = 1012,  /* come back, perhaps to another process */
	CLOSE_SLOW = 1013,     /* reads too slowly */
	CLOSE_REPLACED = 4001, /* a newer connection speaks for the candidate */
	CLOSE_SILENT = 4002,   /* never said hello */
	CLOSE_NO_LOGIN = 4003  /* the candidate's log-in is over */
};

enum {
	MESSAGE_MAX = 128 << 10, /* an answer of 20,000 bytes as JSON escapes */
	OUTBOX_MAX = 512 << 10,
	OUTBOX_FULL = 128 << 10, /* more is sent when this has gone */
	INBOX_MAX = 4, /* messages that wait: then its socket is not read */
	FAULTS_MAX = 50,
	IDS_MAX = 64,
	LINE_MAX = 24 /* digits of a line's number */
};

/* Kinds of messages, from the client and to it: docs/interview-protocol.md and
 * docs/asyncapi.yaml name the same. */
#define LIVE_HEARD_MAP(X)                                                      \
	X(LIVE_HELLO, "hello")                                                 \
	X(LIVE_BEGIN, "begin")                                                 \
	X(LIVE_PROCEED, "proceed")                                             \
	X(LIVE_ANSWER, "answer")                                               \
	X(LIVE_SKIP, "skip")                                                   \
	X(LIVE_QUERY, "query")                                                 \
	X(LIVE_DONE, "done")                                                   \
	X(LIVE_LEAVE, "leave")
#define LIVE_SAID_MAP(X)                                                       \
	X(LIVE_WELCOME, "welcome")                                             \
	X(LIVE_EVENT, "event")                                                 \
	X(LIVE_PART, "part")                                                   \
	X(LIVE_ACK, "ack")                                                     \
	X(LIVE_CLOCK, "clock")                                                 \
	X(LIVE_STATE, "state")                                                 \
	X(LIVE_ERROR, "error")                                                 \
	X(LIVE_REPLACED, "replaced")                                           \
	X(LIVE_RESTART, "restart")
#define LIVE_X(name, text) name,
typedef enum live_heard { LIVE_HEARD_MAP(LIVE_X) LIVE_HEARD_COUNT } live_heard;
typedef enum live_said { LIVE_SAID_MAP(LIVE_X) LIVE_SAID_COUNT } live_said;
#undef LIVE_X
extern const hire_words live_heard_words, live_said_words;

typedef struct message {
	struct message *next;
	size_t len;
	char text[];
} message;

typedef struct talk {
	live *all;
	struct talk *next_same, *next_due; /* in the table; in the queue */
	ws_conn_id socket;
	char interview_id[IDS_MAX], account_id[IDS_MAX], login_id[IDS_MAX];
	hire_actor who;
	uint64_t listening;

	/* Under the lock of `all`. */
	int holders; /* the socket, the queue: the last one frees */
	bool in_queue, working, paused, replaced, gone;
	int64_t line; /* its number: a newer one's is greater; 0: not yet */
	unsigned todo;
	message *first, *last;
	size_t waiting;
	int64_t heard_seq; /* the highest announced */
	int ticks;         /* spent without hello, or with a full outbox */

	/* Of the thread that has it in hand; `sent_seq` also under the lock
	 * while nobody has. */
	int64_t sent_seq;
	int64_t replay_seq; /* up to here nothing is news: the welcome's */
	int faults;
	bool over;

	/* That thread writes, the ticker reads. */
	atomic_bool greeted, full;
	atomic_int turn;      /* of the interview, as last told */
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

/* table.c: talks by interview.  Under the lock. */
void
table_add(live *all, talk *t);
void
table_remove(live *all, talk *t);
/* The newest talk on that interview, or NULL. */
talk *
table_find(live *all, const char *interview_id);

/* lines.c: of several connections of a candidate the newest one speaks.  With
 * the lock held. */

/* Its number is known: of those on its interview here, the newest stays. */
void
line_begin(live *all, talk *t, int64_t line);
/* End the connections on that interview that are older than `line`. */
void
line_replace(live *all, const char *interview_id, int64_t line);
/* The interview has gone on to entry `seq`: wake its talk. */
void
line_wake(live *all, const char *interview_id, int64_t seq);
/* Whether the loss of this talk's connection leaves the candidate without. */
bool
line_last(live *all, const talk *t);
/* An interview went on, or a line was announced, in whatever process. */
void
line_heard(void *user, const char *topic, const void *bytes, size_t len);

/* block.c: rows of several columns, kept from one round to the next. */
typedef struct block {
	void *bytes;
	size_t room; /* rows; 0: no memory */
} block;

/* Room for `n` rows of `size` bytes, all columns together; what stood there may
 * be gone.  False when memory is out. */
bool
block_room(block *b, size_t n, size_t size);
void
block_drop(block *b);

/* pool.c, ticker.c */
hire_status
pool_start(live *all, hire_error *err);
void
pool_stop(live *all);
/* Note work for a talk; under the lock. */
void
pool_due(live *all, talk *t, unsigned todo);
/* logins.c: those whose log-in may go on; of all talks a part in each round. */
typedef struct logins {
	block block;
	hire_actor *who; /* in the block, as the others */
	struct login *rows;
	bool *good;
	size_t n;
} logins;

/* End the connections whose log-in ended: all are looked at within LOGIN_TICKS
 * rounds. */
void
logins_check(live *all, logins *l, unsigned round);
void
logins_drop(logins *l);
/* A thread's work: keep the clocks of all talks going. */
void *
tick(void *arg);

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
/* Our words in parts, where they are more than one sentence. */
void
say_parts(talk *t, const hire_interview_event *event);
void
say_ack(talk *t, const char *id, int64_t seq);
void
say_clock(talk *t, int64_t left, int64_t turn);
void
say_state(talk *t, const hire_interview *row);
void
say_problem(talk *t, const char *id, hire_status st, const hire_error *err);
void
say_plain(live *all, ws_conn_id socket, live_said type);

#endif
