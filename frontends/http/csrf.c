/* SPDX-License-Identifier: MIT
 * csrf.c - whether a browser was sent here by a page of ours; see csrf.h.
 */
#include "csrf.h"

#include <string.h>
#include <strings.h>

/* How much of a URL is its origin. */
static size_t
origin_length(const char *url)
{
	const char *host = strstr(url, "://");
	return host ? (size_t)(host - url) + 3 + strcspn(host + 3, "/?#") : 0;
}

static bool
same(const char *a, size_t n, const char *b, size_t m)
{
	return n && n == m && !strncasecmp(a, b, n);
}

/* The configured URL, or the host that the browser itself asked. */
static bool
is_own_origin(const call *c, const char *url)
{
	const char *ours = hire_platform_url(c->app->platform);
	const char *host = http_header_get(c->http, "Host");
	size_t n = origin_length(url);
	/* Whoever sits on the line can make any page without TLS. */
	if (!strncasecmp(ours, "https:", 6) && strncasecmp(url, "https:", 6))
		return false;
	if (same(url, n, ours, origin_length(ours)))
		return true;
	const char *at = strstr(url, "://");
	return n && at && host &&
	       same(at + 3, n - (size_t)(at + 3 - url), host, strlen(host));
}

bool
csrf_is_ours(const call *c, bool silent)
{
	const char *site = http_header_get(c->http, "Sec-Fetch-Site");
	const char *origin = http_header_get(c->http, "Origin");
	if (site)
		return !strcmp(site, "same-origin") ||
		       (c->route->method == GET && !strcmp(site, "none"));
	if (!origin)
		origin = http_header_get(c->http, "Referer");
	return origin ? is_own_origin(c, origin) : silent;
}

hire_status
csrf_origin_check(const call *c, hire_error *err)
{
	return csrf_is_ours(c, false)
	           ? HIRE_OK
	           : hire_fail(err, HIRE_EDENIED, "Origin",
	                 "a browser must send this from a page of this "
	                 "server");
}

hire_status
csrf_check(const call *c, hire_error *err)
{
	hire_status st = csrf_origin_check(c, err);
	if (st)
		return st;
	st = hire_accounts_csrf_check(c->app->platform, &c->who,
	    http_header_get(c->http, "X-CSRF-Token"), err);
	if (st == HIRE_EDENIED)
		return hire_fail(err, st, "X-CSRF-Token",
		    "send the token that came with this log-in");
	return st;
}
