/* SPDX-License-Identifier: MIT
 * utf8.h - is this stream of bytes UTF-8 (RFC 3629)?
 * Apart from the library's own check, which wants the whole text at once:
 * here a text comes in pieces, and its first bad byte ends the connection.
 */
#ifndef WS_UTF8_H
#define WS_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Where in a character the stream stands; zeroed before the first byte. */
typedef struct ws_utf8 {
	uint8_t need;      /**< bytes of the character still to come */
	uint8_t low, high; /**< what the next of them may be */
} ws_utf8;

/** Read on; false from the first byte on that cannot be. */
bool
ws_utf8_add(ws_utf8 *u, const unsigned char *s, size_t n);

/** Whether the stream may end here: not within a character. */
bool
ws_utf8_whole(const ws_utf8 *u);

#endif
