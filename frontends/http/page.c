/* SPDX-License-Identifier: MIT
 * page.c - pages for people; see page.h.
 */
#include "page.h"

#include <string.h>

const shape page_shape = {.form = SHAPE_TEXT, .type = PAGE_TYPE};

void
page_begin(call *c, const char *title)
{
	c->type = PAGE_TYPE;
	give_header(c, "Content-Security-Policy",
	    "default-src 'none'; form-action 'self'; base-uri 'none'; "
	    "frame-ancestors 'none'");
	buf_addf(&c->text,
	    "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<title>%s</title>\n<main>\n<h1>%s</h1>\n",
	    title, title);
}

void
page_text(call *c, const char *text)
{
	static const char *const forms[] = {['&'] = "&amp;",
	    ['<'] = "&lt;",
	    ['>'] = "&gt;",
	    ['"'] = "&quot;",
	    ['\''] = "&#39;"};
	for (const char *s = text ? text : ""; *s; s++) {
		unsigned char at = (unsigned char)*s;
		const char *form =
		    at < sizeof forms / sizeof *forms ? forms[at] : NULL;
		buf_add(&c->text, form ? form : s, form ? strlen(form) : 1);
	}
}

void
page_end(call *c)
{
	buf_adds(&c->text, "</main>\n</html>\n");
}

static int
digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c >= 'A' && c <= 'F'
	                     ? memchr(digits, c - 'A' + 'a', 16)
	                     : memchr(digits, c, 16);
	return at ? (int)(at - digits) : -1;
}

/* "+" is a blank, "%41" an "A"; the rest stands for itself. */
static const char *
decode(hire_arena *mem, const char *s, size_t n)
{
	char *out = hire_arena_strndup(mem, s, n), *to = out;
	if (!out)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		bool coded = s[i] == '%' && i + 2 < n && digit(s[i + 1]) >= 0 &&
		             digit(s[i + 2]) >= 0;
		*to++ = coded ? (char)(digit(s[i + 1]) * 16 + digit(s[i + 2]))
		        : s[i] == '+' ? ' '
		                      : s[i];
		i += coded ? 2 : 0;
	}
	*to = '\0';
	return out;
}

const char *
page_field(const call *c, const char *name)
{
	size_t n = strlen(name);
	for (const char *s = c->raw ? c->raw : ""; *s;) {
		size_t len = strcspn(s, "&");
		if (len > n && s[n] == '=' && !strncmp(s, name, n))
			return decode(c->mem, s + n + 1, len - n - 1);
		s += len + (s[len] == '&');
	}
	return NULL;
}
