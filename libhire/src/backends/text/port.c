/* SPDX-License-Identifier: MIT
 * port.c - turn a text backend's table into an open handle.
 * Apart from the backends so that none of them has to be linked for it.
 */
#include <hire/sys/text.h>

#include "util/ctx.h"

static bool
complete(const hire_text_ops *o)
{
	return o->name && o->read && o->close;
}

hire_status
hire_text_reader_init(hire_text_reader *out, const hire_text_ops *ops,
    void *state, hire_error *err)
{
	hire_text_ops full;
	hire_status st = hire__extend(&full, sizeof full, ops, err);
	if (st)
		return st;
	if (!complete(&full))
		return hire_fail(err, HIRE_EUSAGE, "ops",
		    "a text backend needs name, read(), close()");
	*out = (hire_text_reader){full, state};
	return HIRE_OK;
}

void
hire_text_reader_fini(hire_text_reader *reader)
{
	if (!reader)
		return;
	if (reader->ops.close)
		reader->ops.close(reader->state);
	*reader = (hire_text_reader){0};
}
