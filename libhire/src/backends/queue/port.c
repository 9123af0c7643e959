/* SPDX-License-Identifier: MIT
 * port.c - turn a queue backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/queue.h>

#include "util/ctx.h"

static bool
complete(const hire_queue_ops *o)
{
	return o->name && o->put && o->claim && o->complete && o->again &&
	       o->bury && o->list && o->replay && o->counts && o->next_due &&
	       o->close;
}

hire_status
hire_queue_init(
    hire_queue *out, const hire_queue_ops *ops, void *state, hire_error *err)
{
	hire_queue_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(err, HIRE_EUSAGE, "ops",
		    "a queue backend needs name, put(), claim(), complete(), "
		    "again(), bury(), list(), replay(), counts(), next_due(), "
		    "close()");
	*out = (hire_queue){full, state};
	return HIRE_OK;
}

void
hire_queue_fini(hire_queue *queue)
{
	if (!queue)
		return;
	if (queue->ops.close)
		queue->ops.close(queue->state);
	*queue = (hire_queue){0};
}
