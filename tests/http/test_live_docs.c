/* SPDX-License-Identifier: MIT
 * test_live_docs.c - the pages on the live protocol name exactly the messages
 * of its tables.
 */
#include "support.h"

#include "live/talk.h"

#include <stdio.h>
#include <string.h>

static hire_ctx *ctx;
static hire_arena *mem;

static char *
page(const char *name)
{
	size_t n = 0;
	const char *path =
	    hire_arena_printf(mem, "%s/docs/%s", HIRE_SOURCE_DIR, name);
	char *text = test_read_file(mem, path, &n);
	ck_assert_ptr_nonnull(text);
	return text;
}

/* Lines of a part of a page that begin with `before` and a name up to
 * `after`: each name is a word, each word is named once. */
static void
check_names(char *text, const char *from, const char *to, const char *before,
    char after, const hire_words *words)
{
	size_t named = 0;
	char *end = NULL, *line = strstr(text, from);
	ck_assert_ptr_nonnull(line);
	end = to ? strstr(line, to) : line + strlen(line);
	ck_assert_ptr_nonnull(end);
	while ((line = strstr(line, before)) && line < end) {
		int value = -1;
		char name[32];
		line += strlen(before);
		snprintf(name, sizeof name, "%.*s",
		    (int)(strchr(line, after) - line), line);
		ck_assert_msg(hire_word_parse(words, name, &value),
		    "%s is named but is no message", name);
		ck_assert_msg(value == (int)named, "%s: out of order", name);
		named++;
	}
	ck_assert_uint_eq(named, words->count);
}

START_TEST(the_protocol_page_names_all_messages)
{
	char *text = page("interview-protocol.md");
	check_names(text, "## What the client says", "- `id`", "\n| `", '`',
	    &live_heard_words);
	check_names(text, "## What the server says", "- `seq`", "\n| `", '`',
	    &live_said_words);
}
END_TEST

START_TEST(the_asyncapi_file_names_all_messages)
{
	static const char ref[] = "- {$ref: \"#/channels/interview/messages/";
	char *text = page("asyncapi.yaml");
	check_names(text, "  hear:", "  say:", ref, '"', &live_heard_words);
	check_names(text, "  say:", "components:", ref, '"', &live_said_words);
}
END_TEST

/* Close codes of our own stand in the table of the page. */
START_TEST(the_protocol_page_names_our_close_codes)
{
	static const int codes[] = {CLOSE_OVER, CLOSE_NO_TEXT, CLOSE_FAULTS,
	    CLOSE_INTERNAL, CLOSE_RESTART, CLOSE_SLOW, CLOSE_REPLACED,
	    CLOSE_SILENT, CLOSE_NO_LOGIN};
	const char *text = strstr(page("interview-protocol.md"), "## Close");
	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		ck_assert_ptr_nonnull(
		    strstr(text, hire_arena_printf(mem, "\n| %d |", codes[i])));
}
END_TEST

static void
open_arena(void)
{
	ck_assert_ok(hire_ctx_new(NULL, &ctx, NULL));
	ck_assert_ok(hire_arena_new(ctx, 0, &mem, NULL));
}

static void
close_arena(void)
{
	hire_arena_free(mem);
	hire_ctx_free(ctx);
}

int
main(void)
{
	Suite *suite = suite_create("live_docs");
	TCase *tc = tcase_create("docs");
	tcase_add_checked_fixture(tc, open_arena, close_arena);
	tcase_add_test(tc, the_protocol_page_names_all_messages);
	tcase_add_test(tc, the_asyncapi_file_names_all_messages);
	tcase_add_test(tc, the_protocol_page_names_our_close_codes);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
