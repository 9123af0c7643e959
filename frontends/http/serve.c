/* SPDX-License-Identifier: MIT
 * serve.c - the HTTP server of an app; see serve.h.
 */
#include "serve.h"
#include "dispatch.h"

hire_status
serve_start(app *a, hire_error *err)
{
	const http_options options = {.listen = a->settings.listen,
	    .threads = (int)a->settings.threads,
	    .head_ms = a->settings.head_seconds * 1000,
	    .body_ms = a->settings.body_seconds * 1000,
	    .idle_ms = a->settings.idle_seconds * 1000,
	    .drain_ms = a->settings.drain_seconds * 1000,
	    .handle = dispatch,
	    .refuse = dispatch_refuse,
	    .user = a};
	return http_server_start(&options, &a->server, err);
}

void
serve_stop(app *a)
{
	a->draining = true;
	http_server_stop(a->server);
	a->server = NULL;
}
