/* SPDX-License-Identifier: MIT
 * route_password.c - another password: by choice, or because it was forgotten.
 */
#include "account_view.h"
#include "cookie.h"

#include <string.h>

typedef struct forgotten {
	const char *email;
} forgotten;
static const hire_field forgotten_fields[] = {
    VIEW_ASK(forgotten, email, HIRE_REQUIRED, 1, 254, "e-mail address"),
};
VIEW(forgotten);

static hire_status
run_forgot(call *c, hire_error *err)
{
	const forgotten *in = c->body;
	hire_status st = hire_accounts_forgot(c->app->platform, in->email, err);
	return st ? st
	          : give_notice(c,
	                "if the address has an account, a mail was sent to it",
	                err);
}

typedef struct new_password {
	const char *token, *password;
} new_password;
static const hire_field new_password_fields[] = {
    VIEW_ASK(new_password, token, HIRE_REQUIRED, 1, 200, "from the mail"),
    VIEW_ASK(new_password, password, HIRE_REQUIRED, HIRE_PASSWORD_MIN,
        HIRE_PASSWORD_MAX, "at least 8 characters"),
};
VIEW(new_password);

static hire_status
run_reset(call *c, hire_error *err)
{
	const new_password *in = c->body;
	return hire_accounts_reset(
	    c->app->platform, in->token, in->password, err);
}

typedef struct password_change {
	const char *old_password, *password;
} password_change;
static const hire_field password_change_fields[] = {
    VIEW_ASK(password_change, old_password, HIRE_REQUIRED, 1, HIRE_PASSWORD_MAX,
        "the present one"),
    VIEW_ASK(password_change, password, HIRE_REQUIRED, HIRE_PASSWORD_MIN,
        HIRE_PASSWORD_MAX, "at least 8 characters"),
};
VIEW(password_change);

/* A wrong old password is a wrong value: the log-in itself is good. */
static hire_status
run_change(call *c, hire_error *err)
{
	const password_change *in = c->body;
	hire_status st = hire_accounts_change_password(
	    c->app->platform, &c->who, in->old_password, in->password, err);
	if (st == HIRE_EAUTH && !strcmp(err->field, "old_password"))
		st = hire_fail(
		    err, HIRE_EINVAL, "old_password", "it is another one");
	if (!st && c->by_cookie)
		cookies_drop(c);
	return st;
}

static const route rows[] = {
    {POST, "/api/v1/passwords/forgotten", "forgotPassword",
        "Have a token mailed with which to choose another password", BY_ANYONE,
        COSTLY | NO_KEYS, .body = &forgotten_view, .body_flags = HIRE_INPUT,
        .example = "{\"email\":\"candidate@example.com\"}", .status = 202,
        .gives = {&notice_shape}, .run = run_forgot},
    {POST, "/api/v1/passwords/reset", "resetPassword",
        "Set a password with the token from the mail; ends every log-in",
        BY_ANYONE, COSTLY | NO_KEYS, .body = &new_password_view,
        .body_flags = HIRE_INPUT,
        .example = "{\"token\":\"out-of-the-mail\",\"password\":\"a long "
                   "enough password\"}",
        .status = 204, .run = run_reset},
    {POST, "/api/v1/me/password", "changePassword",
        "Choose another password; ends every log-in", BY_PEOPLE,
        COSTLY | NO_KEYS, .body = &password_change_view,
        .body_flags = HIRE_INPUT,
        .example = "{\"old_password\":\"a long enough "
                   "password\",\"password\":\"another long password\"}",
        .status = 204, .run = run_change},
};
const route_list password_routes = {rows, sizeof rows / sizeof *rows};
