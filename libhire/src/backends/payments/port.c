/* SPDX-License-Identifier: MIT
 * port.c - turn a payments backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/payments.h>

#include "util/ctx.h"

static bool
complete(const hire_payments_ops *o)
{
	return o->name && o->checkout && o->parse_event && o->refund &&
	       o->close;
}

hire_status
hire_payments_init(hire_payments *out, const hire_payments_ops *ops,
    void *state, hire_error *err)
{
	hire_payments_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(err, HIRE_EUSAGE, "ops",
		    "a payments backend needs name, checkout(), parse_event(), "
		    "refund(), close()");
	*out = (hire_payments){full, state};
	return HIRE_OK;
}

void
hire_payments_fini(hire_payments *payments)
{
	if (!payments)
		return;
	if (payments->ops.close)
		payments->ops.close(payments->state);
	*payments = (hire_payments){0};
}
