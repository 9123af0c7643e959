/* SPDX-License-Identifier: MIT
 * frame_write.c - the server's frames and the codes that close one.
 * Apart from the reader, which has faults to find; nothing here can fail.
 */
#include "frame.h"

#include <string.h>

bool
ws_code_valid(unsigned code)
{
	if (code >= 3000)
		return code <= 4999;
	bool kept =
	    code == 1004 || code == WS_CODE_NONE || code == WS_CODE_LOST;
	return code >= 1000 && code <= 1014 && !kept;
}

static size_t
put_length(unsigned char *out, size_t len, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		out[i] = (unsigned char)((uint64_t)len >> 8 * (bytes - 1 - i) &
		                         0xFF);
	return bytes;
}

size_t
ws_write_head(unsigned char out[WS_HEAD_MAX], ws_opcode opcode, size_t len)
{
	out[0] = (unsigned char)(0x80 | opcode);
	if (len <= 125) {
		out[1] = (unsigned char)len;
		return 2;
	}
	bool is_long = len > 0xFFFF;
	out[1] = is_long ? 127 : 126;
	return 2 + put_length(out + 2, len, is_long ? 8 : 2);
}

size_t
ws_write_close(
    unsigned char out[WS_CONTROL_MAX], uint16_t code, const char *reason)
{
	if (code == WS_CODE_NONE)
		return 0;
	size_t most = WS_CONTROL_MAX - 2, n = reason ? strlen(reason) : 0;
	if (n > most) {
		n = most;
		while (n && ((unsigned char)reason[n] & 0xC0) == 0x80)
			n--;
	}
	put_length(out, code, 2);
	if (n)
		memcpy(out + 2, reason, n);
	return 2 + n;
}
