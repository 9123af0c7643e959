/* SPDX-License-Identifier: MIT
 * talker.h - interviews that are ready, and a client that plays them: one
 * blocking WebSocket, as a page would have it.
 */
#ifndef TEST_HTTP_TALKER_H
#define TEST_HTTP_TALKER_H

#include "served.h"

#include <cJSON.h>

typedef struct talker {
	const served *s;
	char id[64]; /* of the interview */
	wire w;
	char *in; /* bytes read and not used yet */
	size_t len, room;
	cJSON *got;     /* the last message; talker_next() replaces it */
	int code;       /* of the close frame, 0 before it, -1: none came */
	int said;       /* messages so far: their ids are m1, m2, ... */
	int64_t seq;    /* of the last entry seen */
	int entries;    /* seen on this connection */
	size_t partial; /* bytes of parts since the last entry */
	int parts;      /* seen on this connection */
} talker;

/* A paid job of `minutes` and `questions`, and on it a ready interview of the
 * candidate of `s`. */
void
talk_prepare(served *s, int minutes, int questions, char id[64]);

/* A ticket's URL. */
void
talk_ticket(const served *s, const char *id, char *url, size_t max);

/* Connect with a new ticket; says nothing yet. */
void
talker_open(talker *t, const served *s, const char *id);
/* The same over a socket that speaks WebSocket already. */
void
talker_over(talker *t, const served *s, const char *id, int fd);

/* Connect and say hello with the last entry seen; takes the welcome. */
void
talker_join(talker *t, const served *s, const char *id, int64_t last_seq);

/* Close the socket without a word. */
void
talker_cut(talker *t);

/* Send one text message, as given. */
bool
talker_says(talker *t, const char *text);
/* Send one frame. */
bool
talker_frame(talker *t, int opcode, const void *bytes, size_t n);
/* Send an event with the next id: "answer" and so on; `text` or NULL. */
void
talker_do(talker *t, const char *type, const char *text);

/* The next message, or NULL: closed (`code`), or silent for the wire's
 * patience.  Entries are checked to come without a gap. */
const cJSON *
talker_next(talker *t);
/* Skip to a message of that type; fails the test when none comes. */
const cJSON *
talker_until(talker *t, const char *type);
/* Skip to an entry of that event. */
const cJSON *
talker_event(talker *t, const char *event);
/* Read on to the end; its close code. */
int
talker_end(talker *t);

/* A string or number of the last message. */
const char *
talker_text(const talker *t, const char *name);
int64_t
talker_number(const talker *t, const char *name);

/* From a connection that joined: begin, answer everything, up to the end. */
void
talker_play(talker *t);

/* Entries of that client id, or (NULL) all, in the stored transcript. */
size_t
talk_stored(const served *s, const char *id, const char *client_id);
hire_interview
talk_row(const served *s, const char *id);

#endif
