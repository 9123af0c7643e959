/* SPDX-License-Identifier: MIT
 * route_operation.c - what operators and their machines ask.
 */
#include "call.h"
#include "view.h"

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

static const route rows[] = {
    {GET, "/healthz", "healthz", "Whether the process is alive", BY_ANYONE,
        .gives = {&health_shape}, .run = healthz},
};
const route_list operation_routes = {rows, sizeof rows / sizeof *rows};
