/* SPDX-License-Identifier: MIT
 * frame.c - the incremental reader of a client's frames.
 * Each rule of RFC 6455 is checked at the first byte that can break it.
 */
#include "frame.h"

enum { KEPT_BITS = 0x70, FIN = 0x80, MASKED = 0x80, FIRST_ROOM = 128 };

static const ws_event nothing = {.kind = WS_GOT_NOTHING};

void
ws_reader_init(ws_reader *r, const ws_mem *mem, const ws_limits *limits)
{
	*r = (ws_reader){.mem = mem, .limits = limits};
}

static void
forget_message(ws_reader *r)
{
	ws_free(r->mem, r->message);
	r->message = NULL;
	r->len = r->room = 0;
	r->opcode = 0;
	r->delivered = false;
}

void
ws_reader_fini(ws_reader *r)
{
	if (r->mem)
		forget_message(r);
	r->ended = true;
}

static ws_event
fault(ws_reader *r, uint16_t code, const char *why)
{
	forget_message(r);
	r->ended = true;
	return (ws_event){.kind = WS_GOT_FAULT, .code = code, .why = why};
}

static ws_event
broken(ws_reader *r, const char *why)
{
	return fault(r, WS_CODE_PROTOCOL, why);
}

static ws_opcode
opcode_of(const ws_reader *r)
{
	return (ws_opcode)(r->head[0] & 0x0F);
}

static bool
is_control(const ws_reader *r)
{
	return opcode_of(r) >= WS_CLOSE;
}

/* The first byte: may a frame of this kind come here? */
static ws_event
check_kind(ws_reader *r)
{
	ws_opcode op = opcode_of(r);
	if (r->head[0] & KEPT_BITS)
		return broken(r, "a reserved bit is set");
	if (op > WS_PONG || (op > WS_BINARY && op < WS_CLOSE))
		return broken(r, "the opcode is reserved");
	if (is_control(r) && !(r->head[0] & FIN))
		return broken(r, "a control frame is fragmented");
	if (op == WS_CONTINUATION && !r->opcode)
		return broken(r, "a continuation of nothing");
	if ((op == WS_TEXT || op == WS_BINARY) && r->opcode)
		return broken(r, "a new message within another");
	if (op == WS_BINARY && !r->limits->binary)
		return fault(r, WS_CODE_UNSUPPORTED, "binary is not taken");
	return nothing;
}

/* The second byte: masked, and how long the head will be. */
static ws_event
check_shape(ws_reader *r)
{
	unsigned len = r->head[1] & 0x7F;
	if (!(r->head[1] & MASKED))
		return broken(r, "the frame is not masked");
	if (is_control(r) && len > WS_CONTROL_MAX)
		return broken(r, "a control frame is too long");
	r->want = (uint8_t)(2 + (len < 126 ? 0 : len == 126 ? 2 : 8) + 4);
	return nothing;
}

/* The length: minimal, and within the limits. */
static ws_event
check_length(ws_reader *r)
{
	size_t bytes = (size_t)r->want - 6;
	uint64_t len = bytes ? 0 : r->head[1] & 0x7F;
	for (size_t i = 0; i < bytes; i++)
		len = len << 8 | r->head[2 + i];
	if (len >> 63)
		return broken(r, "the top bit of a length is set");
	if ((bytes == 2 && len < 126) || (bytes == 8 && len <= 0xFFFF))
		return broken(r, "the length could be shorter");
	if (!is_control(r) && len > r->limits->frame)
		return fault(r, WS_CODE_TOO_BIG, "the frame is too big");
	if (!is_control(r) && len + r->len > r->limits->message)
		return fault(r, WS_CODE_TOO_BIG, "the message is too big");
	r->left = (size_t)len;
	return nothing;
}

static void
begin_payload(ws_reader *r)
{
	r->in_payload = true;
	r->turn = 0;
	if (is_control(r))
		r->control_len = 0;
	else if (opcode_of(r) != WS_CONTINUATION)
		r->opcode = (uint8_t)opcode_of(r);
}

static ws_event
add_to_head(ws_reader *r, unsigned char byte)
{
	r->head[r->have++] = byte;
	ws_event e = nothing;
	if (r->have == 1)
		return check_kind(r);
	if (r->have == 2)
		e = check_shape(r);
	if (!e.kind && r->have == r->want - 4)
		e = check_length(r);
	if (!e.kind && r->have == r->want)
		begin_payload(r);
	return e;
}

/* Room for `n` more bytes of the message: doubled, but never past the limit,
 * and no more than the frame holds when it ends the message. */
static unsigned char *
room_for(ws_reader *r, size_t n)
{
	size_t need = r->len + n, room = r->room;
	if (need <= room)
		return r->message + r->len;
	room = room * 2 > FIRST_ROOM ? room * 2 : FIRST_ROOM;
	room = room > need ? room : need;
	if ((r->head[0] & FIN) && room > r->len + r->left)
		room = r->len + r->left;
	if (room > r->limits->message)
		room = r->limits->message;
	unsigned char *p = ws_realloc(r->mem, r->message, room);
	if (!p)
		return NULL;
	r->message = p;
	r->room = room;
	return p + r->len;
}

/* Eight bytes a time, which compilers turn into one instruction. */
static void
unmask(ws_reader *r, unsigned char *restrict to,
    const unsigned char *restrict from, size_t n)
{
	unsigned char key[8];
	size_t i = 0;
	for (size_t k = 0; k < sizeof key; k++)
		key[k] = r->head[r->want - 4 + ((r->turn + k) & 3)];
	for (; n - i >= sizeof key; i += sizeof key)
		for (size_t k = 0; k < sizeof key; k++)
			to[i + k] = from[i + k] ^ key[k];
	for (; i < n; i++)
		to[i] = from[i] ^ key[i & 3];
	r->turn = (uint8_t)((r->turn + n) & 3);
}

static ws_event
add_to_message(ws_reader *r, const unsigned char *bytes, size_t n)
{
	unsigned char *to = room_for(r, n);
	if (!to)
		return fault(r, WS_CODE_INTERNAL, "out of memory");
	unmask(r, to, bytes, n);
	r->len += n;
	if (r->opcode == WS_TEXT && !ws_utf8_add(&r->utf8, to, n))
		return fault(r, WS_CODE_NOT_UTF8, "the text is not UTF-8");
	return nothing;
}

/* A part of the payload, at least one byte. */
static ws_event
add_to_payload(ws_reader *r, const unsigned char *bytes, size_t n)
{
	ws_event e = nothing;
	if (is_control(r)) {
		unmask(r, r->control + r->control_len, bytes, n);
		r->control_len = (uint8_t)(r->control_len + n);
	} else {
		e = add_to_message(r, bytes, n);
	}
	r->left -= n;
	return e;
}

static ws_event
end_of_close(ws_reader *r)
{
	ws_event e = {.kind = WS_GOT_CLOSE, .code = WS_CODE_NONE};
	const unsigned char *p = r->control;
	ws_utf8 utf8 = {0, 0, 0};
	if (r->control_len == 1)
		return broken(r, "a close frame with half a code");
	if (r->control_len)
		e.code = (uint16_t)(p[0] << 8 | p[1]);
	if (r->control_len && !ws_code_valid(e.code))
		return broken(r, "no such close code");
	e.len = r->control_len ? r->control_len - 2u : 0;
	e.data = p + (e.len ? 2 : 0);
	if (!ws_utf8_add(&utf8, e.data, e.len) || !ws_utf8_whole(&utf8))
		return fault(r, WS_CODE_NOT_UTF8, "the reason is not UTF-8");
	r->ended = true;
	return e;
}

static ws_event
end_of_message(ws_reader *r)
{
	if (r->opcode == WS_TEXT && !ws_utf8_whole(&r->utf8))
		return fault(
		    r, WS_CODE_NOT_UTF8, "the text ends in a character");
	r->delivered = true;
	return (ws_event){.kind = WS_GOT_MESSAGE,
	    .text = r->opcode == WS_TEXT,
	    .data = r->message ? r->message : (const unsigned char *)"",
	    .len = r->len};
}

static ws_event
end_of_frame(ws_reader *r)
{
	r->in_payload = false;
	r->have = r->want = 0;
	ws_opcode op = opcode_of(r);
	if (op == WS_CLOSE)
		return end_of_close(r);
	if (is_control(r))
		return (ws_event){
		    .kind = op == WS_PING ? WS_GOT_PING : WS_GOT_PONG,
		    .data = r->control,
		    .len = r->control_len};
	return r->head[0] & FIN ? end_of_message(r) : nothing;
}

/* One step: a byte of the head, or what there is of the payload. */
static ws_event
step(ws_reader *r, const unsigned char **bytes, size_t *n)
{
	size_t part = !r->in_payload ? 1 : r->left < *n ? r->left : *n;
	const unsigned char *from = *bytes;
	*bytes += part;
	*n -= part;
	if (!r->in_payload)
		return add_to_head(r, *from);
	return add_to_payload(r, from, part);
}

ws_event
ws_reader_next(ws_reader *r, const unsigned char **bytes, size_t *n)
{
	if (r->delivered)
		forget_message(r);
	while (*n && !r->ended) {
		ws_event e = step(r, bytes, n);
		if (!e.kind && r->in_payload && !r->left)
			e = end_of_frame(r);
		if (e.kind)
			return e;
	}
	if (*n) {
		*bytes += *n;
		*n = 0;
	}
	return nothing;
}
