/* SPDX-License-Identifier: MIT
 * token_sign.c - writing and signing a token (RFC 7515, 7519, 9068).
 */
#include "token.h"

#include "util/crypto.h"
#include "util/ctx.h"
#include "util/json.h"

#include <stdio.h>
#include <string.h>

hire_status
hire__token_key_init(hire__token_key *k,
    const unsigned char key[HIRE__TOKEN_KEY], hire_error *err)
{
	static const char purpose[] = "hire token key name";
	unsigned char digest[HIRE__SHA256];
	hire_status st = hire__hmac_sha256(
	    key, HIRE__TOKEN_KEY, purpose, sizeof purpose - 1, digest, err);
	if (st)
		return st;
	memcpy(k->key, key, HIRE__TOKEN_KEY);
	for (size_t i = 0; i < (HIRE__TOKEN_KID - 1) / 2; i++)
		snprintf(k->kid + 2 * i, 3, "%02x", digest[i]);
	return HIRE_OK;
}

/* Append base64url of what `json` holds. */
static void
add_part(hire__buf *b, hire_arena *mem, const hire__buf *json)
{
	char *text =
	    json->failed ? NULL : hire__base64url(mem, json->s, json->len);
	if (text)
		hire__buf_adds(b, text);
	else
		b->failed = json->failed ? json->failed : HIRE_ENOMEM;
}

static void
add_header(hire__buf *b, hire_arena *mem, const hire__token_rules *rules)
{
	hire__buf json = HIRE__BUF(b->ctx, HIRE_TOKEN_MAX);
	hire__jw w = {&json, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_str(&w, "alg", "HS256");
	hire__jw_str(&w, "typ", "at+jwt");
	hire__jw_str(&w, "kid", rules->keys[0].kid);
	hire__jw_end(&w, '}');
	add_part(b, mem, &json);
	hire__buf_free(&json);
}

static void
add_claims(hire__buf *b, hire_arena *mem, const hire__token_rules *rules,
    const hire_identity_claims *c, const char *id)
{
	hire__buf json = HIRE__BUF(b->ctx, HIRE_TOKEN_MAX);
	hire__jw w = {&json, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_str(&w, "iss", rules->issuer);
	hire__jw_str(&w, "aud", rules->audience);
	hire__jw_str(&w, "sub", c->account);
	hire__jw_str(&w, "role", c->role);
	if (c->organisation)
		hire__jw_str(&w, "org", c->organisation);
	hire__jw_str(&w, "use", c->purpose);
	hire__jw_int(&w, "gen", c->generation);
	hire__jw_str(&w, "jti", id);
	hire__jw_int(&w, "iat", c->issued / HIRE_SECOND);
	hire__jw_int(&w, "nbf", c->issued / HIRE_SECOND);
	hire__jw_int(&w, "exp", c->expires / HIRE_SECOND);
	hire__jw_end(&w, '}');
	add_part(b, mem, &json);
	hire__buf_free(&json);
}

static void
add_signature(hire__buf *b, hire_arena *mem, const hire__token_key *key)
{
	unsigned char mac[HIRE__SHA256];
	if (b->failed)
		return;
	if (hire__hmac_sha256(
	        key->key, sizeof key->key, b->s, b->len, mac, NULL)) {
		b->failed = HIRE_ENOMEM; /* the only way HMAC fails here */
		return;
	}
	char *text = hire__base64url(mem, mac, sizeof mac);
	hire__buf_addc(b, '.');
	if (text)
		hire__buf_adds(b, text);
	else
		b->failed = HIRE_ENOMEM;
}

static hire_status
check_claims(const hire_identity_claims *c, hire_error *err)
{
	const char *field =
	    !c->account || !*c->account                           ? "account"
	    : !c->role || !*c->role                               ? "role"
	    : !c->purpose || !*c->purpose                         ? "purpose"
	    : c->generation < 0                                   ? "generation"
	    : c->issued <= 0                                      ? "issued"
	    : c->expires / HIRE_SECOND <= c->issued / HIRE_SECOND ? "expires"
	                                                          : NULL;
	return field ? hire_fail(err, HIRE_EINVAL, field,
	                   "a token needs a proper %s", field)
	             : HIRE_OK;
}

hire_status
hire__token_sign(const hire__token_rules *rules,
    const hire_identity_claims *claims, hire_arena *mem, const char **out,
    hire_error *err)
{
	hire_status st = check_claims(claims, err);
	const char *id = claims->id;
	if (!st && !id)
		st = hire__secret_new(mem, &id, err);
	if (st)
		return st;
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), HIRE_TOKEN_MAX);
	add_header(&b, mem, rules);
	hire__buf_addc(&b, '.');
	add_claims(&b, mem, rules, claims, id);
	add_signature(&b, mem, &rules->keys[0]);
	return hire__buf_take(&b, mem, out, err);
}
