/* SPDX-License-Identifier: MIT
 * visit.h - what suites about people at a served site share: the site itself,
 * a browser that keeps its cookies, texts that live as long as the test.
 */
#ifndef TEST_HTTP_VISIT_H
#define TEST_HTTP_VISIT_H

#include "served.h"

#define ACCOUNTS "/api/v1/accounts"
#define SESSIONS "/api/v1/sessions"
#define REFRESH  SESSIONS "/refresh"
#define ME       "/api/v1/me"

extern served site; /* of the test that runs */

/* A case whose tests run between `begin`, which starts the site, and its end */
TCase *
new_case(Suite *suite, const char *name, void (*begin)(void));

/* For new_case(): with the usual settings. */
void
open_site(void);

/* The three, one after another. */
const char *
text(const char *a, const char *b, const char *c);

/* A member and a header of a reply; see reply_text(), reply_header(). */
const char *
member(const reply *r, const char *path);
const char *
header(const reply *r, const char *name);

/* The JSON object of an address and a password; `more` is put behind. */
const char *
pair(const char *email, const char *password, const char *more);

/* The line that a browser sends from a page of the site. */
const char *
origin(void);

/* A browser: what it keeps between requests. */
typedef struct browser {
	const char *access, *refresh, *csrf;
} browser;

/* The value of the cookie `name` that a reply sets, or NULL. */
const char *
cookie_of(const reply *r, const char *name);

browser
browser_of(const reply *r);
browser
browser_log_in(const char *email);

/* The status of a request with the access cookie and `more` lines. */
int
with_cookie(
    const browser *b, const char *method, const char *target, const char *more);

/* The line with a token against forged requests. */
const char *
csrf_line(const char *token);

/* Exchange the refresh cookie, with more `lines`. */
reply
refresh_by_cookie(const char *refresh, const char *lines);

#endif
