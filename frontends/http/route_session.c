/* SPDX-License-Identifier: MIT
 * route_session.c - logging in, staying logged in, logging out.
 * Programs get tokens in the body and send them in Authorization.  Browsers
 * get cookies that no script can read, and a token against forged requests.
 */
#include "call.h"
#include "client.h"
#include "cookie.h"
#include "csrf.h"
#include "view.h"

typedef struct log_in {
	const char *email, *password;
	bool browser;
	const char *refresh;
} log_in;
static const hire_field log_in_fields[] = {
    VIEW_ASK(log_in, email, HIRE_REQUIRED, 1, 254, "e-mail address"),
    VIEW_ASK(log_in, password, HIRE_REQUIRED, 1, HIRE_PASSWORD_MAX,
        "the account's password"),
    VIEW_ASK_BOOL(log_in, browser, "set cookies instead of giving tokens"),
    VIEW_ASK(log_in, refresh, 0, 1, HIRE_TOKEN_MAX,
        "of a log-in that goes on: wrong passwords of others do not hold it "
        "up; "
        "without it, the cookie counts"),
};
VIEW(log_in);

typedef struct tokens {
	const char *access, *refresh;
	hire_time access_expires, refresh_expires;
} tokens;
static const hire_field tokens_fields[] = {
    VIEW_TEXT(tokens, access, "bearer token; null: in a cookie"),
    VIEW_TEXT(
        tokens, refresh, "exchanged once for the next pair; null: in a cookie"),
    VIEW_TIME(tokens, access_expires, "end of its life"),
    VIEW_TIME(tokens, refresh_expires, "end of its life"),
};
VIEW(tokens);
static const shape tokens_shape = {
    .member = "tokens", .form = SHAPE_ROW, .record = &tokens_view};
static const shape holder_shape = {.member = "account",
    .form = SHAPE_ROW,
    .record = &hire_account_record,
    .hide = HIRE_STAFF};

typedef struct page_token {
	const char *token;
} page_token;
static const hire_field page_token_fields[] = {
    VIEW_TEXT(page_token, token,
        "for X-CSRF-Token of each POST, PATCH and DELETE with cookies"),
};
VIEW(page_token);
static const shape csrf_shape = {.member = "csrf",
    .form = SHAPE_ROW,
    .record = &page_token_view,
    .maybe = true};
static const shape page_token_shape = {
    .form = SHAPE_ROW, .record = &page_token_view};

/* To a browser the tokens themselves are not told. */
static hire_status
give_tokens(call *c, const hire_tokens *t, bool browser, hire_error *err)
{
	const tokens pair = {browser ? NULL : t->access,
	    browser ? NULL : t->refresh, t->access_expires, t->refresh_expires};
	const page_token csrf = {t->csrf};
	hire_time now = hire_ctx_now(c->app->ctx).wall;
	if (browser) {
		cookie_set(
		    c, COOKIE_ACCESS, t->access, t->access_expires - now);
		cookie_set(
		    c, COOKIE_REFRESH, t->refresh, t->refresh_expires - now);
	}
	hire_status st = give_row(c, &tokens_shape, &pair, err);
	if (!st)
		st = give_row(c, &csrf_shape, browser ? &csrf : NULL, err);
	return st ? st : give_row(c, &holder_shape, &t->account, err);
}

static hire_status
run_log_in(call *c, hire_error *err)
{
	const log_in *in = c->body;
	hire_tokens got;
	char address[CLIENT_MAX];
	client_address(c->http, c->app->settings.proxies, address);
	const hire_log_in_from from = {
	    address, in->refresh ? in->refresh : cookie_get(c, COOKIE_REFRESH)};
	hire_status st = in->browser ? csrf_origin_check(c, err) : HIRE_OK;
	if (!st)
		st = hire_accounts_log_in(c->app->platform, in->email,
		    in->password, &from, c->mem, &got, err);
	return st ? st : give_tokens(c, &got, in->browser, err);
}

typedef struct renewal {
	const char *refresh;
} renewal;
static const hire_field renewal_fields[] = {
    VIEW_ASK(renewal, refresh, 0, 1, HIRE_TOKEN_MAX,
        "the refresh token; without it, the cookie counts"),
};
VIEW(renewal);

/* The page may have lost its token against forged requests with a reload: here
 * where it comes from counts alone, and the cookie is sent to few paths only.
 */
static hire_status
run_refresh(call *c, hire_error *err)
{
	const renewal *in = c->body;
	const char *refresh = in->refresh;
	hire_tokens got;
	hire_status st = HIRE_OK;
	if (!refresh) {
		st = csrf_origin_check(c, err);
		refresh = cookie_get(c, COOKIE_REFRESH);
	}
	if (!st)
		st = hire_accounts_refresh(
		    c->app->platform, refresh, c->mem, &got, err);
	if (st == HIRE_EAUTH && !in->refresh) {
		cookies_drop(c);
		give_keep(c);
	}
	return st ? st : give_tokens(c, &got, !in->refresh, err);
}

typedef struct session {
	const char *id;
	hire_time created_at, seen_at, expires_at;
	bool current;
} session;
static const hire_field session_fields[] = {
    VIEW_TEXT(session, id, "of the log-in"),
    VIEW_TIME(session, created_at, "when it began"),
    VIEW_TIME(session, seen_at, "when it was refreshed last"),
    VIEW_TIME(session, expires_at, "its end, unless it is refreshed"),
    VIEW_BOOL(session, current, "the one that asks"),
};
VIEW(session);
static const shape sessions_shape = {
    .member = "sessions", .form = SHAPE_ROWS, .record = &session_view};

static hire_status
run_list(call *c, hire_error *err)
{
	hire_account_session *got;
	size_t count;
	hire_status st = hire_accounts_sessions(
	    c->app->platform, &c->who, c->mem, &got, &count, err);
	session *list =
	    st ? NULL : hire_arena_alloc(c->mem, (count + 1) * sizeof *list);
	if (!list)
		return st ? st
		          : hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	for (size_t i = 0; i < count; i++)
		list[i] = (session){got[i].id, got[i].created_at,
		    got[i].seen_at, got[i].expires_at, got[i].current};
	return give_list(c, &sessions_shape, list, count, err);
}

static hire_status
run_end(call *c, hire_error *err)
{
	return hire_accounts_session_end(
	    c->app->platform, &c->who, c->params[0], err);
}

static hire_status
run_log_out(call *c, hire_error *err)
{
	hire_status st = hire_accounts_session_end(
	    c->app->platform, &c->who, c->who.login_id, err);
	if (!st && c->by_cookie)
		cookies_drop(c);
	return st;
}

static hire_status
run_log_out_everywhere(call *c, hire_error *err)
{
	hire_status st =
	    hire_accounts_log_out(c->app->platform, &c->who, NULL, err);
	if (!st && c->by_cookie)
		cookies_drop(c);
	return st;
}

static hire_status
run_page_token(call *c, hire_error *err)
{
	page_token t;
	hire_status st = hire_accounts_csrf_new(
	    c->app->platform, &c->who, c->mem, &t.token, err);
	return st ? st : give_row(c, &page_token_shape, &t, err);
}

static const route rows[] = {
    {POST, "/api/v1/sessions", "logIn", "Log in", BY_ANYONE, COSTLY | NO_KEYS,
        .body = &log_in_view, .body_flags = HIRE_INPUT,
        .example = "{\"email\":\"candidate@example.com\",\"password\":\"a long "
                   "enough password\"}",
        .gives = {&tokens_shape, &csrf_shape, &holder_shape},
        .run = run_log_in},
    {POST, "/api/v1/sessions/refresh", "refreshSession",
        "Exchange a refresh token for the next pair", BY_ANYONE, NO_KEYS,
        .body = &renewal_view, .body_flags = HIRE_INPUT,
        .example = "{\"refresh\":\"of-the-log-in-before\"}",
        .gives = {&tokens_shape, &csrf_shape, &holder_shape},
        .run = run_refresh},
    {GET, "/api/v1/sessions", "listSessions", "The caller's log-ins", BY_PEOPLE,
        NO_KEYS, .gives = {&sessions_shape}, .run = run_list},
    {DELETE, "/api/v1/sessions", "logOutEverywhere",
        "End every log-in of the caller", BY_PEOPLE, NO_KEYS, .status = 204,
        .run = run_log_out_everywhere},
    {DELETE, "/api/v1/sessions/current", "logOut", "Log out", BY_PEOPLE,
        NO_KEYS, .status = 204, .run = run_log_out},
    {GET, "/api/v1/sessions/current/csrf-token", "csrfToken",
        "Another token against forged requests, for a page that was reloaded",
        BY_PEOPLE, NO_KEYS, .gives = {&page_token_shape},
        .run = run_page_token},
    {DELETE, "/api/v1/sessions/{login_id}", "endSession",
        "End one of the caller's log-ins", BY_PEOPLE, NO_KEYS, .status = 204,
        .run = run_end},
};
const route_list session_routes = {rows, sizeof rows / sizeof *rows};
