/* SPDX-License-Identifier: MIT
 * accounts_attempt.c - comparing a password so that guessing does not pay.
 * An address without an account takes the same steps and waits the same
 * times: nobody learns by trying who has one.
 */
#include "accounts.h"

#include <string.h>

#include "util/crypto.h"
#include "util/ctx.h"

enum { FREE_ATTEMPTS = 5, DOUBLINGS_MAX = 10 };

#define LONGEST_WAIT (15 * HIRE_MINUTE)
#define UNKNOWN_LIFE (30 * HIRE_DAY)

/* How long to wait after `failed` wrong passwords in a row. */
static hire_time
wait_after(int64_t failed)
{
	int64_t over = failed - FREE_ATTEMPTS;
	if (over < 0)
		return 0;
	hire_time wait = HIRE_SECOND
	                 << (over < DOUBLINGS_MAX ? over : DOUBLINGS_MAX);
	return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

static void
count_attempt(hire_account *a, int64_t by, hire_time now)
{
	a->failed_logins += by;
	hire_time wait = wait_after(a->failed_logins);
	a->locked_until = wait ? now + wait : 0;
}

hire_status
hire__write_as_much(hire__work *w)
{
	hire_setting s;
	bool found = false;
	hire_record_init(&hire_setting_record, &s);
	s.name = "accounts.unknown";
	hire_filter by_name = HIRE_IS("name", s.name);
	hire_status st =
	    hire__find(w, &hire_setting_record, &by_name, 1, &s, &found);
	if (st)
		return st;
	st = found ? hire__update(w, &hire_setting_record, &s)
	           : hire__insert(w, &hire_setting_record, &s);
	return st == HIRE_EEXISTS ? HIRE_ECONFLICT : st;
}

static hire_status
claim(hire__work *w, void *args)
{
	hire__attempt *a = args;
	a->known = false;
	a->wait = 0;
	hire_status st =
	    hire__account_find(w, a->email, &a->account, &a->known);
	if (st || !a->known)
		return st ? st : hire__write_as_much(w);
	if (a->account.locked_until > w->now.wall) {
		a->wait = a->account.locked_until - w->now.wall;
		return hire__write_as_much(w);
	}
	count_attempt(&a->account, 1, w->now.wall);
	return hire__update(w, &hire_account_record, &a->account);
}

static hire_status
forgive(hire__work *w, void *args)
{
	hire__attempt *a = args;
	hire_account now;
	hire_status st =
	    hire__get(w, &hire_account_record, a->account.id, &now);
	if (st || !now.failed_logins)
		return st;
	count_attempt(&now, -1, w->now.wall);
	return hire__update(w, &hire_account_record, &now);
}

/* What the cache knows of an address without an account. */
typedef struct unknown {
	const hire_cache *cache;
	const char *count, *turn, *until; /* keys */
	hire_arena *mem;
} unknown;

static hire_status
name_keys(unknown *u, const char *email, hire_error *err)
{
	const char *hash;
	hire_status st = hire__secret_hash(u->mem, email, &hash, err);
	if (st)
		return st;
	u->count = hire_arena_printf(u->mem, "log-in:%s", hash);
	u->turn = hire_arena_printf(u->mem, "log-in-turn:%s", hash);
	u->until = hire_arena_printf(u->mem, "log-in-until:%s", hash);
	return u->count && u->turn && u->until ? HIRE_OK : hire__nomem(err);
}

/* How long it still waits. */
static hire_status
read_wait(const unknown *u, hire_time now, hire_time *wait, hire_error *err)
{
	const void *kept = NULL;
	size_t n = 0;
	hire_time until = 0;
	const hire_cache *c = u->cache;
	hire_status st = c->ops.get(c->state, u->until, u->mem, &kept, &n, err);
	if (!st && n == sizeof until)
		memcpy(&until, kept, n);
	*wait = until > now ? until - now : 0;
	return st;
}

/* Of attempts at the same time one has the turn; the others were none, and
 * wait. */
static hire_status
take_turn(const unknown *u, hire_time now, int64_t failed, hire_time *wait,
    hire_error *err)
{
	int64_t turn = 0;
	const hire_cache *c = u->cache;
	hire_time next = wait_after(failed), until = now + next;
	hire_status st = c->ops.add(c->state, u->turn, 1, next, &turn, err);
	if (st)
		return st;
	if (turn == 1)
		return c->ops.put(
		    c->state, u->until, &until, sizeof until, next, err);
	st = c->ops.add(c->state, u->count, -1, UNKNOWN_LIFE, &failed, err);
	if (!st)
		st = read_wait(u, now, wait, err);
	*wait = *wait ? *wait : HIRE_SECOND;
	return st;
}

/* The same waiting for addresses without an account; the cache may forget it,
 * and being out of reach lets the attempt pass.  Those of accounts are never
 * forgotten, so these are kept long. */
static hire_status
claim_unknown(
    hire_platform *p, hire__attempt *a, hire_arena *mem, hire_error *err)
{
	unknown u = {.cache = &p->cache, .mem = mem};
	const hire_cache *c = u.cache;
	int64_t failed = 0;
	hire_time now = hire_ctx_now(p->ctx).wall;
	hire_status st = name_keys(&u, a->email, err);
	if (st)
		return st;
	st = read_wait(&u, now, &a->wait, err);
	if (!st && !a->wait)
		st = c->ops.add(
		    c->state, u.count, 1, UNKNOWN_LIFE, &failed, err);
	if (!st && wait_after(failed))
		st = take_turn(&u, now, failed, &a->wait, err);
	return st == HIRE_ENOMEM ? st : HIRE_OK;
}

hire_status
hire__attempt_begin(
    hire_platform *p, hire__attempt *a, hire_arena *mem, hire_error *err)
{
	hire__attempt shadow = {.email = a->email};
	hire_status st = hire__write(p, claim, a, mem, err);
	if (st)
		return st;
	/* For an account it is asked for the time it takes alone. */
	st = claim_unknown(p, a->known ? &shadow : a, mem, err);
	if (st)
		return a->wait ? st : hire__attempt_failed(p, a, mem, st);
	if (!a->wait)
		return HIRE_OK;
	st = hire_fail(err, HIRE_ELIMIT, "password",
	    "too many wrong passwords, wait %lld seconds",
	    (long long)((a->wait + HIRE_SECOND - 1) / HIRE_SECOND));
	if (err)
		err->retry_after = a->wait;
	return st;
}

hire_status
hire__wrong_pair(hire_error *err)
{
	return hire_fail(err, HIRE_EAUTH, "password",
	    "the e-mail address or the password is wrong");
}

hire_status
hire__attempt_failed(
    hire_platform *p, hire__attempt *a, hire_arena *mem, hire_status st)
{
	hire_status again =
	    a->known ? hire__write(p, forgive, a, mem, NULL) : HIRE_OK;
	return again == HIRE_ENOMEM ? again : st;
}

/* A new hash where the old one is outdated.  A password that the policy has
 * come to refuse goes on with its old hash. */
static hire_status
hash_anew(hire_platform *p, const char *password, hire_arena *mem,
    const char **hash, hire_error *err)
{
	hire_status st = hire__password_new(p, password, mem, hash, err);
	return st == HIRE_EINVAL ? HIRE_OK : st;
}

hire_status
hire__attempt_verify(hire_platform *p, hire__attempt *a, const char *password,
    hire_arena *mem, const char **hash, hire_error *err)
{
	const hire_identity *id = &p->identity;
	hire_identity_match m = {false, false};
	*hash = NULL;
	if (!id->ops.verify)
		return hire_fail(err, HIRE_EUNSUPPORTED, "password",
		    "passwords are kept elsewhere");
	hire_status st = hire__attempt_begin(p, a, mem, err);
	if (st)
		return st;
	st = id->ops.verify(id->state, password ? password : "",
	    a->known ? a->account.credential : NULL, &m, err);
	if (!st &&
	    (!m.same || !a->known || a->account.state != HIRE_ACCOUNT_ACTIVE))
		return hire__wrong_pair(err);
	if (!st && m.rehash)
		st = hash_anew(p, password, mem, hash, err);
	return st ? hire__attempt_failed(p, a, mem, st) : HIRE_OK;
}
