/* SPDX-License-Identifier: MIT
 * exchange.c - the bytes of one request and its reply; see server.h.
 * Apart from server.c, which is about connections.
 */
#include "server_in.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SEND_MS = 30000, FIRST_STEP = 1024 };

bool
exchange_body_is_left(const http_request *r)
{
	return r->length < 0 || r->taken < r->length;
}

/* A client that asked waits for this before it sends its body. */
static bool
go_on(http_request *r)
{
	static const char line[] = "HTTP/1.1 100 Continue\r\n\r\n";
	const char *expect = http_header_get(r, "Expect");
	if (r->http10 || !expect || strcasecmp(expect, "100-continue"))
		return true;
	return mg_write(r->conn, line, sizeof line - 1) > 0;
}

/* The deadline is one for the whole body: the library knows only those of
 * single reads. */
int
http_body_read(http_request *r, void *buf, size_t n)
{
	http_server *s = server_of(r);
	if (!exchange_body_is_left(r))
		return 0;
	if (r->cut || r->sent)
		return -1;
	if (!r->asked) {
		r->asked = true;
		peers_await(s->peers, r->slot, s->options.body_ms);
		r->cut = !go_on(r);
	}
	/* The library comes back when all it was asked for is there; by small
	 * steps at first it is seen soon that something comes. */
	if (r->taken < (int64_t)n && n > FIRST_STEP)
		n = FIRST_STEP;
	int got = r->cut ? -1 : mg_read(r->conn, buf, n);
	bool in_time = peers_got(s->peers, r->slot, got > 0 ? got : 0);
	if (got > 0 && in_time)
		r->taken += got;
	else if (r->length < 0 && got == 0)
		r->length = r->taken;
	else
		r->cut = true;
	r->late = r->cut && !in_time;
	if (r->cut || !exchange_body_is_left(r))
		peers_limit(s->peers, r->slot, 0);
	return r->cut ? -1 : got;
}

void
http_send(http_request *r, const char *head, size_t head_len, const void *body,
    size_t body_len)
{
	http_server *s = server_of(r);
	r->sent = true;
	r->last = r->last || exchange_body_is_left(r);
	static const char end[] = "Connection: close\r\n";
	static const char stay[] = "Connection: keep-alive\r\n";
	const char *how = r->last ? end : stay;
	const char *line = memchr(head, '\n', head_len);
	size_t first = line ? (size_t)(line - head) + 1 : 0;
	size_t how_len = strlen(how), total = head_len + how_len + body_len;
	char *all = malloc(total);
	if (!all) {
		r->last = true;
		return;
	}
	memcpy(all, head, first);
	memcpy(all + first, how, how_len);
	memcpy(all + first + how_len, head + first, head_len - first);
	if (body_len)
		memcpy(all + how_len + head_len, body, body_len);
	peers_limit(s->peers, r->slot, SEND_MS);
	if (!http_send_raw(r, all, total))
		r->gone = r->last = true;
	peers_limit(s->peers, r->slot, 0);
	free(all);
}

bool
http_send_raw(http_request *r, const void *bytes, size_t n)
{
	return mg_write(r->conn, bytes, n) == (int)n;
}

int
http_take_socket(http_request *r)
{
	int fd = peers_take(server_of(r)->peers, r->slot);
	r->sent = r->gone = true;
	return fd;
}
