/* SPDX-License-Identifier: MIT
 * sql_schema.c - tables, columns and indexes from field tables.
 * Columns have defaults, so that a program that does not know them yet can
 * still add rows to a store made by a newer one.
 */
#include "words.h"

#include "model/record.h"

#include <string.h>

void
hire__sql_column(hire__buf *b, const hire__dialect *d, const hire_field *f)
{
	hire__buf_addf(b, "\"%s\" %s", f->name, d->types[f->type]);
	if (!hire__field_is_text(f))
		hire__buf_addf(b, " not null default %lld", (long long)f->def);
	else if (f->flags & HIRE_REQUIRED)
		hire__buf_adds(b, " not null default ''");
	if (!strcmp(f->name, "id"))
		hire__buf_adds(b, " unique");
}

void
hire__sql_create_table(
    hire__buf *b, const hire__dialect *d, const hire_record *record)
{
	hire__buf_addf(b, "create table \"%s\" (\"" HIRE__SEQ "\" %s",
	    record->name, d->seq);
	for (size_t i = 0; i < record->count; i++) {
		hire__buf_adds(b, ", ");
		hire__sql_column(b, d, &record->fields[i]);
	}
	hire__buf_addf(b, ")%s", d->tail);
}

/* Rows without a value cannot clash: leaving them out keeps the index small
 * and most inserts away from it. */
static void
add_not_null(hire__buf *b, const hire_record *record, const char *names)
{
	const char *and = " where ";
	for (size_t n; *names; names += n + (names[n] == ' ')) {
		char name[64];
		n = strcspn(names, " ");
		if (n >= sizeof name)
			continue;
		memcpy(name, names, n);
		name[n] = '\0';
		const hire_field *f = hire_record_field(record, name);
		if (!f || !hire__field_is_text(f) || f->flags & HIRE_REQUIRED)
			continue;
		hire__buf_addf(b, "%s\"%s\" is not null", and, name);
		and = " and ";
	}
}

static void
write_index(hire__buf *name, hire__buf *b, const hire_record *record,
    const char *names, bool unique)
{
	size_t start = name->len;
	hire__buf_addf(
	    name, "%s_%s_%s", record->name, unique ? "unique" : "by", names);
	for (size_t i = start; !name->failed && i < name->len; i++)
		if (name->s[i] == ' ')
			name->s[i] = '_';
	hire__buf_addf(b, "create %sindex \"%s\" on \"%s\" (\"",
	    unique ? "unique " : "", name->failed ? "" : name->s + start,
	    record->name);
	for (const char *at = names; *at; at++)
		hire__buf_adds(b, *at == ' ' ? "\", \"" : (char[2]){*at, '\0'});
	hire__buf_adds(b, "\")");
	if (unique)
		add_not_null(b, record, names);
}

/* The fields of index `i`, NULL when there is none. */
static const char *
index_fields(const hire_record *record, size_t i, bool *unique)
{
	for (size_t f = 0; f < record->count; f++) {
		const hire_field *field = &record->fields[f];
		if (!(field->flags & (HIRE_UNIQUE | HIRE_INDEXED)) || i--)
			continue;
		*unique = (field->flags & HIRE_UNIQUE) != 0;
		return field->name;
	}
	if (i >= record->index_count)
		return NULL;
	*unique = record->indexes[i].unique;
	return record->indexes[i].fields;
}

bool
hire__sql_index(
    hire__buf *name, hire__buf *b, const hire_record *record, size_t i)
{
	bool unique = false;
	const char *fields = index_fields(record, i, &unique);
	if (fields)
		write_index(name, b, record, fields, unique);
	return fields != NULL;
}

const char *
hire__sql_index_last(const hire_record *record, size_t i)
{
	bool unique;
	const char *fields = index_fields(record, i, &unique);
	const char *blank = fields ? strrchr(fields, ' ') : NULL;
	return blank ? blank + 1 : fields;
}

void
hire__sql_remark(hire__buf *b, const hire_record *record)
{
	hire__buf_adds(b, "words " HIRE__WORDS_VERSION ":");
	for (size_t i = 0; i < record->count; i++)
		for (unsigned n = 0; n < 2; n++)
			hire__sql_remark_part(b, &record->fields[i], n);
}

void
hire__sql_remark_part(hire__buf *b, const hire_field *f, unsigned n)
{
	if (f->flags & (n ? HIRE_FACET : HIRE_SEARCHED))
		hire__buf_addf(b, " %s%c", f->name, n ? '=' : '.');
}
