/* SPDX-License-Identifier: MIT
 * safety.c - headers against misuse in browsers; see safety.h.
 * Apart from dispatch.c: this is policy (OWASP's list of secure headers), which
 * changes with browsers and not with the way of a request.
 */
#include "safety.h"

#include <string.h>

static const struct {
	const char *name, *value;
	bool tls; /* only where the platform is reached over TLS */
} lines[] = {
    {"X-Content-Type-Options", "nosniff", false},
    {"Referrer-Policy", "no-referrer", false},
    {"Cross-Origin-Opener-Policy", "same-origin", false},
    {"Cross-Origin-Resource-Policy", "same-origin", false},
    /* All that is given is somebody's, or as of now. */
    {"Cache-Control", "no-store", false},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
        false},
    /* For browsers that know no frame-ancestors. */
    {"X-Frame-Options", "DENY", false},
    /* Two years, as browsers' lists of such hosts ask for. */
    {"Strict-Transport-Security", "max-age=63072000", true},
};

/* Whether the handler's part of the head begins a line with that name. */
static bool
is_given(const buf *own, const char *name)
{
	size_t n = strlen(name);
	const char *s = own->s;
	while (s && *s) {
		if (!strncmp(s, name, n) && s[n] == ':')
			return true;
		s = strchr(s, '\n');
		s = s ? s + 1 : NULL;
	}
	return false;
}

void
safety_write(buf *head, const call *c)
{
	bool tls = app_has_tls(c->app);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if ((tls || !lines[i].tls) &&
		    !is_given(&c->head, lines[i].name))
			buf_addf(
			    head, "%s: %s\r\n", lines[i].name, lines[i].value);
}
