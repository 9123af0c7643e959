/* SPDX-License-Identifier: MIT
 * route_live.c - the way into a live interview: a ticket, then a WebSocket.
 */
#include "call.h"
#include "view.h"
#include "ws/handshake.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct ticket {
	const char *ticket, *url;
	hire_time expires_at;
} ticket;
static const hire_field ticket_fields[] = {
    VIEW_TEXT(ticket, ticket, "good once, for the URL of the WebSocket"),
    VIEW_TEXT(ticket, url, "where to connect, below the server's own origin"),
    VIEW_TIME(ticket, expires_at, "end of its life"),
};
VIEW(ticket);
static const shape ticket_shape = {.form = SHAPE_ROW, .record = &ticket_view};

static hire_status
run_ticket(call *c, hire_error *err)
{
	ticket t = {0};
	hire_status st = hire_interviews_ticket(c->app->platform, &c->who,
	    c->params[0], c->mem, &t.ticket, &t.expires_at, err);
	if (st)
		return st;
	t.url = hire_arena_printf(c->mem, "/api/v1/live?ticket=%s", t.ticket);
	return t.url ? give_row(c, &ticket_shape, &t, err)
	             : hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
}

typedef struct entry {
	const char *ticket;
} entry;
static const hire_field entry_fields[] = {
    VIEW_ASK(entry, ticket, HIRE_REQUIRED, 1, 200, "the ticket"),
};
VIEW(entry);

static ws_verdict
judge(call *c)
{
	static const char *const known[] = {"hire.v1", NULL};
	ws_header headers[HTTP_HEADERS_MAX];
	for (size_t i = 0; i < c->http->header_count; i++)
		headers[i] = (ws_header){
		    c->http->headers[i].name, c->http->headers[i].value};
	ws_request ask = {c->http->method, c->http->http10 ? "1.0" : "1.1",
	    headers, c->http->header_count};
	return ws_handshake(&ask, known);
}

static hire_status
refuse(call *c, const ws_verdict *v, hire_error *err)
{
	c->status = v->status;
	if (v->status == 426) {
		give_header(c, "Sec-WebSocket-Version", "13");
		give_header(c, "Upgrade", "websocket");
		give_keep(c);
	}
	return hire_fail(err, HIRE_EUSAGE, NULL, "%s", v->why);
}

/* Send the 101 and give the socket away; from then on there is no reply. */
static hire_status
switch_over(call *c, const ws_verdict *v, const hire_actor *who,
    const char *interview_id, int64_t line, hire_error *err)
{
	char reply[WS_REPLY_MAX];
	size_t n = ws_handshake_reply(v, reply);
	c->done = true;
	if (!n || !http_send_raw(c->http, reply, n))
		return hire_fail(err, HIRE_EIO, NULL, "the client is gone");
	int fd = http_take_socket(c->http);
	if (fd < 0)
		return hire_fail(err, HIRE_EIO, NULL, "the client is gone");
	hire_status st =
	    live_adopt(c->app->live, fd, who, interview_id, line, err);
	if (st)
		close(fd);
	return st;
}

static hire_status
run_live(call *c, hire_error *err)
{
	const entry *in = c->query;
	const char *interview_id = NULL;
	int64_t line = 0;
	hire_actor who;
	ws_verdict v = judge(c);
	if (v.status != 101)
		return refuse(c, &v, err);
	if (c->app->draining)
		return hire_fail(
		    err, HIRE_EBUSY, NULL, "the server is about to end");
	hire_status st = hire_interviews_redeem(c->app->platform, in->ticket,
	    c->mem, &who, &interview_id, &line, err);
	/* Recruiters read transcripts; the line is the candidate's alone. */
	if (!st && who.role != HIRE_ROLE_CANDIDATE)
		return hire_fail(err, HIRE_EDENIED, "ticket",
		    "only the candidate speaks in an interview");
	return st ? st : switch_over(c, &v, &who, interview_id, line, err);
}

static const route rows[] = {
    {POST, "/api/v1/interviews/{interview_id}/tickets", "newTicket",
        "A ticket for the live interview's WebSocket", BY_CANDIDATE, 0,
        HIRE_SCOPE_INTERVIEWS_WRITE, .status = 201, .gives = {&ticket_shape},
        .run = run_ticket},
    {GET, "/api/v1/live", "live",
        "Become a WebSocket; docs/interview-protocol.md goes on from there",
        BY_ANYONE, UPGRADES | NO_KEYS, .query = &entry_view, .status = 101,
        .run = run_live},
};
const route_list live_routes = {rows, sizeof rows / sizeof *rows};
