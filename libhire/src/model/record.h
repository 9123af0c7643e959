/* SPDX-License-Identifier: MIT
 * record.h - reading and writing one field of a record through its table.
 * For backends and for the JSON and input code beside it.
 */
#ifndef HIRE_MODEL_RECORD_H
#define HIRE_MODEL_RECORD_H

#include <hire/record.h>

#include "util/json.h"

/* ID, TEXT and JSON are texts; all other types are numbers here. */
bool
hire__field_is_text(const hire_field *f);

const char *
hire__field_text(const hire_field *f, const void *row);

/* Borrows `s` for as long as the row is used. */
void
hire__field_set_text(const hire_field *f, void *row, const char *s);

int64_t
hire__field_number(const hire_field *f, const void *row);

void
hire__field_set_number(const hire_field *f, void *row, int64_t v);

/* Limits of one field.  With `ctx` a JSON text is also parsed. */
HIRE_CHECK hire_status
hire__field_check_text(
    hire_ctx *ctx, const hire_field *f, const char *s, hire_error *err);
HIRE_CHECK hire_status
hire__field_check_number(const hire_field *f, int64_t v, hire_error *err);

/* Give `row` its id, version 1 and times.  The rest stays. */
HIRE_CHECK hire_status
hire__record_new(const hire_record *record, void *row, hire_arena *mem,
    hire_time now, hire_error *err);

/* Write `row` as an object into a larger text. */
void
hire__record_write(hire__jw *w, const char *key, const hire_record *record,
    const void *row, unsigned hide);

#endif
