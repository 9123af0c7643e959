/* SPDX-License-Identifier: MIT
 * app.h - what all requests share: the open platform and the settings.
 */
#ifndef HIRE_HTTP_APP_H
#define HIRE_HTTP_APP_H

#include <hire/hire.h>

#include "buf.h"
#include "live/live.h"
#include "log.h"
#include "metrics.h"
#include "ready.h"
#include "server.h"
#include "settings.h"
#include "worker_threads.h"

#include <stdatomic.h>

typedef struct app {
	settings settings;
	char listen[64]; /* as settings.listen, with a port that is real */
	char url[80];    /* where that is, unless HIRE_PUBLIC_URL says */
	const hire_ctx_options *host; /* NULL: the system's memory and clock */
	hire_ctx *ctx;
	hire_platform *platform;
	http_server *server;
	live *live;                  /* interviews that are connected here */
	buf openapi;                 /* the document, written once */
	atomic_int costly;           /* requests in hand that hash passwords */
	_Atomic int64_t costly_time; /* that the last one of them took */
	atomic_bool draining; /* SIGTERM came: finish, take nothing new */
	logger log;
	metrics *metrics;
	ready *ready;
	worker_threads *workers;
	atomic_int in_hand;   /* requests */
	_Atomic int64_t busy; /* steady: when the last one was answered that
	                         was not of a machine that looks after us */
	atomic_uint_fast64_t requests;
	uint64_t run; /* random: tells request ids of two runs apart */
} app;

/* Open the platform for `a->settings`.  Errors: those of the backends. */
HIRE_CHECK hire_status
app_open(app *a, hire_error *err);

/* Close what app_open() opened; safe on a zeroed one. */
void
app_close(app *a);

/* Whether people reach the platform over TLS, by its configured URL: what a
 * proxy says of a single request is not needed. */
bool
app_has_tls(const app *a);

/* The caller's X-Request-Id where it is a plain one, or a new id. */
const char *
app_request_id(app *a, const http_request *r, hire_arena *mem);

#endif
