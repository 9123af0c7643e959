/* SPDX-License-Identifier: MIT
 * tokens.c - secrets that are handed out: for one use, and the pair of a
 * log-in.  The store keeps hashes; who reads it learns no token.
 */
#include "accounts.h"

#include <hire/interviews.h>

#include <string.h>

#include "util/crypto.h"
#include "util/ctx.h"
#include "util/id.h"

static hire_status
make_token(
    hire__work *w, hire_one_time_token *t, hire_time life, const char **secret)
{
	const char *made;
	t->expires_at = w->now.wall + life;
	hire_status st = hire__secret_new(w->mem, &made, w->err);
	if (!st)
		st = hire__secret_hash(w->mem, made, &t->hash, w->err);
	if (!st)
		st = hire__insert(w, &hire_one_time_token_record, t);
	if (!st)
		*secret = made;
	return st;
}

hire_status
hire__one_time_new(hire__work *w, const char *account_id,
    hire_token_purpose purpose, hire_time life, const char **secret)
{
	hire_one_time_token t;
	hire_record_init(&hire_one_time_token_record, &t);
	t.account_id = account_id;
	t.purpose = purpose;
	return make_token(w, &t, life, secret);
}

hire_status
hire__one_time_ticket(hire__work *w, const hire_actor *who,
    const char *interview_id, int64_t line, const char **secret)
{
	hire_one_time_token t;
	hire_record_init(&hire_one_time_token_record, &t);
	t.account_id = who->account_id;
	t.login_id = who->login_id;
	t.purpose = HIRE_TOKEN_INTERVIEW;
	t.object_id = interview_id;
	t.line = line;
	return make_token(w, &t, HIRE_TICKET_LIFE, secret);
}

hire_status
hire__one_time_find(hire__work *w, const char *secret,
    hire_token_purpose purpose, hire_one_time_token *out)
{
	hire_one_time_token t;
	const char *hash;
	bool found = false;
	hire_status st =
	    hire__secret_hash(w->mem, secret ? secret : "", &hash, w->err);
	if (st)
		return st;
	hire_filter by_hash = HIRE_IS("hash", hash);
	st =
	    hire__find(w, &hire_one_time_token_record, &by_hash, 1, &t, &found);
	if (st)
		return st;
	if (!found || t.purpose != purpose || t.used_at ||
	    t.expires_at <= w->now.wall)
		return hire_fail(w->err, HIRE_EAUTH, "token",
		    "the token is wrong, used or over");
	*out = t;
	return HIRE_OK;
}

hire_status
hire__one_time_account(hire__work *w, const char *secret,
    hire_token_purpose purpose, hire_one_time_token *token, hire_account *out)
{
	hire_status st = hire__one_time_find(w, secret, purpose, token);
	if (!st)
		st = hire__get(w, &hire_account_record, token->account_id, out);
	if (!st && out->state != HIRE_ACCOUNT_ACTIVE)
		return hire_fail(w->err, HIRE_EAUTH, "token",
		    "the token is wrong, used or over");
	return st;
}

hire_status
hire__one_time_spend(
    hire__work *w, const char *account_id, hire_token_purpose purpose)
{
	const hire_filter unused[] = {HIRE_IS("account_id", account_id),
	    HIRE_NUM("purpose", HIRE_EQ, purpose),
	    HIRE_NUM("used_at", HIRE_EQ, 0),
	    HIRE_NUM("expires_at", HIRE_GT, w->now.wall)};
	hire_rows rows = {0};
	hire_status st = hire__list(w, &hire_one_time_token_record, unused, 4,
	    NULL, false, (hire_page){NULL, 1000}, &rows);
	hire_one_time_token *t = rows.rows;
	for (size_t i = 0; !st && i < rows.count; i++) {
		t[i].used_at = w->now.wall;
		st = hire__update(w, &hire_one_time_token_record, &t[i]);
	}
	return st;
}

hire_status
hire__one_time_count(hire__work *w, const char *account_id,
    hire_token_purpose purpose, hire_time since, int64_t *out)
{
	const hire_filter made[] = {HIRE_IS("account_id", account_id),
	    HIRE_NUM("purpose", HIRE_EQ, purpose),
	    HIRE_NUM("created_at", HIRE_GT, since)};
	return hire__count(w, &hire_one_time_token_record, made, 3, out);
}

/* When a refresh token made now ends: with its log-in at the latest. */
static hire_status
last_moment(hire__work *w, const hire_login *before, hire_time *out)
{
	hire_login first = {.created_at = w->now.wall};
	hire_status st =
	    before ? hire__get(w, &hire_login_record, before->family, &first)
	           : HIRE_OK;
	hire_time end = first.created_at + HIRE__LOGIN_LIFE;
	hire_time next = w->now.wall + HIRE__REFRESH_LIFE;
	*out = end < next ? end : next;
	return st;
}

/* The stored half: a row for the refresh token. */
static hire_status
add_login(hire__work *w, const hire_account *account, const hire_login *before,
    hire_tokens *out)
{
	hire_login l;
	hire_record_init(&hire_login_record, &l);
	hire_status st = hire__id_new(
	    w->mem, hire_login_record.prefix, w->now.wall, &l.id, w->err);
	if (!st)
		st = hire__secret_new(w->mem, &out->refresh, w->err);
	if (!st)
		st = hire__secret_hash(w->mem, out->refresh, &l.hash, w->err);
	if (!st)
		st = last_moment(w, before, &l.expires_at);
	if (st)
		return st;
	l.account_id = account->id;
	l.family = before ? before->family : l.id;
	l.generation = account->generation;
	out->refresh_expires = l.expires_at;
	out->login_id = l.family;
	return hire__insert(w, &hire_login_record, &l);
}

/* The id of an access token begins with its log-in's and a dot. */
static hire_status
access_id(
    hire_arena *mem, const char *login_id, const char **out, hire_error *err)
{
	const char *random;
	hire_status st = hire__secret_new(mem, &random, err);
	if (st)
		return st;
	*out = hire_arena_printf(mem, "%s.%s", login_id, random);
	return *out ? HIRE_OK : hire__nomem(err);
}

hire_status
hire__login_of(
    hire_arena *mem, const char *token_id, const char **out, hire_error *err)
{
	size_t n = strcspn(token_id, ".");
	*out = token_id[n] ? hire_arena_strndup(mem, token_id, n) : NULL;
	return token_id[n] && !*out ? hire__nomem(err) : HIRE_OK;
}

hire_status
hire__csrf_sign(hire_platform *p, const hire_actor *who, hire_time now,
    hire_arena *mem, const char **out, hire_error *err)
{
	const hire_identity *id = &p->identity;
	const hire_identity_claims claims = {.account = who->account_id,
	    .role = hire_word(&hire_role_words, (int)who->role),
	    .purpose = HIRE__CSRF,
	    .id = who->login_id,
	    .issued = now,
	    .expires = now + HIRE__REFRESH_LIFE};
	return id->ops.issue ? id->ops.issue(id->state, &claims, mem, out, err)
	                     : hire_fail(err, HIRE_EUNSUPPORTED, "identity",
	                           "log-ins are made elsewhere");
}

hire_status
hire__tokens_issue(hire__work *w, const hire_account *account,
    const hire_login *before, hire_tokens *out)
{
	const hire_identity *id = &w->p->identity;
	hire_time now = w->now.wall;
	hire_tokens t = {.account = *account};
	if (!id->ops.issue)
		return hire_fail(w->err, HIRE_EUNSUPPORTED, "identity",
		    "log-ins are made elsewhere");
	hire_status st = add_login(w, account, before, &t);
	if (st)
		return st;
	t.access_expires =
	    (now + HIRE__ACCESS_LIFE) / HIRE_SECOND * HIRE_SECOND;
	hire_identity_claims claims = {.account = account->id,
	    .role = hire_word(&hire_role_words, (int)account->role),
	    .organisation = account->organisation_id,
	    .purpose = "access",
	    .generation = account->generation,
	    .issued = now,
	    .expires = t.access_expires};
	const hire_actor who = {.account_id = account->id,
	    .role = account->role,
	    .login_id = t.login_id};
	st = access_id(w->mem, t.login_id, &claims.id, w->err);
	if (!st)
		st = id->ops.issue(
		    id->state, &claims, w->mem, &t.access, w->err);
	if (!st)
		st = hire__csrf_sign(w->p, &who, now, w->mem, &t.csrf, w->err);
	if (!st)
		*out = t;
	return st;
}
