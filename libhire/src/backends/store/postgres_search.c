/* SPDX-License-Identifier: MIT
 * postgres_search.c - full text in PostgreSQL, newest rows first, by a GIN
 * index that also knows to which stretch of rows each belongs.
 * An index of that kind gives all rows that have some words at once, not the
 * newest ones first.  So it is asked for the newest stretch, then for wider
 * ones until the page is full: what that costs depends on the page, neither on
 * the number of rows nor on how common the words are.
 */
#include "postgres_conn.h"

#include "read.h"
#include "words.h"

#include "util/ctx.h"

#include <inttypes.h>
#include <stdio.h>

/* Stretches of level i are 2^(7 + 3 i) rows; what lies behind the two newest
 * of the last level is looked at as a whole. */
enum { LEVELS = 6, FIRST = 7, WIDER = 3, TAG = 56 };

/* The stretches of a row, beside its words. */
#define NEAR "_near"

static unsigned
bits(unsigned level)
{
	return FIRST + WIDER * level;
}

/* The stretches of a row, each with its level on top. */
static void
add_stretches(hire__buf *b)
{
	hire__buf_adds(b, "(array[");
	for (unsigned i = 0; i < LEVELS; i++)
		hire__buf_addf(b, "%s(\"" HIRE__SEQ "\" >> %u) + %" PRId64,
		    i ? ", " : "", bits(i), (int64_t)i << TAG);
	hire__buf_adds(b, "])");
}

/* A search under way. */
typedef struct seeking {
	hire__pg_conn *c;
	const hire__plan *plan;
	int64_t top;   /* rows up to this one; -1: the newest, not known yet */
	int64_t low;   /* and from this one on were looked at, */
	int64_t below; /* those from here on by the steps before */
	int64_t *found;
	size_t count, need;
} seeking;

/* What is in the last two stretches of a level up to `top`. */
static void
add_where(hire__buf *b, const seeking *s, unsigned level, const char *top)
{
	const hire_record *r = s->plan->record;
	hire__buf_addf(b, "from \"%s_words\" w where ", r->name);
	if (level < LEVELS) {
		int64_t tag = (int64_t)level << TAG;
		hire__buf_addf(b,
		    "w.\"" NEAR "\" && array[(%s >> %u) + %" PRId64
		    ", (%s >> %u) + %" PRId64 "]",
		    top, bits(level), tag, top, bits(level), tag - 1);
	} else {
		hire__buf_adds(b, "true");
	}
	hire__buf_adds(b, s->plan->words);
}

static int
add_rest(hire__buf *b, const seeking *s)
{
	int last = 0;
	bool covered = true;
	for (size_t i = 0; i < s->plan->filter_count; i++)
		covered = covered && s->plan->covered[i];
	if (s->below >= 0)
		/* The sum keeps the planner from walking along the rows. */
		hire__buf_addf(
		    b, " and w.\"" HIRE__SEQ "\" + 0 < %" PRId64, s->below);
	if (!covered) {
		hire__buf_addf(b,
		    " and exists (select 1 from \"%s\" t where t.\"" HIRE__SEQ
		    "\" = w.\"" HIRE__SEQ "\"",
		    s->plan->record->name);
		last = hire__sql_conditions(
		    b, &hire__pg_dialect, s->plan, " and ", 0);
		hire__buf_addc(b, ')');
	}
	return last;
}

/* The statement of one step; gives the newest row's number if that is not
 * known, and those found. */
static void
add_step(hire__buf *b, const seeking *s, unsigned level)
{
	char top[40];
	bool known = s->top >= 0;
	snprintf(
	    top, sizeof top, known ? "%" PRId64 "::bigint" : "m.top", s->top);
	if (known)
		hire__buf_adds(b, "select null, ");
	else
		hire__buf_addf(b,
		    "select m.top, s.* from (select coalesce(max(\"" HIRE__SEQ
		    "\"), 0) as top from \"%s_words\") m"
		    " left join lateral (select ",
		    s->plan->record->name);
	hire__buf_adds(b, "w.\"" HIRE__SEQ "\" ");
	add_where(b, s, level, top);
	int last = add_rest(b, s);
	hire__buf_addf(b, " order by w.\"" HIRE__SEQ "\" + 0 desc limit $%d%s",
	    last + 1, known ? "" : ") s on true order by 2 desc");
}

static void
take_found(seeking *s, const PGresult *r)
{
	const hire__pg *store = s->c->store;
	int rows = store->pq.ntuples(r);
	if (s->top < 0)
		s->top = hire__pg_value(store, r, 0, 0).number;
	for (int i = 0; i < rows && s->count < s->need; i++) {
		hire__value seq = hire__pg_value(store, r, i, 1);
		if (!seq.null)
			s->found[s->count++] = seq.number;
	}
}

static hire_status
step(seeking *s, unsigned level, hire_error *err)
{
	hire__value values[HIRE__PLAN_VALUES];
	hire__plan rest = *s->plan;
	PGresult *r = NULL;
	rest.words = NULL;
	rest.after = false;
	rest.limit = (int32_t)(s->need - s->count) - 1;
	size_t n = hire__plan_values(&rest, values);
	hire__buf sql = HIRE__BUF(s->c->store->ctx, HIRE__WORDS_MAX);
	add_step(&sql, s, level);
	hire_status st = hire__buf_check(&sql, err);
	if (!st)
		st = hire__pg_ask(s->c,
		    &(hire__pg_said){.sql = sql.s, .values = values, .n = n},
		    &r, err);
	if (!st)
		take_found(s, r);
	s->c->store->pq.clear(r);
	hire__buf_free(&sql);
	s->low = level < LEVELS ? ((s->top >> bits(level)) - 1) *
	                              (INT64_C(1) << bits(level))
	                        : 0;
	s->below = s->low;
	return st;
}

/* As wide as it takes to fill the page if rows go on like this, but not all at
 * once: what is found beyond the page was for nothing. */
static unsigned
wider(const seeking *s, unsigned level)
{
	int64_t seen = s->top - s->low + 1;
	int64_t wanted = seen / (int64_t)(s->count + 1) * (int64_t)s->need;
	level++;
	return level < LEVELS && (INT64_C(1) << bits(level)) < wanted
	           ? level + 1
	           : level;
}

static hire_status
seek(seeking *s, hire_error *err)
{
	unsigned level = 0;
	hire_status st = step(s, level, err);
	while (!st && s->count < s->need && s->low > 0) {
		level = wider(s, level);
		st = step(s, level, err);
	}
	return st;
}

/* The rows that were found, by their numbers. */
static hire_status
read_found(const seeking *s, hire_arena *mem, hire_rows *out, hire_error *err)
{
	hire__plan plan = *s->plan;
	hire__buf list = HIRE__BUF(s->c->store->ctx, HIRE__SQL_MAX);
	for (size_t i = 0; i < s->count; i++)
		hire__buf_addf(&list, "%c%" PRId64, i ? ',' : '{', s->found[i]);
	hire__buf_adds(&list, s->count ? "}" : "{}");
	hire_status st = hire__buf_check(&list, err);
	plan.words = list.s;
	plan.filter_count = 0;
	plan.after = false;
	if (!st)
		st = hire__pg_page(s->c, &plan, mem, out, err);
	hire__buf_free(&list);
	return st;
}

static hire_status
page(void *conn, const hire__plan *plan, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	if (!plan->words)
		return hire__pg_page(conn, plan, mem, out, err);
	seeking s = {.c = conn,
	    .plan = plan,
	    .top = -1,
	    .below = -1,
	    .need = (size_t)plan->limit + 1};
	if (plan->after) {
		s.below = plan->after_value.number;
		s.top = s.below > 0 ? s.below - 1 : 0;
	}
	s.found = hire_arena_alloc(mem, s.need * sizeof *s.found);
	hire_status st = s.found ? seek(&s, err) : hire__nomem(err);
	return st ? st : read_found(&s, mem, out, err);
}

hire_status
hire__pg_search(void *state, hire_tx *tx, const hire_query *query,
    const char *text, hire_arena *mem, hire_rows *out, hire_error *err)
{
	(void)state;
	return hire__pg_spoil(tx, hire__search(&hire__pg_dialect, page, tx,
	                              query, text, mem, out, err));
}

static void
search_from(hire__buf *b, const hire_record *record)
{
	hire__buf_addf(b, "\"%s\" t", record->name);
}

static void
search_match(hire__buf *b, const hire_record *record, int n)
{
	(void)record;
	hire__buf_addf(b, "t.\"" HIRE__SEQ "\" = any($%d::bigint[])", n);
}

static void
search_key(hire__buf *b, const hire_record *record)
{
	(void)record;
	hire__buf_adds(b, "t.\"" HIRE__SEQ "\"");
}

/* Words lie in a table of their own: its rows are small, many to a page, as
 * the words go elsewhere; and a row whose words stay the same changes without
 * touching the index.  No statistics: the planner has no other way to go, and
 * reading them takes longer than the search. */
static bool
search_room(hire__buf *b, const hire_record *record, size_t i)
{
	const char *name = record->name;
	if (i == 0) {
		hire__buf_addf(
		    b, "lock table \"%s\" in share row exclusive mode", name);
	} else if (i == 1) {
		hire__buf_addf(b,
		    "create table \"%s_words\" (\"" HIRE__SEQ
		    "\" bigint primary key, \"" HIRE__WORDS
		    "\" bigint[] not null, \"" NEAR
		    "\" bigint[] generated always as ",
		    name);
		add_stretches(b);
		hire__buf_adds(b, " stored) with (toast_tuple_target = 128)");
	} else if (i == 2) {
		hire__buf_addf(b,
		    "alter table \"%s_words\" alter \"" HIRE__WORDS
		    "\" set storage external, alter \"" HIRE__WORDS
		    "\" set statistics 0, alter \"" NEAR "\" set statistics 0",
		    name);
	}
	return i < 3;
}

/* fastupdate off: a search never walks a list of what is not indexed yet. */
static bool
search_schema(hire__buf *b, const hire_record *record, size_t i)
{
	const char *name = record->name;
	if (i == 0) {
		hire__buf_addf(b,
		    "create index \"%s_search\" on \"%s_words\" using gin"
		    " (\"" NEAR "\", \"" HIRE__WORDS
		    "\") with (fastupdate = off)",
		    name, name);
	} else if (i == 1) {
		hire__buf_addf(b, "comment on index \"%s_search\" is '", name);
		hire__sql_remark(b, record);
		hire__buf_addc(b, '\'');
	}
	return i < 2;
}

/* Version 1 had a column of the record's own table. */
static bool
search_drop(hire__buf *b, const hire_record *record, size_t i)
{
	if (i == 0)
		hire__buf_addf(b,
		    "alter table \"%s\" drop column if exists \"" HIRE__WORDS
		    "\"",
		    record->name);
	else if (i == 1)
		hire__buf_addf(
		    b, "drop table if exists \"%s_words\"", record->name);
	return i < 2;
}

static void
search_fill(
    hire__buf *b, const hire_record *record, int64_t seq, const char *words)
{
	if (!b->len)
		hire__buf_addf(
		    b, "insert into \"%s_words\" values ", record->name);
	else
		hire__buf_adds(b, ", ");
	hire__buf_addf(b, "(%" PRId64 ", '", seq);
	hire__buf_adds(b, words);
	hire__buf_adds(b, "')");
}

static void
keep(hire__buf *b, const char *token, size_t n)
{
	hire__buf_addf(b, "%" PRId64, hire__token_number(token, n));
}

const hire__dialect hire__pg_dialect = {
    .mark = '$',
    .seq = "bigint generated always as identity primary key",
    .types = {"text collate \"C\"", "text collate \"C\"", "text collate \"C\"",
        "bigint", "bigint", "bigint", "bigint"},
    .tail = "",
    .nulls_first = " nulls first",
    .nulls_last = " nulls last",
    .same = "is not distinct from",
    .position = "strpos",
    .sum = "coalesce(sum",
    .sum_tail = ", 0)::bigint",
    .kept_before = "{",
    .kept_behind = "}",
    .words_cast = "::bigint[]",
    .between = ',',
    .keep = keep,
    .ask_first = " and w.\"" HIRE__WORDS "\" && '{",
    .ask_also = " and w.\"" HIRE__WORDS "\" && '{",
    .ask_or = ",",
    .ask_end = "}'::bigint[]",
    .ask_around = "",
    .words_table = "_words",
    .search_from = search_from,
    .search_match = search_match,
    .search_key = search_key,
    .search_room = search_room,
    .search_schema = search_schema,
    .search_drop = search_drop,
    .search_fill = search_fill,
};
