/* SPDX-License-Identifier: MIT
 * test_store_words.c - how words are cut and folded, and that every store
 * finds the same rows by them.
 */
#include "backends/store/sqlite_conn.h"
#include "backends/store/words.h"

#include "conform_record.h"
#include "postgres.h"
#include "stage.h"
#include "stores.h"

#include <stdio.h>
#include <string.h>

static void
add_word(void *to, const char *word, size_t n)
{
	hire__buf *b = to;
	hire__buf_adds(b, b->len ? " <" : "<");
	hire__buf_add(b, word, n);
	hire__buf_addc(b, '>');
}

static const char *
cut(const char *text)
{
	const char *out;
	hire__buf b = HIRE__BUF(stage_host.ctx, 8 << 20);
	hire__buf_adds(&b, "");
	hire__words(text, add_word, &b);
	ck_assert_ok(hire__buf_take(&b, stage_mem, &out, NULL));
	return out;
}

START_TEST(words_are_cut_and_folded)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
	    {"", ""},
	    {" .,; -- \t\n", ""},
	    {"Senior C++ engineer", "<senior> <c> <engineer>"},
	    {"don't", "<don> <t>"},
	    {"\xC3\x89T\xC3\x89 e\xCC\x81te\xCC\x81", "<ete> <ete>"},
	    {"Stra\xC3\x9F"
	     "e STRASSE",
	        "<strasse> <strasse>"},
	    {"\xEF\xAC\x81ne", "<fine>"},         /* fi as one letter */
	    {"\xEF\xBC\xA1\xEF\xBC\x91", "<a1>"}, /* full-width A1 */
	    {"\xCE\xA3\xCE\x91\xCE\xA3", "<\xCF\x83\xCE\xB1\xCF\x83>"},
	    {"\xD0\x99", "<\xD0\xB8>"},              /* short I, opened */
	    {"\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8", /* Devanagari vowel */
	        "<\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8>"},
	    {"a\xFF"
	     "b",
	        "<a> <b>"},   /* a byte that is no UTF-8 */
	    {"\xCC\x81", ""}, /* an accent alone */
	    {"so\xC2\xADlo", "<so> <lo>"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_str_eq(cut(cases[i].text), cases[i].words);
}
END_TEST

/* The tokens of a row that has that body, as a database keeps them. */
static const char *
kept(const char *body, const hire__dialect *d)
{
	const char *out;
	thing t = {.body = body, .name = ""};
	hire__buf b = HIRE__BUF(stage_host.ctx, HIRE__WORDS_MAX);
	ck_assert_ok(hire__words_of_row(&b, &thing_record, &t, d, NULL));
	ck_assert_ok(hire__buf_take(&b, stage_mem, &out, NULL));
	return out;
}

static int
count_of(const char *text, char c)
{
	int n = 0;
	while ((text = strchr(text, c))) {
		n++;
		text++;
	}
	return n;
}

START_TEST(long_words_and_texts_count_by_their_beginning)
{
	enum { WORDS = 100000, TOKENS = 1 << 16 };
	char *text = hire_arena_alloc(stage_mem, WORDS * 8 + 1);
	memset(text, 'x', 100);
	ck_assert_uint_eq(strlen(cut(text)), 64 + 2);
	for (int i = 0; i < WORDS; i++)
		snprintf(text + i * 8, 9, "w%06d ", i);
	const char *all = kept(text, &hire__lite_dialect);
	ck_assert_int_eq(count_of(all, ' '), TOKENS - 1);
	ck_assert_ptr_nonnull(strstr(all, " w000100 "));
	ck_assert_ptr_null(strstr(all, " w099999"));
}
END_TEST

START_TEST(every_beginning_is_kept_once)
{
	static const char *const facets =
	    "_count_r0_0 _count_r1_0 _count_r2_0 _count_r3_0 _count_r4_0 "
	    "_count_r5_0 _count_r6_0 _count_r7_0 _flag_e0 _state_e0";
	ck_assert_str_eq(kept("Ab abC, \xC3\xA9", &hire__lite_dialect),
	    hire_arena_printf(stage_mem, "%s a ab abc e", facets));
}
END_TEST

static const char *const texts[] = {"Senior C programmer, databases",
    "Caf\xC3\xA9 in Z\xC3\xBCrich", "Cafe in Zuerich",
    "Stra\xC3\x9F"
    "enbau",
    "STRASSENBAU",
    "o\xEF\xAC\x83"
    "ce",
    "office 2024", "\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1",
    "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0",
    "\xE6\x9D\xB1\xE4\xBA\xAC \xE9\x96\x8B\xE7\x99\xBA",
    "\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5\x80",
    "it's 'quoted' \\ back\\slash", "a & b | !c <-> d:*", "x\"y\"z * ^",
    "\xC4\xB0stanbul", "\xF0\x9D\x90\x80\xF0\x9D\x90\x81", "don't stop"};

static const char *const questions[] = {"cafe", "CAF\xC3\x89", "zurich",
    "z\xC3\xBC", "strasse", "stra\xC3\x9F", "offi", "\xEF\xAC\x80", "2024",
    "\xCE\xB1\xCE\xB8\xCE\xB7\xCE\xBD\xCE\xB1", "\xD0\xBC\xD0\xBE\xD1\x81",
    "\xE6\x9D\xB1", "\xE4\xBA\xAC", "\xE0\xA4\xB9\xE0\xA4\xBF", "it s quoted",
    "back slash", "a b c d", "y z", "istanbul", "AB", "don't", "'", "\\", "!c",
    "c:*", "&", "in caf", ""};

enum {
	TEXTS = sizeof texts / sizeof *texts,
	QUESTIONS = sizeof questions / sizeof *questions
};

static void
fill(hire_store *s)
{
	static const hire_record *const records[] = {&thing_record};
	const char *plan;
	hire_tx *tx;
	ck_assert_ok(s->ops.migrate(
	    s->state, records, 1, false, stage_mem, &plan, NULL));
	ck_assert_ok(s->ops.begin(s->state, true, &tx, NULL));
	for (int i = 0; i < TEXTS; i++) {
		thing t = thing_new(stage_mem, i);
		t.body = texts[i];
		ck_assert_ok(
		    s->ops.insert(s->state, tx, &thing_record, &t, NULL));
	}
	ck_assert_ok(s->ops.commit(s->state, tx, NULL));
}

/* "3 1": the rows that the words of `text` find, newest first. */
static const char *
found(hire_store *s, const char *text)
{
	hire_query q = {.size = sizeof q, .record = &thing_record};
	hire_rows rows;
	hire_tx *tx;
	const char *all = "";
	ck_assert_ok(s->ops.begin(s->state, false, &tx, NULL));
	ck_assert_ok(
	    s->ops.search(s->state, tx, &q, text, stage_mem, &rows, NULL));
	s->ops.rollback(s->state, tx);
	for (size_t i = 0; i < rows.count; i++)
		all =
		    hire_arena_printf(stage_mem, "%s%s%s", all, *all ? " " : "",
		        ((thing *)rows.rows)[i].name + strlen("name"));
	return all;
}

START_TEST(the_embedded_store_finds_them)
{
	hire_store s;
	ck_assert_ok(test_store_sqlite.open(stage_host.ctx, &s));
	fill(&s);
	ck_assert_str_eq(found(&s, "cafe"), "2 1");
	ck_assert_str_eq(found(&s, "strasse"), "4 3");
	ck_assert_str_eq(found(&s, "offi"), "6 5");
	ck_assert_str_eq(found(&s, "istanbul"), "14");
	s.ops.close(s.state);
	test_store_sqlite.clean();
}
END_TEST

START_TEST(every_store_finds_the_same)
{
	hire_store a, b;
	ck_assert_ok(test_store_sqlite.open(stage_host.ctx, &a));
	ck_assert_ok(test_store_postgres.open(stage_host.ctx, &b));
	fill(&a);
	fill(&b);
	for (int i = 0; i < QUESTIONS; i++)
		ck_assert_msg(
		    !strcmp(found(&a, questions[i]), found(&b, questions[i])),
		    "%s: %s, but %s", questions[i], found(&a, questions[i]),
		    found(&b, questions[i]));
	a.ops.close(a.state);
	b.ops.close(b.state);
	test_store_sqlite.clean();
	test_store_postgres.clean();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store_words");
	TCase *c = tcase_create("words");
	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, stage_open, stage_close);
	tcase_add_test(c, words_are_cut_and_folded);
	tcase_add_test(c, every_beginning_is_kept_once);
	tcase_add_test(c, long_words_and_texts_count_by_their_beginning);
	tcase_add_test(c, the_embedded_store_finds_them);
	if (test_postgres_here())
		tcase_add_test(c, every_store_finds_the_same);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
