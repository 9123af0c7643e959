/* SPDX-License-Identifier: MIT
 * token.h - JSON Web Tokens of our own: HS256 and nothing else.
 * Written here because no library at hand pins the algorithm (RFC 8725).
 */
#ifndef HIRE_BACKENDS_IDENTITY_TOKEN_H
#define HIRE_BACKENDS_IDENTITY_TOKEN_H

#include <hire/sys/identity.h>

enum { HIRE__TOKEN_KEY = 32, HIRE__TOKEN_KID = 17 };

/* A signing key and its name, taken from its digest. */
typedef struct hire__token_key {
	unsigned char key[HIRE__TOKEN_KEY];
	char kid[HIRE__TOKEN_KID];
} hire__token_key;

/* Who signs, for whom, with what.  All borrowed. */
typedef struct hire__token_rules {
	const char *issuer, *audience;
	const hire__token_key *keys; /* the first signs, all verify */
	size_t key_count;
} hire__token_rules;

HIRE_CHECK hire_status
hire__token_key_init(hire__token_key *k,
    const unsigned char key[HIRE__TOKEN_KEY], hire_error *err);

HIRE_CHECK hire_status
hire__token_sign(const hire__token_rules *rules,
    const hire_identity_claims *claims, hire_arena *mem, const char **out,
    hire_error *err);

HIRE_CHECK hire_status
hire__token_read(const hire__token_rules *rules, const char *token,
    const char *purpose, hire_time now, hire_arena *mem,
    hire_identity_claims *out, hire_error *err);

#endif
