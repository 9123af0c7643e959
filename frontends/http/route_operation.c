/* SPDX-License-Identifier: MIT
 * route_operation.c - what operators and their machines ask, and the page that
 * says what runs here.
 */
#include "call.h"
#include "client.h"
#include "metrics_page.h"
#include "view.h"

#include <stdio.h>
#include <string.h>

typedef struct health {
	const char *status, *version;
} health;
static const hire_field health_fields[] = {
    VIEW_TEXT(health, status, "ok, or draining before the end"),
    VIEW_TEXT(health, version, "of the library"),
};
VIEW(health);
static const shape health_shape = {.form = SHAPE_ROW, .record = &health_view};

static hire_status
healthz(call *c, hire_error *err)
{
	health h = {c->app->draining ? "draining" : "ok", hire_version()};
	return give_row(c, &health_shape, &h, err);
}

typedef struct port {
	const char *port, *backend, *state;
} port;
static const hire_field port_fields[] = {
    VIEW_TEXT(port, port, "what it is for"),
    VIEW_TEXT(port, backend, "what stands behind it"),
    VIEW_TEXT(
        port, state, "ok, or degraded: gone, and work goes on without it"),
};
VIEW(port);
static const shape ports_shape = {
    .member = "ports", .form = SHAPE_ROWS, .record = &port_view};

/* "not ready: store, queue" */
static hire_status
not_ready(const ready_report *r, hire_error *err)
{
	char names[160] = "the backends have not answered for some seconds";
	size_t n = 0;
	for (size_t i = 0; i < r->count; i++)
		if (!r->ports[i].ok && !r->ports[i].spared && n < sizeof names)
			n += (size_t)snprintf(names + n, sizeof names - n,
			    "%s%s", n ? ", " : "", r->ports[i].port);
	return hire_fail(err, HIRE_EBACKEND, NULL, "not ready: %s", names);
}

static hire_status
readyz(call *c, hire_error *err)
{
	ready_report r;
	port rows[READY_PORTS_MAX];
	if (c->app->draining)
		return hire_fail(
		    err, HIRE_EBUSY, NULL, "the server is about to end");
	ready_check(c->app->ready, &r);
	if (!r.ok)
		return not_ready(&r, err);
	for (size_t i = 0; i < r.count; i++)
		rows[i] = (port){r.ports[i].port, r.ports[i].backend,
		    r.ports[i].ok ? "ok" : "degraded"};
	return give_list(c, &ports_shape, rows, r.count, err);
}

/* Administrators, and machines that the settings name; these only when they
 * ask themselves, not through a proxy that would lend its address to all. */
static bool
may_measure(const call *c)
{
	const settings *s = &c->app->settings;
	if (c->known && c->who.role == HIRE_ROLE_ADMIN)
		return true;
	return client_is_among(c->http, s->proxies, s->metrics_allow);
}

static hire_status
run_metrics(call *c, hire_error *err)
{
	if (!may_measure(c))
		return hire_fail(err, HIRE_EDENIED, NULL,
		    "for administrators, and the addresses of "
		    "HIRE_METRICS_ALLOW");
	c->type = "text/plain; version=0.0.4; charset=utf-8";
	metrics_page(c->app, c->mem, &c->text);
	return HIRE_OK;
}

static hire_status
document(call *c, hire_error *err)
{
	const buf *text = &c->app->openapi;
	return give_text(c, "application/json", NULL, text->s, text->len, err);
}

/* No style, no script: nothing that its policy would have to allow. */
static hire_status
landing(call *c, hire_error *err)
{
	char *page = hire_arena_printf(c->mem,
	    "<!doctype html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<title>hire-server</title>\n</head>\n<body>\n<main>\n"
	    "<h1>hire-server %s</h1>\n"
	    "<p>This server runs AI-assisted hiring: jobs, applications, timed "
	    "interviews and their scorecards.</p>\n<ul>\n"
	    "<li><a href=\"/api/openapi.json\">/api/openapi.json</a>: "
	    "everything that can be asked of it</li>\n"
	    "<li><a href=\"/healthz\">/healthz</a> and "
	    "<a href=\"/readyz\">/readyz</a>: whether it is alive, and "
	    "whether it can work</li>\n</ul>\n</main>\n</body>\n</html>\n",
	    hire_version());
	if (!page)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	give_header(c, "Content-Security-Policy",
	    "default-src 'none'; base-uri 'none'; form-action 'none'; "
	    "frame-ancestors 'none'");
	return give_text(
	    c, "text/html; charset=utf-8", NULL, page, strlen(page), err);
}

static const route rows[] = {
    {GET, "/", "landing", "What runs here", BY_ANYONE, HIDDEN, .run = landing},
    {GET, "/healthz", "healthz", "Whether the process is alive", BY_ANYONE,
        WATCHES, .gives = {&health_shape}, .run = healthz},
    {GET, "/readyz", "readyz", "Whether every backend answers", BY_ANYONE,
        WATCHES, .gives = {&ports_shape}, .run = readyz},
    {GET, "/metrics", "metrics", "Counters for Prometheus", BY_ANYONE,
        WATCHES | HIDDEN, .run = run_metrics},
    {GET, "/api/openapi.json", "openapi", "This document", BY_ANYONE, HIDDEN,
        .run = document},
};
const route_list operation_routes = {rows, sizeof rows / sizeof *rows};
