/* SPDX-License-Identifier: MIT
 * redis_link.c - bytes to and from a Redis server, within a time.
 * Sockets never block: one deadline covers all that a call does.
 */
#include "redis_inside.h"

#include "ctx.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 16384 };

int64_t
hire__redis_clock(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * HIRE_SECOND + t.tv_nsec / 1000;
}

static hire_status
gone(const hire__redis *r, hire_error *err, const char *why)
{
	return hire_fail(
	    err, HIRE_EBACKEND, NULL, "Redis at %s %s", r->url.place, why);
}

static hire_status
look_up(hire__redis *r, hire__redis_address *out, size_t *n, hire_error *err)
{
	char port[8];
	snprintf(port, sizeof port, "%d", (int)r->url.port);
	struct addrinfo *all = NULL, want = {.ai_socktype = SOCK_STREAM,
	                                 .ai_flags = AI_NUMERICSERV};
	int rc = getaddrinfo(r->url.host, port, &want, &all);
	if (rc == EAI_MEMORY)
		return hire__nomem(err);
	if (rc)
		return gone(
		    r, err, "cannot be looked up: check the host's name");
	for (struct addrinfo *a = all; a && *n < HIRE__REDIS_ADDRESSES;
	     a = a->ai_next) {
		memcpy(&out[*n].to, a->ai_addr, a->ai_addrlen);
		out[(*n)++].len = a->ai_addrlen;
	}
	freeaddrinfo(all);
	return HIRE_OK;
}

hire_status
hire__redis_resolve(hire__redis *r, hire_error *err)
{
	hire__redis_address found[HIRE__REDIS_ADDRESSES] = {0};
	size_t n = 0;
	hire_status st = HIRE_OK;
	if (r->url.local) {
		struct sockaddr_un to = {.sun_family = AF_UNIX};
		memcpy(to.sun_path, r->url.host, strlen(r->url.host) + 1);
		memcpy(&found[n].to, &to, sizeof to);
		found[n++].len = sizeof to;
	} else {
		st = look_up(r, found, &n, err);
	}
	if (st)
		return st;
	pthread_mutex_lock(&r->lock);
	memcpy(r->address, found, sizeof found);
	r->addresses = n;
	pthread_mutex_unlock(&r->lock);
	return HIRE_OK;
}

/* Wait until the socket is ready; false when the time is over. */
static bool
ready(int fd, short events, int64_t until)
{
	struct pollfd p = {.fd = fd, .events = events};
	int got;
	do {
		int64_t left = until - hire__redis_clock();
		got = poll(&p, 1, left > 0 ? (int)(left / 1000 + 1) : 0);
	} while (got < 0 && errno == EINTR);
	return got > 0;
}

static int
open_socket(const hire__redis_address *a)
{
	int on = 1;
	int fd = socket(a->to.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
		close(fd);
		return -1;
	}
	if (a->to.ss_family != AF_UNIX) {
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
	}
	return fd;
}

/* A connected socket, or -1 and errno. */
static int
reach(const hire__redis_address *a, int64_t until)
{
	int fd = open_socket(a), code = 0;
	socklen_t len = sizeof code;
	if (fd < 0)
		return -1;
	if (!connect(fd, (const struct sockaddr *)&a->to, a->len))
		return fd;
	code = errno;
	if (code == EINPROGRESS || code == EINTR) {
		code = ETIMEDOUT;
		if (ready(fd, POLLOUT, until) &&
		    getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &len))
			code = errno;
	}
	if (!code)
		return fd;
	close(fd);
	errno = code;
	return -1;
}

static hire_status
unreached(const hire__redis *r, int code, hire_error *err)
{
	switch (code) {
	case ECONNREFUSED:
		return gone(r, err,
		    "refuses connections: is it running, and is the port "
		    "right?");
	case ENOENT:
		return gone(r, err, "is no socket: is the server running?");
	case EACCES:
	case EPERM:
		return gone(r, err, "may not be reached by this user");
	case EMFILE:
	case ENFILE:
		return gone(r, err,
		    "cannot be reached: too many files are "
		    "open here");
	default:
		return gone(
		    r, err, "does not answer: check host, port and network");
	}
}

hire_status
hire__redis_reach(hire__redis_conn *c, int64_t until, hire_error *err)
{
	hire__redis *r = c->redis;
	hire__redis_address to[HIRE__REDIS_ADDRESSES];
	pthread_mutex_lock(&r->lock);
	size_t n = r->addresses;
	memcpy(to, r->address, sizeof to);
	c->epoch = r->epoch;
	pthread_mutex_unlock(&r->lock);
	int code = ETIMEDOUT;
	for (size_t i = 0; i < n && c->fd < 0; i++) {
		/* Each address gets its share of what time is left. */
		int64_t now = hire__redis_clock();
		c->fd = reach(&to[i], now + (until - now) / (int64_t)(n - i));
		code = errno;
	}
	if (c->fd < 0)
		return unreached(r, code, err);
	hire_status st = hire__redis_reader_new(&c->reader, r->field, err);
	if (st)
		hire__redis_cut(c);
	return st;
}

void
hire__redis_cut(hire__redis_conn *c)
{
	if (c->fd >= 0)
		close(c->fd);
	hire__redis_reader_free(c->reader);
	hire__buf_free(&c->out);
	c->reader = NULL;
	c->fd = -1;
	c->sent = c->owed = c->got = 0;
	c->lost = false;
}

bool
hire__redis_fresh(const hire__redis_conn *c)
{
	char byte;
	if (c->fd < 0 || c->lost || c->owed)
		return false;
	/* Nothing may come unasked, not even the end. */
	return recv(c->fd, &byte, 1, MSG_PEEK) < 0 &&
	       (errno == EAGAIN || errno == EWOULDBLOCK);
}

static bool
waits(int code)
{
	return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

/* Send what the socket takes. */
static hire_status
push(hire__redis_conn *c, hire_error *err)
{
	while (c->sent < c->out.len) {
		ssize_t n = send(c->fd, c->out.s + c->sent,
		    c->out.len - c->sent, MSG_NOSIGNAL);
		if (n < 0 && waits(errno))
			return HIRE_OK;
		if (n < 0)
			return gone(c->redis, err, "closed the connection");
		c->sent += (size_t)n;
	}
	hire__buf_clear(&c->out);
	c->sent = 0;
	return HIRE_OK;
}

/* Read what is there; `*some` says whether that was anything. */
static hire_status
pull(hire__redis_conn *c, bool *some, hire_error *err)
{
	char bytes[CHUNK];
	ssize_t n = recv(c->fd, bytes, sizeof bytes, 0);
	*some = n > 0;
	if (n < 0 && waits(errno))
		return HIRE_OK;
	if (n <= 0)
		return gone(c->redis, err, "closed the connection");
	c->got += (size_t)n;
	if (c->got > c->redis->reply_max)
		return hire_fail(err, HIRE_ETOOBIG, NULL,
		    "a reply of Redis at %s is larger than %zu bytes",
		    c->redis->url.place, c->redis->reply_max);
	return hire__redis_reader_feed(c->reader, bytes, (size_t)n, err);
}

/* One reply, or none yet. */
static hire_status
step(hire__redis_conn *c, int64_t until, hire_arena *mem,
    hire__redis_reply **out, bool *over, hire_error *err)
{
	bool some = false;
	hire_status st = hire__redis_reader_next(c->reader, mem, out, err);
	if (st || *out)
		return st;
	st = push(c, err);
	if (!st)
		st = pull(c, &some, err);
	if (st || some)
		return st;
	short events = (short)(POLLIN | (c->out.len ? POLLOUT : 0));
	*over = !until || !ready(c->fd, events, until);
	return HIRE_OK;
}

hire_status
hire__redis_exchange(hire__redis_conn *c, int64_t until, hire_arena *mem,
    hire__redis_reply **out, hire_error *err)
{
	bool over = false;
	hire_status st =
	    c->out.failed ? hire__buf_check(&c->out, err) : HIRE_OK;
	*out = NULL;
	while (!st && !*out && !over) {
		st = step(c, until, mem, out, &over, err);
		/* Bytes that drip in do not prolong the time. */
		over = over || (until && hire__redis_clock() > until);
	}
	if (!st && *out) {
		c->got = 0;
		c->owed -= c->owed > 0;
	}
	return st;
}
