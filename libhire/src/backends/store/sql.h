/* SPDX-License-Identifier: MIT
 * sql.h - SQL text from field tables, for every database that speaks SQL.
 * Names come from tables alone and are quoted; values are always placeholders.
 */
#ifndef HIRE_STORE_SQL_H
#define HIRE_STORE_SQL_H

#include "plan.h"
#include "util/buf.h"

/* Number of every row in the order it was added, beside the record's fields:
 * what a search is ordered by. */
#define HIRE__SEQ "_seq"

enum { HIRE__SQL_MAX = 64 << 10 };

/* The words of a row as the database keeps them, beside the record's fields or
 * in a table of their own by HIRE__SEQ. */
#define HIRE__WORDS "_words"

typedef bool
hire__search_step(hire__buf *b, const hire_record *record, size_t i);

/* Where databases differ. */
typedef struct hire__dialect {
	char mark;       /* before a placeholder's number */
	const char *seq; /* declaration of HIRE__SEQ */
	const char *types[HIRE_TYPE_ENUM + 1]; /* column types by hire_type */
	const char *tail;           /* behind a table's closing parenthesis */
	const char *nulls_first;    /* said with ascending nullable order ... */
	const char *nulls_last;     /* ... and with descending */
	const char *same;           /* equal, or both NULL */
	const char *position;       /* where in a text another one is, from 1 */
	const char *sum, *sum_tail; /* around a column: its int64 sum, 0 if
	                               there are no rows */
	/* Tokens of a row, as a value that is set. */
	const char *kept_before, *kept_behind, *words_cast;
	char between;
	void (*keep)(hire__buf *b, const char *token, size_t n);
	/* What a search asks: groups of tokens. */
	const char *ask_first, *ask_also, *ask_or, *ask_end, *ask_around;
	/* Behind a record's name: the table that keeps them beside it; NULL:
	 * they are a column of its own table. */
	const char *words_table;
	/* The tables of a search: the record's, called t, and its words. */
	void (*search_from)(hire__buf *b, const hire_record *record);
	/* "the words of placeholder `n` are in t" */
	void (*search_match)(hire__buf *b, const hire_record *record, int n);
	/* the fastest way to say t._seq in such a search */
	void (*search_key)(hire__buf *b, const hire_record *record);
	/* Statement `i` of those that make room for the words, then of those
	 * that make them searchable once rows have them, one of which keeps
	 * the remark, then of those that take all of that away; false behind
	 * the last. */
	hire__search_step *search_room, *search_schema, *search_drop;
	/* Give a row its words, behind the rows in `b` already. */
	void (*search_fill)(hire__buf *b, const hire_record *record,
	    int64_t seq, const char *words);
} hire__dialect;

/* The statement of `plan`.  INSERT and UPDATE bind field i at i + 1 (an update
 * looks for id and version there), then HIRE__WORDS where rows have them;
 * REMOVE binds id and version; the others
 * hire__plan_values().  Pages return the fields in order, then HIRE__SEQ for a
 * search; aggregates return group (if any), count, sum. */
void
hire__sql(hire__buf *b, const hire__dialect *d, const hire__plan *plan);

/* The fields that a page reads, and its conditions behind `and`, of a table
 * called t; the number of the last placeholder. */
void
hire__sql_reads(hire__buf *b, const hire__plan *plan);
int
hire__sql_conditions(hire__buf *b, const hire__dialect *d,
    const hire__plan *plan, const char *and, int last);

/* Whether some index holds the field: an update that leaves these alone need
 * not touch the indexes. */
bool
hire__sql_indexed(const hire_record *record, const hire_field *f);

/* Whether the record has HIRE_SEARCHED fields. */
bool
hire__sql_searched(const hire_record *record);

/* "name" type constraints, for CREATE TABLE and ADD COLUMN. */
void
hire__sql_column(hire__buf *b, const hire__dialect *d, const hire_field *f);

void
hire__sql_create_table(
    hire__buf *b, const hire__dialect *d, const hire_record *record);

/* Index `i` of the record: those of single fields come first, then the table's
 * own.  Writes its name and its CREATE statement; false when there is none. */
bool
hire__sql_index(
    hire__buf *name, hire__buf *b, const hire_record *record, size_t i);

/* The last field of that index; lives as long as the record. */
const char *
hire__sql_index_last(const hire_record *record, size_t i);

/* How the words of the record's rows are made, and of what: words that were
 * made in another way are made again. */
void
hire__sql_remark(hire__buf *b, const hire_record *record);

/* What it says of one field: part 0 as a text, part 1 as a facet. */
void
hire__sql_remark_part(hire__buf *b, const hire_field *f, unsigned part);

/* Comma-separated quoted names of the fields with `flags` (0: all), each with
 * `before` in front. */
void
hire__sql_names(hire__buf *b, const hire_record *record, unsigned flags,
    const char *before);

#endif
