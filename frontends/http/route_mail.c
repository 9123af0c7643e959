/* SPDX-License-Identifier: MIT
 * route_mail.c - the pages that mails link to: confirming an address, choosing
 * another password.
 * A GET changes nothing, since programs that look after mail follow links: a
 * button sends the token.  Whoever has the token may use it, from anywhere.
 */
#include "page.h"
#include "view.h"

typedef struct linked {
	const char *token;
} linked;
static const hire_field linked_fields[] = {
    VIEW_ASK(linked, token, HIRE_REQUIRED, 1, 200, "from the mail"),
};
VIEW(linked);

/* A form that sends the token on; `fields` are its other fields. */
static hire_status
give_form(call *c, const char *title, const char *token, const char *fields,
    const char *button)
{
	page_begin(c, title);
	buf_adds(&c->text, "<form method=\"post\">\n"
	                   "<input type=\"hidden\" name=\"token\" value=\"");
	page_text(c, token);
	buf_addf(
	    &c->text, "\">\n%s<button>%s</button>\n</form>\n", fields, button);
	page_end(c);
	return HIRE_OK;
}

/* What came of it, in words; what failed through us is a problem as ever. */
static hire_status
give_outcome(call *c, const char *title, hire_status st, const char *good,
    const hire_error *err)
{
	if (st && st != HIRE_EAUTH && st != HIRE_EINVAL)
		return st;
	if (st)
		c->status = hire_status_http(st);
	page_begin(c, title);
	buf_adds(&c->text, "<p role=\"status\">");
	page_text(c, st ? err->message : good);
	buf_adds(&c->text, "</p>\n");
	page_end(c);
	return HIRE_OK;
}

#define CONFIRM "Confirm your address"

static hire_status
run_confirm_page(call *c, hire_error *err)
{
	const linked *in = c->query;
	(void)err;
	return give_form(c, CONFIRM, in->token, "", "Confirm");
}

static hire_status
run_confirm(call *c, hire_error *err)
{
	hire_status st = hire_accounts_confirm(
	    c->app->platform, page_field(c, "token"), err);
	return give_outcome(c, CONFIRM, st, "Your address is confirmed.", err);
}

#define RESET "Choose another password"

static hire_status
run_reset_page(call *c, hire_error *err)
{
	const linked *in = c->query;
	(void)err;
	return give_form(c, RESET, in->token,
	    "<label>New password: <input type=\"password\" name=\"password\" "
	    "autocomplete=\"new-password\" required></label>\n",
	    "Set it");
}

static hire_status
run_reset(call *c, hire_error *err)
{
	hire_status st = hire_accounts_reset(c->app->platform,
	    page_field(c, "token"), page_field(c, "password"), err);
	return give_outcome(c, RESET, st,
	    "Your password is changed, and every log-in has ended.", err);
}

static const route rows[] = {
    {GET, "/confirm", "showConfirm", "Where a mail leads to confirm an address",
        BY_ANYONE, HIDDEN | NO_KEYS, .query = &linked_view,
        .gives = {&page_shape}, .run = run_confirm_page},
    {POST, "/confirm", "sendConfirm", "Confirm an address", BY_ANYONE,
        HIDDEN | NO_KEYS | AS_SENT, .gives = {&page_shape}, .run = run_confirm},
    {GET, "/reset", "showReset", "Where a mail leads to choose a password",
        BY_ANYONE, HIDDEN | NO_KEYS, .query = &linked_view,
        .gives = {&page_shape}, .run = run_reset_page},
    {POST, "/reset", "sendReset", "Choose another password", BY_ANYONE,
        HIDDEN | NO_KEYS | AS_SENT, .gives = {&page_shape}, .run = run_reset},
};
const route_list mail_routes = {rows, sizeof rows / sizeof *rows};
