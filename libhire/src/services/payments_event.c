/* SPDX-License-Identifier: MIT
 * payments_event.c - what a provider's events do to a payment.
 * Each fact is joined to what is known: paid wins over expired, expired over
 * failed, refunds add up.  A join does not care for order or repetition, so
 * any schedule of the same events ends in the same state.
 */
#include "payments.h"

#include <string.h>

#include "platform.h"
#include "seat_ledger.h"
#include "util/ctx.h"

/* By type: the word that is stored, and the news for people. */
static const struct {
	const char *kind, *text;
} types[] = {
    [HIRE_NOTICE_IGNORED] = {"ignored", "nothing to do"},
    [HIRE_NOTICE_PAID] = {"paid", "the payment arrived"},
    [HIRE_NOTICE_FAILED] = {"failed", "an attempt to pay failed"},
    [HIRE_NOTICE_EXPIRED] = {"expired", "the page to pay on expired"},
    [HIRE_NOTICE_REFUNDED] = {"refunded", "money was paid back"},
    [HIRE_NOTICE_DISPUTED] = {"disputed", "the payer disputes the payment"},
};

#define MISMATCH "mismatch"

typedef struct taking {
	const hire_notice *notice;
	const char *key; /* "provider:event id" */
	hire_event_outcome out;
} taking;

/* The payment that the notice names by our id or by the provider's. */
static hire_status
find_payment(
    hire__work *w, const hire_notice *n, hire_payment *out, bool *found)
{
	hire_filter by_id[] = {HIRE_IS("id", n->payment),
	    HIRE_IS("provider", w->p->payments.ops.name)};
	hire_filter by_ref[] = {HIRE_IS("provider_ref", n->ref), by_id[1]};
	*found = false;
	if (n->type == HIRE_NOTICE_IGNORED)
		return HIRE_OK;
	return hire__find(w, &hire_payment_record, n->payment ? by_id : by_ref,
	    2, out, found);
}

/* Whether the amount told is one that this payment can have. */
static bool
amount_fits(const hire_notice *n, const hire_payment *p)
{
	if (n->type != HIRE_NOTICE_PAID && n->type != HIRE_NOTICE_REFUNDED)
		return true;
	if (strcmp(n->amount.currency, p->currency) != 0)
		return false;
	if (n->type == HIRE_NOTICE_PAID)
		return n->amount.minor == p->amount;
	return n->amount.minor >= 1 && n->amount.minor <= p->amount;
}

static hire_status
thank(hire__work *w, const hire_payment *p, const hire_invoice *invoice)
{
	hire_account payer;
	const char *document, *text;
	hire_status st =
	    hire__get(w, &hire_account_record, p->created_by, &payer);
	if (!st)
		st = hire__invoice_write(w, invoice, p, &document);
	if (!st)
		st = hire__text(w, &text,
		    "The payment has arrived and the job has %lld more "
		    "interview seats.\n\n%s",
		    (long long)p->seats, document);
	return st ? st
	          : hire__post(
	                w, payer.email, "Your payment and its invoice", text);
}

static hire_status
deliver(hire__work *w, const hire_payment *p, hire_job *job)
{
	const char *cause, *what;
	hire_invoice invoice;
	hire_status st = hire__text(w, &cause, "payment:%s:bought", p->id);
	if (!st)
		st = hire__seat_enter(
		    w, job, HIRE_SEAT_BOUGHT, p->seats, cause, p->id, NULL);
	if (!st)
		st = hire__text(w, &what, "%lld interview seats for job %s",
		    (long long)p->seats, job->id);
	if (!st)
		st = hire__invoice_issue(
		    w, p, HIRE_INVOICE_BILL, p->amount, what, cause, &invoice);
	if (!st)
		st = hire__audit(w, NULL, "payment.paid", p->id, job->id);
	return st ? st : thank(w, p, &invoice);
}

/* The sum of the refunds that the provider told of, at most all. */
static hire_status
refunds_told(hire__work *w, const hire_payment *p, int64_t *out)
{
	const hire_filter theirs[] = {HIRE_IS("payment_id", p->id),
	    HIRE_IS("kind", types[HIRE_NOTICE_REFUNDED].kind)};
	hire_aggregate q = {sizeof q, &hire_provider_event_record, theirs, 2,
	    NULL, 0, "amount"};
	const hire_store *s = &w->p->store;
	hire_bucket *buckets = NULL;
	size_t n = 0;
	hire_status st =
	    s->ops.aggregate(s->state, w->tx, &q, w->mem, &buckets, &n, w->err);
	if (st)
		return st;
	int64_t sum = n ? buckets[0].sum : 0;
	*out = sum < p->amount ? sum : p->amount;
	return HIRE_OK;
}

/* Seats that `refunded` pays back in full. */
static hire_status
seats_worth(
    hire__work *w, const hire_payment *p, int64_t refunded, int64_t *out)
{
	hire_money share, whole = hire__payment_money(p, p->amount);
	int64_t k = 0;
	hire_status st = HIRE_OK;
	while (!st && k < p->seats) {
		st =
		    hire_money_share(whole, 0, k + 1, p->seats, &share, w->err);
		if (!st && share.minor > refunded)
			break;
		k++;
	}
	if (!st)
		*out = k;
	return st;
}

/* Money that went back without our order takes its unused seats along.  Our
 * own orders are in p->refunded before the provider tells of them. */
static hire_status
catch_up(hire__work *w, hire_payment *p, hire_job *job)
{
	int64_t told = 0, worth = 0;
	hire_invoice note;
	hire_status st = refunds_told(w, p, &told);
	if (st || told <= p->refunded)
		return st ? st : hire__update(w, &hire_payment_record, p);
	st = seats_worth(w, p, told, &worth);
	if (st)
		return st;
	hire_seats sums = hire__job_seats(job);
	int64_t seats = worth - p->seats_refunded;
	int64_t unused = hire_seats_free(&sums);
	seats = seats < unused ? seats : unused;
	st = hire__payment_give_back(
	    w, p, job, seats > 0 ? seats : 0, told - p->refunded, &note);
	return st ? st : hire__audit(w, NULL, "payment.returned", p->id, NULL);
}

/* A payment that is there, once more or for the first time. */
static hire_status
settle_paid(hire__work *w, hire_payment *p, bool first)
{
	hire_job job;
	hire_status st = hire__get(w, &hire_job_record, p->job_id, &job);
	if (!st && first)
		st = deliver(w, p, &job);
	if (st)
		return st;
	p->state = hire__payment_state(p);
	return catch_up(w, p, &job);
}

static hire_status
join(hire__work *w, hire_payment *p, const hire_notice *n)
{
	bool first = n->type == HIRE_NOTICE_PAID && !p->paid_at;
	hire_time at = n->created > 0 ? n->created : w->now.wall;
	/* Providers tell whole seconds, by clocks of their own. */
	at = at < p->created_at ? p->created_at : at;
	if (n->type == HIRE_NOTICE_PAID && (first || at < p->paid_at))
		p->paid_at = at;
	if (p->paid_at)
		return settle_paid(w, p, first);
	if (n->type == HIRE_NOTICE_EXPIRED)
		p->state = HIRE_PAYMENT_EXPIRED;
	if (n->type == HIRE_NOTICE_FAILED && p->state == HIRE_PAYMENT_PENDING)
		p->state = HIRE_PAYMENT_FAILED;
	return hire__update(w, &hire_payment_record, p);
}

static hire_status
record(hire__work *w, taking *t, const hire_payment *p, bool fits)
{
	const hire_notice *n = t->notice;
	hire_provider_event e;
	hire_record_init(&hire_provider_event_record, &e);
	e.provider_event = t->key;
	e.kind = fits ? types[n->type].kind : MISMATCH;
	e.payment_id = p ? p->id : NULL;
	e.amount = p && fits && n->amount.minor > 0 ? n->amount.minor : 0;
	e.outcome = !p && n->type != HIRE_NOTICE_IGNORED ? "no such payment"
	            : !fits ? "amount or currency differ, not acted on"
	                    : types[n->type].text;
	t->out.payment_id = e.payment_id;
	t->out.text = e.outcome;
	hire_status st = hire__insert(w, &hire_provider_event_record, &e);
	return st == HIRE_EEXISTS ? HIRE_ECONFLICT : st;
}

static hire_status
act(hire__work *w, taking *t)
{
	hire_payment p;
	bool known = false;
	hire_status st = find_payment(w, t->notice, &p, &known);
	bool fits = !known || amount_fits(t->notice, &p);
	if (!st)
		st = record(w, t, known ? &p : NULL, fits);
	if (st || !known)
		return st;
	if (!fits || t->notice->type == HIRE_NOTICE_DISPUTED)
		return hire__audit(w, NULL,
		    fits ? "payment.disputed" : "payment.mismatch", p.id,
		    t->out.text);
	return join(w, &p, t->notice);
}

static hire_status
take(hire__work *w, void *args)
{
	taking *t = args;
	hire_provider_event before;
	bool found = false;
	hire_filter by_key = HIRE_IS("provider_event", t->key);
	hire_status st = hire__find(
	    w, &hire_provider_event_record, &by_key, 1, &before, &found);
	t->out = (hire_event_outcome){0};
	if (st || !found)
		return st ? st : act(w, t);
	t->out = (hire_event_outcome){
	    true, before.payment_id, "it was taken before"};
	return HIRE_OK;
}

hire_status
hire_payments_event(hire_platform *p, const char *body, size_t len,
    const char *signature, hire_arena *mem, hire_event_outcome *out,
    hire_error *err)
{
	hire_notice n;
	taking t = {.notice = &n};
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	if (!st)
		st = p->payments.ops.parse_event(p->payments.state, body, len,
		    signature, hire_ctx_now(p->ctx).wall, mem, &n, err);
	if (st)
		return st;
	t.key = hire_arena_printf(mem, "%s:%s", p->payments.ops.name, n.id);
	if (!t.key)
		return hire__nomem(err);
	st = hire__write(p, take, &t, mem, err);
	if (!st)
		*out = t.out;
	return st;
}

typedef struct sandbox_page {
	const char *payment_id;
	hire_payment payment;
} sandbox_page;

static hire_status
read_page(hire__work *w, void *args)
{
	sandbox_page *s = args;
	return hire__get(w, &hire_payment_record, s->payment_id, &s->payment);
}

hire_status
hire_payments_sandbox_page(hire_platform *p, const char *payment_id,
    hire_arena *mem, hire_payment *out, hire_error *err)
{
	sandbox_page s = {.payment_id = payment_id};
	hire_status st = hire__read(p, read_page, &s, mem, err);
	if (st)
		return st;
	if (!s.payment.provider_ref || strcmp(s.payment.provider, "sandbox"))
		return hire_fail(err, HIRE_ESTATE, "payment",
		    "it has no page in the sandbox");
	*out = s.payment;
	return HIRE_OK;
}

hire_status
hire_payments_sandbox(hire_platform *p, const char *payment_id, bool paid,
    hire_arena *mem, hire_event_outcome *out, hire_error *err)
{
	hire_payment payment;
	const char *body, *signature;
	hire_status st =
	    hire_payments_sandbox_page(p, payment_id, mem, &payment, err);
	if (st)
		return st;
	st = hire__sandbox_pay(
	    p, payment.provider_ref, paid, mem, &body, &signature, err);
	if (st == HIRE_EUSAGE)
		return hire_fail(err, HIRE_ESTATE, "payment",
		    "payments do not go through the sandbox now");
	return st ? st
	          : hire_payments_event(
	                p, body, strlen(body), signature, mem, out, err);
}
