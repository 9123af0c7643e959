/* SPDX-License-Identifier: MIT
 * talker.c - a client of live interviews; see talker.h.
 */
#define _GNU_SOURCE
#include "talker.h"

#include <hire/hire.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char resume[] =
    "Sample Candidate\ncandidate@example.com\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2016 - Present\n"
    "- Built storage engines in C on Linux\n\nSKILLS\nC, Linux\n";

/* The recruiter's own question: one long sentence. */
static void
add_question(const served *s, const char *job)
{
	char target[128];
	snprintf(target, sizeof target, "/api/v1/jobs/%s/questions", job);
	reply r = served_post(s, target,
	    "{\"text\":\"How would you find out why a program that ran well "
	    "for "
	    "weeks on your own machine is slow on that of somebody else?\"}",
	    s->hr.token);
	ck_assert_msg(r.status == 201, "question: %d %s", r.status, r.body);
	reply_free(&r);
}

/* The recruiter with their organisation, which only replies name. */
static void
post_job(served *s, int minutes, int questions, char id[64], char org[64])
{
	char body[400];
	snprintf(body, sizeof body,
	    "{\"title\":\"C engineer\",\"details\":\"We need a C engineer.\\n"
	    "Requirements:\\n- C\\n- Linux\\n\",\"interview_minutes\":%d,"
	    "\"question_count\":%d,\"visibility\":\"public\"}",
	    minutes, questions);
	reply r = served_post(s, "/api/v1/jobs", body, s->hr.token);
	ck_assert_msg(r.status == 201, "job: %d %s", r.status, r.body);
	reply_text(&r, "id", id, 64);
	reply_free(&r);
	add_question(s, id);
	r = served_get(s, "/api/v1/me", s->hr.token);
	reply_text(&r, "organisation_id", org, 64);
	reply_free(&r);
}

static void
pay(served *s, const char *job, const char *org)
{
	hire_error err = {0};
	hire_payment payment;
	hire_event_outcome outcome;
	hire_actor hr = {.account_id = s->hr.id,
	    .role = HIRE_ROLE_HR,
	    .organisation_id = org};
	hire_status st = hire_payments_checkout(
	    s->app.platform, &hr, job, NULL, s->mem, &payment, &err);
	if (!st)
		st = hire_payments_sandbox(
		    s->app.platform, payment.id, true, s->mem, &outcome, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
}

void
talk_prepare(served *s, int minutes, int questions, char id[64])
{
	char job[64], org[64];
	hire_application made;
	hire_error err = {0};
	hire_upload file = {"resume.txt", resume, sizeof resume - 1};
	hire_worker_options once = {.size = sizeof once, .until_idle = true};
	hire_actor who = {
	    .account_id = s->candidate.id, .role = HIRE_ROLE_CANDIDATE};
	hire_platform *p = s->app.platform;
	post_job(s, minutes, questions, job, org);
	pay(s, job, org);
	hire_status st = hire_applications_apply(
	    p, &who, job, NULL, &file, s->mem, &made, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	for (int i = 0; i < 100 && (!made.interview_id || !*made.interview_id);
	     i++) {
		ck_assert_ok(hire_worker_run(p, &once, NULL));
		ck_assert_ok(hire_applications_get(
		    p, &who, made.id, s->mem, &made, NULL));
		usleep(10000);
	}
	ck_assert_ptr_nonnull(made.interview_id);
	snprintf(id, 64, "%s", made.interview_id);
}

void
talk_ticket(const served *s, const char *id, char *url, size_t max)
{
	char target[128];
	snprintf(target, sizeof target, "/api/v1/interviews/%s/tickets", id);
	reply r = served_post(s, target, NULL, s->candidate.token);
	ck_assert_msg(r.status == 201, "ticket: %d %s", r.status, r.body);
	reply_text(&r, "url", url, max);
	reply_free(&r);
}

void
talker_over(talker *t, const served *s, const char *id, int fd)
{
	*t = (talker){.s = s, .w = {.fd = fd}};
	snprintf(t->id, sizeof t->id, "%s", id);
}

void
talker_open(talker *t, const served *s, const char *id)
{
	char url[300], ask[700], head[1000];
	size_t n = 0;
	wire w;
	talk_ticket(s, id, url, sizeof url);
	wire_open(&w, s);
	snprintf(ask, sizeof ask,
	    "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
	    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
	    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
	    url);
	ck_assert(wire_says(&w, ask));
	while (n < 4 || memcmp(head + n - 4, "\r\n\r\n", 4)) {
		ck_assert_uint_lt(n, sizeof head);
		ck_assert_int_eq(recv(w.fd, head + n++, 1, 0), 1);
	}
	ck_assert_int_eq(strncmp(head, "HTTP/1.1 101 ", 13), 0);
	talker_over(t, s, id, w.fd);
}

void
talker_join(talker *t, const served *s, const char *id, int64_t last_seq)
{
	char hello[80];
	talker_open(t, s, id);
	snprintf(hello, sizeof hello, "{\"type\":\"hello\",\"last_seq\":%lld}",
	    (long long)last_seq);
	ck_assert(talker_says(t, hello));
	talker_until(t, "welcome");
	t->seq = last_seq;
}

void
talker_cut(talker *t)
{
	if (t->w.fd >= 0)
		close(t->w.fd);
	t->w.fd = -1;
	cJSON_Delete(t->got);
	free(t->in);
	t->got = NULL;
	t->in = NULL;
	t->len = t->room = 0;
}

bool
talker_frame(talker *t, int opcode, const void *bytes, size_t n)
{
	/* A mask of zeros is a mask. */
	unsigned char head[14] = {(unsigned char)(0x80 | opcode)};
	size_t at = 2;
	if (n < 126) {
		head[1] = (unsigned char)(0x80 | n);
	} else {
		int width = n < 65536 ? 2 : 8;
		head[1] = (unsigned char)(width == 2 ? 0xFE : 0xFF);
		for (int i = width; i-- > 0;)
			head[at++] = (unsigned char)((uint64_t)n >> 8 * i);
	}
	return wire_send(&t->w, head, at + 4) &&
	       (!n || wire_send(&t->w, bytes, n));
}

bool
talker_says(talker *t, const char *text)
{
	return talker_frame(t, 1, text, strlen(text));
}

void
talker_do(talker *t, const char *type, const char *text)
{
	cJSON *m = cJSON_CreateObject();
	char id[24];
	snprintf(id, sizeof id, "m%d", ++t->said);
	cJSON_AddStringToObject(m, "type", type);
	cJSON_AddStringToObject(m, "id", id);
	if (text)
		cJSON_AddStringToObject(m, "text", text);
	if (!strcmp(type, "begin"))
		cJSON_AddTrueToObject(m, "consent");
	char *s = cJSON_PrintUnformatted(m);
	ck_assert(talker_says(t, s));
	cJSON_free(s);
	cJSON_Delete(m);
}

/* At least `n` bytes in hand; false at the end or in silence. */
static bool
need(talker *t, size_t n)
{
	struct pollfd p = {t->w.fd, POLLIN, 0};
	if (n > t->room) {
		t->room = n + 65536;
		t->in = realloc(t->in, t->room);
		ck_assert_ptr_nonnull(t->in);
	}
	while (t->len < n) {
		if (poll(&p, 1, wire_patience_ms) <= 0)
			return false;
		ssize_t got =
		    recv(t->w.fd, t->in + t->len, t->room - t->len, 0);
		if (got <= 0) {
			t->code = t->code ? t->code : -1;
			return false;
		}
		t->len += (size_t)got;
	}
	return true;
}

static size_t
frame_length(const char *in, size_t *head)
{
	const unsigned char *b = (const unsigned char *)in;
	size_t n = b[1] & 127u, width = n == 126 ? 2 : n == 127 ? 8 : 0;
	*head = 2 + width;
	if (width)
		n = 0;
	for (size_t i = 0; i < width; i++)
		n = n << 8 | b[2 + i];
	return n;
}

/* A frame of the server; its payload is in `in` behind `*head`. */
static bool
take_frame(talker *t, int *opcode, size_t *head, size_t *n)
{
	if (!need(t, 2) || !need(t, (t->in[1] & 127) < 126 ? 2 : 10))
		return false;
	*n = frame_length(t->in, head);
	*opcode = t->in[0] & 15;
	return need(t, *head + *n);
}

static void
drop(talker *t, size_t n)
{
	t->len -= n;
	memmove(t->in, t->in + n, t->len);
}

static void
check_order(talker *t)
{
	const char *type = talker_text(t, "type");
	if (!strcmp(type, "part")) {
		ck_assert_int_eq(talker_number(t, "seq"), t->seq + 1);
		t->partial += strlen(talker_text(t, "text"));
		t->parts++;
	}
	if (strcmp(type, "event"))
		return;
	ck_assert_int_eq(talker_number(t, "seq"), t->seq + 1);
	if (t->partial)
		ck_assert_uint_eq(t->partial, strlen(talker_text(t, "text")));
	t->partial = 0;
	t->seq++;
	t->entries++;
}

const cJSON *
talker_next(talker *t)
{
	size_t head = 0, n = 0;
	int opcode = 0;
	while (!t->code && take_frame(t, &opcode, &head, &n)) {
		const unsigned char *p = (unsigned char *)t->in + head;
		if (opcode == 1) {
			cJSON_Delete(t->got);
			t->got = cJSON_ParseWithLength(t->in + head, n);
			ck_assert_ptr_nonnull(t->got);
			drop(t, head + n);
			check_order(t);
			return t->got;
		}
		if (opcode == 9)
			talker_frame(t, 10, p, n);
		if (opcode == 8) {
			t->code = n >= 2 ? p[0] << 8 | p[1] : 1005;
			talker_frame(t, 8, p, n < 2 ? n : 2);
		}
		drop(t, head + n);
	}
	return NULL;
}

const cJSON *
talker_until(talker *t, const char *type)
{
	while (talker_next(t))
		if (!strcmp(talker_text(t, "type"), type))
			return t->got;
	ck_abort_msg("no %s came: closed with %d", type, t->code);
	return NULL;
}

const cJSON *
talker_event(talker *t, const char *event)
{
	do
		talker_until(t, "event");
	while (strcmp(talker_text(t, "event"), event));
	return t->got;
}

int
talker_end(talker *t)
{
	while (talker_next(t))
		;
	return t->code;
}

const char *
talker_text(const talker *t, const char *name)
{
	const char *s = cJSON_GetStringValue(
	    cJSON_GetObjectItemCaseSensitive(t->got, name));
	return s ? s : "";
}

int64_t
talker_number(const talker *t, const char *name)
{
	const cJSON *n = cJSON_GetObjectItemCaseSensitive(t->got, name);
	ck_assert_msg(cJSON_IsNumber(n), "no number %s", name);
	return (int64_t)n->valuedouble;
}

static bool
asks(const talker *t)
{
	const char *event = talker_text(t, "event");
	return !strcmp(event, "ask") || !strcmp(event, "probe");
}

void
talker_play(talker *t)
{
	talker_do(t, "begin", NULL);
	talker_event(t, "greet");
	talker_do(t, "proceed", NULL);
	for (;;) {
		talker_until(t, "event");
		if (asks(t))
			talker_do(t, "answer",
			    "I built the storage engine in C; latency fell by "
			    "half because pages were cached.");
		else if (!strcmp(talker_text(t, "event"), "invite"))
			break;
	}
	talker_do(t, "query", "What is the place of work?");
	talker_event(t, "reply");
	talker_do(t, "done", NULL);
	talker_until(t, "state");
	ck_assert_str_eq(talker_text(t, "state"), "concluded");
	ck_assert_str_eq(talker_text(t, "end"), "all_asked");
}

static hire_interview_view
view_of(const served *s, const char *id)
{
	hire_interview_view v;
	hire_actor admin = {.account_id = s->admin.id, .role = HIRE_ROLE_ADMIN};
	ck_assert_ok(hire_interviews_view(
	    s->app.platform, &admin, id, 0, s->mem, &v, NULL));
	return v;
}

size_t
talk_stored(const served *s, const char *id, const char *client_id)
{
	size_t n = 0;
	hire_interview_view v = view_of(s, id);
	for (size_t i = 0; i < v.count; i++)
		n += !client_id ||
		     (v.events[i].client_id &&
		         !strcmp(v.events[i].client_id, client_id));
	return n;
}

hire_interview
talk_row(const served *s, const char *id)
{
	return view_of(s, id).interview;
}
