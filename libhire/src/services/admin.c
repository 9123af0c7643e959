/* SPDX-License-Identifier: MIT
 * admin.c - users and the audit log, for administrators.
 */
#include <hire/admin.h>

#include <string.h>

#include "accounts.h"
#include "util/ctx.h"

static hire_status
add_admin(hire__work *w, void *args)
{
	hire_account *given = args, a = *given;
	a.confirmed_at = w->now.wall;
	hire_status st = hire__account_add(w, &a);
	if (!st)
		st = hire__audit(w, NULL, "admin.create", a.id, NULL);
	if (!st)
		*given = a;
	return st;
}

hire_status
hire_admin_create(hire_platform *p, const char *email, const char *name,
    const char *password, hire_arena *mem, hire_account *out, hire_error *err)
{
	hire_account a;
	hire_record_init(&hire_account_record, &a);
	a.role = HIRE_ROLE_ADMIN;
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = hire__email(mem, email, &a.email, err);
	if (!st)
		st = hire__name(
		    &hire_account_record, "name", name, mem, &a.name, err);
	if (!st)
		st = hire__password_new(p, password, mem, &a.credential, err);
	if (!st)
		st = hire__write(p, add_admin, &a, mem, err);
	if (!st)
		*out = a;
	return st;
}

typedef struct listing {
	const hire_record *record;
	hire_filter filter;
	size_t filters;
	hire_page page;
	hire_rows rows;
} listing;

static hire_status
list_newest(hire__work *w, void *args)
{
	listing *l = args;
	return hire__list(w, l->record, &l->filter, l->filters, NULL, true,
	    l->page, &l->rows);
}

static hire_status
list(hire_platform *p, const hire_actor *who, listing *l, hire_arena *mem,
    hire_rows *out, hire_error *err)
{
	hire_status st = hire__allow(who, HIRE__ADMIN, err);
	if (!st)
		st = hire__read(p, list_newest, l, mem, err);
	if (!st)
		*out = l->rows;
	return st;
}

hire_status
hire_admin_users(hire_platform *p, const hire_actor *who, int role,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err)
{
	listing l = {.record = &hire_account_record,
	    .filter = HIRE_NUM("role", HIRE_EQ, role),
	    .filters = role >= 0,
	    .page = page};
	return list(p, who, &l, mem, out, err);
}

hire_status
hire_admin_audit(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	listing l = {.record = &hire_audit_entry_record, .page = page};
	return list(p, who, &l, mem, out, err);
}

typedef struct turning {
	const hire_actor *who;
	const char *account_id;
	hire_account_state state;
	hire_account account;
} turning;

/* The administrator who acts, still one.  Storing the row anew makes two who
 * disable each other collide, so that one of them is left. */
static hire_status
still_admin(hire__work *w, const hire_actor *who)
{
	hire_account self;
	hire_status st = hire__account_of(w, who, &self);
	if (!st && self.role != HIRE_ROLE_ADMIN)
		return hire_fail(w->err, HIRE_EDENIED, "role",
		    "the account is no administrator's");
	return st ? st : hire__update(w, &hire_account_record, &self);
}

static hire_status
turn(hire__work *w, void *args)
{
	turning *t = args;
	hire_account a;
	hire_status st = still_admin(w, t->who);
	if (!st)
		st = hire__get(w, &hire_account_record, t->account_id, &a);
	if (st)
		return st;
	t->account = a;
	if (a.state == t->state)
		return HIRE_OK;
	if (!strcmp(a.id, t->who->account_id))
		return hire_fail(w->err, HIRE_ESTATE, "account",
		    "administrators cannot disable themselves");
	a.state = t->state;
	a.generation++;
	st = hire__update(w, &hire_account_record, &a);
	if (!st)
		st = hire__guesses_forget(w, a.email);
	if (!st)
		st = hire__audit(w, t->who, "account.state", a.id,
		    hire_word(&hire_account_state_words, (int)a.state));
	if (!st)
		t->account = a;
	return st;
}

hire_status
hire_admin_user_state(hire_platform *p, const hire_actor *who,
    const char *account_id, hire_account_state state, hire_arena *mem,
    hire_account *out, hire_error *err)
{
	turning t = {.who = who, .account_id = account_id, .state = state};
	hire_status st = hire__allow(who, HIRE__ADMIN, err);
	if (!st && (unsigned)state >= hire_account_state_count)
		return hire_fail(
		    err, HIRE_EINVAL, "state", "active or disabled");
	if (!st)
		st = hire__write(p, turn, &t, mem, err);
	if (!st)
		*out = t.account;
	return st;
}

hire_status
hire_admin_queue(hire_platform *p, const hire_actor *who, hire_arena *mem,
    hire_queue_count **out, size_t *count, hire_error *err)
{
	hire_status st = hire__allow(who, HIRE__ADMIN, err);
	if (!st)
		st = hire__need(p, HIRE_NEED_STORE, err);
	return st ? st
	          : p->queue.ops.counts(p->queue.state, mem, out, count, err);
}
