/* SPDX-License-Identifier: MIT
 * actor.c - the acting account, pages and changes: what many commands take.
 */
#include "actor.h"
#include "out.h"

#include <string.h>

/* Accounts of one role that may act; whoever holds the store may list them. */
static hire_status
accounts_of(cli *c, int role, hire_rows *out, hire_error *err)
{
	hire_actor holder = {.account_id = "", .role = HIRE_ROLE_ADMIN};
	return hire_admin_users(c->platform, &holder, role,
	    (hire_page){NULL, 1000}, c->mem, out, err);
}

static hire_status
none_found(unsigned roles, hire_error *err)
{
	const char *how =
	    roles & ROLE(HR) ? "hire-cli accounts signup --role hr --email "
	                       "EMAIL --name NAME --organisation NAME"
	    : roles & ROLE(CANDIDATE)
	        ? "hire-cli accounts signup --role candidate --email EMAIL "
	          "--name NAME"
	        : "hire-cli users admin-create --email EMAIL --name NAME";
	const char *what = roles & ROLE(HR)          ? "recruiter's"
	                   : roles & ROLE(CANDIDATE) ? "candidate's"
	                                             : "administrator's";
	return hire_fail(err, HIRE_EDENIED, NULL,
	    "there is no %s account yet: make one with %s", what, how);
}

static hire_status
several_found(const hire_rows *rows, hire_error *err)
{
	char list[200];
	size_t n = 0;
	for (size_t i = 0; i < rows->count && i < 4; i++) {
		const hire_account *a = cli_row(rows, &hire_account_record, i);
		int k = snprintf(
		    list + n, sizeof list - n, "%s%s", i ? ", " : "", a->email);
		n = k > 0 && n + (size_t)k < sizeof list ? n + (size_t)k
		                                         : sizeof list - 1;
	}
	return hire_fail(err, HIRE_EDENIED, NULL,
	    "%zu accounts could do this: choose with --as EMAIL (%s%s)",
	    rows->count, list, rows->count > 4 ? ", ..." : "");
}

/* Leave only the accounts that may act. */
static void
only_active(hire_rows *rows)
{
	hire_account *all = rows->rows;
	size_t n = 0;
	for (size_t i = 0; i < rows->count; i++)
		if (all[i].state == HIRE_ACCOUNT_ACTIVE)
			all[n++] = all[i];
	rows->count = n;
}

hire_status
actor_find(cli *c, unsigned roles, hire_actor *out, hire_error *err)
{
	const char *as = cli_get(c, "as");
	if (as)
		return hire_accounts_actor(c->platform, as, c->mem, out, err);
	for (int role = 0; role < (int)hire_role_count; role++) {
		hire_rows rows;
		if (!(roles & 1u << role))
			continue;
		hire_status st = accounts_of(c, role, &rows, err);
		if (st)
			return st;
		only_active(&rows);
		if (rows.count > 1)
			return several_found(&rows, err);
		const hire_account *only = rows.rows;
		if (rows.count)
			return hire_accounts_actor(
			    c->platform, only->id, c->mem, out, err);
	}
	return none_found(roles, err);
}

hire_page
actor_page(const cli *c)
{
	return (hire_page){
	    cli_get(c, "after"), (int32_t)cli_int(c, "limit", 0)};
}

hire_status
actor_change(cli *c, const char *text, hire_change *out, hire_error *err)
{
	const char *equals = strchr(text, '=');
	if (!equals || equals == text)
		return hire_fail(
		    err, HIRE_EUSAGE, "set", "\"%s\" is not FIELD=VALUE", text);
	char *field = hire_arena_strndup(c->mem, text, (size_t)(equals - text));
	if (!field)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	for (char *s = field; *s; s++)
		if (*s == '-')
			*s = '_';
	*out = (hire_change){field, equals + 1};
	return HIRE_OK;
}

hire_status
actor_changes(cli *c, hire_change **out, size_t *count, hire_error *err)
{
	hire_change *list =
	    hire_arena_alloc(c->mem, (c->given_count + 1) * sizeof *list);
	size_t n = 0;
	hire_status st = list ? HIRE_OK : HIRE_ENOMEM;
	for (size_t i = 0; i < c->given_count && !st; i++)
		if (!strcmp(c->given[i].name, "set"))
			st =
			    actor_change(c, c->given[i].value, &list[n++], err);
	if (!st && !n)
		st = hire_fail(err, HIRE_EUSAGE, "set",
		    "nothing to change: give --set FIELD=VALUE");
	*out = list;
	*count = n;
	return st;
}
