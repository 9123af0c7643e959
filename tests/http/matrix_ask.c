/* SPDX-License-Identifier: MIT
 * matrix_ask.c - a request for any route of the table; see matrix.h.
 * Apart from the suites: who asks, and what may come of it, differs.
 */
#include "matrix.h"

#include <stdio.h>
#include <string.h>

void
matrix_open(served *s)
{
	served_start(s, "HIRE_WEBHOOK_ALLOW=127.0.0.1:9\nHIRE_LOG=error\n"
	                "HIRE_SERVER_RATE=1000000\n");
	served_people(s);
}

static const char *
name_thing(served *s, matrix_request *q, const char *name, size_t n)
{
	const matrix_id *id = matrix_id_find(name, n);
	ck_assert_msg(id,
	    "nobody said in matrix_ids.c how to make the id of a %.*s", (int)n,
	    name);
	q->owners &= id->owners;
	q->made_up = q->made_up || id->made_up;
	return id->make(s);
}

static void
write_target(served *s, matrix_request *q, const route *r)
{
	char *out = q->target;
	for (const char *at = r->path; *at;) {
		if (*at != '{') {
			*out++ = *at++;
			continue;
		}
		size_t n = strcspn(at, "}") - 1;
		out += snprintf(out, 100, "%s", name_thing(s, q, at + 1, n));
		at += n + 2;
	}
	*out = '\0';
	/* A list may be asked for what belongs to somebody. */
	if (r->query && hire_record_field(r->query, "job_id"))
		snprintf(out, 100, "?job_id=%s", name_thing(s, q, "job_id", 6));
	if (r->query && hire_record_field(r->query, "ticket"))
		snprintf(out, 100, "?ticket=x");
}

/* Wrong on purpose where the right one would end every log-in. */
static const char change_password[] =
    "{\"old_password\":\"not the old one\",\"password\":\"another long one\"}";

#define BOUNDARY "sample-boundary"
static const char form[] =
    "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"resume\"; "
    "filename=\"resume.txt\"\r\nContent-Type: text/plain\r\n\r\n"
    "Other Candidate\r\n\r\nSKILLS\r\nPython\r\n--" BOUNDARY "--\r\n";

static void
write_body(served *s, matrix_request *q, const route *r)
{
	static const char job[] = "\"job_id\":\"";
	const char *example = r->example ? r->example : "";
	const char *at = strstr(example, job);
	if (!strcmp(r->name, "changePassword"))
		example = change_password;
	if (r->marks & UPLOADS)
		example = form;
	else if (r->marks & AS_SENT)
		example = "{}";
	ck_assert_msg(!r->body || *example, "%s has no example", r->name);
	if (!at) {
		snprintf(q->body, sizeof q->body, "%s", example);
		return;
	}
	at += sizeof job - 1;
	snprintf(q->body, sizeof q->body, "%.*s%s%s", (int)(at - example),
	    example, name_thing(s, q, "job_id", 6), at + strcspn(at, "\""));
}

matrix_request
matrix_request_of(served *s, const route *r)
{
	matrix_request q = {.owners = ~0u};
	write_target(s, &q, r);
	write_body(s, &q, r);
	return q;
}

reply
matrix_send(const served *s, const matrix_request *q, const route *r,
    const char *lines, const char *token)
{
	char text[8192];
	const char *type = r->marks & UPLOADS
	                       ? "multipart/form-data; boundary=" BOUNDARY
	                       : "application/json";
	int n = snprintf(text, sizeof text,
	    "%s %s HTTP/1.1\r\nHost: localhost\r\n%s%s%s%s",
	    method_name(r->method), q->target,
	    token ? "Authorization: Bearer " : "", token ? token : "",
	    token ? "\r\n" : "", lines);
	if (*q->body)
		n += snprintf(text + n, sizeof text - (size_t)n,
		    "Content-Type: %s\r\nContent-Length: %zu\r\n", type,
		    strlen(q->body));
	n += snprintf(text + n, sizeof text - (size_t)n, "\r\n%s", q->body);
	ck_assert_int_lt(n, (int)sizeof text);
	return served_raw(s, text, (size_t)n);
}

static bool
takes_job(const route *r)
{
	return r->query && hire_record_field(r->query, "job_id");
}

const char *
matrix_caller(const served *s, const route *r)
{
	if (r->by & BY_HR && !takes_job(r))
		return s->hr.token;
	return r->by & BY_CANDIDATE ? s->candidate.token : s->admin.token;
}

int
matrix_outcome(reply r, char field[100])
{
	reply_text(&r, "field", field, 100);
	return reply_status(r);
}

void
matrix_refuses(
    const route *r, const char *what, reply got, int status, const char *field)
{
	char named[100], text[400];
	snprintf(text, sizeof text, "%.399s", got.body ? got.body : "");
	int found = matrix_outcome(got, named);
	ck_assert_msg(found == status && !strcmp(named, field),
	    "%s, %s: %d (%s) instead of %d (%s): %s", r->name, what, found,
	    named, status, field, text);
}
