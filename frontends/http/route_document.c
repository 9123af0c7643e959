/* SPDX-License-Identifier: MIT
 * route_document.c - the description of all routes, for clients and tools.
 */
#include "call.h"

static const shape document_shape = {
    .form = SHAPE_TEXT, .type = "application/json"};

static hire_status
run(call *c, hire_error *err)
{
	const buf *text = &c->app->openapi;
	return give_text(c, "application/json", NULL, text->s, text->len, err);
}

static const route rows[] = {
    {GET, "/api/openapi.json", "getOpenapi", "This document", BY_ANYONE,
        HIDDEN | NO_KEYS, .gives = {&document_shape}, .run = run},
};
const route_list document_routes = {rows, sizeof rows / sizeof *rows};
