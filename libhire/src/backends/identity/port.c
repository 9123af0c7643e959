/* SPDX-License-Identifier: MIT
 * port.c - turn an identity backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/identity.h>

#include "util/ctx.h"

static bool
complete(const hire_identity_ops *o)
{
	return o->name && o->read && o->close && !o->hash == !o->verify &&
	       !o->begin == !o->finish;
}

hire_status
hire_identity_init(hire_identity *out, const hire_identity_ops *ops,
    void *state, hire_error *err)
{
	hire_identity_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(err, HIRE_EUSAGE, "ops",
		    "an identity backend needs name, read(), close(), "
		    "and hash() with verify(), begin() with finish()");
	*out = (hire_identity){full, state};
	return HIRE_OK;
}

void
hire_identity_fini(hire_identity *identity)
{
	if (!identity)
		return;
	if (identity->ops.close)
		identity->ops.close(identity->state);
	*identity = (hire_identity){0};
}
