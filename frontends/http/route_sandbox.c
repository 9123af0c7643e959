/* SPDX-License-Identifier: MIT
 * route_sandbox.c - the page where the sandbox's payments are paid: two
 * buttons.  Apart from route_payment.c: it is a page for people, no API, and
 * there is none with a real provider.
 */
#include "csrf.h"
#include "page.h"

#include <inttypes.h>
#include <string.h>

static void
begin_page(call *c)
{
	/* Without a referrer browsers would not say either that the form was
	 * sent from here. */
	give_header(c, "Referrer-Policy", "same-origin");
	page_begin(c, "Sandbox payment");
	buf_adds(&c->text, "<p>No money is moved here.</p>\n");
}

static hire_status
run_page(call *c, hire_error *err)
{
	hire_payment p;
	hire_status st = hire_payments_sandbox_page(
	    c->app->platform, c->params[0], c->mem, &p, err);
	if (st)
		return st;
	begin_page(c);
	buf_adds(&c->text, "<p>");
	page_text(c, p.id);
	buf_addf(&c->text, ": %" PRId64 " interview seats for %" PRId64 " ",
	    p.seats, p.amount);
	page_text(c, p.currency);
	buf_adds(&c->text, " in minor units; it is ");
	page_text(c, hire_word(&hire_payment_state_words, (int64_t)p.state));
	buf_adds(&c->text,
	    ".</p>\n<form method=\"post\">\n"
	    "<button name=\"paid\" value=\"true\">Pay</button>\n"
	    "<button name=\"paid\" value=\"false\">Let it fail</button>\n"
	    "</form>\n");
	page_end(c);
	return HIRE_OK;
}

static hire_status
run_pay(call *c, hire_error *err)
{
	hire_event_outcome outcome;
	if (!csrf_is_ours(c, true))
		return hire_fail(err, HIRE_EDENIED, "Origin",
		    "a page of another origin may not pay");
	bool paid = !strcmp(c->raw, "paid=true");
	if (!paid && strcmp(c->raw, "paid=false") != 0)
		return hire_fail(
		    err, HIRE_EINVAL, "paid", "must be true or false");
	hire_status st = hire_payments_sandbox(
	    c->app->platform, c->params[0], paid, c->mem, &outcome, err);
	if (st)
		return st;
	begin_page(c);
	buf_adds(&c->text, "<p role=\"status\">");
	page_text(c, outcome.text);
	buf_adds(&c->text, "</p>\n");
	page_end(c);
	return HIRE_OK;
}

static const route rows[] = {
    {GET, "/pay/sandbox/{payment_id}", "showSandbox",
        "Where a payment of the sandbox is paid", BY_ANYONE, HIDDEN | NO_KEYS,
        .gives = {&page_shape}, .run = run_page},
    {POST, "/pay/sandbox/{payment_id}", "paySandbox",
        "Pay, or let the payment fail", BY_ANYONE, HIDDEN | NO_KEYS | AS_SENT,
        .gives = {&page_shape}, .run = run_pay},
};
const route_list sandbox_routes = {rows, sizeof rows / sizeof *rows};
