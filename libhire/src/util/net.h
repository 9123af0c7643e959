/* SPDX-License-Identifier: MIT
 * net.h - where calls to other machines may go.
 * Apart from the client that makes them: addresses given by strangers must not
 * reach into the network that we stand in.
 */
#ifndef HIRE_UTIL_NET_H
#define HIRE_UTIL_NET_H

#include <hire/base.h>

struct sockaddr;

/* The parts of a URL that decide where a call goes. */
typedef struct hire__url {
	bool tls;
	char host[256]; /* lower case; IPv6 without brackets */
	int32_t port;
} hire__url;

/* Read an http or https URL: ASCII alone, no user or password, a host that is
 * a name, a dotted quad or a bracketed IPv6 address in its usual spelling.
 * EINVAL, field "url", says what is wrong. */
HIRE_CHECK hire_status
hire__url_read(const char *url, hire__url *out, hire_error *err);

/* Check a list of exceptions: CIDR blocks, addresses and host:port pairs,
 * separated by commas or blanks; NULL: none.  EINVAL names the entry. */
HIRE_CHECK hire_status
hire__net_list_check(const char *list, const char *field, hire_error *err);

/* Whether a call to `url` may connect to `addr`: a public address, or one that
 * `list` names by itself or by the URL's host and port. */
bool
hire__net_may_connect(
    const struct sockaddr *addr, const hire__url *url, const char *list);

/* The same for a URL whose host is an address; true when it is a name, which
 * is known only when it is called. */
bool
hire__net_may_call(const hire__url *url, const char *list);

#endif
