/* SPDX-License-Identifier: MIT
 * wire.h - links of TCP on 127.0.0.1 that carry bytes, or do not: cut, slow,
 * half open, frozen.  Apart from tests/support/relay.h, which breaks one wire
 * of a test's own process at a word; this is a program for a whole cluster.
 */
#ifndef TEST_CHAOS_WIRE_H
#define TEST_CHAOS_WIRE_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WIRE_LINKS = 64, WIRE_ROOM = 16384 };

typedef enum wire_mode {
	WIRE_OPEN,
	WIRE_CUT_RST,   /* all are reset, and so is who comes */
	WIRE_CUT_FIN,   /* the same with an orderly end */
	WIRE_SLOW,      /* bytes a second, and a delay */
	WIRE_HALF_NEAR, /* the far end is gone; the near one hears nothing */
	WIRE_HALF_FAR,  /* the near end is gone; the far one hears nothing */
	WIRE_FREEZE     /* nothing passes and nothing ends */
} wire_mode;

struct wire_pair;

/* One socket, and what was read from it for the other one. */
typedef struct wire_end {
	struct wire_pair *pair;
	int fd; /* -1: gone */
	unsigned watched;
	bool eof, shut;
	size_t len, off;
	int64_t due; /* not to be passed on before, microseconds */
	char bytes[WIRE_ROOM];
} wire_end;

typedef struct wire_link {
	char name[32];
	int fd, port, to;
	struct wire *all;
	wire_mode mode;
	int64_t rate, delay; /* bytes a second, microseconds */
	struct wire_pair *pairs;
	size_t count;
	uint64_t carried, taken;
} wire_link;

typedef struct wire_pair {
	wire_link *link;
	struct wire_pair *next, *prev;
	bool connecting;
	wire_end near, far;
} wire_pair;

typedef struct wire {
	int epoll, control;
	size_t count;
	wire_pair *dead; /* freed when no event can name them any more */
	wire_link links[WIRE_LINKS];
} wire;

/* Microseconds of the steady clock. */
int64_t
wire_now(void);

/* Listen on `port` (0: any, told in link->port) for the server at `to`. */
bool
wire_link_open(wire *all, const char *name, int port, int to);

/* Change what the link does from now on; the number of connections it hit. */
size_t
wire_link_set(wire_link *link, wire_mode mode, int64_t rate, int64_t delay);

/* Take who waits at the link's door. */
void
wire_link_accept(wire_link *link);

/* Of carrying, for those who take and break connections. */
wire_end *
wire_end_other(wire_end *end);
bool
wire_link_is_half(const wire_link *link);

/* Wait for what can happen at this end now. */
void
wire_end_watch(wire_end *end);

/* Close one end, or both and forget the pair, by a reset or in order. */
void
wire_end_close(wire_end *end, bool reset);
void
wire_pair_close(wire_pair *pair, bool reset);

/* Carry what can be carried. */
void
wire_end_serve(wire_end *end, unsigned events);

/* Let time pass on links that are slow: whether any has something waiting. */
bool
wire_tick(wire *all);

/* Free what ended. */
void
wire_bury(wire *all);

#endif
