/* SPDX-License-Identifier: MIT
 * client.c - where a request comes from; see client.h.
 */
#include "client.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Every address as IPv6: those of IPv4 behind their usual prefix. */
typedef struct address {
	unsigned char bytes[16];
} address;
static const unsigned char mapped[12] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

static bool
is_v4(const address *a)
{
	return !memcmp(a->bytes, mapped, sizeof mapped);
}

static bool
read_address(const char *s, size_t n, address *out)
{
	char text[CLIENT_MAX];
	if (n >= sizeof text)
		return false;
	memcpy(text, s, n);
	text[n] = '\0';
	memcpy(out->bytes, mapped, sizeof mapped);
	return inet_pton(AF_INET, text, out->bytes + sizeof mapped) == 1 ||
	       inet_pton(AF_INET6, text, out->bytes) == 1;
}

/* "address" or "address/bits"; `*bits` counts from the left of all 128. */
static bool
read_block(const char *s, size_t n, address *out, int *bits)
{
	const char *slash = memchr(s, '/', n);
	size_t len = slash ? (size_t)(slash - s) : n;
	char number[4] = "";
	char *end = number;
	if (!read_address(s, len, out))
		return false;
	int most = is_v4(out) ? 32 : 128;
	*bits = 128;
	if (!slash)
		return true;
	if (n - len - 1 >= sizeof number || n == len + 1)
		return false;
	memcpy(number, slash + 1, n - len - 1);
	long given = strtol(number, &end, 10);
	*bits = 128 - most + (int)given;
	return !*end && given >= 0 && given <= most;
}

static bool
is_within(const address *a, const address *block, int bits)
{
	int whole = bits / 8, rest = bits % 8;
	if (memcmp(a->bytes, block->bytes, (size_t)whole) != 0)
		return false;
	return !rest ||
	       !((a->bytes[whole] ^ block->bytes[whole]) >> (8 - rest));
}

/* The next entry of a list, without the blanks around it.  False: no more. */
static bool
next_entry(const char **list, const char **s, size_t *n)
{
	*list += strspn(*list, ", \t");
	*s = *list;
	*n = strcspn(*list, ",");
	*list += *n;
	while (*n && strchr(" \t", (*s)[*n - 1]))
		--*n;
	return *n > 0;
}

static bool
is_among(const address *a, const char *list)
{
	const char *s;
	size_t n;
	address block;
	int bits;
	while (next_entry(&list, &s, &n))
		if (read_block(s, n, &block, &bits) &&
		    is_within(a, &block, bits))
			return true;
	return false;
}

hire_status
client_list_check(const char *list, const char *field, hire_error *err)
{
	const char *s;
	size_t n;
	address block;
	int bits;
	while (next_entry(&list, &s, &n))
		if (!read_block(s, n, &block, &bits))
			return hire_fail(err, HIRE_EINVAL, field,
			    "%.*s is no address or block such as 10.0.0.0/8",
			    n < 60 ? (int)n : 60, s);
	return HIRE_OK;
}

/* One line of X-Forwarded-For from its end: moves `*at` on while the proxies
 * are ours.  False: `*at` is the one. */
static bool
walk(const char *line, const char *proxies, address *at)
{
	size_t end = strlen(line);
	while (end && is_among(at, proxies)) {
		size_t begin = end;
		while (begin && line[begin - 1] != ',')
			begin--;
		const char *s = line + begin + strspn(line + begin, " \t");
		size_t n = s < line + end ? (size_t)(line + end - s) : 0;
		while (n && strchr(" \t", s[n - 1]))
			n--;
		address before;
		/* Whoever sent this is as far as anybody can tell. */
		if (!read_address(s, n, &before))
			return false;
		*at = before;
		end = begin ? begin - 1 : 0;
	}
	return is_among(at, proxies);
}

/* False: the other side has no address that can be read. */
static bool
find(const http_request *r, const char *proxies, address *at)
{
	if (!read_address(r->peer, strlen(r->peer), at))
		return false;
	bool on = true;
	for (size_t i = r->header_count; i > 0 && on; i--)
		if (!strcasecmp(r->headers[i - 1].name, "X-Forwarded-For"))
			on = walk(r->headers[i - 1].value, proxies, at);
	return true;
}

void
client_address(const http_request *r, const char *proxies, char out[CLIENT_MAX])
{
	address at;
	snprintf(out, CLIENT_MAX, "%.63s", r->peer);
	if (!find(r, proxies, &at))
		return;
	if (is_v4(&at)) {
		inet_ntop(AF_INET, at.bytes + sizeof mapped, out, CLIENT_MAX);
		return;
	}
	memset(at.bytes + 8, 0, 8);
	inet_ntop(AF_INET6, at.bytes, out, CLIENT_MAX);
}

/* Something stands in between that nobody named. */
static bool
is_hidden(const http_request *r, const char *proxies)
{
	static const char *const signs[] = {
	    "X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"};
	address at;
	if (read_address(r->peer, strlen(r->peer), &at) &&
	    is_among(&at, proxies))
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (http_header_get(r, signs[i]))
			return true;
	return false;
}

bool
client_is_among(const http_request *r, const char *proxies, const char *list)
{
	address at;
	return !is_hidden(r, proxies) && find(r, proxies, &at) &&
	       is_among(&at, list);
}
