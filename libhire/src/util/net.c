/* SPDX-License-Identifier: MIT
 * net.c - where calls to other machines may go.
 */
#include "net.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define BLANKS " \t\n\r,"

/* An address, or with `bits` a block of them. */
typedef struct block {
	int family;
	unsigned char bytes[16];
	unsigned bits;
} block;

/* What is not for the public: the registries of special-purpose addresses
 * (RFC 6890 and its updates).  Translated and tunnelled IPv6 would lead around
 * the IPv4 rows, so IPv6 outside of global unicast goes as a whole. */
static const char *const special[] = {
    "0.0.0.0/8",       /* this network, unspecified */
    "10.0.0.0/8",      /* private */
    "100.64.0.0/10",   /* behind a carrier's NAT; metadata of some clouds */
    "127.0.0.0/8",     /* loopback */
    "169.254.0.0/16",  /* link-local; metadata of clouds */
    "172.16.0.0/12",   /* private */
    "192.0.0.0/24",    /* protocol assignments */
    "192.0.2.0/24",    /* documentation */
    "192.88.99.0/24",  /* 6to4 relays */
    "192.168.0.0/16",  /* private */
    "198.18.0.0/15",   /* benchmarks */
    "198.51.100.0/24", /* documentation */
    "203.0.113.0/24",  /* documentation */
    "224.0.0.0/4",     /* multicast */
    "240.0.0.0/4",     /* reserved, broadcast */
    "::/3",            /* loopback, mapped and translated IPv4, discard */
    "4000::/2",        /* not given out */
    "8000::/1",        /* private, link-local, site-local, multicast */
    "2001::/23",       /* protocol assignments, Teredo */
    "2001:db8::/32",   /* documentation */
    "2002::/16",       /* 6to4: carries an IPv4 address */
    "3fff::/20",       /* documentation */
};

static bool
read_address(const char *text, block *out)
{
	*out = (block){.family = AF_INET, .bits = 32};
	if (inet_pton(AF_INET, text, out->bytes) == 1)
		return true;
	*out = (block){.family = AF_INET6, .bits = 128};
	return inet_pton(AF_INET6, text, out->bytes) == 1;
}

/* A number of at most `most`, without sign or leading zeros. */
static bool
read_number(const char *text, long most, long *out)
{
	size_t n = strlen(text);
	if (n < 1 || n > 5 || strspn(text, "0123456789") != n ||
	    (*text == '0' && n > 1))
		return false;
	*out = strtol(text, NULL, 10);
	return *out <= most;
}

/* "10.0.0.0/8", or one address. */
static bool
read_block(const char *text, block *out)
{
	char address[INET6_ADDRSTRLEN];
	const char *slash = strchr(text, '/');
	size_t n = slash ? (size_t)(slash - text) : strlen(text);
	long bits = 0;
	if (n >= sizeof address)
		return false;
	memcpy(address, text, n);
	address[n] = '\0';
	if (!read_address(address, out))
		return false;
	if (slash && !read_number(slash + 1, (long)out->bits, &bits))
		return false;
	out->bits = slash ? (unsigned)bits : out->bits;
	return true;
}

static bool
holds(const block *b, const block *address)
{
	unsigned whole = b->bits / 8, rest = b->bits % 8;
	if (b->family != address->family ||
	    memcmp(b->bytes, address->bytes, whole) != 0)
		return false;
	unsigned mask = rest ? 0xFFu << (8 - rest) & 0xFFu : 0;
	return !rest ||
	       (b->bytes[whole] & mask) == (address->bytes[whole] & mask);
}

static bool
is_special(const block *address)
{
	block b;
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (read_block(special[i], &b) && holds(&b, address))
			return true;
	return false;
}

/* The next entry of a list of exceptions; false at its end. */
static bool
next_entry(const char **list, char entry[300])
{
	const char *s = *list ? *list + strspn(*list, BLANKS) : "";
	size_t n = strcspn(s, BLANKS);
	*list = s + n;
	snprintf(entry, 300, "%.*s", (int)(n < 299 ? n : 299), s);
	return n > 0;
}

/* "host:port" as a place to call. */
static bool
read_place(const char *entry, hire__url *out)
{
	char url[320];
	snprintf(url, sizeof url, "http://%s/", entry);
	const char *colon = strrchr(entry, ':');
	return colon && !strpbrk(entry, "/?#") && !strchr(colon, ']') &&
	       !hire__url_read(url, out, NULL);
}

hire_status
hire__net_list_check(const char *list, const char *field, hire_error *err)
{
	char entry[300];
	block b;
	hire__url place;
	while (next_entry(&list, entry))
		if (!read_block(entry, &b) && !read_place(entry, &place))
			return hire_fail(err, HIRE_EINVAL, field,
			    "\"%.60s\" is no block of addresses "
			    "(10.0.0.0/8) and no host:port",
			    entry);
	return HIRE_OK;
}

static bool
is_listed(const block *address, const hire__url *url, const char *list)
{
	char entry[300];
	block b;
	hire__url place;
	while (next_entry(&list, entry)) {
		if (read_block(entry, &b) && holds(&b, address))
			return true;
		if (read_place(entry, &place) && place.port == url->port &&
		    !strcmp(place.host, url->host))
			return true;
	}
	return false;
}

bool
hire__net_may_connect(
    const struct sockaddr *addr, const hire__url *url, const char *list)
{
	block address = {.family = addr->sa_family};
	if (addr->sa_family == AF_INET) {
		struct sockaddr_in in;
		memcpy(&in, addr, sizeof in);
		memcpy(address.bytes, &in.sin_addr, 4);
	} else if (addr->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;
		memcpy(&in6, addr, sizeof in6);
		memcpy(address.bytes, &in6.sin6_addr, 16);
	} else {
		return false;
	}
	return !is_special(&address) || is_listed(&address, url, list);
}

bool
hire__net_may_call(const hire__url *url, const char *list)
{
	block address;
	return !read_address(url->host, &address) || !is_special(&address) ||
	       is_listed(&address, url, list);
}
