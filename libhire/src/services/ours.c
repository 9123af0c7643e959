/* SPDX-License-Identifier: MIT
 * ours.c - lists of what an organisation has: whose rows are shown is decided
 * here, once.
 */
#include "work.h"

typedef struct listing {
	const hire__ours *of;
	const hire_actor *who;
	hire_page page;
	hire_rows rows;
} listing;

static hire_status
list(hire__work *w, void *args)
{
	listing *l = args;
	hire_filter ours = HIRE_IS("organisation_id", l->who->organisation_id);
	return hire__list(w, l->of->record, &ours,
	    l->who->role == HIRE_ROLE_ADMIN ? 0 : 1, l->of->order, true,
	    l->page, &l->rows);
}

hire_status
hire__list_ours(hire_platform *p, const hire__ours *of, const hire_actor *who,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err)
{
	listing l = {.of = of, .who = who, .page = page};
	bool all = of->admins && who->role == HIRE_ROLE_ADMIN;
	hire_status st = all ? hire__allow(who, HIRE__ADMIN, err)
	                     : hire__allow_organisation(who, err);
	if (!st)
		st = hire__read(p, list, &l, mem, err);
	if (!st)
		*out = l.rows;
	return st;
}
