/* SPDX-License-Identifier: MIT
 * sqlite_search.c - full text by FTS5, over the record's own table.
 * What a user types becomes quoted words: it never reaches FTS5's grammar.
 */
#include "sqlite_conn.h"

#include "words.h"

static void
lite_search_from(hire__buf *b, const hire_record *record)
{
	/* cross join: the words decide first, newest rows come out first */
	hire__buf_addf(b,
	    "\"%s_search\" cross join \"%s\" t on t.\"" HIRE__SEQ
	    "\" = \"%s_search\".rowid",
	    record->name, record->name, record->name);
}

static void
lite_search_match(hire__buf *b, const hire_record *record, int n)
{
	hire__buf_addf(b, "\"%s_search\" match ?%d", record->name, n);
}

static void
lite_search_key(hire__buf *b, const hire_record *record)
{
	hire__buf_addf(b, "\"%s_search\".rowid", record->name);
}

static hire_status
page(void *conn, const hire__plan *plan, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	return hire__lite_page(conn, plan, mem, out, err);
}

hire_status
hire__lite_search(void *state, hire_tx *tx, const hire_query *query,
    const char *text, hire_arena *mem, hire_rows *out, hire_error *err)
{
	(void)state;
	return hire__lite_spoil(tx, hire__search(&hire__lite_dialect, page, tx,
	                                query, text, mem, out, err));
}

/* Tell the index of the words that a trigger sees in `row`: old or new. */
static void
add_change(hire__buf *b, const char *name, bool take_out, const char *row)
{
	hire__buf_addf(b, "insert into \"%s_search\" (", name);
	if (take_out)
		hire__buf_addf(b, "\"%s_search\", ", name);
	hire__buf_addf(b,
	    "rowid, \"" HIRE__WORDS "\") values (%s%s.\"" HIRE__SEQ
	    "\", %s.\"" HIRE__WORDS "\"); ",
	    take_out ? "'delete', " : "", row, row);
}

static void
add_trigger(hire__buf *b, const hire_record *record, const char *suffix,
    const char *when, bool old, bool new)
{
	hire__buf_addf(b,
	    "create trigger \"%s_search_%s\" after %s on \"%s\" begin /* ",
	    record->name, suffix, when, record->name);
	hire__sql_remark(b, record);
	hire__buf_adds(b, " */ ");
	if (old)
		add_change(b, record->name, true, "old");
	if (new)
		add_change(b, record->name, false, "new");
	hire__buf_adds(b, "end");
}

static bool
lite_search_room(hire__buf *b, const hire_record *record, size_t i)
{
	hire__buf_addf(b,
	    "alter table \"%s\" add column \"" HIRE__WORDS "\" text",
	    record->name);
	return i == 0;
}

/* Words are letters, digits and "_": there is nothing to quote. */
static void
lite_search_fill(
    hire__buf *b, const hire_record *record, int64_t seq, const char *words)
{
	hire__buf_addf(b,
	    "update \"%s\" set \"" HIRE__WORDS "\" = '%s' where \"" HIRE__SEQ
	    "\" = %lld; ",
	    record->name, words, (long long)seq);
}

/* FTS5 over the words in the record's table.  They are cut and folded
 * already: of its tokenizers, ascii parts them at blanks and no more.  Nobody
 * asks where in a row a word stands, so it is not kept. */
static bool
lite_search_schema(hire__buf *b, const hire_record *record, size_t i)
{
	static const struct {
		const char *suffix, *when;
		bool old, new;
	} triggers[] = {
	    {"added", "insert", false, true},
	    {"removed", "delete", true, false},
	    {"changed", "update of \"" HIRE__WORDS "\"", true, true},
	};
	enum { TRIGGERS = sizeof triggers / sizeof *triggers };
	const char *name = record->name;
	if (i == 0)
		hire__buf_addf(b,
		    "create virtual table \"%s_search\" using "
		    "fts5(\"" HIRE__WORDS
		    "\", content='%s', content_rowid='" HIRE__SEQ
		    "', tokenize=\"ascii tokenchars '_'\", detail=none,"
		    " columnsize=0)",
		    name, name);
	else if (i <= TRIGGERS)
		add_trigger(b, record, triggers[i - 1].suffix,
		    triggers[i - 1].when, triggers[i - 1].old,
		    triggers[i - 1].new);
	else if (i == TRIGGERS + 1)
		hire__buf_addf(b,
		    "insert into \"%s_search\" (\"%s_search\")"
		    " values ('rebuild')",
		    name, name);
	return i < TRIGGERS + 2;
}

static bool
lite_search_drop(hire__buf *b, const hire_record *record, size_t i)
{
	const char *name = record->name;
	hire__buf_addf(b,
	    "drop trigger if exists \"%s_search_added\"; "
	    "drop trigger if exists \"%s_search_removed\"; "
	    "drop trigger if exists \"%s_search_changed\"; "
	    "drop table \"%s_search\"",
	    name, name, name, name);
	return i == 0;
}

static void
lite_keep(hire__buf *b, const char *token, size_t n)
{
	hire__buf_add(b, token, n);
}

const hire__dialect hire__lite_dialect = {
    .mark = '?',
    .seq = "integer primary key",
    .types = {"text", "text", "text", "integer", "integer", "integer",
        "integer"},
    .tail = " strict",
    .nulls_first = "",
    .nulls_last = "",
    .same = "is",
    .sum = "coalesce(sum",
    .sum_tail = ", 0)",
    .position = "instr",
    .kept_before = "",
    .kept_behind = "",
    .words_cast = "",
    .between = ' ',
    .keep = lite_keep,
    .ask_first = "(",
    .ask_also = " AND (",
    .ask_or = " OR ",
    .ask_end = ")",
    .ask_around = "\"",
    .search_from = lite_search_from,
    .search_match = lite_search_match,
    .search_key = lite_search_key,
    .search_room = lite_search_room,
    .search_schema = lite_search_schema,
    .search_drop = lite_search_drop,
    .search_fill = lite_search_fill,
};
