/* SPDX-License-Identifier: MIT
 * conform_payments.c - what every payments backend must do.
 */
#include "conform.h"

#include <string.h>

static hire_payments *payments;
static hire_arena *arena;

#define CALL(method, ...) payments->ops.method(payments->state, __VA_ARGS__)

static const hire_checkout ordinary = {.payment = "pay_1",
    .idempotency = "pay_1-checkout",
    .description = "10 interview seats",
    .success_url = "https://example.com/paid",
    .cancel_url = "https://example.com/cancelled",
    .total = {4900, "USD"},
    .quantity = 1};

static void
refuse(hire_checkout c, const char *field)
{
	hire_checkout_page page = {.ref = "untouched"};
	hire_error err = {.code = HIRE_OK};
	ck_assert_status(CALL(checkout, &c, arena, &page, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, field);
	ck_assert_str_eq(page.ref, "untouched");
}

static void
bad_checkouts(void)
{
	hire_checkout c = ordinary;
	c.payment = "";
	refuse(c, "payment");
	c = ordinary;
	c.total.minor = 0;
	refuse(c, "amount");
	c.total.minor = HIRE_AMOUNT_MAX + 1;
	refuse(c, "amount");
	c = ordinary;
	memcpy(c.total.currency, "usd", 4);
	refuse(c, "currency");
	c = ordinary;
	c.success_url = "javascript:alert(1)";
	refuse(c, "success_url");
	c = ordinary;
	c.cancel_url = "https://example.com/a b";
	refuse(c, "cancel_url");
	c = ordinary;
	c.quantity = 0;
	refuse(c, "quantity");
	c = ordinary;
	c.description = "two\nlines";
	refuse(c, "description");
}

static const char *
pages(hire_time now)
{
	hire_checkout_page a, b;
	ck_assert_ok(CALL(checkout, &ordinary, arena, &a, NULL));
	ck_assert_ok(CALL(checkout, &ordinary, arena, &b, NULL));
	ck_assert_str_eq(a.ref, b.ref);
	ck_assert_str_eq(a.url, b.url);
	ck_assert_int_eq(strncmp(a.url, "http", 4), 0);
	ck_assert(a.expires > now);
	hire_checkout other = ordinary;
	other.payment = "pay_2";
	other.idempotency = "pay_2-checkout";
	ck_assert_ok(CALL(checkout, &other, arena, &b, NULL));
	ck_assert_str_ne(a.ref, b.ref);
	return a.ref;
}

static void
expect_auth(const char *body, size_t len, const char *signature, hire_time now)
{
	hire_notice e = {.id = "untouched"};
	ck_assert_status(
	    CALL(parse_event, body, len, signature, now, arena, &e, NULL),
	    HIRE_EAUTH);
	ck_assert_str_eq(e.id, "untouched");
}

static void
events(conform_event event, const char *ref, hire_time now)
{
	static const hire_notice_type types[] = {HIRE_NOTICE_PAID,
	    HIRE_NOTICE_FAILED, HIRE_NOTICE_EXPIRED, HIRE_NOTICE_REFUNDED,
	    HIRE_NOTICE_DISPUTED};
	const char *body, *signature;
	hire_notice e;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		event(payments, types[i], ref, now, arena, &body, &signature);
		size_t len = strlen(body);
		ck_assert_ok(CALL(
		    parse_event, body, len, signature, now, arena, &e, NULL));
		ck_assert(e.id && *e.id);
		ck_assert_int_eq(e.type, types[i]);
		ck_assert_str_eq(e.ref, ref);
		ck_assert_str_eq(e.payment, "pay_1");
		ck_assert_int_eq(e.amount.minor, 4900);
		ck_assert_str_eq(e.amount.currency, "USD");
		ck_assert(e.created > 0);
		expect_auth(body, len, NULL, now);
		expect_auth(body, len, "", now);
		expect_auth(body, len, "t=,v1=", now);
		expect_auth(body, len - 1, signature, now);
		expect_auth(body, len, signature, now + 6 * HIRE_MINUTE);
		expect_auth(body, len, signature, now - 6 * HIRE_MINUTE);
		ck_assert_ok(CALL(parse_event, body, len, signature,
		    now + 4 * HIRE_MINUTE, arena, &e, NULL));
		char *bent = hire_arena_strdup(arena, body);
		for (size_t k = 0; k < len; k += 5) {
			bent[k] ^= 1;
			expect_auth(bent, len, signature, now);
			bent[k] ^= 1;
		}
	}
}

static void
refunds(const char *ref)
{
	hire_payment_refund a, b;
	hire_money whole = {4900, "USD"}, more = {4901, "USD"},
	           foreign = {1, "EUR"};
	ck_assert_ok(CALL(refund, ref, whole, "r1", arena, &a, NULL));
	ck_assert_ok(CALL(refund, ref, whole, "r1", arena, &b, NULL));
	ck_assert_str_eq(a.ref, b.ref);
	ck_assert_status(
	    CALL(refund, ref, more, "r2", arena, &a, NULL), HIRE_ELIMIT);
	ck_assert_status(
	    CALL(refund, ref, foreign, "r3", arena, &a, NULL), HIRE_EINVAL);
	ck_assert_status(
	    CALL(refund, "no-such-payment", whole, "r4", arena, &a, NULL),
	    HIRE_ENOTFOUND);
}

void
conform_payments(
    hire_payments *p, conform_event event, hire_time now, hire_arena *mem)
{
	payments = p;
	arena = mem;
	bad_checkouts();
	const char *ref = pages(now);
	events(event, ref, now);
	refunds(ref);
}
