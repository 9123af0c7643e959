/* SPDX-License-Identifier: MIT
 * test_payment_events.c - a provider's events in every order, number and age.
 */
#include "platform_fixture.h"

#include <stdio.h>
#include <string.h>

#include "backends/payments/sandbox.h"

enum { SCHEDULES = 2000, EVENTS_MAX = 9, COPIES_MAX = 5 };

static fixture f;

/* One event that a provider makes; copies of it share the key. */
typedef struct fact {
	hire_notice_type type;
	int64_t amount; /* 0: of the payment */
	const char *key;
	hire_time age;
} fact;

static hire_status
send(const hire_payment *p, const fact *e, bool forge, bool *duplicate)
{
	const char *body, *signature;
	hire_money amount = {e->amount, "EUR"};
	hire_event_outcome out;
	hire_time now = f.host.now.wall - e->age;
	ck_assert_ok(hire__sandbox_event(&f.p->payments, e->type,
	    p->provider_ref, e->amount ? &amount : NULL, e->key, now, f.mem,
	    &body, &signature, NULL));
	if (forge)
		body = hire_arena_printf(f.mem, "%s ", body);
	hire_status st = hire_payments_event(
	    f.p, body, strlen(body), signature, f.mem, &out, NULL);
	if (!st && duplicate)
		*duplicate = out.duplicate;
	return st;
}

static size_t
make_facts(uint64_t *seed, fact *e)
{
	static const char *const keys[] = {"a", "b", "c"};
	size_t n = 0;
	for (uint64_t i = test_random(seed, 3); i > 0; i--)
		e[n++] = (fact){HIRE_NOTICE_PAID, 0, keys[i], 0};
	for (uint64_t i = test_random(seed, 3); i > 0; i--)
		e[n++] = (fact){HIRE_NOTICE_REFUNDED,
		    1 + (int64_t)test_random(seed, 4900), keys[i], 0};
	if (test_random(seed, 2))
		e[n++] = (fact){HIRE_NOTICE_FAILED, 0, "f", 0};
	if (test_random(seed, 2))
		e[n++] = (fact){HIRE_NOTICE_EXPIRED, 0, "x", 0};
	if (test_random(seed, 4) == 0)
		e[n++] = (fact){HIRE_NOTICE_DISPUTED, 0, "d", 0};
	if (test_random(seed, 4) == 0)
		e[n++] = (fact){HIRE_NOTICE_PAID, 4899, "short", 0};
	for (size_t i = 0; i < n; i++)
		e[i].age = (hire_time)test_random(seed, 200) * HIRE_SECOND;
	return n;
}

/* What is the same however the events came. */
typedef struct outcome {
	int64_t state, refunded, seats_refunded, bought, returned, bills;
	int64_t job_state;
	hire_time paid_at;
} outcome;

static outcome
look(const hire_payment *before)
{
	hire_payment p;
	hire_job j;
	outcome o = {0};
	fixture_get(&f, &hire_payment_record, before->id, &p);
	fixture_get(&f, &hire_job_record, before->job_id, &j);
	o.state = p.state;
	o.refunded = p.refunded;
	o.seats_refunded = p.seats_refunded;
	o.paid_at = p.paid_at;
	o.bought = j.seats_bought;
	o.returned = j.seats_refunded;
	o.job_state = j.state;
	o.bills = fixture_count(&f, &hire_seat_entry_record, "cause",
	    hire_arena_printf(f.mem, "payment:%s:bought", p.id));
	return o;
}

static void
check_one(const outcome *o)
{
	ck_assert_int_le(o->bought, 10);
	ck_assert_int_eq(o->bought, o->bills * 10);
	ck_assert_int_le(o->refunded, 4900);
	ck_assert_int_eq(o->seats_refunded, o->returned);
	ck_assert_int_eq(o->bought > 0, o->paid_at > 0);
}

static void
run_shuffled(const hire_payment *p, const fact *e, size_t n, uint64_t *seed)
{
	size_t order[EVENTS_MAX * COPIES_MAX], count = 0;
	for (size_t i = 0; i < n; i++)
		for (uint64_t c = 1 + test_random(seed, COPIES_MAX); c; c--)
			order[count++] = i;
	for (size_t i = count; i > 1; i--) {
		size_t at = (size_t)test_random(seed, i), keep = order[i - 1];
		order[i - 1] = order[at];
		order[at] = keep;
	}
	bool seen[EVENTS_MAX] = {0}, duplicate = false;
	for (size_t i = 0; i < count; i++) {
		if (test_random(seed, 8) == 0)
			ck_assert_status(
			    send(p, &e[order[i]], true, NULL), HIRE_EAUTH);
		ck_assert_ok(send(p, &e[order[i]], false, &duplicate));
		ck_assert_int_eq(duplicate, seen[order[i]]);
		seen[order[i]] = true;
	}
}

static void
run_schedule(uint64_t *seed)
{
	fact e[EVENTS_MAX];
	size_t n = make_facts(seed, e);
	hire_job a = fixture_job(&f, &f.hr), b = fixture_job(&f, &f.hr);
	hire_payment in_order = fixture_checkout(&f, &a);
	hire_payment shuffled = fixture_checkout(&f, &b);
	for (size_t i = 0; i < n; i++)
		ck_assert_ok(send(&in_order, &e[i], false, NULL));
	run_shuffled(&shuffled, e, n, seed);
	outcome want = look(&in_order), got = look(&shuffled);
	check_one(&want);
	ck_assert_mem_eq(&want, &got, sizeof want);
}

START_TEST(any_schedule_ends_the_same)
{
	uint64_t seed = 2026;
	fixture_open(&f);
	/* Rows and texts of one schedule are of no use to the next. */
	hire_arena *keep = f.mem;
	for (int i = 0; i < SCHEDULES; i++) {
		ck_assert_ok(hire_arena_new(f.ctx, 0, &f.mem, NULL));
		run_schedule(&seed);
		hire_arena_free(f.mem);
		f.mem = keep;
	}
	fixture_close(&f);
}
END_TEST

START_TEST(what_is_not_ours_is_noted_only)
{
	fixture_open(&f);
	hire_payment p = fixture_checkout(&f, &f.job);
	fact wrong = {HIRE_NOTICE_PAID, 1, "w", 0};
	fact stale = {HIRE_NOTICE_PAID, 0, "s", HIRE_DAY};
	ck_assert_ok(send(&p, &wrong, false, NULL));
	ck_assert_status(send(&p, &stale, false, NULL), HIRE_EAUTH);
	ck_assert_int_eq(look(&p).state, HIRE_PAYMENT_PENDING);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_provider_event_record, "kind", "mismatch"),
	    1);
	ck_assert_int_eq(fixture_count(&f, &hire_audit_entry_record, "action",
	                     "payment.mismatch"),
	    1);
	fixture_close(&f);
}
END_TEST

/* A provider's clock is another, and knows whole seconds. */
START_TEST(nothing_is_paid_before_it_was_asked_for)
{
	fixture_open(&f);
	hire_payment p = fixture_checkout(&f, &f.job);
	fact paid = {HIRE_NOTICE_PAID, 0, "p", 5 * HIRE_SECOND};
	ck_assert_ok(send(&p, &paid, false, NULL));
	ck_assert_int_eq(look(&p).paid_at, p.created_at);
	fixture_close(&f);
}
END_TEST

/* Our own order, its echo from the provider, and a refund at the provider. */
START_TEST(refunds_add_up_from_both_sides)
{
	fixture_open(&f);
	hire_payment p = fixture_checkout(&f, &f.job);
	fixture_pay(&f, &p);
	fact echo = {HIRE_NOTICE_REFUNDED, 490, "echo", 0};
	fact second = {HIRE_NOTICE_REFUNDED, 490, "second echo", 0};
	fact theirs = {HIRE_NOTICE_REFUNDED, 1000, "theirs", 0};
	for (int i = 0; i < 2; i++)
		ck_assert_ok(
		    hire_payments_refund(f.p, &f.hr, p.id, 1, f.mem, &p, NULL));
	ck_assert_ok(send(&p, &echo, false, NULL));
	ck_assert_int_eq(look(&p).refunded, 980);
	ck_assert_ok(send(&p, &second, false, NULL));
	ck_assert_int_eq(look(&p).refunded, 980);
	ck_assert_ok(send(&p, &theirs, false, NULL));
	outcome o = look(&p);
	ck_assert_int_eq(o.refunded, 1980);
	ck_assert_int_eq(o.seats_refunded, 4);
	ck_assert_ok(
	    hire_payments_refund(f.p, &f.hr, p.id, 0, f.mem, &p, NULL));
	ck_assert_int_eq(p.refunded, 4900);
	ck_assert_int_eq(p.state, HIRE_PAYMENT_REFUNDED);
	fixture_check_ledgers(&f);
	fixture_close(&f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("payment_events");
	TCase *t = tcase_create("events");
	tcase_set_timeout(t, 500);
	tcase_add_test(t, what_is_not_ours_is_noted_only);
	tcase_add_test(t, nothing_is_paid_before_it_was_asked_for);
	tcase_add_test(t, refunds_add_up_from_both_sides);
	tcase_add_test(t, any_schedule_ends_the_same);
	suite_add_tcase(s, t);
	return test_run(s);
}
