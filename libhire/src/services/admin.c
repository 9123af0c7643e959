/* SPDX-License-Identifier: MIT
 * admin.c - users, dead letters and the audit log, for administrators.
 */
#include <hire/admin.h>

#include <string.h>

#include "accounts.h"
#include "kinds.h"
#include "once.h"
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

hire_status
hire_admin_messages(hire_platform *p, const hire_actor *who,
    hire_message_state state, hire_page page, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	hire_status st = hire__allow(who, HIRE__ADMIN, err);
	if (!st)
		st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = p->queue.ops.list(p->queue.state, state, page.after,
		    page.limit, mem, out, err);
	if (st)
		return st;
	/* Mail carries the tokens that open other people's accounts. */
	hire_message *m = out->rows;
	for (size_t i = 0; i < out->count; i++)
		if (!strcmp(m[i].kind, HIRE__KIND_MAIL))
			m[i].body = "{}";
	return HIRE_OK;
}

typedef struct retry {
	const hire_actor *who;
	const char *message_id;
	bool made; /* by the same call before */
} retry;

static hire__once
once_for(retry *r)
{
	return (hire__once){.who = r->who,
	    .operation = "admin.retry",
	    .object = &r->message_id};
}

static hire_status
look_for_retry(hire__work *w, void *args)
{
	retry *r = args;
	const hire__once once = once_for(r);
	return hire__once_look(w, &once, &r->made);
}

static hire_status
note_retry(hire__work *w, void *args)
{
	retry *r = args;
	const hire__once once = once_for(r);
	hire_status st =
	    hire__audit(w, r->who, "queue.retry", r->message_id, NULL);
	return st ? st : hire__once_note(w, &once);
}

/* The queue makes the message ready in a transaction of its own.  A crash
 * between the two is seen by the next call: it is no dead letter any more. */
static hire_status
retry_once(hire_platform *p, retry *r, hire_arena *mem, hire_error *err)
{
	hire_status st = r->who->request_key
	                     ? hire__write(p, look_for_retry, r, mem, err)
	                     : HIRE_OK;
	if (st || r->made)
		return st;
	st = p->queue.ops.replay(
	    p->queue.state, r->message_id ? r->message_id : "", err);
	return st ? st : hire__write(p, note_retry, r, mem, err);
}

hire_status
hire_admin_retry(hire_platform *p, const hire_actor *who,
    const char *message_id, hire_error *err)
{
	retry r = {.who = who, .message_id = message_id};
	hire_arena *mem = NULL;
	hire_status st = hire__allow(who, HIRE__ADMIN, err);
	if (!st)
		st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = retry_once(p, &r, mem, err);
	hire_arena_free(mem);
	return st;
}
