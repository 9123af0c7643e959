/* SPDX-License-Identifier: MIT
 * frame.h - RFC 6455 frames: what a client sent, and what a server sends.
 * Apart from sockets: bytes in, messages out, so that every split of every
 * stream can be tried without one.
 */
#ifndef WS_FRAME_H
#define WS_FRAME_H

#include "mem.h"
#include "utf8.h"

typedef enum ws_opcode {
	WS_CONTINUATION = 0,
	WS_TEXT = 1,
	WS_BINARY = 2,
	WS_CLOSE = 8,
	WS_PING = 9,
	WS_PONG = 10
} ws_opcode;

/** Close codes of RFC 6455 section 7.4 and its registry, as used here. */
enum {
	WS_CODE_NORMAL = 1000,
	WS_CODE_AWAY = 1001,
	WS_CODE_PROTOCOL = 1002,
	WS_CODE_UNSUPPORTED = 1003,
	WS_CODE_NONE = 1005, /**< a close frame without a code; never sent */
	WS_CODE_LOST = 1006, /**< no close frame came; never sent */
	WS_CODE_NOT_UTF8 = 1007,
	WS_CODE_POLICY = 1008,
	WS_CODE_TOO_BIG = 1009,
	WS_CODE_INTERNAL = 1011,
	WS_CODE_RESTART = 1012,
	WS_CODE_LATER = 1013
};

enum { WS_HEAD_MAX = 10, WS_CONTROL_MAX = 125 };

/** What a client may send. */
typedef struct ws_limits {
	size_t frame;   /**< payload bytes of one data frame */
	size_t message; /**< payload bytes of a message, fragments together */
	bool binary;    /**< whether binary messages are taken at all */
} ws_limits;

typedef enum ws_kind {
	WS_GOT_NOTHING, /**< all bytes are read, nothing is whole yet */
	WS_GOT_MESSAGE,
	WS_GOT_PING,
	WS_GOT_PONG,
	WS_GOT_CLOSE, /**< `code` and, in `data`, the reason */
	WS_GOT_FAULT  /**< a violation: close with `code`; `why` is static */
} ws_kind;

/** What the bytes came to.  `data` is borrowed until the next call. */
typedef struct ws_event {
	ws_kind kind;
	bool text; /**< of a message: text, else binary */
	uint16_t code;
	const unsigned char *data; /**< never NULL where there is a payload */
	size_t len;
	const char *why;
} ws_event;

/** Reader of one connection's frames.  Holds memory only while a message is
 * on its way: never above the message limit, and never above twice what has
 * come.  One thread at a time. */
typedef struct ws_reader {
	const ws_mem *mem;       /* borrowed */
	const ws_limits *limits; /* borrowed */
	unsigned char *message;  /* owned; NULL between messages */
	size_t len, room;
	size_t left;            /* payload bytes of this frame still to come */
	unsigned char head[14]; /* this frame's head as far as it came */
	uint8_t have, want;     /* bytes of it */
	uint8_t opcode;         /* of the message under way; 0: none */
	uint8_t turn;           /* which byte of the mask is next */
	uint8_t control_len;
	bool in_payload, delivered, ended;
	ws_utf8 utf8;
	unsigned char control[WS_CONTROL_MAX];
} ws_reader;

/** Both arguments are borrowed until ws_reader_fini(). */
void
ws_reader_init(ws_reader *r, const ws_mem *mem, const ws_limits *limits);

/** Release what is held.  A zeroed reader is fine. */
void
ws_reader_fini(ws_reader *r);

/** Read from [*bytes, *bytes + *n), moving both on, up to the first event; call
 * again until WS_GOT_NOTHING.  After a close frame or a fault everything is
 * swallowed.  Faults: 1002 (framing), 1003 (binary), 1007 (UTF-8), 1009 (too
 * big, told by the head before anything is kept), 1011 (out of memory). */
ws_event
ws_reader_next(ws_reader *r, const unsigned char **bytes, size_t *n);

/** Whether a close frame may carry `code` (RFC 6455 section 7.4, IANA). */
bool
ws_code_valid(unsigned code);

/** The head of a server's frame, unmasked and not fragmented, in `out`; returns
 * its length. */
size_t
ws_write_head(unsigned char out[WS_HEAD_MAX], ws_opcode opcode, size_t len);

/** The payload of a close frame in `out`: empty for WS_CODE_NONE; `reason` may
 * be NULL and is cut where it is too long, never within a character. */
size_t
ws_write_close(
    unsigned char out[WS_CONTROL_MAX], uint16_t code, const char *reason);

#endif
