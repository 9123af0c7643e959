/* SPDX-License-Identifier: MIT
 * loop.h - the inside of the hub: connections, threads, and who may touch what.
 * For the files of this folder only.
 */
#ifndef WS_LOOP_H
#define WS_LOOP_H

#include "hub.h"

#include <pthread.h>
#include <stdatomic.h>

enum { WS_ID_SLOT_BITS = 24, WS_ID_LOOP_BITS = 8 };

/* A frame on its way out. */
typedef struct ws_node {
	struct ws_node *next;
	uint32_t len;
	bool data; /* a message: it counts against the queue's bound */
	unsigned char bytes[];
} ws_node;

typedef struct ws_list {
	ws_node *first, *last;
} ws_list;

typedef enum ws_state {
	WS_IS_OPEN,
	WS_IS_CLOSING,   /* our close frame is queued or sent */
	WS_IS_FINISHING, /* both sides have said it: wait for the other's FIN */
	WS_IS_GONE       /* the id is dead, closed() was called */
} ws_state;

typedef struct ws_conn {
	ws_conn_id id;
	void *user;
	int fd;

	/* Under the loop's lock. */
	ws_list posted; /* frames from any thread */
	size_t queued;  /* weight of the data frames in `posted` and `out` */
	struct ws_conn *next_dirty;
	uint16_t asked;  /* ws_close(): its code; 0: not called */
	bool dirty;      /* on the loop's list */
	bool sealed;     /* takes no more messages, delivers none */
	bool overflowed; /* its queue was full */
	bool resumed;    /* ws_resume() since the last message() began */

	/* The loop's thread alone. */
	ws_state state;
	bool paused;      /* message() returned false */
	bool peer_closed; /* no frame of it will be read again */
	uint16_t code;    /* what closed() will say */
	ws_end why;
	uint32_t armed; /* epoll events asked for */
	ws_list out;    /* frames being sent; the first may be sent in part */
	size_t sent;    /* bytes of the first */
	ws_node *pong;  /* the last one in `out` that is not begun, or NULL */
	unsigned pongs; /* in `out` */
	unsigned char *held; /* bytes read but not parsed while paused; owned */
	size_t held_at, held_len;
	int64_t heard, active, pinged; /* times; pinged 0: no ping is out */
	int64_t ends;                  /* closing: the last moment */
	ws_reader reader;
} ws_conn;

typedef struct ws_slot {
	ws_conn *conn;       /* NULL: free */
	uint32_t generation; /* of the next or present connection; never 0 */
	uint32_t next_free;
	int64_t due; /* when to look after it, at the latest */
} ws_slot;

/* One thread and its connections. */
typedef struct ws_loop {
	struct ws_hub *hub;
	pthread_t thread;
	bool started;
	uint32_t index;
	int epoll, wake;
	unsigned char *buffer; /* read_size bytes; the thread's */
	bool stop_seen;        /* the thread's: all were told */
	int64_t now;           /* the thread's: when this turn began */

	pthread_mutex_t lock;
	/* Under the lock. */
	ws_slot *slots;
	size_t slot_count, slot_room, live;
	uint32_t free_slot; /* the first free one, or slot_count */
	ws_conn *dirty;
	int64_t next_due;
	bool asleep; /* in epoll_wait() with nobody having woken it */
	bool stop;
	int64_t stop_at;
} ws_loop;

typedef enum ws_count {
	WS_N_REFUSED,
	WS_N_OPENED,
	WS_N_MESSAGES_IN,
	WS_N_MESSAGES_OUT,
	WS_N_BYTES_IN,
	WS_N_BYTES_OUT,
	WS_N_PINGS_IN,
	WS_N_PINGS_OUT,
	WS_N_QUEUED,
	WS_N_OPEN,
	WS_N_CLOSED, /* the first of WS_ENDS */
	WS_COUNTS = WS_N_CLOSED + WS_ENDS
} ws_count;

struct ws_hub {
	ws_hub_options options;
	ws_callbacks callbacks;
	_Atomic uint64_t counts[WS_COUNTS];
	atomic_uint next_loop;
	uint16_t stop_code;
	char stop_reason[WS_CONTROL_MAX - 1];
	bool stopped;
	size_t loops_len;
	ws_loop loops[];
};

static inline void
ws_count_add(ws_hub *hub, int which, uint64_t n)
{
	atomic_fetch_add_explicit(&hub->counts[which], n, memory_order_relaxed);
}

/* Milliseconds of the steady clock; never 0. */
int64_t
ws_now(void);

/* loop.c */

/* Make `l`, zeroed, run.  On failure ws_loop_fini() cleans up. */
HIRE_CHECK hire_status
ws_loop_start(ws_hub *hub, ws_loop *l, uint32_t index);

/* After the thread was joined, or never started. */
void
ws_loop_fini(ws_loop *l);

/* Both with the lock held.  ws_loop_mark() puts `c` on the list of those to
 * serve; both return whether to ws_loop_wake() once the lock is free. */
bool
ws_loop_mark(ws_loop *l, ws_conn *c);
bool
ws_loop_rouse(ws_loop *l);
void
ws_loop_wake(ws_loop *l);
/* Takes the lock: serve `c` later in this turn.  On the loop's thread. */
void
ws_loop_later(ws_loop *l, ws_conn *c, bool resume);

/* slots.c: which id is whose.  With the lock held. */

HIRE_CHECK hire_status
ws_slot_take(ws_loop *l, ws_conn *c);
void
ws_slot_give(ws_loop *l, ws_conn *c);
ws_conn *
ws_slot_find(const ws_loop *l, ws_conn_id id);
/* The loop of `id`, or NULL; needs no lock. */
ws_loop *
ws_loop_of(ws_hub *hub, ws_conn_id id);
/* Look after `c` at `when`, or a few milliseconds after. */
void
ws_slot_due(ws_loop *l, const ws_conn *c, int64_t when);

/* out.c: what leaves.  All on the loop's thread but ws_node_new(). */

/* A frame, or NULL when memory is out; `room` payload bytes at least. */
ws_node *
ws_node_new(const ws_mem *mem, ws_opcode opcode, const void *payload,
    size_t len, size_t room);
size_t
ws_node_weight(const ws_node *node);
void
ws_list_add(ws_list *list, ws_node *node);
void
ws_list_free(const ws_mem *mem, ws_list *list);
/* A control frame behind all that is queued; of many pongs only the first ones
 * and the last are kept. False: no memory. */
bool
ws_out_control(
    ws_loop *l, ws_conn *c, ws_opcode opcode, const void *payload, size_t len);
/* Send what the socket takes. */
void
ws_out_flush(ws_loop *l, ws_conn *c);
/* Give up all that is not begun. */
void
ws_out_cut(ws_loop *l, ws_conn *c);

/* in.c: what comes.  On the loop's thread. */

void
ws_in_event(ws_loop *l, ws_conn *c, uint32_t events);
/* Go on with a paused connection. */
void
ws_in_resume(ws_loop *l, ws_conn *c);
/* Ask epoll for what `c` waits for now. */
void
ws_in_arm(ws_loop *l, ws_conn *c);

/* end.c: how it ends.  On the loop's thread. */

/* Begin the closing handshake with a frame of ours behind all that is queued.
 * Does nothing when it has begun. */
void
ws_end_begin(
    ws_loop *l, ws_conn *c, uint16_t code, const char *reason, ws_end why);
/* The close frame is queued already. */
void
ws_end_asked(ws_loop *l, ws_conn *c);
/* The peer's close frame came. */
void
ws_end_by_peer(ws_loop *l, ws_conn *c, uint16_t code);
/* All is sent: if both have closed, say so to TCP. */
void
ws_end_sent(ws_loop *l, ws_conn *c);
/* The socket is over, for whatever reason. */
void
ws_end_lost(ws_loop *l, ws_conn *c);
/* Let go now; closed() says `c->code` and `c->why`. */
void
ws_end_drop(ws_loop *l, ws_conn *c);
/* Free a connection that nothing refers to. */
void
ws_conn_free(ws_hub *hub, ws_conn *c);

/* watch.c: what time brings. */

/* When to look after `c` next. */
int64_t
ws_watch_due(const ws_hub_options *o, const ws_conn *c);
/* Look after `c`: pings, limits; and say when to look again. */
void
ws_watch(ws_loop *l, ws_conn *c);
/* A pong came: the next ping is due earlier than its limit was. */
void
ws_watch_pong(ws_loop *l, ws_conn *c);

#endif
