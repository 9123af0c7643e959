/* SPDX-License-Identifier: MIT
 * password.c - hashing passwords with argon2id (RFC 9106) from libargon2.
 */
#include "password.h"

#include "util/ctx.h"
#include "util/utf8.h"

#include <argon2.h>
#include <string.h>

/* One of OWASP's equally strong minimal settings. */
enum { MEMORY_KIB = 19456, PASSES = 2, LANES = 1, SALT = 16, HASH = 32 };
/* Stored strings may ask for more than we do, but not for the whole machine. */
enum { MEMORY_KIB_MAX = 1 << 18, PASSES_MAX = 16, LANES_MAX = 16 };
enum { ENCODED_MAX = 160 };

hire_status
hire__password_check(const char *password, hire_error *err)
{
	size_t n = strnlen(password, HIRE_PASSWORD_MAX + 1);
	if (n > HIRE_PASSWORD_MAX)
		return hire_fail(err, HIRE_EINVAL, "password",
		    "at most %d bytes", HIRE_PASSWORD_MAX);
	if (!hire__utf8_valid(password, n))
		return hire_fail(
		    err, HIRE_EINVAL, "password", "not valid UTF-8");
	if (hire__utf8_count(password, n) < HIRE_PASSWORD_MIN)
		return hire_fail(err, HIRE_EINVAL, "password",
		    "at least %d characters", HIRE_PASSWORD_MIN);
	if (hire__password_common(password))
		return hire_fail(err, HIRE_EINVAL, "password",
		    "among the most common ones: choose another");
	return HIRE_OK;
}

static hire_status
failed(int code, hire_error *err)
{
	if (code == ARGON2_MEMORY_ALLOCATION_ERROR)
		return hire__nomem(err);
	return hire_fail(err, HIRE_EINTERNAL, NULL, "argon2 failed (%d)", code);
}

hire_status
hire__password_hash(hire__gate *g, const char *password, hire_arena *mem,
    const char **out, hire_error *err)
{
	unsigned char salt[SALT];
	char encoded[ENCODED_MAX];
	hire_status st = hire__password_check(password, err);
	if (!st)
		st = hire__random(hire_arena_ctx(mem), salt, sizeof salt, err);
	if (!st)
		st = hire__gate_enter(g, err);
	if (st)
		return st;
	int code = argon2id_hash_encoded(PASSES, MEMORY_KIB, LANES, password,
	    strlen(password), salt, SALT, HASH, encoded, sizeof encoded);
	hire__gate_leave(g);
	if (code)
		return failed(code, err);
	const char *copy = hire_arena_strdup(mem, encoded);
	if (!copy)
		return hire__nomem(err);
	*out = copy;
	return HIRE_OK;
}

typedef struct cost {
	uint32_t memory, passes, lanes;
} cost;

static bool
read_number(const char **s, const char *before, uint32_t max, uint32_t *out)
{
	size_t n = strlen(before);
	uint32_t v = 0;
	if (strncmp(*s, before, n) != 0)
		return false;
	const char *at = *s + n, *start = at;
	for (; *at >= '0' && *at <= '9' && v <= max; at++)
		v = v * 10 + (uint32_t)(*at - '0');
	*s = at;
	*out = v;
	return at > start && v && v <= max;
}

static bool
read_cost(const char *hash, cost *out)
{
	return read_number(
	           &hash, "$argon2id$v=19$m=", MEMORY_KIB_MAX, &out->memory) &&
	       read_number(&hash, ",t=", PASSES_MAX, &out->passes) &&
	       read_number(&hash, ",p=", LANES_MAX, &out->lanes) &&
	       *hash == '$';
}

static int
compare(const char *password, const char *hash)
{
	static const unsigned char salt[SALT];
	unsigned char waste[HASH];
	if (hash)
		return argon2id_verify(hash, password, strlen(password));
	/* Nobody's password: the same work, so that time does not tell. */
	int code = argon2id_hash_raw(PASSES, MEMORY_KIB, LANES, password,
	    strlen(password), salt, SALT, waste, HASH);
	return code ? code : ARGON2_VERIFY_MISMATCH;
}

hire_status
hire__password_verify(hire__gate *g, const char *password, const char *hash,
    hire_identity_match *out, hire_error *err)
{
	cost c = {MEMORY_KIB, PASSES, LANES};
	if (hash &&
	    (strnlen(hash, ENCODED_MAX) == ENCODED_MAX || !read_cost(hash, &c)))
		return hire_fail(err, HIRE_ECORRUPT, "hash",
		    "a stored password hash is not one of ours");
	if (strnlen(password, HIRE_PASSWORD_MAX + 1) > HIRE_PASSWORD_MAX) {
		*out = (hire_identity_match){false, false};
		return HIRE_OK;
	}
	hire_status st = hire__gate_enter(g, err);
	if (st)
		return st;
	int code = compare(password, hash);
	hire__gate_leave(g);
	if (code == ARGON2_DECODING_FAIL || code == ARGON2_DECODING_LENGTH_FAIL)
		return hire_fail(err, HIRE_ECORRUPT, "hash",
		    "a stored password hash is not one of ours");
	if (code && code != ARGON2_VERIFY_MISMATCH)
		return failed(code, err);
	*out = (hire_identity_match){
	    !code, !code && (c.memory != MEMORY_KIB || c.passes != PASSES ||
	                        c.lanes != LANES)};
	return HIRE_OK;
}
