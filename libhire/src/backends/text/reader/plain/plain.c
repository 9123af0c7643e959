/* SPDX-License-Identifier: MIT
 * plain.c - plain text in the encodings that people still have.
 */
#include "structured.h"

#include "util/utf8.h"

#include <string.h>

/* Windows-1252, 0x80..0x9F; 0: not assigned (read as the C1 control). */
static const uint16_t cp1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026,
    0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/* One control character in so many bytes is still a text. */
enum { CONTROLS_ONE_IN = 200, WIDE_LOOK = 4096, WIDE_UNITS = 4, HIGH_FEW = 20 };

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

/* One unit of `width` bytes. */
static uint32_t
unit_at(const char *s, size_t width, bool big)
{
	uint32_t unit = 0;
	for (size_t i = 0; i < width; i++) {
		size_t at = big ? i : width - 1 - i;
		unit = unit << 8 | (unsigned char)s[at];
	}
	return unit;
}

static void
from_wide(reading *r, size_t start, size_t width, bool big)
{
	uint32_t lead = 0;
	for (size_t i = start; i + width <= r->len; i += width) {
		uint32_t unit = unit_at(r->bytes + i, width, big);
		bool is_tail = unit >= 0xDC00 && unit < 0xE000;
		if (is_tail && lead)
			put(&r->raw,
			    (int32_t)(0x10000 + ((lead - 0xD800) << 10) +
			              (unit - 0xDC00)));
		else if (is_tail || lead || unit > 0x10FFFF)
			put(&r->raw, 0xFFFD);
		lead = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
		if (!lead && !is_tail && unit <= 0x10FFFF)
			put(&r->raw, (int32_t)unit);
	}
}

/* Wide encodings by their mark; the longer marks first, as one begins with
 * another. */
static const struct {
	const char *mark;
	size_t len, width;
	bool big;
} wides[] = {{"\xFF\xFE\0\0", 4, 4, false}, {"\0\0\xFE\xFF", 4, 4, true},
    {"\xFF\xFE", 2, 2, false}, {"\xFE\xFF", 2, 2, true}};

/* Without a mark: Latin text has its zero bytes always in the same places. */
static bool
looks_wide(const reading *r, size_t width, bool big)
{
	size_t n = r->len < WIDE_LOOK ? r->len : WIDE_LOOK;
	size_t units = n / width, high = 0;
	if (units < WIDE_UNITS || r->len % width)
		return false;
	for (size_t i = 0; i < units; i++) {
		uint32_t unit = unit_at(r->bytes + i * width, width, big);
		if (!unit || (width == 4 && unit > 0x10FFFF))
			return false;
		high += unit > 0xFF;
	}
	return high <= units / 4;
}

static bool
take_wide(reading *r)
{
	for (size_t i = 0; i < sizeof wides / sizeof *wides; i++)
		if (r->len >= wides[i].len &&
		    !memcmp(r->bytes, wides[i].mark, wides[i].len)) {
			from_wide(
			    r, wides[i].len, wides[i].width, wides[i].big);
			return true;
		}
	for (size_t width = 4; width >= 2; width /= 2)
		for (int big = 0; big < 2; big++)
			if (looks_wide(r, width, big)) {
				from_wide(r, 0, width, big);
				return true;
			}
	return false;
}

/* Where bytes that are no UTF-8 cannot be Windows-1252 either: beside proper
 * UTF-8, not assigned, a capital after a small letter (the first byte of a
 * character that was cut), or too many for a Latin language. */
static bool
is_broken(const reading *r)
{
	size_t high = 0, plain = 0, len;
	for (size_t i = 0; i < r->len; i += len) {
		int32_t code = hire__utf8_at(r->bytes + i, r->len - i, &len);
		unsigned char c = (unsigned char)r->bytes[i];
		unsigned char before = i ? (unsigned char)r->bytes[i - 1] : 0;
		if (code >= 0x80)
			return true;
		plain += code > ' ';
		high += code < 0;
		if (code < 0 && c < 0xA0 && !cp1252[c - 0x80])
			return true;
		if (code < 0 && c >= 0xC0 && c <= 0xDE && before >= 'a' &&
		    before <= 'z')
			return true;
	}
	return high > HIGH_FEW && high > plain / 3;
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
	if (r->len >= 3 && !memcmp(r->bytes, "\xEF\xBB\xBF", 3)) {
		r->bytes += 3;
		r->len -= 3;
	}
	if (take_wide(r))
		;
	else if (hire__utf8_valid(r->bytes, r->len))
		hire__buf_add(&r->raw, r->bytes, r->len);
	else if (memchr(r->bytes, 0, r->len) || !is_broken(r))
		from_cp1252(r);
	else
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the text is damaged: it is not valid UTF-8; save it as "
		    "UTF-8 and upload again");
	hire_status st = hire__buf_check(&r->raw, err);
	if (st)
		return st;
	if (is_binary(&r->raw))
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the file is damaged or no document: it holds binary "
		    "data");
	return structured_read(r, err);
}
