/* SPDX-License-Identifier: MIT
 * conform_blobs.c - what every blobs backend must do.
 */
#include "conform.h"

#include <stdio.h>
#include <string.h>

static hire_blobs *blobs;
static hire_arena *arena;

#define CALL(method, ...) blobs->ops.method(blobs->state, __VA_ARGS__)

static const char *const bad_keys[] = {"", "/a", "a/", "a//b", "a/../b", "..",
    "A", "a b", "a.b", "a\\b", "\xC3\xA9", "a\nb"};

static void
keys(void)
{
	const void *bytes;
	size_t len;
	hire_blob_info info;
	for (size_t i = 0; i < sizeof bad_keys / sizeof *bad_keys; i++) {
		const char *key = bad_keys[i];
		ck_assert_msg(!hire_blob_key_valid(key), "%s", key);
		hire_error err = {.code = HIRE_OK};
		ck_assert_status(CALL(put, key, "x", 1, &err), HIRE_EINVAL);
		ck_assert_str_eq(err.field, "key");
		ck_assert_status(
		    CALL(get, key, 9, arena, &bytes, &len, NULL), HIRE_EINVAL);
		ck_assert_status(CALL(remove, key, NULL), HIRE_EINVAL);
		ck_assert_status(CALL(stat, key, &info, NULL), HIRE_EINVAL);
	}
	char longest[HIRE_BLOB_KEY_MAX + 2];
	memset(longest, 'k', sizeof longest);
	longest[HIRE_BLOB_KEY_MAX + 1] = '\0';
	ck_assert(!hire_blob_key_valid(longest));
	longest[HIRE_BLOB_KEY_MAX] = '\0';
	ck_assert_ok(CALL(put, longest, "x", 1, NULL));
	ck_assert_ok(CALL(remove, longest, NULL));
}

static void
contents(void)
{
	static const char binary[] = "\0\xFF\n\r\x1A end";
	const void *bytes = "untouched";
	size_t len = 7;
	hire_blob_info info;
	ck_assert_status(CALL(get, "conform/no", 99, arena, &bytes, &len, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_str_eq(bytes, "untouched");
	ck_assert_status(CALL(stat, "conform/no", &info, NULL), HIRE_ENOTFOUND);
	ck_assert_ok(CALL(put, "conform/a", binary, sizeof binary, NULL));
	ck_assert_ok(
	    CALL(get, "conform/a", sizeof binary, arena, &bytes, &len, NULL));
	ck_assert_uint_eq(len, sizeof binary);
	ck_assert_int_eq(memcmp(bytes, binary, len), 0);
	ck_assert_int_eq(((const char *)bytes)[len], 0);
	ck_assert_status(CALL(get, "conform/a", sizeof binary - 1, arena,
	                     &bytes, &len, NULL),
	    HIRE_ETOOBIG);
	ck_assert_ok(CALL(stat, "conform/a", &info, NULL));
	ck_assert_uint_eq(info.bytes, sizeof binary);
	ck_assert(info.modified > 0);
	ck_assert_ok(CALL(put, "conform/a", "", 0, NULL));
	ck_assert_ok(CALL(get, "conform/a", 0, arena, &bytes, &len, NULL));
	ck_assert_uint_eq(len, 0);
	ck_assert_ok(CALL(remove, "conform/a", NULL));
	ck_assert_ok(CALL(remove, "conform/a", NULL));
}

enum { LISTED = 25, PAGE = 10 };

static void
lists(void)
{
	char key[32];
	for (int i = LISTED - 1; i >= 0; i--) {
		snprintf(key, sizeof key, "conform/list/%02d", i);
		ck_assert_ok(CALL(put, key, "x", 1, NULL));
	}
	ck_assert_ok(CALL(put, "conform/lisz", "x", 1, NULL));
	const char *cursor = NULL;
	int seen = 0, pages = 0;
	do {
		hire_blob_page page;
		ck_assert_ok(CALL(
		    list, "conform/list/", cursor, PAGE, arena, &page, NULL));
		ck_assert_uint_le(page.count, PAGE);
		for (size_t i = 0; i < page.count; i++, seen++) {
			snprintf(key, sizeof key, "conform/list/%02d", seen);
			ck_assert_str_eq(page.keys[i], key);
		}
		cursor = page.next;
		pages++;
	} while (cursor && pages < 99);
	ck_assert_int_eq(seen, LISTED);
	hire_blob_page page;
	ck_assert_status(
	    CALL(list, "", NULL, 0, arena, &page, NULL), HIRE_EINVAL);
	ck_assert_ok(CALL(list, "conform/", NULL, 1000, arena, &page, NULL));
	ck_assert_uint_eq(page.count, LISTED + 1);
	ck_assert_ptr_null(page.next);
	for (size_t i = 0; i < page.count; i++)
		ck_assert_ok(CALL(remove, page.keys[i], NULL));
	ck_assert_ok(CALL(list, "conform/", NULL, 10, arena, &page, NULL));
	ck_assert_uint_eq(page.count, 0);
}

void
conform_blobs(hire_blobs *b, hire_arena *mem)
{
	blobs = b;
	arena = mem;
	keys();
	contents();
	lists();
	if (b->ops.ping)
		ck_assert_ok(b->ops.ping(b->state, NULL));
}
