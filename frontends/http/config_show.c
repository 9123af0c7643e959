/* SPDX-License-Identifier: MIT
 * config_show.c - settings without their secrets; see config_show.h.
 */
#include "config_show.h"

#include <string.h>

enum { KEY_LEAST = 16 }; /* characters */

#define HIDDEN_TEXT "***"

/* Schemes whose form is known: a place of this machine, or a server. */
static const struct scheme {
	const char *name;
	bool remote; /* [user[:password]@]host follows */
} schemes[] = {
    {"sqlite:", false},
    {"memory:", false},
    {"store:", false},
    {"file:", false},
    {"builtin:", false},
    {"sandbox:", false},
    {"local:", false},
    {"http://", true},
    {"https://", true},
    {"postgres://", true},
    {"postgresql://", true},
    {"redis://", true},
    {"rediss://", true},
    {"smtp://", true},
    {"smtps://", true},
};

static const struct scheme *
find_scheme(const char *url)
{
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (!strncmp(url, schemes[i].name, strlen(schemes[i].name)))
			return &schemes[i];
	return NULL;
}

/* Long, and of letters and digits mixed. */
static bool
is_key_like(const char *s, size_t n)
{
	bool digit = false, letter = false;
	for (size_t i = 0; i < n; i++) {
		bool d = s[i] >= '0' && s[i] <= '9';
		digit = digit || d;
		letter = letter || (!d && s[i] != '-' && s[i] != '_');
	}
	return n >= KEY_LEAST && digit && letter;
}

/* Word by word; a query is hidden whole. */
static void
show_words(buf *out, const char *s)
{
	static const char inside[] = "abcdefghijklmnopqrstuvwxyz"
	                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	while (*s && *s != '?' && *s != '#') {
		size_t n = strspn(s, inside);
		if (is_key_like(s, n))
			buf_adds(out, HIDDEN_TEXT);
		else
			buf_add(out, s, n ? n : 1);
		s += n ? n : 1;
	}
	if (*s)
		buf_addf(out, "%c" HIDDEN_TEXT, *s);
}

/* A password may hold what it should not, even "@" and "/". */
static void
show_remote(buf *out, const char *rest)
{
	const char *at = strrchr(rest, '@');
	size_t user = at ? strcspn(rest, ":") : 0;
	if (at && rest + user < at) {
		buf_add(out, rest, user);
		buf_adds(out, ":" HIDDEN_TEXT);
		rest = at;
	}
	show_words(out, rest);
}

void
config_show(buf *out, const settings_key *key, const char *value)
{
	const struct scheme *s = find_scheme(value);
	bool url = key->def && find_scheme(key->def);
	if (key->secret) {
		buf_adds(out, "(not shown)");
	} else if (!url || (s && !s->remote)) {
		buf_adds(out, value);
	} else if (!s) {
		size_t n = strcspn(value, ":");
		buf_add(out, value, value[n] ? n + 1 : 0);
		buf_adds(out, HIDDEN_TEXT);
	} else {
		buf_adds(out, s->name);
		show_remote(out, value + strlen(s->name));
	}
}
