/* SPDX-License-Identifier: MIT
 * port.c - turn a mail backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/mail.h>

#include "util/ctx.h"

static bool
complete(const hire_mail_ops *o)
{
	return o->name && o->send && o->close;
}

hire_status
hire_mail_init(
    hire_mail *out, const hire_mail_ops *ops, void *state, hire_error *err)
{
	hire_mail_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(err, HIRE_EUSAGE, "ops",
		    "a mail backend needs name, send(), close()");
	*out = (hire_mail){full, state};
	return HIRE_OK;
}

void
hire_mail_fini(hire_mail *mail)
{
	if (!mail)
		return;
	if (mail->ops.close)
		mail->ops.close(mail->state);
	*mail = (hire_mail){0};
}
