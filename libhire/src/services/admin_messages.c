/* SPDX-License-Identifier: MIT
 * admin_messages.c - messages that wait and dead letters, listed and retried.
 * Apart from admin.c: recruiters come here too, for what is about their own
 * organisation.  Queues know nothing of organisations, so it is asked here.
 */
#include <hire/admin.h>

#include <string.h>

#include "kinds.h"
#include "once.h"
#include "util/ctx.h"

enum { LOOK = 100, LOOKS_MAX = 50 };

/* The job that a message is about, or NULL: mail, refunds and the like are
 * about no application. */
static hire_status
job_of(hire__work *w, const hire_message *m, const char **out)
{
	const hire__json *body = NULL;
	hire_application app;
	hire_interview row;
	*out = NULL;
	hire_status st =
	    hire__json_parse(w->mem, m->body, strlen(m->body), &body, w->err);
	const char *id = st ? "" : hire__json_str(body, "id", "");
	if (!st && !strcmp(m->kind, HIRE__KIND_RESUME)) {
		st = hire__get(w, &hire_application_record, id, &app);
		*out = st ? NULL : app.job_id;
	} else if (!st && (!strcmp(m->kind, HIRE__KIND_SCORE) ||
	                      !strcmp(m->kind, HIRE__KIND_TIMER))) {
		st = hire__get(w, &hire_interview_record, id, &row);
		*out = st ? NULL : row.job_id;
	}
	return st;
}

/* Messages, and those among them that the recruiter may see. */
typedef struct sifting {
	const hire_actor *who;
	const hire_message *all;
	size_t count;
	hire_message *ours; /* room for all */
	size_t kept;
} sifting;

static hire_status
sift(hire__work *w, void *args)
{
	sifting *s = args;
	hire_status st = HIRE_OK;
	s->kept = 0;
	for (size_t i = 0; !st && i < s->count; i++) {
		const char *job_id = NULL;
		hire_job job;
		st = job_of(w, &s->all[i], &job_id);
		if (!st && job_id)
			st = hire__own_job(w, s->who, job_id, &job);
		if (!st && job_id)
			s->ours[s->kept++] = s->all[i];
		if (st == HIRE_ENOTFOUND)
			st = HIRE_OK;
	}
	return st;
}

/* A page of at most `want`; it may be short though more follow. */
static hire_status
list_ours(hire_platform *p, const hire_actor *who, hire_message_state state,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err)
{
	size_t want = page.limit > 0 ? (size_t)page.limit : LOOK, kept = 0;
	hire_message *ours = hire_arena_alloc(mem, want * sizeof *ours);
	hire_status st = ours ? HIRE_OK : hire__nomem(err);
	hire_rows rows = {.next = page.after};
	for (int i = 0; !st && i < LOOKS_MAX && kept < want; i++) {
		st = p->queue.ops.list(p->queue.state, state, rows.next,
		    (int32_t)(want - kept), mem, &rows, err);
		sifting s = {who, rows.rows, rows.count, ours + kept, 0};
		if (!st)
			st = hire__read(p, sift, &s, mem, err);
		kept += s.kept;
		if (!rows.next)
			break;
	}
	if (st)
		return st;
	for (size_t i = 0; i < kept; i++)
		ours[i].leased_by = NULL; /* names a machine of the platform */
	rows.rows = ours;
	rows.count = kept;
	*out = rows;
	return HIRE_OK;
}

static hire_status
list_all(hire_platform *p, hire_message_state state, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	hire_status st = p->queue.ops.list(
	    p->queue.state, state, page.after, page.limit, mem, out, err);
	if (st)
		return st;
	/* Mail carries the tokens that open other people's accounts. */
	hire_message *m = out->rows;
	for (size_t i = 0; i < out->count; i++)
		if (!strcmp(m[i].kind, HIRE__KIND_MAIL))
			m[i].body = "{}";
	return HIRE_OK;
}

hire_status
hire_admin_messages(hire_platform *p, const hire_actor *who,
    hire_message_state state, hire_page page, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	hire_status st = hire__allow(who, HIRE__HR | HIRE__ADMIN, err);
	if (!st)
		st = hire__need(p, HIRE_NEED_STORE, err);
	if (st)
		return st;
	return who->role == HIRE_ROLE_ADMIN
	           ? list_all(p, state, page, mem, out, err)
	           : list_ours(p, who, state, page, mem, out, err);
}

typedef struct retry {
	const hire_actor *who;
	const char *message_id;
	bool made; /* by the same call before */
} retry;

static hire__once
once_for(retry *r)
{
	return (hire__once){.who = r->who,
	    .operation = "admin.retry",
	    .object = &r->message_id};
}

static hire_status
look_for_retry(hire__work *w, void *args)
{
	retry *r = args;
	const hire__once once = once_for(r);
	return hire__once_look(w, &once, &r->made);
}

static hire_status
note_retry(hire__work *w, void *args)
{
	retry *r = args;
	const hire__once once = once_for(r);
	hire_status st =
	    hire__audit(w, r->who, "queue.retry", r->message_id, NULL);
	return st ? st : hire__once_note(w, &once);
}

static hire_status
not_there(hire_error *err)
{
	return hire_fail(
	    err, HIRE_ENOTFOUND, "id", "is not among the dead letters");
}

/* Page by page, where the queue cannot look one up. */
static hire_status
search_ours(hire_platform *p, const retry *r, hire_arena *mem, hire_error *err)
{
	hire_rows rows = {.next = NULL};
	hire_page page = {NULL, LOOK};
	hire_status st;
	do {
		st = list_ours(
		    p, r->who, HIRE_MESSAGE_DEAD, page, mem, &rows, err);
		const hire_message *m = st ? NULL : rows.rows;
		for (size_t i = 0; !st && i < rows.count; i++)
			if (r->message_id && !strcmp(m[i].id, r->message_id))
				return HIRE_OK;
		page.after = rows.next;
	} while (!st && page.after);
	return st ? st : not_there(err);
}

/* ENOTFOUND unless the dead letter is about the recruiter's organisation. */
static hire_status
find_ours(hire_platform *p, const retry *r, hire_arena *mem, hire_error *err)
{
	hire_message m, kept;
	const hire_queue *q = &p->queue;
	if (!q->ops.find)
		return search_ours(p, r, mem, err);
	hire_status st = q->ops.find(
	    q->state, r->message_id ? r->message_id : "", mem, &m, err);
	if (st == HIRE_ENOTFOUND || (!st && m.state != HIRE_MESSAGE_DEAD))
		return not_there(err);
	sifting s = {r->who, &m, 1, &kept, 0};
	if (!st)
		st = hire__read(p, sift, &s, mem, err);
	return st || s.kept ? st : not_there(err);
}

/* The queue makes the message ready in a transaction of its own.  A crash
 * between the two is seen by the next call: it is no dead letter any more. */
static hire_status
retry_once(hire_platform *p, retry *r, hire_arena *mem, hire_error *err)
{
	hire_status st = r->who->request_key
	                     ? hire__write(p, look_for_retry, r, mem, err)
	                     : HIRE_OK;
	if (st || r->made)
		return st;
	if (r->who->role == HIRE_ROLE_HR)
		st = find_ours(p, r, mem, err);
	if (st)
		return st;
	st = p->queue.ops.replay(
	    p->queue.state, r->message_id ? r->message_id : "", err);
	return st ? st : hire__write(p, note_retry, r, mem, err);
}

hire_status
hire_admin_retry(hire_platform *p, const hire_actor *who,
    const char *message_id, hire_error *err)
{
	retry r = {.who = who, .message_id = message_id};
	hire_arena *mem = NULL;
	hire_status st = hire__allow(who, HIRE__HR | HIRE__ADMIN, err);
	if (!st)
		st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = retry_once(p, &r, mem, err);
	hire_arena_free(mem);
	return st;
}
