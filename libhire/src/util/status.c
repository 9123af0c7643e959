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

#undef hire_fail /* for analyzers it is a macro: tools/known.h */
hire_status
hire_fail(
    hire_error *err, hire_status st, const char *field, const char *fmt, ...)
{
	if (!err)
		return st;
	err->code = st;
	snprintf(err->field, sizeof err->field, "%s", field ? field : "");
	va_list args;
	va_start(args, fmt);
	vsnprintf(err->message, sizeof err->message, fmt, args);
	va_end(args);
	mend_tail(err->message);
	mend_tail(err->field);
	return st;
}
