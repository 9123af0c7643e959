/* SPDX-License-Identifier: MIT
 * call.h - one request on its way: who asks, what with, and the reply so far.
 */
#ifndef HIRE_HTTP_CALL_H
#define HIRE_HTTP_CALL_H

#include "app.h"
#include "buf.h"
#include "route.h"
#include "server.h"

struct call {
	app *app;
	http_request *http;
	const route *route;
	hire_arena *mem;
	int64_t begun;  /* steady clock */
	const char *id; /* of the request, in logs and replies */
	hire_actor who; /* role and account; zero when nobody logged in */
	bool known, by_key, by_cookie;
	const char *params[ROUTE_PARAMS];
	const void *query, *body; /* rows of the route's records */
	hire_json_list also;      /* what came of the route's list */
	const char *raw;          /* the body as it came */
	size_t raw_len;
	hire_page page;
	int64_t version; /* of If-Match; 0: any */

	int status;
	const char *type;
	buf head, text;
	size_t head_kept; /* how much of `head` a problem has, too */
	size_t members;
	bool done; /* the reply is out already */
};

/* The reply, part by part, as the route's shapes say. */
hire_status
give_row(call *c, const shape *s, const void *row, hire_error *err);
hire_status
give_rows(call *c, const shape *s, const hire_rows *rows, hire_error *err);
hire_status
give_list(
    call *c, const shape *s, const void *rows, size_t count, hire_error *err);
hire_status
give_raw(call *c, const shape *s, const char *json, hire_error *err);
/* Something that is no JSON; `filename` (or NULL) makes it a download. */
hire_status
give_text(call *c, const char *type, const char *filename, const void *bytes,
    size_t len, hire_error *err);

/* A line of the reply's head. */
void
give_header(call *c, const char *name, const char *value);

/* Lines that were given so far go out with a problem, too; those of a success
 * that does not come to be are dropped. */
void
give_keep(call *c);

/* Fields that the JSON body names, as changes. */
hire_status
call_changes(call *c, hire_change **out, size_t *count, hire_error *err);

#endif
