/* SPDX-License-Identifier: MIT
 * test_util.c - arena, buffers, JSON, UTF-8, dates, ids, digests.
 */
#include "support.h"

#include "util/buf.h"
#include "util/crypto.h"
#include "util/id.h"
#include "util/json.h"
#include "util/utf8.h"
#include "util/when.h"

#include <string.h>

static test_host host;
static hire_arena *mem;

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 1 << 20, &mem, NULL));
}

static void
teardown(void)
{
	hire_arena_free(mem);
	test_host_close(&host);
}

static void
count_call(void *n)
{
	++*(int *)n;
}

START_TEST(arena_has_a_limit_and_runs_cleanups)
{
	int calls = 0;
	ck_assert(hire_arena_defer(mem, count_call, &calls));
	ck_assert_ptr_nonnull(hire_arena_alloc(mem, 1000000));
	ck_assert_ptr_null(hire_arena_alloc(mem, 100000));
	hire_arena_reset(mem);
	ck_assert_int_eq(calls, 1);
	ck_assert_ptr_nonnull(hire_arena_alloc(mem, 1000000));
}
END_TEST

START_TEST(buffers_remember_the_first_failure)
{
	hire__buf b = HIRE__BUF(host.ctx, 8);
	hire__buf_adds(&b, "12345");
	hire__buf_addf(&b, "%d", 6789);
	hire__buf_adds(&b, "0");
	ck_assert_status(hire__buf_check(&b, NULL), HIRE_ETOOBIG);
	ck_assert_str_eq(b.s, "12345");
	hire__buf_free(&b);
}
END_TEST

static const struct {
	const char *text;
	bool ok;
} json_cases[] = {
    {"{\"a\":[1,-2.5e3,true,null,\"\\u00e9\\ud83d\\ude00\"]}", true},
    {" 9007199254740991 ", true},
    {"9007199254740992", false},
    {"{\"a\":1,\"a\":2}", false},
    {"{\"a\":1,\"\\u0061\":2}", false},
    {"{\"\\n\":1,\"\\t\":2,\"\\u0061\":3}", true},
    {"[1,]", false},
    {"01", false},
    {"1e999", false},
    {"\"\\u0000\"", false},
    {"\"\\ud800\"", false},
    {"\"\xC0\xAF\"", false},
    {"\"\x01\"", false},
    {"[] x", false},
    {"nul", false},
    {"{\"a\" 1}", false},
    {"", false},
};

START_TEST(json_gate_is_strict)
{
	const char *s = json_cases[_i].text;
	hire_status st = hire__json_gate(host.ctx, s, strlen(s), NULL);
	ck_assert_msg((st == HIRE_OK) == json_cases[_i].ok, "%s", s);
}
END_TEST

START_TEST(json_gate_bounds_depth)
{
	char deep[200];
	memset(deep, '[', 65);
	memset(deep + 65, ']', 65);
	ck_assert_status(
	    hire__json_gate(host.ctx, deep, 130, NULL), HIRE_EINVAL);
	ck_assert_ok(hire__json_gate(host.ctx, deep + 1, 128, NULL));
}
END_TEST

START_TEST(json_goes_round)
{
	hire__buf b = HIRE__BUF(host.ctx, 1000);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_str(&w, "s", "a\"\\\n\x01\xC3\xA9");
	hire__jw_int(&w, "i", -42);
	hire__jw_begin(&w, "l", '[');
	hire__jw_bool(&w, NULL, true);
	hire__jw_null(&w, NULL);
	hire__jw_end(&w, ']');
	hire__jw_end(&w, '}');
	ck_assert_str_eq(b.s,
	    "{\"s\":\"a\\\"\\\\\\n\\u0001\xC3\xA9\",\"i\":-42,"
	    "\"l\":[true,null]}");
	const hire__json *j;
	ck_assert_ok(hire__json_parse(mem, b.s, b.len, &j, NULL));
	ck_assert_str_eq(hire__json_str(j, "s", ""), "a\"\\\n\x01\xC3\xA9");
	ck_assert_int_eq(hire__json_int(j, "i", 0), -42);
	ck_assert_uint_eq(hire__json_count(hire__json_get(j, "l")), 2);
	hire__buf_free(&b);
}
END_TEST

START_TEST(dates_go_round)
{
	for (int64_t d = -800000; d < 800000; d += 97) {
		hire__date date = hire__date_of_days(d);
		ck_assert_int_eq(hire__days(date), d);
	}
	hire_time t;
	char text[HIRE__WHEN_LEN];
	ck_assert(hire__when_parse("2026-11-22T13:02:28.25+01:00", &t));
	hire__when_text(t, text);
	ck_assert_str_eq(text, "2026-11-22T12:02:28.250000Z");
	ck_assert(!hire__when_parse("2026-02-29", &t));
	ck_assert(!hire__when_parse("2026-2-2", &t));
	ck_assert(!hire__when_parse("2026-11-22T", &t));
	ck_assert(hire__when_parse("2024-02-29", &t));
}
END_TEST

START_TEST(ids_are_typed_and_ordered)
{
	const char *a, *b;
	ck_assert_ok(hire__id_new(mem, "job", host.now.wall, &a, NULL));
	test_host_sleep(&host, HIRE_SECOND);
	ck_assert_ok(hire__id_new(mem, "job", host.now.wall, &b, NULL));
	ck_assert_int_lt(strcmp(a, b), 0);
	for (int i = 0; i < 100; i++) { /* so that every digit comes up */
		ck_assert_ok(hire__id_new(mem, "job", host.now.wall, &a, NULL));
		ck_assert_int_eq(strncmp(a, "job_", 4), 0);
		ck_assert_uint_eq(strlen(a), 4 + 26);
		ck_assert_uint_eq(
		    strspn(a + 4, "0123456789abcdefghjkmnpqrstvwxyz"), 26);
	}
}
END_TEST

START_TEST(folding_opens_ligatures_and_drops_soft_hyphens)
{
	const char *s = "Of\xEF\xAC\x81"
	                "ce\xC2\xAD"
	                "S";
	ck_assert_str_eq(hire__utf8_fold(mem, s, strlen(s)), "offices");
	ck_assert_ptr_null(hire__utf8_fold(mem, "\xFF", 1));
	ck_assert_uint_eq(hire__utf8_cut("a\xC3\xA9z", 2), 1);
}
END_TEST

START_TEST(digests_match_published_vectors)
{
	const char *hash;
	ck_assert_ok(hire__secret_hash(mem, "abc", &hash, NULL));
	ck_assert_str_eq(hash,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9c"
	    "b410ff61f20015ad"); /* FIPS 180-4 */
	unsigned char mac[HIRE__SHA256];
	ck_assert_ok(hire__hmac_sha256("Jefe", 4,
	    "what do ya want for nothing?", 28, mac, NULL)); /* RFC 4231, 2 */
	ck_assert_str_eq(hire__hex(mem, mac, 4), "5bdcc146");
	size_t n;
	ck_assert_str_eq(hire__base64url(mem, "\xFB\xFF", 2), "-_8");
	ck_assert_ptr_nonnull(hire__base64url_decode(mem, "-_8", 3, &n));
	ck_assert_uint_eq(n, 2);
	ck_assert_ptr_null(hire__base64url_decode(mem, "-_9", 3, &n));
	ck_assert_ptr_null(hire__base64url_decode(mem, "-_8=", 4, &n));
}
END_TEST

static hire_status
write_and_parse(hire_ctx *ctx)
{
	hire_arena *m = NULL;
	hire_status st = hire_arena_new(ctx, 0, &m, NULL);
	if (st)
		return st;
	hire__buf b = HIRE__BUF(ctx, 100000);
	for (int i = 0; i < 400; i++)
		hire__buf_addf(&b, "%s{\"k%d\":[%d]}", i ? "," : "[", i, i);
	hire__buf_addc(&b, ']');
	const char *text = NULL;
	const hire__json *tree;
	st = hire__buf_take(&b, m, &text, NULL);
	if (!st)
		st = hire__json_parse(m, text, strlen(text), &tree, NULL);
	hire_arena_free(m);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(write_and_parse);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("util");
	TCase *t = tcase_create("util");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, arena_has_a_limit_and_runs_cleanups);
	tcase_add_test(t, buffers_remember_the_first_failure);
	tcase_add_loop_test(t, json_gate_is_strict, 0,
	    (int)(sizeof json_cases / sizeof *json_cases));
	tcase_add_test(t, json_gate_bounds_depth);
	tcase_add_test(t, json_goes_round);
	tcase_add_test(t, dates_go_round);
	tcase_add_test(t, ids_are_typed_and_ordered);
	tcase_add_test(t, folding_opens_ligatures_and_drops_soft_hyphens);
	tcase_add_test(t, digests_match_published_vectors);
	suite_add_tcase(s, t);
	TCase *m = tcase_create("memory");
	tcase_add_test(m, every_allocation_may_fail);
	suite_add_tcase(s, m);
	return test_run(s);
}
