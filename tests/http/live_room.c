/* SPDX-License-Identifier: MIT
 * live_room.c - see live_room.h.
 */
#include "live_room.h"

#include <stdatomic.h>
#include <time.h>

live_room room;

/* The real clock, and what a test has skipped. */
static _Atomic int64_t skipped;

static hire_instant
now(void *user)
{
	struct timespec wall, steady;
	(void)user;
	clock_gettime(CLOCK_REALTIME, &wall);
	clock_gettime(CLOCK_MONOTONIC, &steady);
	return (hire_instant){
	    wall.tv_sec * HIRE_SECOND + wall.tv_nsec / 1000 + skipped,
	    steady.tv_sec * HIRE_SECOND + steady.tv_nsec / 1000 + skipped, 7};
}

void
room_open(void)
{
	static const hire_ctx_options host = {.size = sizeof host, .now = now};
	skipped = 0;
	room.s.app.host = &host;
	served_start(
	    &room.s, "HIRE_SERVER_RATE=1000000\nHIRE_SERVER_WORKERS=0\n");
	served_people(&room.s);
	talk_prepare(&room.s, 5, 2, room.id);
}

void
room_close(void)
{
	talker_cut(&room.t);
	served_stop(&room.s);
}

void
room_skip(hire_time by)
{
	skipped += by;
}

void
room_begin(void)
{
	talker_join(&room.t, &room.s, room.id, 0);
	talker_do(&room.t, "begin", NULL);
	talker_event(&room.t, "greet");
	talker_do(&room.t, "proceed", NULL);
	talker_event(&room.t, "ask");
}
