/* SPDX-License-Identifier: MIT
 * token_read.c - checking a token: everything a stranger may have bent.
 * The order matters: nothing in the claims is looked at before the signature.
 */
#include "token.h"

#include "util/crypto.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { SKEW_SECONDS = 60 };

typedef struct parts {
	const char *head, *body, *mac;
	size_t head_len, body_len, mac_len, signed_len;
} parts;

static hire_status
invalid(hire_error *err)
{
	return hire_fail(err, HIRE_EAUTH, "token", "the log-in is not valid");
}

static bool
split(const char *token, parts *p)
{
	size_t n = strnlen(token, HIRE_TOKEN_MAX + 1);
	const char *first = n <= HIRE_TOKEN_MAX ? strchr(token, '.') : NULL;
	const char *second = first ? strchr(first + 1, '.') : NULL;
	if (!second || strchr(second + 1, '.'))
		return false;
	*p = (parts){token, first + 1, second + 1, (size_t)(first - token),
	    (size_t)(second - first - 1), n - (size_t)(second + 1 - token),
	    (size_t)(second - token)};
	/* A second spelling of the same token would pass for another one. */
	return hire__base64url_valid(p->head, p->head_len) &&
	       hire__base64url_valid(p->body, p->body_len) &&
	       hire__base64url_valid(p->mac, p->mac_len);
}

/* The JSON object in a part. */
static hire_status
parse_part(hire_arena *mem, const char *s, size_t n, const hire__json **out,
    hire_error *err)
{
	size_t len;
	unsigned char *json = hire__base64url_decode(mem, s, n, &len);
	if (!json)
		return hire__nomem(err);
	hire_status st =
	    hire__json_parse(mem, (const char *)json, len, out, NULL);
	if (st == HIRE_ENOMEM)
		return hire__nomem(err);
	return st ? invalid(err) : HIRE_OK;
}

static bool
text_is(const hire__json *object, const char *key, const char *want)
{
	const char *got = hire__json_str(object, key, NULL);
	return got && !strcmp(got, want);
}

/* The algorithm is ours, not the token's: it only has to say the same. */
static const hire__token_key *
key_of(const hire__token_rules *rules, const hire__json *head)
{
	if (!text_is(head, "alg", "HS256") || !text_is(head, "typ", "at+jwt") ||
	    hire__json_get(head, "crit"))
		return NULL;
	for (size_t i = 0; i < rules->key_count; i++)
		if (text_is(head, "kid", rules->keys[i].kid))
			return &rules->keys[i];
	return NULL;
}

static hire_status
check_signature(const hire__token_rules *rules, const char *token,
    const parts *p, hire_arena *mem, hire_error *err)
{
	const hire__json *head;
	unsigned char mac[HIRE__SHA256];
	size_t len = 0;
	hire_status st = parse_part(mem, p->head, p->head_len, &head, err);
	if (st)
		return st;
	const hire__token_key *key = key_of(rules, head);
	const unsigned char *given =
	    hire__base64url_decode(mem, p->mac, p->mac_len, &len);
	if (!given)
		return hire__nomem(err);
	if (!key || len != HIRE__SHA256)
		return invalid(err);
	st = hire__hmac_sha256(
	    key->key, sizeof key->key, token, p->signed_len, mac, err);
	if (st)
		return st;
	return hire__same_secret(mac, given, sizeof mac) ? HIRE_OK
	                                                 : invalid(err);
}

static bool
times_sane(const hire__json *c, int64_t *issued, int64_t *expires)
{
	const int64_t max = INT64_MAX / HIRE_SECOND - SKEW_SECONDS;
	*issued = hire__json_int(c, "iat", -1);
	*expires = hire__json_int(c, "exp", -1);
	return *issued > 0 && *expires > *issued && *expires <= max;
}

static hire_status
check_claims(const hire__token_rules *rules, const hire__json *c,
    const char *purpose, hire_time now, hire_identity_claims *out,
    hire_error *err)
{
	int64_t issued, expires, seconds = now / HIRE_SECOND;
	*out = (hire_identity_claims){
	    .account = hire__json_str(c, "sub", NULL),
	    .role = hire__json_str(c, "role", NULL),
	    .organisation = hire__json_str(c, "org", NULL),
	    .purpose = hire__json_str(c, "use", NULL),
	    .id = hire__json_str(c, "jti", NULL),
	    .generation = hire__json_int(c, "gen", -1),
	};
	if (!text_is(c, "iss", rules->issuer) ||
	    !text_is(c, "aud", rules->audience) ||
	    !text_is(c, "use", purpose) || !out->account || !out->role ||
	    !out->id || out->generation < 0 ||
	    !times_sane(c, &issued, &expires) ||
	    hire__json_int(c, "nbf", issued) > seconds + SKEW_SECONDS ||
	    issued > seconds + SKEW_SECONDS)
		return invalid(err);
	if (seconds >= expires + SKEW_SECONDS)
		return hire_fail(err, HIRE_EAUTH, "token",
		    "the log-in is over: log in again");
	out->issued = issued * HIRE_SECOND;
	out->expires = expires * HIRE_SECOND;
	return HIRE_OK;
}

hire_status
hire__token_read(const hire__token_rules *rules, const char *token,
    const char *purpose, hire_time now, hire_arena *mem,
    hire_identity_claims *out, hire_error *err)
{
	parts p;
	const hire__json *body;
	hire_identity_claims claims;
	if (!token || !purpose || !split(token, &p))
		return invalid(err);
	hire_status st = check_signature(rules, token, &p, mem, err);
	if (!st)
		st = parse_part(mem, p.body, p.body_len, &body, err);
	if (!st)
		st = check_claims(rules, body, purpose, now, &claims, err);
	if (!st)
		*out = claims;
	return st;
}
