/* SPDX-License-Identifier: MIT
 * id.c - typed, time-ordered ids: a prefix and 128 bits in base32.
 */
#include "id.h"

#include "ctx.h"

/* Crockford's alphabet in lower case: no i, l, o, u. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

enum { DIGITS = 26, TIME_BYTES = 7 };

/* 130 bits of room for 128: the first digit carries only three. */
static void
encode(const unsigned char b[16], char out[DIGITS + 1])
{
	unsigned acc = 0;
	int bits = 2;
	for (int i = 0, o = 0; i < 16; i++) {
		acc = (acc << 8 | b[i]) & 0xFFFF;
		for (bits += 8; bits >= 5; bits -= 5)
			out[o++] = alphabet[acc >> (bits - 5) & 31];
	}
	out[DIGITS] = '\0';
}

hire_status
hire__id_new(hire_arena *mem, const char *prefix, hire_time now,
    const char **out, hire_error *err)
{
	unsigned char b[16];
	char text[DIGITS + 1];
	hire_status st = hire__random(
	    hire_arena_ctx(mem), b + TIME_BYTES, sizeof b - TIME_BYTES, err);
	if (st)
		return st;
	for (int i = 0; i < TIME_BYTES; i++)
		b[i] = (unsigned char)((uint64_t)now >>
		                       (8 * (TIME_BYTES - 1 - i)));
	encode(b, text);
	const char *id = hire_arena_printf(mem, "%s_%s", prefix, text);
	if (!id)
		return hire__nomem(err);
	*out = id;
	return HIRE_OK;
}
