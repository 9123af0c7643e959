/* SPDX-License-Identifier: MIT
 * route_payment.c - paying for seats, refunds, invoices, providers' events.
 */
#include "call.h"
#include "view.h"
#include "views.h"

#include <string.h>

static const shape payment_shape = {
    .form = SHAPE_ROW, .record = &hire_payment_record};

typedef struct order {
	const char *job_id;
} order;
static const hire_field order_fields[] = {
    VIEW_ASK(order, job_id, HIRE_REQUIRED, 1, 40,
        "job to buy 10 interview seats for"),
};
VIEW(order);

/* The caller's name of the call is the payment's too: it holds for longer than
 * the day that names of calls are kept. */
static hire_status
run_checkout(call *c, hire_error *err)
{
	const order *in = c->body;
	hire_payment payment;
	hire_status st = hire_payments_checkout(c->app->platform, &c->who,
	    in->job_id, c->who.request_key, c->mem, &payment, err);
	return st ? st : give_row(c, &payment_shape, &payment, err);
}

static hire_status
run_get(call *c, hire_error *err)
{
	hire_payment payment;
	hire_status st = hire_payments_get(
	    c->app->platform, &c->who, c->params[0], c->mem, &payment, err);
	return st ? st : give_row(c, &payment_shape, &payment, err);
}

typedef struct paying_back {
	int64_t seats;
} paying_back;
static const hire_field paying_back_fields[] = {
    VIEW_ASK_INT(paying_back, seats, 0, 1000000, 0,
        "unused seats to pay back; 0: all of them"),
};
VIEW(paying_back);

static hire_status
run_refund(call *c, hire_error *err)
{
	const paying_back *in = c->body;
	hire_payment payment;
	hire_status st = hire_payments_refund(c->app->platform, &c->who,
	    c->params[0], in->seats, c->mem, &payment, err);
	return st ? st : give_row(c, &payment_shape, &payment, err);
}

static const shape payments_shape = {.member = "payments",
    .form = SHAPE_ROWS,
    .record = &hire_payment_record,
    .paged = true};
static const shape invoices_shape = {.member = "invoices",
    .form = SHAPE_ROWS,
    .record = &hire_invoice_record,
    .paged = true};

typedef hire_status (*page_call)(hire_platform *p, const hire_actor *who,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err);

static hire_status
give_page(call *c, page_call run, const shape *s, hire_error *err)
{
	hire_rows rows;
	hire_status st =
	    run(c->app->platform, &c->who, c->page, c->mem, &rows, err);
	return st ? st : give_rows(c, s, &rows, err);
}

static hire_status
run_list(call *c, hire_error *err)
{
	return give_page(c, hire_payments_list, &payments_shape, err);
}

static hire_status
run_invoices(call *c, hire_error *err)
{
	return give_page(c, hire_payments_invoices, &invoices_shape, err);
}

#define PAPER_TYPE "text/plain; charset=utf-8"
static const shape paper_shape = {.form = SHAPE_TEXT, .type = PAPER_TYPE};

static hire_status
run_paper(call *c, hire_error *err)
{
	const char *text;
	hire_status st = hire_payments_invoice_text(
	    c->app->platform, &c->who, c->params[0], c->mem, &text, err);
	return st ? st
	          : give_text(c, PAPER_TYPE, NULL, text, strlen(text), err);
}

static const shape outcome_shape = {
    .form = SHAPE_ROW, .record = &hire_event_outcome_view};

/* Where providers put their signature. */
static const char *
signature(const call *c)
{
	static const char *const names[] = {
	    "Hire-Signature", "Stripe-Signature"};
	const char *value = NULL;
	for (size_t i = 0; !value && i < sizeof names / sizeof *names; i++)
		value = http_header_get(c->http, names[i]);
	return value ? value : "";
}

static hire_status
run_event(call *c, hire_error *err)
{
	hire_event_outcome outcome;
	hire_status st = hire_payments_event(c->app->platform, c->raw,
	    c->raw_len, signature(c), c->mem, &outcome, err);
	return st ? st : give_row(c, &outcome_shape, &outcome, err);
}

static const route rows[] = {
    {GET, "/api/v1/payments", "listPayments", "Payments, newest first",
        BY_STAFF, PAGED, HIRE_SCOPE_PAYMENTS_READ, .gives = {&payments_shape},
        .run = run_list},
    {POST, "/api/v1/payments", "checkout",
        "Begin a payment for a job's next 10 seats; its url is where to pay. "
        "Without Idempotency-Key one that still waits is given again",
        BY_HR, CREATES, HIRE_SCOPE_PAYMENTS_WRITE, .body = &order_view,
        .body_flags = HIRE_INPUT,
        .example = "{\"job_id\":\"job_01j00000000000000000000000\"}",
        .status = 201, .gives = {&payment_shape}, .run = run_checkout},
    {POST, "/api/v1/payments/events", "takePaymentEvent",
        "A payment provider's webhook, under its signature", BY_ANYONE,
        AS_SENT | NO_KEYS, .gives = {&outcome_shape}, .run = run_event},
    {GET, "/api/v1/payments/{payment_id}", "getPayment", "One payment",
        BY_STAFF, 0, HIRE_SCOPE_PAYMENTS_READ, .gives = {&payment_shape},
        .run = run_get},
    {POST, "/api/v1/payments/{payment_id}/refund", "refundPayment",
        "Pay unused seats back", BY_STAFF, CREATES, HIRE_SCOPE_PAYMENTS_WRITE,
        .body = &paying_back_view, .body_flags = HIRE_INPUT,
        .example = "{\"seats\":3}", .gives = {&payment_shape},
        .run = run_refund},
    {GET, "/api/v1/invoices", "listInvoices",
        "Invoices and credit notes, newest first", BY_STAFF, PAGED,
        HIRE_SCOPE_PAYMENTS_READ, .gives = {&invoices_shape},
        .run = run_invoices},
    {GET, "/api/v1/invoices/{invoice_id}", "getInvoice",
        "An invoice as plain text", BY_STAFF, 0, HIRE_SCOPE_PAYMENTS_READ,
        .gives = {&paper_shape}, .run = run_paper},
};
const route_list payment_routes = {rows, sizeof rows / sizeof *rows};
