/* SPDX-License-Identifier: MIT
 * copy_rows.c - bringing the rows of one record in a copy up to its source.
 * First everything goes that is not as in the source, then everything comes
 * that is missing: in one go, a row could clash with what another one had
 * before.
 */
#include "copy_store.h"

#include "model/record.h"
#include "util/ctx.h"

#include <string.h>

enum { ROWS_A_COMMIT = 1000 }; /* of what is taken out */

static hire_status
settle(hire__copying *c)
{
	const hire_store *to = &c->to->store;
	hire_tx *tx = c->writing;
	c->writing = NULL;
	return !tx ? HIRE_OK : to->ops.commit(to->state, tx, c->err);
}

static hire_status
begin(hire__copying *c)
{
	const hire_store *to = &c->to->store;
	return c->writing ? HIRE_OK
	                  : to->ops.begin(to->state, true, &c->writing, c->err);
}

static void
give_up(hire__copying *c)
{
	const hire_store *to = &c->to->store;
	if (c->writing)
		to->ops.rollback(to->state, c->writing);
	c->writing = NULL;
}

static const char *
id_of(const void *row)
{
	return ((const hire_record_head *)row)->id;
}

/* Which of the rows the target does not take: each is tried by itself.  One
 * that is there was stored by a commit whose answer got lost. */
static hire_status
find_culprit(hire__copying *c, const hire_record *record, const char *rows,
    size_t n, hire_status was)
{
	const hire_store *to = &c->to->store;
	for (size_t i = 0; i < n; i++) {
		hire_tx *tx;
		hire_error why = {0};
		const char *row = rows + i * record->size;
		if (to->ops.begin(to->state, true, &tx, NULL))
			break;
		hire_status st =
		    to->ops.insert(to->state, tx, record, row, &why);
		to->ops.rollback(to->state, tx);
		if (!st || (st == HIRE_EEXISTS && was != st))
			continue;
		*c->err = why;
		return hire__copy_blame(c, record, id_of(row), st);
	}
	return hire__copy_blame(c, record, NULL, was);
}

/* A page is a transaction. */
static hire_status
add(hire__copying *c, const hire_record *record, const char *rows, size_t n)
{
	if (!n)
		return HIRE_OK;
	hire_status st = begin(c);
	if (!st)
		st = hire_store_insert_many(
		    &c->to->store, c->writing, record, rows, n, c->err);
	if (!st)
		st = settle(c);
	give_up(c);
	return st ? find_culprit(c, record, rows, n, st) : HIRE_OK;
}

static hire_status
take_out(hire__copying *c, const hire_record *record, const void *row)
{
	const hire_record_head *head = row;
	const hire_store *to = &c->to->store;
	hire_status st = begin(c);
	if (!st)
		st = to->ops.remove(to->state, c->writing, record, head->id,
		    head->version, c->err);
	return st ? hire__copy_blame(c, record, head->id, st) : HIRE_OK;
}

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool
same_row(const hire_record *record, const void *a, const void *b)
{
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		bool same =
		    hire__field_is_text(f)
		        ? same_text(
		              hire__field_text(f, a), hire__field_text(f, b))
		        : hire__field_number(f, a) == hire__field_number(f, b);
		if (!same)
			return false;
	}
	return true;
}

/* Both sides of a record being walked. */
typedef struct pair {
	hire__copying *c;
	const hire_record *record;
	hire_copy_part *part;
	hire__walk a, b; /* source, target */
	int64_t passed;  /* rows of the source */
} pair;

static hire_status
open_pair(pair *p)
{
	hire__copying *c = p->c;
	hire_status st = hire__walk_open(
	    &p->a, c->ctx, &c->from->store, c->snapshot, p->record, c->err);
	if (st)
		return hire__copy_blame(c, p->record, NULL, st);
	p->passed = 0;
	return hire__walk_open(
	    &p->b, c->ctx, &c->to->store, NULL, p->record, c->err);
}

static void
close_pair(pair *p)
{
	hire__walk_close(&p->a);
	hire__walk_close(&p->b);
	p->a = p->b = (hire__walk){0};
}

/* The rows at hand. */
static hire_status
look(pair *p, void **a, void **b)
{
	hire_status st = hire__walk_row(&p->a, a, p->c->err);
	if (st)
		return hire__copy_blame(p->c, p->record, NULL, st);
	return hire__walk_row(&p->b, b, p->c->err);
}

static void
pass(pair *p, hire_copy_step step)
{
	p->a.at++;
	p->passed++;
	if (p->a.at == p->a.count)
		hire__copy_tell(p->c, p->part, step, p->passed);
}

/* How two rows stand to each other: < 0: `a` comes first; NULL is the end. */
static int
before(const void *a, const void *b)
{
	return !a ? 1 : !b ? -1 : strcmp(id_of(a), id_of(b));
}

/* In the order of the ids: take out what the source has not, or has otherwise.
 * What is taken out lies behind the place where the walk is. */
static hire_status
clean(pair *p)
{
	hire__copying *c = p->c;
	void *a = NULL, *b = NULL;
	hire_status st;
	while (!(st = look(p, &a, &b)) && b) {
		int way = before(a, b);
		if (way < 0) {
			pass(p, HIRE_COPY_CLEAN);
			continue;
		}
		if (way || !same_row(p->record, a, b)) {
			st = take_out(c, p->record, b);
			p->part->removed++;
		}
		p->b.at++;
		if (!st && p->b.at == p->b.count)
			st = settle(c);
		if (st)
			return st;
	}
	return st ? st : settle(c);
}

/* Whether the target has the row: its walk is not behind it then. */
static hire_status
has(pair *p, const void *a, bool *out)
{
	void *b;
	hire_status st;
	while (!(st = hire__walk_row(&p->b, &b, p->c->err)) && b &&
	       before(a, b) > 0)
		p->b.at++;
	*out = !st && b && !before(a, b);
	return st;
}

/* Of the source's page at hand, move the rows that the target lacks to its
 * beginning; `*n` are these. */
static hire_status
missing(pair *p, size_t *n)
{
	size_t size = p->record->size;
	*n = 0;
	for (size_t i = 0; i < p->a.count; i++) {
		char *a = p->a.rows + i * size;
		bool there;
		hire_status st = has(p, a, &there);
		if (st)
			return st;
		if (!there && i != *n)
			memcpy(p->a.rows + *n * size, a, size);
		*n += !there;
	}
	p->passed += (int64_t)p->a.count;
	return HIRE_OK;
}

/* Page by page, from where the walk is. */
static hire_status
add_missing(pair *p)
{
	hire__copying *c = p->c;
	hire_status st = HIRE_OK;
	while (!st && !p->a.ended) {
		size_t n;
		st = hire__walk_page(&p->a, c->err);
		if (st)
			return hire__copy_blame(c, p->record, NULL, st);
		st = missing(p, &n);
		if (!st)
			st = add(c, p->record, p->a.rows, n);
		p->part->added += (int64_t)n;
		hire__copy_tell(c, p->part, HIRE_COPY_ADD, p->passed);
	}
	return st;
}

static hire_status
by_id(pair *p)
{
	void *b = NULL;
	hire_status st = open_pair(p);
	if (!st)
		st = hire__walk_row(&p->b, &b, p->c->err);
	if (!st && b) {
		st = clean(p);
		close_pair(p);
		if (!st)
			st = open_pair(p);
	}
	return st ? st : add_missing(p);
}

/* A statement in the snapshot now and then: a server ends what stands still.
 */
static hire_status
keep_awake(void *user, hire_tx *tx, hire_error *err)
{
	hire__copying *c = user;
	const hire_store *from = &c->from->store;
	hire_rows rows = {0};
	hire_arena *mem;
	hire_query q = {
	    .size = sizeof q, .record = &hire_setting_record, .limit = 1};
	hire_status st = hire_arena_new(c->ctx, 0, &mem, err);
	if (!st)
		st = from->ops.select(from->state, tx, &q, mem, &rows, err);
	hire_arena_free(mem);
	return st;
}

typedef struct tail {
	hire__copying *c;
	const hire_record *record;
	hire_arena *mem;
	int64_t left;
	hire_rows rows;
} tail;

static hire_status
newest(void *user, hire_tx *tx, hire_error *err)
{
	tail *t = user;
	const hire_store *to = &t->c->to->store;
	hire_query q = {.size = sizeof q,
	    .record = t->record,
	    .limit = t->left < ROWS_A_COMMIT ? (int32_t)t->left : ROWS_A_COMMIT,
	    .without = ~0u};
	return to->ops.search(to->state, tx, &q, NULL, t->mem, &t->rows, err);
}

/* Take out the target's newest rows; `left` of them. */
static hire_status
cut_tail(tail *t)
{
	hire__copying *c = t->c;
	const hire_store *to = &c->to->store;
	hire_status st = hire_arena_new(c->ctx, 0, &t->mem, c->err);
	while (!st && t->left > 0) {
		hire_arena_reset(t->mem);
		st = hire__walk_in_tx(to, NULL, newest, t, c->err);
		t->left -= (int64_t)t->rows.count;
		for (size_t i = 0; !st && i < t->rows.count; i++)
			st = take_out(c, t->record,
			    (char *)t->rows.rows + i * t->record->size);
		if (!st)
			st = settle(c);
		if (!st)
			st = keep_awake(c, c->snapshot, c->err);
	}
	hire_arena_free(t->mem);
	return st;
}

/* How many rows of both, from the first, are the same. */
static hire_status
same_rows(pair *p, int64_t *out)
{
	void *a = NULL, *b = NULL;
	hire_status st;
	while (!(st = look(p, &a, &b)) && a && b && same_row(p->record, a, b)) {
		pass(p, HIRE_COPY_CLEAN);
		p->b.at++;
	}
	if (!st)
		*out = p->passed;
	return st;
}

/* What is left of the page that same_rows() stopped in. */
static hire_status
add_rest(pair *p)
{
	size_t n = p->a.count - p->a.at;
	hire_status st =
	    add(p->c, p->record, p->a.rows + p->a.at * p->record->size, n);
	p->part->added += (int64_t)n;
	p->passed += (int64_t)n;
	hire__copy_tell(p->c, p->part, HIRE_COPY_ADD, p->passed);
	return st;
}

/* In the order in which rows were added, which cannot be given to one later:
 * from the first that differs, all go and come anew. */
static hire_status
by_order(pair *p)
{
	int64_t same = 0;
	hire_status st = open_pair(p);
	if (!st)
		st = same_rows(p, &same);
	tail t = {.c = p->c, .record = p->record, .left = p->b.total - same};
	hire__walk_close(&p->b);
	p->b = (hire__walk){.ended = true};
	if (!st && t.left > 0) {
		p->part->removed += t.left;
		st = cut_tail(&t);
	}
	if (!st)
		st = add_rest(p);
	return st ? st : add_missing(p);
}

hire_status
hire__copy_rows(
    hire__copying *c, const hire_record *record, hire_copy_part *part)
{
	pair p = {.c = c, .record = record, .part = part};
	hire_status st =
	    hire__walk_is_mapped(record) ? by_order(&p) : by_id(&p);
	close_pair(&p);
	give_up(c);
	return st;
}
