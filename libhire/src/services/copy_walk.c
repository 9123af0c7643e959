/* SPDX-License-Identifier: MIT
 * copy_walk.c - all rows of a record, page by page, in the order that a copy
 * must keep.
 * A store gives rows in the order of their ids, or searched ones the newest
 * first: those are looked over once, noting where pages begin, and then read
 * from the last page to the first.
 */
#include "copy_walk.h"

#include "model/record.h"
#include "util/ctx.h"

#include <string.h>

enum {
	ROWS_MOST = 1000,     /* of a page, as the port has it */
	ROWS_FIRST = 16,      /* then as many as make a page of: */
	PAGE_BYTES = 4 << 20, /* what is aimed at */
	PAGE_MOST = 1 << 30   /* what rows of the greatest size may take */
};

struct hire__walk_place {
	const char *after; /* NULL: the newest page */
	hire__walk_place *newer;
};

bool
hire__walk_is_mapped(const hire_record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].flags & HIRE_SEARCHED)
			return true;
	return false;
}

/* Rows of the greatest size that a page has room for. */
static int32_t
most_rows(const hire_record *record)
{
	int64_t row = (int64_t)record->size;
	for (size_t i = 0; i < record->count; i++)
		if (hire__field_is_text(&record->fields[i]))
			row += record->fields[i].max + 1;
	int64_t n = PAGE_MOST / row;
	return n < 1 ? 1 : n > ROWS_MOST ? ROWS_MOST : (int32_t)n;
}

hire_status
hire__walk_in_tx(const hire_store *store, hire_tx *tx,
    hire_status (*look)(void *user, hire_tx *tx, hire_error *err), void *user,
    hire_error *err)
{
	hire_tx *own = NULL;
	hire_status st = HIRE_OK;
	if (!tx)
		st = store->ops.begin(store->state, false, &own, err);
	if (!st)
		st = look(user, tx ? tx : own, err);
	if (own)
		store->ops.rollback(store->state, own);
	return st;
}

static hire_status
read_page(void *user, hire_tx *tx, hire_error *err)
{
	hire__walk *w = user;
	const hire_store *s = w->store;
	hire_rows got = {0};
	hire_status st = w->mapped ? s->ops.search(s->state, tx, &w->query,
	                                 NULL, w->mem, &got, err)
	                           : s->ops.select(s->state, tx, &w->query,
	                                 w->mem, &got, err);
	if (st)
		return st;
	w->rows = got.rows;
	w->count = got.count;
	w->at = 0;
	w->query.after = got.next;
	return HIRE_OK;
}

/* Note where each page begins, without reading what is in it. */
static hire_status
map(hire__walk *w, hire_error *err)
{
	const char *after = NULL;
	hire_status st = hire_arena_new(
	    hire_arena_ctx(w->mem), (size_t)1 << 30, &w->map, err);
	w->query.without = ~0u;
	do {
		hire__walk_place *p =
		    st ? NULL : hire_arena_alloc(w->map, sizeof *p);
		if (!p)
			return st ? st : hire__nomem(err);
		*p = (hire__walk_place){after, w->place};
		w->place = p;
		w->query.after = after;
		st = hire__walk_in_tx(w->store, w->tx, read_page, w, err);
		if (st)
			return st;
		w->total += (int64_t)w->count;
		after = hire_arena_strdup(w->map, w->query.after);
		if (w->query.after && !after)
			return hire__nomem(err);
		hire_arena_reset(w->mem);
	} while (after);
	w->query.without = 0;
	w->count = 0;
	return HIRE_OK;
}

hire_status
hire__walk_open(hire__walk *w, hire_ctx *ctx, const hire_store *store,
    hire_tx *tx, const hire_record *record, hire_error *err)
{
	*w = (hire__walk){.store = store,
	    .tx = tx,
	    .record = record,
	    .after = HIRE__BUF(ctx, 4096),
	    .mapped = hire__walk_is_mapped(record),
	    .unmarked = {"name", HIRE_NE, 0, HIRE__COPY_MARK}};
	w->query = (hire_query){.size = sizeof w->query, .record = record};
	if (!strcmp(record->name, "setting")) {
		w->query.filters = &w->unmarked;
		w->query.filter_count = 1;
	}
	w->most = most_rows(record);
	w->query.limit =
	    w->mapped || w->most < ROWS_FIRST ? w->most : ROWS_FIRST;
	hire_status st =
	    hire_arena_new(ctx, (size_t)2 * PAGE_MOST, &w->mem, err);
	if (!st && w->mapped)
		st = map(w, err);
	return st;
}

void
hire__walk_close(hire__walk *w)
{
	hire_arena_free(w->mem);
	hire_arena_free(w->map);
	hire__buf_free(&w->after);
}

/* The rows of a mapped page come newest first. */
static hire_status
turn_round(hire__walk *w, hire_error *err)
{
	size_t size = w->record->size, n = w->count;
	char *spare = hire_arena_alloc(w->mem, size);
	if (!spare)
		return hire__nomem(err);
	for (size_t i = 0; i < n / 2; i++) {
		char *a = w->rows + i * size, *b = w->rows + (n - 1 - i) * size;
		memcpy(spare, a, size);
		memcpy(a, b, size);
		memcpy(b, spare, size);
	}
	return HIRE_OK;
}

static hire_status
mapped_page(hire__walk *w, hire_error *err)
{
	w->query.after = w->place->after;
	w->place = w->place->newer;
	w->ended = !w->place;
	hire_status st = hire__walk_in_tx(w->store, w->tx, read_page, w, err);
	return st ? st : turn_round(w, err);
}

static size_t
page_bytes(const hire__walk *w)
{
	size_t n = 0;
	for (size_t i = 0; i < w->count; i++)
		for (size_t k = 0; k < w->record->count; k++) {
			const hire_field *f = &w->record->fields[k];
			const char *s = hire__field_is_text(f)
			                    ? hire__field_text(f,
			                          w->rows + i * w->record->size)
			                    : NULL;
			n += s ? strlen(s) : 0;
		}
	return n;
}

/* As many rows as would have made the last page as large as is aimed at, but
 * at most twice as many as it had. */
static void
choose_limit(hire__walk *w)
{
	int64_t n = w->query.limit;
	int64_t bytes = (int64_t)page_bytes(w) + 1;
	int64_t fit = n * PAGE_BYTES / bytes;
	n = fit < 1 ? 1 : fit < 2 * n ? fit : 2 * n;
	w->query.limit = n < w->most ? (int32_t)n : w->most;
}

static hire_status
page_by_id(hire__walk *w, hire_error *err)
{
	w->query.after = w->after.len ? w->after.s : NULL;
	hire_status st = hire__walk_in_tx(w->store, w->tx, read_page, w, err);
	if (st)
		return st;
	choose_limit(w);
	hire__buf_clear(&w->after);
	hire__buf_adds(&w->after, w->query.after);
	w->ended = !w->query.after;
	return hire__buf_check(&w->after, err);
}

hire_status
hire__walk_page(hire__walk *w, hire_error *err)
{
	w->count = w->at = 0;
	hire_arena_reset(w->mem);
	if (w->ended)
		return HIRE_OK;
	return w->mapped ? mapped_page(w, err) : page_by_id(w, err);
}

hire_status
hire__walk_row(hire__walk *w, void **out, hire_error *err)
{
	hire_status st = HIRE_OK;
	while (!st && w->at == w->count && !w->ended)
		st = hire__walk_page(w, err);
	if (!st)
		*out =
		    w->at < w->count ? w->rows + w->at * w->record->size : NULL;
	return st;
}
