/* SPDX-License-Identifier: MIT
 * load.c - the HTTP client; see load.h.
 */
#define _GNU_SOURCE
#include "load.h"

#include "../bench.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 256, BUFFER = 256 << 10 };

typedef struct line {
	int fd;
	bool busy;
	double sent;
	size_t have, want; /* of the reply; want 0: its head is not read */
	bool fine;
	char *buf;
} line;

typedef struct run {
	const load *l;
	load_result *out;
	line *lines;
	int epoll;
	size_t next_request, sent, busy;
} run;

double
load_clock(void)
{
	return bench_micros() / 1e6;
}

int
load_connect(int port)
{
	const int one = 1;
	struct sockaddr_in to = {.sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		bench_die("socket", strerror(errno));
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (!connect(fd, (const struct sockaddr *)&to, sizeof to))
		return fd;
	close(fd);
	return -1;
}

static void
open_line(run *r, line *c)
{
	c->fd = load_connect(r->l->port);
	if (c->fd < 0)
		bench_die("connect", strerror(errno));
	struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
	epoll_ctl(r->epoll, EPOLL_CTL_ADD, c->fd, &e);
}

static void
note_time(load_result *out, double micros)
{
	if (out->count == out->room) {
		out->room = out->room ? 2 * out->room : 4096;
		out->micros =
		    realloc(out->micros, out->room * sizeof *out->micros);
		if (!out->micros)
			bench_die("load", "out of memory");
	}
	out->micros[out->count++] = micros;
}

static void
send_next(run *r, line *c)
{
	const char *text =
	    r->l->requests[r->next_request++ % r->l->request_count];
	size_t n = strlen(text);
	c->busy = true;
	c->have = c->want = 0;
	c->sent = bench_micros();
	if (c->fd < 0)
		open_line(r, c);
	r->busy++;
	r->sent++;
	if (send(c->fd, text, n, MSG_NOSIGNAL) != (ssize_t)n)
		shutdown(c->fd, SHUT_RDWR);
}

static void
lose(run *r, line *c)
{
	close(c->fd);
	if (c->busy) {
		r->out->refused++;
		r->busy--;
	}
	c->busy = false;
	c->fd = -1;
}

/* Length of the reply once its head is whole, else 0. */
static size_t
reply_length(line *c)
{
	c->buf[c->have] = '\0';
	const char *end = strstr(c->buf, "\r\n\r\n");
	const char *length =
	    end ? strcasestr(c->buf, "\r\ncontent-length:") : 0;
	if (!length || length > end)
		return 0;
	c->fine = c->buf[9] == '2';
	return (size_t)(end + 4 - c->buf) + strtoul(length + 17, NULL, 10);
}

static void
hear(run *r, line *c)
{
	ssize_t n =
	    recv(c->fd, c->buf + c->have, BUFFER - 1 - c->have, MSG_DONTWAIT);
	if (n < 0 && errno == EAGAIN)
		return;
	if (n <= 0) {
		lose(r, c);
		return;
	}
	c->have += (size_t)n;
	if (!c->want)
		c->want = reply_length(c);
	if (!c->want || c->have < c->want || !c->busy)
		return;
	c->busy = false;
	r->busy--;
	r->out->bytes += c->have;
	if (c->fine)
		note_time(r->out, bench_micros() - c->sent);
	else
		r->out->refused++;
}

/* Send what is due on lines that are free. */
static void
feed(run *r, double now, double start)
{
	const load *l = r->l;
	size_t due =
	    l->rate > 0 ? (size_t)((now - start) * l->rate) + 1 : SIZE_MAX;
	for (size_t i = 0; i < l->connections && r->sent < due; i++) {
		if (l->total && r->sent >= l->total)
			return;
		if (!r->lines[i].busy)
			send_next(r, &r->lines[i]);
	}
}

static void
turn(run *r, int wait_ms)
{
	struct epoll_event events[EVENTS];
	int n = epoll_wait(r->epoll, events, EVENTS, wait_ms);
	for (int i = 0; i < n; i++)
		hear(r, events[i].data.ptr);
}

void
load_run(const load *l, load_result *out)
{
	run r = {.l = l, .out = out, .epoll = epoll_create1(EPOLL_CLOEXEC)};
	*out = (load_result){0};
	r.lines = calloc(l->connections, sizeof *r.lines);
	for (size_t i = 0; i < l->connections; i++) {
		r.lines[i].buf = malloc(BUFFER);
		open_line(&r, &r.lines[i]);
	}
	double start = load_clock(), now = start;
	bool more = true;
	while (more || (r.busy && now < start + l->seconds + 10)) {
		if (more)
			feed(&r, now, start);
		turn(&r, l->rate > 0 ? 1 : 20);
		now = load_clock();
		more = now < start + l->seconds &&
		       !(l->total && r.sent >= l->total);
	}
	out->seconds = now - start;
	out->refused += r.busy;
	for (size_t i = 0; i < l->connections; i++) {
		if (r.lines[i].fd >= 0)
			close(r.lines[i].fd);
		free(r.lines[i].buf);
	}
	free(r.lines);
	close(r.epoll);
}

void
load_free(load_result *r)
{
	free(r->micros);
	*r = (load_result){0};
}

char *
load_once(int port, const char *request)
{
	line c = {.fd = load_connect(port)};
	size_t n = strlen(request);
	if (c.fd < 0)
		return NULL;
	c.buf = malloc(BUFFER);
	bool ok = c.buf && send(c.fd, request, n, MSG_NOSIGNAL) == (ssize_t)n;
	while (ok && (!c.want || c.have < c.want)) {
		ssize_t got =
		    recv(c.fd, c.buf + c.have, BUFFER - 1 - c.have, 0);
		ok = got > 0;
		c.have += ok ? (size_t)got : 0;
		c.want = ok && !c.want ? reply_length(&c) : c.want;
	}
	close(c.fd);
	if (ok)
		return c.buf;
	free(c.buf);
	return NULL;
}
