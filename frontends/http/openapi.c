/* SPDX-License-Identifier: MIT
 * openapi.c - the paths of the document; see openapi.h.
 */
#include "openapi.h"
#include "json.h"
#include "openapi_schema.h"
#include "route.h"

#include <stdio.h>
#include <string.h>

static const char intro[] =
    "Everything that recruiters, candidates, administrators and programs of "
    "an organisation can ask of hire-server. Errors are "
    "application/problem+json (RFC 9457) with the name of the status in "
    "`code` and the input at fault in `field`. Lists give `next`, to be sent "
    "back as `after`. Texts are limited in bytes of UTF-8: no text of more "
    "characters than maxLength fits, one of fewer may still be refused (422). "
    "A POST with Idempotency-Key may be repeated: it acts "
    "once.";

static void
write_head(json *j)
{
	json_text(j, "openapi", "3.1.0");
	json_open(j, "info", '{');
	json_text(j, "title", "hire-server");
	json_text(j, "version", HIRE_VERSION);
	json_text(j, "description", intro);
	json_open(j, "license", '{');
	json_text(j, "name", "MIT");
	json_text(j, "identifier", "MIT");
	json_close(j, '}');
	json_close(j, '}');
	json_open(j, "servers", '[');
	json_open(j, NULL, '{');
	json_text(j, "url", "/");
	json_close(j, '}');
	json_close(j, ']');
}

static void
parameter(
    json *j, const char *name, const char *in, bool must, const char *help)
{
	json_open(j, NULL, '{');
	json_text(j, "name", name);
	json_text(j, "in", in);
	json_bool(j, "required", must);
	json_text(j, "description", help);
}

/* A parameter that is any text up to some length. */
static void
plain_parameter(json *j, const char *name, const char *in, bool must,
    const char *help, int max)
{
	parameter(j, name, in, must, help);
	json_open(j, "schema", '{');
	schema_parameter(j, name, max);
	json_close(j, '}');
	json_close(j, '}');
}

static void
path_parameters(json *j, const route *r)
{
	char name[64];
	for (const char *at = strchr(r->path, '{'); at;
	     at = strchr(at + 1, '{')) {
		int n = (int)strcspn(at + 1, "}");
		snprintf(name, sizeof name, "%.*s", n, at + 1);
		plain_parameter(j, name, "path", true,
		    n > 3 && !strcmp(name + n - 3, "_id")
		        ? "Id; one that is not known, or of others, is 404"
		        : "Secret; one that is not known is 404",
		    200);
	}
}

static void
query_parameters(json *j, const route *r)
{
	const hire_record *q = r->query;
	for (size_t i = 0; q && i < q->count; i++) {
		const hire_field *f = &q->fields[i];
		json_open(j, NULL, '{');
		json_text(j, "name", f->name);
		json_text(j, "in", "query");
		json_bool(j, "required", f->flags & HIRE_REQUIRED);
		schema_help(j, f);
		json_open(j, "schema", '{');
		schema_input_field(j, f, false);
		json_close(j, '}');
		json_close(j, '}');
	}
	if (!(r->marks & PAGED))
		return;
	plain_parameter(
	    j, "after", "query", false, "next of the page before", 1000);
	parameter(j, "limit", "query", false, "Rows of a page");
	json_raw(j, "schema",
	    "{\"type\":\"integer\",\"minimum\":1,\"maximum\":100,"
	    "\"default\":20}");
	json_close(j, '}');
}

static void
parameters(json *j, const route *r)
{
	json_open(j, "parameters", '[');
	path_parameters(j, r);
	query_parameters(j, r);
	if (r->marks & CREATES)
		plain_parameter(j, "Idempotency-Key", "header", false,
		    "The same key and request act once", 255);
	if (r->marks & EDITS)
		plain_parameter(j, "If-Match", "header", true,
		    "ETag of what is changed, or *", 40);
	if (r->marks & AS_SENT)
		plain_parameter(j, "Hire-Signature", "header", false,
		    "The provider's signature; Stripe-Signature is taken too",
		    1000);
	json_close(j, ']');
}

static void
request_body(json *j, const route *r)
{
	if (!r->body && !(r->marks & (UPLOADS | AS_SENT)))
		return;
	json_open(j, "requestBody", '{');
	json_bool(j, "required", true);
	json_open(j, "content", '{');
	if (r->body) {
		json_open(j, "application/json", '{');
		json_open(j, "schema", '{');
		schema_input(j, r->body, r->body_flags, r->also);
		json_close(j, '}');
		if (r->example)
			json_raw(j, "example", r->example);
	} else if (r->marks & UPLOADS) {
		json_open(j, "multipart/form-data", '{');
		json_raw(j, "schema",
		    "{\"type\":\"object\",\"required\":[\"resume\"],"
		    "\"properties\":{\"resume\":{\"type\":\"string\","
		    "\"contentMediaType\":\"application/octet-stream\","
		    "\"description\":\"the document, at most 10 MB\"},"
		    "\"link\":{\"type\":\"string\",\"description\":\"secret "
		    "of a private job's link\"}}}");
	} else {
		json_open(j, "application/json", '{');
		json_raw(j, "schema", "{}");
	}
	json_close(j, '}');
	json_close(j, '}');
	json_close(j, '}');
}

static void
success(json *j, const route *r)
{
	char status[8];
	const shape *first = r->gives[0];
	snprintf(status, sizeof status, "%d", r->status ? r->status : 200);
	json_open(j, status, '{');
	json_text(j, "description",
	    r->marks & UPGRADES ? "It is a WebSocket from here on"
	    : first             ? "Done"
	                        : "Done; nothing to tell");
	if (route_shows(r))
		json_raw(j, "headers",
		    "{\"Location\":{\"description\":\"Where it can be seen\","
		    "\"required\":true,\"schema\":{\"type\":\"string\"}}}");
	if (first) {
		json_open(j, "content", '{');
		json_open(j,
		    first->form == SHAPE_TEXT ? first->type
		                              : "application/json",
		    '{');
		json_open(j, "schema", '{');
		schema_reply(j, r->gives);
		json_close(j, '}');
		json_close(j, '}');
		json_close(j, '}');
	}
	json_close(j, '}');
}

static void
responses(json *j, const route *r)
{
	json_open(j, "responses", '{');
	success(j, r);
	if (r->method == GET && !r->query) {
		json_open(j, "304", '{');
		json_text(j, "description", "It is what If-None-Match names");
		json_close(j, '}');
	}
	schema_refusals(j, r);
	json_close(j, '}');
}

static bool
takes_keys(const route *r)
{
	return r->by & BY_PEOPLE && !(r->marks & NO_KEYS);
}

/* Which log-ins are taken; the empty one is "none". */
static void
security(json *j, const route *r)
{
	json_open(j, "security", '[');
	if (r->by & BY_ANYONE)
		json_raw(j, NULL, "{}");
	if (r->by & BY_PEOPLE) {
		json_raw(j, NULL, "{\"bearer\":[]}");
		json_raw(j, NULL, "{\"cookie\":[]}");
	}
	if (takes_keys(r))
		json_raw(j, NULL, "{\"key\":[]}");
	json_close(j, ']');
}

/* "job" of route_job.c's paths: the first word behind the version. */
static void
tags(json *j, const route *r)
{
	char tag[32];
	const char *at =
	    strncmp(r->path, "/api/v1/", 8) ? "operation" : r->path + 8;
	snprintf(tag, sizeof tag, "%.*s", (int)strcspn(at, "/"), at);
	json_open(j, "tags", '[');
	json_text(j, NULL, tag);
	json_close(j, ']');
}

static void
roles(json *j, const route *r)
{
	json_open(j, "x-roles", '[');
	if (r->by & BY_ANYONE)
		json_text(j, NULL, "anyone");
	for (int i = 0; i < hire_role_count; i++)
		if (r->by & 1u << i)
			json_text(j, NULL, hire_word(&hire_role_words, i));
	json_close(j, ']');
	if (takes_keys(r))
		json_text(j, "x-scope",
		    hire_word(&hire_scope_words, (int64_t)r->scope));
}

static void
operation(json *j, const route *r)
{
	char key[8];
	snprintf(key, sizeof key, "%s", method_name(r->method));
	for (char *s = key; *s; s++)
		*s = (char)(*s | 0x20);
	json_open(j, key, '{');
	json_text(j, "operationId", r->name);
	json_text(j, "summary", r->summary);
	tags(j, r);
	roles(j, r);
	security(j, r);
	parameters(j, r);
	request_body(j, r);
	responses(j, r);
	json_close(j, '}');
}

static bool
seen_before(size_t i, const char *path)
{
	for (size_t k = 0; k < i; k++)
		if (!strcmp(routes_at(k)->path, path))
			return true;
	return false;
}

static void
paths(json *j)
{
	const route *r, *same;
	json_open(j, "paths", '{');
	for (size_t i = 0; (r = routes_at(i)); i++) {
		if (r->marks & HIDDEN || seen_before(i, r->path))
			continue;
		json_open(j, r->path, '{');
		for (size_t k = i; (same = routes_at(k)); k++)
			if (!strcmp(same->path, r->path))
				operation(j, same);
		json_close(j, '}');
	}
	json_close(j, '}');
}

hire_status
openapi_json(buf *out, hire_arena *mem, hire_error *err)
{
	json j = {out, false};
	json_open(&j, NULL, '{');
	write_head(&j);
	paths(&j);
	hire_status st = schema_components(&j, mem, err);
	json_close(&j, '}');
	if (!st && out->bad)
		st = hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	return st;
}
