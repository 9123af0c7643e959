/* SPDX-License-Identifier: MIT
 * server.h - the seam over the HTTP library: requests in, replies out.
 * Only server.c and exchange.c know which library speaks HTTP, so that another
 * one can take its place.
 */
#ifndef HIRE_HTTP_SERVER_H
#define HIRE_HTTP_SERVER_H

#include <hire/base.h>

typedef struct http_server http_server;

typedef struct http_header {
	const char *name, *value;
} http_header;

/* Largest head and most headers of a request. */
enum { HTTP_HEAD_MAX = 16 << 10, HTTP_HEADERS_MAX = 63 };

/* One request in hand.  Everything is borrowed until handle() returns. */
typedef struct http_request {
	const char *method;
	const char *target;  /* what was asked for, up to "?" */
	const char *version; /* "1.1" */
	const char *path;    /* of the target, as sent, not decoded */
	const char *query; /* behind "?", not decoded; "" when there is none */
	const char *peer;  /* address of the other side */
	const http_header *headers;
	size_t header_count;
	bool http10;
	int64_t length; /* of the body; -1: sent in chunks */
	void *conn;     /* the library's own */
	void *slot;     /* its row among the peers */
	int64_t taken;  /* bytes of the body read so far */
	bool asked;     /* for the body: its time runs */
	bool cut, late; /* the body broke off; as its time was over */
	bool last;      /* the connection ends behind the reply */
	bool sent;      /* there was a reply */
	bool gone;      /* nobody would see one */
} http_request;

typedef struct http_options {
	const char *listen; /* "127.0.0.1:8080"; port 0: any free one */
	int threads;        /* requests in hand at once */
	int64_t head_ms;    /* for a whole head */
	int64_t body_ms;    /* for a whole body */
	int64_t idle_ms;    /* between two requests */
	int64_t drain_ms;   /* for requests in hand at the end */
	/* Answer `r`, with http_send() or http_take_socket().  Called from
	 * many threads. */
	void (*handle)(void *user, http_request *r);
	/* More connections than threads: answer quickly. */
	void (*refuse)(void *user, http_request *r);
	void (*log)(void *user, const char *message);
	void *user;
} http_options;

/* Open the port and serve it.  `options` is copied; what it points to is
 * borrowed until http_server_stop().  EINVAL (listen), EIO. */
HIRE_CHECK hire_status
http_server_start(
    const http_options *options, http_server **out, hire_error *err);

/* The port in use. */
int
http_server_port(const http_server *server);

/* Wait for requests in hand, for `drain_ms` at most, take no more connections,
 * free.  NULL is fine. */
void
http_server_stop(http_server *server);

/* Connections now; of these, those that wait for a request. */
void
http_server_counts(const http_server *server, int *open, int *idle);

/* First header of that name, or NULL; case does not count. */
const char *
http_header_get(const http_request *r, const char *name);

/* How often the header stands there. */
size_t
http_header_count(const http_request *r, const char *name);

/* Up to `n` bytes of the body; 0 at its end, -1 when it broke off: `cut` is
 * set, and `late` when that was because it took longer than `body_ms` since
 * the first call.  That call answers "Expect: 100-continue". */
int
http_body_read(http_request *r, void *buf, size_t n);

/* Send head and body as they are, in one write.  `head` ends in an empty
 * line; "Connection" is added in front of it.  A body that was not read to its
 * end ends the connection. */
void
http_send(http_request *r, const char *head, size_t head_len, const void *body,
    size_t body_len);

/* Send bytes as they are: the last words before http_take_socket().  False:
 * the other side is gone. */
bool
http_send_raw(http_request *r, const void *bytes, size_t n);

/* Take the connection's socket over, to speak another protocol on it; the
 * caller closes it.  -1: it is gone.  Nothing may be sent through `r` then. */
int
http_take_socket(http_request *r);

#endif
