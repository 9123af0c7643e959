/* SPDX-License-Identifier: MIT
 * accounts_log_in.c - logging in, staying logged in, logging out.
 * A refresh token is good once.  A used one that comes back was copied, by
 * someone or from someone, so the whole log-in ends; but for a few seconds a
 * second tab may have asked at the same time.
 */
#include "accounts.h"

#include <string.h>

#include "util/crypto.h"
#include "util/ctx.h"

#define GRACE (10 * HIRE_SECOND)

typedef struct entering {
	hire__attempt attempt;
	const char *hash; /* new, or NULL */
	bool changed;     /* the account, while the password was compared */
	hire_tokens tokens;
} entering;

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static hire_status
enter(hire__work *w, void *args)
{
	entering *e = args;
	hire_account a;
	const hire_account *verified = &e->attempt.account;
	hire_status st = hire__attempt_passed(w, &e->attempt);
	if (st || e->attempt.wait)
		return st;
	st = hire__get(w, &hire_account_record, verified->id, &a);
	if (st)
		return st;
	e->changed = a.state != HIRE_ACCOUNT_ACTIVE ||
	             a.generation != verified->generation ||
	             !same_text(a.credential, verified->credential);
	if (e->changed)
		return HIRE_OK;
	a.credential = e->hash ? e->hash : a.credential;
	st = hire__update(w, &hire_account_record, &a);
	if (!st)
		st = hire__tokens_issue(w, &a, NULL, &e->tokens);
	return st ? st : hire__audit(w, NULL, "account.log_in", a.id, NULL);
}

hire_status
hire_accounts_log_in(hire_platform *p, const char *email, const char *password,
    const hire_log_in_from *from, hire_arena *mem, hire_tokens *out,
    hire_error *err)
{
	entering e = {.attempt = {.email = email ? email : "",
	                  .address = from ? from->address : NULL,
	                  .refresh = from ? from->refresh : NULL}};
	hire__attempt *a = &e.attempt;
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (st)
		return st;
	/* What is no address has no account: the same way to the same end. */
	if (hire__email(mem, email, &a->email, NULL) == HIRE_ENOMEM)
		return hire__nomem(err);
	st = hire__attempt_verify(p, a, password, mem, &e.hash, err);
	if (!st)
		st = hire__write(p, enter, &e, mem, err);
	if (st)
		return st;
	if (a->wait)
		return hire__attempt_refuse(a, err);
	if (e.changed)
		return hire__wrong_pair(err);
	*out = e.tokens;
	return HIRE_OK;
}

typedef struct session {
	const hire_actor *who;
	const char *refresh;
	bool refused;
	hire_tokens tokens;
} session;

static hire_status
log_in_over(hire_error *err)
{
	return hire_fail(
	    err, HIRE_EAUTH, "refresh", "the log-in is over, log in again");
}

static hire_status
find_login(hire__work *w, const char *refresh, hire_login *out, bool *found)
{
	const char *hash;
	hire_status st =
	    hire__secret_hash(w->mem, refresh ? refresh : "", &hash, w->err);
	if (st)
		return st;
	hire_filter by_hash = HIRE_IS("hash", hash);
	return hire__find(w, &hire_login_record, &by_hash, 1, out, found);
}

/* Whether the log-in of `l` still goes on. */
static hire_status
goes_on(hire__work *w, const hire_login *l, hire_account *a, bool *out)
{
	hire_login first;
	hire_status st = hire__get(w, &hire_login_record, l->family, &first);
	if (!st)
		st = hire__get(w, &hire_account_record, l->account_id, a);
	/* Swept away: it was over. */
	if (st == HIRE_ENOTFOUND)
		return HIRE_OK;
	if (!st)
		*out = !first.revoked_at && l->expires_at > w->now.wall &&
		       a->state == HIRE_ACCOUNT_ACTIVE &&
		       a->generation == l->generation;
	return st;
}

hire_status
hire__login_known(hire__work *w, const char *refresh, const char *account_id,
    const char **login_id)
{
	hire_login l;
	hire_account a;
	bool found = false, good = false;
	hire_status st = find_login(w, refresh, &l, &found);
	if (!st && found && !strcmp(l.account_id, account_id))
		st = goes_on(w, &l, &a, &good);
	*login_id = good ? l.family : NULL;
	return st;
}

static hire_status
end_stolen(hire__work *w, const hire_login *l)
{
	hire_status st = hire__login_revoke(w, l->family);
	return st ? st
	          : hire__audit(
	                w, NULL, "account.refresh_reused", l->account_id, NULL);
}

static hire_status
refresh(hire__work *w, void *args)
{
	session *s = args;
	hire_login l;
	hire_account a;
	bool found = false, good = false;
	s->refused = true;
	hire_status st = find_login(w, s->refresh, &l, &found);
	if (!st && found)
		st = goes_on(w, &l, &a, &good);
	if (st || !good)
		return st;
	if (l.used_at && w->now.wall - l.used_at > GRACE)
		return end_stolen(w, &l);
	if (!l.used_at) {
		l.used_at = w->now.wall;
		st = hire__update(w, &hire_login_record, &l);
	}
	if (!st)
		st = hire__tokens_issue(w, &a, &l, &s->tokens);
	s->refused = false;
	return st;
}

hire_status
hire_accounts_refresh(hire_platform *p, const char *token, hire_arena *mem,
    hire_tokens *out, hire_error *err)
{
	session s = {.refresh = token};
	hire_status st = hire__write(p, refresh, &s, mem, err);
	if (!st && s.refused)
		return log_in_over(err);
	if (!st)
		*out = s.tokens;
	return st;
}

static hire_status
log_out_everywhere(hire__work *w, const hire_actor *who)
{
	hire_account a;
	hire_status st = hire__account_of(w, who, &a);
	if (st)
		return st;
	a.generation++;
	st = hire__update(w, &hire_account_record, &a);
	return st ? st : hire__audit(w, who, "account.log_out", a.id, "all");
}

static hire_status
log_out(hire__work *w, void *args)
{
	session *s = args;
	hire_login l;
	bool found = false;
	hire_status st = hire__allow(s->who, HIRE__SELF, w->err);
	if (st || !s->refresh)
		return st ? st : log_out_everywhere(w, s->who);
	st = find_login(w, s->refresh, &l, &found);
	if (st)
		return st;
	if (!found || !same_text(l.account_id, s->who->account_id))
		return log_in_over(w->err);
	return hire__login_revoke(w, l.family);
}

hire_status
hire_accounts_log_out(
    hire_platform *p, const hire_actor *who, const char *token, hire_error *err)
{
	session s = {.who = who, .refresh = token};
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write(p, log_out, &s, mem, err);
	hire_arena_free(mem);
	return st;
}

typedef struct reading {
	const hire_identity_claims *claims;
	const char *login_id; /* NULL: the token says none */
	hire_account account;
	hire_login login; /* zero without one */
} reading;

static hire_status
read_account(hire__work *w, void *args)
{
	reading *r = args;
	hire_status st =
	    hire__get(w, &hire_account_record, r->claims->account, &r->account);
	return st || !r->login_id
	           ? st
	           : hire__get(w, &hire_login_record, r->login_id, &r->login);
}

hire_status
hire_accounts_authenticate(hire_platform *p, const char *access,
    hire_arena *mem, hire_actor *out, hire_error *err)
{
	hire_identity_claims claims;
	reading r = {.claims = &claims};
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = p->identity.ops.read(p->identity.state,
		    access ? access : "", "access", hire_ctx_now(p->ctx).wall,
		    mem, &claims, err);
	if (!st)
		st = hire__login_of(mem, claims.id, &r.login_id, err);
	if (!st)
		st = hire__read(p, read_account, &r, mem, err);
	if (st && st != HIRE_ENOTFOUND)
		return st;
	const hire_account *a = &r.account;
	if (st || a->state != HIRE_ACCOUNT_ACTIVE ||
	    a->generation != claims.generation || r.login.revoked_at)
		return hire_fail(
		    err, HIRE_EAUTH, "token", "the log-in is over");
	*out = hire__person(a);
	out->login_id = r.login_id;
	return HIRE_OK;
}
