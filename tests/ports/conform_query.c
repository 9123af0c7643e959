/* SPDX-License-Identifier: MIT
 * conform_query.c - what every store must do with filters, pages, sums and
 * words.
 */
#include "conform_store_kit.h"

#include <string.h>

/* Rows 1..6: colors none, blue, blue, green, none, red; counts 1..6; times
 * an hour apart; odd ones flagged; the state is n % 3. */
static void
add_six(void)
{
	static const char *const colors[] = {
	    NULL, "blue", "blue", "green", NULL, "red"};
	kit_begin(true);
	for (int i = 1; i <= 6; i++) {
		thing t = thing_new(kit_mem, i);
		t.color = colors[i - 1];
		t.count = i;
		t.at = i * HIRE_HOUR;
		t.flag = i % 2;
		t.state = (hire_job_state)(i % 3);
		ck_assert_ok(kit_insert(&t, NULL));
	}
	kit_commit();
}

START_TEST(filters_compare_values)
{
	add_six();
	static const struct {
		hire_filter filter;
		const char *rows;
	} cases[] = {
	    {HIRE_IS("color", "blue"), "2 3"},
	    {HIRE_IS("color", NULL), "1 5"},
	    {{"color", HIRE_NE, 0, "blue"}, "1 4 5 6"},
	    {{"color", HIRE_NE, 0, NULL}, "2 3 4 6"},
	    {{"color", HIRE_GT, 0, "blue"}, "4 6"},
	    {{"color", HIRE_GE, 0, "blue"}, "2 3 4 6"},
	    {{"color", HIRE_LT, 0, "green"}, "2 3"},
	    {{"color", HIRE_LE, 0, "green"}, "2 3 4"},
	    {{"color", HIRE_LT, 0, NULL}, ""},
	    {{"color", HIRE_GE, 0, NULL}, ""},
	    {HIRE_NUM("count", HIRE_EQ, 4), "4"},
	    {HIRE_NUM("count", HIRE_NE, 4), "1 2 3 5 6"},
	    {HIRE_NUM("count", HIRE_LT, 3), "1 2"},
	    {HIRE_NUM("count", HIRE_LE, 3), "1 2 3"},
	    {HIRE_NUM("count", HIRE_GT, 3), "4 5 6"},
	    {HIRE_NUM("at", HIRE_GE, 3 * HIRE_HOUR), "3 4 5 6"},
	    {HIRE_NUM("flag", HIRE_EQ, true), "1 3 5"},
	    {HIRE_NUM("state", HIRE_EQ, 0), "3 6"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_str_eq(kit_filtered(cases[i].filter), cases[i].rows);
}
END_TEST

START_TEST(all_conditions_must_hold)
{
	add_six();
	hire_filter both[] = {
	    HIRE_NUM("flag", HIRE_EQ, true), HIRE_NUM("count", HIRE_GT, 1)};
	hire_query q = {.filters = both, .filter_count = 2};
	ck_assert_str_eq(kit_walk(q, NULL), "3 5");
}
END_TEST

START_TEST(pages_follow_the_order)
{
	add_six();
	static const struct {
		const char *order;
		bool descending;
		const char *rows;
	} cases[] = {
	    {NULL, false, "1 2 3 4 5 6"},
	    {NULL, true, "6 5 4 3 2 1"},
	    {"id", true, "6 5 4 3 2 1"},
	    {"count", true, "6 5 4 3 2 1"},
	    {"color", false, "1 5 2 3 4 6"},
	    {"color", true, "6 4 3 2 5 1"},
	    {"flag", false, "2 4 6 1 3 5"},
	    {"state", false, "3 6 1 4 2 5"},
	    {"name", true, "6 5 4 3 2 1"},
	    {"at", false, "1 2 3 4 5 6"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int32_t limit = 0; limit <= 7; limit++) {
			hire_query q = {.order = cases[i].order,
			    .descending = cases[i].descending,
			    .limit = limit};
			ck_assert_str_eq(kit_walk(q, NULL), cases[i].rows);
			q.without = HIRE_STAFF; /* count is one of these */
			ck_assert_str_eq(kit_walk(q, NULL), cases[i].rows);
		}
}
END_TEST

START_TEST(a_cursor_holds_while_rows_are_added)
{
	for (int i = 10; i <= 30; i += 10) {
		thing t = thing_new(kit_mem, i);
		kit_add(&t);
	}
	hire_query q = {.size = sizeof q, .record = &thing_record, .limit = 2};
	hire_rows rows;
	kit_begin(false);
	ck_assert_ok(kit_store.ops.select(
	    kit_store.state, kit_tx, &q, kit_mem, &rows, NULL));
	kit_commit();
	thing before = thing_new(kit_mem, 15), behind = thing_new(kit_mem, 25);
	kit_add(&before);
	kit_add(&behind);
	q.after = rows.next;
	ck_assert_str_eq(kit_walk(q, NULL), "25 30");
}
END_TEST

START_TEST(foreign_cursors_are_refused)
{
	add_six();
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .order = "count",
	    .limit = 2};
	hire_rows rows;
	kit_begin(false);
	ck_assert_ok(kit_store.ops.select(
	    kit_store.state, kit_tx, &q, kit_mem, &rows, NULL));
	const char *next = rows.next;
	const char *const bad[] = {"", "!", "AAAA", "AB", "A", "bm9uZQ", next};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		q.after = bad[i];
		q.order = "color";
		hire_error err = {0};
		ck_assert_status(kit_store.ops.select(kit_store.state, kit_tx,
		                     &q, kit_mem, &rows, &err),
		    HIRE_EINVAL);
		ck_assert_str_eq(err.field, "after");
	}
	kit_rollback();
}
END_TEST

START_TEST(unknown_fields_are_refused)
{
	hire_filter f = HIRE_IS("count\" or 1=1 --", "x");
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .filters = &f,
	    .filter_count = 1};
	hire_rows rows;
	kit_begin(false);
	ck_assert_status(kit_store.ops.select(
	                     kit_store.state, kit_tx, &q, kit_mem, &rows, NULL),
	    HIRE_EUSAGE);
	kit_rollback();
	q.filter_count = 0;
	q.order = "nothing";
	kit_begin(false);
	ck_assert_status(kit_store.ops.select(
	                     kit_store.state, kit_tx, &q, kit_mem, &rows, NULL),
	    HIRE_EUSAGE);
	kit_rollback();
	q.order = NULL;
	q.limit = 1001;
	kit_begin(false);
	ck_assert_status(kit_store.ops.select(
	                     kit_store.state, kit_tx, &q, kit_mem, &rows, NULL),
	    HIRE_EINVAL);
	kit_rollback();
}
END_TEST

static const char *
buckets(hire_aggregate a)
{
	hire_bucket *b;
	size_t count;
	const char *all = "";
	a.size = sizeof a;
	a.record = &thing_record;
	kit_begin(false);
	ck_assert_ok(kit_store.ops.aggregate(
	    kit_store.state, kit_tx, &a, kit_mem, &b, &count, NULL));
	kit_commit();
	for (size_t i = 0; i < count; i++)
		all = hire_arena_printf(kit_mem, "%s%s%s/%lld:%lld,%lld", all,
		    *all ? " " : "", b[i].text ? b[i].text : "-",
		    (long long)(b[i].number / HIRE_HOUR), /* of times */
		    (long long)b[i].count, (long long)b[i].sum);
	return all;
}

START_TEST(aggregates_count_and_add_up)
{
	hire_filter flagged = HIRE_NUM("flag", HIRE_EQ, true);
	ck_assert_str_eq(buckets((hire_aggregate){.sum = "count"}), "-/0:0,0");
	ck_assert_str_eq(buckets((hire_aggregate){.group = "color"}), "");
	add_six();
	ck_assert_str_eq(buckets((hire_aggregate){0}), "-/0:6,0");
	ck_assert_str_eq(
	    buckets((hire_aggregate){.group = "color", .sum = "count"}),
	    "-/0:2,6 blue/0:2,5 green/0:1,4 red/0:1,6");
	ck_assert_str_eq(buckets((hire_aggregate){
	                     .filters = &flagged,
	                     .filter_count = 1,
	                     .group = "at",
	                     .every = 4 * HIRE_HOUR,
	                     .sum = "count",
	                 }),
	    "-/0:2,4 -/4:1,5");
	ck_assert_str_eq(
	    buckets((hire_aggregate){.group = "flag", .sum = "count"}),
	    "-/0:3,12 -/0:3,9");
}
END_TEST

START_TEST(wrong_aggregates_are_refused)
{
	const hire_aggregate wrong[] = {
	    {.group = "nothing"},
	    {.sum = "color"},
	    {.every = HIRE_DAY},
	    {.group = "count", .every = HIRE_DAY},
	    {.group = "at", .every = -1},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		hire_aggregate a = wrong[i];
		hire_bucket *b;
		size_t count;
		a.size = sizeof a;
		a.record = &thing_record;
		kit_begin(false);
		ck_assert_status(kit_store.ops.aggregate(kit_store.state,
		                     kit_tx, &a, kit_mem, &b, &count, NULL),
		    HIRE_EUSAGE);
		kit_rollback();
	}
}
END_TEST

static void
add_texts(void)
{
	static const char *const bodies[] = {"Senior C programmer, databases",
	    "Junior Python programmer", "Cook wanted; no programming", NULL,
	    "PROGRAMMER (C++, SQL) for 'databases'"};
	for (int i = 1; i <= 5; i++) {
		thing t = thing_new(kit_mem, i);
		t.body = bodies[i - 1];
		t.flag = i % 2;
		kit_add(&t);
	}
}

START_TEST(a_search_finds_every_word_newest_first)
{
	add_texts();
	static const struct {
		const char *text, *rows;
	} cases[] = {
	    {"programmer", "5 2 1"},
	    {"program", "5 3 2 1"},
	    {"data programmer", "5 1"},
	    {"SENIOR", "1"},
	    {"senior junior", ""},
	    {"grammer", ""},
	    {"name4", "4"},
	    {"", "5 4 3 2 1"},
	    {" ... ", "5 4 3 2 1"},
	    {"c sql", "5"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int32_t limit = 0; limit <= 2; limit++) {
			hire_query q = {.limit = limit};
			ck_assert_str_eq(
			    kit_walk(q, cases[i].text), cases[i].rows);
			q.without = HIRE_STAFF;
			ck_assert_str_eq(
			    kit_walk(q, cases[i].text), cases[i].rows);
		}
	hire_filter odd = HIRE_NUM("flag", HIRE_EQ, true);
	ck_assert_str_eq(
	    kit_walk(
	        (hire_query){.filters = &odd, .filter_count = 1, .limit = 1},
	        "programmer"),
	    "5 1");
}
END_TEST

/* Filters of a search are told apart from words, and find what they find in a
 * list. */
START_TEST(a_search_is_filtered)
{
	static const char *const tags[] = {
	    "sql", "c\nsql", "sql server\nc", NULL, "c++\nsql\nc", "sq"};
	kit_begin(true);
	for (int i = 1; i <= 6; i++) {
		thing t = thing_new(kit_mem, i);
		t.tags = tags[i - 1];
		t.body = i % 2 ? "cook" : "cook for_state_e0";
		t.count = 10 * i;
		t.color = i > 4 ? "red" : NULL;
		t.state = (hire_job_state)(i % 3);
		ck_assert_ok(kit_insert(&t, NULL));
	}
	kit_commit();
	static const struct {
		hire_filter filter;
		const char *rows;
	} cases[] = {
	    {{"tags", HIRE_HAS, 0, "sql"}, "5 2 1"},
	    {{"tags", HIRE_HAS, 0, "c"}, "5 3 2"},
	    {{"tags", HIRE_HAS, 0, "sql server"}, "3"},
	    {{"tags", HIRE_HAS, 0, "c\nsql"}, "2"},
	    {{"tags", HIRE_HAS, 0, ""}, ""},
	    {{"tags", HIRE_HAS, 0, NULL}, ""},
	    {HIRE_IS("tags", "sql"), "1"},
	    {HIRE_IS("tags", NULL), "4"},
	    {{"tags", HIRE_NE, 0, "sql"}, "6 5 4 3 2"},
	    {{"color", HIRE_HAS, 0, "red"}, "6 5"},
	    {HIRE_NUM("count", HIRE_GE, 40), "6 5 4"},
	    {HIRE_NUM("count", HIRE_GT, 40), "6 5"},
	    {HIRE_NUM("count", HIRE_GE, 41), "6 5"},
	    {HIRE_NUM("count", HIRE_GE, -1), "6 5 4 3 2 1"},
	    {HIRE_NUM("count", HIRE_GE, 61), ""},
	    {HIRE_NUM("count", HIRE_EQ, 40), "4"},
	    {HIRE_NUM("count", HIRE_EQ, 41), ""},
	    {HIRE_NUM("count", HIRE_LT, 20), "1"},
	    {HIRE_NUM("count", HIRE_NE, 60), "5 4 3 2 1"},
	    {HIRE_NUM("state", HIRE_EQ, 1), "4 1"},
	    {HIRE_NUM("state", HIRE_GE, 1), "5 4 2 1"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int32_t limit = 1; limit <= 3; limit++) {
			hire_query q = {.filters = &cases[i].filter,
			    .filter_count = 1,
			    .limit = limit};
			ck_assert_str_eq(kit_walk(q, "cook"), cases[i].rows);
			ck_assert_str_eq(kit_walk(q, ""), cases[i].rows);
		}
	/* the words are "state" and "e0" */
	ck_assert_str_eq(kit_walk((hire_query){0}, "_state_e0"), "6 4 2");
	hire_filter number = {"count", HIRE_HAS, 0, "1"};
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .filters = &number,
	    .filter_count = 1};
	hire_rows rows;
	kit_begin(false);
	ck_assert_status(kit_store.ops.search(kit_store.state, kit_tx, &q, "",
	                     kit_mem, &rows, NULL),
	    HIRE_EUSAGE);
	kit_rollback();
}
END_TEST

START_TEST(a_search_follows_changes)
{
	add_texts();
	kit_begin(true);
	thing t = thing_new(kit_mem, 1);
	t.body = "Gardener";
	ck_assert_ok(kit_store.ops.update(
	    kit_store.state, kit_tx, &thing_record, &t, NULL));
	ck_assert_ok(kit_store.ops.remove(kit_store.state, kit_tx,
	    &thing_record, thing_id(kit_mem, 2), 1, NULL));
	kit_commit();
	ck_assert_str_eq(kit_walk((hire_query){0}, "programmer"), "5");
	ck_assert_str_eq(kit_walk((hire_query){0}, "gardener"), "1");
}
END_TEST

static const char *const nasty[] = {"'; drop table thing; --", "\" OR \"1",
    "a* AND b", "NOT x", "NEAR(a b)", "body:programmer", "^programmer",
    "{a b}:c", "(((", "*", "\"", "\\", "%", "a'b", "\x01", "$1 ?1 :a @b",
    "programmer -c", "\xC3\xA9"};

START_TEST(values_are_never_read_as_a_language)
{
	int n = (int)(sizeof nasty / sizeof *nasty);
	for (int i = 0; i < n; i++) {
		thing t = thing_new(kit_mem, i);
		t.alias = nasty[i];
		kit_add(&t);
	}
	for (int i = 0; i < n; i++) {
		const thing *got = kit_get("alias", nasty[i]);
		ck_assert_ptr_nonnull(got);
		ck_assert_str_eq(got->id, thing_id(kit_mem, i));
		kit_walk((hire_query){0}, nasty[i]);
	}
}
END_TEST

void
conform_queries_add(TCase *c)
{
	tcase_add_test(c, filters_compare_values);
	tcase_add_test(c, all_conditions_must_hold);
	tcase_add_test(c, pages_follow_the_order);
	tcase_add_test(c, a_cursor_holds_while_rows_are_added);
	tcase_add_test(c, foreign_cursors_are_refused);
	tcase_add_test(c, unknown_fields_are_refused);
	tcase_add_test(c, aggregates_count_and_add_up);
	tcase_add_test(c, wrong_aggregates_are_refused);
	tcase_add_test(c, a_search_finds_every_word_newest_first);
	tcase_add_test(c, a_search_is_filtered);
	tcase_add_test(c, a_search_follows_changes);
	tcase_add_test(c, values_are_never_read_as_a_language);
}
