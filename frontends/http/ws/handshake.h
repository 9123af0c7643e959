/* SPDX-License-Identifier: MIT
 * handshake.h - may this HTTP request become a WebSocket (RFC 6455 section 4)?
 * Apart from the HTTP server: header values in, a verdict and the reply out.
 */
#ifndef WS_HANDSHAKE_H
#define WS_HANDSHAKE_H

#include <stdbool.h>
#include <stddef.h>

/** A header line as it came; both borrowed. */
typedef struct ws_header {
	const char *name, *value;
} ws_header;

/** A request's head; borrowed for the call. */
typedef struct ws_request {
	const char *method;  /**< such as "GET" */
	const char *version; /**< such as "1.1" */
	const ws_header *headers;
	size_t count;
} ws_request;

enum { WS_ACCEPT_LEN = 28, WS_REPLY_MAX = 512, WS_PROTOCOL_MAX = 64 };

/** The verdict.  Plain data; pointers are static or of the caller's list. */
typedef struct ws_verdict {
	int status;      /**< 101, or the HTTP status to refuse with: 400, 405,
	                      426 (reply with Sec-WebSocket-Version: 13), 500,
	                      505 */
	const char *why; /**< one line on a refusal; static; NULL with 101 */
	const char *protocol; /**< the chosen one of `known`, or NULL */
	char accept[WS_ACCEPT_LEN + 1]; /**< Sec-WebSocket-Accept, with 101 */
} ws_verdict;

/** Judge `request`.  Of the subprotocols that the client offers, the first that
 * is in `known` (NULL-terminated; NULL: none) is chosen; offering none, or none
 * of these, is no fault here.  Extensions are never agreed to. */
ws_verdict
ws_handshake(const ws_request *request, const char *const *known);

/** The whole 101 reply in `out`, NUL-terminated; returns its length, or 0 when
 * the verdict is no 101 or its protocol is longer than WS_PROTOCOL_MAX. */
size_t
ws_handshake_reply(const ws_verdict *verdict, char out[WS_REPLY_MAX]);

#endif
