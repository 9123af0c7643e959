/* SPDX-License-Identifier: MIT
 * url.c - the parts of a URL that decide where a call goes.
 * Stricter than any browser: what two readers could read differently is
 * refused, so that what was checked is what is called.
 */
#include "net.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static hire_status
bad(hire_error *err, const char *why)
{
	return hire_fail(err, HIRE_EINVAL, "url", "%s", why);
}

static bool
starts(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* Whether the last label looks like a number: then all of it is an address,
 * in one of several spellings that readers do not agree on. */
static bool
ends_in_number(const char *host)
{
	const char *dot = strrchr(host, '.');
	const char *last = dot ? dot + 1 : host;
	bool hex = starts(last, "0x");
	return *last && (hex || strspn(last, "0123456789") == strlen(last));
}

static bool
is_name(const char *host)
{
	size_t n = strlen(host);
	return n >= 1 && n <= 253 && *host != '.' && *host != '-' &&
	       host[n - 1] != '.' && !strstr(host, "..") &&
	       strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789.-_") == n;
}

static hire_status
check_host(const char *host, bool bracketed, hire_error *err)
{
	unsigned char address[16];
	if (bracketed)
		return inet_pton(AF_INET6, host, address) == 1
		           ? HIRE_OK
		           : bad(err, "the brackets hold no IPv6 address");
	if (!is_name(host))
		return bad(err, "the host is no name of letters, digits and "
		                "hyphens (write others as xn--)");
	if (ends_in_number(host) && inet_pton(AF_INET, host, address) != 1)
		return bad(err, "the address is not written as four numbers");
	return HIRE_OK;
}

static hire_status
read_port(const char *s, size_t n, int32_t *port, hire_error *err)
{
	char digits[6] = "";
	if (n < 1 || n > 5 || strspn(s, "0123456789") < n)
		return bad(err, "the port is no number");
	memcpy(digits, s, n);
	long v = strtol(digits, NULL, 10);
	if (v < 1 || v > 65535)
		return bad(err, "the port is not from 1 to 65535");
	*port = (int32_t)v;
	return HIRE_OK;
}

/* "host", "host:port", "[address]", "[address]:port". */
static hire_status
read_authority(const char *s, size_t n, hire__url *u, hire_error *err)
{
	bool bracketed = *s == '[';
	const char *end = bracketed ? memchr(s, ']', n) : NULL;
	const char *colon = end ? end + 1 : memchr(s, ':', n);
	const char *host = s + bracketed;
	if (bracketed && !end)
		return bad(err, "a bracket is not closed");
	size_t len = end     ? (size_t)(end - host)
	             : colon ? (size_t)(colon - host)
	                     : n;
	if (len >= sizeof u->host)
		return bad(err, "the host is too long");
	for (size_t i = 0; i < len; i++)
		u->host[i] = host[i] >= 'A' && host[i] <= 'Z'
		                 ? (char)(host[i] - 'A' + 'a')
		                 : host[i];
	u->host[len] = '\0';
	u->port = u->tls ? 443 : 80;
	if (colon && colon < s + n && *colon != ':')
		return bad(err, "something stands behind the host");
	hire_status st = check_host(u->host, bracketed, err);
	if (!st && colon && colon < s + n)
		st = read_port(
		    colon + 1, (size_t)(s + n - colon - 1), &u->port, err);
	return st;
}

hire_status
hire__url_read(const char *url, hire__url *out, hire_error *err)
{
	hire__url u = {.tls = starts(url, "https://")};
	for (const char *c = url; *c; c++)
		if (*c <= 0x20 || *c >= 0x7F || *c == '\\')
			return bad(err, "blanks, backslashes and letters "
			                "beyond ASCII must be percent-encoded");
	if (!u.tls && !starts(url, "http://"))
		return bad(err, "must begin with https:// or http://");
	const char *s = strstr(url, "://") + 3;
	size_t n = strcspn(s, "/?#");
	if (memchr(s, '@', n))
		return bad(err, "must hold no user name or password");
	if (strchr(s, '#'))
		return bad(err, "must have no part behind #");
	hire_status st = read_authority(s, n, &u, err);
	if (!st)
		*out = u;
	return st;
}
