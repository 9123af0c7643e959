/* SPDX-License-Identifier: MIT
 * dispatch.c - the one way of every request; see dispatch.h.
 */
#include "dispatch.h"
#include "access.h"
#include "head.h"
#include "input.h"
#include "precondition.h"
#include "problem.h"
#include "safety.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A request's arena holds its input, the rows it reads and their JSON. */
enum { CALL_MEM = 64 << 20 };

/* A status that has no body, and a method that does not want one. */
static bool
is_bare(const call *c)
{
	return c->status == 204 || c->status == 304;
}

static bool
is_silent(const call *c)
{
	return is_bare(c) || c->done || !strcmp(c->http->method, "HEAD");
}

static void
send_reply(call *c)
{
	buf head = {0};
	bool bare = is_bare(c), silent = is_silent(c);
	buf_addf(&head, "HTTP/1.1 %d %s\r\nX-Request-Id: %s\r\n", c->status,
	    http_reason(c->status), c->id);
	safety_write(&head, c);
	if (!bare)
		buf_addf(&head, "Content-Type: %s\r\nContent-Length: %zu\r\n",
		    c->type, c->text.len);
	buf_add(&head, c->head.s, c->head.len);
	buf_adds(&head, "\r\n");
	if (head.bad || c->text.bad)
		c->http->last = true;
	else
		http_send(c->http, head.s, head.len, c->text.s,
		    silent ? 0 : c->text.len);
	buf_free(&head);
}

/* At least one. */
static int64_t
seconds_up(int64_t micros)
{
	return micros > HIRE_SECOND ? (micros + HIRE_SECOND - 1) / HIRE_SECOND
	                            : 1;
}

/* What the handler gave so far is dropped: a problem stands alone. */
static void
give_problem(call *c, int status, hire_status st, const hire_error *err)
{
	buf_free(&c->text);
	c->status = status;
	c->type = "application/problem+json";
	problem_write(&c->text, status, hire_status_name(st),
	    err->message[0] ? err->message : hire_status_text(st), err->field,
	    c->id);
	if (status == 401)
		give_header(c, "WWW-Authenticate", "Bearer");
	if ((status == 503 || status == 429) &&
	    !strstr(c->head.s ? c->head.s : "", "Retry-After:"))
		buf_addf(&c->head, "Retry-After: %" PRId64 "\r\n",
		    seconds_up(err->retry_after));
}

/* The log gets the words, whoever asked the request's id to ask the operator
 * with.  Machines that look after the server are the operator's. */
static void
keep_inside(const call *c, hire_status st, hire_error *err)
{
	if (!problem_is_inside(st) || (c->route && c->route->marks & WATCHES))
		return;
	log_fault(&c->app->log, c->id, hire_status_name(st), err->message);
	(void)hire_fail(err, st, NULL, "%s", hire_status_text(st));
}

static void
list_methods(unsigned allowed, char out[64])
{
	snprintf(out, 64, "OPTIONS%s", allowed & 1u << GET ? ", HEAD" : "");
	for (int m = 0; m < METHODS; m++)
		if (allowed & 1u << m)
			snprintf(out + strlen(out), 64 - strlen(out), ", %s",
			    method_name((route_method)m));
}

/* What a path can do is no secret: the document says it, too. */
static hire_status
no_route(call *c, unsigned allowed, hire_error *err)
{
	char list[64];
	if (!allowed)
		return hire_fail(
		    err, HIRE_ENOTFOUND, NULL, "there is nothing at this path");
	list_methods(allowed, list);
	give_header(c, "Allow", list);
	c->status = 204;
	if (!strcmp(c->http->method, "OPTIONS"))
		return HIRE_OK;
	c->status = 405;
	return hire_fail(
	    err, HIRE_EUSAGE, NULL, "this path knows the methods %s", list);
}

/* Whoever is refused gives the thread back at once; by the time that the last
 * one took there is room again. */
static hire_status
refuse_costly(call *c, hire_error *err)
{
	c->http->last = true;
	hire_status st = hire_fail(err, HIRE_EBUSY, NULL,
	    "too many log-ins at once: try again in a few seconds");
	err->retry_after = c->app->costly_time;
	return st;
}

/* Requests that hash passwords wait for each other; they may not take the
 * threads of all others meanwhile. */
static hire_status
run(call *c, hire_error *err)
{
	app *a = c->app;
	hire_status st;
	if (!(c->route->marks & COSTLY))
		return c->route->run(c, err);
	if (a->costly++ < (a->settings.threads + 3) / 4) {
		hire_time begun = hire_ctx_now(a->ctx).steady;
		st = c->route->run(c, err);
		a->costly_time = hire_ctx_now(a->ctx).steady - begun;
	} else {
		st = refuse_costly(c, err);
	}
	a->costly--;
	return st;
}

/* Cookies and tags of a success that did not come to be go; a status that the
 * handler itself gave to its failure stays. */
static void
failed(call *c, hire_status st, hire_error *err)
{
	c->head.len = c->head_kept;
	if (c->head.s)
		c->head.s[c->head_kept] = '\0';
	if (c->status < 400)
		c->status = precondition_failed(c, st, err);
}

static hire_status
answer(call *c, hire_error *err)
{
	const char *why = NULL;
	unsigned allowed = 0;
	c->status = http_head_check(c->http, &why);
	if (c->status) {
		c->http->last = true;
		return hire_fail(err, HIRE_EUSAGE, NULL, "%s", why);
	}
	c->route = route_find(
	    c->http->method, c->http->path, c->mem, c->params, &allowed);
	if (!c->route)
		return no_route(c, allowed, err);
	hire_status st = access_check(c, err);
	if (!st)
		st = input_read(c, err);
	if (st)
		return st;
	c->status = c->route->status ? c->route->status : 200;
	give_keep(c);
	st = run(c, err);
	if (st)
		failed(c, st, err);
	else if (c->members)
		buf_adds(&c->text, "}");
	return st;
}

/* For the log and the metrics; before the reply leaves, so that whoever has it
 * finds it counted. */
static void
note(const call *c)
{
	app *a = c->app;
	int64_t now = hire_ctx_now(a->ctx).steady;
	const log_request r = {.id = c->id,
	    .route = c->route ? c->route->name : "none",
	    .method = c->route ? method_name(c->route->method) : NULL,
	    .role = c->known ? hire_word(&hire_role_words, c->who.role) : NULL,
	    .status = c->status,
	    .micros = now - c->begun,
	    .bytes = is_silent(c) ? 0 : c->text.len,
	    .quiet = c->route && c->route->marks & WATCHES};
	metrics_answered(a->metrics, c->route, c->status, r.micros);
	log_answered(&a->log, &r);
	if (!r.quiet)
		a->busy = now;
}

static void
finish(call *c)
{
	if (c->app->draining)
		c->http->last = true;
	note(c);
	c->app->in_hand--;
	if (!c->done)
		send_reply(c);
	buf_free(&c->head);
	buf_free(&c->text);
	hire_arena_free(c->mem);
}

static bool
begin(call *c, app *a, http_request *r)
{
	hire_error err = {0};
	*c = (call){.app = a, .http = r, .type = "application/json"};
	c->begun = hire_ctx_now(a->ctx).steady;
	if (hire_arena_new(a->ctx, CALL_MEM, &c->mem, &err))
		return false;
	c->id = app_request_id(a, r, c->mem);
	if (c->id)
		a->in_hand++;
	return c->id != NULL;
}

/* 413 is about whole bodies and files; a value that is too long is a wrong
 * value. */
static int
status_of(const call *c, hire_status st, const hire_error *err)
{
	if (c->status)
		return c->status;
	bool upload = c->route && c->route->marks & UPLOADS;
	return st == HIRE_ETOOBIG && !upload && strcmp(err->field, "body") != 0
	           ? 422
	           : hire_status_http(st);
}

/* Machines that ask whether the process lives must not take it for dead
 * because others ask, too. */
static bool
is_watch(call *c)
{
	unsigned allowed = 0;
	const route *r = route_find(
	    c->http->method, c->http->path, c->mem, c->params, &allowed);
	return r && r->marks & WATCHES;
}

static hire_status
answer_crowded(call *c, hire_error *err)
{
	return is_watch(c)
	           ? answer(c, err)
	           : hire_fail(err, HIRE_EBUSY, NULL,
	                 "too many requests are in hand: try again in a "
	                 "moment");
}

static void
serve(app *a, http_request *r, hire_status (*how)(call *, hire_error *))
{
	call c;
	hire_error err = {0};
	if (!begin(&c, a, r)) {
		r->last = true;
		hire_arena_free(c.mem);
		return;
	}
	hire_status st = how(&c, &err);
	if (st) {
		keep_inside(&c, st, &err);
		give_problem(&c, status_of(&c, st, &err), st, &err);
	} else if (precondition_is_known(&c)) {
		c.status = 304;
	}
	finish(&c);
}

void
dispatch(void *user, http_request *r)
{
	serve(user, r, answer);
}

void
dispatch_refuse(void *user, http_request *r)
{
	r->last = true;
	serve(user, r, answer_crowded);
}
