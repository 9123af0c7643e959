/* SPDX-License-Identifier: MIT
 * echo.c - hire-server's HTTP seam and its WebSocket hub, saying back what they
 * hear: what a socket costs when no interview is behind it.  An argument is the
 * longest message in bytes; tests/http/autobahn sends some of 16 MiB.
 */
#include "server.h"
#include "ws/handshake.h"
#include "ws/hub.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static ws_hub *hub;

static bool
say_back(void *host, ws_conn_id id, void *user, bool text, const char *data,
    size_t len)
{
	(void)host, (void)user, (void)text;
	if (ws_send(hub, id, data, len))
		fputs("echo: unsent\n", stderr);
	return true;
}

static void
forget(void *host, ws_conn_id id, void *user, uint16_t code, ws_end why)
{
	(void)host, (void)id, (void)user, (void)code, (void)why;
}

static void
switch_over(void *user, http_request *r)
{
	ws_header headers[HTTP_HEADERS_MAX];
	char reply[WS_REPLY_MAX];
	ws_conn_id id;
	(void)user;
	for (size_t i = 0; i < r->header_count; i++)
		headers[i] =
		    (ws_header){r->headers[i].name, r->headers[i].value};
	ws_request ask = {r->method, "1.1", headers, r->header_count};
	ws_verdict v = ws_handshake(&ask, NULL);
	size_t n = ws_handshake_reply(&v, reply);
	if (!n || !http_send_raw(r, reply, n))
		return;
	int fd = http_take_socket(r);
	if (fd >= 0 && ws_hub_adopt(hub, fd, NULL, &id))
		close(fd);
}

int
main(int argc, char **argv)
{
	size_t most = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	int got = 0;
	sigset_t stops;
	hire_error err = {0};
	http_server *server = NULL;
	/* What hire-server's defaults are. */
	const http_options options = {.listen = "127.0.0.1:0",
	    .threads = 128,
	    .head_ms = 10000,
	    .body_ms = 60000,
	    .idle_ms = 15000,
	    .handle = switch_over,
	    .refuse = switch_over};
	const ws_hub_options sockets = {
	    .queue_max = most + (256 << 10), .limits = {most, most, false}};
	const ws_callbacks calls = {say_back, forget, NULL};
	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &stops, NULL);
	if (ws_hub_new(&sockets, &calls, &hub) ||
	    http_server_start(&options, &server, &err)) {
		fprintf(stderr, "echo: %s\n", err.message);
		return 1;
	}
	printf("echo on http://127.0.0.1:%d\n", http_server_port(server));
	fflush(stdout);
	sigwait(&stops, &got);
	http_server_stop(server);
	ws_hub_free(hub);
	return 0;
}
