/* SPDX-License-Identifier: MIT
 * problem.c - problem details; see problem.h.
 */
#include "problem.h"
#include "head.h"

bool
problem_is_inside(hire_status st)
{
	return st == HIRE_EIO || st == HIRE_ENOSPC || st == HIRE_ECORRUPT ||
	       st == HIRE_EBACKEND || st == HIRE_ENOMEM || st == HIRE_EINTERNAL;
}

void
problem_write(buf *out, int status, const char *code, const char *detail,
    const char *field, const char *id)
{
	buf_adds(out, "{\"type\":\"about:blank\",\"title\":");
	buf_json(out, http_reason(status));
	buf_addf(out, ",\"status\":%d,\"code\":", status);
	buf_json(out, code);
	buf_adds(out, ",\"detail\":");
	buf_json(out, detail);
	buf_adds(out, ",\"field\":");
	buf_json(out, field && *field ? field : NULL);
	buf_adds(out, ",\"request_id\":");
	buf_json(out, id);
	buf_adds(out, "}\n");
}
