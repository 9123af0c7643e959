/* SPDX-License-Identifier: MIT
 * local.c - identity without anybody else: own passwords, own tokens.
 */
#include "local.h"

#include "password.h"
#include "token.h"

#include "util/ctx.h"

#include <openssl/crypto.h>

typedef struct local {
	hire_ctx *ctx; /* borrowed */
	hire__hashing hashing;
	hire__token_key keys[2];
	char *issuer, *audience; /* owned */
	hire__token_rules rules; /* points into this struct */
} local;

static hire_status
local_hash(void *state, const char *password, hire_arena *mem, const char **out,
    hire_error *err)
{
	local *l = state;
	return hire__password_hash(&l->hashing, password, mem, out, err);
}

static hire_status
local_verify(void *state, const char *password, const char *hash,
    hire_identity_match *out, hire_error *err)
{
	local *l = state;
	return hire__password_verify(&l->hashing, password, hash, out, err);
}

static hire_status
local_issue(void *state, const hire_identity_claims *claims, hire_arena *mem,
    const char **token, hire_error *err)
{
	local *l = state;
	return hire__token_sign(&l->rules, claims, mem, token, err);
}

static hire_status
local_read(void *state, const char *token, const char *purpose, hire_time now,
    hire_arena *mem, hire_identity_claims *out, hire_error *err)
{
	local *l = state;
	return hire__token_read(&l->rules, token, purpose, now, mem, out, err);
}

static void
local_close(void *state)
{
	local *l = state;
	OPENSSL_cleanse(l->keys, sizeof l->keys);
	hire__hasher_fini(&l->hashing.hasher);
	hire__gate_fini(&l->hashing.gate);
	hire__free(l->ctx, l->issuer);
	hire__free(l->ctx, l->audience);
	hire__free(l->ctx, l);
}

static const hire_identity_ops local_ops = {.size = sizeof local_ops,
    .name = "local",
    .hash = local_hash,
    .verify = local_verify,
    .issue = local_issue,
    .read = local_read,
    .close = local_close};

static hire_status
fill(local *l, const hire__identity_local *o, hire_error *err)
{
	l->issuer = hire__strdup(l->ctx, o->issuer ? o->issuer : "hire");
	l->audience = hire__strdup(l->ctx, o->audience ? o->audience : "hire");
	if (!l->issuer || !l->audience)
		return hire__nomem(err);
	hire_status st = hire__token_key_init(&l->keys[0], o->key, err);
	if (!st && o->old_key)
		st = hire__token_key_init(&l->keys[1], o->old_key, err);
	l->rules = (hire__token_rules){
	    l->issuer, l->audience, l->keys, o->old_key ? 2 : 1};
	return st;
}

hire_status
hire__identity_local_open(hire_ctx *ctx, const hire__identity_local *options,
    hire_identity *out, hire_error *err)
{
	if (!options->key)
		return hire_fail(
		    err, HIRE_EINVAL, "key", "tokens need a key of 32 bytes");
	local *l = hire__zalloc(ctx, sizeof *l);
	if (!l)
		return hire__nomem(err);
	l->ctx = ctx;
	hire__gate_init(&l->hashing.gate, 0, 0);
	hire__hasher_init(&l->hashing.hasher);
	hire_status st = fill(l, options, err);
	if (!st)
		st = hire_identity_init(out, &local_ops, l, err);
	if (st)
		local_close(l);
	return st;
}
