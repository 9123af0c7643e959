/* SPDX-License-Identifier: MIT
 * route_sandbox.c - the page where the sandbox's payments are paid: two
 * buttons.  Apart from route_payment.c: it is a page for people, no API, and
 * there is none with a real provider.
 */
#include "call.h"
#include "csrf.h"

#include <inttypes.h>
#include <string.h>

#define PAGE_TYPE "text/html; charset=utf-8"
static const shape page_shape = {.form = SHAPE_TEXT, .type = PAGE_TYPE};

/* Text between tags and in quoted attributes. */
static void
add_html(buf *b, const char *text)
{
	static const char *const forms[] = {['&'] = "&amp;",
	    ['<'] = "&lt;",
	    ['>'] = "&gt;",
	    ['"'] = "&quot;",
	    ['\''] = "&#39;"};
	for (const char *s = text ? text : ""; *s; s++) {
		unsigned char at = (unsigned char)*s;
		const char *form =
		    at < sizeof forms / sizeof *forms ? forms[at] : NULL;
		buf_add(b, form ? form : s, form ? strlen(form) : 1);
	}
}

static void
begin_page(call *c)
{
	c->type = PAGE_TYPE;
	/* Without a referrer browsers would not say either that the form was
	 * sent from here. */
	give_header(c, "Referrer-Policy", "same-origin");
	give_header(c, "Content-Security-Policy",
	    "default-src 'none'; form-action 'self'; base-uri 'none'; "
	    "frame-ancestors 'none'");
	buf_adds(&c->text,
	    "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<title>Sandbox payment</title>\n<main>\n"
	    "<h1>Sandbox payment</h1>\n<p>No money is moved here.</p>\n");
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
	add_html(&c->text, p.id);
	buf_addf(&c->text, ": %" PRId64 " interview seats for %" PRId64 " ",
	    p.seats, p.amount);
	add_html(&c->text, p.currency);
	buf_adds(&c->text, " in minor units; it is ");
	add_html(
	    &c->text, hire_word(&hire_payment_state_words, (int64_t)p.state));
	buf_adds(&c->text,
	    ".</p>\n<form method=\"post\">\n"
	    "<button name=\"paid\" value=\"true\">Pay</button>\n"
	    "<button name=\"paid\" value=\"false\">Let it fail</button>\n"
	    "</form>\n</main>\n</html>\n");
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
	add_html(&c->text, outcome.text);
	buf_adds(&c->text, "</p>\n</main>\n</html>\n");
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
