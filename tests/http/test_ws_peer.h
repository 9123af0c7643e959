/* SPDX-License-Identifier: MIT
 * test_ws_peer.h - a host that writes down what its hub tells it, and clients
 * on the other end of real sockets.
 */
#ifndef TEST_WS_PEER_H
#define TEST_WS_PEER_H

#include "test_ws_support.h"
#include "ws/hub.h"

#include <pthread.h>

enum { READ_MAX = 70000 };

struct peer;

/* A hub and the host behind it. */
typedef struct host {
	ws_hub *hub;
	test_mem mem;
	pthread_mutex_t lock;
	pthread_cond_t news;
	int descriptors; /* open when it began */
	/* What message() does, on a hub thread; NULL echoes text. */
	bool (*act)(struct peer *p, const char *data, size_t len);
} host;

/* One connection: our end of the socket, and what the host heard. */
typedef struct peer {
	host *host;
	int fd;
	ws_conn_id id;
	/* Under the host's lock. */
	int messages, closed;
	char last[64]; /* the beginning of the last message */
	size_t last_len;
	uint16_t code;
	ws_end why;
} peer;

/* Make the hub; `o->mem` is replaced by counted memory. */
void
host_open(host *h, ws_hub_options o);

/* Free it, close `n` peers, and see that no block and no descriptor is left. */
void
host_close(host *h, peer *peers, size_t n);

/* The same with two peers, after telling them to go. */
void
host_close_both(host *h, const peer *p, const peer *q);

/* Both ends of a TCP connection on the loopback. */
void
tcp_pair(int fds[2]);

/* Connect and have the hub adopt the other end. */
hire_status
peer_try(host *h, peer *p);
void
peer_open(host *h, peer *p);

/* The same with a short send buffer on the hub's side: a client that does not
 * read is soon felt. */
void
peer_open_narrow(host *h, peer *p);

/* Send a masked frame. */
void
peer_send(const peer *p, int first, const void *payload, size_t n);
void
peer_says(const peer *p, const char *text);

/* A frame from the server. */
typedef struct got {
	int opcode; /* -1: the server has ended the stream; -2: reset */
	size_t len;
	unsigned code; /* of a close frame; 1005: none */
	char data[READ_MAX + 1];
} got;

/* The next frame; fails the test when it is no good frame, or none comes. */
void
peer_read(const peer *p, got *g);

/* The next frame is this one. */
void
peer_expects(const peer *p, int opcode, const char *payload);
void
peer_expects_close(const peer *p, unsigned code);

/* Wait until closed() was called; then it was with these. */
void
peer_wait_closed(peer *p, uint16_t code, ws_end why);

/* Close our end, then the same. */
void
peer_leaves(peer *p, uint16_t code, ws_end why);

/* Wait until the host has had `n` messages of it. */
void
peer_wait_messages(peer *p, int n);

/* The messages that the host has had of it. */
int
peer_messages(peer *p);

ws_counters
host_counters(host *h);

#endif
