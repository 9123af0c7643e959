/* SPDX-License-Identifier: MIT
 * relay.c - a wire between a client and a server that breaks when told.
 */
#define _GNU_SOURCE
#include "relay.h"

#include "support.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in
local(int port)
{
	struct sockaddr_in a = {
	    .sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return a;
}

static void
cut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
take_client(relay *r)
{
	int i = 0;
	int fd = accept(r->fd, NULL, NULL);
	while (i < RELAY_WIRES && (r->near[i] >= 0 || r->far[i] >= 0))
		i++;
	struct sockaddr_in to = local(r->to);
	int far = socket(AF_INET, SOCK_STREAM, 0);
	if (i == RELAY_WIRES ||
	    connect(far, (struct sockaddr *)&to, sizeof to)) {
		cut(&fd);
		cut(&far);
		return;
	}
	r->near[i] = fd;
	r->far[i] = far;
	r->mute[i] = false;
}

static bool
send_all(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t k = send(fd, bytes, n, MSG_NOSIGNAL);
		if (k <= 0)
			return false;
		bytes += k;
		n -= (size_t)k;
	}
	return true;
}

/* Whether the wire goes on as it was. */
static bool
strike(relay *r, int i, const char *bytes, size_t n)
{
	if (!memmem(bytes, n, r->word, strlen(r->word)))
		return true;
	switch (atomic_exchange(&r->fault, RELAY_NONE)) {
	case RELAY_UNSAID:
		cut(&r->near[i]);
		cut(&r->far[i]);
		return false;
	case RELAY_HANGING:
		cut(&r->near[i]);
		return false;
	case RELAY_UNANSWERED:
		r->mute[i] = true;
		return true;
	default:
		return true;
	}
}

static void
from_client(relay *r, int i)
{
	char bytes[65536];
	ssize_t n = recv(r->near[i], bytes, sizeof bytes, 0);
	if (n > 0 && !strike(r, i, bytes, (size_t)n))
		return;
	if (n > 0 && send_all(r->far[i], bytes, (size_t)n))
		return;
	cut(&r->near[i]);
	cut(&r->far[i]);
}

static void
from_server(relay *r, int i)
{
	char bytes[65536];
	ssize_t n = recv(r->far[i], bytes, sizeof bytes, 0);
	if (r->near[i] < 0 && n > 0)
		return;
	if (n > 0 && !r->mute[i] && send_all(r->near[i], bytes, (size_t)n))
		return;
	cut(&r->near[i]);
	cut(&r->far[i]);
}

static void
cut_all(relay *r)
{
	for (int i = 0; i < RELAY_WIRES; i++) {
		cut(&r->near[i]);
		cut(&r->far[i]);
	}
}

static void
listen_on(relay *r)
{
	int on = 1;
	struct sockaddr_in at = local(r->port);
	socklen_t size = sizeof at;
	r->fd = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(r->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	ck_assert_int_eq(bind(r->fd, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(listen(r->fd, RELAY_WIRES), 0);
	ck_assert_int_eq(getsockname(r->fd, (struct sockaddr *)&at, &size), 0);
	r->port = ntohs(at.sin_port);
}

/* Whether there is anything to carry. */
static bool
is_there(relay *r)
{
	bool away = atomic_load(&r->away);
	if (away && r->fd >= 0) {
		cut_all(r);
		cut(&r->fd);
	} else if (!away && r->fd < 0) {
		listen_on(r);
	}
	bool still = atomic_load(&r->still);
	if (atomic_exchange(&r->bury, false))
		for (int i = 0; i < RELAY_WIRES; i++)
			r->near[i] = r->far[i] = -1; /* open, till we end */
	if (away || still)
		poll(NULL, 0, 5);
	return !away && !still;
}

static void *
carry(void *args)
{
	relay *r = args;
	while (!atomic_load(&r->over)) {
		if (!is_there(r))
			continue;
		struct pollfd all[1 + 2 * RELAY_WIRES];
		all[0] = (struct pollfd){.fd = r->fd, .events = POLLIN};
		for (int i = 0; i < RELAY_WIRES; i++) {
			all[1 + i] =
			    (struct pollfd){.fd = r->near[i], .events = POLLIN};
			all[1 + RELAY_WIRES + i] =
			    (struct pollfd){.fd = r->far[i], .events = POLLIN};
		}
		if (poll(all, 1 + 2 * RELAY_WIRES, 20) <= 0 ||
		    atomic_load(&r->still))
			continue;
		poll(NULL, 0, atomic_load(&r->lag));
		for (int i = 0; i < RELAY_WIRES; i++) {
			if (all[1 + i].revents && r->near[i] >= 0)
				from_client(r, i);
			if (all[1 + RELAY_WIRES + i].revents && r->far[i] >= 0)
				from_server(r, i);
		}
		if (all[0].revents)
			take_client(r);
	}
	return NULL;
}

void
relay_open(relay *r, int to, const char *word)
{
	memset(r, 0, sizeof *r);
	r->to = to;
	r->word = word;
	for (int i = 0; i < RELAY_WIRES; i++)
		r->near[i] = r->far[i] = -1;
	listen_on(r);
	ck_assert_int_eq(pthread_create(&r->thread, NULL, carry, r), 0);
}

void
relay_break(relay *r, relay_fault fault)
{
	atomic_store(&r->fault, fault);
}

void
relay_close(relay *r)
{
	atomic_store(&r->over, true);
	pthread_join(r->thread, NULL);
	cut_all(r);
	cut(&r->fd);
}

void
relay_leave(relay *r)
{
	atomic_store(&r->away, true);
	poll(NULL, 0, 100);
}

void
relay_back(relay *r)
{
	atomic_store(&r->away, false);
}

void
relay_still(relay *r, bool still)
{
	atomic_store(&r->still, still);
	poll(NULL, 0, 50);
}

void
relay_bury(relay *r)
{
	atomic_store(&r->bury, true);
	poll(NULL, 0, 50);
}

void
relay_lag(relay *r, int ms)
{
	atomic_store(&r->lag, ms);
}
