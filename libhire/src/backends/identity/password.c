/* SPDX-License-Identifier: MIT
 * password.c - hashing passwords with argon2id (RFC 9106) from libargon2.
 */
#include "password.h"

#include "util/crypto.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

/* One of OWASP's equally strong minimal settings. */
enum { MEMORY_KIB = 19456, PASSES = 2, LANES = 1, SALT = 16, HASH = 32 };
/* Stored strings may ask for more than we do, but not for the whole machine. */
enum { MEMORY_KIB_MAX = 1 << 18, PASSES_MAX = 16, LANES_MAX = 16 };
enum { ENCODED_MAX = 160, PART_MAX = 64 };

/* What a stored string holds. */
typedef struct stored {
	uint32_t memory, passes, lanes;
	unsigned char salt[PART_MAX], hash[PART_MAX];
	size_t salt_len, hash_len;
} stored;

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

/* argon2id of `password` as `how` says, to `out` (how->hash_len bytes). */
static hire_status
compute(hire__hashing *h, const char *password, const stored *how,
    unsigned char *out, hire_error *err)
{
	int code = ARGON2_OK;
	argon2_context job = {.out = out,
	    .outlen = (uint32_t)how->hash_len,
	    .pwd = (uint8_t *)password,
	    .pwdlen = (uint32_t)strlen(password),
	    .salt = (uint8_t *)how->salt,
	    .saltlen = (uint32_t)how->salt_len,
	    .t_cost = how->passes,
	    .m_cost = how->memory,
	    .lanes = how->lanes,
	    .threads = 1,
	    .version = ARGON2_VERSION_13};
	hire_status st = hire__gate_enter(&h->gate, err);
	if (st)
		return st;
	st = hire__hasher_run(&h->hasher, &job, &code, err);
	hire__gate_leave(&h->gate);
	return st || !code ? st : failed(code, err);
}

/* Base64 as the PHC format has it: without padding. */
static const char *
unpadded(hire_arena *mem, const void *bytes, size_t n)
{
	char *text = hire__base64(mem, bytes, n);
	if (text)
		text[strcspn(text, "=")] = '\0';
	return text;
}

hire_status
hire__password_hash(hire__hashing *h, const char *password, hire_arena *mem,
    const char **out, hire_error *err)
{
	stored s = {MEMORY_KIB, PASSES, LANES, {0}, {0}, SALT, HASH};
	hire_status st = hire__password_check(password, err);
	if (!st)
		st = hire__random(hire_arena_ctx(mem), s.salt, SALT, err);
	if (!st)
		st = compute(h, password, &s, s.hash, err);
	if (st)
		return st;
	const char *salt = unpadded(mem, s.salt, SALT);
	const char *hash = unpadded(mem, s.hash, HASH);
	const char *text =
	    salt && hash
	        ? hire_arena_printf(mem, "$argon2id$v=%d$m=%u,t=%u,p=%u$%s$%s",
	              ARGON2_VERSION_13, (unsigned)s.memory, (unsigned)s.passes,
	              (unsigned)s.lanes, salt, hash)
	        : NULL;
	if (!text)
		return hire__nomem(err);
	*out = text;
	return HIRE_OK;
}

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

/* "$" and base64 without padding up to the next "$" or the end. */
static bool
read_part(const char **s, unsigned char out[PART_MAX], size_t *len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                             "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = 0;
	unsigned held = 0;
	size_t n = 0;
	if (*(*s)++ != '$')
		return false;
	for (; **s && **s != '$'; (*s)++) {
		const char *digit = strchr(digits, **s);
		if (!digit || n == PART_MAX)
			return false;
		bits = bits << 6 | (uint32_t)(digit - digits);
		held += 6;
		if (held >= 8) {
			held -= 8;
			out[n++] = (unsigned char)(bits >> held);
			bits &= (1u << held) - 1;
		}
	}
	*len = n;
	return n >= 8 && !bits && held < 6;
}

static bool
read_stored(const char *s, stored *out)
{
	return strnlen(s, ENCODED_MAX) < ENCODED_MAX &&
	       read_number(
	           &s, "$argon2id$v=19$m=", MEMORY_KIB_MAX, &out->memory) &&
	       read_number(&s, ",t=", PASSES_MAX, &out->passes) &&
	       read_number(&s, ",p=", LANES_MAX, &out->lanes) &&
	       read_part(&s, out->salt, &out->salt_len) &&
	       read_part(&s, out->hash, &out->hash_len) && !*s;
}

hire_status
hire__password_verify(hire__hashing *h, const char *password, const char *hash,
    hire_identity_match *out, hire_error *err)
{
	/* Nobody's password: the same work, so that time does not tell. */
	stored s = {MEMORY_KIB, PASSES, LANES, {0}, {0}, SALT, HASH};
	unsigned char ours[PART_MAX] = {0};
	if (hash && !read_stored(hash, &s))
		return hire_fail(err, HIRE_ECORRUPT, "hash",
		    "a stored password hash is not one of ours");
	bool same =
	    strnlen(password, HIRE_PASSWORD_MAX + 1) <= HIRE_PASSWORD_MAX;
	hire_status st = same ? compute(h, password, &s, ours, err) : HIRE_OK;
	if (st)
		return st;
	same = same && hash && hire__same_secret(ours, s.hash, s.hash_len);
	*out = (hire_identity_match){
	    same, same && (s.memory != MEMORY_KIB || s.passes != PASSES ||
	                      s.lanes != LANES)};
	return HIRE_OK;
}
