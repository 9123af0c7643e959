/* SPDX-License-Identifier: MIT
 * words.h - what a full text search compares: words, cut and folded here.
 * Apart from the databases, so that all of them find the same rows.
 */
#ifndef HIRE_STORE_WORDS_H
#define HIRE_STORE_WORDS_H

#include "sql.h"

/* Changes with every change of how words are cut or folded. */
#define HIRE__WORDS_VERSION "1"

/* Room for the words of a row in any form. */
enum { HIRE__WORDS_MAX = 1 << 20 };

/* The words of `text` behind what `b` holds, as `form` has them written.
 * Letters and digits of any script make words; case, accents and the way a
 * character is composed do not count; of a very long word only the beginning
 * does, and of a very long text. */
void
hire__words(hire__buf *b, const char *text, const hire__word_form *form);

/* The words of every HIRE_SEARCHED field of a row; "" when there are none. */
HIRE_CHECK hire_status
hire__words_of_row(hire__buf *b, const hire_record *record, const void *row,
    const hire__word_form *form, hire_error *err);

/* Reads a page for a checked plan over a connection of some database. */
typedef hire_status (*hire__pager)(void *conn, const hire__plan *plan,
    hire_arena *mem, hire_rows *out, hire_error *err);

/* The port's search(): check it, cut the words, read the page. */
HIRE_CHECK hire_status
hire__search(const hire__dialect *d, hire__pager page, void *conn,
    const hire_query *query, const char *text, hire_arena *mem, hire_rows *out,
    hire_error *err);

#endif
