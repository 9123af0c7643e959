/* SPDX-License-Identifier: MIT
 * access.c - log-ins, keys, roles; see access.h.
 */
#include "access.h"

#include <string.h>
#include <strings.h>

#define KEY_PREFIX "hk_"

static const char *
bearer(const call *c)
{
	static const char scheme[] = "Bearer ";
	const char *value = http_header_get(c->http, "Authorization");
	if (!value || strncasecmp(value, scheme, sizeof scheme - 1))
		return NULL;
	return value + sizeof scheme - 1;
}

static hire_status
identify(call *c, hire_error *err)
{
	const char *token = bearer(c);
	hire_status st;
	if (!token)
		return HIRE_OK;
	c->by_key = !strncmp(token, KEY_PREFIX, sizeof KEY_PREFIX - 1);
	st = c->by_key ? hire_accounts_key_actor(
	                     c->app->platform, token, c->mem, &c->who, err)
	               : hire_accounts_authenticate(
	                     c->app->platform, token, c->mem, &c->who, err);
	c->known = !st;
	return st;
}

hire_status
access_check(call *c, hire_error *err)
{
	unsigned by = c->route->by;
	hire_status st = identify(c, err);
	/* A token that is over does not shut out of what is open to all. */
	if (st == HIRE_EAUTH && by & BY_ANYONE) {
		*err = (hire_error){0};
		st = HIRE_OK;
	}
	if (st)
		return st;
	if (!c->known)
		return by & BY_ANYONE ? HIRE_OK
		                      : hire_fail(err, HIRE_EAUTH,
		                            "Authorization", "log in first");
	if (c->by_key && (c->route->marks & NO_KEYS ||
	                     !hire_actor_may(&c->who, c->route->scope)))
		return hire_fail(err, HIRE_EDENIED, "Authorization",
		    "this API key cannot do this: it needs the scope %s",
		    hire_word(&hire_scope_words, (int64_t)c->route->scope));
	if (by & BY_ANYONE || by & 1u << c->who.role)
		return HIRE_OK;
	return hire_fail(err, HIRE_EDENIED, "role",
	    "this is not for the role %s",
	    hire_word(&hire_role_words, (int64_t)c->who.role));
}
