/* SPDX-License-Identifier: MIT
 * once.c - the name that a client gave its call, and what the call was given.
 * Apart from input.c: an upload is hashed by its handler, when it is read.
 */
#include "call.h"

#include <openssl/evp.h>
#include <string.h>

enum { SHA256 = 32 };

/* Path, query and body, the lengths between them: no two calls share it. */
static bool
digest(const call *c, const void *bytes, size_t len, unsigned char out[SHA256])
{
	const http_request *r = c->http;
	const size_t lengths[] = {strlen(r->path), strlen(r->query)};
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool good = md && EVP_DigestInit_ex(md, EVP_sha256(), NULL) &&
	            EVP_DigestUpdate(md, lengths, sizeof lengths) &&
	            EVP_DigestUpdate(md, r->path, lengths[0]) &&
	            EVP_DigestUpdate(md, r->query, lengths[1]) &&
	            EVP_DigestUpdate(md, bytes ? bytes : "", len) &&
	            EVP_DigestFinal_ex(md, out, NULL);
	EVP_MD_CTX_free(md);
	return good;
}

hire_status
call_once(call *c, const void *bytes, size_t len, hire_error *err)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[SHA256];
	const char *key = http_header_get(c->http, "Idempotency-Key");
	if (!(c->route->marks & CREATES) || !key)
		return HIRE_OK;
	char *text = hire_arena_alloc(c->mem, 2 * SHA256 + 1);
	if (!text || !digest(c, bytes, len, hash))
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	for (size_t i = 0; i < SHA256; i++) {
		text[2 * i] = digits[hash[i] >> 4];
		text[2 * i + 1] = digits[hash[i] & 15];
	}
	c->who.request_key = key;
	c->who.request_hash = text;
	return HIRE_OK;
}
