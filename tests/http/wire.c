/* SPDX-License-Identifier: MIT
 * wire.c - the client of the server's tests; see served.h.
 */
#define _GNU_SOURCE
#include "served.h"

#include <arpa/inet.h>
#include <cJSON.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

int wire_patience_ms = 5000;

void
wire_open_narrow(wire *w, const served *s, int bytes)
{
	int on = 1;
	struct sockaddr_in at = {.sin_family = AF_INET,
	    .sin_port = htons((uint16_t)s->port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	w->len = 0;
	w->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ck_assert_int_ge(w->fd, 0);
	if (bytes) {
		setsockopt(w->fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
		setsockopt(w->fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
	}
	ck_assert_int_eq(connect(w->fd, (struct sockaddr *)&at, sizeof at), 0);
	setsockopt(w->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void
wire_open(wire *w, const served *s)
{
	wire_open_narrow(w, s, 0);
}

void
wire_close(wire *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

bool
wire_send(wire *w, const void *bytes, size_t n)
{
	const char *s = bytes;
	while (n) {
		ssize_t sent = send(w->fd, s, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		s += sent;
		n -= (size_t)sent;
	}
	return true;
}

bool
wire_says(wire *w, const char *text)
{
	return wire_send(w, text, strlen(text));
}

static bool
readable(const wire *w, int ms)
{
	struct pollfd p = {w->fd, POLLIN, 0};
	return poll(&p, 1, ms) > 0;
}

/* More bytes behind those in hand; false at the end, after a reset, or when
 * nothing comes. */
static bool
more(wire *w, char *out, size_t room, size_t *len)
{
	if (!room || !readable(w, wire_patience_ms))
		return false;
	ssize_t n = recv(w->fd, out + *len, room, 0);
	if (n > 0)
		*len += (size_t)n;
	return n > 0;
}

/* The head goes to `out`, the rest stays. */
static bool
read_head(wire *w, reply *out)
{
	char *end;
	while (!(end = memmem(w->in, w->len, "\r\n\r\n", 4)))
		if (!more(w, w->in, sizeof w->in - w->len, &w->len))
			return false;
	size_t n = (size_t)(end - w->in) + 4;
	ck_assert_uint_lt(n, sizeof out->head);
	memcpy(out->head, w->in, n);
	out->head[n] = '\0';
	w->len -= n;
	memmove(w->in, w->in + n, w->len);
	ck_assert_int_eq(strncmp(out->head, "HTTP/1.1 ", 9), 0);
	out->status = (int)strtol(out->head + 9, NULL, 10);
	return true;
}

static size_t
body_length(const reply *r)
{
	char value[32];
	bool bare = r->status < 200 || r->status == 204 || r->status == 304;
	if (bare)
		return 0;
	reply_header(r, "Content-Length", value, sizeof value);
	ck_assert_msg(*value, "a reply without its length: %s", r->head);
	return strtoul(value, NULL, 10);
}

static bool
read_body(wire *w, reply *out, size_t n)
{
	out->body = malloc(n + 1);
	ck_assert_ptr_nonnull(out->body);
	out->len = w->len < n ? w->len : n;
	memcpy(out->body, w->in, out->len);
	w->len -= out->len;
	memmove(w->in, w->in + out->len, w->len);
	bool ok = true;
	while (ok && out->len < n)
		ok = more(w, out->body, n - out->len, &out->len);
	out->body[out->len] = '\0';
	return ok;
}

bool
wire_reply(wire *w, bool to_head, reply *out)
{
	char value[64];
	*out = (reply){0};
	if (!read_head(w, out) ||
	    !read_body(w, out, to_head ? 0 : body_length(out))) {
		reply_free(out);
		return false;
	}
	reply_header(out, "Connection", value, sizeof value);
	out->closes = !strcasecmp(value, "close");
	return true;
}

bool
wire_ended(wire *w)
{
	char byte;
	return !w->len && readable(w, wire_patience_ms) &&
	       recv(w->fd, &byte, 1, 0) <= 0;
}

bool
wire_silent(wire *w, int ms)
{
	return !w->len && !readable(w, ms);
}

reply
wire_ask(wire *w, const char *method, const char *target, const char *headers,
    const char *body, const char *token)
{
	char *text = NULL;
	reply r;
	int n = asprintf(&text, "%s %s HTTP/1.1\r\nHost: localhost\r\n%s%s%s%s",
	    method, target, token ? "Authorization: Bearer " : "",
	    token ? token : "", token ? "\r\n" : "", headers ? headers : "");
	ck_assert_int_gt(n, 0);
	wire_send(w, text, (size_t)n);
	free(text);
	if (body) {
		n = asprintf(&text,
		    "Content-Type: application/json\r\nContent-Length: "
		    "%zu\r\n\r\n%s",
		    strlen(body), body);
		ck_assert_int_gt(n, 0);
		wire_send(w, text, (size_t)n);
		free(text);
	} else {
		wire_says(w, "\r\n");
	}
	wire_reply(w, !strcmp(method, "HEAD"), &r);
	return r;
}

reply
served_ask(const served *s, const char *method, const char *target,
    const char *headers, const char *body, const char *token)
{
	wire w;
	wire_open(&w, s);
	reply r = wire_ask(&w, method, target, headers, body, token);
	wire_close(&w);
	return r;
}

reply
served_get(const served *s, const char *target, const char *token)
{
	return served_ask(s, "GET", target, NULL, NULL, token);
}

reply
served_post(
    const served *s, const char *target, const char *body, const char *token)
{
	return served_ask(s, "POST", target, NULL, body, token);
}

reply
served_raw(const served *s, const void *bytes, size_t n)
{
	wire w;
	reply r;
	wire_open(&w, s);
	wire_send(&w, bytes, n);
	wire_reply(&w, false, &r);
	wire_close(&w);
	return r;
}

const char *
reply_header(const reply *r, const char *name, char *out, size_t max)
{
	size_t n = strlen(name);
	const char *line = r->head;
	*out = '\0';
	while ((line = strchr(line, '\n')) && *++line != '\r')
		if (!strncasecmp(line, name, n) && line[n] == ':') {
			line += n + 1 + strspn(line + n + 1, " ");
			snprintf(
			    out, max, "%.*s", (int)strcspn(line, "\r"), line);
			break;
		}
	return out;
}

const char *
reply_text(const reply *r, const char *path, char *out, size_t max)
{
	cJSON *whole = cJSON_Parse(r->body ? r->body : "");
	const cJSON *at = whole;
	char *dup = strdup(path), *rest = dup;
	ck_assert_ptr_nonnull(dup);
	for (char *step; at && (step = strsep(&rest, "."));)
		at = cJSON_IsArray(at)
		         ? cJSON_GetArrayItem(at, (int)strtol(step, NULL, 10))
		         : cJSON_GetObjectItemCaseSensitive(at, step);
	char *printed =
	    at && !cJSON_IsString(at) ? cJSON_PrintUnformatted(at) : NULL;
	snprintf(out, max, "%s",
	    !at       ? ""
	    : printed ? printed
	              : at->valuestring);
	cJSON_free(printed);
	cJSON_Delete(whole);
	free(dup);
	return out;
}

void
reply_free(reply *r)
{
	free(r->body);
	r->body = NULL;
	r->status = 0;
}

int
reply_status(reply r)
{
	int status = r.status;
	reply_free(&r);
	return status;
}
