/* SPDX-License-Identifier: MIT
 * address.h - whose request it is when proxies stand in between.
 */
#ifndef HIRE_HTTP_ADDRESS_H
#define HIRE_HTTP_ADDRESS_H

#include "server.h"

/* Whether `list` can be read: IPv4 addresses and blocks such as 10.0.0.0/8,
 * separated by commas.  EINVAL names `field`. */
HIRE_CHECK hire_status
address_list_check(const char *list, const char *field, hire_error *err);

/* Whether `address`, an IPv4 address, is among `list`. */
bool
address_among(const char *list, const char *address);

/* The client's address: the other side's, or when that is among `proxies` the
 * last address of X-Forwarded-For that is not; "" when that is no address.
 * Written to `out` (at least 16 bytes), which is returned. */
enum { ADDRESS_MAX = 16 };
const char *
address_client(const http_request *r, const char *proxies, char out[]);

/* Whether a proxy that nobody named passed the request on. */
bool
address_is_hidden(const http_request *r, const char *proxies);

#endif
