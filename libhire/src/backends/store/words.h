/* SPDX-License-Identifier: MIT
 * words.h - what a search compares: tokens, made of words and facets here.
 * Apart from the databases, so that all of them find the same rows.
 */
#ifndef HIRE_STORE_WORDS_H
#define HIRE_STORE_WORDS_H

#include "sql.h"
#include "util/cut_words.h"

/* Changes with every change of how tokens are made. */
#define HIRE__WORDS_VERSION "2"

/* Room for the tokens of a row in any form. */
enum { HIRE__WORDS_MAX = 2 << 20 };

/* facets.c: the tokens by which filters find a row.  Each begins with "_",
 * which no word has. */
void
hire__facets(
    const hire_record *record, const void *row, hire__taker take, void *to);

/* The tokens of which such a filter wants at least one; none when it says
 * nothing by tokens.  Whether they say all that it says. */
bool
hire__facets_asked(
    const hire_field *f, const hire_filter *filter, hire__taker take, void *to);

/* The tokens of a row: every beginning of every word of its HIRE_SEARCHED
 * fields, and its facets; each once, as `d` keeps them.  Of a very long text
 * only the beginning counts. */
HIRE_CHECK hire_status
hire__words_of_row(hire__buf *b, const hire_record *record, const void *row,
    const hire__dialect *d, hire_error *err);

/* A token as a number: 64 bits of hash. */
int64_t
hire__token_number(const char *token, size_t n);

/* Reads a page for a checked plan over a connection of some database. */
typedef hire_status (*hire__pager)(void *conn, const hire__plan *plan,
    hire_arena *mem, hire_rows *out, hire_error *err);

/* The port's search(): check it, make its tokens, read the page. */
HIRE_CHECK hire_status
hire__search(const hire__dialect *d, hire__pager page, void *conn,
    const hire_query *query, const char *text, hire_arena *mem, hire_rows *out,
    hire_error *err);

#endif
