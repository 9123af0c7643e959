/* SPDX-License-Identifier: MIT
 * cmd_users.c - accounts as an administrator sees them, and the audit log.
 */
#include "actor.h"
#include "out.h"
#include "term.h"

#define COLUMNS "id email name role state organisation_id created_at"

static const cli_shape list_shape = {.member = "users",
    .form = CLI_ROWS,
    .record = &hire_account_record,
    .columns = COLUMNS,
    .empty = "No such accounts yet."};
static const cli_shape *const list_gives[] = {&list_shape};
static const cli_shape user_shape = {
    .form = CLI_ROW, .record = &hire_account_record, .columns = COLUMNS};
static const cli_shape *const user_gives[] = {&user_shape};

static hire_status
list(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	int role = -1;
	const char *word = cli_get(c, "role");
	if (word && !hire_word_parse(&hire_role_words, word, &role))
		return HIRE_EUSAGE;
	hire_status st = actor_find(c, ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_admin_users(
		    c->platform, &who, role, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &list_shape, rows.rows, rows.count, rows.next, err);
}

static const cli_option list_options[] = {
    {"role", "WORD", "those of one role", CLI_WORD, 0, 0, 0, &hire_role_words},
    PAGE_OPTIONS,
};
static const cli_command cmd_list = {
    .name = "list",
    .summary = "list accounts, newest first",
    .run = list,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(list_options),
    CLI_GIVES(list_gives),
};

static hire_status
set_state(cli *c, hire_account_state state, hire_error *err)
{
	hire_actor who, other;
	hire_account user;
	hire_status st = actor_find(c, ROLE(ADMIN), &who, err);
	const char *id = cli_arg(c, 0);
	/* A disabled account cannot act, but it is found by its id. */
	if (!st && state == HIRE_ACCOUNT_DISABLED) {
		st = hire_accounts_actor(c->platform, id, c->mem, &other, err);
		id = st ? id : other.account_id;
	}
	if (!st)
		st = hire_admin_user_state(
		    c->platform, &who, id, state, c->mem, &user, err);
	return st ? st : out_row(c, &user_shape, &user, err);
}

static hire_status
disable(cli *c, hire_error *err)
{
	return set_state(c, HIRE_ACCOUNT_DISABLED, err);
}

static hire_status
enable(cli *c, hire_error *err)
{
	return set_state(c, HIRE_ACCOUNT_ACTIVE, err);
}

static const cli_command cmd_disable = {
    .name = "disable",
    .summary = "disable an account, which ends its log-ins",
    .args = "ACCOUNT",
    .run = disable,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(user_gives),
};
static const cli_command cmd_enable = {
    .name = "enable",
    .summary = "enable a disabled account, named by its id",
    .args = "ACCOUNT",
    .run = enable,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(user_gives),
};

static hire_status
confirm(cli *c, hire_error *err)
{
	hire_actor other;
	hire_account user;
	hire_status st = hire_accounts_actor(
	    c->platform, cli_arg(c, 0), c->mem, &other, err);
	if (!st)
		st = hire_admin_confirm(
		    c->platform, other.account_id, c->mem, &user, err);
	return st ? st : out_row(c, &user_shape, &user, err);
}

static const cli_command cmd_confirm = {
    .name = "confirm",
    .summary = "take an account's e-mail address as confirmed, without mail",
    .details = "Until its address is confirmed an account can only log in and "
               "see itself.",
    .args = "ACCOUNT",
    .run = confirm,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(user_gives),
};

static hire_status
create(cli *c, hire_error *err)
{
	const char *password = NULL;
	hire_account account;
	hire_status st = input_password(
	    c, "password-file", "Password", true, &password, err);
	if (!st)
		st = hire_admin_create(c->platform, cli_get(c, "email"),
		    cli_get(c, "name"), password, c->mem, &account, err);
	return st ? st : out_row(c, &user_shape, &account, err);
}

static const cli_option create_options[] = {
    {"email", "EMAIL", "e-mail address", CLI_TEXT, CLI_MUST, 0, 0, NULL},
    {"name", "NAME", "name as the person writes it", CLI_TEXT, CLI_MUST, 0, 0,
        NULL},
    {"password-file", "FILE", "read the password from FILE instead of asking",
        CLI_FILE, 0, 0, 0, NULL},
};
static const cli_command cmd_create = {
    .name = "admin-create",
    .summary = "make an administrator's account",
    .run = create,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(create_options),
    CLI_GIVES(user_gives),
};

static const cli_command *const subs[] = {
    &cmd_list, &cmd_confirm, &cmd_disable, &cmd_enable, &cmd_create};

const cli_command cmd_users = {
    .name = "users",
    .summary =
        "list, confirm, disable and enable accounts; make administrators",
    CLI_SUBS(subs),
};

static const cli_shape audit_shape = {.member = "entries",
    .form = CLI_ROWS,
    .record = &hire_audit_entry_record,
    .columns = "created_at action actor_id object_id detail",
    .empty = "Nothing was recorded yet."};
static const cli_shape *const audit_gives[] = {&audit_shape};

static hire_status
audit(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	hire_status st = actor_find(c, ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_admin_audit(
		    c->platform, &who, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &audit_shape, rows.rows, rows.count, rows.next, err);
}

static const cli_option audit_options[] = {PAGE_OPTIONS};

const cli_command cmd_audit = {
    .name = "audit",
    .summary = "list who did what, newest first",
    .run = audit,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(audit_options),
    CLI_GIVES(audit_gives),
};
