/* SPDX-License-Identifier: MIT
 * port.c - turn a store backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/store.h>

#include "util/ctx.h"

static bool
complete(const hire_store_ops *o)
{
	return o->name && o->begin && o->commit && o->rollback && o->insert &&
	       o->update && o->remove && o->select && o->search &&
	       o->aggregate && o->migrate && o->close;
}

hire_status
hire_store_init(
    hire_store *out, const hire_store_ops *ops, void *state, hire_error *err)
{
	hire_store_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(err, HIRE_EUSAGE, "ops",
		    "a store backend needs name, begin(), commit(), "
		    "rollback(), insert(), update(), remove(), select(), "
		    "search(), aggregate(), migrate(), close()");
	*out = (hire_store){full, state};
	return HIRE_OK;
}

void
hire_store_fini(hire_store *store)
{
	if (!store)
		return;
	if (store->ops.close)
		store->ops.close(store->state);
	*store = (hire_store){0};
}

hire_status
hire_store_insert_many(const hire_store *store, hire_tx *tx,
    const hire_record *record, const void *rows, size_t count, hire_error *err)
{
	const hire_store_ops *ops = &store->ops;
	const char *row = rows;
	hire_status st = HIRE_OK;
	if (ops->insert_many)
		return ops->insert_many(
		    store->state, tx, record, rows, count, err);
	for (size_t i = 0; !st && i < count; i++, row += record->size)
		st = ops->insert(store->state, tx, record, row, err);
	return st;
}
