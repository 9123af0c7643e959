/* SPDX-License-Identifier: MIT
 * redis_ping.c - whether a Redis server is there and fit for us.
 */
#include "ctx.h"
#include "redis_inside.h"

#include <stdlib.h>

enum { MAJOR = 6, MINOR = 2 }; /* the oldest version */

/* The value behind `name:` in what INFO says; "" when it is not there. */
static const char *
told(hire_arena *mem, const char *info, const char *name)
{
	size_t n = strlen(name);
	for (const char *s = info; s && *s; s = strchr(s, '\n')) {
		s += *s == '\n';
		if (!strncmp(s, name, n) && s[n] == ':')
			return hire_arena_strndup(
			    mem, s + n + 1, strcspn(s + n + 1, "\r\n"));
	}
	return "";
}

static hire_status
check_version(const hire__redis *r, const char *version, hire_error *err)
{
	char *rest = NULL;
	long major = strtol(version, &rest, 10);
	long minor = rest && *rest == '.' ? strtol(rest + 1, NULL, 10) : 0;
	if (major > MAJOR || (major == MAJOR && minor >= MINOR))
		return HIRE_OK;
	return hire_fail(err, HIRE_EBACKEND, NULL,
	    "Redis at %s is too old (%.20s): use %d.%d or newer", r->url.place,
	    version, MAJOR, MINOR);
}

static hire_status
judge(const hire__redis *r, const char *info, hire_arena *mem,
    const char **remark, hire_error *err)
{
	const char *version = told(mem, info, "redis_version");
	const char *policy = told(mem, info, "maxmemory_policy");
	const char *role = told(mem, info, "role");
	if (!version || !policy || !role)
		return hire__nomem(err);
	hire_status st = check_version(r, version, err);
	if (!st && !strcmp(role, "slave"))
		st = hire_fail(err, HIRE_EBACKEND, NULL,
		    "Redis at %s is a replica: name the primary", r->url.place);
	if (st)
		return st;
	bool drops = *policy && strcmp(policy, "noeviction") != 0;
	*remark = hire_arena_printf(mem, "Redis %.20s at %s%s%.30s%s", version,
	    r->url.place, drops ? "; warning: its maxmemory-policy is " : "",
	    drops ? policy : "",
	    drops ? ", which drops keys that are still needed: set noeviction"
	          : "");
	return *remark ? HIRE_OK : hire__nomem(err);
}

hire_status
hire__redis_ping(
    hire__redis *r, hire_arena *mem, const char **remark, hire_error *err)
{
	hire__redis_reply said;
	hire__redis_arg ask[] = {HIRE__REDIS_TEXT("INFO")};
	hire_status st = hire__redis_do(r, ask, 1, mem, &said, err);
	if (st)
		return st;
	return judge(r, said.s ? said.s : "", mem, remark, err);
}
