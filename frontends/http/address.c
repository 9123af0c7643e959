/* SPDX-License-Identifier: MIT
 * address.c - lists of addresses, and who stands behind a proxy; see address.h.
 */
#include "address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* One entry as an address and a mask, in host order. */
typedef struct block {
	uint32_t address, mask;
} block;

static bool
read_address(const char *text, uint32_t *out)
{
	struct in_addr a;
	if (inet_pton(AF_INET, text, &a) != 1)
		return false;
	*out = ntohl(a.s_addr);
	return true;
}

static bool
read_block(const char *text, size_t n, block *out)
{
	char copy[32], *end = NULL;
	if (n >= sizeof copy)
		return false;
	memcpy(copy, text, n);
	copy[n] = '\0';
	char *slash = strchr(copy, '/');
	long bits = 32;
	if (slash) {
		*slash++ = '\0';
		bits = strtol(slash, &end, 10);
		if (!*slash || *end || bits < 0 || bits > 32)
			return false;
	}
	out->mask = bits ? UINT32_MAX << (32 - bits) : 0;
	return read_address(copy, &out->address);
}

/* The entry at `*at`, without blanks; moves on to the next.  False: no more. */
static bool
next_entry(const char **at, const char **entry, size_t *n)
{
	*at += strspn(*at, ", \t");
	*entry = *at;
	*n = strcspn(*at, ", \t");
	*at += *n;
	return *n > 0;
}

hire_status
address_list_check(const char *list, const char *field, hire_error *err)
{
	const char *entry;
	size_t n;
	block b;
	while (next_entry(&list, &entry, &n))
		if (!read_block(entry, n, &b))
			return hire_fail(err, HIRE_EINVAL, field,
			    "%.*s is neither an IPv4 address nor a block such "
			    "as 10.0.0.0/8",
			    n < 60 ? (int)n : 60, entry);
	return HIRE_OK;
}

bool
address_among(const char *list, const char *address)
{
	const char *entry;
	size_t n;
	uint32_t a;
	block b;
	if (!read_address(address, &a))
		return false;
	while (next_entry(&list, &entry, &n))
		if (read_block(entry, n, &b) && !((a ^ b.address) & b.mask))
			return true;
	return false;
}

/* The last entry of `text[0..n)` as an address; gives what is before it. */
static size_t
last_entry(const char *text, size_t n, char out[ADDRESS_MAX])
{
	while (n && strchr(", \t", text[n - 1]))
		n--;
	size_t from = n;
	while (from && !strchr(", \t", text[from - 1]))
		from--;
	uint32_t ignored;
	bool fits = n - from < ADDRESS_MAX;
	snprintf(
	    out, ADDRESS_MAX, "%.*s", fits ? (int)(n - from) : 0, text + from);
	if (!read_address(out, &ignored))
		*out = '\0';
	return from;
}

const char *
address_client(const http_request *r, const char *proxies, char out[])
{
	snprintf(out, ADDRESS_MAX, "%s", r->peer);
	/* Each proxy adds to the last header of that name, or one behind it. */
	for (size_t i = r->header_count; i-- > 0;) {
		const http_header *h = &r->headers[i];
		if (strcasecmp(h->name, "X-Forwarded-For"))
			continue;
		size_t n = strlen(h->value);
		while (n && address_among(proxies, out))
			n = last_entry(h->value, n, out);
	}
	return out;
}

bool
address_is_hidden(const http_request *r, const char *proxies)
{
	static const char *const signs[] = {
	    "X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"};
	if (address_among(proxies, r->peer))
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (http_header_get(r, signs[i]))
			return true;
	return false;
}
