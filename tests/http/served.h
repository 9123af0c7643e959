/* SPDX-License-Identifier: MIT
 * served.h - a server within the test's own process, and a client that blocks.
 * The client sends bytes as they are given: what a test says about the wire is
 * what goes over the wire.
 */
#ifndef TEST_HTTP_SERVED_H
#define TEST_HTTP_SERVED_H

#include "support.h"

#include "app.h"

typedef struct served_person {
	char id[64], token[2048]; /* of the account; the bearer token */
} served_person;

typedef struct served {
	app app; /* open while the server runs; `app.host` may be set before */
	hire_arena *mem;
	hire_ctx *ctx;
	char folder[64];
	int port;
	served_person hr, candidate, admin; /* by served_people() */
} served;

enum { SERVED_HEAD_MAX = 16 << 10 };

/* A reply.  `body` ends in NUL and is freed by reply_free(). */
typedef struct reply {
	int status; /* 0: the connection ended without one */
	char head[SERVED_HEAD_MAX];
	char *body;
	size_t len;
	bool closes; /* "Connection: close" */
} reply;

/* One connection, with what was read and not used yet. */
typedef struct wire {
	int fd;
	size_t len;
	char in[SERVED_HEAD_MAX];
} wire;

/* Start a server on a free port over a new folder.  `lines` are settings:
 * NAME=VALUE as in a configuration file, or NULL.  Fails the test. */
void
served_start(served *s, const char *lines);

/* Stop it, free everything, remove the folder. */
void
served_stop(served *s);

/* The server ends and begins again over the same folder and settings. */
void
served_restart(served *s);

/* An account of each role, logged in: hr@, candidate@, admin@example.com, with
 * SERVED_PASSWORD. */
void
served_people(served *s);
#define SERVED_PASSWORD "a long enough password"

/* Sign up (or, for an administrator, make) one more person, with a confirmed
 * address, and log in. */
served_person
served_person_new(served *s, hire_role role, const char *email);

void
wire_open(wire *w, const served *s);

/* As wire_open(), but the socket's buffers hold little (0: as usual). */
void
wire_open_narrow(wire *w, const served *s, int bytes);

void
wire_close(wire *w);

/* Send all of it; false when the other side is gone. */
bool
wire_send(wire *w, const void *bytes, size_t n);
bool
wire_says(wire *w, const char *text);

/* Read one reply; false (and status 0) when the connection ends before a whole
 * one came, or nothing comes for `wire_patience_ms`.  `to_head`: of HEAD, which
 * has no body.  Replies of 1xx count as replies. */
bool
wire_reply(wire *w, bool to_head, reply *out);

/* Whether the other side ends the connection, without another byte. */
bool
wire_ended(wire *w);

/* Nothing to read for `ms`: the connection is open and silent. */
bool
wire_silent(wire *w, int ms);

extern int wire_patience_ms; /* 5000 */

/* A whole request on a connection of its own.  `headers` are lines that end in
 * CR LF, or NULL; `token` a bearer token or NULL; `body` JSON or NULL. */
reply
served_ask(const served *s, const char *method, const char *target,
    const char *headers, const char *body, const char *token);
reply
served_get(const served *s, const char *target, const char *token);
reply
served_post(
    const served *s, const char *target, const char *body, const char *token);

/* The same on an open connection. */
reply
wire_ask(wire *w, const char *method, const char *target, const char *headers,
    const char *body, const char *token);

/* Send bytes on a new connection and give its first reply. */
reply
served_raw(const served *s, const void *bytes, size_t n);

/* The value of a header of a reply in `out`, or "". */
const char *
reply_header(const reply *r, const char *name, char *out, size_t max);

/* A member of a JSON reply by its path ("tokens.access", "jobs.0.title"), as
 * text: of strings the text, of others their JSON; "" when there is none. */
const char *
reply_text(const reply *r, const char *path, char *out, size_t max);

void
reply_free(reply *r);

/* The status of `r`, which is freed. */
int
reply_status(reply r);

/* A server of four threads that waits three seconds for heads and bodies, to be
 * crowded. */
void
served_start_narrow(served *s);

/* Wait until so many connections are open and so many of them wait for a
 * request (-1: any number); fails after 5 seconds. */
void
served_counts(const served *s, int open, int idle);

#endif
