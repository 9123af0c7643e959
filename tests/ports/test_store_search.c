/* SPDX-License-Identifier: MIT
 * test_store_search.c - random searches over every store, compared row by row
 * with a plain walk over an array, while rows are added, changed and removed
 * between two pages.
 */
#include "conform_record.h"
#include "postgres.h"
#include "stage.h"
#include "stores.h"

#include <stdio.h>
#include <string.h>

enum {
	FIRST = 3000, /* rows to begin with: several widths of stretches */
	MOST = FIRST + 4000,
	QUERIES = 700,
	WORDS = 24,
	BODY = 12, /* words of a row at most */
	TAGS = 6,
	BIG = 1000000
};

/* Many of them begin alike; the later ones are rare. */
static const char *const vocabulary[WORDS] = {"data", "database", "dart",
    "date", "c", "cook", "cooking", "coordinator", "engineer", "engineering",
    "engine", "eng", "sql", "sqlite", "sq", "state", "state1", "e0", "remote",
    "rem", "zebra", "zeb", "quartz", "quarter"};
static const char *const tags[TAGS] = {
    "sql", "c", "c++", "data base", "go", "quartz"};

/* The plain copy of what the store holds, oldest first. */
typedef struct plain {
	thing *rows;
	bool *gone;
	size_t count;
	uint64_t seed;
} plain;

static hire_store store;
static plain all;

static uint64_t
below(uint64_t n)
{
	return test_random(&all.seed, n);
}

/* A word: the earlier in the list the more often. */
static const char *
any_word(void)
{
	return vocabulary[below(1 + below(1 + below(WORDS)))];
}

static void
fill_texts(thing *t)
{
	static const char *const between[] = {" ", ", ", "-", "\n", "_"};
	char body[512] = "", list[64] = "";
	size_t n = below(BODY);
	for (size_t i = 0, at = 0; i < n; i++) {
		at += (size_t)snprintf(body + at, sizeof body - at, "%s%s",
		    between[below(5)], any_word());
		if (!below(3))
			body[at - 1] =
			    (char)(body[at - 1] >= 'a' ? body[at - 1] - 32
			                               : body[at - 1]);
	}
	n = below(3);
	for (size_t i = 0, at = 0; i < n; i++)
		at += (size_t)snprintf(list + at, sizeof list - at, "%s%s",
		    i ? "\n" : "", tags[below(TAGS)]);
	t->body = below(20) ? hire_arena_strdup(stage_mem, body) : NULL;
	t->tags = *list ? hire_arena_strdup(stage_mem, list) : NULL;
	t->count = (int64_t)below(1 + below(BIG));
	t->flag = below(4) == 0;
	t->state = (hire_job_state)below(3);
}

static hire_tx *
begin(bool write)
{
	hire_tx *tx;
	ck_assert_ok(store.ops.begin(store.state, write, &tx, NULL));
	return tx;
}

static void
add_row(hire_tx *tx)
{
	ck_assert_uint_lt(all.count, MOST);
	thing t = thing_new(stage_mem, (int)all.count);
	fill_texts(&t);
	ck_assert_ok(
	    store.ops.insert(store.state, tx, &thing_record, &t, NULL));
	all.gone[all.count] = false;
	all.rows[all.count++] = t;
}

static void
change_row(hire_tx *tx, size_t i)
{
	thing t = all.rows[i];
	uint64_t how = below(4);
	if (all.gone[i])
		return;
	if (!how) {
		ck_assert_ok(store.ops.remove(
		    store.state, tx, &thing_record, t.id, t.version, NULL));
		all.gone[i] = true;
		return;
	}
	if (how == 1)
		t.at++; /* nothing that a search looks at */
	else if (how == 2)
		t.state = (hire_job_state)below(3);
	else
		fill_texts(&t);
	ck_assert_ok(
	    store.ops.update(store.state, tx, &thing_record, &t, NULL));
	all.rows[i] = t;
}

static void
disturb(void)
{
	hire_tx *tx = begin(true);
	for (uint64_t n = below(4); n; n--)
		add_row(tx);
	for (uint64_t n = below(6); n; n--)
		change_row(tx, below(all.count));
	ck_assert_ok(store.ops.commit(store.state, tx, NULL));
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Whether a word of `text` begins with the `n` letters at `word`. */
static bool
begins(const char *text, const char *word, size_t n)
{
	for (size_t i = 0; text && text[i]; i++) {
		size_t same = 0;
		if (i && is_letter(text[i - 1]))
			continue;
		while (same < n && (text[i + same] | 32) == word[same])
			same++;
		if (same == n)
			return true;
	}
	return false;
}

static bool
has_tag(const char *list, const char *tag)
{
	char whole[80], one[32];
	snprintf(whole, sizeof whole, "\n%s\n", list ? list : "");
	snprintf(one, sizeof one, "\n%s\n", tag);
	return strstr(whole, one) != NULL;
}

static bool
holds(const thing *t, const hire_filter *f)
{
	int64_t v = !strcmp(f->field, "flag")    ? t->flag
	            : !strcmp(f->field, "state") ? (int64_t)t->state
	                                         : t->count;
	if (f->op == HIRE_HAS)
		return has_tag(t->tags, f->text);
	if (!strcmp(f->field, "tags"))
		return t->tags && !strcmp(t->tags, f->text);
	return f->op == HIRE_EQ   ? v == f->number
	       : f->op == HIRE_GE ? v >= f->number
	       : f->op == HIRE_GT ? v > f->number
	                          : v < f->number;
}

static bool
fits(const thing *t, const hire_query *q, const char *text)
{
	for (size_t i = 0; i < q->filter_count; i++)
		if (!holds(t, &q->filters[i]))
			return false;
	while (*text) {
		size_t n = strcspn(text, " ");
		if (!begins(t->name, text, n) && !begins(t->body, text, n))
			return false;
		text += n + strspn(text + n, " ");
	}
	return true;
}

/* Up to three beginnings of words. */
static void
ask_words(char *out, size_t size)
{
	size_t at = 0;
	*out = '\0';
	for (uint64_t n = below(4); n; n--) {
		const char *word = any_word();
		size_t len = strlen(word);
		size_t cut = below(2) ? len : 1 + below(len);
		at += (size_t)snprintf(out + at, size - at, "%s%.*s",
		    at ? " " : "", (int)cut, word);
	}
}

static hire_filter
any_filter(void)
{
	const hire_op number[] = {HIRE_GE, HIRE_GT, HIRE_LT, HIRE_EQ};
	switch (below(5)) {
	case 0:
		return (hire_filter)HIRE_NUM(
		    "state", HIRE_EQ, (int64_t)below(3));
	case 1:
		return (hire_filter)HIRE_NUM(
		    "flag", HIRE_EQ, (int64_t)below(2));
	case 2:
		return (hire_filter){"tags", HIRE_HAS, 0, tags[below(TAGS)]};
	case 3:
		return (hire_filter)HIRE_IS("tags", tags[below(TAGS)]);
	default:
		return (hire_filter)HIRE_NUM("count", number[below(4)],
		    below(3) ? (int64_t)below(BIG)
		             : all.rows[below(all.count)].count);
	}
}

/* The row before `*at` that fits, and its place; false when there is none. */
static bool
next_plain(const hire_query *q, const char *text, size_t *at)
{
	while ((*at)--)
		if (!all.gone[*at] && fits(&all.rows[*at], q, text))
			return true;
	return false;
}

/* One page compared; `*at` goes to its last row.  False on the last page. */
static bool
compare_page(hire_query *q, const char *text, size_t *at)
{
	hire_arena *mem;
	hire_rows rows;
	ck_assert_ok(hire_arena_new(stage_host.ctx, 0, &mem, NULL));
	hire_tx *tx = begin(false);
	ck_assert_ok(
	    store.ops.search(store.state, tx, q, text, mem, &rows, NULL));
	store.ops.rollback(store.state, tx);
	const thing *got = rows.rows;
	for (size_t i = 0; i < rows.count; i++) {
		bool more = next_plain(q, text, at);
		ck_assert_msg(more && !strcmp(got[i].id, all.rows[*at].id),
		    "\"%s\": %s, not %s", text, got[i].id,
		    more ? all.rows[*at].id : "the end");
		ck_assert_int_eq(got[i].version, all.rows[*at].version);
	}
	size_t ahead = *at;
	bool more = next_plain(q, text, &ahead);
	ck_assert_msg(more == (rows.next != NULL), "\"%s\": %s", text,
	    more ? "a page is missing" : "there is no further page");
	if (more)
		ck_assert_uint_eq(rows.count, (size_t)q->limit);
	q->after = rows.next ? hire_arena_strdup(stage_mem, rows.next) : NULL;
	hire_arena_free(mem);
	return more;
}

static void
one_query(void)
{
	hire_filter filters[3];
	char text[64];
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .filters = filters,
	    .filter_count = below(4),
	    .limit = (int32_t)(1 + below(1 + below(40)))};
	for (size_t i = 0; i < q.filter_count; i++)
		filters[i] = any_filter();
	ask_words(text, sizeof text);
	size_t at = all.count;
	int pages = 1 + (int)below(8);
	while (compare_page(&q, text, &at) && --pages)
		if (!below(3))
			disturb();
}

static void
compare(const conform_store *which)
{
	static const hire_record *const records[] = {&thing_record};
	const char *plan;
	ck_assert_ok(which->open(stage_host.ctx, &store));
	ck_assert_ok(store.ops.migrate(
	    store.state, records, 1, false, stage_mem, &plan, NULL));
	all = (plain){hire_arena_alloc(stage_mem, MOST * sizeof *all.rows),
	    hire_arena_alloc(stage_mem, MOST), 0, 6};
	hire_tx *tx = begin(true);
	for (int i = 0; i < FIRST; i++)
		add_row(tx);
	ck_assert_ok(store.ops.commit(store.state, tx, NULL));
	for (int i = 0; i < QUERIES; i++) {
		one_query();
		disturb();
	}
	ck_assert_uint_gt(all.count, FIRST + 100);
	store.ops.close(store.state);
	if (which->clean)
		which->clean();
}

START_TEST(sqlite_finds_what_a_plain_walk_finds)
{
	compare(&test_store_sqlite);
}
END_TEST

START_TEST(postgres_finds_what_a_plain_walk_finds)
{
	compare(&test_store_postgres);
}
END_TEST

#ifdef TEST_OWN_STORE
START_TEST(memory_finds_what_a_plain_walk_finds)
{
	compare(&test_store_memory);
}
END_TEST
#endif

int
main(void)
{
	Suite *suite = suite_create("store_search");
	TCase *c = tcase_create("random");
	tcase_set_timeout(c, 300);
	tcase_add_checked_fixture(c, stage_open, stage_close);
	tcase_add_test(c, sqlite_finds_what_a_plain_walk_finds);
#ifdef TEST_OWN_STORE
	tcase_add_test(c, memory_finds_what_a_plain_walk_finds);
#endif
	if (test_postgres_here())
		tcase_add_test(c, postgres_finds_what_a_plain_walk_finds);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
