/* SPDX-License-Identifier: MIT
 * test_identity.c - local identity: the port's promises, hostile tokens, old
 * hashes, too many at once.
 */
#include "conform.h"
#include "stage.h"

#include "backends/identity/local.h"
#include "backends/identity/password.h"
#include "util/crypto.h"

#include <argon2.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const unsigned char key[32] = "one key of thirty-two bytes only";
static const unsigned char other_key[32] = "another key of 32 bytes, exactly";

static hire_identity id;

static void
setup(void)
{
	const hire__identity_local o = {.key = key};
	stage_open();
	ck_assert_ok(hire__identity_local_open(stage_host.ctx, &o, &id, NULL));
}

static void
teardown(void)
{
	hire_identity_fini(&id);
	stage_close();
}

START_TEST(local_conforms)
{
	conform_identity(&id, stage_host.now.wall, stage_mem);
	ck_assert(!id.ops.begin && !id.ops.finish);
}
END_TEST

/* A token with our key over any header and claims. */
static const char *
forge(const char *head, const char *claims)
{
	unsigned char mac[HIRE__SHA256];
	char *text = hire_arena_printf(stage_mem, "%s.%s",
	    hire__base64url(stage_mem, head, strlen(head)),
	    hire__base64url(stage_mem, claims, strlen(claims)));
	ck_assert_ok(
	    hire__hmac_sha256(key, sizeof key, text, strlen(text), mac, NULL));
	return hire_arena_printf(stage_mem, "%s.%s", text,
	    hire__base64url(stage_mem, mac, sizeof mac));
}

static hire_status
read_token(const char *token)
{
	hire_identity_claims got;
	return id.ops.read(id.state, token, "access", stage_host.now.wall,
	    stage_mem, &got, NULL);
}

static const char *
kid(void)
{
	static const char purpose[] = "hire token key name";
	unsigned char mac[HIRE__SHA256];
	ck_assert_ok(hire__hmac_sha256(
	    key, sizeof key, purpose, sizeof purpose - 1, mac, NULL));
	return hire__hex(stage_mem, mac, 8);
}

/* "%s" is the key's name; the first of each is the good one. */
static const char *const heads[] = {
    "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}",
    "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}",
    "{\"alg\":\"hs256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}",
    "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}",
    "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}",
    "{\"alg\":\"HS256\",\"kid\":\"%s\"}",
    "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"../%s\"}",
    "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
    "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"%s\",\"crit\":[]}",
    "{\"alg\":\"none\",\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}",
    "[\"HS256\"]",
    "HS256",
};

#define CLAIMS(iss, aud, rest)                                                 \
	"{\"iss\":" iss ",\"aud\":" aud ",\"sub\":\"a\",\"role\":\"hr\","      \
	"\"use\":\"access\",\"gen\":0,\"jti\":\"x\"," rest "}"

/* The clock stands at 1795348800. */
static const char *const claims[] = {
    CLAIMS("\"hire\"", "\"hire\"", "\"iat\":1795348800,\"exp\":1795349000"),
    CLAIMS("\"him\"", "\"hire\"", "\"iat\":1795348800,\"exp\":1795349000"),
    CLAIMS("\"hire\"", "\"her\"", "\"iat\":1795348800,\"exp\":1795349000"),
    CLAIMS("\"hire\"", "[\"hire\"]", "\"iat\":1795348800,\"exp\":1795349000"),
    CLAIMS("\"hire\"", "\"hire\"", "\"iat\":1795348800"),
    CLAIMS("\"hire\"", "\"hire\"", "\"iat\":1795348800,\"exp\":\"never\""),
    CLAIMS("\"hire\"", "\"hire\"", "\"iat\":1795348800,\"exp\":1e99"),
    CLAIMS("\"hire\"", "\"hire\"", "\"iat\":1795348000,\"exp\":1795348740"),
    CLAIMS("\"hire\"", "\"hire\"", "\"iat\":1795348861,\"exp\":1795349000"),
    CLAIMS("\"hire\"", "\"hire\"",
        "\"iat\":1795348800,\"exp\":1795349000,\"nbf\":1795348861"),
    CLAIMS("\"hire\"", "\"hire\"",
        "\"iat\":1795348800,\"exp\":1795349000,\"iss\":\"hire\""),
};

START_TEST(hostile_tokens_are_refused)
{
	char head[200];
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		const char *at = strstr(heads[i], "%s");
		int n = at ? (int)(at - heads[i]) : (int)strlen(heads[i]);
		snprintf(head, sizeof head, "%.*s%s%s", n, heads[i],
		    at ? kid() : "", at ? at + 2 : "");
		ck_assert_msg(read_token(forge(head, claims[0])) ==
		                  (i ? HIRE_EAUTH : HIRE_OK),
		    "%s", head);
		for (size_t k = 1; !i && k < sizeof claims / sizeof *claims;
		     k++)
			ck_assert_msg(
			    read_token(forge(head, claims[k])) == HIRE_EAUTH,
			    "%s", claims[k]);
	}
}
END_TEST

START_TEST(skew_is_a_minute)
{
	hire_identity_claims c = {.account = "a",
	    .role = "hr",
	    .purpose = "access",
	    .issued = stage_host.now.wall + 60 * HIRE_SECOND,
	    .expires = stage_host.now.wall + 90 * HIRE_SECOND};
	const char *token;
	ck_assert_ok(id.ops.issue(id.state, &c, stage_mem, &token, NULL));
	ck_assert_ok(read_token(token));
	stage_host.now.wall += 149 * HIRE_SECOND;
	ck_assert_ok(read_token(token));
	stage_host.now.wall += HIRE_SECOND;
	ck_assert_status(read_token(token), HIRE_EAUTH);
}
END_TEST

START_TEST(an_old_key_still_verifies)
{
	const hire__identity_local turned = {.key = other_key, .old_key = key};
	const hire__identity_local gone = {.key = other_key};
	hire_identity_claims c = {.account = "a",
	    .role = "hr",
	    .purpose = "access",
	    .issued = stage_host.now.wall,
	    .expires = stage_host.now.wall + HIRE_MINUTE};
	const char *token;
	hire_identity other;
	ck_assert_ok(id.ops.issue(id.state, &c, stage_mem, &token, NULL));
	ck_assert_ok(
	    hire__identity_local_open(stage_host.ctx, &turned, &other, NULL));
	ck_assert_ok(other.ops.read(other.state, token, "access",
	    stage_host.now.wall, stage_mem, &c, NULL));
	hire_identity_fini(&other);
	ck_assert_ok(
	    hire__identity_local_open(stage_host.ctx, &gone, &other, NULL));
	ck_assert_status(other.ops.read(other.state, token, "access",
	                     stage_host.now.wall, stage_mem, &c, NULL),
	    HIRE_EAUTH);
	hire_identity_fini(&other);
}
END_TEST

START_TEST(cheap_old_hashes_are_renewed)
{
	char old[128];
	hire_identity_match m;
	ck_assert_int_eq(argon2id_hash_encoded(1, 8192, 1, "old secret", 10,
	                     "0123456789abcdef", 16, 32, old, sizeof old),
	    0);
	ck_assert_ok(id.ops.verify(id.state, "old secret", old, &m, NULL));
	ck_assert(m.same && m.rehash);
	ck_assert_ok(id.ops.verify(id.state, "old secrex", old, &m, NULL));
	ck_assert(!m.same && !m.rehash);
	/* A stored string that asks for the whole machine is refused. */
	ck_assert_status(
	    id.ops.verify(id.state, "x",
	        "$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHQ$aGFzaA", &m,
	        NULL),
	    HIRE_ECORRUPT);
}
END_TEST

static double
seconds_of(const char *hash)
{
	struct timespec a, b;
	hire_identity_match m;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);
	for (int i = 0; i < 5; i++)
		ck_assert_ok(id.ops.verify(
		    id.state, "a wrong password", hash, &m, NULL));
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);
	return (double)(b.tv_sec - a.tv_sec) +
	       (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

START_TEST(an_unknown_user_takes_as_long)
{
	const char *hash;
	ck_assert_ok(id.ops.hash(
	    id.state, "the right password", stage_mem, &hash, NULL));
	double known = seconds_of(hash), unknown = seconds_of(NULL);
	ck_assert_msg(unknown > known / 2 && unknown < known * 2,
	    "%f s and %f s", known, unknown);
}
END_TEST

static void *
wait_in(void *gate)
{
	bool ok = hire__gate_enter(gate, NULL) == HIRE_OK;
	if (ok)
		hire__gate_leave(gate);
	return ok ? gate : NULL;
}

START_TEST(a_crowd_is_turned_away)
{
	hire__gate g;
	pthread_t t;
	hire__gate_init(&g, 1, 1);
	ck_assert_ok(hire__gate_enter(&g, NULL));
	ck_assert_int_eq(pthread_create(&t, NULL, wait_in, &g), 0);
	for (int waiting = 0; !waiting;) {
		pthread_mutex_lock(&g.lock);
		waiting = g.waiting;
		pthread_mutex_unlock(&g.lock);
	}
	ck_assert_status(hire__gate_enter(&g, NULL), HIRE_EBUSY);
	hire__gate_leave(&g);
	void *got = NULL;
	pthread_join(t, &got);
	ck_assert_ptr_nonnull(got);
	ck_assert_ok(hire__gate_enter(&g, NULL));
	hire__gate_leave(&g);
	hire__gate_fini(&g);
}
END_TEST

static hire_status
use_everything(hire_ctx *ctx)
{
	const hire__identity_local o = {.key = key, .old_key = other_key};
	hire_identity i = {.state = NULL};
	hire_arena *a = NULL;
	hire_time now = hire_ctx_now(ctx).wall;
	hire_identity_claims c = {.account = "a",
	    .role = "hr",
	    .purpose = "access",
	    .issued = now,
	    .expires = now + HIRE_MINUTE};
	const char *token;
	hire_status st = hire_arena_new(ctx, 0, &a, NULL);
	if (!st)
		st = hire__identity_local_open(ctx, &o, &i, NULL);
	if (!st)
		st = i.ops.issue(i.state, &c, a, &token, NULL);
	if (!st)
		st = i.ops.read(i.state, token, "access", now, a, &c, NULL);
	hire_identity_fini(&i);
	hire_arena_free(a);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(use_everything);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("identity");
	TCase *c = tcase_create("local");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, local_conforms);
	tcase_add_test(c, hostile_tokens_are_refused);
	tcase_add_test(c, skew_is_a_minute);
	tcase_add_test(c, an_old_key_still_verifies);
	tcase_add_test(c, cheap_old_hashes_are_renewed);
	tcase_add_test(c, an_unknown_user_takes_as_long);
	tcase_add_test(c, a_crowd_is_turned_away);
	suite_add_tcase(s, c);
	TCase *sweep = tcase_create("memory out");
	tcase_add_test(sweep, every_allocation_may_fail);
	suite_add_tcase(s, sweep);
	return test_run(s);
}
