/* SPDX-License-Identifier: MIT
 * redis.h - talking to a Redis server: connections, commands, replies.
 * Apart from the backends, since the cache and the queue both stand on it;
 * what a key means is theirs.  A server that is gone costs one call its time:
 * from then on calls fail at once, until a thread of ours reaches it again.
 */
#ifndef HIRE_UTIL_REDIS_H
#define HIRE_UTIL_REDIS_H

#include <hire/base.h>
#include <pthread.h>
#include <string.h>

/* A server and its connections; any thread, several at once. */
typedef struct hire__redis hire__redis;
/* One connection; one thread at a time. */
typedef struct hire__redis_conn hire__redis_conn;

typedef struct hire__redis_options {
	const char *field; /* the setting that the URL stands in; static */
	size_t reply_max;  /* bytes of one reply; 0: 4 MiB */
} hire__redis_options;

enum { HIRE__REDIS_PREFIX_MAX = 100 }; /* bytes */

/* One word of a command, borrowed for the call. */
typedef struct hire__redis_arg {
	const void *s;
	size_t len;
} hire__redis_arg;

#define HIRE__REDIS_TEXT(text)                                                 \
	((hire__redis_arg){.s = (text), .len = strlen(text)})

/* A number as a word, written into `room`. */
hire__redis_arg
hire__redis_number(int64_t n, char room[24]);

typedef enum hire__redis_kind {
	HIRE__REDIS_NIL,
	HIRE__REDIS_INTEGER,
	HIRE__REDIS_STRING,
	HIRE__REDIS_STATUS, /* such as OK */
	HIRE__REDIS_ERROR,
	HIRE__REDIS_ARRAY
} hire__redis_kind;

/* What the server said; lives in the arena that was given for it. */
typedef struct hire__redis_reply {
	hire__redis_kind kind;
	int64_t number; /* INTEGER */
	const char *s;  /* STRING, STATUS, ERROR: NUL-terminated; else NULL */
	size_t len;
	struct hire__redis_reply **items; /* ARRAY: `count` of them */
	size_t count;
} hire__redis_reply;

/* Take the URL apart:
 * redis://[[USER]:PASSWORD@]HOST[:PORT][/DB] or
 * redis+unix://[[USER]:PASSWORD@]/PATH, both with ?pool=N (connections, 16),
 * &prefix=TEXT (of every key, "hire:"), &timeout=MS (of connecting and of a
 * command, 500), &db=N.  USER, PASSWORD, PATH and TEXT may be percent-encoded.
 * Nothing is connected yet: a server may come later.  Borrows `ctx` until
 * close.  Errors: EINVAL with the setting's name (never with a password),
 * ENOMEM. */
HIRE_CHECK hire_status
hire__redis_open(hire_ctx *ctx, const char *url,
    const hire__redis_options *options, hire__redis **out, hire_error *err);

/* After every connection was given back.  NULL is a no-op. */
void
hire__redis_close(hire__redis *redis);

/* Of its keys and topics, and "HOST:PORT/DB"; both live as long as it. */
const char *
hire__redis_prefix(const hire__redis *redis);
const char *
hire__redis_place(const hire__redis *redis);

/* Start a thread of the library's own, which no signal of the host reaches. */
HIRE_CHECK bool
hire__redis_thread(pthread_t *out, void *(*run)(void *), void *arg);

/* A connection for the caller alone, connected.  EBACKEND at once, with the
 * reason, while the server is known to be gone; EBUSY when all are in use for
 * the timeout. */
HIRE_CHECK hire_status
hire__redis_take(hire__redis *redis, hire__redis_conn **out, hire_error *err);
/* Give it back; NULL is a no-op.  One that broke, or that still owes replies,
 * is closed. */
void
hire__redis_give(hire__redis_conn *conn);

/* The same beside the pool, for somebody who keeps it: a subscriber, a
 * blocking reader.  Ended by hire__redis_give() too. */
HIRE_CHECK hire_status
hire__redis_connect(
    hire__redis *redis, hire__redis_conn **out, hire_error *err);

/* Queue a command; a lack of memory shows at the next hire__redis_next(). */
void
hire__redis_add(hire__redis_conn *conn, const hire__redis_arg *args, size_t n);

/* Send what is queued and wait for the next reply, oldest command first, for
 * the timeout and `longer` microseconds (of a command that blocks).  An ERROR
 * is HIRE_OK here: see hire__redis_check().  Failures: EBACKEND (gone, too
 * slow), ETOOBIG (the reply), ENOMEM; after each of them the connection is
 * of no more use. */
HIRE_CHECK hire_status
hire__redis_next(hire__redis_conn *conn, hire_time longer, hire_arena *mem,
    hire__redis_reply *out, hire_error *err);

/* For a subscriber: send what is queued and read what is there, without
 * waiting; `*got` says whether that was a whole reply.  When it was not, `mem`
 * must be neither reset nor changed for another before it is. */
HIRE_CHECK hire_status
hire__redis_poll(hire__redis_conn *conn, hire_arena *mem,
    hire__redis_reply *out, bool *got, hire_error *err);
/* To wait for what hire__redis_poll() does, with the events of poll(2). */
int
hire__redis_fd(const hire__redis_conn *conn, short *events);

/* HIRE_OK, or for an ERROR what it means and what to do: EBACKEND. */
HIRE_CHECK hire_status
hire__redis_check(
    const hire__redis *redis, const hire__redis_reply *reply, hire_error *err);
/* Whether it is the ERROR that begins with `code`, such as "NOSCRIPT". */
bool
hire__redis_is(const hire__redis_reply *reply, const char *code);

/* One command over a connection of one's own: queue, wait, check. */
HIRE_CHECK hire_status
hire__redis_ask(hire__redis_conn *conn, const hire__redis_arg *args, size_t n,
    hire_arena *mem, hire__redis_reply *out, hire_error *err);
/* One command over any connection. */
HIRE_CHECK hire_status
hire__redis_do(hire__redis *redis, const hire__redis_arg *args, size_t n,
    hire_arena *mem, hire__redis_reply *out, hire_error *err);

/* A script, known to the server by its SHA-1. */
typedef struct hire__redis_script {
	const char *text; /* static */
	char sha[41];
} hire__redis_script;

HIRE_CHECK hire_status
hire__redis_script_init(
    hire__redis_script *script, const char *text, hire_error *err);

enum { HIRE__REDIS_WORDS = 32 }; /* most keys and values of a script */

/* Run it: `args` are `keys` keys, then values, `n` together.  A server that
 * does not know the script is told it. */
HIRE_CHECK hire_status
hire__redis_eval(hire__redis_conn *conn, const hire__redis_script *script,
    const hire__redis_arg *args, size_t n, size_t keys, hire_arena *mem,
    hire__redis_reply *out, hire_error *err);
/* The same over any connection. */
HIRE_CHECK hire_status
hire__redis_run(hire__redis *redis, const hire__redis_script *script,
    const hire__redis_arg *args, size_t n, size_t keys, hire_arena *mem,
    hire__redis_reply *out, hire_error *err);

/* Whether the server answers, is new enough (6.2) and takes writes: EBACKEND
 * says what is wrong.  `*remark` gets a line on it in `mem`, with a warning
 * when its maxmemory-policy drops what it was given. */
HIRE_CHECK hire_status
hire__redis_ping(
    hire__redis *redis, hire_arena *mem, const char **remark, hire_error *err);

#endif
