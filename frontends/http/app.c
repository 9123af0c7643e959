/* SPDX-License-Identifier: MIT
 * app.c - opening and closing what requests share; see app.h.
 */
#include "app.h"
#include "openapi.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LIVE_THREADS = 4, OPENAPI_MEM = 4 << 20 };

static hire_status
write_openapi(app *a, hire_error *err)
{
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(a->ctx, OPENAPI_MEM, &mem, err);
	if (!st)
		st = openapi_json(&a->openapi, mem, err);
	hire_arena_free(mem);
	return st;
}

/* The library's events go where ours go. */
static hire_status
open_context(app *a, hire_error *err)
{
	hire_ctx_options host = {.size = sizeof host};
	if (a->host)
		host = *a->host;
	a->log.least = a->settings.log_level;
	if (!a->log.fd)
		a->log.fd = STDERR_FILENO;
	if (!host.log) {
		host.log = log_event;
		host.log_user = &a->log;
	}
	if (getrandom(&a->run, sizeof a->run, 0) != sizeof a->run)
		return hire_fail(err, HIRE_EIO, NULL, "no random numbers");
	return hire_ctx_new(&host, &a->ctx, err);
}

static hire_status
open_own(app *a, hire_error *err)
{
	live_options options = {
	    a->platform, a->ctx, (size_t)a->settings.live, LIVE_THREADS};
	a->metrics = metrics_new();
	a->ready = ready_new(a->ctx, a->platform);
	if (!a->metrics || !a->ready)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	hire_status st = live_new(&options, &a->live, err);
	return st ? st
	          : worker_threads_start(a->platform, a->settings.workers,
	                &a->log, a->metrics, &a->workers, err);
}

/* A port that is free now: mails and pay pages name it before it is served. */
static int
free_port(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return 0;
	if (bind(fd, (struct sockaddr *)&at, sizeof at) ||
	    getsockname(fd, (struct sockaddr *)&at, &len))
		at.sin_port = 0;
	close(fd);
	return ntohs(at.sin_port);
}

/* People reach us where we listen, unless we are told otherwise. */
static void
settle_address(app *a)
{
	const char *listen = a->settings.listen;
	int host = (int)strcspn(listen, ":");
	bool any = !strncmp(listen, "0.0.0.0:", 8);
	snprintf(a->listen, sizeof a->listen, "%s", listen);
	if (!strcmp(listen + host, ":0"))
		snprintf(a->listen, sizeof a->listen, "%.*s:%d", host, listen,
		    free_port());
	snprintf(a->url, sizeof a->url, "http://%s%s", any ? "127.0.0.1" : "",
	    a->listen + (any ? host : 0));
	if (!a->settings.config.public_url)
		a->settings.config.public_url = a->url;
}

hire_status
app_open(app *a, hire_error *err)
{
	settle_address(a);
	hire_status st = open_context(a, err);
	if (!st)
		st = hire_platform_open(a->ctx, &a->settings.config,
		    HIRE_NEED_ALL, &a->platform, err);
	if (!st)
		st = write_openapi(a, err);
	return st ? st : open_own(a, err);
}

void
app_close(app *a)
{
	worker_threads_stop(a->workers);
	live_free(a->live, 0);
	buf_free(&a->openapi);
	ready_free(a->ready);
	metrics_free(a->metrics);
	hire_platform_close(a->platform);
	hire_ctx_free(a->ctx);
	a->workers = NULL;
	a->live = NULL;
	a->ready = NULL;
	a->metrics = NULL;
	a->platform = NULL;
	a->ctx = NULL;
}

bool
app_has_tls(const app *a)
{
	return !strncmp(hire_platform_url(a->platform), "https://", 8);
}

const char *
app_request_id(app *a, const http_request *r, hire_arena *mem)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	const char *theirs = http_header_get(r, "X-Request-Id");
	size_t n = theirs ? strlen(theirs) : 0;
	if (n && n <= 64 && strspn(theirs, plain) == n)
		return hire_arena_strdup(mem, theirs);
	return hire_arena_printf(mem, "%08" PRIx64 "-%" PRIx64,
	    a->run & UINT32_MAX, (uint64_t)++a->requests);
}
