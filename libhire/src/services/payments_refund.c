/* SPDX-License-Identifier: MIT
 * payments_refund.c - paying back unused seats.
 * The order is ours and final once committed: seats leave the ledger and the
 * credit note is written with it.  A worker then tells the provider, under the
 * note's id, as often as it takes: a crash neither loses nor doubles it.
 */
#include "payments.h"

#include <string.h>

#include "kinds.h"
#include "once.h"
#include "seat_ledger.h"
#include "util/ctx.h"

hire_payment_state
hire__payment_state(const hire_payment *p)
{
	if (!p->paid_at)
		return p->state;
	if (!p->refunded && !p->seats_refunded)
		return HIRE_PAYMENT_PAID;
	return p->refunded < p->amount ? HIRE_PAYMENT_PARTLY_REFUNDED
	                               : HIRE_PAYMENT_REFUNDED;
}

hire_status
hire__payment_cause(hire__work *w, const hire_payment *payment,
    const char *what, int64_t count, const char **out)
{
	return hire__text(
	    w, out, "payment:%s:%s:%lld", payment->id, what, (long long)count);
}

/* Causes carry the sum reached, which only grows: no two are the same. */
static hire_status
return_seats(hire__work *w, hire_payment *p, hire_job *job, int64_t seats)
{
	const char *cause;
	if (!seats)
		return HIRE_OK;
	hire_status st = hire__payment_cause(
	    w, p, "seats-refunded", p->seats_refunded + seats, &cause);
	if (!st)
		st = hire__seat_enter(
		    w, job, HIRE_SEAT_REFUNDED, seats, cause, p->id, NULL);
	if (!st)
		p->seats_refunded += seats;
	return st;
}

static hire_status
credit(hire__work *w, hire_payment *p, int64_t seats, int64_t amount,
    hire_invoice *note)
{
	const char *cause, *what;
	note->id = NULL;
	if (!amount)
		return HIRE_OK;
	hire_status st =
	    hire__payment_cause(w, p, "refunded", p->refunded + amount, &cause);
	if (!st)
		st = hire__text(w, &what, "Refund of %lld interview seats",
		    (long long)seats);
	if (!st)
		st = hire__invoice_issue(
		    w, p, HIRE_INVOICE_CREDIT, amount, what, cause, note);
	if (!st)
		p->refunded += amount;
	return st;
}

hire_status
hire__payment_give_back(hire__work *w, hire_payment *payment, hire_job *job,
    int64_t seats, int64_t amount, hire_invoice *note)
{
	hire_status st = return_seats(w, payment, job, seats);
	if (!st)
		st = credit(w, payment, seats, amount, note);
	if (st)
		return st;
	payment->state = hire__payment_state(payment);
	return hire__update(w, &hire_payment_record, payment);
}

typedef struct refund {
	const hire_actor *who;
	const char *payment_id;
	int64_t seats;
	hire_payment payment;
} refund;

/* What `r->seats` seats of the payment are worth, of what is left of it. */
static hire_status
price_seats(
    hire__work *w, const hire_payment *p, int64_t seats, int64_t *amount)
{
	hire_money share, whole = hire__payment_money(p, p->amount);
	hire_status st = hire_money_share(
	    whole, p->seats_refunded, seats, p->seats, &share, w->err);
	if (!st)
		*amount = share.minor < p->amount - p->refunded
		              ? share.minor
		              : p->amount - p->refunded;
	return st;
}

/* How many seats to pay back: those asked for, or all that can be. */
static hire_status
count_seats(hire__work *w, const refund *r, const hire_payment *p,
    const hire_job *job, int64_t *seats)
{
	if (p->state != HIRE_PAYMENT_PAID &&
	    p->state != HIRE_PAYMENT_PARTLY_REFUNDED)
		return hire_fail(w->err, HIRE_ESTATE, "payment",
		    "the payment is %s",
		    hire_word(&hire_payment_state_words, (int)p->state));
	if (strcmp(p->provider, w->p->payments.ops.name) != 0)
		return hire_fail(w->err, HIRE_ESTATE, "payment",
		    "it was paid through %s, which is not in use now",
		    p->provider);
	hire_seats sums = hire__job_seats(job);
	int64_t unused = hire_seats_free(&sums);
	int64_t left = p->seats - p->seats_refunded;
	int64_t most = unused < left ? unused : left;
	*seats = r->seats ? r->seats : most;
	if (*seats >= 1 && *seats <= most)
		return HIRE_OK;
	return hire_fail(w->err, HIRE_ENOSEATS, "seats",
	    "%lld unused seats can be paid back", (long long)most);
}

static hire_status
tell_provider(hire__work *w, const hire_invoice *note)
{
	hire__job_order order = {
	    .kind = HIRE__KIND_REFUND, .id = note->id, .priority = 4};
	return note->id ? hire__enqueue(w, order) : HIRE_OK;
}

static hire_status
order_refund(hire__work *w, void *args)
{
	refund *r = args;
	hire_payment p;
	hire_job job;
	hire_invoice note = {0};
	int64_t seats = 0, amount = 0;
	hire_status st = hire__own_payment(w, r->who, r->payment_id, &p);
	if (!st)
		st = hire__get(w, &hire_job_record, p.job_id, &job);
	if (!st)
		st = count_seats(w, r, &p, &job, &seats);
	if (!st)
		st = price_seats(w, &p, seats, &amount);
	if (!st)
		st = hire__payment_give_back(w, &p, &job, seats, amount, &note);
	if (!st)
		st = tell_provider(w, &note);
	if (!st)
		st = hire__audit(w, r->who, "payment.refund", p.id, note.id);
	if (!st)
		r->payment = p;
	return st;
}

static hire_status
reread(hire__work *w, void *args)
{
	refund *r = args;
	return hire__own_payment(w, r->who, r->payment.id, &r->payment);
}

hire_status
hire_payments_refund(hire_platform *p, const hire_actor *who,
    const char *payment_id, int64_t seats, hire_arena *mem, hire_payment *out,
    hire_error *err)
{
	if (seats < 0)
		return hire_fail(
		    err, HIRE_EINVAL, "seats", "1 or more, or 0 for all");
	refund r = {.who = who, .payment_id = payment_id, .seats = seats};
	const hire__once once = {
	    who, "payments.refund", order_refund, reread, &r.payment.id, &r};
	hire_status st = hire__write_once(p, &once, mem, err);
	if (!st)
		*out = r.payment;
	return st;
}

typedef struct telling {
	const hire_message *message;
	const char *note_id;
	hire_invoice note;
	hire_payment payment;
	hire_payment_refund done;
} telling;

static hire_status
read_order(hire__work *w, void *args)
{
	telling *t = args;
	hire_status st =
	    hire__get(w, &hire_invoice_record, t->note_id, &t->note);
	return st ? st
	          : hire__get(w, &hire_payment_record, t->note.payment_id,
	                &t->payment);
}

static hire_status
settle(hire__work *w, void *args)
{
	telling *t = args;
	hire_status st = hire__audit(w, NULL, "payment.refund.sent",
	    t->payment.id, t->done.pending ? "pending" : "done");
	return st ? st : hire__done(w, t->message);
}

hire_status
hire__handle_refund(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err)
{
	telling t = {.message = m, .note_id = id};
	hire_status st = hire__read(p, read_order, &t, mem, err);
	if (st)
		return st;
	if (strcmp(t.payment.provider, p->payments.ops.name) != 0)
		return hire_fail(err, HIRE_ESTATE, "payment",
		    "it was paid through %s, which is not in use now",
		    t.payment.provider);
	st = p->payments.ops.refund(p->payments.state, t.payment.provider_ref,
	    hire__payment_money(&t.payment, t.note.amount), t.note.id, mem,
	    &t.done, err);
	return st ? st : hire__write(p, settle, &t, mem, err);
}
