/* SPDX-License-Identifier: MIT
 * visit.c - people at a served site; see visit.h.
 */
#include "visit.h"

#include <stdio.h>
#include <string.h>

served site;

void
open_site(void)
{
	served_start(&site, NULL);
}

static void
close_site(void)
{
	served_stop(&site);
}

TCase *
new_case(Suite *suite, const char *name, void (*begin)(void))
{
	TCase *t = tcase_create(name);
	tcase_add_checked_fixture(t, begin, close_site);
	tcase_set_timeout(t, 60);
	suite_add_tcase(suite, t);
	return t;
}

/* Text that lives as long as the test. */
const char *
text(const char *fmt, const char *a, const char *b)
{
	const char *out = hire_arena_printf(site.mem, "%s%s%s", fmt, a, b);
	ck_assert_ptr_nonnull(out);
	return out;
}

const char *
member(const reply *r, const char *path)
{
	char out[4096];
	return text(reply_text(r, path, out, sizeof out), "", "");
}

const char *
header(const reply *r, const char *name)
{
	char out[4096];
	return text(reply_header(r, name, out, sizeof out), "", "");
}

const char *
pair(const char *email, const char *password, const char *more)
{
	return hire_arena_printf(site.mem,
	    "{\"email\":\"%s\",\"password\":\"%s\"%s}", email, password, more);
}

const char *
origin(void)
{
	return hire_arena_printf(site.mem, "Origin: http://localhost\r\n");
}

/* The value of the cookie `name` that a reply sets, or NULL. */
const char *
cookie_of(const reply *r, const char *name)
{
	char line[64];
	snprintf(line, sizeof line, "Set-Cookie: %s=", name);
	const char *at = strstr(r->head, line);
	if (!at)
		return NULL;
	at += strlen(line);
	return hire_arena_strndup(site.mem, at, strcspn(at, ";\r"));
}

browser
browser_of(const reply *r)
{
	return (browser){cookie_of(r, "hire_access"),
	    cookie_of(r, "hire_refresh"), member(r, "csrf.token")};
}

browser
browser_log_in(const char *email)
{
	reply r = served_ask(&site, "POST", SESSIONS, origin(),
	    pair(email, SERVED_PASSWORD, ",\"browser\":true"), NULL);
	ck_assert_int_eq(r.status, 200);
	browser b = browser_of(&r);
	reply_free(&r);
	return b;
}

/* A request with the access cookie and `more` lines. */
int
with_cookie(
    const browser *b, const char *method, const char *target, const char *more)
{
	const char *headers = hire_arena_printf(
	    site.mem, "Cookie: other=1; hire_access=%s\r\n%s", b->access, more);
	return reply_status(
	    served_ask(&site, method, target, headers, NULL, NULL));
}

const char *
csrf_line(const char *token)
{
	return text("X-CSRF-Token: ", token, "\r\n");
}

reply
refresh_by_cookie(const char *refresh, const char *lines)
{
	const char *headers = hire_arena_printf(
	    site.mem, "Cookie: hire_refresh=%s\r\n%s", refresh, lines);
	return served_ask(&site, "POST", REFRESH, headers, "{}", NULL);
}
