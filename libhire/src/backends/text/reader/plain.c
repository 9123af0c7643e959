/* SPDX-License-Identifier: MIT
 * plain.c - plain text in the encodings that people still have.
 */
#include "reader.h"

#include "util/utf8.h"

#include <string.h>

/* Windows-1252, 0x80..0x9F; 0: not assigned (read as the C1 control). */
static const uint16_t cp1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026,
    0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/* One control character in so many bytes is still a text. */
enum { CONTROLS_ONE_IN = 200 };

static void
put(hire__buf *b, int32_t code)
{
	char utf8[4];
	hire__buf_add(b, utf8, hire__utf8_put(code, utf8));
}

static void
from_cp1252(reading *r)
{
	for (size_t i = 0; i < r->len; i++) {
		unsigned char c = (unsigned char)r->bytes[i];
		bool high = c >= 0x80 && c < 0xA0 && cp1252[c - 0x80];
		put(&r->raw, high ? cp1252[c - 0x80] : c);
	}
}

static void
from_utf16(reading *r, bool big)
{
	int32_t lead = 0;
	for (size_t i = 2; i + 1 < r->len; i += 2) {
		int a = (unsigned char)r->bytes[i];
		int b = (unsigned char)r->bytes[i + 1];
		int32_t unit = big ? a << 8 | b : b << 8 | a;
		bool is_tail = unit >= 0xDC00 && unit < 0xE000;
		if (is_tail && lead)
			put(&r->raw, 0x10000 + ((lead - 0xD800) << 10) +
			                 (unit - 0xDC00));
		else if (is_tail || lead)
			put(&r->raw, 0xFFFD);
		lead = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
		if (!lead && !is_tail)
			put(&r->raw, unit);
	}
}

static bool
is_binary(const hire__buf *b)
{
	size_t controls = 0;
	for (size_t i = 0; i < b->len; i++) {
		unsigned char c = (unsigned char)b->s[i];
		if (!c)
			return true;
		controls += (c < 0x20 && !strchr("\t\n\r\f\v\x1B", c));
	}
	return controls > b->len / CONTROLS_ONE_IN;
}

hire_status
reader_plain(reading *r, hire_error *err)
{
	r->kind = r->engine = "text";
	r->pages = 1;
	if (r->len >= 2 && !memcmp(r->bytes, "\xFF\xFE", 2))
		from_utf16(r, false);
	else if (r->len >= 2 && !memcmp(r->bytes, "\xFE\xFF", 2))
		from_utf16(r, true);
	else if (r->len >= 3 && !memcmp(r->bytes, "\xEF\xBB\xBF", 3))
		hire__buf_add(&r->raw, r->bytes + 3, r->len - 3);
	else if (hire__utf8_valid(r->bytes, r->len))
		hire__buf_add(&r->raw, r->bytes, r->len);
	else
		from_cp1252(r);
	hire_status st = hire__buf_check(&r->raw, err);
	if (st)
		return st;
	if (is_binary(&r->raw))
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the file is damaged or no document: it holds binary "
		    "data");
	return HIRE_OK;
}
