/* SPDX-License-Identifier: MIT
 * server_in.h - what server.c and exchange.c share; for them alone.
 */
#ifndef HIRE_HTTP_SERVER_IN_H
#define HIRE_HTTP_SERVER_IN_H

#include "peers.h"
#include "server.h"

#include <civetweb.h>

struct http_server {
	http_options options;
	struct mg_context *mg;
	peers *peers;
};

static inline http_server *
server_of(const http_request *r)
{
	return mg_get_request_info(r->conn)->user_data;
}

/* Whether bytes of the request's body are still to come. */
bool
exchange_body_is_left(const http_request *r);

#endif
