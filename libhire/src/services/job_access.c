/* SPDX-License-Identifier: MIT
 * job_access.c - who may see or apply for a job.
 */
#include "job_access.h"

#include "util/crypto.h"

#include <string.h>

static bool
same_link(const hire_job *job, const char *link)
{
	size_t n = link ? strlen(link) : 0;
	return n && job->link && strlen(job->link) == n &&
	       hire__same_secret(job->link, link, n);
}

static hire_status
find(hire__work *w, const char *job_id, const char *link, hire_job *out)
{
	bool found = false;
	hire_filter by = HIRE_IS("link", link);
	if (job_id)
		return hire__get(w, &hire_job_record, job_id, out);
	hire_status st =
	    link && *link ? hire__find(w, &hire_job_record, &by, 1, out, &found)
	                  : HIRE_OK;
	if (st || found)
		return st;
	return hire_fail(
	    w->err, HIRE_ENOTFOUND, "link", "there is no such private link");
}

hire_status
hire__job_seen(
    hire__work *w, const char *job_id, const char *link, hire_job *out)
{
	hire_status st = find(w, job_id, link, out);
	if (st)
		return st;
	bool drafted = out->state == HIRE_JOB_DRAFT;
	if (!drafted &&
	    (out->visibility == HIRE_VISIBILITY_PUBLIC || same_link(out, link)))
		return HIRE_OK;
	return hire_fail(w->err, HIRE_ENOTFOUND, "job", "there is no job %.60s",
	    job_id ? job_id : "of that link");
}

static hire_status
why_not(hire__work *w, const hire_job *job)
{
	long long seats = (long long)(job->seats_bought - job->seats_refunded);
	switch (job->state) {
	case HIRE_JOB_FULL:
		if (!seats)
			return hire_fail(w->err, HIRE_ECLOSED, "job",
			    "the job \"%.100s\" is closed: its seats were "
			    "paid back; it opens again when the recruiter "
			    "pays",
			    job->title);
		return hire_fail(w->err, HIRE_ECLOSED, "job",
		    "the job \"%.100s\" is closed: all %lld paid interview "
		    "seats are taken; it opens again when the recruiter pays "
		    "for more",
		    job->title, seats);
	case HIRE_JOB_PAUSED:
		return hire_fail(w->err, HIRE_ECLOSED, "job",
		    "the job \"%.100s\" is paused by its recruiter; try again "
		    "later",
		    job->title);
	default:
		return hire_fail(w->err, HIRE_ECLOSED, "job",
		    "the job \"%.100s\" is %s and takes no applications",
		    job->title, hire_word(&hire_job_state_words, job->state));
	}
}

hire_status
hire__job_to_apply(
    hire__work *w, const char *job_id, const char *link, hire_job *out)
{
	hire_status st = hire__job_seen(w, job_id, link, out);
	if (st || out->state == HIRE_JOB_OPEN)
		return st;
	return why_not(w, out);
}
