/* SPDX-License-Identifier: MIT
 * live_room.h - what the suites of one live interview share: a server whose
 * clock can be moved, an interview that is ready, and the candidate in it.
 */
#ifndef TEST_HTTP_LIVE_ROOM_H
#define TEST_HTTP_LIVE_ROOM_H

#include "talker.h"

typedef struct live_room {
	served s;
	char id[64]; /* of the interview: 5 minutes, 2 questions */
	talker t;
} live_room;

extern live_room room;

/* Fixtures of a case. */
void
room_open(void);
void
room_close(void);

/* Let time pass at once. */
void
room_skip(hire_time by);

/* Connect and go on to the first question. */
void
room_begin(void);

#endif
