/* SPDX-License-Identifier: MIT
 * rows.c - immutable rows, tables of them and snapshots of all tables.
 */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

bool
is_text(const hire_field *f)
{
	return f->type == HIRE_TYPE_ID || f->type == HIRE_TYPE_TEXT ||
	       f->type == HIRE_TYPE_JSON;
}

const char *
text_of(const hire_field *f, const void *data)
{
	const char *s;
	memcpy(&s, (const char *)data + f->offset, sizeof s);
	return s;
}

int64_t
number_of(const hire_field *f, const void *data)
{
	const char *at = (const char *)data + f->offset;
	int64_t wide;
	int word;
	bool truth;
	if (f->type == HIRE_TYPE_BOOL)
		return memcpy(&truth, at, sizeof truth), truth;
	if (f->type == HIRE_TYPE_ENUM)
		return memcpy(&word, at, sizeof word), word;
	return memcpy(&wide, at, sizeof wide), wide;
}

void
set_number(const hire_field *f, void *data, int64_t number)
{
	char *at = (char *)data + f->offset;
	int word = (int)number;
	bool truth = number != 0;
	if (f->type == HIRE_TYPE_BOOL)
		memcpy(at, &truth, sizeof truth);
	else if (f->type == HIRE_TYPE_ENUM)
		memcpy(at, &word, sizeof word);
	else
		memcpy(at, &number, sizeof number);
}

int
compare_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

int
compare_field(const hire_field *f, const void *a, const void *b)
{
	if (is_text(f))
		return compare_text(text_of(f, a), text_of(f, b));
	int64_t x = number_of(f, a), y = number_of(f, b);
	return (x > y) - (x < y);
}

row *
row_new(const hire_record *record, const void *data)
{
	size_t size = sizeof(row) + record->size;
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (is_text(f) && text_of(f, data))
			size += strlen(text_of(f, data)) + 1;
	}
	row *r = malloc(size);
	if (!r)
		return NULL;
	atomic_init(&r->refs, 1);
	char *copy = (char *)(r + 1), *at = copy + record->size;
	memcpy(copy, data, record->size);
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		const char *s = is_text(f) ? text_of(f, data) : NULL;
		if (!s)
			continue;
		size_t n = strlen(s) + 1;
		memcpy(at, s, n);
		memcpy(copy + f->offset, &at, sizeof at);
		at += n;
	}
	r->data = (hire_record_head *)(r + 1);
	return r;
}

void
row_free(row *r)
{
	if (r && atomic_fetch_sub(&r->refs, 1) == 1)
		free(r);
}

static void
table_free(table *t)
{
	if (!t || atomic_fetch_sub(&t->refs, 1) != 1)
		return;
	for (size_t i = 0; i < t->count; i++)
		row_free(t->rows[i]);
	free(t->rows);
	free(t);
}

static table *
table_new(const hire_record *record, size_t room)
{
	table *t = calloc(1, sizeof *t);
	row **rows = calloc(room + 1, sizeof(row *));
	if (!t || !rows) {
		free(t);
		free(rows);
		return NULL;
	}
	atomic_init(&t->refs, 1);
	t->record = record;
	t->room = room + 1;
	t->rows = rows;
	return t;
}

snapshot *
snapshot_copy(snapshot *from)
{
	snapshot *s = calloc(1, sizeof *s);
	if (!s)
		return NULL;
	atomic_init(&s->refs, 1);
	s->count = from ? from->count : 0;
	for (size_t i = 0; i < s->count; i++) {
		s->tables[i] = from->tables[i];
		atomic_fetch_add(&s->tables[i]->refs, 1);
	}
	return s;
}

void
snapshot_free(snapshot *s)
{
	if (!s || atomic_fetch_sub(&s->refs, 1) != 1)
		return;
	for (size_t i = 0; i < s->count; i++)
		table_free(s->tables[i]);
	free(s);
}

table *
snapshot_table(const snapshot *s, const hire_record *record)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->tables[i]->record == record)
			return s->tables[i];
	return NULL;
}

table *
snapshot_own_table(snapshot *s, const hire_record *record)
{
	size_t at = 0;
	while (at < s->count && s->tables[at]->record != record)
		at++;
	if (at == s->count)
		return NULL;
	table *shared = s->tables[at];
	if (atomic_load(&shared->refs) == 1)
		return shared;
	table *own = table_new(record, shared->count);
	if (!own)
		return NULL;
	own->count = shared->count;
	for (size_t i = 0; i < own->count; i++) {
		own->rows[i] = shared->rows[i];
		atomic_fetch_add(&own->rows[i]->refs, 1);
	}
	s->tables[at] = own;
	table_free(shared);
	return own;
}

bool
snapshot_add_table(snapshot *s, const hire_record *record)
{
	if (s->count == TABLES_MAX)
		return false;
	s->tables[s->count] = table_new(record, 0);
	return s->tables[s->count] && ++s->count;
}

size_t
table_find(const table *t, const char *id, bool *found)
{
	size_t low = 0, high = t->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(t->rows[middle]->data->id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*found = low < t->count && !strcmp(t->rows[low]->data->id, id);
	return low;
}

bool
table_insert(table *t, size_t at, row *r)
{
	if (t->count == t->room) {
		row **more = realloc(t->rows, t->room * 2 * sizeof(row *));
		if (!more)
			return false;
		t->rows = more;
		t->room *= 2;
	}
	memmove(
	    &t->rows[at + 1], &t->rows[at], (t->count - at) * sizeof(row *));
	t->rows[at] = r;
	t->count++;
	return true;
}

void
table_remove(table *t, size_t at)
{
	row_free(t->rows[at]);
	t->count--;
	memmove(
	    &t->rows[at], &t->rows[at + 1], (t->count - at) * sizeof(row *));
}
