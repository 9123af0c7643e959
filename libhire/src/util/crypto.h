/* SPDX-License-Identifier: MIT
 * crypto.h - digests, secrets and their text forms, from OpenSSL.
 */
#ifndef HIRE_UTIL_CRYPTO_H
#define HIRE_UTIL_CRYPTO_H

#include <hire/base.h>

enum { HIRE__SHA256 = 32 };

HIRE_CHECK hire_status
hire__sha256(const void *bytes, size_t n, unsigned char out[HIRE__SHA256],
    hire_error *err);

HIRE_CHECK hire_status
hire__hmac_sha256(const void *key, size_t key_len, const void *bytes, size_t n,
    unsigned char out[HIRE__SHA256], hire_error *err);

/* Lower-case hex, in `mem`; NULL when out of memory. */
char *
hire__hex(hire_arena *mem, const void *bytes, size_t n);

/* base64url without padding (RFC 4648 section 5), in `mem`. */
char *
hire__base64url(hire_arena *mem, const void *bytes, size_t n);

/* base64 with padding (RFC 4648 section 4), in `mem`. */
char *
hire__base64(hire_arena *mem, const void *bytes, size_t n);

/* The bytes of base64 with padding that hire__base64() wrote, in `mem`; `*len`
 * is 0 when it is none.  NULL when out of memory. */
unsigned char *
hire__base64_decode(hire_arena *mem, const char *s, size_t *len);

/* Whether the `n` characters at `s`, of a string, are strict base64url and at
 * least one: to tell from running out of memory, which decoding cannot do. */
bool
hire__base64url_valid(const char *s, size_t n);

/* The bytes of strict base64url (no padding, no blanks, no stray bits), in
 * `mem`; NULL when it is not or when out of memory. */
unsigned char *
hire__base64url_decode(hire_arena *mem, const char *s, size_t n, size_t *len);

/* Whether the `n` bytes are equal, in a time that does not depend on them. */
bool
hire__same_secret(const void *a, const void *b, size_t n);

/* A secret of 192 random bits as base64url, in `mem`. */
HIRE_CHECK hire_status
hire__secret_new(hire_arena *mem, const char **out, hire_error *err);

/* Hex SHA-256 of a text: how secrets of high entropy are stored. */
HIRE_CHECK hire_status
hire__secret_hash(
    hire_arena *mem, const char *secret, const char **out, hire_error *err);

#endif
