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

static void
add_delete(hire__buf *b, const hire_record *record)
{
	hire__buf_addf(b, "insert into \"%s_search\" (\"%s_search\", rowid, ",
	    record->name, record->name);
	hire__sql_names(b, record, HIRE_SEARCHED, "");
	hire__buf_adds(b, ") values ('delete', old.\"" HIRE__SEQ "\", ");
	hire__sql_names(b, record, HIRE_SEARCHED, "old.");
	hire__buf_adds(b, "); ");
}

static void
add_insert(hire__buf *b, const hire_record *record)
{
	hire__buf_addf(b, "insert into \"%s_search\" (rowid, ", record->name);
	hire__sql_names(b, record, HIRE_SEARCHED, "");
	hire__buf_adds(b, ") values (new.\"" HIRE__SEQ "\", ");
	hire__sql_names(b, record, HIRE_SEARCHED, "new.");
	hire__buf_adds(b, "); ");
}

/* FTS5 table and triggers; the statement numbered 0 makes the table. */
static bool
lite_search_schema(hire__buf *b, const hire_record *record, size_t i)
{
	static const struct {
		const char *suffix, *when;
		bool old, new;
	} triggers[] = {
	    {"added", "insert", false, true},
	    {"removed", "delete", true, false},
	    {"changed", "update of ", true, true},
	};
	const char *name = record->name;
	if (i > sizeof triggers / sizeof *triggers)
		return false;
	if (i == 0) {
		hire__buf_addf(
		    b, "create virtual table \"%s_search\" using fts5(", name);
		hire__sql_names(b, record, HIRE_SEARCHED, "");
		hire__buf_addf(b,
		    ", content='%s', content_rowid='" HIRE__SEQ
		    "', tokenize='unicode61 remove_diacritics 2')",
		    name);
		return true;
	}
	bool update = triggers[i - 1].old && triggers[i - 1].new;
	hire__buf_addf(b, "create trigger \"%s_search_%s\" after %s", name,
	    triggers[i - 1].suffix, triggers[i - 1].when);
	if (update)
		hire__sql_names(b, record, HIRE_SEARCHED, "");
	hire__buf_addf(b, " on \"%s\" begin ", name);
	if (triggers[i - 1].old)
		add_delete(b, record);
	if (triggers[i - 1].new)
		add_insert(b, record);
	hire__buf_adds(b, "end");
	return true;
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
    /* every word as "word"*, joined by an implied AND */
    .asked = {.before = "\"", .behind = "\"*", .between = " "},
    .search_from = lite_search_from,
    .search_match = lite_search_match,
    .search_key = lite_search_key,
    .search_schema = lite_search_schema,
};
