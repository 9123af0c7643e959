/* SPDX-License-Identifier: MIT
 * status.c - names, texts and codes of the one error list, and writing errors.
 */
#include <hire/base.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	int exit;
	int http;
	const char *text;
} statuses[] = {
#define ROW(name, exit, http, text) {#name, exit, http, text},
    HIRE_STATUS_MAP(ROW)
#undef ROW
};

#define COUNT (sizeof statuses / sizeof *statuses)

static size_t
index_of(hire_status st)
{
	return (size_t)st < COUNT ? (size_t)st : (size_t)HIRE_EINTERNAL;
}

const char *
hire_version(void)
{
	return HIRE_VERSION;
}

const char *
hire_status_name(hire_status st)
{
	return statuses[index_of(st)].name;
}

const char *
hire_status_text(hire_status st)
{
	return statuses[index_of(st)].text;
}

int
hire_status_exit(hire_status st)
{
	return statuses[index_of(st)].exit;
}

int
hire_status_http(hire_status st)
{
	return statuses[index_of(st)].http;
}

/* Cut a UTF-8 string that snprintf truncated back to a whole character. */
static void
mend_tail(char *s)
{
	size_t n = strlen(s), i = n;
	while (i > 0 && ((unsigned char)s[i - 1] & 0xC0) == 0x80)
		i--;
	if (i == 0)
		return;
	unsigned char lead = (unsigned char)s[i - 1];
	size_t want = lead >= 0xF0   ? 4
	              : lead >= 0xE0 ? 3
	              : lead >= 0xC0 ? 2
	                             : 1;
	if (n - (i - 1) < want)
		s[i - 1] = '\0';
}

/* Copy `raw` with control characters as \xNN: a message is one line and
 * steers no terminal, whatever it quotes. */
static void
put_visible(const char *raw, char *out, size_t room)
{
	size_t n = 0;
	for (const unsigned char *s = (const unsigned char *)raw; *s; s++) {
		bool c1 = *s == 0xC2 && s[1] >= 0x80 && s[1] <= 0x9F;
		bool control = *s < 0x20 || *s == 0x7F || c1;
		if (n + (control ? 4 : 1) >= room)
			break;
		s += c1;
		if (control)
			n += (size_t)snprintf(out + n, room - n, "\\x%02x", *s);
		else
			out[n++] = (char)*s;
	}
	out[n] = '\0';
}

#undef hire_fail /* for analyzers it is a macro: tools/known.h */
hire_status
hire_fail(
    hire_error *err, hire_status st, const char *field, const char *fmt, ...)
{
	if (!err)
		return st;
	err->code = st;
	err->retry_after = 0;
	char raw[sizeof err->message];
	va_list args;
	va_start(args, fmt);
	vsnprintf(raw, sizeof raw, fmt, args);
	va_end(args);
	put_visible(field ? field : "", err->field, sizeof err->field);
	put_visible(raw, err->message, sizeof err->message);
	mend_tail(err->message);
	mend_tail(err->field);
	return st;
}
