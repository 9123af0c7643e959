/* SPDX-License-Identifier: MIT
 * access.c - log-ins, keys, roles; see access.h.
 */
#include "access.h"
#include "cookie.h"
#include "csrf.h"
#include "limit.h"

#include <string.h>
#include <strings.h>

#define KEY_PREFIX "hk_"

static hire_status
by_header(call *c, const char *value, hire_error *err)
{
	static const char scheme[] = "Bearer ";
	if (http_header_count(c->http, "Authorization") > 1 ||
	    strncasecmp(value, scheme, sizeof scheme - 1) != 0)
		return hire_fail(err, HIRE_EAUTH, "Authorization",
		    "must stand once and be Bearer and a token");
	const char *token = value + sizeof scheme - 1;
	c->by_key = !strncmp(token, KEY_PREFIX, sizeof KEY_PREFIX - 1);
	return c->by_key ? hire_accounts_key_actor(
	                       c->app->platform, token, c->mem, &c->who, err)
	                 : hire_accounts_authenticate(
	                       c->app->platform, token, c->mem, &c->who, err);
}

/* The header was sent on purpose, a cookie by itself: the header counts. */
static hire_status
identify(call *c, hire_error *err)
{
	const char *value = http_header_get(c->http, "Authorization");
	const char *token = value ? NULL : cookie_get(c, COOKIE_ACCESS);
	hire_status st = HIRE_OK;
	if (value)
		st = by_header(c, value, err);
	else if (token)
		st = hire_accounts_authenticate(
		    c->app->platform, token, c->mem, &c->who, err);
	c->by_cookie = token != NULL;
	c->known = !st && (value || token);
	return st;
}

/* Browsers let every page open a WebSocket anywhere; who says nothing of where
 * it comes from is no browser. */
static hire_status
check_upgrade(const call *c, hire_error *err)
{
	if (!(c->route->marks & UPGRADES) || csrf_is_ours(c, true))
		return HIRE_OK;
	return hire_fail(err, HIRE_EDENIED, "Origin",
	    "a page of another origin may not connect");
}

static hire_status
check_key(const call *c, hire_error *err)
{
	if (!c->by_key)
		return HIRE_OK;
	if (c->route->marks & NO_KEYS)
		return hire_fail(err, HIRE_EDENIED, "Authorization",
		    "this is for people, not for API keys");
	if (hire_actor_may(&c->who, c->route->scope))
		return HIRE_OK;
	if (c->route->scope == HIRE_SCOPE_ALL)
		return hire_fail(err, HIRE_EDENIED, "Authorization",
		    "this is for people and for API keys that may do all");
	return hire_fail(err, HIRE_EDENIED, "Authorization",
	    "this API key cannot do this: it needs the scope %s",
	    hire_word(&hire_scope_words, (int64_t)c->route->scope));
}

static hire_status
check_person(call *c, hire_error *err)
{
	hire_status st = identify(c, err);
	if (!st && c->by_cookie && c->route->method != GET)
		st = csrf_check(c, err);
	if (st)
		return st;
	if (!c->known)
		return hire_fail(
		    err, HIRE_EAUTH, "Authorization", "log in first");
	st = check_key(c, err);
	if (st || c->route->by & (BY_ANYONE | 1u << c->who.role))
		return st;
	return hire_fail(err, HIRE_EDENIED, "role",
	    "this is not for the role %s",
	    hire_word(&hire_role_words, (int64_t)c->who.role));
}

hire_status
access_check(call *c, hire_error *err)
{
	hire_status st = limit_address(c, err);
	if (!st)
		st = check_upgrade(c, err);
	if (st)
		return st;
	st = check_person(c, err);
	/* What is open to all is open to those, too, whom nobody knows or whose
	 * log-in does not reach so far: they are nobody there. */
	if (c->route->by & BY_ANYONE &&
	    (st == HIRE_EAUTH || st == HIRE_EDENIED)) {
		*err = (hire_error){0};
		c->who = (hire_actor){0};
		c->known = c->by_key = c->by_cookie = false;
		st = HIRE_OK;
	}
	return st ? st : limit_login(c, err);
}
