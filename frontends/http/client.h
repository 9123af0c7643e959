/* SPDX-License-Identifier: MIT
 * client.h - where a request comes from, also when proxies stand between.
 */
#ifndef HIRE_HTTP_CLIENT_H
#define HIRE_HTTP_CLIENT_H

#include "server.h"

/* The address of whoever asks, in `out`: that of the other side of the
 * connection, or when `proxies` names it (addresses and blocks such as
 * 10.0.0.0/8, separated by commas) the last one in X-Forwarded-For that it
 * does not name.  What a client itself writes there counts for nothing.  An
 * IPv6 address stands for its network of 64 bits, which one client has whole.
 */
enum { CLIENT_MAX = 64 };
void
client_address(
    const http_request *r, const char *proxies, char out[CLIENT_MAX]);

/* Whether that address is among `list`.  Never when a proxy passed the request
 * on that `proxies` does not name: its address would be lent to everybody. */
bool
client_is_among(const http_request *r, const char *proxies, const char *list);

/* EINVAL, with that field, names what is no address or block. */
HIRE_CHECK hire_status
client_list_check(const char *list, const char *field, hire_error *err);

#endif
