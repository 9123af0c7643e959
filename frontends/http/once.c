/* SPDX-License-Identifier: MIT
 * once.c - the name that a client gave its call, and what the call was given.
 * What that means is the library's business.  Apart from input.c: an upload is
 * hashed by its handler, when it is read.
 */
#include "call.h"

#include <string.h>

#define FIELD "Idempotency-Key"

enum { KEY_MAX = 255 };

static hire_status
check_key(const call *c, const char *key, hire_error *err)
{
	size_t n = strlen(key), good = 0;
	if (http_header_count(c->http, FIELD) > 1)
		return hire_fail(
		    err, HIRE_EUSAGE, FIELD, "stands more than once");
	while (key[good] >= 0x20 && key[good] <= 0x7E)
		good++;
	return n && n <= KEY_MAX && good == n
	           ? HIRE_OK
	           : hire_fail(err, HIRE_EINVAL, FIELD,
	                 "1 to %d printable ASCII characters", KEY_MAX);
}

static hire_request_part
part(const char *text)
{
	return (hire_request_part){text, strlen(text)};
}

hire_status
call_once(call *c, const void *bytes, size_t len, hire_error *err)
{
	const char *key = http_header_get(c->http, FIELD);
	if (!(c->route->marks & CREATES) || !key)
		return HIRE_OK;
	const hire_request_part parts[] = {part(c->http->method),
	    part(c->http->path), part(c->http->query),
	    {bytes ? bytes : "", len}};
	hire_status st = check_key(c, key, err);
	if (!st)
		st = hire_request_hash(parts, sizeof parts / sizeof *parts,
		    c->mem, &c->who.request_hash, err);
	if (!st)
		c->who.request_key = key;
	return st;
}
