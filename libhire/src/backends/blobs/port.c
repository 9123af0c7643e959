/* SPDX-License-Identifier: MIT
 * port.c - turn a blobs backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/blobs.h>

#include "util/ctx.h"

static bool
complete(const hire_blobs_ops *o)
{
	return o->name && o->put && o->get && o->remove && o->stat && o->list &&
	       o->close;
}

hire_status
hire_blobs_init(
    hire_blobs *out, const hire_blobs_ops *ops, void *state, hire_error *err)
{
	hire_blobs_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(err, HIRE_EUSAGE, "ops",
		    "a blobs backend needs name, put(), get(), remove(), "
		    "stat(), list(), close()");
	*out = (hire_blobs){full, state};
	return HIRE_OK;
}

void
hire_blobs_fini(hire_blobs *blobs)
{
	if (!blobs)
		return;
	if (blobs->ops.close)
		blobs->ops.close(blobs->state);
	*blobs = (hire_blobs){0};
}
