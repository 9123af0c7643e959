/* SPDX-License-Identifier: MIT
 * invoices.c - invoices and credit notes: numbers without gaps, plain text.
 */
#include "payments.h"

#include <string.h>

#include "util/when.h"

/* The highest number so far plus one.  Two transactions that take the same
 * one cannot both commit, and one that fails takes none. */
static hire_status
next_number(hire__work *w, int64_t *out)
{
	hire_rows rows = {0};
	hire_status st = hire__list(w, &hire_invoice_record, NULL, 0, "number",
	    true, (hire_page){NULL, 1}, &rows);
	if (!st)
		*out = rows.count ? ((hire_invoice *)rows.rows)->number + 1 : 1;
	return st;
}

hire_status
hire__invoice_issue(hire__work *w, const hire_payment *payment,
    hire_invoice_kind kind, int64_t amount, const char *description,
    const char *cause, hire_invoice *out)
{
	hire_invoice i;
	hire_record_init(&hire_invoice_record, &i);
	i.organisation_id = payment->organisation_id;
	i.payment_id = payment->id;
	i.kind = kind;
	i.amount = amount;
	i.currency = payment->currency;
	i.description = description;
	i.cause = cause;
	hire_status st = next_number(w, &i.number);
	if (!st)
		st = hire__insert(w, &hire_invoice_record, &i);
	if (st == HIRE_EEXISTS)
		return HIRE_ECONFLICT; /* the number went to someone faster */
	if (!st)
		*out = i;
	return st;
}

hire_status
hire__invoice_write(hire__work *w, const hire_invoice *invoice,
    const hire_payment *payment, const char **out)
{
	hire_organisation buyer;
	const char *amount;
	char when[HIRE__WHEN_LEN];
	bool credit = invoice->kind == HIRE_INVOICE_CREDIT;
	bool sandbox = !strcmp(payment->provider, "sandbox");
	hire_status st = hire__get(
	    w, &hire_organisation_record, invoice->organisation_id, &buyer);
	if (!st)
		st = hire_money_format(
		    hire__payment_money(payment, invoice->amount), w->mem,
		    &amount, w->err);
	if (st)
		return st;
	hire__when_text(invoice->created_at, when);
	return hire__text(w, out,
	    "%s no. %lld\n"
	    "Date:     %.10s\n"
	    "From:     %s\n"
	    "To:       %s\n"
	    "Payment:  %s (%s)\n"
	    "\n"
	    "%s\n"
	    "%s    %s\n"
	    "%s",
	    credit ? "Credit note" : "Invoice", (long long)invoice->number,
	    when, w->p->public_url, buyer.name, payment->id, payment->provider,
	    invoice->description, credit ? "Credited:" : "Paid:    ", amount,
	    sandbox ? "\nsandbox: no money was moved\n" : "");
}

typedef struct look_up {
	const hire_actor *who;
	const char *id;
	const char *text;
} look_up;

hire_status
hire_payments_invoices(hire_platform *p, const hire_actor *who, hire_page page,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	const hire__ours of = {&hire_invoice_record, "number", true};
	return hire__list_ours(p, &of, who, page, mem, out, err);
}

static hire_status
write_text(hire__work *w, void *args)
{
	look_up *l = args;
	hire_invoice i;
	hire_payment p;
	hire_status st = hire__get(w, &hire_invoice_record, l->id, &i);
	if (!st)
		st = hire__own_payment(w, l->who, i.payment_id, &p);
	if (st == HIRE_ENOTFOUND)
		return hire_fail(w->err, st, "invoice",
		    "there is no invoice %.60s", l->id ? l->id : "");
	return st ? st : hire__invoice_write(w, &i, &p, &l->text);
}

hire_status
hire_payments_invoice_text(hire_platform *p, const hire_actor *who,
    const char *invoice_id, hire_arena *mem, const char **out, hire_error *err)
{
	look_up l = {.who = who, .id = invoice_id};
	hire_status st = hire__allow(who, HIRE__HR | HIRE__ADMIN, err);
	if (!st)
		st = hire__read(p, write_text, &l, mem, err);
	if (!st)
		*out = l.text;
	return st;
}
