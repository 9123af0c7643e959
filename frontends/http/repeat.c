/* SPDX-License-Identifier: MIT
 * repeat.c - calls that may be repeated and act once; see repeat.h.
 */
#include "repeat.h"

#include <string.h>

#define FIELD "Idempotency-Key"

enum { KEY_MAX = 255, PARTS = 6 };

static hire_status
read_key(call *c, hire_error *err)
{
	const char *key = http_header_get(c->http, FIELD);
	if (!(c->route->marks & CREATES) || !key)
		return HIRE_OK;
	if (http_header_count(c->http, FIELD) > 1)
		return hire_fail(
		    err, HIRE_EUSAGE, FIELD, "stands more than once");
	size_t n = strlen(key), good = 0;
	while (key[good] >= 0x20 && key[good] <= 0x7E)
		good++;
	if (!n || n > KEY_MAX || good != n)
		return hire_fail(err, HIRE_EINVAL, FIELD,
		    "1 to %d printable ASCII characters", KEY_MAX);
	c->who.request_key = key;
	return HIRE_OK;
}

static hire_request_part
text_part(const char *text)
{
	return (hire_request_part){text ? text : "", text ? strlen(text) : 0};
}

/* `body`: what stands for the body, up to three parts. */
static hire_status
name_call(call *c, const hire_request_part body[3], hire_error *err)
{
	const hire_request_part parts[PARTS] = {
	    text_part(method_name(c->route->method)), text_part(c->http->path),
	    text_part(c->http->query), body[0], body[1], body[2]};
	hire_status st = read_key(c, err);
	if (st || !c->who.request_key)
		return st;
	return hire_request_hash(
	    parts, PARTS, c->mem, &c->who.request_hash, err);
}

hire_status
repeat_read(call *c, hire_error *err)
{
	const hire_request_part none = {"", 0};
	const hire_request_part body[3] = {
	    {c->raw ? c->raw : "", c->raw_len}, none, none};
	return name_call(c, body, err);
}

hire_status
repeat_upload(call *c, const upload *form, hire_error *err)
{
	const hire_request_part body[3] = {
	    {form->resume.bytes, form->resume.len},
	    text_part(form->resume.filename), text_part(form->link)};
	return name_call(c, body, err);
}
