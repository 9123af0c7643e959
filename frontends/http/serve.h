/* SPDX-License-Identifier: MIT
 * serve.h - an open app, served: the HTTP server with the app behind it.
 * Apart from main.c, so that tests can start and stop a server of their own.
 */
#ifndef HIRE_HTTP_SERVE_H
#define HIRE_HTTP_SERVE_H

#include "app.h"

/* Open the port that the settings of `a` name and answer requests with it.
 * `a` is open and is borrowed until serve_stop().  Errors: those of
 * http_server_start(). */
HIRE_CHECK hire_status
serve_start(app *a, hire_error *err);

/* End gently: /readyz says no, live interviews are told to come back and
 * workers to end; requests are served until none came for a moment or
 * HIRE_SERVER_DRAIN_SECONDS are over; then serve_stop(). */
void
serve_drain(app *a);

/* Take nothing new, finish what is in hand, close the port; safe when nothing
 * was started. */
void
serve_stop(app *a);

#endif
