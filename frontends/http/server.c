/* SPDX-License-Identifier: MIT
 * server.c - civetweb behind the seam; see server.h.
 * Everything happens in its first callback, before it looks at paths, files
 * or protocols: none of its own features is used.
 */
#include "server.h"
#include "head.h"
#include "peers.h"

#include <civetweb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Threads that are kept to say "too busy". */
enum { SPARE_THREADS = 8 };
/* After a reply to a body that nobody wanted: what is read of it, so that the
 * reply is not lost in a reset. */
enum { DRAIN_MS = 500, DRAIN_BYTES = 1 << 20, SEND_MS = 30000 };

struct http_server {
	http_options options;
	struct mg_context *mg;
	peers *peers;
};

static int
enter(const struct mg_connection *conn, void **data)
{
	http_server *s = mg_get_user_data(mg_get_context(conn));
	*data = peers_enter(s->peers);
	return 0;
}

static void
leave(const struct mg_connection *conn)
{
	http_server *s = mg_get_user_data(mg_get_context(conn));
	peer *who = mg_get_user_connection_data(conn);
	if (who)
		peers_leave(s->peers, who);
}

static http_server *
server_of(const http_request *r)
{
	return mg_get_request_info(r->conn)->user_data;
}

/* The list of headers, as ours. */
static size_t
copy_headers(const struct mg_request_info *info, http_header *out)
{
	size_t n = (size_t)info->num_headers;
	for (size_t i = 0; i < n; i++)
		out[i] = (http_header){
		    info->http_headers[i].name, info->http_headers[i].value};
	return n;
}

static bool
wants_close(const http_request *r)
{
	const char *value = http_header_get(r, "Connection");
	if (!value)
		return r->http10;
	return r->http10 ? !http_has_token(value, "keep-alive")
	                 : http_has_token(value, "close");
}

/* Read some of a body that is still under way. */
static void
drain(http_request *r)
{
	char buf[8192];
	http_server *s = server_of(r);
	peers_limit(s->peers, r->slot, DRAIN_MS);
	for (int64_t total = 0; total < DRAIN_BYTES;) {
		int n = http_body_read(r, buf, sizeof buf);
		if (n <= 0)
			break;
		total += n;
	}
}

static bool
body_is_left(const http_request *r)
{
	return r->length < 0 || r->taken < r->length;
}

/* Negative: civetweb does nothing more, and what is left of a body ends the
 * connection. */
static int
begin(struct mg_connection *conn)
{
	const struct mg_request_info *info = mg_get_request_info(conn);
	http_server *s = info->user_data;
	http_header headers[MG_MAX_HEADERS];
	bool chunked = mg_get_header(conn, "Transfer-Encoding") != NULL;
	http_request r = {.method = info->request_method,
	    .path = info->local_uri_raw,
	    .query = info->query_string ? info->query_string : "",
	    .peer = info->remote_addr,
	    .headers = headers,
	    .header_count = copy_headers(info, headers),
	    .http10 = !strcmp(info->http_version, "1.0"),
	    .length = chunked                    ? -1
	              : info->content_length > 0 ? info->content_length
	                                         : 0,
	    .conn = conn,
	    .slot = mg_get_user_connection_data(conn)};
	if (!r.slot)
		return -1;
	peers_name(s->peers, r.slot, info->remote_addr, info->remote_port,
	    info->server_port);
	r.last = wants_close(&r);
	bool crowded = peers_answer(s->peers, r.slot) > s->options.threads;
	(crowded ? s->options.refuse : s->options.handle)(s->options.user, &r);
	if (body_is_left(&r) && !r.gone)
		drain(&r);
	if (r.last)
		mg_disable_keep_alive(conn);
	peers_rest(s->peers, r.slot);
	return -1;
}

static int
note(const struct mg_connection *conn, const char *message)
{
	http_server *s = conn ? mg_get_user_data(mg_get_context(conn)) : NULL;
	if (s && s->options.log)
		s->options.log(s->options.user, message);
	return 1;
}

/* A head that civetweb itself refuses: its own page would be HTML. */
static int
refuse_head(struct mg_connection *conn, int status, const char *text)
{
	(void)text;
	char out[600];
	const char *title = http_reason(status);
	char body[256];
	int n = snprintf(body, sizeof body,
	    "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,"
	    "\"code\":\"EUSAGE\",\"detail\":\"the request is not well "
	    "formed\",\"field\":null,\"request_id\":null}\n",
	    title, status);
	int total = snprintf(out, sizeof out,
	    "HTTP/1.1 %d %s\r\nConnection: close\r\n"
	    "Content-Type: application/problem+json\r\n"
	    "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"
	    "Content-Length: %d\r\n\r\n%s",
	    status, title, n, body);
	mg_write(conn, out, (size_t)total);
	return 0;
}

static hire_status
start(http_server *s, hire_error *err)
{
	char threads[16], head[16], idle[16], max[16];
	const http_options *o = &s->options;
	const struct mg_callbacks callbacks = {.begin_request = begin,
	    .init_connection = enter,
	    .connection_close = leave,
	    .log_message = note,
	    .http_error = refuse_head};
	snprintf(threads, sizeof threads, "%d", o->threads + SPARE_THREADS);
	snprintf(head, sizeof head, "%lld", (long long)o->head_ms);
	snprintf(idle, sizeof idle, "%lld", (long long)o->idle_ms);
	snprintf(max, sizeof max, "%d", HTTP_HEAD_MAX);
	const char *options[] = {"listening_ports", o->listen, "num_threads",
	    threads, "request_timeout_ms", head, "keep_alive_timeout_ms", idle,
	    "max_request_size", max, "enable_keep_alive", "yes", "tcp_nodelay",
	    "1", "decode_url", "no", "enable_directory_listing", "no",
	    "enable_auth_domain_check", "no", "access_control_allow_origin", "",
	    "access_control_allow_methods", "", "access_control_allow_headers",
	    "", "listen_backlog", "1024", NULL};
	struct mg_init_data init = {&callbacks, s, options};
	char text[200] = "";
	struct mg_error_data error = {NULL, text, sizeof text};
	s->mg = mg_start2(&init, &error);
	return s->mg ? HIRE_OK
	             : hire_fail(err, HIRE_EIO, "listen",
	                   "cannot serve on %s: %s", o->listen, text);
}

hire_status
http_server_start(
    const http_options *options, http_server **out, hire_error *err)
{
	http_server *s = calloc(1, sizeof *s);
	if (s)
		s->peers = peers_new(options->threads + SPARE_THREADS);
	if (!s || !s->peers) {
		free(s);
		return hire_fail(
		    err, HIRE_ENOMEM, NULL, "no memory for a server");
	}
	s->options = *options;
	mg_init_library(0);
	hire_status st = start(s, err);
	if (st) {
		http_server_stop(s);
		return st;
	}
	*out = s;
	return HIRE_OK;
}

int
http_server_port(const http_server *server)
{
	struct mg_server_port port = {0};
	return mg_get_server_ports(server->mg, 1, &port) > 0 ? port.port : 0;
}

void
http_server_stop(http_server *server)
{
	if (!server)
		return;
	if (server->mg)
		mg_stop(server->mg);
	peers_free(server->peers);
	free(server);
	mg_exit_library();
}

void
http_server_counts(const http_server *server, int *open, int *idle)
{
	peers_counts(server->peers, open, idle);
}

/* A client that asked waits for this before it sends its body. */
static bool
go_on(http_request *r)
{
	static const char line[] = "HTTP/1.1 100 Continue\r\n\r\n";
	const char *expect = http_header_get(r, "Expect");
	if (r->sent || !expect || strcasecmp(expect, "100-continue"))
		return true;
	return mg_write(r->conn, line, sizeof line - 1) > 0;
}

int
http_body_read(http_request *r, void *buf, size_t n)
{
	http_server *s = server_of(r);
	if (!body_is_left(r))
		return 0;
	if (!r->taken) {
		if (!r->sent)
			peers_limit(s->peers, r->slot, s->options.body_ms);
		if (!go_on(r))
			return -1;
	}
	int got = mg_read(r->conn, buf, n);
	if (got > 0)
		r->taken += got;
	else if (r->length < 0 && got == 0)
		r->length = r->taken;
	else
		r->gone = true;
	if (!body_is_left(r))
		peers_limit(s->peers, r->slot, 0);
	return r->gone ? -1 : got;
}

void
http_send(http_request *r, const char *head, size_t head_len, const void *body,
    size_t body_len)
{
	http_server *s = server_of(r);
	r->sent = true;
	r->last = r->last || body_is_left(r);
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
	if (mg_write(r->conn, all, total) <= 0)
		r->gone = true;
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
