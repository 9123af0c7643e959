/* SPDX-License-Identifier: MIT
 * accounts_confirm.c - whose an e-mail address is: shown with a token that was
 * mailed to it, or vouched for by whoever runs the platform.
 */
#include "accounts.h"

#include <hire/admin.h>

#include "util/ctx.h"

/* Nobody's mailbox is filled by strangers. */
enum { MAILS_AN_HOUR = 5 };

typedef struct confirming {
	const char *token, *email, *id;
	hire_account account;
} confirming;

static bool
waits(const hire_account *a)
{
	return !a->confirmed_at && a->state == HIRE_ACCOUNT_ACTIVE;
}

static hire_status
may_mail(hire__work *w, const hire_account *a, bool *out)
{
	int64_t sent = 0;
	hire_status st = hire__one_time_count(
	    w, a->id, HIRE_TOKEN_CONFIRM_EMAIL, w->now.wall - HIRE_HOUR, &sent);
	*out = sent < MAILS_AN_HOUR;
	return st;
}

hire_status
hire__confirm_due(hire__work *w, const hire_account *account, bool *out)
{
	hire_status st = may_mail(w, account, out);
	*out = *out && waits(account);
	return st;
}

hire_status
hire__confirm_mail(hire__work *w, const hire_account *account)
{
	const char *token, *text;
	hire_status st = hire__one_time_new(w, account->id,
	    HIRE_TOKEN_CONFIRM_EMAIL, HIRE__CONFIRM_LIFE, &token);
	if (!st)
		st = hire__text(w, &text,
		    "Please confirm this address within 3 days:\n\n"
		    "%s/confirm?token=%s\n\n"
		    "If you did not sign up, do nothing.\n",
		    w->p->public_url, token);
	return st ? st
	          : hire__post(w, account->email, "Confirm your address", text);
}

static hire_status
send_again(hire__work *w, void *args)
{
	const confirming *c = args;
	hire_account a, none;
	bool found = false, due = false;
	hire_status st = hire__account_find(w, c->email, &a, &found);
	if (!st)
		st = hire__nobody(w, c->email, &none);
	if (st)
		return st;
	found = found && waits(&a);
	if (!found)
		a = none;
	st = may_mail(w, &a, &due);
	if (st)
		return st;
	if (!due)
		return hire__write_as_much(w);
	return found ? hire__confirm_mail(w, &a)
	             : hire__mail_nobody(w, &a, HIRE_TOKEN_CONFIRM_EMAIL);
}

hire_status
hire_accounts_confirm_again(
    hire_platform *p, const char *email, hire_error *err)
{
	confirming c = {.email = NULL};
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__email(mem, email, &c.email, err);
	if (!st)
		st = hire__write(p, send_again, &c, mem, err);
	hire_arena_free(mem);
	return st == HIRE_EINVAL ? HIRE_OK : st;
}

static hire_status
set_confirmed(hire__work *w, hire_account *a)
{
	hire_status st =
	    hire__one_time_spend(w, a->id, HIRE_TOKEN_CONFIRM_EMAIL);
	if (st || a->confirmed_at)
		return st;
	a->confirmed_at = w->now.wall;
	return hire__update(w, &hire_account_record, a);
}

static hire_status
confirm(hire__work *w, void *args)
{
	const confirming *c = args;
	hire_account a;
	hire_one_time_token t;
	hire_status st = hire__one_time_account(
	    w, c->token, HIRE_TOKEN_CONFIRM_EMAIL, &t, &a);
	return st ? st : set_confirmed(w, &a);
}

hire_status
hire_accounts_confirm(hire_platform *p, const char *token, hire_error *err)
{
	confirming c = {.token = token};
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write(p, confirm, &c, mem, err);
	hire_arena_free(mem);
	return st;
}

static hire_status
vouch(hire__work *w, void *args)
{
	confirming *c = args;
	hire_account a;
	hire_status st = hire__get(w, &hire_account_record, c->id, &a);
	if (!st)
		st = set_confirmed(w, &a);
	if (!st)
		st = hire__audit(w, NULL, "admin.confirm", a.id, NULL);
	if (!st)
		c->account = a;
	return st;
}

hire_status
hire_admin_confirm(hire_platform *p, const char *account_id, hire_arena *mem,
    hire_account *out, hire_error *err)
{
	confirming c = {.id = account_id};
	hire_status st = hire__write(p, vouch, &c, mem, err);
	if (!st)
		*out = c.account;
	return st;
}
