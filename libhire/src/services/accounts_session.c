/* SPDX-License-Identifier: MIT
 * accounts_session.c - the log-ins of an account: which go on, ending one, and
 * telling our own pages from somebody else's.
 */
#include "accounts.h"

#include <string.h>

#include "util/ctx.h"

enum { SESSIONS_MAX = 1000, ASKED_AT_ONCE = 200 };

typedef struct sessions {
	const hire_actor *who;
	const char *id;
	hire_account_session *list;
	size_t count;
} sessions;

hire_status
hire__login_revoke(hire__work *w, const char *family)
{
	hire_login first;
	hire_status st = hire__get(w, &hire_login_record, family, &first);
	if (st || first.revoked_at)
		return st;
	first.revoked_at = w->now.wall;
	return hire__update(w, &hire_login_record, &first);
}

hire_status
hire__login_good(hire__work *w, const hire_account *account,
    const char *login_id, bool *good)
{
	hire_login first;
	bool found = false;
	hire_filter by_id = HIRE_IS("id", login_id);
	*good = account->state == HIRE_ACCOUNT_ACTIVE;
	if (!*good || !login_id)
		return HIRE_OK;
	hire_status st =
	    hire__find(w, &hire_login_record, &by_id, 1, &first, &found);
	*good = !st && found && !first.revoked_at &&
	        first.generation == account->generation;
	return st;
}

/* Actors that are asked about, some of them in one transaction. */
typedef struct asking {
	const hire_actor *who;
	bool *good;
	size_t count;
} asking;

static hire_status
ask_some(hire__work *w, void *args)
{
	const asking *a = args;
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < a->count; i++) {
		hire_account account;
		bool found = false;
		hire_filter by_id = HIRE_IS("id", a->who[i].account_id);
		a->good[i] = false;
		st = hire__find(
		    w, &hire_account_record, &by_id, 1, &account, &found);
		if (!st && found)
			st = hire__login_good(
			    w, &account, a->who[i].login_id, &a->good[i]);
	}
	return st;
}

hire_status
hire_accounts_go_on(hire_platform *p, const hire_actor *who, size_t count,
    bool *good, hire_error *err)
{
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	for (size_t i = 0; !st && i < count; i += ASKED_AT_ONCE) {
		size_t left = count - i;
		asking a = {who + i, good + i,
		    left < ASKED_AT_ONCE ? left : ASKED_AT_ONCE};
		st = hire__read(p, ask_some, &a, mem, err);
		hire_arena_reset(mem);
	}
	hire_arena_free(mem);
	return st;
}

/* Two tabs may have left a log-in with two tokens. */
static bool
is_listed(const sessions *s, const char *family)
{
	for (size_t i = 0; i < s->count; i++)
		if (!strcmp(s->list[i].id, family))
			return true;
	return false;
}

static hire_status
add_session(hire__work *w, sessions *s, const hire_login *last)
{
	hire_login first;
	if (is_listed(s, last->family))
		return HIRE_OK;
	hire_status st = hire__get(w, &hire_login_record, last->family, &first);
	if (st || first.revoked_at)
		return st;
	const char *own = s->who->login_id;
	s->list[s->count++] = (hire_account_session){.id = first.id,
	    .created_at = first.created_at,
	    .seen_at = last->created_at,
	    .expires_at = last->expires_at,
	    .current = own && !strcmp(first.id, own)};
	return HIRE_OK;
}

static hire_status
list(hire__work *w, void *args)
{
	sessions *s = args;
	hire_account a;
	hire_rows rows = {0};
	hire_status st = hire__account_of(w, s->who, &a);
	if (st)
		return st;
	const hire_filter good[] = {HIRE_IS("account_id", a.id),
	    HIRE_NUM("generation", HIRE_EQ, a.generation),
	    HIRE_NUM("used_at", HIRE_EQ, 0),
	    HIRE_NUM("expires_at", HIRE_GT, w->now.wall)};
	st = hire__list(w, &hire_login_record, good, 4, NULL, true,
	    (hire_page){NULL, SESSIONS_MAX}, &rows);
	s->count = 0;
	s->list = hire_arena_alloc(
	    w->mem, (rows.count + 1) * sizeof(hire_account_session));
	if (!st && !s->list)
		return hire__nomem(w->err);
	const hire_login *l = rows.rows;
	for (size_t i = 0; !st && i < rows.count; i++)
		st = add_session(w, s, &l[i]);
	return st;
}

hire_status
hire_accounts_sessions(hire_platform *p, const hire_actor *who, hire_arena *mem,
    hire_account_session **out, size_t *count, hire_error *err)
{
	sessions s = {.who = who};
	hire_status st = hire__read(p, list, &s, mem, err);
	if (st)
		return st;
	*out = s.list;
	*count = s.count;
	return HIRE_OK;
}

static hire_status
end(hire__work *w, void *args)
{
	const sessions *s = args;
	hire_account a;
	hire_login first;
	hire_status st = hire__account_of(w, s->who, &a);
	if (!st)
		st = hire__get(w, &hire_login_record, s->id, &first);
	if (!st && (strcmp(first.account_id, a.id) != 0 ||
	               strcmp(first.id, first.family) != 0))
		st = hire_fail(w->err, HIRE_ENOTFOUND, "login",
		    "there is no login %.60s", s->id);
	if (!st)
		st = hire__login_revoke(w, first.id);
	return st ? st
	          : hire__audit(w, s->who, "account.log_out", a.id, first.id);
}

hire_status
hire_accounts_session_end(hire_platform *p, const hire_actor *who,
    const char *session_id, hire_error *err)
{
	sessions s = {.who = who, .id = session_id ? session_id : ""};
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write(p, end, &s, mem, err);
	hire_arena_free(mem);
	return st;
}

hire_status
hire_accounts_csrf_new(hire_platform *p, const hire_actor *who, hire_arena *mem,
    const char **out, hire_error *err)
{
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (st)
		return st;
	if (!who || !who->login_id)
		return hire_fail(
		    err, HIRE_EDENIED, "csrf", "there is no log-in");
	return hire__csrf_sign(
	    p, who, hire_ctx_now(p->ctx).wall, mem, out, err);
}

hire_status
hire_accounts_csrf_check(
    hire_platform *p, const hire_actor *who, const char *csrf, hire_error *err)
{
	hire_identity_claims claims = {.id = NULL};
	hire_arena *mem = NULL;
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	if (st)
		return st;
	st = p->identity.ops.read(p->identity.state, csrf ? csrf : "",
	    HIRE__CSRF, hire_ctx_now(p->ctx).wall, mem, &claims, NULL);
	bool good = !st && who && who->login_id && claims.id &&
	            !strcmp(claims.id, who->login_id) &&
	            !strcmp(claims.account, who->account_id);
	hire_arena_free(mem);
	if (st == HIRE_ENOMEM)
		return hire__nomem(err);
	return good ? HIRE_OK
	            : hire_fail(err, HIRE_EDENIED, "csrf",
	                  "the token is not one for this log-in");
}
