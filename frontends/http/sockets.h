/* SPDX-License-Identifier: MIT
 * sockets.h - the process's own sockets, found by their addresses.
 * The HTTP library does not tell its descriptors; two addresses name one
 * connection, so they can be looked up.  Nothing here knows who uses them.
 */
#ifndef HIRE_HTTP_SOCKETS_H
#define HIRE_HTTP_SOCKETS_H

#include <hire/base.h>

#include <netinet/in.h>

bool
sockets_same(const struct sockaddr_in *a, const struct sockaddr_in *b);

/* The other side of the connection `fd` to our `port`; false when it is none.
 */
bool
sockets_far_end(int fd, int port, struct sockaddr_in *far);

/* The connection of `far` to our `port` among the descriptors below `below`;
 * -1: there is none. */
int
sockets_find(const struct sockaddr_in *far, int port, int below);

/* The socket that listens on `port`, or -1. */
int
sockets_listener(int port, int below);

/* Milliseconds for which the other side has sent nothing; -1: not known, or
 * one of the sides has ended. */
int64_t
sockets_silence(int fd);

/* Whether bytes wait that nobody read. */
bool
sockets_unread(int fd);

/* Say that nothing follows, then throw away what still comes until the other
 * side ends too, for `ms` at most: closing over unread bytes would reset the
 * connection, and what was said last would be lost. */
void
sockets_linger(int fd, int ms);

/* Put a socket whose other end is closed in the place of `fd`. */
bool
sockets_leave_dead(int fd);

/* As many descriptors as the process may have; gives that number. */
int
sockets_raise_limit(void);

int64_t
sockets_now_ms(void);

#endif
