/* SPDX-License-Identifier: MIT
 * serve.c - the HTTP server of an app; see serve.h.
 */
#include "serve.h"
#include "dispatch.h"

#include <time.h>

/* Of the HTTP library: it may quote the request, so only that it spoke. */
static void
note(void *user, const char *message)
{
	app *a = user;
	(void)message;
	log_event(&a->log, HIRE_LOG_DEBUG, "http.trouble", NULL);
}

hire_status
serve_start(app *a, hire_error *err)
{
	const http_options options = {.listen = a->listen,
	    .threads = (int)a->settings.threads,
	    .head_ms = a->settings.head_seconds * 1000,
	    .body_ms = a->settings.body_seconds * 1000,
	    .idle_ms = a->settings.idle_seconds * 1000,
	    .drain_ms = a->settings.drain_seconds * 1000,
	    .handle = dispatch,
	    .refuse = dispatch_refuse,
	    .log = note,
	    .user = a};
	return http_server_start(&options, &a->server, err);
}

/* Whoever sends requests here looks at /readyz every so often. */
enum { QUIET = HIRE_SECOND, LIVE_MS = 3000 };

/* Nothing is in hand and nothing came for a moment. */
static bool
is_quiet(const app *a, int64_t since)
{
	int64_t now = hire_ctx_now(a->ctx).steady;
	int64_t last = a->busy > since ? a->busy : since;
	return !a->in_hand && now - last >= QUIET;
}

void
serve_drain(app *a)
{
	const struct timespec nap = {0, 20000000};
	int64_t most = a->settings.drain_seconds * HIRE_SECOND;
	int64_t since = hire_ctx_now(a->ctx).steady;
	a->draining = true;
	worker_threads_tell(a->workers);
	live_stop(a->live, most / 1000 < LIVE_MS ? most / 1000 : LIVE_MS);
	while (
	    !is_quiet(a, since) && hire_ctx_now(a->ctx).steady - since < most)
		nanosleep(&nap, NULL);
	serve_stop(a);
	worker_threads_stop(a->workers);
	a->workers = NULL;
}

void
serve_stop(app *a)
{
	a->draining = true;
	http_server_stop(a->server);
	a->server = NULL;
}
