/* SPDX-License-Identifier: MIT
 * clean.c - what a reader sees of a text, in its usual code points.
 * Invisible characters must not hide or build words, so they go first.
 */
#include "doc.h"

#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

typedef struct cleaner {
	char *out;
	size_t len;
	hire__buf hidden; /* text spelled in tag characters */
	bool dropped;
} cleaner;

static bool
is_invisible(int32_t c)
{
	return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x180E ||
	       c == 0x034F || c == 0x061C || (c >= 0xFE00 && c <= 0xFE0F) ||
	       (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool
is_blank(int32_t c)
{
	return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xA0 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
	       c == 0x3000 || (c >= 0xE000 && c <= 0xF8FF) || c == 0xFFFD ||
	       c >= 0xF0000;
}

/* Between letters a soft hyphen only says where a word may break; between
 * blanks some programs write it for a dash. */
static void
soft_hyphen(cleaner *k, const char *next)
{
	bool after_blank = !k->len || k->out[k->len - 1] == ' ';
	if (after_blank && (*next == ' ' || *next == '\n'))
		k->out[k->len++] = '-';
	if (!after_blank && *next == '\n')
		k->out[k->len++] = '-';
}

static void
drop(cleaner *k, int32_t c)
{
	k->dropped |=
	    c != 0xFEFF && c != 0x200D && !(c >= 0xFE00 && c < 0xFE10);
	if (c > 0xE0020 && c < 0xE007F)
		hire__buf_addc(&k->hidden, (char)(c - 0xE0000));
	else if (c == 0xE0020)
		hire__buf_addc(&k->hidden, ' ');
}

static void
put(cleaner *k, int32_t c, const char *s, size_t len)
{
	if (c == '\n' || c == '\t')
		k->out[k->len++] = (char)c;
	else if (c == '\f' || c == '\v' || c == 0x2028 || c == 0x2029)
		k->out[k->len++] = '\n';
	else if (c == 0xAD)
		soft_hyphen(k, s + len);
	else if (is_invisible(c))
		drop(k, c);
	else if (c < 0 || c == ' ' || is_blank(c))
		k->out[k->len++] = ' ';
	else {
		memcpy(k->out + k->len, s, len);
		k->len += len;
	}
}

static const char *
normal_form(hire_arena *mem, const char *text, size_t *n)
{
	size_t i = 0;
	while (i < *n && (unsigned char)text[i] < 0x80)
		i++;
	if (i == *n || memchr(text, 0, *n) || !hire__utf8_valid(text, *n))
		return hire_arena_strndup(mem, text, *n);
	const char *s = hire__utf8_nfkc(mem, text, *n);
	if (s)
		*n = strlen(s);
	return s;
}

/* Bytes from `s` on that stay as they are: most of most texts. */
static size_t
plain_run(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n && s[i] >= ' ' && s[i] < 0x7F)
		i++;
	return i;
}

hire_status
hire__clean(const char *text, size_t n, hire_arena *mem, char **out,
    size_t *len, const char **hidden, hire_error *err)
{
	const char *s = normal_form(mem, text, &n);
	char *to = hire_arena_alloc(mem, n + 1);
	if (!s || !to)
		return hire__nomem(err);
	bool lines = memchr(s, '\n', n) != NULL;
	cleaner k = {to, 0, HIRE__BUF(hire_arena_ctx(mem), HIRE__TEXT_MAX), 0};
	for (size_t i = 0, size; i < n; i += size) {
		size = plain_run(s + i, n - i);
		if (size) {
			memcpy(to + k.len, s + i, size);
			k.len += size;
			continue;
		}
		size = 1;
		int32_t c = (unsigned char)s[i];
		if (c >= 0x80)
			c = hire__utf8_at(s + i, n - i, &size);
		else if (c == '\r')
			c = lines ? ' ' : '\n'; /* old files end lines so */
		put(&k, c, s + i, size);
	}
	to[k.len] = '\0';
	const char *spelled = NULL;
	if (k.dropped && !k.hidden.len)
		hire__buf_adds(&k.hidden, "(invisible characters)");
	bool any = k.hidden.len || k.hidden.failed;
	hire_status st =
	    any ? hire__buf_take(&k.hidden, mem, &spelled, err) : HIRE_OK;
	hire__buf_free(&k.hidden);
	if (st)
		return st;
	*out = to;
	*len = k.len;
	if (hidden)
		*hidden = spelled;
	return HIRE_OK;
}
