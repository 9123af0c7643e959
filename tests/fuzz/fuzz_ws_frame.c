/* SPDX-License-Identifier: MIT
 * fuzz_ws_frame.c - whatever a client sends, and however it is split, the frame
 * reader says the same and stays within its limits.
 * Input: one byte that chooses the limits and the split, then the stream.  The
 * corpus has one file for each kind of frame and of fault.
 */
#include "fuzz.h"

#include "ws/frame.h"

#include <string.h>

enum { MIX = 31 };

/* What a run came to: a digest of all events, in order. */
typedef struct run {
	uint64_t digest;
	size_t messages;
	bool ended;
} run;

static void
mix(run *u, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	for (size_t i = 0; i < n; i++)
		u->digest = u->digest * MIX + p[i] + 1;
}

static void
take(run *u, const ws_event *e, const ws_limits *limits)
{
	FUZZ_CLAIM(!u->ended);
	u->ended = e->kind == WS_GOT_CLOSE || e->kind == WS_GOT_FAULT;
	u->messages += e->kind == WS_GOT_MESSAGE;
	mix(u, &e->kind, sizeof e->kind);
	mix(u, &e->code, sizeof e->code);
	mix(u, e->data, e->len);
	if (e->kind == WS_GOT_FAULT)
		FUZZ_CLAIM(e->why && ws_code_valid(e->code));
	else if (e->kind == WS_GOT_CLOSE)
		FUZZ_CLAIM(e->code == WS_CODE_NONE || ws_code_valid(e->code));
	if (e->kind == WS_GOT_MESSAGE) {
		ws_utf8 utf8 = {0, 0, 0};
		FUZZ_CLAIM(e->len <= limits->message);
		FUZZ_CLAIM(e->text || limits->binary);
		if (e->text)
			FUZZ_CLAIM(ws_utf8_add(&utf8, e->data, e->len) &&
			           ws_utf8_whole(&utf8));
	} else if (e->kind != WS_GOT_FAULT) {
		FUZZ_CLAIM(e->len <= WS_CONTROL_MAX);
	}
}

static run
feed(const uint8_t *data, size_t n, size_t part, const ws_limits *limits)
{
	const ws_mem mem = {NULL, NULL};
	ws_reader r;
	run u = {0, 0, false};
	ws_reader_init(&r, &mem, limits);
	for (size_t at = 0; at < n; at += part) {
		const unsigned char *p = data + at;
		size_t left = n - at < part ? n - at : part;
		for (ws_event e; (e = ws_reader_next(&r, &p, &left)).kind;)
			take(&u, &e, limits);
		FUZZ_CLAIM(!left && r.room <= limits->message);
	}
	ws_reader_fini(&r);
	return u;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (!n)
		return 0;
	bool small = data[0] & 1, binary = data[0] & 2;
	size_t part = (size_t)(data[0] >> 2) + 1;
	ws_limits limits = {small ? 20 : 70000, small ? 50 : 80000, binary};
	run whole = feed(data + 1, n - 1, n, &limits);
	run split = feed(data + 1, n - 1, part, &limits);
	FUZZ_CLAIM(whole.digest == split.digest);
	FUZZ_CLAIM(whole.messages == split.messages);
	return 0;
}
