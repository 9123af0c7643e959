/* SPDX-License-Identifier: MIT
 * copy_compare.c - whether two stores hold the same rows of a record.
 * Both are read once, side by side; a hash over all rows of each says so to
 * people, and can be noted down.
 */
#include "copy_store.h"

#include "model/record.h"
#include "util/crypto.h"
#include "util/ctx.h"

#include <string.h>

enum { ROW_MOST = 1 << 30 };

/* One store's side. */
typedef struct side {
	hire__walk walk;
	hire__buf bytes; /* the hash so far, then the row */
	unsigned char hash[HIRE__SHA256];
	int64_t rows;
	void *row;
} side;

static void
put_number(hire__buf *b, int64_t v)
{
	char bytes[8];
	for (int i = 0; i < 8; i++)
		bytes[i] = (char)((uint64_t)v >> 8 * i);
	hire__buf_add(b, bytes, sizeof bytes);
}

/* A field so that no two rows give the same bytes: a text's length or -1,
 * then the text. */
static void
put_field(hire__buf *b, const hire_field *f, const void *row)
{
	if (!hire__field_is_text(f)) {
		put_number(b, hire__field_number(f, row));
		return;
	}
	const char *s = hire__field_text(f, row);
	put_number(b, s ? (int64_t)strlen(s) : -1);
	hire__buf_adds(b, s);
}

/* Take the row at hand into the side's hash. */
static hire_status
mix(side *s, const hire_record *record, hire_error *err)
{
	if (!s->row)
		return HIRE_OK;
	hire__buf_clear(&s->bytes);
	hire__buf_add(&s->bytes, s->hash, sizeof s->hash);
	for (size_t i = 0; i < record->count; i++)
		put_field(&s->bytes, &record->fields[i], s->row);
	hire_status st = hire__buf_check(&s->bytes, err);
	s->rows++;
	return st ? st : hire__sha256(s->bytes.s, s->bytes.len, s->hash, err);
}

static hire_status
next(side *s, const hire_record *record, hire_error *err)
{
	hire_status st = hire__walk_row(&s->walk, &s->row, err);
	return st ? st : mix(s, record, err);
}

static const char *
id_of(const void *row)
{
	return ((const hire_record_head *)row)->id;
}

/* The id of the first row that is not in both: the hashes part there. */
static hire_status
note_difference(
    hire__copying *c, hire_copy_part *part, const side *a, const side *b)
{
	if (part->differs || !memcmp(a->hash, b->hash, sizeof a->hash))
		return HIRE_OK;
	bool target_first =
	    !a->row || (b->row && strcmp(id_of(b->row), id_of(a->row)) < 0);
	part->differs =
	    hire_arena_strdup(c->mem, id_of(target_first ? b->row : a->row));
	return part->differs ? HIRE_OK : hire__nomem(c->err);
}

static hire_status
walk_both(hire__copying *c, const hire_record *record, hire_copy_part *part,
    side *a, side *b)
{
	hire_status st;
	do {
		st = next(a, record, c->err);
		if (st)
			return hire__copy_blame(c, record, NULL, st);
		st = next(b, record, c->err);
		if (!st)
			st = note_difference(c, part, a, b);
		if (!st && a->row && ++a->walk.at == a->walk.count)
			hire__copy_tell(c, part, HIRE_COPY_VERIFY, a->rows);
		if (b->row)
			b->walk.at++;
	} while (!st && (a->row || b->row));
	return st;
}

hire_status
hire__copy_compare(
    hire__copying *c, const hire_record *record, hire_copy_part *part)
{
	side a = {.bytes = HIRE__BUF(c->ctx, ROW_MOST)};
	side b = {.bytes = HIRE__BUF(c->ctx, ROW_MOST)};
	hire_status st = hire__walk_open(
	    &a.walk, c->ctx, &c->from->store, c->snapshot, record, c->err);
	if (!st)
		st = hire__walk_open(
		    &b.walk, c->ctx, &c->to->store, c->there, record, c->err);
	if (!st)
		st = walk_both(c, record, part, &a, &b);
	hire__walk_close(&a.walk);
	hire__walk_close(&b.walk);
	hire__buf_free(&a.bytes);
	hire__buf_free(&b.bytes);
	if (st)
		return st;
	part->rows = a.rows;
	part->found = b.rows;
	part->source_hash = hire__hex(c->mem, a.hash, sizeof a.hash);
	part->target_hash = hire__hex(c->mem, b.hash, sizeof b.hash);
	return part->source_hash && part->target_hash ? HIRE_OK
	                                              : hire__nomem(c->err);
}
