/* SPDX-License-Identifier: MIT
 * sqlite_search.c - full text by FTS5, over the record's own table.
 * What a user types becomes quoted words: it never reaches FTS5's grammar.
 */
#include "sqlite_conn.h"

#include "util/utf8.h"

#include <string.h>

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

/* Every word of `text` as "word"*, joined by an implied AND; blanks and signs
 * part the words. */
static void
add_words(hire__buf *b, const char *text)
{
	size_t n = strlen(text), len;
	bool in = false;
	for (size_t i = 0; i < n; i += len) {
		bool word =
		    hire__utf8_is_word(hire__utf8_at(text + i, n - i, &len));
		if (word != in)
			hire__buf_adds(b, word ? "\"" : "\"* ");
		if (word)
			hire__buf_add(b, text + i, len);
		in = word;
	}
	if (in)
		hire__buf_adds(b, "\"*");
}

static hire_status
search(hire__lite_conn *c, hire__plan *plan, const char *text, hire_arena *mem,
    hire_rows *out, hire_error *err)
{
	hire__buf words = HIRE__BUF(c->store->ctx, HIRE__SQL_MAX);
	add_words(&words, text);
	hire_status st = hire__buf_check(&words, err);
	plan->words = words.len ? words.s : NULL;
	if (!st)
		st = hire__lite_page(c, plan, mem, out, err);
	hire__buf_free(&words);
	return st;
}

hire_status
hire__lite_search(void *state, hire_tx *tx, const hire_query *query,
    const char *text, hire_arena *mem, hire_rows *out, hire_error *err)
{
	hire__lite_conn *c = tx;
	hire__plan plan;
	(void)state;
	hire_status st = hire__plan_query(&plan, HIRE__SEARCH, query, mem, err);
	if (!st && !hire__sql_searched(plan.record))
		st = hire_fail(err, HIRE_EUSAGE, NULL,
		    "%s has no searched fields", plan.record->name);
	if (!st)
		st = search(c, &plan, text, mem, out, err);
	if (st)
		c->failed = true;
	return st;
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
    .search_from = lite_search_from,
    .search_match = lite_search_match,
    .search_key = lite_search_key,
    .search_schema = lite_search_schema,
};
