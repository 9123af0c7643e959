/* SPDX-License-Identifier: MIT
 * redis_inside.h - what the files redis*.c share.
 */
#ifndef HIRE_UTIL_REDIS_INSIDE_H
#define HIRE_UTIL_REDIS_INSIDE_H

#include "buf.h"
#include "redis.h"

#include <pthread.h>
#include <sys/socket.h>

enum {
	HIRE__REDIS_POOL = 16, /* connections unless the URL says so */
	HIRE__REDIS_POOL_MAX = 1000,
	HIRE__REDIS_TIMEOUT_MS = 500,
	HIRE__REDIS_ADDRESSES = 4 /* of one host that are tried */
};

/* A URL, taken apart; strings are owned. */
typedef struct hire__redis_url {
	char *host;                             /* or the path of a socket */
	char *user, *password, *prefix, *place; /* user, password: or NULL */
	bool local; /* a socket in the file system */
	int64_t port, db, pool;
	int64_t timeout; /* microseconds */
} hire__redis_url;

struct hire__redis_conn {
	hire__redis *redis;
	hire__redis_conn *next; /* among the idle ones */
	void *reader;
	hire__buf out; /* commands, `sent` bytes of which have left */
	size_t sent;
	size_t owed;    /* replies still to come */
	size_t got;     /* bytes of the reply that is being read */
	uint64_t epoch; /* of the server's presence in which it was made */
	int fd;         /* -1: not connected */
	bool lost;      /* it broke */
	bool pooled;
};

typedef struct hire__redis_address {
	struct sockaddr_storage to;
	socklen_t len;
} hire__redis_address;

struct hire__redis {
	hire_ctx *ctx;
	const char *field;
	size_t reply_max;
	hire__redis_url url;
	pthread_mutex_t lock;
	pthread_cond_t freed;  /* a connection was given back */
	pthread_cond_t ending; /* close() was called */
	/* all that follows: under `lock` */
	hire__redis_conn *idle;
	int64_t used;   /* connections of the pool that someone has */
	uint64_t epoch; /* grows with each loss */
	bool down;      /* known to be gone: `waker` looks for it */
	bool closing;
	bool waking; /* `waker` was started and is to be joined */
	pthread_t waker;
	hire_error why; /* that it is gone */
	hire__redis_address address[HIRE__REDIS_ADDRESSES];
	size_t addresses;
};

/* redis_url.c */
HIRE_CHECK hire_status
hire__redis_url_parse(hire_ctx *ctx, const char *field, const char *url,
    hire__redis_url *out, hire_error *err);
void
hire__redis_url_free(hire_ctx *ctx, hire__redis_url *url);

/* redis_reader.c: replies out of bytes; the only file that knows hiredis. */
HIRE_CHECK hire_status
hire__redis_reader_new(void **out, const char *field, hire_error *err);
void
hire__redis_reader_free(void *reader);
HIRE_CHECK hire_status
hire__redis_reader_feed(
    void *reader, const void *bytes, size_t len, hire_error *err);
/* A whole reply in `mem`; `*out` is NULL when bytes are missing. */
HIRE_CHECK hire_status
hire__redis_reader_next(
    void *reader, hire_arena *mem, hire__redis_reply **out, hire_error *err);

/* redis_link.c: bytes over a connection, within a time. */
int64_t
hire__redis_clock(void);
/* Look up where the server is. */
HIRE_CHECK hire_status
hire__redis_resolve(hire__redis *redis, hire_error *err);
/* Connect to an address that was looked up, until `until`. */
HIRE_CHECK hire_status
hire__redis_reach(hire__redis_conn *conn, int64_t until, hire_error *err);
/* Send what is queued and read until a whole reply is there or `until` is
 * over; with 0 only what can be done without waiting. */
HIRE_CHECK hire_status
hire__redis_exchange(hire__redis_conn *conn, int64_t until, hire_arena *mem,
    hire__redis_reply **out, hire_error *err);
/* Whether an idle connection is still what it was. */
bool
hire__redis_fresh(const hire__redis_conn *conn);
void
hire__redis_cut(hire__redis_conn *conn);

/* redis_conn.c: a connection that is none yet; NULL without memory. */
hire__redis_conn *
hire__redis_conn_new(hire__redis *redis, bool pooled);
void
hire__redis_conn_free(hire__redis_conn *conn);
/* Connect and log in, to where the name was last found. */
HIRE_CHECK hire_status
hire__redis_join(hire__redis_conn *conn, hire_error *err);

/* redis_gone.c: free the idle ones; under the lock. */
void
hire__redis_drain(hire__redis *redis);
/* The server of that epoch does not answer. */
void
hire__redis_lost(hire__redis *redis, uint64_t epoch, const hire_error *why);

#endif
