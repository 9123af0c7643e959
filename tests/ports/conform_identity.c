/* SPDX-License-Identifier: MIT
 * conform_identity.c - what every identity backend must do.
 */
#include "conform.h"

#include <string.h>

static hire_identity *identity;
static hire_arena *arena;

#define CALL(method, ...) identity->ops.method(identity->state, __VA_ARGS__)

static const char *const refused[] = {"", "short7c", "password", "Password1!",
    "12345678", "87654321", "aaaaaaaa", "qwertyuiop", "1q2w3e4r", "letmein2026",
    "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "hijklmno"};

static void
passwords(void)
{
	static const char good[] = "correct gr\xC3\xBC"
	                           "n battery";
	const char *a, *b;
	hire_identity_match m;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		hire_error err = {.code = HIRE_OK};
		ck_assert_status(
		    CALL(hash, refused[i], arena, &a, &err), HIRE_EINVAL);
		ck_assert_str_eq(err.field, "password");
		ck_assert_ptr_null(
		    *refused[i] ? strstr(err.message, refused[i]) : NULL);
	}
	ck_assert_ok(CALL(hash, good, arena, &a, NULL));
	ck_assert_ok(CALL(hash, good, arena, &b, NULL));
	ck_assert_str_ne(a, b); /* salted */
	ck_assert_int_eq(strncmp(a, "$", 1), 0);
	ck_assert_ok(CALL(verify, good, a, &m, NULL));
	ck_assert(m.same && !m.rehash);
	ck_assert_ok(CALL(verify, "correct gr\xC3\xBCn batterY", a, &m, NULL));
	ck_assert(!m.same && !m.rehash);
	ck_assert_ok(CALL(verify, good, NULL, &m, NULL));
	ck_assert(!m.same && !m.rehash);
	ck_assert_status(CALL(verify, good, "plain", &m, NULL), HIRE_ECORRUPT);
	char longest[HIRE_PASSWORD_MAX + 2];
	for (size_t i = 0; i < sizeof longest; i++)
		longest[i] = (char)('a' + (i * 7 + i / 26) % 26);
	longest[HIRE_PASSWORD_MAX + 1] = '\0';
	ck_assert_status(CALL(hash, longest, arena, &a, NULL), HIRE_EINVAL);
	longest[HIRE_PASSWORD_MAX] = '\0';
	ck_assert_ok(CALL(hash, longest, arena, &a, NULL));
	ck_assert_ok(CALL(verify, longest, a, &m, NULL));
	ck_assert(m.same);
}

static void
expect_auth(const char *token, const char *purpose, hire_time now)
{
	hire_identity_claims out = {.account = "untouched"};
	hire_error err = {.code = HIRE_OK};
	ck_assert_status(
	    CALL(read, token, purpose, now, arena, &out, &err), HIRE_EAUTH);
	ck_assert_str_eq(out.account, "untouched");
}

static void
bent_tokens(const char *token, hire_time now)
{
	size_t n = strlen(token);
	char *bent = hire_arena_alloc(arena, n + 3);
	for (size_t i = 0; i < n; i++) {
		memcpy(bent, token, n + 1);
		bent[i] = token[i] == 'A' ? 'B' : 'A';
		expect_auth(bent, "access", now);
	}
	for (size_t i = 0; i < n; i += 7) {
		memcpy(bent, token, n + 1);
		bent[i] = '\0';
		expect_auth(bent, "access", now);
	}
	expect_auth(hire_arena_printf(arena, "%s=", token), "access", now);
	expect_auth(hire_arena_printf(arena, "%s ", token), "access", now);
	expect_auth(hire_arena_printf(arena, " %s", token), "access", now);
	expect_auth(hire_arena_printf(arena, "%s.x", token), "access", now);
	char *huge = hire_arena_alloc(arena, HIRE_TOKEN_MAX + 2);
	memset(huge, 'A', HIRE_TOKEN_MAX + 1);
	expect_auth(huge, "access", now);
}

static void
tokens(hire_time now)
{
	const hire_identity_claims claims = {.account = "acc_1",
	    .role = "hr",
	    .organisation = "org_1",
	    .purpose = "access",
	    .generation = 3,
	    .issued = now,
	    .expires = now + 10 * HIRE_MINUTE};
	const char *token;
	hire_identity_claims got;
	ck_assert_ok(CALL(issue, &claims, arena, &token, NULL));
	ck_assert_ok(CALL(read, token, "access", now, arena, &got, NULL));
	ck_assert_str_eq(got.account, "acc_1");
	ck_assert_str_eq(got.role, "hr");
	ck_assert_str_eq(got.organisation, "org_1");
	ck_assert_str_eq(got.purpose, "access");
	ck_assert_int_eq(got.generation, 3);
	ck_assert(got.id && *got.id);
	ck_assert_int_eq(got.issued, now / HIRE_SECOND * HIRE_SECOND);
	expect_auth(token, "reset", now);
	expect_auth(token, "access", now + 12 * HIRE_MINUTE);
	expect_auth(token, "access", now - 2 * HIRE_MINUTE);
	bent_tokens(token, now);
	hire_identity_claims bad = claims;
	bad.expires = now;
	ck_assert_status(CALL(issue, &bad, arena, &token, NULL), HIRE_EINVAL);
	bad = claims;
	bad.account = NULL;
	ck_assert_status(CALL(issue, &bad, arena, &token, NULL), HIRE_EINVAL);
	bad = claims;
	bad.organisation = NULL;
	ck_assert_ok(CALL(issue, &bad, arena, &token, NULL));
	ck_assert_ok(CALL(read, token, "access", now, arena, &got, NULL));
	ck_assert_ptr_null(got.organisation);
}

void
conform_identity(hire_identity *i, hire_time now, hire_arena *mem)
{
	identity = i;
	arena = mem;
	if (i->ops.hash)
		passwords();
	if (i->ops.issue)
		tokens(now);
	else
		expect_auth("a.b.c", "access", now);
}
