/* SPDX-License-Identifier: MIT
 * test_tables.c - tables of methods from backends built with an older and a
 * newer libhire, and incomplete ones; each handle closes its backend once.
 */
#include "conform.h"

#include <hire/sys/llm.h>
#include <hire/sys/queue.h>
#include <hire/sys/store.h>

#include <string.h>

static int closed;

static void
count_close(void *state)
{
	ck_assert_ptr_eq(state, &closed);
	closed++;
}

static hire_status
get(void *state, const char *key, size_t max, hire_arena *mem, const void **out,
    size_t *len, hire_error *err)
{
	(void)state, (void)key, (void)max, (void)mem, (void)out, (void)len;
	return hire_fail(err, HIRE_ENOTFOUND, NULL, "nothing here");
}

static hire_status
put(void *state, const char *key, const void *bytes, size_t len,
    hire_error *err)
{
	(void)state, (void)key, (void)bytes, (void)len, (void)err;
	return HIRE_OK;
}

static hire_status
remove_none(void *state, const char *key, hire_error *err)
{
	(void)state, (void)key, (void)err;
	return HIRE_OK;
}

static hire_status
stat_none(void *state, const char *key, hire_blob_info *out, hire_error *err)
{
	(void)state, (void)key, (void)out;
	return hire_fail(err, HIRE_ENOTFOUND, NULL, "nothing here");
}

static hire_status
list(void *state, const char *prefix, const char *cursor, size_t limit,
    hire_arena *mem, hire_blob_page *out, hire_error *err)
{
	(void)state, (void)prefix, (void)cursor, (void)limit, (void)mem;
	(void)err;
	*out = (hire_blob_page){NULL, 0, NULL};
	return HIRE_OK;
}

static const hire_blobs_ops whole = {.size = sizeof whole,
    .name = "test",
    .put = put,
    .get = get,
    .remove = remove_none,
    .stat = stat_none,
    .list = list,
    .close = count_close};

/* A table as a later libhire would have it. */
typedef struct newer_ops {
	hire_blobs_ops known;
	void (*unheard_of)(void);
} newer_ops;

static void
nothing(void)
{
}

START_TEST(a_newer_table_works_unless_it_needs_more)
{
	newer_ops ops = {.known = whole};
	hire_blobs b = {.state = NULL};
	hire_error err = {.code = HIRE_OK};
	ops.known.size = sizeof ops;
	ck_assert_ok(hire_blobs_init(&b, &ops.known, &closed, NULL));
	ck_assert_uint_eq(b.ops.size, sizeof b.ops);
	hire_blobs_fini(&b);
	ck_assert_int_eq(closed, 1);
	ops.unheard_of = nothing;
	ck_assert_status(
	    hire_blobs_init(&b, &ops.known, &closed, &err), HIRE_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.message, "newer"));
	ck_assert_int_eq(closed, 1); /* not owned on failure */
}
END_TEST

START_TEST(an_older_table_lacks_its_tail)
{
	hire_mail_ops ops;
	hire_mail m;
	memset(&ops, 0xAB, sizeof ops); /* what lies behind is not read */
	ops.size = offsetof(hire_mail_ops, ping);
	ops.name = "old";
	ck_assert_status(hire_mail_init(&m, &ops, &closed, NULL), HIRE_EUSAGE);
	hire_blobs_ops old = whole;
	hire_blobs b = {.state = &b};
	old.size = offsetof(hire_blobs_ops, close); /* before it was needed */
	ck_assert_status(hire_blobs_init(&b, &old, &closed, NULL), HIRE_EUSAGE);
	ck_assert_ptr_eq(b.state, &b); /* untouched */
	old.size = 3;
	ck_assert_status(hire_blobs_init(&b, &old, &closed, NULL), HIRE_EUSAGE);
}
END_TEST

START_TEST(an_older_llm_serves_with_what_it_has)
{
	hire_llm_ops ops;
	hire_llm llm;
	memset(&ops, 0xAB, sizeof ops);
	ops.size = offsetof(hire_llm_ops, generate);
	ops.name = "old";
	ck_assert_ok(hire_llm_init(&llm, &ops, &closed, NULL));
	ck_assert(!llm.ops.generate && !llm.ops.embed && !llm.ops.close);
	hire_llm_fini(&llm);
	ck_assert_ptr_null(llm.state);
}
END_TEST

START_TEST(each_port_names_what_is_missing)
{
	hire_error err = {.code = HIRE_OK};
	hire_cache cache = {.state = NULL};
	hire_identity id = {.state = NULL};
	hire_payments pay = {.state = NULL};
	hire_text_reader text = {.state = NULL};
	const hire_cache_ops c = {.size = sizeof c, .name = "x"};
	const hire_identity_ops i = {.size = sizeof i, .name = "x"};
	const hire_payments_ops p = {.size = sizeof p, .name = "x"};
	const hire_text_ops t = {.size = sizeof t, .name = "x"};
	ck_assert_status(hire_cache_init(&cache, &c, NULL, &err), HIRE_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.message, "subscribe()"));
	ck_assert_status(hire_identity_init(&id, &i, NULL, &err), HIRE_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.message, "read()"));
	ck_assert_status(hire_payments_init(&pay, &p, NULL, &err), HIRE_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.message, "checkout()"));
	ck_assert_status(
	    hire_text_reader_init(&text, &t, NULL, &err), HIRE_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.message, "read()"));
	hire_store store = {.state = NULL};
	hire_queue queue = {.state = NULL};
	hire_llm llm = {.state = NULL};
	const hire_store_ops s = {.size = sizeof s, .name = "x"};
	const hire_queue_ops q = {.size = sizeof q, .name = "x"};
	const hire_llm_ops l = {.size = sizeof l};
	ck_assert_status(hire_store_init(&store, &s, NULL, &err), HIRE_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.message, "aggregate()"));
	ck_assert_status(hire_queue_init(&queue, &q, NULL, &err), HIRE_EUSAGE);
	ck_assert_ptr_nonnull(strstr(err.message, "claim()"));
	ck_assert_status(hire_llm_init(&llm, &l, NULL, &err), HIRE_EUSAGE);
	hire_store_fini(&store);
	hire_queue_fini(&queue);
	hire_llm_fini(NULL);
	hire_cache_fini(&cache);
	hire_identity_fini(NULL);
	hire_payments_fini(&pay);
	hire_text_reader_fini(NULL);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("tables");
	TCase *c = tcase_create("sizes");
	tcase_add_test(c, a_newer_table_works_unless_it_needs_more);
	tcase_add_test(c, an_older_table_lacks_its_tail);
	tcase_add_test(c, an_older_llm_serves_with_what_it_has);
	tcase_add_test(c, each_port_names_what_is_missing);
	suite_add_tcase(s, c);
	return test_run(s);
}
