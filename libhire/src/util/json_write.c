/* SPDX-License-Identifier: MIT
 * json_write.c - JSON out: the same values, always the same bytes.
 */
#include "json.h"

#include <string.h>

static void
add_string(hire__buf *b, const char *s, size_t n)
{
	static const char shorts[] = "btn\0fr"; /* for bytes 8..13 */
	hire__buf_addc(b, '"');
	size_t from = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
			continue;
		hire__buf_add(b, s + from, i - from);
		from = i + 1;
		if (c == '"' || c == '\\')
			hire__buf_addf(b, "\\%c", c);
		else if (c >= 8 && c <= 13 && c != 11)
			hire__buf_addf(b, "\\%c", shorts[c - 8]);
		else
			hire__buf_addf(b, "\\u%04x", c);
	}
	hire__buf_add(b, s + from, n - from);
	hire__buf_addc(b, '"');
}

static void
start(hire__jw *w, const char *key)
{
	if (w->comma)
		hire__buf_addc(w->b, ',');
	w->comma = true;
	if (!key)
		return;
	add_string(w->b, key, strlen(key));
	hire__buf_addc(w->b, ':');
}

void
hire__jw_begin(hire__jw *w, const char *key, char open)
{
	start(w, key);
	hire__buf_addc(w->b, open);
	w->comma = false;
}

void
hire__jw_end(hire__jw *w, char close)
{
	hire__buf_addc(w->b, close);
	w->comma = true;
}

void
hire__jw_strn(hire__jw *w, const char *key, const char *s, size_t n)
{
	start(w, key);
	if (s)
		add_string(w->b, s, n);
	else
		hire__buf_adds(w->b, "null");
}

void
hire__jw_str(hire__jw *w, const char *key, const char *s)
{
	hire__jw_strn(w, key, s, s ? strlen(s) : 0);
}

void
hire__jw_int(hire__jw *w, const char *key, int64_t v)
{
	start(w, key);
	char digits[20]; /* by hand: a match holds hundreds of numbers */
	size_t at = sizeof digits;
	uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	do
		digits[--at] = (char)('0' + left % 10);
	while (left /= 10);
	if (v < 0)
		digits[--at] = '-';
	hire__buf_add(w->b, digits + at, sizeof digits - at);
}

void
hire__jw_bool(hire__jw *w, const char *key, bool v)
{
	start(w, key);
	hire__buf_adds(w->b, v ? "true" : "false");
}

void
hire__jw_null(hire__jw *w, const char *key)
{
	hire__jw_raw(w, key, NULL);
}

void
hire__jw_raw(hire__jw *w, const char *key, const char *json)
{
	start(w, key);
	hire__buf_adds(w->b, json ? json : "null");
}
