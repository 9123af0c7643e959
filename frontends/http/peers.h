/* SPDX-License-Identifier: MIT
 * peers.h - the connections of the HTTP library, watched: who is slow, who
 * waits for nothing, which socket is whose.
 * The library gives each connection a thread and only bounds single reads;
 * deadlines of whole bodies and room for newcomers are kept here.
 */
#ifndef HIRE_HTTP_PEERS_H
#define HIRE_HTTP_PEERS_H

#include <hire/base.h>

typedef struct peers peers;
typedef struct peer peer;

typedef enum peer_state {
	PEER_FREE,
	PEER_HEAD,    /* connected, its first head is being read */
	PEER_IDLE,    /* between two requests */
	PEER_ANSWER,  /* a request is in hand */
	PEER_LEAVING, /* told to go */
	PEER_LEFT     /* its socket was taken over */
} peer_state;

/* Room for `most` connections; when all but a few are taken, those that wait
 * for nothing are sent away.  Of those whose bodies are awaited, the slowest
 * one's time is over when there are more than `bodies`.  NULL: no memory. */
peers *
peers_new(int most, int bodies);

/* Open files that the process must be allowed for `most`: with fewer, the
 * library's sockets would be looked for where they are not. */
int
peers_files(int most);

/* The port they come to. */
void
peers_serve(peers *all, int port);

/* The end: nobody waits for another request, requests in hand have `ms` to be
 * answered, and then the port takes nobody. */
void
peers_end(peers *all, int64_t ms);

void
peers_free(peers *all);

/* A connection began; NULL when there is no room for it. */
peer *
peers_enter(peers *all);

/* Whose it is: told with the first request, the library knows no sooner. */
void
peers_name(peers *all, peer *who, const char *address, int port);

void
peers_leave(peers *all, peer *who);

/* Answering, or waiting again; gives the number of requests in hand.  `last`
 * becomes true when the connection was told to go before this request came. */
int
peers_answer(peers *all, peer *who, bool *last);
void
peers_rest(peers *all, peer *who);

/* What goes on now must be over `ms` from now, or the socket is shut; 0: no
 * limit. */
void
peers_limit(peers *all, peer *who, int64_t ms);

/* The same for a body that is awaited from now on until peers_limit(): only
 * what comes in is cut off, so that a reply can say so. */
void
peers_await(peers *all, peer *who, int64_t ms);

/* `n` more bytes of it came.  False: its time is over. */
bool
peers_got(peers *all, peer *who, int n);

/* Milliseconds since it came, or since the last reply. */
int64_t
peers_age(peers *all, const peer *who);

/* Whether it never had a reply. */
bool
peers_is_first(peers *all, const peer *who);

/* Whether more came than the library read. */
bool
peers_has_more(peers *all, peer *who);

/* The last reply is out, and what was not read of the request does not
 * matter: wait until the other side has seen it; see sockets_linger(). */
void
peers_linger(peers *all, peer *who);

/* A descriptor of its socket for the caller, while the library keeps a dead
 * one in its place; -1 when the socket is gone. */
int
peers_take(peers *all, peer *who);

void
peers_counts(peers *all, int *open, int *idle);

#endif
