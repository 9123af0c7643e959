/* SPDX-License-Identifier: MIT
 * bare.c - the HTTP library with nothing around it: the bytes of a file are the
 * reply to everything, in one write.
 * usage: bench_bare REPLY-FILE THREADS
 */
#include <civetweb.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { REPLY_MAX = 64 << 10 };

typedef struct reply {
	char bytes[REPLY_MAX];
	size_t len;
} reply;

static int
answer(struct mg_connection *conn)
{
	const reply *r = mg_get_user_data(mg_get_context(conn));
	mg_write(conn, r->bytes, r->len);
	return 200;
}

int
main(int argc, char **argv)
{
	static reply r;
	int got = 0;
	sigset_t stops;
	struct mg_server_port port = {0};
	struct mg_callbacks callbacks = {.begin_request = answer};
	FILE *f = argc == 3 ? fopen(argv[1], "rb") : NULL;
	if (!f)
		return 2;
	r.len = fread(r.bytes, 1, sizeof r.bytes, f);
	fclose(f);
	const char *options[] = {"listening_ports", "127.0.0.1:0",
	    "num_threads", argv[2], "request_timeout_ms", "10000",
	    "keep_alive_timeout_ms", "15000", "enable_keep_alive", "yes",
	    "tcp_nodelay", "1", "listen_backlog", "1024", NULL};
	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	sigprocmask(SIG_BLOCK, &stops, NULL);
	struct mg_context *mg = mg_start(&callbacks, &r, options);
	if (!mg || mg_get_server_ports(mg, 1, &port) < 1)
		return 1;
	printf("bare on http://127.0.0.1:%d\n", port.port);
	fflush(stdout);
	sigwait(&stops, &got);
	mg_stop(mg);
	return 0;
}
