/* SPDX-License-Identifier: MIT
 * api_keys.c - keys with which an organisation's programs call.
 */
#include "accounts.h"

#include <string.h>

#include "once.h"
#include "scopes.h"
#include "util/crypto.h"
#include "util/ctx.h"

#define PREFIX "hk_"
/* Often enough to see a forgotten key, seldom enough to cost nothing. */
#define USE_NOTED_EVERY HIRE_MINUTE

typedef struct keying {
	const hire_actor *who;
	const char *id, *name, *hash, *scopes;
	hire_api_key key;
	hire_account account;
} keying;

static hire_status
add(hire__work *w, void *args)
{
	keying *k = args;
	hire_api_key key;
	hire_record_init(&hire_api_key_record, &key);
	key.organisation_id = k->who->organisation_id;
	key.account_id = k->who->account_id;
	key.name = k->name;
	key.hash = k->hash;
	key.scopes = k->scopes;
	hire_status st = hire__insert(w, &hire_api_key_record, &key);
	if (!st)
		st = hire__audit(w, k->who, "api_key.new", key.id, NULL);
	if (!st)
		k->key = key;
	return st;
}

/* The store has only its hash. */
static hire_status
made_before(hire__work *w, void *args)
{
	const keying *k = args;
	return hire_fail(w->err, HIRE_EEXISTS, "Idempotency-Key",
	    "the key %s was made by this call before; its secret was shown "
	    "then and cannot be shown again: revoke it and make another",
	    k->key.id);
}

static hire_status
read_scopes(
    const char *given, hire_arena *mem, const char **out, hire_error *err)
{
	uint32_t set = 0;
	hire_status st = hire__words_set(
	    &hire_scope_words, "scopes", given ? given : "", &set, err);
	if (st)
		return st;
	if (!set)
		return hire_fail(err, HIRE_EINVAL, "scopes",
		    "name at least one, such as jobs:read; all: everything");
	if (set >> HIRE_SCOPE_ALL & 1)
		set = UINT32_C(1) << HIRE_SCOPE_ALL;
	*out = hire__words_text(&hire_scope_words, set, mem);
	return *out ? HIRE_OK : hire__nomem(err);
}

static hire_status
make_secret(
    hire_arena *mem, const char **secret, const char **hash, hire_error *err)
{
	const char *random;
	hire_status st = hire__secret_new(mem, &random, err);
	if (st)
		return st;
	*secret = hire_arena_printf(mem, PREFIX "%s", random);
	return *secret ? hire__secret_hash(mem, *secret, hash, err)
	               : hire__nomem(err);
}

hire_status
hire_accounts_key_new(hire_platform *p, const hire_actor *who, const char *name,
    const char *scopes, hire_arena *mem, hire_api_key *out, const char **secret,
    hire_error *err)
{
	keying k = {.who = who};
	const char *made = NULL;
	hire_status st = hire__allow_organisation(who, err);
	const hire__once once = {
	    who, "accounts.key_new", add, made_before, &k.key.id, &k};
	if (!st)
		st = read_scopes(scopes, mem, &k.scopes, err);
	if (!st)
		st = hire__name(
		    &hire_api_key_record, "name", name, mem, &k.name, err);
	if (!st)
		st = make_secret(mem, &made, &k.hash, err);
	if (!st)
		st = hire__write_once(p, &once, mem, err);
	if (st)
		return st;
	*out = k.key;
	*secret = made;
	return HIRE_OK;
}

hire_status
hire_accounts_keys(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	const hire__ours of = {&hire_api_key_record, NULL, false};
	return hire__list_ours(p, &of, who, page, mem, out, err);
}

static hire_status
revoke(hire__work *w, void *args)
{
	keying *k = args;
	hire_api_key key;
	hire_status st = hire__get(w, &hire_api_key_record, k->id, &key);
	if (st)
		return st;
	if (strcmp(key.organisation_id, k->who->organisation_id) != 0)
		return hire_fail(w->err, HIRE_ENOTFOUND, "api_key",
		    "there is no api_key %.60s", k->id);
	if (key.revoked_at)
		return HIRE_OK;
	key.revoked_at = w->now.wall;
	st = hire__update(w, &hire_api_key_record, &key);
	return st ? st : hire__audit(w, k->who, "api_key.revoke", key.id, NULL);
}

hire_status
hire_accounts_key_revoke(hire_platform *p, const hire_actor *who,
    const char *key_id, hire_error *err)
{
	keying k = {.who = who, .id = key_id};
	hire_arena *mem = NULL;
	hire_status st = hire__allow_organisation(who, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write(p, revoke, &k, mem, err);
	hire_arena_free(mem);
	return st;
}

static hire_status
find(hire__work *w, void *args)
{
	keying *k = args;
	bool found = false;
	hire_filter by_hash = HIRE_IS("hash", k->hash);
	hire_status st =
	    hire__find(w, &hire_api_key_record, &by_hash, 1, &k->key, &found);
	if (!st && found)
		st = hire__get(
		    w, &hire_account_record, k->key.account_id, &k->account);
	if (st)
		return st;
	if (!found || k->key.revoked_at ||
	    k->account.state != HIRE_ACCOUNT_ACTIVE)
		return hire_fail(
		    w->err, HIRE_EAUTH, "key", "the key is wrong or revoked");
	return HIRE_OK;
}

static hire_status
note_use(hire__work *w, void *args)
{
	const keying *k = args;
	hire_api_key key;
	hire_status st = hire__get(w, &hire_api_key_record, k->key.id, &key);
	key.last_used_at = w->now.wall;
	return st ? st : hire__update(w, &hire_api_key_record, &key);
}

/* A store that cannot be written to is no reason to refuse a key. */
static hire_status
note_use_sometimes(
    hire_platform *p, keying *k, hire_arena *mem, hire_error *err)
{
	hire_time now = hire_ctx_now(p->ctx).wall;
	if (now - k->key.last_used_at < USE_NOTED_EVERY)
		return HIRE_OK;
	hire_status st = hire__write(p, note_use, k, mem, NULL);
	if (st == HIRE_ENOMEM)
		return hire__nomem(err);
	if (st)
		hire_ctx_log(
		    p->ctx, HIRE_LOG_DEBUG, "api_key.use_not_noted", NULL);
	return HIRE_OK;
}

hire_status
hire_accounts_key_actor(hire_platform *p, const char *secret, hire_arena *mem,
    hire_actor *out, hire_error *err)
{
	keying k = {.who = NULL};
	hire_status st =
	    hire__secret_hash(mem, secret ? secret : "", &k.hash, err);
	if (!st)
		st = hire__read(p, find, &k, mem, err);
	uint32_t scopes = 0;
	if (!st)
		st = hire__words_set(&hire_scope_words, "scopes",
		    k.key.scopes ? k.key.scopes : "", &scopes, err);
	if (!st)
		st = note_use_sometimes(p, &k, mem, err);
	if (st)
		return st;
	*out = hire__person(&k.account);
	out->organisation_id = k.key.organisation_id;
	out->scopes = scopes >> HIRE_SCOPE_ALL & 1 ? HIRE_SCOPES_ALL : scopes;
	return HIRE_OK;
}
