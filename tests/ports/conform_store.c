/* SPDX-License-Identifier: MIT
 * conform_store.c - what every store must do, as a Check case.
 */
#include "conform_store.h"

#include "conform_record.h"

#include <hire/model.h>
#include <string.h>

static const conform_store *chosen;
static test_host host;
static hire_arena *mem;
static hire_store store;
static hire_tx *tx;

void
conform_store_use(const conform_store *which)
{
	chosen = which;
}

static void
setup(void)
{
	static const hire_record *const records[] = {&thing_record};
	const char *plan;
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
	ck_assert_ok(chosen->open(host.ctx, &store));
	ck_assert_ok(store.ops.migrate(
	    store.state, records, 1, false, mem, &plan, NULL));
}

static void
teardown(void)
{
	store.ops.close(store.state);
	if (chosen->clean)
		chosen->clean();
	hire_arena_free(mem);
	test_host_close(&host);
}

static void
begin(bool write)
{
	hire_error err = {0};
	ck_assert_msg(
	    !store.ops.begin(store.state, write, &tx, &err), "%s", err.message);
}

static void
commit(void)
{
	hire_error err = {0};
	ck_assert_msg(
	    !store.ops.commit(store.state, tx, &err), "%s", err.message);
}

static void
rollback(void)
{
	store.ops.rollback(store.state, tx);
}

static hire_status
insert(const thing *row, hire_error *err)
{
	return store.ops.insert(store.state, tx, &thing_record, row, err);
}

static void
add(const thing *row)
{
	hire_error err = {0};
	begin(true);
	ck_assert_msg(!insert(row, &err), "%s", err.message);
	commit();
}

/* The one row that fulfils a condition; NULL when there is none. */
static thing *
get(const char *field, const char *text)
{
	hire_filter is = HIRE_IS(field, text);
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .filters = &is,
	    .filter_count = 1};
	hire_rows rows;
	begin(false);
	ck_assert_ok(store.ops.select(store.state, tx, &q, mem, &rows, NULL));
	commit();
	ck_assert_uint_le(rows.count, 1);
	return rows.count ? rows.rows : NULL;
}

/* The names of all rows of `q`, page by page, as "1 2 3". */
static const char *
walk(hire_query q, const char *search)
{
	const char *all = "";
	hire_rows rows;
	q.size = sizeof q;
	q.record = &thing_record;
	do {
		begin(false);
		if (search)
			ck_assert_ok(store.ops.search(
			    store.state, tx, &q, search, mem, &rows, NULL));
		else
			ck_assert_ok(store.ops.select(
			    store.state, tx, &q, mem, &rows, NULL));
		commit();
		const thing *t = rows.rows;
		for (size_t i = 0; i < rows.count; i++)
			all = hire_arena_printf(mem, "%s%s%s", all,
			    *all ? " " : "", t[i].name + strlen("name"));
		q.after = rows.next;
	} while (q.after);
	return all;
}

static const char *
filtered(hire_filter filter)
{
	return walk((hire_query){.filters = &filter, .filter_count = 1}, NULL);
}

START_TEST(a_row_comes_back_as_it_was_added)
{
	thing t = thing_new(mem, 1);
	t.alias = "al";
	t.color = "";
	t.body = "line\none\ttwo 'quoted' \"too\" \\ % _ ; -- \x01 "
	         "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80";
	t.extra = "{\"a\": [1, 2]}";
	t.count = INT64_MIN;
	t.at = INT64_MAX;
	t.flag = true;
	t.state = HIRE_JOB_CLOSED;
	add(&t);
	const thing *got = get("id", t.id);
	ck_assert_ptr_nonnull(got);
	ck_assert_str_eq(got->id, t.id);
	ck_assert_int_eq(got->version, 1);
	ck_assert_int_eq(got->created_at, HIRE_SECOND);
	ck_assert_str_eq(got->name, t.name);
	ck_assert_str_eq(got->alias, "al");
	ck_assert_str_eq(got->color, "");
	ck_assert_str_eq(got->body, t.body);
	ck_assert_str_eq(got->extra, t.extra);
	ck_assert_int_eq(got->count, INT64_MIN);
	ck_assert_int_eq(got->at, INT64_MAX);
	ck_assert(got->flag);
	ck_assert_int_eq(got->state, HIRE_JOB_CLOSED);
}
END_TEST

START_TEST(unset_texts_come_back_unset)
{
	thing t = thing_new(mem, 1);
	add(&t);
	const thing *got = get("name", "name1");
	ck_assert_ptr_null(got->alias);
	ck_assert_ptr_null(got->color);
	ck_assert_ptr_null(got->extra);
	ck_assert_int_eq(got->at, 0);
}
END_TEST

START_TEST(an_update_needs_the_version_it_read)
{
	thing t = thing_new(mem, 1);
	add(&t);
	thing stale = t;
	begin(true);
	t.color = "red";
	t.count = 5;
	ck_assert_ok(
	    store.ops.update(store.state, tx, &thing_record, &t, NULL));
	ck_assert_int_eq(t.version, 2);
	t.flag = true;
	ck_assert_ok(
	    store.ops.update(store.state, tx, &thing_record, &t, NULL));
	commit();
	ck_assert_int_eq(t.version, 3);
	begin(true);
	ck_assert_status(
	    store.ops.update(store.state, tx, &thing_record, &stale, NULL),
	    HIRE_ECONFLICT);
	ck_assert_int_eq(stale.version, 1);
	rollback();
	const thing *got = get("id", t.id);
	ck_assert_int_eq(got->version, 3);
	ck_assert_str_eq(got->color, "red");
	ck_assert(got->flag);
}
END_TEST

START_TEST(a_remove_needs_the_version_too)
{
	thing t = thing_new(mem, 1);
	add(&t);
	begin(true);
	ck_assert_status(
	    store.ops.remove(store.state, tx, &thing_record, t.id, 2, NULL),
	    HIRE_ECONFLICT);
	rollback();
	begin(true);
	ck_assert_ok(
	    store.ops.remove(store.state, tx, &thing_record, t.id, 1, NULL));
	commit();
	ck_assert_ptr_null(get("id", t.id));
	begin(true);
	ck_assert_status(
	    store.ops.update(store.state, tx, &thing_record, &t, NULL),
	    HIRE_ECONFLICT);
	rollback();
}
END_TEST

static void
expect_taken(const thing *row, const char *field)
{
	hire_error err = {0};
	begin(true);
	ck_assert_status(insert(row, &err), HIRE_EEXISTS);
	ck_assert_str_eq(err.field, field);
	ck_assert_int_eq(err.code, HIRE_EEXISTS);
	rollback();
}

START_TEST(what_is_unique_is_taken_once)
{
	thing one = thing_new(mem, 1), two = thing_new(mem, 2);
	one.alias = "a";
	one.color = "red";
	add(&one);
	two.id = one.id;
	expect_taken(&two, "id");
	two.id = thing_id(mem, 2);
	two.name = one.name;
	expect_taken(&two, "name");
	two.name = "name2";
	two.alias = "a";
	expect_taken(&two, "alias");
	two.alias = NULL;
	two.color = "red";
	expect_taken(&two, "count");
	two.count = 1;
	add(&two);
	hire_error err = {0};
	two.alias = "a";
	begin(true);
	ck_assert_status(
	    store.ops.update(store.state, tx, &thing_record, &two, &err),
	    HIRE_EEXISTS);
	ck_assert_str_eq(err.field, "alias");
	rollback();
}
END_TEST

START_TEST(unset_texts_never_clash)
{
	for (int i = 1; i <= 3; i++) {
		thing t = thing_new(mem, i);
		add(&t);
	}
	ck_assert_str_eq(walk((hire_query){0}, NULL), "1 2 3");
}
END_TEST

START_TEST(a_freed_unique_value_can_be_used_again)
{
	thing one = thing_new(mem, 1), two = thing_new(mem, 2);
	one.alias = "a";
	add(&one);
	begin(true);
	one.alias = NULL;
	ck_assert_ok(
	    store.ops.update(store.state, tx, &thing_record, &one, NULL));
	two.alias = "a";
	ck_assert_ok(insert(&two, NULL));
	commit();
	ck_assert_str_eq(get("alias", "a")->name, "name2");
}
END_TEST

START_TEST(a_required_text_must_be_there)
{
	thing t = thing_new(mem, 1);
	hire_error err = {0};
	t.name = NULL;
	begin(true);
	ck_assert_status(insert(&t, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "name");
	rollback();
}
END_TEST

/* Rows 1..6: colors none, blue, blue, green, none, red; counts 1..6; times
 * an hour apart; odd ones flagged; the state is n % 3. */
static void
add_six(void)
{
	static const char *const colors[] = {
	    NULL, "blue", "blue", "green", NULL, "red"};
	begin(true);
	for (int i = 1; i <= 6; i++) {
		thing t = thing_new(mem, i);
		t.color = colors[i - 1];
		t.count = i;
		t.at = i * HIRE_HOUR;
		t.flag = i % 2;
		t.state = (hire_job_state)(i % 3);
		ck_assert_ok(insert(&t, NULL));
	}
	commit();
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
		ck_assert_str_eq(filtered(cases[i].filter), cases[i].rows);
}
END_TEST

START_TEST(all_conditions_must_hold)
{
	add_six();
	hire_filter both[] = {
	    HIRE_NUM("flag", HIRE_EQ, true), HIRE_NUM("count", HIRE_GT, 1)};
	hire_query q = {.filters = both, .filter_count = 2};
	ck_assert_str_eq(walk(q, NULL), "3 5");
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
			ck_assert_str_eq(walk(q, NULL), cases[i].rows);
		}
}
END_TEST

START_TEST(a_cursor_holds_while_rows_are_added)
{
	for (int i = 10; i <= 30; i += 10) {
		thing t = thing_new(mem, i);
		add(&t);
	}
	hire_query q = {.size = sizeof q, .record = &thing_record, .limit = 2};
	hire_rows rows;
	begin(false);
	ck_assert_ok(store.ops.select(store.state, tx, &q, mem, &rows, NULL));
	commit();
	thing before = thing_new(mem, 15), behind = thing_new(mem, 25);
	add(&before);
	add(&behind);
	q.after = rows.next;
	ck_assert_str_eq(walk(q, NULL), "25 30");
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
	begin(false);
	ck_assert_ok(store.ops.select(store.state, tx, &q, mem, &rows, NULL));
	const char *next = rows.next;
	const char *const bad[] = {"", "!", "AAAA", "AB", "A", "bm9uZQ", next};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		q.after = bad[i];
		q.order = "color";
		hire_error err = {0};
		ck_assert_status(
		    store.ops.select(store.state, tx, &q, mem, &rows, &err),
		    HIRE_EINVAL);
		ck_assert_str_eq(err.field, "after");
	}
	rollback();
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
	begin(false);
	ck_assert_status(
	    store.ops.select(store.state, tx, &q, mem, &rows, NULL),
	    HIRE_EUSAGE);
	rollback();
	q.filter_count = 0;
	q.order = "nothing";
	begin(false);
	ck_assert_status(
	    store.ops.select(store.state, tx, &q, mem, &rows, NULL),
	    HIRE_EUSAGE);
	rollback();
	q.order = NULL;
	q.limit = 1001;
	begin(false);
	ck_assert_status(
	    store.ops.select(store.state, tx, &q, mem, &rows, NULL),
	    HIRE_EINVAL);
	rollback();
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
	begin(false);
	ck_assert_ok(
	    store.ops.aggregate(store.state, tx, &a, mem, &b, &count, NULL));
	commit();
	for (size_t i = 0; i < count; i++)
		all = hire_arena_printf(mem, "%s%s%s/%lld:%lld,%lld", all,
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
		begin(false);
		ck_assert_status(store.ops.aggregate(store.state, tx, &a, mem,
		                     &b, &count, NULL),
		    HIRE_EUSAGE);
		rollback();
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
		thing t = thing_new(mem, i);
		t.body = bodies[i - 1];
		t.flag = i % 2;
		add(&t);
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
		for (int32_t limit = 0; limit <= 2; limit++)
			ck_assert_str_eq(
			    walk((hire_query){.limit = limit}, cases[i].text),
			    cases[i].rows);
	hire_filter odd = HIRE_NUM("flag", HIRE_EQ, true);
	ck_assert_str_eq(
	    walk((hire_query){.filters = &odd, .filter_count = 1, .limit = 1},
	        "programmer"),
	    "5 1");
}
END_TEST

START_TEST(a_search_follows_changes)
{
	add_texts();
	begin(true);
	thing t = thing_new(mem, 1);
	t.body = "Gardener";
	ck_assert_ok(
	    store.ops.update(store.state, tx, &thing_record, &t, NULL));
	ck_assert_ok(store.ops.remove(
	    store.state, tx, &thing_record, thing_id(mem, 2), 1, NULL));
	commit();
	ck_assert_str_eq(walk((hire_query){0}, "programmer"), "5");
	ck_assert_str_eq(walk((hire_query){0}, "gardener"), "1");
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
		thing t = thing_new(mem, i);
		t.alias = nasty[i];
		add(&t);
	}
	for (int i = 0; i < n; i++) {
		const thing *got = get("alias", nasty[i]);
		ck_assert_ptr_nonnull(got);
		ck_assert_str_eq(got->id, thing_id(mem, i));
		walk((hire_query){0}, nasty[i]);
	}
}
END_TEST

START_TEST(large_texts_are_kept_whole)
{
	size_t n = (size_t)3 << 20;
	char *big = hire_arena_alloc(mem, n + 1);
	for (size_t i = 0; i < n; i++)
		big[i] = (char)('a' + i * i % 23);
	thing t = thing_new(mem, 1);
	t.extra = big;
	add(&t);
	const thing *got = get("id", t.id);
	ck_assert_uint_eq(strlen(got->extra), n);
	ck_assert(!memcmp(got->extra, big, n));
}
END_TEST

START_TEST(a_rollback_leaves_nothing)
{
	thing t = thing_new(mem, 1), other = thing_new(mem, 2);
	add(&t);
	begin(true);
	t.color = "red";
	t.body = "words";
	ck_assert_ok(
	    store.ops.update(store.state, tx, &thing_record, &t, NULL));
	ck_assert_ok(insert(&other, NULL));
	ck_assert_ok(
	    store.ops.remove(store.state, tx, &thing_record, t.id, 2, NULL));
	rollback();
	const thing *got = get("id", t.id);
	ck_assert_ptr_null(got->color);
	ck_assert_int_eq(got->version, 1);
	ck_assert_ptr_null(get("id", other.id));
	ck_assert_str_eq(walk((hire_query){0}, "words"), "");
}
END_TEST

START_TEST(a_transaction_that_failed_stores_nothing)
{
	thing t = thing_new(mem, 1);
	begin(true);
	ck_assert_ok(insert(&t, NULL));
	ck_assert_status(insert(&t, NULL), HIRE_EEXISTS);
	ck_assert_status(store.ops.commit(store.state, tx, NULL), HIRE_EUSAGE);
	ck_assert_ptr_null(get("id", t.id));
}
END_TEST

START_TEST(a_reader_changes_nothing)
{
	thing t = thing_new(mem, 1);
	begin(false);
	ck_assert_status(insert(&t, NULL), HIRE_EUSAGE);
	rollback();
	ck_assert_ptr_null(get("id", t.id));
}
END_TEST

START_TEST(a_transaction_sees_one_state_and_its_own_changes)
{
	hire_tx *reader;
	hire_rows rows;
	hire_query q = {.size = sizeof q, .record = &thing_record};
	ck_assert_ok(store.ops.begin(store.state, false, &reader, NULL));
	thing t = thing_new(mem, 1);
	begin(true);
	ck_assert_ok(insert(&t, NULL));
	ck_assert_ok(store.ops.select(store.state, tx, &q, mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	ck_assert_ok(
	    store.ops.select(store.state, reader, &q, mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	commit();
	ck_assert_ok(
	    store.ops.select(store.state, reader, &q, mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 0);
	ck_assert_ok(store.ops.commit(store.state, reader, NULL));
	ck_assert_ptr_nonnull(get("id", t.id));
}
END_TEST

START_TEST(the_platforms_records_fit)
{
	size_t count;
	const hire_record *const *all = hire_records(&count);
	const char *plan;
	ck_assert_ok(store.ops.migrate(
	    store.state, all, count, false, mem, &plan, NULL));
	ck_assert_ok(store.ops.migrate(
	    store.state, all, count, false, mem, &plan, NULL));
	ck_assert_str_eq(plan, "");
	ck_assert_ok(
	    store.ops.migrate(store.state, all, count, true, mem, &plan, NULL));
	ck_assert_str_eq(plan, "");
	begin(true);
	const char *x = "x";
	for (size_t i = 0; i < count; i++) {
		char *row = hire_arena_alloc(mem, all[i]->size);
		hire_record_init(all[i], row);
		for (size_t f = 0; f < all[i]->count; f++)
			if (all[i]->fields[f].flags & HIRE_REQUIRED)
				memcpy(row + all[i]->fields[f].offset, &x,
				    sizeof x);
		ck_assert_ok(
		    store.ops.insert(store.state, tx, all[i], row, NULL));
		ck_assert_ok(
		    store.ops.update(store.state, tx, all[i], row, NULL));
	}
	commit();
}
END_TEST

START_TEST(a_ping_says_what_it_is)
{
	const char *line;
	ck_assert_ok(store.ops.ping(store.state, mem, &line, NULL));
	ck_assert_uint_gt(strlen(line), 0);
	ck_assert_ptr_nonnull(store.ops.name);
}
END_TEST

TCase *
conform_store_case(void (*choose)(void))
{
	TCase *c = tcase_create("conformance");
	tcase_set_timeout(c, 60);
	tcase_add_unchecked_fixture(c, choose, NULL);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_row_comes_back_as_it_was_added);
	tcase_add_test(c, unset_texts_come_back_unset);
	tcase_add_test(c, an_update_needs_the_version_it_read);
	tcase_add_test(c, a_remove_needs_the_version_too);
	tcase_add_test(c, what_is_unique_is_taken_once);
	tcase_add_test(c, unset_texts_never_clash);
	tcase_add_test(c, a_freed_unique_value_can_be_used_again);
	tcase_add_test(c, a_required_text_must_be_there);
	tcase_add_test(c, filters_compare_values);
	tcase_add_test(c, all_conditions_must_hold);
	tcase_add_test(c, pages_follow_the_order);
	tcase_add_test(c, a_cursor_holds_while_rows_are_added);
	tcase_add_test(c, foreign_cursors_are_refused);
	tcase_add_test(c, unknown_fields_are_refused);
	tcase_add_test(c, aggregates_count_and_add_up);
	tcase_add_test(c, wrong_aggregates_are_refused);
	tcase_add_test(c, a_search_finds_every_word_newest_first);
	tcase_add_test(c, a_search_follows_changes);
	tcase_add_test(c, values_are_never_read_as_a_language);
	tcase_add_test(c, large_texts_are_kept_whole);
	tcase_add_test(c, a_rollback_leaves_nothing);
	tcase_add_test(c, a_transaction_that_failed_stores_nothing);
	tcase_add_test(c, a_reader_changes_nothing);
	tcase_add_test(c, a_transaction_sees_one_state_and_its_own_changes);
	tcase_add_test(c, the_platforms_records_fit);
	tcase_add_test(c, a_ping_says_what_it_is);
	return c;
}
