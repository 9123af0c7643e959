/* SPDX-License-Identifier: MIT
 * openapi_status.c - which statuses an operation may refuse with.
 * Apart from openapi.c: this is what readers of the document program against,
 * derived from the same marks as the refusals themselves.
 */
#include "openapi_schema.h"
#include "route.h"

#include <stdio.h>
#include <string.h>

static bool
always(const route *r)
{
	(void)r;
	return true;
}

static bool
is_limited(const route *r)
{
	return !strncmp(r->path, "/api/", 5);
}

static bool
has_body(const route *r)
{
	return r->body || r->marks & (UPLOADS | AS_SENT);
}

static bool
names_something(const route *r)
{
	return strchr(r->path, '{') || r->body || r->query;
}

/* Who is open to anyone may still be refused by what is in the body. */
static bool
needs_log_in(const route *r)
{
	return !(r->by & BY_ANYONE) || has_body(r) || r->marks & UPGRADES;
}

/* Log-ins of another kind, and pages of another origin. */
static bool
may_deny(const route *r)
{
	return needs_log_in(r) || r->method != GET;
}

static bool
has_a_state(const route *r)
{
	return r->method != GET || strchr(r->path, '{');
}

static bool
has_values(const route *r)
{
	return names_something(r) || has_body(r) ||
	       r->marks & (PAGED | CREATES);
}

static bool
is_paid(const route *r)
{
	return !strncmp(r->path, "/api/v1/payments", 16) && r->method == POST;
}

static bool
is_edit(const route *r)
{
	return r->marks & EDITS;
}

static bool
upgrades(const route *r)
{
	return r->marks & UPGRADES;
}

static const struct {
	int status;
	bool (*may)(const route *r);
} refusals[] = {{400, always}, {401, needs_log_in}, {402, is_paid},
    {403, may_deny}, {404, names_something}, {408, has_body},
    {409, has_a_state}, {412, is_edit}, {413, has_body}, {414, always},
    {415, has_body}, {422, has_values}, {426, upgrades}, {428, is_edit},
    {429, is_limited}, {431, always}, {500, always}, {503, always},
    {504, has_a_state}, {507, has_body}};

void
schema_refusals(json *j, const route *r)
{
	char status[8];
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		if (!refusals[i].may(r))
			continue;
		snprintf(status, sizeof status, "%d", refusals[i].status);
		json_raw(
		    j, status, "{\"$ref\":\"#/components/responses/problem\"}");
	}
}
