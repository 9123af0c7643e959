/* SPDX-License-Identifier: MIT
 * cmd_payments.c - paying for seats, provider events, refunds, invoices.
 */
#include "actor.h"
#include "out.h"
#include "term.h"
#include "view.h"
#include "views.h"

#include <string.h>

#define STAFF (ROLE(HR) | ROLE(ADMIN))

static const cli_shape payment_shape = {.form = CLI_ROW,
    .record = &hire_payment_record,
    .columns = "id job_id state amount$ refunded$ seats seats_refunded "
               "provider url paid_at expires_at"};
static const cli_shape *const payment_gives[] = {&payment_shape};

static hire_status
pay(cli *c, hire_error *err)
{
	hire_actor who;
	hire_payment payment;
	hire_status st = actor_find(c, ROLE(HR), &who, err);
	if (!st)
		st =
		    hire_payments_checkout(c->platform, &who, cli_get(c, "job"),
		        cli_get(c, "idempotency-key"), c->mem, &payment, err);
	if (!st)
		st = out_row(c, &payment_shape, &payment, err);
	if (!st && !strcmp(payment.provider, "sandbox"))
		out_note(c, "Next: hire-cli payments sandbox %s", payment.id);
	return st;
}

static const cli_option pay_options[] = {
    {"job", "JOB", "job to buy 10 interview seats for", CLI_TEXT, CLI_MUST, 0,
        0, NULL},
    {"idempotency-key", "KEY", "the same key gives the same payment", CLI_TEXT,
        0, 0, 0, NULL},
};
static const cli_command cmd_pay = {
    .name = "pay",
    .summary = "begin a payment for a job's next 10 seats",
    .run = pay,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(pay_options),
    CLI_GIVES(payment_gives),
};

static const cli_shape outcome_shape = {
    .form = CLI_ROW, .record = &hire_event_outcome_view};
static const cli_shape *const outcome_gives[] = {&outcome_shape};

static hire_status
sandbox(cli *c, hire_error *err)
{
	hire_event_outcome outcome;
	hire_status st = hire_payments_sandbox(c->platform, cli_arg(c, 0),
	    !cli_has(c, "fail"), c->mem, &outcome, err);
	return st ? st : out_row(c, &outcome_shape, &outcome, err);
}

static const cli_option sandbox_options[] = {
    {"fail", NULL, "let the payment fail", CLI_FLAG, 0, 0, 0, NULL},
};
static const cli_command cmd_sandbox = {
    .name = "sandbox",
    .summary = "pay in the sandbox, as its page would",
    .args = "PAYMENT",
    .run = sandbox,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(sandbox_options),
    CLI_GIVES(outcome_gives),
};

static hire_status
event(cli *c, hire_error *err)
{
	char *body;
	size_t len;
	hire_event_outcome outcome;
	hire_status st =
	    input_file(c, cli_get(c, "file"), 1 << 20, &body, &len, err);
	if (!st)
		st = hire_payments_event(c->platform, body, len,
		    cli_get(c, "signature"), c->mem, &outcome, err);
	return st ? st : out_row(c, &outcome_shape, &outcome, err);
}

static const cli_option event_options[] = {
    {"file", "FILE", "the event's body as it came", CLI_FILE, CLI_MUST, 0, 0,
        NULL},
    {"signature", "TEXT", "the signature that came with it", CLI_TEXT, CLI_MUST,
        0, 0, NULL},
};
static const cli_command cmd_event = {
    .name = "event",
    .summary = "take a provider's event",
    .run = event,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(event_options),
    CLI_GIVES(outcome_gives),
};

static const cli_shape list_shape = {.member = "payments",
    .form = CLI_ROWS,
    .record = &hire_payment_record,
    .columns = "id job_id state amount$ seats created_at",
    .empty = "No payments yet: begin one with hire-cli payments pay --job "
             "JOB"};
static const cli_shape *const list_gives[] = {&list_shape};
static const cli_shape invoices_shape = {.member = "invoices",
    .form = CLI_ROWS,
    .record = &hire_invoice_record,
    .columns = "number id kind amount$ description created_at",
    .empty = "No invoices yet: the first payment makes one."};
static const cli_shape *const invoices_gives[] = {&invoices_shape};

typedef hire_status (*page_call)(hire_platform *p, const hire_actor *who,
    hire_page page, hire_arena *mem, hire_rows *out, hire_error *err);

static hire_status
print_page(cli *c, page_call call, const cli_shape *shape, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = call(c->platform, &who, actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(c, shape, rows.rows, rows.count, rows.next, err);
}

static hire_status
list(cli *c, hire_error *err)
{
	return print_page(c, hire_payments_list, &list_shape, err);
}

static hire_status
invoices(cli *c, hire_error *err)
{
	return print_page(c, hire_payments_invoices, &invoices_shape, err);
}

static const cli_option page_options[] = {PAGE_OPTIONS};
static const cli_command cmd_list = {
    .name = "list",
    .summary = "list payments, newest first",
    .run = list,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(page_options),
    CLI_GIVES(list_gives),
};
static const cli_command cmd_invoices = {
    .name = "invoices",
    .summary = "list invoices and credit notes, newest first",
    .run = invoices,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(page_options),
    CLI_GIVES(invoices_gives),
};

static hire_status
show(cli *c, hire_error *err)
{
	hire_actor who;
	hire_payment payment;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_payments_get(
		    c->platform, &who, cli_arg(c, 0), c->mem, &payment, err);
	return st ? st : out_row(c, &payment_shape, &payment, err);
}

static const cli_command cmd_show = {
    .name = "show",
    .summary = "show a payment",
    .args = "PAYMENT",
    .run = show,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(payment_gives),
};

static hire_status
refund(cli *c, hire_error *err)
{
	hire_actor who;
	hire_payment payment;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_payments_refund(c->platform, &who, cli_arg(c, 0),
		    cli_int(c, "seats", 0), c->mem, &payment, err);
	return st ? st : out_row(c, &payment_shape, &payment, err);
}

static const cli_option refund_options[] = {
    {"seats", "N", "seats to pay back (default: all unused ones)", CLI_INT, 0,
        1, 1000000, NULL},
};
static const cli_command cmd_refund = {
    .name = "refund",
    .summary = "pay unused seats back",
    .args = "PAYMENT",
    .run = refund,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(refund_options),
    CLI_GIVES(payment_gives),
};

typedef struct paper {
	const char *text;
} paper;
static const hire_field paper_fields[] = {
    VIEW_TEXT(paper, text, "the invoice as plain text"),
};
VIEW(paper);
static const cli_shape paper_shape = {.form = CLI_ROW, .record = &paper_view};
static const cli_shape *const paper_gives[] = {&paper_shape};

static hire_status
invoice(cli *c, hire_error *err)
{
	hire_actor who;
	paper p;
	hire_status st = actor_find(c, STAFF, &who, err);
	if (!st)
		st = hire_payments_invoice_text(
		    c->platform, &who, cli_arg(c, 0), c->mem, &p.text, err);
	if (st || c->json)
		return st ? st : out_row(c, &paper_shape, &p, err);
	out_text(c, "%s", p.text);
	return HIRE_OK;
}

static const cli_command cmd_invoice = {
    .name = "invoice",
    .summary = "print an invoice",
    .args = "INVOICE",
    .run = invoice,
    .needs = HIRE_NEED_STORE,
    CLI_GIVES(paper_gives),
};

static const cli_command *const subs[] = {&cmd_pay, &cmd_sandbox, &cmd_event,
    &cmd_list, &cmd_show, &cmd_refund, &cmd_invoices, &cmd_invoice};

const cli_command cmd_payments = {
    .name = "payments",
    .summary = "pay for seats, refunds, invoices",
    CLI_SUBS(subs),
};
