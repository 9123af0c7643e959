/* SPDX-License-Identifier: MIT
 * cmd_accounts.c - accounts and API keys.
 */
#include "actor.h"
#include "out.h"
#include "term.h"
#include "view.h"

#define ANYONE (ROLE(HR) | ROLE(CANDIDATE) | ROLE(ADMIN))

static const cli_shape account_shape = {.form = CLI_ROW,
    .record = &hire_account_record,
    .columns = "id email name role state organisation_id confirmed_at "
               "created_at"};
static const cli_shape *const account_gives[] = {&account_shape};

#define PASSWORD_FILE                                                          \
	{                                                                      \
		"password-file", "FILE",                                       \
		    "read the password from FILE instead of asking", CLI_FILE, \
		    0, 0, 0, NULL                                              \
	}

static hire_status
signup(cli *c, hire_error *err)
{
	int role = HIRE_ROLE_CANDIDATE;
	const char *word = cli_get(c, "role"), *password = NULL;
	hire_account account;
	if (word && !hire_word_parse(&hire_role_words, word, &role))
		return HIRE_EUSAGE;
	hire_status st = input_password(
	    c, "password-file", "Password", true, &password, err);
	hire_sign_up in = {(hire_role)role, cli_get(c, "email"),
	    cli_get(c, "name"), password, cli_get(c, "organisation")};
	if (!st)
		st = hire_accounts_sign_up(
		    c->platform, &in, c->mem, &account, err);
	if (!st)
		st = out_row(c, &account_shape, &account, err);
	if (!st)
		out_note(c,
		    "Next: confirm the address with the link that is mailed to "
		    "it, or vouch for it: hire-cli users confirm %s",
		    account.email);
	return st;
}

/* The roles that are open to all: the first two of hire_role_words. */
static const char *const signup_names[] = {
    [HIRE_ROLE_HR] = "hr", [HIRE_ROLE_CANDIDATE] = "candidate"};
static const hire_words signup_words = {
    "role", signup_names, COUNT(signup_names)};

static const cli_option signup_options[] = {
    {"email", "EMAIL", "e-mail address", CLI_TEXT, CLI_MUST, 0, 0, NULL},
    {"name", "NAME", "name as the person writes it", CLI_TEXT, CLI_MUST, 0, 0,
        NULL},
    {"role", "WORD", "what the account is for (default: candidate)", CLI_WORD,
        0, 0, 0, &signup_words},
    {"organisation", "NAME", "a recruiter's new organisation", CLI_TEXT, 0, 0,
        0, NULL},
    PASSWORD_FILE,
};
static const cli_command cmd_signup = {
    .name = "signup",
    .summary = "open an account",
    .run = signup,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(signup_options),
    CLI_GIVES(account_gives),
};

/* Tokens as they are shown: the account's own record beside them. */
static const hire_field hire_tokens_fields[] = {
    VIEW_TEXT(hire_tokens, access, "bearer token"),
    VIEW_TEXT(hire_tokens, refresh, "exchanged once for the next pair"),
    VIEW_TIME(hire_tokens, access_expires, "end of the bearer token"),
    VIEW_TIME(hire_tokens, refresh_expires, "end of the log-in"),
};
VIEW(hire_tokens);

static const cli_shape tokens_shape = {
    .member = "tokens", .form = CLI_ROW, .record = &hire_tokens_view};
static const cli_shape owner_shape = {.member = "account",
    .form = CLI_ROW,
    .record = &hire_account_record,
    .columns = "id email role"};
static const cli_shape *const login_gives[] = {&tokens_shape, &owner_shape};

static hire_status
login(cli *c, hire_error *err)
{
	const char *password = NULL;
	hire_tokens tokens;
	hire_status st = input_password(
	    c, "password-file", "Password", false, &password, err);
	if (!st)
		st = hire_accounts_log_in(c->platform, cli_get(c, "email"),
		    password, NULL, c->mem, &tokens, err);
	if (!st)
		st = out_row(c, &tokens_shape, &tokens, err);
	return st ? st : out_row(c, &owner_shape, &tokens.account, err);
}

static const cli_option login_options[] = {
    {"email", "EMAIL", "e-mail address", CLI_TEXT, CLI_MUST, 0, 0, NULL},
    PASSWORD_FILE,
};
static const cli_command cmd_login = {
    .name = "login",
    .summary = "log in and print the tokens for the HTTP interface",
    .run = login,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(login_options),
    CLI_GIVES(login_gives),
};

static hire_status
show(cli *c, hire_error *err)
{
	hire_actor who;
	hire_account account;
	hire_status st = actor_find(c, ANYONE, &who, err);
	if (!st)
		st = hire_accounts_me(c->platform, &who, c->mem, &account, err);
	return st ? st : out_row(c, &account_shape, &account, err);
}

static const cli_command cmd_show = {
    .name = "show",
    .summary = "show the acting account",
    .run = show,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(account_gives),
};

static hire_status
edit(cli *c, hire_error *err)
{
	hire_actor who;
	hire_account account;
	hire_change *changes;
	size_t count;
	hire_status st = actor_changes(c, &changes, &count, err);
	if (!st)
		st = actor_find(c, ANYONE, &who, err);
	if (!st)
		st = hire_accounts_edit(c->platform, &who, 0, changes, count,
		    c->mem, &account, err);
	return st ? st : out_row(c, &account_shape, &account, err);
}

static const cli_option edit_options[] = {SET_OPTION};
static const cli_command cmd_edit = {
    .name = "edit",
    .summary = "change the acting account",
    .details = "The field that can be changed is name.",
    .run = edit,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(edit_options),
    CLI_GIVES(account_gives),
};

static hire_status
password(cli *c, hire_error *err)
{
	hire_actor who;
	const char *old = NULL, *new = NULL;
	hire_status st = actor_find(c, ANYONE, &who, err);
	if (!st)
		st = input_password(
		    c, "old-file", "Present password", false, &old, err);
	if (!st)
		st = input_password(
		    c, "password-file", "New password", true, &new, err);
	if (!st)
		st = hire_accounts_change_password(
		    c->platform, &who, old, new, err);
	if (!st)
		out_note(c, "The password is changed; every log-in has ended.");
	return st;
}

static const cli_option password_options[] = {
    {"old-file", "FILE", "read the present password from FILE", CLI_FILE, 0, 0,
        0, NULL},
    PASSWORD_FILE,
};
static const cli_command cmd_password = {
    .name = "password",
    .summary = "change the acting account's password",
    .run = password,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(password_options),
};

/* keys */

static const cli_shape keys_shape = {.member = "keys",
    .form = CLI_ROWS,
    .record = &hire_api_key_record,
    .columns = "id name scopes created_at last_used_at revoked_at",
    .empty = "No API keys yet: make one with hire-cli accounts keys new "
             "--name NAME --scopes WORDS"};
static const cli_shape *const keys_gives[] = {&keys_shape};

static hire_status
keys(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st = hire_accounts_keys(
		    c->platform, &who, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &keys_shape, rows.rows, rows.count, rows.next, err);
}

typedef struct new_key {
	const char *id, *name, *scopes, *secret;
} new_key;
static const hire_field new_key_fields[] = {
    VIEW_TEXT(new_key, id, "id"),
    VIEW_TEXT(new_key, name, "what it is for"),
    VIEW_TEXT(new_key, scopes, "what it may do"),
    VIEW_TEXT(new_key, secret, "the key, shown this once"),
};
VIEW(new_key);
static const cli_shape new_key_shape = {
    .form = CLI_ROW, .record = &new_key_view};
static const cli_shape *const new_key_gives[] = {&new_key_shape};

static hire_status
key_new(cli *c, hire_error *err)
{
	hire_actor who;
	hire_api_key key;
	const char *secret;
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st =
		    hire_accounts_key_new(c->platform, &who, cli_get(c, "name"),
		        cli_get(c, "scopes"), c->mem, &key, &secret, err);
	if (st)
		return st;
	new_key shown = {key.id, key.name, key.scopes, secret};
	st = out_row(c, &new_key_shape, &shown, err);
	out_note(c, "Keep it now: it cannot be shown again.");
	return st;
}

static const cli_option key_new_options[] = {
    {"name", "NAME", "what the key is for", CLI_TEXT, CLI_MUST, 0, 0, NULL},
    {"scopes", "WORDS",
        "what it may do, such as \"jobs:read reports:read\"; all: everything",
        CLI_TEXT, CLI_MUST, 0, 0, NULL},
};
static const cli_command cmd_key_new = {
    .name = "new",
    .summary = "make an API key",
    .run = key_new,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(key_new_options),
    CLI_GIVES(new_key_gives),
};

static hire_status
key_revoke(cli *c, hire_error *err)
{
	hire_actor who;
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st = hire_accounts_key_revoke(
		    c->platform, &who, cli_arg(c, 0), err);
	if (!st)
		out_note(c, "The key is void.");
	return st;
}

static const cli_command cmd_key_revoke = {
    .name = "revoke",
    .summary = "make an API key void",
    .args = "KEY",
    .run = key_revoke,
    .needs = HIRE_NEED_STORE,
};

static const cli_option keys_options[] = {PAGE_OPTIONS};
static const cli_command *const key_subs[] = {&cmd_key_new, &cmd_key_revoke};
static const cli_command cmd_keys = {
    .name = "keys",
    .summary = "list the organisation's API keys, or make and revoke them",
    .run = keys,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(keys_options),
    CLI_SUBS(key_subs),
    CLI_GIVES(keys_gives),
};

static const cli_command *const subs[] = {
    &cmd_signup, &cmd_login, &cmd_show, &cmd_edit, &cmd_password, &cmd_keys};

const cli_command cmd_accounts = {
    .name = "accounts",
    .summary = "sign up, log in, profile, passwords, API keys",
    CLI_SUBS(subs),
};
