/* SPDX-License-Identifier: MIT
 * rows.c - one field of a row as a value that a database can bind or return.
 */
#include "rows.h"

#include "model/record.h"
#include "util/ctx.h"

#include <string.h>

hire__value
hire__number_value(int64_t number)
{
	return (hire__value){.number = number};
}

hire__value
hire__text_value(const char *text)
{
	return (hire__value){.null = !text,
	    .is_text = true,
	    .text = text,
	    .n = text ? strlen(text) : 0};
}

hire__value
hire__row_value(const hire_field *f, const void *row)
{
	if (hire__field_is_text(f))
		return hire__text_value(hire__field_text(f, row));
	return hire__number_value(hire__field_number(f, row));
}

hire_status
hire__row_complete(const hire_record *record, const void *row, hire_error *err)
{
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (f->flags & HIRE_REQUIRED && hire__field_is_text(f) &&
		    !hire__field_text(f, row))
			return hire_fail(
			    err, HIRE_EINVAL, f->name, "is missing");
	}
	return HIRE_OK;
}

static hire_status
corrupt(const hire_record *record, const hire_field *f, const char *what,
    hire_error *err)
{
	return hire_fail(err, HIRE_ECORRUPT, f->name, "%s.%s holds %s",
	    record->name, f->name, what);
}

static bool
number_fits(const hire_field *f, int64_t v)
{
	if (f->type == HIRE_TYPE_ENUM)
		return v >= 0 && (uint64_t)v < f->words->count;
	return f->type != HIRE_TYPE_BOOL || v == 0 || v == 1;
}

static hire_status
take_text(const hire_record *record, const hire_field *f, void *row,
    const hire__value *v, hire_arena *mem, hire_error *err)
{
	if (!v->is_text || memchr(v->text, '\0', v->n))
		return corrupt(record, f, "something else than text", err);
	const char *own = hire_arena_strndup(mem, v->text, v->n);
	if (!own)
		return hire__nomem(err);
	hire__field_set_text(f, row, own);
	return HIRE_OK;
}

hire_status
hire__row_take(const hire_record *record, const hire_field *f, void *row,
    const hire__value *v, hire_arena *mem, hire_error *err)
{
	bool text = hire__field_is_text(f);
	if (v->null && text && !(f->flags & HIRE_REQUIRED)) {
		hire__field_set_text(f, row, NULL);
		return HIRE_OK;
	}
	if (v->null)
		return corrupt(record, f, "nothing", err);
	if (text)
		return take_text(record, f, row, v, mem, err);
	if (v->is_text)
		return corrupt(record, f, "something else than a number", err);
	if (!number_fits(f, v->number))
		return corrupt(record, f, "a number without a meaning", err);
	hire__field_set_number(f, row, v->number);
	return HIRE_OK;
}

void *
hire__page_add(hire__page *page)
{
	size_t size = page->record->size;
	if (page->count == page->cap) {
		size_t cap = page->cap ? page->cap * 2 : 2;
		char *rows = hire_arena_alloc(page->mem, cap * size);
		if (!rows)
			return NULL;
		if (page->count)
			memcpy(rows, page->rows, page->count * size);
		page->rows = rows;
		page->cap = cap;
	}
	return page->rows + size * page->count++;
}
