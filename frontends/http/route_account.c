/* SPDX-License-Identifier: MIT
 * route_account.c - signing up, logging in, one's own account.
 */
#include "call.h"
#include "view.h"

static const shape account_shape = {
    .form = SHAPE_ROW, .record = &hire_account_record, .hide = HIRE_STAFF};

typedef struct sign_up {
	hire_role role;
	const char *email, *name, *password, *organisation;
} sign_up;
static const hire_field sign_up_fields[] = {
    VIEW_ASK_ENUM(
        sign_up, role, HIRE_ROLE_CANDIDATE, hire_role_words, "hr or candidate"),
    VIEW_ASK(sign_up, email, HIRE_REQUIRED, 3, 254, "e-mail address"),
    VIEW_ASK(sign_up, name, HIRE_REQUIRED, 1, 200, "as the person writes it"),
    VIEW_ASK(sign_up, password, HIRE_REQUIRED, HIRE_PASSWORD_MIN,
        HIRE_PASSWORD_MAX, "at least 8 characters"),
    VIEW_ASK(sign_up, organisation, 0, 0, 200,
        "name of a new organisation; role hr needs one"),
};
VIEW(sign_up);

typedef struct notice {
	const char *message;
} notice;
static const hire_field notice_fields[] = {
    VIEW_TEXT(notice, message, "what happens next"),
};
VIEW(notice);
static const shape notice_shape = {.form = SHAPE_ROW, .record = &notice_view};

/* Whether an address has an account is nobody's business. */
static hire_status
run_sign_up(call *c, hire_error *err)
{
	const sign_up *in = c->body;
	hire_account account;
	notice n = {"a mail was sent to the address: it says how to go on"};
	hire_sign_up ask = {
	    in->role, in->email, in->name, in->password, in->organisation};
	hire_status st = hire_accounts_sign_up(
	    c->app->platform, &ask, c->mem, &account, err);
	if (st && st != HIRE_EEXISTS)
		return st;
	return give_row(c, &notice_shape, &n, err);
}

typedef struct log_in {
	const char *email, *password;
} log_in;
static const hire_field log_in_fields[] = {
    VIEW_ASK(log_in, email, HIRE_REQUIRED, 1, 254, "e-mail address"),
    VIEW_ASK(log_in, password, HIRE_REQUIRED, 1, HIRE_PASSWORD_MAX,
        "the account's password"),
};
VIEW(log_in);

typedef struct tokens {
	const char *access, *refresh;
	hire_time access_expires, refresh_expires;
} tokens;
static const hire_field tokens_fields[] = {
    VIEW_TEXT(tokens, access, "bearer token"),
    VIEW_TEXT(tokens, refresh, "exchanged once for the next pair"),
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

static hire_status
give_tokens(call *c, const hire_tokens *t, hire_error *err)
{
	tokens pair = {
	    t->access, t->refresh, t->access_expires, t->refresh_expires};
	hire_status st = give_row(c, &tokens_shape, &pair, err);
	return st ? st : give_row(c, &holder_shape, &t->account, err);
}

static hire_status
run_log_in(call *c, hire_error *err)
{
	const log_in *in = c->body;
	hire_tokens got;
	hire_status st = hire_accounts_log_in(
	    c->app->platform, in->email, in->password, c->mem, &got, err);
	return st ? st : give_tokens(c, &got, err);
}

static hire_status
run_me(call *c, hire_error *err)
{
	hire_account account;
	hire_status st =
	    hire_accounts_me(c->app->platform, &c->who, c->mem, &account, err);
	return st ? st : give_row(c, &account_shape, &account, err);
}

static const route rows[] = {
    {POST, "/api/v1/accounts", "signUp", "Open an account", BY_ANYONE,
        COSTLY | NO_KEYS, .body = &sign_up_view, .body_flags = HIRE_INPUT,
        .status = 202, .gives = {&notice_shape}, .run = run_sign_up},
    {POST, "/api/v1/sessions", "logIn", "Log in", BY_ANYONE, COSTLY | NO_KEYS,
        .body = &log_in_view, .body_flags = HIRE_INPUT,
        .gives = {&tokens_shape, &holder_shape}, .run = run_log_in},
    {GET, "/api/v1/me", "me", "The caller's account", BY_PEOPLE,
        .gives = {&account_shape}, .run = run_me},
};
const route_list account_routes = {rows, sizeof rows / sizeof *rows};
