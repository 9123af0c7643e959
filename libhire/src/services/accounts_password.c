/* SPDX-License-Identifier: MIT
 * accounts_password.c - other passwords, and forgotten ones.
 */
#include "accounts.h"

#include <string.h>

#include "model/record.h"
#include "util/crypto.h"
#include "util/ctx.h"

/* At most one mail in this time to one address. */
#define MAIL_PAUSE HIRE_MINUTE

typedef struct change {
	const hire_actor *who;
	const char *token, *email, *hash;
	hire_account account;
	hire__attempt attempt;
	bool changed; /* by someone else meanwhile */
} change;

static hire_status
read_own(hire__work *w, void *args)
{
	change *c = args;
	return hire__account_of(w, c->who, &c->account);
}

/* The owner is told, in case it was somebody else. */
static hire_status
rekey(hire__work *w, hire_account *a, const char *hash)
{
	hire_status st = hire__account_rekey(w, a, hash);
	return st ? st
	          : hire__post(w, a->email, "Your password was changed",
	                "The password of your account was changed, and every "
	                "log-in ended.\nIf it was not you, choose another "
	                "one: ask for it where you log in.\n");
}

static hire_status
store_password(hire__work *w, void *args)
{
	change *c = args;
	hire_account a;
	hire_status st = hire__account_of(w, c->who, &a);
	if (st)
		return st;
	c->changed = a.generation != c->account.generation;
	if (c->changed)
		return HIRE_OK;
	st = hire__attempt_passed(w, &c->attempt);
	if (st || c->attempt.wait)
		return st;
	/* Mailed before, perhaps to somebody who should not have it. */
	st = hire__one_time_spend(w, a.id, HIRE_TOKEN_RESET_PASSWORD);
	if (!st)
		st = rekey(w, &a, c->hash);
	return st ? st : hire__audit(w, c->who, "account.password", a.id, NULL);
}

static hire_status
change_password(hire_platform *p, change *c, const char *old_password,
    const char *new_password, hire_arena *mem, hire_error *err)
{
	const char *rehash;
	hire_status st = hire__read(p, read_own, c, mem, err);
	if (!st)
		st = hire__password_new(p, new_password, mem, &c->hash, err);
	if (st)
		return st;
	/* Whoever may ask this is logged in: strangers do not hold him up. */
	c->attempt = (hire__attempt){.email = c->account.email,
	    .login_id =
	        c->who->login_id ? c->who->login_id : c->who->account_id};
	st = hire__attempt_verify(
	    p, &c->attempt, old_password, mem, &rehash, err);
	if (st == HIRE_EAUTH)
		return hire_fail(
		    err, st, "old_password", "the old password is wrong");
	if (st)
		return st;
	st = hire__write(p, store_password, c, mem, err);
	if (!st && c->attempt.wait)
		return hire__attempt_refuse(&c->attempt, err);
	return st ? st : c->changed ? hire__wrong_pair(err) : HIRE_OK;
}

hire_status
hire_accounts_change_password(hire_platform *p, const hire_actor *who,
    const char *old_password, const char *new_password, hire_error *err)
{
	change c = {.who = who};
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = change_password(
		    p, &c, old_password, new_password, mem, err);
	hire_arena_free(mem);
	return st;
}

static hire_status
mail_reset(hire__work *w, const hire_account *a)
{
	const char *token, *text;
	hire_status st = hire__one_time_new(
	    w, a->id, HIRE_TOKEN_RESET_PASSWORD, HIRE__RESET_LIFE, &token);
	if (!st)
		st = hire__text(w, &text,
		    "Choose another password within an hour:\n\n"
		    "%s/reset?token=%s\n\n"
		    "If you did not ask for it, do nothing.\n",
		    w->p->public_url, token);
	return st ? st
	          : hire__post(w, a->email, "Choose another password", text);
}

hire_status
hire__nobody(hire__work *w, const char *email, hire_account *out)
{
	const char *hash;
	hire_status st = hire__secret_hash(w->mem, email, &hash, w->err);
	hire_record_init(&hire_account_record, out);
	return st ? st : hire__text(w, &out->id, "acct_%.26s", hash);
}

hire_status
hire__mail_nobody(
    hire__work *w, const hire_account *a, hire_token_purpose purpose)
{
	const char *token;
	hire_status st =
	    hire__one_time_new(w, a->id, purpose, HIRE__RESET_LIFE, &token);
	return st ? st
	          : hire__post(w, "", "No account",
	                "There is no such account, so this goes nowhere.\n");
}

static hire_status
forgot(hire__work *w, void *args)
{
	change *c = args;
	hire_account a, none;
	bool found = false;
	int64_t lately = 0;
	hire_status st = hire__account_find(w, c->email, &a, &found);
	if (!st)
		st = hire__nobody(w, c->email, &none);
	if (st)
		return st;
	found = found && a.state == HIRE_ACCOUNT_ACTIVE;
	if (!found)
		a = none;
	st = hire__one_time_count(w, a.id, HIRE_TOKEN_RESET_PASSWORD,
	    w->now.wall - MAIL_PAUSE, &lately);
	if (st)
		return st;
	if (lately)
		return hire__write_as_much(w);
	return found ? mail_reset(w, &a)
	             : hire__mail_nobody(w, &a, HIRE_TOKEN_RESET_PASSWORD);
}

hire_status
hire_accounts_forgot(hire_platform *p, const char *email, hire_error *err)
{
	change c = {.email = NULL};
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__email(mem, email, &c.email, err);
	if (!st)
		st = hire__write(p, forgot, &c, mem, err);
	hire_arena_free(mem);
	return st == HIRE_EINVAL ? HIRE_OK : st;
}

static hire_status
look_at_reset(hire__work *w, void *args)
{
	change *c = args;
	hire_one_time_token t;
	return hire__one_time_account(
	    w, c->token, HIRE_TOKEN_RESET_PASSWORD, &t, &c->account);
}

static hire_status
reset(hire__work *w, void *args)
{
	change *c = args;
	hire_account a;
	hire_one_time_token t;
	hire_status st = hire__one_time_account(
	    w, c->token, HIRE_TOKEN_RESET_PASSWORD, &t, &a);
	if (!st)
		st = hire__one_time_spend(w, a.id, HIRE_TOKEN_RESET_PASSWORD);
	if (st)
		return st;
	/* Whoever has the mail has the address. */
	a.confirmed_at = a.confirmed_at ? a.confirmed_at : w->now.wall;
	st = rekey(w, &a, c->hash);
	return st ? st : hire__audit(w, NULL, "account.reset", a.id, NULL);
}

hire_status
hire_accounts_reset(hire_platform *p, const char *token,
    const char *new_password, hire_error *err)
{
	change c = {.token = token};
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	/* Look first: hashing is dear, and strangers can ask for it. */
	if (!st)
		st = hire__read(p, look_at_reset, &c, mem, err);
	if (!st)
		st = hire__password_new(p, new_password, mem, &c.hash, err);
	if (!st)
		st = hire__write(p, reset, &c, mem, err);
	hire_arena_free(mem);
	return st;
}
