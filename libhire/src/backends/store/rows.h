/* SPDX-License-Identifier: MIT
 * rows.h - one field of a row as a value that a database can bind or return.
 * Apart from the SQL and from any client library: nobody writes a bind list.
 */
#ifndef HIRE_STORE_ROWS_H
#define HIRE_STORE_ROWS_H

#include <hire/record.h>

/* A text (`text`, `n` bytes, borrowed) or a number; neither when `null`. */
typedef struct hire__value {
	bool null, is_text;
	int64_t number;
	const char *text;
	size_t n;
} hire__value;

hire__value
hire__number_value(int64_t number);

/* NULL gives the null value. */
hire__value
hire__text_value(const char *text);

/* The field as it stands in `row`; borrows from it. */
hire__value
hire__row_value(const hire_field *f, const void *row);

/* Whether every required text is there: a store must be able to read back all
 * that it takes.  EINVAL names the field. */
HIRE_CHECK hire_status
hire__row_complete(const hire_record *record, const void *row, hire_error *err);

/* Write a value that came from a database into `row`, with a copy of its text
 * in `mem`.  ECORRUPT when the field cannot hold it. */
HIRE_CHECK hire_status
hire__row_take(const hire_record *record, const hire_field *f, void *row,
    const hire__value *v, hire_arena *mem, hire_error *err);

/* A page that grows row by row. */
typedef struct hire__page {
	const hire_record *record;
	hire_arena *mem;
	char *rows;
	size_t count, cap;
} hire__page;

/* A new zeroed row at the end of `page`; NULL when out of memory. */
void *
hire__page_add(hire__page *page);

#endif
