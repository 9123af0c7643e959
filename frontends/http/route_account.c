/* SPDX-License-Identifier: MIT
 * route_account.c - opening an account and one's own data in it.
 */
#include "account_view.h"

static const shape account_shape = {
    .form = SHAPE_ROW, .record = &hire_account_record, .hide = HIRE_STAFF};

typedef struct sign_up {
	hire_role role;
	const char *email, *name, *password, *organisation;
} sign_up;
/* The roles that are open to all: the first two of hire_role_words. */
static const char *const open_names[] = {
    [HIRE_ROLE_HR] = "hr", [HIRE_ROLE_CANDIDATE] = "candidate"};
static const hire_words open_words = {
    "role", open_names, sizeof open_names / sizeof *open_names};
static const hire_field sign_up_fields[] = {
    VIEW_ASK_ENUM(sign_up, role, HIRE_ROLE_CANDIDATE, open_words,
        "what the account is for"),
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
const shape notice_shape = {.form = SHAPE_ROW, .record = &notice_view};

hire_status
give_notice(call *c, const char *message, hire_error *err)
{
	const notice n = {message};
	return give_row(c, &notice_shape, &n, err);
}

/* Whether an address has an account is nobody's business. */
static hire_status
run_sign_up(call *c, hire_error *err)
{
	const sign_up *in = c->body;
	hire_account account;
	hire_sign_up ask = {
	    in->role, in->email, in->name, in->password, in->organisation};
	hire_status st = hire_accounts_sign_up(
	    c->app->platform, &ask, c->mem, &account, err);
	if (st && st != HIRE_EEXISTS)
		return st;
	return give_notice(
	    c, "a mail was sent to the address: it says how to go on", err);
}

typedef struct confirmation {
	const char *token;
} confirmation;
static const hire_field confirmation_fields[] = {
    VIEW_ASK(confirmation, token, HIRE_REQUIRED, 1, 200, "from the mail"),
};
VIEW(confirmation);

static hire_status
run_confirm(call *c, hire_error *err)
{
	const confirmation *in = c->body;
	return hire_accounts_confirm(c->app->platform, in->token, err);
}

typedef struct unconfirmed {
	const char *email;
} unconfirmed;
static const hire_field unconfirmed_fields[] = {
    VIEW_ASK(unconfirmed, email, HIRE_REQUIRED, 1, 254, "e-mail address"),
};
VIEW(unconfirmed);

static hire_status
run_confirm_again(call *c, hire_error *err)
{
	const unconfirmed *in = c->body;
	hire_status st =
	    hire_accounts_confirm_again(c->app->platform, in->email, err);
	return st ? st
	          : give_notice(c,
	                "if the address waits to be confirmed, a mail was sent "
	                "to it",
	                err);
}

static hire_status
run_me(call *c, hire_error *err)
{
	hire_account account;
	hire_status st =
	    hire_accounts_me(c->app->platform, &c->who, c->mem, &account, err);
	return st ? st : give_row(c, &account_shape, &account, err);
}

static hire_status
run_edit_me(call *c, hire_error *err)
{
	hire_account account;
	hire_change *changes;
	size_t count;
	hire_status st = call_changes(c, &changes, &count, err);
	if (!st)
		st = hire_accounts_edit(c->app->platform, &c->who, c->version,
		    changes, count, c->mem, &account, err);
	return st ? st : give_row(c, &account_shape, &account, err);
}

static const route rows[] = {
    {POST, "/api/v1/accounts", "signUp",
        "Open an account; until its address is confirmed it can only log in "
        "and see itself (403 for the rest)",
        BY_ANYONE, COSTLY | NO_KEYS, .body = &sign_up_view,
        .body_flags = HIRE_INPUT,
        .example = "{\"role\":\"candidate\",\"email\":\"candidate@example."
                   "com\",\"name\":\"Sample Candidate\",\"password\":\"a long "
                   "enough password\"}",
        .status = 202, .gives = {&notice_shape}, .run = run_sign_up},
    {POST, "/api/v1/accounts/confirm", "confirmEmail",
        "Confirm an e-mail address with the token from the mail", BY_ANYONE,
        NO_KEYS, .body = &confirmation_view, .body_flags = HIRE_INPUT,
        .example = "{\"token\":\"out-of-the-mail\"}", .status = 204,
        .run = run_confirm},
    {POST, "/api/v1/accounts/confirmations", "sendConfirmation",
        "Have the mail with the token sent again, at most 5 an hour", BY_ANYONE,
        COSTLY | NO_KEYS, .body = &unconfirmed_view, .body_flags = HIRE_INPUT,
        .example = "{\"email\":\"candidate@example.com\"}", .status = 202,
        .gives = {&notice_shape}, .run = run_confirm_again},
    {GET, "/api/v1/me", "me", "The caller's account", BY_PEOPLE,
        .gives = {&account_shape}, .run = run_me},
    {PATCH, "/api/v1/me", "editMe", "Change fields of the caller's account",
        BY_PEOPLE, EDITS | NO_KEYS, .body = &hire_account_record,
        .body_flags = HIRE_EDIT, .example = "{\"name\":\"Sample Candidate\"}",
        .gives = {&account_shape}, .run = run_edit_me},
};
const route_list account_routes = {rows, sizeof rows / sizeof *rows};
