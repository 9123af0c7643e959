/* SPDX-License-Identifier: MIT
 * payments.c - beginning and looking up payments.
 */
#include "payments.h"

#include <string.h>

#include <hire/seats.h>

#include "once.h"
#include "util/ctx.h"

enum { KEY_MAX = 255 };

hire_money
hire__payment_money(const hire_payment *payment, int64_t minor)
{
	hire_money m = {minor, ""};
	memcpy(m.currency, payment->currency, sizeof m.currency);
	return m;
}

hire_status
hire__own_payment(
    hire__work *w, const hire_actor *who, const char *id, hire_payment *out)
{
	hire_payment p;
	hire_status st = hire__allow(who, HIRE__HR | HIRE__ADMIN, w->err);
	if (!st)
		st = hire__get(w, &hire_payment_record, id, &p);
	if (st)
		return st;
	if (who->role != HIRE_ROLE_ADMIN &&
	    (!who->organisation_id ||
	        strcmp(who->organisation_id, p.organisation_id) != 0))
		return hire_fail(w->err, HIRE_ENOTFOUND, "payment",
		    "there is no payment %.60s", id);
	*out = p;
	return HIRE_OK;
}

typedef struct checkout {
	const hire_actor *who;
	const char *job_id, *key;
	hire_checkout_page page;
	hire_payment payment;
} checkout;

static hire_status
fill_payment(hire__work *w, const checkout *c, const hire_job *job,
    const char *key, hire_payment *p)
{
	const hire_money *price = &w->p->price;
	hire_record_init(&hire_payment_record, p);
	p->organisation_id = job->organisation_id;
	p->job_id = job->id;
	p->created_by = c->who->account_id;
	p->provider = w->p->payments.ops.name;
	p->idempotency_key = key;
	p->amount = price->minor;
	p->currency = hire_arena_strdup(w->mem, price->currency);
	p->seats = HIRE_SEATS_PER_PAYMENT;
	return p->currency ? HIRE_OK : hire__nomem(w->err);
}

static hire_status
add_payment(hire__work *w, checkout *c, const hire_job *job, const char *key)
{
	hire_payment p;
	hire_status st = fill_payment(w, c, job, key, &p);
	if (!st)
		st = hire__insert(w, &hire_payment_record, &p);
	if (st == HIRE_EEXISTS)
		return HIRE_ECONFLICT; /* the same key, at the same time */
	if (!st)
		st = hire__audit(w, c->who, "payment.checkout", p.id, job->id);
	if (!st)
		c->payment = p;
	return st;
}

/* A payment of that job and price which still waits on its page: whoever names
 * no call wants to pay, not to pay twice. */
static hire_status
find_open(hire__work *w, checkout *c, const hire_job *job, bool *found)
{
	const hire_money *price = &w->p->price;
	const hire_filter open[] = {HIRE_IS("job_id", job->id),
	    HIRE_NUM("state", HIRE_EQ, HIRE_PAYMENT_PENDING),
	    HIRE_IS("provider", w->p->payments.ops.name),
	    HIRE_NUM("amount", HIRE_EQ, price->minor),
	    HIRE_IS("currency", price->currency),
	    HIRE_NUM("expires_at", HIRE_GT, w->now.wall)};
	*found = false;
	return c->key || c->who->request_key
	           ? HIRE_OK
	           : hire__find(w, &hire_payment_record, open,
	                 sizeof open / sizeof *open, &c->payment, found);
}

/* The payment of this key, one that waits, or a new one. */
static hire_status
begin(hire__work *w, void *args)
{
	checkout *c = args;
	hire_job job;
	const char *key = NULL;
	bool found = false;
	hire_status st = hire__own_job(w, c->who, c->job_id, &job);
	if (!st && c->key) {
		st = hire__text(w, &key, "%s:%s", job.organisation_id, c->key);
		hire_filter by_key = HIRE_IS("idempotency_key", key);
		if (!st)
			st = hire__find(w, &hire_payment_record, &by_key, 1,
			    &c->payment, &found);
	}
	if (!st && !found && job.closed)
		return hire_fail(w->err, HIRE_ECLOSED, "job",
		    "the job is closed; open it before paying for it");
	if (!st && !found)
		st = find_open(w, c, &job, &found);
	return st || found ? st : add_payment(w, c, &job, key);
}

static hire_status
reread(hire__work *w, void *args)
{
	checkout *c = args;
	return hire__own_payment(w, c->who, c->payment.id, &c->payment);
}

/* Keep the provider's page with the payment; another caller with the same key
 * may have done so meanwhile, with the same page. */
static hire_status
attach(hire__work *w, void *args)
{
	checkout *c = args;
	hire_payment p;
	hire_status st = hire__get(w, &hire_payment_record, c->payment.id, &p);
	if (st)
		return st;
	if (!p.url) {
		p.provider_ref = c->page.ref;
		p.url = c->page.url;
		p.expires_at = c->page.expires;
		st = hire__update(w, &hire_payment_record, &p);
	}
	if (!st)
		c->payment = p;
	return st;
}

/* Not in a transaction: the provider may take its time, and asking again with
 * our payment's id gives the same page. */
static hire_status
ask_provider(hire_platform *p, checkout *c, hire_arena *mem, hire_error *err)
{
	const hire_payment *pay = &c->payment;
	const char *back = hire_arena_printf(
	    mem, "%s/api/v1/jobs/%s", p->public_url, pay->job_id);
	const char *paid = hire_arena_printf(
	    mem, "%s/api/v1/payments/%s", p->public_url, pay->id);
	const char *what = hire_arena_printf(
	    mem, "%lld interview seats", (long long)pay->seats);
	if (!back || !paid || !what)
		return hire__nomem(err);
	const hire_checkout ask = {.payment = pay->id,
	    .idempotency = pay->id,
	    .description = what,
	    .success_url = paid,
	    .cancel_url = back,
	    .total = hire__payment_money(pay, pay->amount),
	    .quantity = (int32_t)pay->seats};
	return p->payments.ops.checkout(
	    p->payments.state, &ask, mem, &c->page, err);
}

hire_status
hire_payments_checkout(hire_platform *p, const hire_actor *who,
    const char *job_id, const char *idempotency_key, hire_arena *mem,
    hire_payment *out, hire_error *err)
{
	size_t n = idempotency_key ? strlen(idempotency_key) : 1;
	if (n < 1 || n > KEY_MAX)
		return hire_fail(err, HIRE_EINVAL, "idempotency_key",
		    "1 to %d bytes", KEY_MAX);
	checkout c = {.who = who, .job_id = job_id, .key = idempotency_key};
	const hire__once once = {
	    who, "payments.checkout", begin, reread, &c.payment.id, &c};
	hire_status st = hire__write_once(p, &once, mem, err);
	if (!st && strcmp(c.payment.job_id, job_id) != 0)
		return hire_fail(err, HIRE_ECONFLICT, "idempotency_key",
		    "it was used for another job");
	if (!st && !c.payment.url) {
		st = ask_provider(p, &c, mem, err);
		if (!st)
			st = hire__write(p, attach, &c, mem, err);
	}
	if (!st)
		*out = c.payment;
	return st;
}

typedef struct look_up {
	const hire_actor *who;
	const char *id;
	hire_payment payment;
} look_up;

static hire_status
get(hire__work *w, void *args)
{
	look_up *l = args;
	return hire__own_payment(w, l->who, l->id, &l->payment);
}

hire_status
hire_payments_get(hire_platform *p, const hire_actor *who,
    const char *payment_id, hire_arena *mem, hire_payment *out, hire_error *err)
{
	look_up l = {.who = who, .id = payment_id};
	hire_status st = hire__read(p, get, &l, mem, err);
	if (!st)
		*out = l.payment;
	return st;
}

hire_status
hire_payments_list(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	const hire__ours of = {&hire_payment_record, NULL, true};
	return hire__list_ours(p, &of, who, page, mem, out, err);
}
