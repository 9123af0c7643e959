/* SPDX-License-Identifier: MIT
 * precondition.c - ETags in requests; see precondition.h.
 * Apart from input.c: half of it is known only when the reply is made.
 */
#include "precondition.h"

#include <stdlib.h>
#include <string.h>

hire_status
precondition_read(call *c, hire_error *err)
{
	const char *tag = http_header_get(c->http, "If-Match");
	char *end;
	if (!(c->route->marks & EDITS) || (tag && !strcmp(tag, "*")))
		return HIRE_OK;
	if (!tag) {
		c->status = 428;
		return hire_fail(err, HIRE_EUSAGE, "If-Match",
		    "send the ETag of what you change, or *");
	}
	c->version = *tag == '"' ? strtoll(tag + 1, &end, 10) : 0;
	if (c->version > 0 && !strcmp(end, "\""))
		return HIRE_OK;
	c->status = 412;
	return hire_fail(err, HIRE_ECONFLICT, "If-Match",
	    "is no ETag that this was ever at");
}

int
precondition_failed(const call *c, hire_status st, hire_error *err)
{
	if (st != HIRE_ECONFLICT || !c->version ||
	    strcmp(err->field, "version") != 0)
		return 0;
	memcpy(err->field, "If-Match", sizeof "If-Match");
	return 412;
}

/* One of a list, where proxies that pack a reply call a tag weak: W/"3". */
static bool
is_in(const char *list, const char *tag, size_t n)
{
	while (*list) {
		list += strspn(list, ", \t");
		if (!strncmp(list, "W/", 2))
			list += 2;
		size_t len = strcspn(list, ", \t");
		if ((len == 1 && *list == '*') ||
		    (len == n && !memcmp(list, tag, n)))
			return true;
		list += len;
	}
	return false;
}

bool
precondition_is_known(const call *c)
{
	const char *list = http_header_get(c->http, "If-None-Match");
	const char *ours = c->head.s ? strstr(c->head.s, "ETag: ") : NULL;
	if (c->status != 200 || !list || !ours || c->route->method != GET)
		return false;
	ours += strlen("ETag: ");
	return is_in(list, ours, strcspn(ours, "\r"));
}
