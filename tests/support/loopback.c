/* SPDX-License-Identifier: MIT
 * loopback.c - a small HTTP server on 127.0.0.1 for tests of clients.
 */
#define _GNU_SOURCE
#include "loopback.h"

#include "support.h"

#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST_MAX = 64 << 10 };

static void
nap(void)
{
	nanosleep(&(struct timespec){0, 20 * 1000 * 1000}, NULL);
}

static size_t
content_length(const char *request)
{
	const char *at = strcasestr(request, "\r\ncontent-length:");
	return at ? strtoul(at + 17, NULL, 10) : 0;
}

/* The whole request, NUL-terminated, on the heap. */
static char *
read_request(int fd)
{
	char *all = calloc(1, REQUEST_MAX);
	size_t n = 0;
	for (;;) {
		const char *end = strstr(all, "\r\n\r\n");
		size_t head = end ? (size_t)(end - all) + 4 : 0;
		if (end && n >= head + content_length(all))
			return all;
		ssize_t got = recv(fd, all + n, REQUEST_MAX - n - 1, 0);
		if (got <= 0)
			return all;
		n += (size_t)got;
	}
}

static bool
put(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t put = send(fd, bytes, n, MSG_NOSIGNAL);
		if (put <= 0)
			return false;
		bytes += put;
		n -= (size_t)put;
	}
	return true;
}

static bool
put_slowly(int fd, const char *bytes, size_t n)
{
	bool going = true;
	for (size_t i = 0; going && i < n; i++) {
		going = put(fd, bytes + i, 1);
		nap();
	}
	return going;
}

static void
put_body(int fd, size_t n)
{
	char block[4096];
	memset(block, 'x', sizeof block);
	for (bool going = true; going && n;) {
		size_t some = n < sizeof block ? n : sizeof block;
		going = put(fd, block, some);
		n -= some;
	}
}

static void
answer(int fd, const loopback_reply *r)
{
	char head[1024], byte;
	int n = snprintf(head, sizeof head,
	    "HTTP/1.1 %d Reply\r\ncontent-length: %zu\r\n%s"
	    "connection: close\r\n\r\n",
	    r->status, r->body, r->headers ? r->headers : "");
	switch (r->manner) {
	case LOOPBACK_WELL:
		if (put(fd, head, (size_t)n))
			put_body(fd, r->body);
		break;
	case LOOPBACK_SLOW:
		put_slowly(fd, head, (size_t)n);
		break;
	case LOOPBACK_SILENT:
		while (recv(fd, &byte, 1, 0) > 0)
			continue;
		break;
	case LOOPBACK_CUT:
		if (put(fd, head, (size_t)n))
			put_body(fd, r->body / 2);
		break;
	case LOOPBACK_GARBAGE:
		put(fd, "\x16\x03\x01 what?\r\n\r\n", 13);
		break;
	}
}

static loopback_reply
note(loopback *l, char *request)
{
	pthread_mutex_lock(&l->lock);
	size_t last = l->reply_count - 1;
	loopback_reply r = l->replies[l->requests < last ? l->requests : last];
	if (l->requests < LOOPBACK_KEPT)
		l->kept[l->requests] = request;
	else
		free(request);
	l->requests++;
	pthread_mutex_unlock(&l->lock);
	return r;
}

static void *
serve(void *args)
{
	loopback *l = args;
	for (;;) {
		struct pollfd p = {l->fd, POLLIN, 0};
		int ready = poll(&p, 1, 20);
		pthread_mutex_lock(&l->lock);
		bool over = l->over;
		pthread_mutex_unlock(&l->lock);
		if (over)
			return NULL;
		int fd = ready > 0 ? accept(l->fd, NULL, NULL) : -1;
		if (fd < 0)
			continue;
		loopback_reply r = note(l, read_request(fd));
		answer(fd, &r);
		shutdown(fd, SHUT_WR);
		close(fd);
	}
}

void
loopback_open(loopback *l, const loopback_reply *replies, size_t count)
{
	struct sockaddr_in at = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof at;
	memset(l, 0, sizeof *l);
	l->replies = replies;
	l->reply_count = count;
	l->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ck_assert_int_ge(l->fd, 0);
	ck_assert_int_eq(bind(l->fd, (struct sockaddr *)&at, n), 0);
	ck_assert_int_eq(listen(l->fd, 64), 0);
	ck_assert_int_eq(getsockname(l->fd, (struct sockaddr *)&at, &n), 0);
	l->port = ntohs(at.sin_port);
	pthread_mutex_init(&l->lock, NULL);
	ck_assert_int_eq(pthread_create(&l->thread, NULL, serve, l), 0);
}

void
loopback_script(loopback *l, const loopback_reply *replies, size_t count)
{
	pthread_mutex_lock(&l->lock);
	l->replies = replies;
	l->reply_count = count;
	for (size_t i = 0; i < l->requests && i < LOOPBACK_KEPT; i++)
		free(l->kept[i]);
	l->requests = 0;
	pthread_mutex_unlock(&l->lock);
}

void
loopback_close(loopback *l)
{
	pthread_mutex_lock(&l->lock);
	l->over = true;
	pthread_mutex_unlock(&l->lock);
	pthread_join(l->thread, NULL);
	loopback_script(l, l->replies, l->reply_count);
	close(l->fd);
	pthread_mutex_destroy(&l->lock);
}

size_t
loopback_count(loopback *l)
{
	pthread_mutex_lock(&l->lock);
	size_t n = l->requests;
	pthread_mutex_unlock(&l->lock);
	return n;
}

static const char *
request(loopback *l, size_t n)
{
	ck_assert_uint_lt(n, loopback_count(l));
	return l->kept[n];
}

void
loopback_header(loopback *l, size_t n, const char *name, char *out, size_t size)
{
	char mark[80];
	snprintf(mark, sizeof mark, "\r\n%s: ", name);
	const char *at = strcasestr(request(l, n), mark);
	const char *value = at ? at + strlen(mark) : "";
	snprintf(out, size, "%.*s", (int)strcspn(value, "\r\n"), value);
}

const char *
loopback_body(loopback *l, size_t n)
{
	const char *end = strstr(request(l, n), "\r\n\r\n");
	ck_assert_ptr_nonnull(end);
	return end + 4;
}
