/* SPDX-License-Identifier: MIT
 * cookie.c - the log-in of a browser; see cookie.h.
 * A name with __Host- is taken by browsers only over TLS and for all paths of
 * one host; with __Secure- only over TLS, for a path of our choice.  Where the
 * platform is reached without TLS, as on a developer's machine, the plain
 * names stand.
 */
#include "cookie.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *prefix, *name, *path;
} cookies[] = {
    [COOKIE_ACCESS] = {"__Host-", "hire_access", "/"},
    [COOKIE_REFRESH] = {"__Secure-", "hire_refresh", "/api/v1/sessions"},
};

/* The value behind `prefix``name`= at `s`, or NULL. */
static const char *
value_at(const char *s, const char *prefix, const char *name)
{
	size_t n = strlen(prefix), m = strlen(name);
	if (strncmp(s, prefix, n) != 0 || strncmp(s + n, name, m) != 0 ||
	    s[n + m] != '=')
		return NULL;
	return s + n + m + 1;
}

const char *
cookie_get(const call *c, cookie which)
{
	const char *prefix = app_has_tls(c->app) ? cookies[which].prefix : "";
	const char *found = NULL;
	for (size_t i = 0; i < c->http->header_count; i++) {
		const char *s = c->http->headers[i].value;
		if (strcasecmp(c->http->headers[i].name, "Cookie") != 0)
			continue;
		for (; *s; s += strcspn(s, ";"), s += strspn(s, "; ")) {
			const char *value =
			    value_at(s, prefix, cookies[which].name);
			if (value && found)
				return NULL;
			found = value ? value : found;
		}
	}
	return found ? hire_arena_strndup(c->mem, found, strcspn(found, ";"))
	             : NULL;
}

static void
send_cookie(call *c, cookie which, const char *value, int64_t seconds)
{
	bool tls = app_has_tls(c->app);
	const char *line = hire_arena_printf(c->mem,
	    "%s%s=%s; Path=%s; Max-Age=%" PRId64
	    "; HttpOnly; SameSite=Strict%s",
	    tls ? cookies[which].prefix : "", cookies[which].name, value,
	    cookies[which].path, seconds, tls ? "; Secure" : "");
	if (line)
		give_header(c, "Set-Cookie", line);
	else
		c->head.bad = true;
}

void
cookie_set(call *c, cookie which, const char *value, hire_time life)
{
	send_cookie(c, which, value, life / HIRE_SECOND);
}

void
cookies_drop(call *c)
{
	send_cookie(c, COOKIE_ACCESS, "", 0);
	send_cookie(c, COOKIE_REFRESH, "", 0);
}
