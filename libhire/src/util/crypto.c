/* SPDX-License-Identifier: MIT
 * crypto.c - digests, secrets and their text forms, from OpenSSL.
 */
#include "crypto.h"

#include "ctx.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

hire_status
hire__sha256(const void *bytes, size_t n, unsigned char out[HIRE__SHA256],
    hire_error *err)
{
	if (EVP_Digest(bytes, n, out, NULL, EVP_sha256(), NULL) == 1)
		return HIRE_OK;
	return hire_fail(err, HIRE_EINTERNAL, NULL, "SHA-256 failed");
}

hire_status
hire__hmac_sha256(const void *key, size_t key_len, const void *bytes, size_t n,
    unsigned char out[HIRE__SHA256], hire_error *err)
{
	unsigned len = HIRE__SHA256;
	if (key_len <= 4096 &&
	    HMAC(EVP_sha256(), key, (int)key_len, bytes, n, out, &len))
		return HIRE_OK;
	return hire_fail(err, HIRE_EINTERNAL, NULL, "HMAC-SHA-256 failed");
}

char *
hire__hex(hire_arena *mem, const void *bytes, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *b = bytes;
	char *s = hire_arena_alloc(mem, 2 * n + 1);
	for (size_t i = 0; s && i < n; i++) {
		s[2 * i] = hex[b[i] >> 4];
		s[2 * i + 1] = hex[b[i] & 15];
	}
	return s;
}

char *
hire__base64url(hire_arena *mem, const void *bytes, size_t n)
{
	const unsigned char *b = bytes;
	char *s = hire_arena_alloc(mem, (n * 4 + 2) / 3 + 1);
	unsigned acc = 0;
	int bits = 0;
	size_t o = 0;
	for (size_t i = 0; s && i < n; i++) {
		acc = (acc << 8 | b[i]) & 0xFFFF;
		for (bits += 8; bits >= 6; bits -= 6)
			s[o++] = alphabet[acc >> (bits - 6) & 63];
	}
	if (s && bits)
		s[o] = alphabet[acc << (6 - bits) & 63];
	return s;
}

char *
hire__base64(hire_arena *mem, const void *bytes, size_t n)
{
	char *s = hire__base64url(mem, bytes, n);
	size_t len = s ? strlen(s) : 0, pad = (4 - len % 4) % 4;
	char *padded = s ? hire_arena_alloc(mem, len + pad + 1) : NULL;
	for (size_t i = 0; padded && i < len; i++)
		padded[i] = (char)(s[i] == '-'   ? '+'
		                   : s[i] == '_' ? '/'
		                                 : s[i]);
	if (padded)
		memset(padded + len, '=', pad);
	return padded;
}

bool
hire__base64url_valid(const char *s, size_t n)
{
	static const unsigned stray[] = {0, 0, 15, 3}; /* by n % 4 */
	if (!n || n % 4 == 1 || strspn(s, alphabet) < n)
		return false;
	const char *last = strchr(alphabet, s[n - 1]);
	return last && !((unsigned)(last - alphabet) & stray[n % 4]);
}

unsigned char *
hire__base64url_decode(hire_arena *mem, const char *s, size_t n, size_t *len)
{
	unsigned char *out = n % 4 == 1 ? NULL : hire_arena_alloc(mem, n + 1);
	unsigned acc = 0;
	int bits = 0;
	size_t o = 0;
	for (size_t i = 0; out && i < n; i++) {
		const char *at = s[i] ? strchr(alphabet, s[i]) : NULL;
		if (!at)
			return NULL;
		acc = (acc << 6 | (unsigned)(at - alphabet)) & 0xFFFF;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			out[o++] = (unsigned char)(acc >> bits);
		}
	}
	if (!out || acc & ((1u << bits) - 1))
		return NULL;
	*len = o;
	return out;
}

unsigned char *
hire__base64_decode(hire_arena *mem, const char *s, size_t *len)
{
	size_t n = strcspn(s, "=");
	char *url = hire_arena_strndup(mem, s, n);
	for (char *c = url; c && *c; c++)
		*c = (char)(*c == '+' ? '-' : *c == '/' ? '_' : *c);
	*len = 0;
	if (url && !hire__base64url_valid(url, n))
		return hire_arena_alloc(mem, 1);
	return url ? hire__base64url_decode(mem, url, n, len) : NULL;
}

bool
hire__same_secret(const void *a, const void *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}

hire_status
hire__secret_new(hire_arena *mem, const char **out, hire_error *err)
{
	unsigned char raw[24];
	hire_status st =
	    hire__random(hire_arena_ctx(mem), raw, sizeof raw, err);
	if (st)
		return st;
	const char *s = hire__base64url(mem, raw, sizeof raw);
	OPENSSL_cleanse(raw, sizeof raw);
	if (!s)
		return hire__nomem(err);
	*out = s;
	return HIRE_OK;
}

hire_status
hire__secret_hash(
    hire_arena *mem, const char *secret, const char **out, hire_error *err)
{
	unsigned char digest[HIRE__SHA256];
	hire_status st = hire__sha256(secret, strlen(secret), digest, err);
	if (st)
		return st;
	const char *s = hire__hex(mem, digest, sizeof digest);
	if (!s)
		return hire__nomem(err);
	*out = s;
	return HIRE_OK;
}
