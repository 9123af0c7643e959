/* SPDX-License-Identifier: MIT
 * hub.h - WebSocket connections on a few threads, for any number of sockets.
 * Apart from whoever opens them: it is given a socket that has switched
 * protocols, and from then on speaks for it until the end.
 */
#ifndef WS_HUB_H
#define WS_HUB_H

#include "frame.h"

#include <hire/base.h>

typedef struct ws_hub ws_hub;

/** Names a connection for ever: once closed, it never means another one.  Never
 * 0. */
typedef uint64_t ws_conn_id;

/** Why a connection ended: name in metrics. */
#define WS_END_MAP(X)                                                          \
	X(PEER, "peer")     /* it sent a close frame first */                  \
	X(APP, "app")       /* ws_close() */                                   \
	X(STOP, "stop")     /* ws_hub_stop() */                                \
	X(IDLE, "idle")     /* no message either way for idle_ms */            \
	X(SILENT, "silent") /* a ping stayed unanswered */                     \
	X(LOST, "lost")     /* the socket ended without a close frame */       \
	X(SLOW, "slow")     /* its queue was full */                           \
	X(FAULT, "fault")   /* it broke the protocol or a limit */             \
	X(MEMORY, "memory") /* ours ran out */

typedef enum ws_end {
#define WS_X(name, text) WS_END_##name,
	WS_END_MAP(WS_X)
#undef WS_X
	    WS_ENDS
} ws_end;

/** The name of `end`; static. */
const char *
ws_end_name(ws_end end);

/** The host's side.  All run on a hub thread and must not block; they may call
 * ws_send(), ws_close() and ws_resume() for any connection.  Both are needed.
 */
typedef struct ws_callbacks {
	/** A whole message came; `data` is borrowed for the call, and text is
	 * UTF-8.  False: the message is taken, but no more until ws_resume().
	 * Not called any more once ws_close() for it has returned, but for a
	 * call that was under way. */
	bool (*message)(void *host, ws_conn_id id, void *user, bool text,
	    const char *data, size_t len);
	/** The connection is no more; called once for each adopted one, and
	 * nothing for it after.  `code`: the peer's (WS_CODE_NONE, WS_CODE_LOST
	 * when it gave none), or what we closed with. */
	void (*closed)(
	    void *host, ws_conn_id id, void *user, uint16_t code, ws_end why);
	void *host;
} ws_callbacks;

/** All times in milliseconds; 0 is the default, below 0 is never. */
typedef struct ws_hub_options {
	size_t threads;         /**< 1 to 64; 0: 1 */
	size_t connections_max; /**< open at once, over all threads; 0: none */
	ws_limits limits;       /**< sizes of 0: 64 KiB */
	/** Bytes that one connection may have waiting, 64 for each message
	 * among them; 0: 256 KiB. */
	size_t queue_max;
	size_t read_size; /**< bytes per read; 0: 16 KiB */
	int64_t ping_ms;  /**< a ping when nothing came for this; 0: 25 s */
	int64_t pong_ms;  /**< the end when nothing answers it; 0: 20 s */
	int64_t idle_ms;  /**< no message either way; 0: never */
	int64_t close_ms; /**< for the closing handshake; 0: 5 s */
	ws_mem mem;
} ws_hub_options;

/** Start the threads.  Copies both arguments; `*out` is written on HIRE_OK
 * only.  Errors: EINVAL (threads, no callback), ENOMEM, EIO (no descriptors or
 * no threads are left). */
HIRE_CHECK hire_status
ws_hub_new(
    const ws_hub_options *options, const ws_callbacks *callbacks, ws_hub **out);

/** Close every connection with `code` and `reason` (may be NULL), refuse new
 * ones, and wait until all are gone, at most `drain_ms`; those left are cut.
 * No callback runs after it returns.  A second call does nothing.  Not from a
 * callback. */
void
ws_hub_stop(ws_hub *hub, uint16_t code, const char *reason, int64_t drain_ms);

/** Stop at once where ws_hub_stop() was not called, and free.  NULL is a no-op.
 * No other thread may use `hub` any more. */
void
ws_hub_free(ws_hub *hub);

/** Take over `fd`, a connected stream socket whose 101 reply is sent; blocking
 * or not.  The hub owns `fd` from HIRE_OK on, and shuts it down at the end,
 * for all its duplicates.  Callbacks may come before this returns, with `user`
 * and the id, so prepare `user` first.  `*id` is written on HIRE_OK only.  Any
 * thread.  Errors: ELIMIT (connections_max), ESTATE (stopped), ENOMEM, EIO. */
HIRE_CHECK hire_status
ws_hub_adopt(ws_hub *hub, int fd, void *user, ws_conn_id *id);

/** Queue a text message; copies it.  Never blocks.  Any thread; messages of one
 * thread arrive in order.  Errors: ENOTFOUND (closed or closing), ELIMIT (its
 * queue is full: the connection is now being closed with 1013), ENOMEM (nothing
 * is sent, the connection stays), ETOOBIG (above 2^31). */
HIRE_CHECK hire_status
ws_send(ws_hub *hub, ws_conn_id id, const char *text, size_t len);

/** Bytes that wait to be sent, weighed as `queue_max` does: 0 for a connection
 * that takes nothing more.  For a host that can send the rest later.  Any
 * thread. */
size_t
ws_queued(ws_hub *hub, ws_conn_id id);

/** Close after all that is queued; `reason` may be NULL.  Any thread.  Errors:
 * ENOTFOUND (closed or closing), EINVAL (no code that may be sent), ENOMEM. */
HIRE_CHECK hire_status
ws_close(ws_hub *hub, ws_conn_id id, uint16_t code, const char *reason);

/** Read on after message() returned false.  May come before it returned; has no
 * effect on a connection that is not paused, or no more.  Any thread. */
void
ws_resume(ws_hub *hub, ws_conn_id id);

/** What a hub has done, and what it holds. */
typedef struct ws_counters {
	uint64_t open;            /**< now */
	uint64_t queued;          /**< bytes waiting to be sent, now */
	uint64_t opened, refused; /**< adoptions */
	uint64_t messages_in, messages_out;
	uint64_t bytes_in, bytes_out; /**< on the sockets */
	uint64_t pings_in, pings_out;
	uint64_t closed[WS_ENDS]; /**< by ws_end; SLOW: dropped slow readers */
} ws_counters;

/** Any thread; each number is true by itself, not all at one instant. */
void
ws_hub_counters(ws_hub *hub, ws_counters *out);

#endif
