/* SPDX-License-Identifier: MIT
 * server.c - civetweb behind the seam; see server.h.
 * Everything happens in its first callback, before it looks at paths, files
 * or protocols: none of its own features is used.
 * begins_in_place() here and head.c know how civetweb 1.15 lays out its buffer;
 * another layout fails http_head (a_request_stands_at_the_front,
 * nothing_of_another_client_is_read, the rows of bare and doubled line ends).
 */
#include "head.h"
#include "server_in.h"
#include "sockets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Threads that are kept to say "too busy". */
enum { SPARE_THREADS = 8 };

/* What a thread of the library knows of its own. */
typedef struct worker {
	const char *buffer; /* where its requests begin; NULL: not known */
	bool refused;       /* the connection had its last reply */
} worker;

static void *
begin_thread(const struct mg_context *mg, int type)
{
	(void)mg;
	return type == 1 ? calloc(1, sizeof(worker)) : NULL;
}

static void
end_thread(const struct mg_context *mg, int type, void *own)
{
	(void)mg;
	(void)type;
	free(own);
}

static int
enter(const struct mg_connection *conn, void **data)
{
	http_server *s = mg_get_user_data(mg_get_context(conn));
	worker *w = mg_get_thread_pointer(conn);
	if (w)
		w->refused = false;
	*data = w ? peers_enter(s->peers) : NULL;
	return 0;
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

/* As civetweb decides it: whoever says anything in "Connection" must say
 * keep-alive, too. */
static bool
wants_close(const http_request *r)
{
	const char *value = http_header_get(r, "Connection");
	if (!value)
		return r->http10;
	return http_header_count(r, "Connection") > 1 ||
	       http_has_token(value, "close") ||
	       !http_has_token(value, "keep-alive");
}

/* The library passes over white space in front of a request, but looks for
 * the end of the head from the front: behind an empty line it reads on past
 * what came, into what somebody else sent before.  All requests of a thread
 * begin in one place, so the lowest one ever seen is it; one empty line in
 * front (RFC 9112 section 2.2) does no harm. */
static bool
begins_in_place(worker *w, const char *method)
{
	if (!w->buffer || method < w->buffer)
		w->buffer = method;
	return method == w->buffer ||
	       (method == w->buffer + 2 && !memcmp(w->buffer, "\r\n", 2));
}

/* There was no memory for a reply. */
static void
say_nothing_goes(http_request *r)
{
	static const char text[] =
	    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"
	    "Retry-After: 1\r\nContent-Length: 0\r\n\r\n";
	r->last = true;
	r->gone = !http_send_raw(r, text, sizeof text - 1);
}

static void
answer(http_server *s, http_request *r)
{
	r->last = wants_close(r);
	bool crowded =
	    peers_answer(s->peers, r->slot, &r->last) > s->options.threads;
	(crowded ? s->options.refuse : s->options.handle)(s->options.user, r);
	if (!r->sent)
		say_nothing_goes(r);
	if (r->last)
		mg_disable_keep_alive(r->conn);
	if (exchange_body_is_left(r) && !r->gone)
		peers_linger(s->peers, r->slot);
	peers_rest(s->peers, r->slot);
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
	    .target = info->request_uri,
	    .version = info->http_version,
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
	if (!r.slot ||
	    !begins_in_place(mg_get_thread_pointer(conn), r.method)) {
		mg_disable_keep_alive(conn);
		return -1;
	}
	peers_name(s->peers, r.slot, info->remote_addr, info->remote_port);
	answer(s, &r);
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

static void
refuse(struct mg_connection *conn, int status)
{
	char out[600], body[256];
	const char *title = http_reason(status);
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
}

/* civetweb has one answer for a head that is malformed, late or too long. */
static int
status_of(http_server *s, peer *who, int theirs, const char *text)
{
	if (theirs == 505 || strcmp(text, "Malformed message"))
		return theirs == 505 ? 505 : 400;
	int64_t limit = peers_is_first(s->peers, who) ? s->options.head_ms
	                                              : s->options.idle_ms;
	return peers_age(s->peers, who) >= limit ? 408
	       : peers_has_more(s->peers, who)   ? 431
	                                         : 400;
}

/* A head that civetweb itself refuses: its own page would be HTML. */
static int
refuse_head(struct mg_connection *conn, int status, const char *text)
{
	const struct mg_request_info *info = mg_get_request_info(conn);
	http_server *s = mg_get_user_data(mg_get_context(conn));
	peer *who = mg_get_user_connection_data(conn);
	if (!info || !who)
		return 0;
	peers_name(s->peers, who, info->remote_addr, info->remote_port);
	refuse(conn, status_of(s, who, status, text));
	((worker *)mg_get_thread_pointer(conn))->refused = true;
	peers_linger(s->peers, who);
	return 0;
}

/* A target that is no path of ours ("*", another server's) ends the connection
 * without a word of civetweb; all others have a path, or were refused. */
static void
leave(const struct mg_connection *conn)
{
	http_server *s = mg_get_user_data(mg_get_context(conn));
	const struct mg_request_info *info = mg_get_request_info(conn);
	const worker *w = mg_get_thread_pointer(conn);
	peer *who = mg_get_user_connection_data(conn);
	if (!who)
		return;
	if (info && info->request_uri && !info->local_uri_raw && !w->refused)
		refuse((struct mg_connection *)conn, 400);
	peers_leave(s->peers, who);
}

static hire_status
start(http_server *s, hire_error *err)
{
	char threads[16], head[16], idle[16], max[16];
	const http_options *o = &s->options;
	const struct mg_callbacks callbacks = {.begin_request = begin,
	    .init_thread = begin_thread,
	    .exit_thread = end_thread,
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
	if (!s->mg)
		return hire_fail(err, HIRE_EIO, "listen",
		    "cannot serve on %s: %s", o->listen, text);
	peers_serve(s->peers, http_server_port(s));
	return HIRE_OK;
}

hire_status
http_server_start(
    const http_options *options, http_server **out, hire_error *err)
{
	int most = options->threads + SPARE_THREADS;
	int may = sockets_raise_limit();
	if (may < peers_files(most))
		return hire_fail(err, HIRE_EINVAL, "threads",
		    "%d need %d open files, the process may have %d",
		    options->threads, peers_files(most), may);
	http_server *s = calloc(1, sizeof *s);
	if (s)
		s->peers = peers_new(most, (options->threads + 1) / 2);
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
	if (server->mg) {
		peers_end(server->peers, server->options.drain_ms);
		mg_stop(server->mg);
	}
	peers_free(server->peers);
	free(server);
	mg_exit_library();
}

void
http_server_counts(const http_server *server, int *open, int *idle)
{
	peers_counts(server->peers, open, idle);
}
