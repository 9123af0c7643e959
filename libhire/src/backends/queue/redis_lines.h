/* SPDX-License-Identifier: MIT
 * redis_lines.h - what the files of the Redis queue share.
 * What Redis holds is a shortcut: which due rows stand in line (a stream for
 * each priority and kind) and which are with a worker until when.  Nothing
 * there is needed to know what is to be done: that is in the rows.
 */
#ifndef HIRE_QUEUE_REDIS_LINES_H
#define HIRE_QUEUE_REDIS_LINES_H

#include <hire/sys/queue.h>

#include "util/redis.h"

#include <pthread.h>

enum {
	HIRE__RL_PRIORITIES = 10,
	HIRE__RL_WINDOW = 512,  /* messages that wait in a line, about */
	HIRE__RL_LOW = 256,     /* fewer: more are fetched from the store */
	HIRE__RL_KEY_MAX = 128, /* a prefix has at most 100 bytes */
	HIRE__RL_LINES = 64,    /* that a process remembers to have used */
	HIRE__RL_LINE_MAX = 64, /* "5:" and a kind */
	HIRE__RL_SETTLED = 4096 /* remembered; more are found by their leases */
};

/* A message that a worker is done with, to be taken out of line once the
 * change has been committed: when that worker claims again. */
typedef struct hire__rl_settled {
	char id[64];     /* or a ticket: what it took was never seen */
	int64_t version; /* that it had when it was taken; -1: a ticket */
	char worker[104];
} hire__rl_settled;

typedef struct hire__queue_redis {
	hire_ctx *ctx;      /* borrowed */
	hire_store *store;  /* borrowed */
	hire_queue rows;    /* the store queue: all that is no line */
	hire__redis *redis; /* owned */
	char *key;          /* of all our keys the beginning; owned */
	uint64_t opened;    /* tells tickets of processes apart */
	char *take_text;    /* owned */
	hire__redis_script take, send, end, extend;
	pthread_mutex_t lock; /* of all that follows */
	uint64_t tickets;
	hire__rl_settled *settled; /* owned */
	size_t settled_count, settled_room;
	size_t out; /* handed out and not settled */
	char lines[HIRE__RL_LINES][HIRE__RL_LINE_MAX];
	size_t line_count;
} hire__queue_redis;

/* A line and how many wait in it. */
typedef struct hire__rl_line {
	const char *name; /* "PRIORITY:KIND" */
	int64_t waiting;
} hire__rl_line;

/* A claim on its way. */
typedef struct hire__rl_claim {
	hire__queue_redis *q;
	const char *worker;
	const char *const *kinds; /* NULL: all */
	const hire_queue_limit *limits;
	size_t limit_count;
	hire_time now, lease;
	hire_arena *mem;
	hire_message *all; /* room for `max` */
	size_t count, max;
	/* what Redis said: */
	hire_time born;      /* since when it knows what is where */
	hire_time lease_end; /* the first; 0: there is none */
	int64_t waits[HIRE__RL_PRIORITIES]; /* in line, of these kinds */
	hire__rl_line *lines; /* of these kinds that were ever used */
	size_t line_count;
	char ticket[40];
	char turn[40];       /* the ticket of our turn; "": it is not */
	hire_time first_row; /* not due yet; 0: there is none */
	bool away;           /* the failure is one of Redis, not of the store */
} hire__rl_claim;

/* One that Redis gave out: which version, and how often already. */
typedef struct hire__rl_taken {
	const char *id;
	int64_t version, deliveries;
} hire__rl_taken;

/* Who fetches more messages from the store. */
typedef enum hire__rl_turn {
	HIRE__RL_NOBODY,   /* there are enough */
	HIRE__RL_OURS,     /* until the next take or hire__rl_end_turn() */
	HIRE__RL_OURS_ALL, /* also for lines that were never used */
	HIRE__RL_THEIRS
} hire__rl_turn;

hire_time
hire__rl_now(const hire__queue_redis *q);

/* redis_settled.c: remember that the worker is done with it, whatever became
 * of the transaction: a row that is still due stands in line again at once. */
void
hire__rl_settle(
    hire__queue_redis *q, const char *id, int64_t version, const char *worker);
/* Room to remember `more` than are out now; and that they are. */
HIRE_CHECK hire_status
hire__rl_reserve(hire__queue_redis *q, size_t more, hire_error *err);
void
hire__rl_handed_out(hire__queue_redis *q, size_t count);
/* "id version" a line, of what `worker` is done with; forgotten here. */
HIRE_CHECK hire_status
hire__rl_settled_of(hire__queue_redis *q, const char *worker, hire_arena *mem,
    const char **out, hire_error *err);

/* redis_lines.c: the conversation with the server. */
HIRE_CHECK hire_status
hire__rl_init(hire__queue_redis *q, hire_error *err);
/* Take up to `max` out of line, or with 0 only look; `*out` in c->mem. */
HIRE_CHECK hire_status
hire__rl_take(hire__rl_claim *c, size_t max, hire__rl_taken **out,
    size_t *count, hire__rl_turn *turn, hire_error *err);
/* Let `rows` stand in line unless they do; `*fresh` becomes how many did
 * not. */
HIRE_CHECK hire_status
hire__rl_send(hire__rl_claim *c, const hire_message *rows, size_t count,
    size_t *fresh, hire_error *err);
/* Give up one's turn, if it is; the next take does so as well. */
void
hire__rl_end_turn(hire__rl_claim *c);

/* Tell of a line that this process uses for the first time, so that it is
 * fetched for; should that fail, it is found by those who have nothing to do,
 * or later. */
void
hire__rl_announce(hire__queue_redis *q, const hire_message *m);
/* Tell of a lease that lasts longer; should that fail, its row knows. */
void
hire__rl_extend(hire__queue_redis *q, const hire_message *m);

/* redis_rows.c: the rows of the store. */
/* In one's turn: fetch what is due and not in line, also for lines that were
 * never used if `all`; `*fresh` becomes how many were sent. */
HIRE_CHECK hire_status
hire__rl_relay(hire__rl_claim *c, bool all, size_t *fresh, hire_error *err);
/* When the first row that is not due yet will be, in `*out`; 0: none. */
HIRE_CHECK hire_status
hire__rl_next_row(hire__rl_claim *c, hire_time *out, hire_error *err);

/* Fill c->all with what has been due for a whole lease, as it is. */
HIRE_CHECK hire_status
hire__rl_late(hire__rl_claim *c, hire_error *err);

/* redis_lease.c: from what was taken to messages for a worker. */
/* Append to c->all those of `taken` that still are what they were. */
HIRE_CHECK hire_status
hire__rl_hand_out(hire__rl_claim *c, const hire__rl_taken *taken, size_t count,
    hire_error *err);
/* Without Redis: lease those in their rows that no worker can have, since they
 * have been due for a whole lease. */
HIRE_CHECK hire_status
hire__rl_claim_late(hire__rl_claim *c, hire_error *err);

/* redis_claim.c: claim() and turn() of the port. */
HIRE_CHECK hire_status
hire__rl_turn_of(void *state, const hire_queue_turn *turn, hire_arena *mem,
    hire_queue_got *out, hire_error *err);
/* When the next message of these kinds is due, in `*out`; 0: none waits. */
HIRE_CHECK hire_status
hire__rl_find_due(hire__rl_claim *c, hire_time *out, hire_error *err);
/* A claim of nothing, to look; and how many are in line then. */
hire__rl_claim
hire__rl_looking(hire__queue_redis *q, hire_arena *mem);
HIRE_CHECK hire_status
hire__rl_look(hire__rl_claim *c, int64_t *waiting, hire_error *err);
HIRE_CHECK hire_status
hire__rl_claim_any(void *state, const char *worker, const char *const *kinds,
    hire_time lease, int32_t max, hire_arena *mem, hire_message **out,
    size_t *count, hire_error *err);

#endif
