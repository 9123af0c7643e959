/* SPDX-License-Identifier: MIT
 * sockets.c - the WebSocket client; see sockets.h.
 */
#define _GNU_SOURCE
#include "sockets.h"

#include "../bench.h"
#include "load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 256, READ = 64 << 10, MESSAGE = 1 << 20 };
enum { TEXT = 1, PING = 9, PONG = 10 };

typedef struct end {
	int fd; /* -1: not open */
	bool open;
	double asked;
	unsigned char *kept; /* a reply or frame that is not whole; owned */
	size_t len;
} end;

struct sockets {
	sockets_options o;
	end *ends;
	int epoll;
	size_t flying, lost, shakes;
	double *micros;
	unsigned char *buf, *frame;
};

sockets *
sockets_new(const sockets_options *options)
{
	sockets *s = calloc(1, sizeof *s);
	if (!s)
		bench_die("sockets", "out of memory");
	s->o = *options;
	s->epoll = epoll_create1(EPOLL_CLOEXEC);
	s->ends = calloc(options->count, sizeof *s->ends);
	s->micros = calloc(options->count, sizeof *s->micros);
	s->buf = malloc(MESSAGE + READ + 1);
	s->frame = malloc(MESSAGE + 16);
	if (!s->ends || !s->micros || !s->buf || !s->frame)
		bench_die("sockets", "out of memory");
	for (size_t i = 0; i < options->count; i++)
		s->ends[i].fd = -1;
	return s;
}

double *
sockets_handshakes(sockets *s, size_t *count)
{
	*count = s->shakes;
	return s->micros;
}

size_t
sockets_lost(const sockets *s)
{
	return s->lost;
}

static void
write_all(const end *e, const void *bytes, size_t n)
{
	if (send(e->fd, bytes, n, MSG_NOSIGNAL) != (ssize_t)n)
		bench_die("send", strerror(errno));
}

static void
ask(sockets *s, size_t which)
{
	char path[300], text[600];
	end *e = &s->ends[which];
	s->o.path(s->o.user, which, path, sizeof path);
	int n = snprintf(text, sizeof text,
	    "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
	    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
	    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
	    path);
	e->asked = bench_micros();
	e->fd = load_connect(s->o.port);
	if (e->fd < 0)
		bench_die("connect", strerror(errno));
	struct epoll_event event = {.events = EPOLLIN, .data.u64 = which};
	epoll_ctl(s->epoll, EPOLL_CTL_ADD, e->fd, &event);
	write_all(e, text, (size_t)n);
	s->flying++;
}

double
sockets_open(sockets *s, size_t from, size_t count)
{
	double start = load_clock();
	for (size_t next = from; next < from + count || s->flying;) {
		while (next < from + count && s->flying < s->o.in_flight)
			ask(s, next++);
		sockets_turn(s, 100);
		if (s->lost)
			bench_die("upgrade", "the server ended a connection");
		if (load_clock() - start > 120)
			bench_die("upgrade", "the server does not answer");
	}
	return load_clock() - start;
}

static void
send_frame(sockets *s, const end *e, int opcode, const void *bytes, size_t n)
{
	static const unsigned char mask[4] = {0x5a, 0x17, 0xc3, 0x88};
	unsigned char *f = s->frame;
	size_t head = n < 126 ? 2 : 4;
	f[0] = (unsigned char)(0x80 | opcode);
	f[1] = (unsigned char)(0x80 | (n < 126 ? n : 126));
	if (n >= 126) {
		f[2] = (unsigned char)(n >> 8);
		f[3] = (unsigned char)n;
	}
	memcpy(f + head, mask, 4);
	for (size_t i = 0; i < n; i++)
		f[head + 4 + i] =
		    ((const unsigned char *)bytes)[i] ^ mask[i & 3];
	write_all(e, f, head + 4 + n);
}

void
sockets_send(sockets *s, size_t which, const char *text)
{
	end *e = &s->ends[which];
	if (e->open)
		send_frame(s, e, TEXT, text, strlen(text));
}

void
sockets_close(sockets *s, size_t which)
{
	end *e = &s->ends[which];
	if (e->fd >= 0)
		close(e->fd);
	free(e->kept);
	*e = (end){.fd = -1};
}

/* The 101 reply; 0: not whole. */
static size_t
take_reply(sockets *s, size_t which, char *bytes)
{
	end *e = &s->ends[which];
	const char *rest = strstr(bytes, "\r\n\r\n");
	if (!rest)
		return 0;
	if (strncmp(bytes, "HTTP/1.1 101", 12))
		bench_die("upgrade", bytes);
	e->open = true;
	s->flying--;
	s->micros[s->shakes < s->o.count ? s->shakes++ : 0] =
	    bench_micros() - e->asked;
	if (s->o.opened)
		s->o.opened(s->o.user, which);
	return (size_t)(rest - bytes) + 4;
}

/* A frame; 0: not whole.  The byte behind it is put back. */
static size_t
take_frame(sockets *s, size_t which, unsigned char *f, size_t have)
{
	size_t head = 2, n = have > 1 ? f[1] & 127 : 0;
	if (have < 2 || (n == 126 && have < 4) || (n == 127 && have < 10))
		return 0;
	if (n > 125) {
		size_t bytes = n == 126 ? 2 : 8;
		n = 0;
		for (size_t i = 0; i < bytes; i++)
			n = n << 8 | f[2 + i];
		head += bytes;
	}
	if (n > MESSAGE - READ)
		bench_die("frame", "too long");
	if (have < head + n)
		return 0;
	unsigned char behind = f[head + n];
	f[head + n] = '\0';
	if ((f[0] & 15) == TEXT)
		s->o.heard(s->o.user, which, (const char *)f + head);
	else if ((f[0] & 15) == PING)
		send_frame(s, &s->ends[which], PONG, f + head, n);
	f[head + n] = behind;
	return head + n;
}

static void
keep(end *e, const unsigned char *bytes, size_t n)
{
	free(e->kept);
	e->kept = NULL;
	e->len = n;
	if (!n)
		return;
	e->kept = malloc(n);
	if (!e->kept)
		bench_die("sockets", "out of memory");
	memcpy(e->kept, bytes, n);
}

static void
hear(sockets *s, size_t which)
{
	end *e = &s->ends[which];
	size_t have = e->len, used = 0, step;
	if (have)
		memcpy(s->buf, e->kept, have);
	ssize_t got = recv(e->fd, s->buf + have, READ, MSG_DONTWAIT);
	if (got < 0 && errno == EAGAIN)
		return;
	if (got <= 0) {
		sockets_close(s, which);
		s->lost++;
		return;
	}
	have += (size_t)got;
	s->buf[have] = '\0';
	do {
		step = e->open
		           ? take_frame(s, which, s->buf + used, have - used)
		           : take_reply(s, which, (char *)s->buf + used);
		used += step;
	} while (step);
	keep(e, s->buf + used, have - used);
}

void
sockets_turn(sockets *s, int ms)
{
	struct epoll_event events[EVENTS];
	int n = epoll_wait(s->epoll, events, EVENTS, ms);
	for (int i = 0; i < n; i++)
		hear(s, (size_t)events[i].data.u64);
}

void
sockets_free(sockets *s)
{
	for (size_t i = 0; i < s->o.count; i++)
		sockets_close(s, i);
	close(s->epoll);
	free(s->ends);
	free(s->micros);
	free(s->buf);
	free(s->frame);
	free(s);
}
