/* SPDX-License-Identifier: MIT
 * orders.c - what leaves with a transaction: messages, mail, audit entries.
 */
#include "work.h"

#include "kinds.h"
#include "util/ctx.h"

static hire_status
put(hire__work *w, hire_message *m, hire__buf *body)
{
	hire_status st = hire__buf_take(body, w->mem, &m->body, w->err);
	if (st)
		return st;
	const hire_work_kind *kind = hire__work_kind(m->kind);
	m->max_attempts = kind ? kind->max_attempts : 5;
	m->run_at = m->run_at ? m->run_at : w->now.wall;
	const hire_queue *q = &w->p->queue;
	return q->ops.put(q->state, w->tx, m, w->err);
}

hire_status
hire__enqueue(hire__work *w, hire__job_order order)
{
	hire_message m;
	hire_record_init(&hire_message_record, &m);
	m.kind = order.kind;
	m.key = order.key;
	m.run_at = order.run_at;
	m.priority = order.priority;
	hire__buf body = HIRE__BUF(w->p->ctx, 1000);
	hire__jw j = {&body, false};
	hire__jw_begin(&j, NULL, '{');
	hire__jw_str(&j, "id", order.id);
	hire__jw_end(&j, '}');
	return put(w, &m, &body);
}

hire_status
hire__post(hire__work *w, const char *to, const char *subject, const char *text)
{
	hire_message m;
	hire_record_init(&hire_message_record, &m);
	m.kind = HIRE__KIND_MAIL;
	m.priority = 6;
	hire__buf body = HIRE__BUF(w->p->ctx, 60000);
	hire__jw j = {&body, false};
	hire__jw_begin(&j, NULL, '{');
	hire__jw_str(&j, "to", to);
	hire__jw_str(&j, "subject", subject);
	hire__jw_str(&j, "text", text);
	hire__jw_end(&j, '}');
	return put(w, &m, &body);
}

hire_status
hire__post_account(hire__work *w, const char *account_id, const char *subject,
    const char *text)
{
	hire_account account;
	hire_status st =
	    hire__get(w, &hire_account_record, account_id, &account);
	if (st == HIRE_ENOTFOUND)
		return HIRE_OK;
	return st ? st : hire__post(w, account.email, subject, text);
}

hire_status
hire__audit(hire__work *w, const hire_actor *who, const char *action,
    const char *object_id, const char *detail)
{
	hire_audit_entry e;
	hire_record_init(&hire_audit_entry_record, &e);
	e.actor_id = who ? who->account_id : NULL;
	e.action = action;
	e.object_id = object_id;
	e.detail = detail;
	return hire__insert(w, &hire_audit_entry_record, &e);
}
