/* SPDX-License-Identifier: MIT
 * log_ins.c - accounts of the demo that somebody can log in to afterwards.
 */
#include "../out.h"
#include "steps.h"

static const char *const people[DEMO_LOG_INS] = {
    [DEMO_HR] = "recruiter, with the job and its scorecards",
    [DEMO_FIRST] = "candidate, interviewed and scored",
    [DEMO_LATEST] = "candidate, with an interview to take",
    [DEMO_ADMIN] = "administrator",
};

hire_status
demo_account(demo *d, enum demo_log_in which, hire_role role, const char *email,
    const char *name, const char *organisation, hire_actor *out,
    hire_error *err)
{
	struct demo_known *known = &d->log_ins[which];
	known->email = email;
	if (!local_password(known->password))
		return hire_fail(
		    err, HIRE_EIO, NULL, "/dev/urandom cannot be read");
	hire_sign_up in = {role, email, name, known->password, organisation};
	return local_sign_up(d->c, &in, out, err);
}

static hire_status
add_admin(demo *d, hire_error *err)
{
	struct demo_known *known = &d->log_ins[DEMO_ADMIN];
	hire_account account;
	known->email = "admin@example.com";
	if (!local_password(known->password))
		return hire_fail(
		    err, HIRE_EIO, NULL, "/dev/urandom cannot be read");
	return hire_admin_create(d->c->platform, known->email,
	    "Sample Administrator", known->password, d->c->mem, &account, err);
}

hire_status
demo_show_log_ins(demo *d, hire_error *err)
{
	hire_status st = add_admin(d, err);
	if (st)
		return st;
	out_heading(d->c, "Log-ins, shown this once");
	for (int i = 0; i < DEMO_LOG_INS; i++)
		out_text(d->c, "  %-24s %s  %s\n", d->log_ins[i].email,
		    d->log_ins[i].password, people[i]);
	out_heading(d->c, "Where hire-server serves them, for example");
	out_text(d->c,
	    "curl -H 'Content-Type: application/json' -d "
	    "'{\"email\":\"%s\",\"password\":\"%s\"}' %s/api/v1/sessions\n",
	    d->log_ins[DEMO_HR].email, d->log_ins[DEMO_HR].password,
	    hire_platform_url(d->c->platform));
	return HIRE_OK;
}
