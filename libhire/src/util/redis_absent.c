/* SPDX-License-Identifier: MIT
 * redis_absent.c - the answer of a library built without hiredis.
 */
#include "redis_inside.h"

hire_status
hire__redis_reader_new(void **out, const char *field, hire_error *err)
{
	(void)out;
	return hire_fail(err, HIRE_EINVAL, field,
	    "this libhire was built without Redis: install libhiredis-dev and "
	    "build it again, or leave this setting out");
}

void
hire__redis_reader_free(void *reader)
{
	(void)reader;
}

hire_status
hire__redis_reader_feed(
    void *reader, const void *bytes, size_t len, hire_error *err)
{
	(void)reader, (void)bytes, (void)len;
	return hire_fail(err, HIRE_EINTERNAL, NULL, "there is no reader");
}

hire_status
hire__redis_reader_next(
    void *reader, hire_arena *mem, hire__redis_reply **out, hire_error *err)
{
	(void)reader, (void)mem, (void)out;
	return hire_fail(err, HIRE_EINTERNAL, NULL, "there is no reader");
}
