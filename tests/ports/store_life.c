/* SPDX-License-Identifier: MIT
 * store_life.c - every call of a store once, for sweeps.
 */
#include "store_life.h"

#include "conform_record.h"

static hire_status
read_all(hire_store *s, hire_tx *tx, hire_arena *own)
{
	hire_rows rows;
	hire_bucket *buckets;
	size_t count;
	hire_query q = {.size = sizeof q,
	    .record = &thing_record,
	    .order = "color",
	    .limit = 1};
	hire_aggregate a = {
	    .size = sizeof a, .record = &thing_record, .group = "name"};
	hire_status st = s->ops.select(s->state, tx, &q, own, &rows, NULL);
	q.after = st ? NULL : rows.next;
	if (!st)
		st = s->ops.select(s->state, tx, &q, own, &rows, NULL);
	q.after = NULL;
	if (!st)
		st = s->ops.search(s->state, tx, &q, "a b", own, &rows, NULL);
	if (!st)
		st = s->ops.aggregate(
		    s->state, tx, &a, own, &buckets, &count, NULL);
	return st;
}

hire_status
store_life(hire_store *s, hire_arena *own)
{
	const hire_record *const records[] = {&thing_record};
	const char *text;
	hire_tx *tx;
	thing one = {.id = "a", .version = 1, .name = "a"};
	thing two = {.id = "b", .version = 1, .name = "b", .count = 1};
	hire_status st =
	    s->ops.migrate(s->state, records, 1, false, own, &text, NULL);
	if (!st)
		st = s->ops.ping(s->state, own, &text, NULL);
	if (!st)
		st = s->ops.begin(s->state, true, &tx, NULL);
	if (st)
		return st;
	st = s->ops.insert(s->state, tx, &thing_record, &one, NULL);
	if (!st)
		st = s->ops.insert(s->state, tx, &thing_record, &two, NULL);
	if (!st)
		st = s->ops.update(s->state, tx, &thing_record, &one, NULL);
	if (!st)
		st = read_all(s, tx, own);
	if (!st)
		st = s->ops.remove(s->state, tx, &thing_record, "b", 1, NULL);
	if (!st)
		return s->ops.commit(s->state, tx, NULL);
	s->ops.rollback(s->state, tx);
	return st;
}
