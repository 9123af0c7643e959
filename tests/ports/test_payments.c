/* SPDX-License-Identifier: MIT
 * test_payments.c - the sandbox: the port's promises, and its signatures
 * against a known one.
 */
#include "conform.h"
#include "stage.h"

#include "backends/payments/sandbox.h"
#include "backends/payments/signature.h"

#include <string.h>

static hire_payments payments;
static const hire__sandbox options = {.secret = "a secret for the tests"};

static void
setup(void)
{
	stage_open();
	ck_assert_ok(hire__payments_sandbox_open(
	    stage_host.ctx, &options, &payments, NULL));
}

static void
teardown(void)
{
	hire_payments_fini(&payments);
	stage_close();
}

static void
make(hire_payments *p, hire_notice_type type, const char *ref, hire_time now,
    hire_arena *a, const char **body, const char **signature)
{
	ck_assert_ok(hire__sandbox_event(
	    p, type, ref, NULL, NULL, now, a, body, signature, NULL));
}

START_TEST(sandbox_conforms)
{
	conform_payments(&payments, make, stage_host.now.wall, stage_mem);
}
END_TEST

START_TEST(production_is_refused)
{
	hire__sandbox o = options;
	hire_payments p;
	hire_error err = {.code = HIRE_OK};
	o.production = true;
	ck_assert_status(
	    hire__payments_sandbox_open(stage_host.ctx, &o, &p, &err),
	    HIRE_EDENIED);
	ck_assert_ptr_nonnull(strstr(err.message, "HIRE_PAYMENTS"));
	o = (hire__sandbox){.secret = "short"};
	ck_assert_status(
	    hire__payments_sandbox_open(stage_host.ctx, &o, &p, NULL),
	    HIRE_EINVAL);
}
END_TEST

/* The published example of the scheme that we share. */
START_TEST(a_known_signature_is_made)
{
	static const char body[] = "{\"id\":\"evt_1\",\"object\":\"event\"}";
	static const char want[] =
	    "t=1700000000,v1=4c15fb2a43f93ef61eaa3e0893866d57cad9cad4223242cf"
	    "b96f362480cb4021";
	const hire_time t = INT64_C(1700000000) * HIRE_SECOND;
	const char *got;
	ck_assert_ok(hire__signature_make(
	    stage_mem, "whsec_test", body, sizeof body - 1, t, &got, NULL));
	ck_assert_str_eq(got, want);
	/* Two secrets while one is replaced: either will do. */
	const char *two = hire_arena_printf(stage_mem,
	    "t=1700000000,v0=00,v1=%064d,%s", 0, strchr(want, ',') + 1);
	ck_assert_ok(hire__signature_check(stage_host.ctx, "whsec_test", two,
	    body, sizeof body - 1, t + 300 * HIRE_SECOND, NULL));
	ck_assert_status(
	    hire__signature_check(stage_host.ctx, "whsec_test", two, body,
	        sizeof body - 1, t + 301 * HIRE_SECOND, NULL),
	    HIRE_EAUTH);
	ck_assert_status(hire__signature_check(stage_host.ctx, "whsec_tesT",
	                     want, body, sizeof body - 1, t, NULL),
	    HIRE_EAUTH);
}
END_TEST

static void
expect(const char *body, hire_status want, hire_notice_type type)
{
	const char *signature;
	hire_notice e = {.type = HIRE_NOTICE_IGNORED};
	ck_assert_ok(hire__signature_make(stage_mem, options.secret, body,
	    strlen(body), stage_host.now.wall, &signature, NULL));
	ck_assert_status(
	    payments.ops.parse_event(payments.state, body, strlen(body),
	        signature, stage_host.now.wall, stage_mem, &e, NULL),
	    want);
	ck_assert_int_eq(e.type, type);
}

START_TEST(genuine_but_strange_events)
{
	expect("{\"id\":\"e\",\"type\":\"payout.sent\"}", HIRE_OK,
	    HIRE_NOTICE_IGNORED);
	expect("{\"id\":\"e\"}", HIRE_EDAMAGED, HIRE_NOTICE_IGNORED);
	expect(
	    "{\"type\":\"payment.paid\"}", HIRE_EDAMAGED, HIRE_NOTICE_IGNORED);
	expect("{\"id\":\"e\",\"type\":\"payment.paid\",\"ref\":\"sbx.a.1USD."
	       "000000000000000000000000\",\"currency\":\"USD\"}",
	    HIRE_EDAMAGED, HIRE_NOTICE_IGNORED);
	expect("[]", HIRE_EDAMAGED, HIRE_NOTICE_IGNORED);
	expect("not JSON", HIRE_EDAMAGED, HIRE_NOTICE_IGNORED);
}
END_TEST

static hire_status
use_everything(hire_ctx *ctx)
{
	hire_payments p = {.state = NULL};
	hire_arena *a = NULL;
	hire_time now = hire_ctx_now(ctx).wall;
	hire_checkout c = {.payment = "pay_1",
	    .idempotency = "k",
	    .description = "d",
	    .success_url = "https://example.com/",
	    .cancel_url = "https://example.com/",
	    .total = {100, "JPY"},
	    .quantity = 1};
	hire_checkout_page page;
	hire_notice e;
	hire_payment_refund r;
	const char *body, *signature;
	hire_status st = hire_arena_new(ctx, 0, &a, NULL);
	if (!st)
		st = hire__payments_sandbox_open(ctx, &options, &p, NULL);
	if (!st)
		st = p.ops.checkout(p.state, &c, a, &page, NULL);
	if (!st)
		st = hire__sandbox_event(&p, HIRE_NOTICE_PAID, page.ref, NULL,
		    "k", now, a, &body, &signature, NULL);
	if (!st)
		st = p.ops.parse_event(
		    p.state, body, strlen(body), signature, now, a, &e, NULL);
	if (!st)
		st = p.ops.refund(p.state, page.ref, c.total, "r", a, &r, NULL);
	hire_payments_fini(&p);
	hire_arena_free(a);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(use_everything);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("payments");
	TCase *c = tcase_create("sandbox");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, sandbox_conforms);
	tcase_add_test(c, production_is_refused);
	tcase_add_test(c, a_known_signature_is_made);
	tcase_add_test(c, genuine_but_strange_events);
	suite_add_tcase(s, c);
	TCase *sweep = tcase_create("memory out");
	tcase_add_test(sweep, every_allocation_may_fail);
	suite_add_tcase(s, sweep);
	return test_run(s);
}
