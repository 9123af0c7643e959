/* SPDX-License-Identifier: MIT
 * test_payments.c - paying, refunding, invoices.
 */
#include "platform_fixture.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "services/kinds.h"
#include "services/seat_ledger.h"

static fixture f;

static void
open_one(void)
{
	fixture_open(&f);
}

static void
close_one(void)
{
	fixture_check_ledgers(&f);
	fixture_close(&f);
}

START_TEST(paying_opens_the_job_once)
{
	hire_payment p = fixture_checkout(&f, &f.job);
	ck_assert_int_eq(p.state, HIRE_PAYMENT_PENDING);
	ck_assert_ptr_nonnull(p.url);
	ck_assert_int_eq(p.amount, 4900);
	for (int i = 0; i < 3; i++)
		fixture_pay(&f, &p);
	ck_assert_ok(hire_payments_get(f.p, &f.hr, p.id, f.mem, &p, NULL));
	ck_assert_int_eq(p.state, HIRE_PAYMENT_PAID);
	hire_job job;
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.seats_bought, 10);
	ck_assert_int_eq(job.state, HIRE_JOB_OPEN);
	ck_assert_int_gt(job.posted_at, 0);
	hire_rows rows = fixture_rows(&f, &hire_invoice_record);
	ck_assert_uint_eq(rows.count, 1);
	const char *text;
	ck_assert_ok(hire_payments_invoice_text(
	    f.p, &f.hr, ((hire_invoice *)rows.rows)->id, f.mem, &text, NULL));
	ck_assert_ptr_nonnull(strstr(text, "Invoice no. 1\n"));
	ck_assert_ptr_nonnull(strstr(text, "49.00 EUR"));
	ck_assert_ptr_nonnull(strstr(text, "2026-11-22"));
	ck_assert_ptr_nonnull(strstr(text, "Example Organisation"));
	ck_assert_ptr_nonnull(strstr(text, "sandbox: no money was moved"));
	ck_assert_int_eq(
	    fixture_count(&f, &hire_message_record, "kind", "mail.send"), 1);
	ck_assert_int_eq(fixture_count(&f, &hire_audit_entry_record, "action",
	                     "payment.paid"),
	    1);
}
END_TEST

START_TEST(a_failed_payment_buys_nothing)
{
	hire_payment p = fixture_checkout(&f, &f.job);
	hire_event_outcome out;
	ck_assert_ok(
	    hire_payments_sandbox(f.p, p.id, false, f.mem, &out, NULL));
	ck_assert(!out.duplicate);
	ck_assert_ok(hire_payments_get(f.p, &f.hr, p.id, f.mem, &p, NULL));
	ck_assert_int_eq(p.state, HIRE_PAYMENT_FAILED);
	hire_job job;
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.state, HIRE_JOB_DRAFT);
	ck_assert_status(
	    hire_payments_sandbox(f.p, "pay_none", true, f.mem, &out, NULL),
	    HIRE_ENOTFOUND);
}
END_TEST

START_TEST(one_key_is_one_payment)
{
	hire_payment a, b;
	hire_job second = fixture_job(&f, &f.hr);
	hire_job theirs = fixture_job(&f, &f.other_hr);
	char key[257];
	memset(key, 'k', sizeof key);
	key[256] = '\0';
	ck_assert_ok(hire_payments_checkout(
	    f.p, &f.hr, f.job.id, "k1", f.mem, &a, NULL));
	ck_assert_ok(hire_payments_checkout(
	    f.p, &f.hr, f.job.id, "k1", f.mem, &b, NULL));
	ck_assert_str_eq(a.id, b.id);
	ck_assert_str_eq(a.url, b.url);
	ck_assert_status(hire_payments_checkout(
	                     f.p, &f.hr, second.id, "k1", f.mem, &b, NULL),
	    HIRE_ECONFLICT);
	ck_assert_ok(hire_payments_checkout(
	    f.p, &f.other_hr, theirs.id, "k1", f.mem, &b, NULL));
	ck_assert_str_ne(a.id, b.id);
	ck_assert_status(
	    hire_payments_checkout(f.p, &f.hr, f.job.id, key, f.mem, &b, NULL),
	    HIRE_EINVAL);
	ck_assert_status(
	    hire_payments_checkout(f.p, &f.hr, f.job.id, "", f.mem, &b, NULL),
	    HIRE_EINVAL);
	key[255] = '\0';
	ck_assert_ok(
	    hire_payments_checkout(f.p, &f.hr, f.job.id, key, f.mem, &b, NULL));
	ck_assert_int_eq(
	    fixture_count(&f, &hire_payment_record, NULL, NULL), 3);
}
END_TEST

static void
check_out(const char *key, hire_payment *out)
{
	ck_assert_ok(hire_payments_checkout(
	    f.p, &f.hr, f.job.id, key, f.mem, out, NULL));
}

START_TEST(who_names_no_order_pays_one_page)
{
	hire_payment a, b, paid, dearer;
	check_out(NULL, &a);
	check_out(NULL, &b);
	ck_assert_str_eq(a.id, b.id);
	f.p->price.minor++;
	check_out(NULL, &dearer);
	ck_assert_str_ne(dearer.id, a.id);
	f.p->price.minor--;
	fixture_pay(&f, &a);
	check_out(NULL, &paid);
	ck_assert_str_ne(paid.id, a.id);
	f.host.now.wall += 400 * HIRE_DAY;
	check_out(NULL, &b);
	ck_assert_str_ne(b.id, paid.id);
}
END_TEST

START_TEST(two_orders_that_are_paid_are_twice_the_seats)
{
	hire_payment a, b;
	hire_job job;
	check_out("one", &a);
	check_out("two", &b);
	ck_assert_str_ne(a.id, b.id);
	fixture_pay(&f, &a);
	fixture_pay(&f, &b);
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.seats_bought, 20);
	ck_assert_uint_eq(fixture_rows(&f, &hire_invoice_record).count, 2);
}
END_TEST

/* Seats of the job go through the hands of interviews too. */
typedef struct using
{
	hire_seat_kind kind;
	int64_t count;
	const char *cause;
}
using;

static hire_status
enter(hire__work *w, void *args)
{
	const using *u = args;
	hire_job job;
	hire_status st = hire__get(w, &hire_job_record, f.job.id, &job);
	return st ? st
	          : hire__seat_enter(
	                w, &job, u->kind, u->count, u->cause, NULL, NULL);
}

static hire_status
enter_seats(hire_seat_kind kind, int64_t count, const char *cause)
{
	using u = {kind, count, cause};
	return hire__write(f.p, enter, &u, f.mem, NULL);
}

START_TEST(a_cause_enters_once)
{
	fixture_pay(&f, &(hire_payment){.id = fixture_checkout(&f, &f.job).id});
	for (int i = 0; i < 3; i++)
		ck_assert_ok(enter_seats(HIRE_SEAT_RESERVED, 1, "a"));
	hire_job job;
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.seats_reserved, 1);
	ck_assert_ok(enter_seats(HIRE_SEAT_RESERVED, 9, "b"));
	ck_assert_status(
	    enter_seats(HIRE_SEAT_RESERVED, 1, "c"), HIRE_ENOSEATS);
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.state, HIRE_JOB_FULL);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_seat_entry_record, "cause", "c"), 0);
}
END_TEST

START_TEST(only_unused_seats_are_paid_back)
{
	hire_payment p = fixture_checkout(&f, &f.job);
	hire_payment got;
	ck_assert_status(
	    hire_payments_refund(f.p, &f.hr, p.id, 1, f.mem, &got, NULL),
	    HIRE_ESTATE);
	fixture_pay(&f, &p);
	ck_assert_ok(enter_seats(HIRE_SEAT_RESERVED, 3, "three"));
	ck_assert_status(
	    hire_payments_refund(f.p, &f.hr, p.id, -1, f.mem, &got, NULL),
	    HIRE_EINVAL);
	ck_assert_status(
	    hire_payments_refund(f.p, &f.hr, p.id, 8, f.mem, &got, NULL),
	    HIRE_ENOSEATS);
	ck_assert_ok(
	    hire_payments_refund(f.p, &f.hr, p.id, 2, f.mem, &got, NULL));
	ck_assert_int_eq(got.refunded, 980);
	ck_assert_int_eq(got.state, HIRE_PAYMENT_PARTLY_REFUNDED);
	ck_assert_ok(
	    hire_payments_refund(f.p, &f.hr, p.id, 0, f.mem, &got, NULL));
	ck_assert_int_eq(got.refunded, 3430);
	ck_assert_int_eq(got.seats_refunded, 7);
	ck_assert_status(
	    hire_payments_refund(f.p, &f.hr, p.id, 0, f.mem, &got, NULL),
	    HIRE_ENOSEATS);
	hire_job job;
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.seats_refunded, 7);
	ck_assert_int_eq(job.state, HIRE_JOB_FULL);
	ck_assert_ok(enter_seats(HIRE_SEAT_GIVEN_BACK, 3, "back"));
	ck_assert_ok(
	    hire_payments_refund(f.p, &f.hr, p.id, 3, f.mem, &got, NULL));
	ck_assert_int_eq(got.state, HIRE_PAYMENT_REFUNDED);
	ck_assert_int_eq(got.refunded, got.amount);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_message_record, "kind", "payment.refund"),
	    3);
}
END_TEST

static void
run_refunds(int64_t want)
{
	static const char *const kinds[] = {HIRE__KIND_REFUND, NULL};
	hire_message *m;
	size_t n = 0;
	const hire_queue *q = &f.p->queue;
	ck_assert_ok(q->ops.claim(
	    q->state, "test", kinds, HIRE_MINUTE, 100, f.mem, &m, &n, NULL));
	ck_assert_uint_eq(n, (size_t)want);
	for (size_t i = 0; i < n; i++) {
		const char *id = strstr(m[i].body, "inv_");
		id = hire_arena_strndup(f.mem, id, strcspn(id, "\""));
		ck_assert_ok(hire__handle_refund(f.p, &m[i], id, f.mem, NULL));
	}
}

START_TEST(workers_tell_the_provider)
{
	hire_payment p = fixture_checkout(&f, &f.job);
	fixture_pay(&f, &p);
	ck_assert_ok(
	    hire_payments_refund(f.p, &f.hr, p.id, 4, f.mem, &p, NULL));
	ck_assert_ok(
	    hire_payments_refund(f.p, &f.hr, p.id, 1, f.mem, &p, NULL));
	run_refunds(2);
	run_refunds(0);
	ck_assert_int_eq(fixture_count(&f, &hire_audit_entry_record, "action",
	                     "payment.refund.sent"),
	    2);
}
END_TEST

START_TEST(lists_are_of_the_organisation)
{
	hire_job theirs = fixture_job(&f, &f.other_hr);
	hire_payment mine = fixture_checkout(&f, &f.job), other, got;
	ck_assert_ok(hire_payments_checkout(
	    f.p, &f.other_hr, theirs.id, NULL, f.mem, &other, NULL));
	fixture_pay(&f, &mine);
	fixture_pay(&f, &other);
	hire_page page = {0};
	hire_rows rows;
	const char *text;
	ck_assert_ok(hire_payments_list(f.p, &f.hr, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	ck_assert_str_eq(((hire_payment *)rows.rows)->id, mine.id);
	ck_assert_ok(
	    hire_payments_list(f.p, &f.admin, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 2);
	ck_assert_ok(
	    hire_payments_invoices(f.p, &f.other_hr, page, f.mem, &rows, NULL));
	ck_assert_uint_eq(rows.count, 1);
	const hire_invoice *i = rows.rows;
	ck_assert_str_eq(i->payment_id, other.id);
	ck_assert_int_eq(i->number, 2);
	/* What belongs to others is not there. */
	ck_assert_status(
	    hire_payments_get(f.p, &f.hr, other.id, f.mem, &got, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_payments_refund(f.p, &f.hr, other.id, 1, f.mem, &got, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(hire_payments_checkout(
	                     f.p, &f.hr, theirs.id, NULL, f.mem, &got, NULL),
	    HIRE_ENOTFOUND);
	ck_assert_status(
	    hire_payments_invoice_text(f.p, &f.hr, i->id, f.mem, &text, NULL),
	    HIRE_ENOTFOUND);
}
END_TEST

START_TEST(candidates_do_not_pay)
{
	hire_payment p;
	hire_rows rows;
	const char *text;
	const hire_actor *who = &f.candidate;
	hire_page page = {0};
	ck_assert_status(
	    hire_payments_checkout(f.p, who, f.job.id, NULL, f.mem, &p, NULL),
	    HIRE_EDENIED);
	ck_assert_status(
	    hire_payments_get(f.p, who, "x", f.mem, &p, NULL), HIRE_EDENIED);
	ck_assert_status(hire_payments_list(f.p, who, page, f.mem, &rows, NULL),
	    HIRE_EDENIED);
	ck_assert_status(
	    hire_payments_refund(f.p, who, "x", 1, f.mem, &p, NULL),
	    HIRE_EDENIED);
	ck_assert_status(
	    hire_payments_invoices(f.p, who, page, f.mem, &rows, NULL),
	    HIRE_EDENIED);
	ck_assert_status(
	    hire_payments_invoice_text(f.p, who, "x", f.mem, &text, NULL),
	    HIRE_EDENIED);
}
END_TEST

enum { THREADS = 4, EACH = 8 };

typedef struct payer {
	pthread_t thread;
	const char *ids[EACH];
	int64_t refunds;
	hire_status st;
} payer;

static void *
pay_all(void *arg)
{
	payer *me = arg;
	hire_arena *mem = NULL;
	hire_event_outcome out;
	me->st = hire_arena_new(f.ctx, 0, &mem, NULL);
	for (int i = 0; !me->st && i < EACH; i++)
		me->st = hire_payments_sandbox(
		    f.p, me->ids[i], true, mem, &out, NULL);
	hire_arena_free(mem);
	return NULL;
}

START_TEST(numbers_have_no_gaps_under_threads)
{
	payer payers[THREADS];
	fixture_open_plain(&f);
	for (int t = 0; t < THREADS; t++)
		for (int i = 0; i < EACH; i++)
			payers[t].ids[i] = fixture_checkout(&f, &f.job).id;
	for (int t = 0; t < THREADS; t++)
		pthread_create(&payers[t].thread, NULL, pay_all, &payers[t]);
	for (int t = 0; t < THREADS; t++) {
		pthread_join(payers[t].thread, NULL);
		ck_assert_ok(payers[t].st);
	}
	bool seen[THREADS * EACH] = {0};
	hire_rows rows = fixture_rows(&f, &hire_invoice_record);
	ck_assert_uint_eq(rows.count, THREADS * EACH);
	for (size_t i = 0; i < rows.count; i++) {
		int64_t n = ((hire_invoice *)rows.rows)[i].number;
		ck_assert_int_ge(n, 1);
		ck_assert_int_le(n, THREADS * EACH);
		ck_assert(!seen[n - 1]);
		seen[n - 1] = true;
	}
	hire_job job;
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.seats_bought, 10 * THREADS * EACH);
	close_one();
}
END_TEST

static void *
refund_some(void *arg)
{
	payer *me = arg;
	hire_arena *mem = NULL;
	hire_payment p;
	me->st = hire_arena_new(f.ctx, 0, &mem, NULL);
	for (int i = 0; !me->st && i < EACH; i++)
		me->refunds += !hire_payments_refund(
		    f.p, &f.hr, me->ids[0], 1, mem, &p, NULL);
	hire_arena_free(mem);
	return NULL;
}

START_TEST(refunds_race)
{
	payer payers[THREADS];
	int64_t refunds = 0;
	fixture_open_plain(&f);
	hire_payment p = fixture_checkout(&f, &f.job);
	fixture_pay(&f, &p);
	/* A second payment's seats are not this one's to give back. */
	hire_payment q = fixture_checkout(&f, &f.job);
	fixture_pay(&f, &q);
	for (int t = 0; t < THREADS; t++) {
		payers[t] = (payer){.ids = {p.id}};
		pthread_create(
		    &payers[t].thread, NULL, refund_some, &payers[t]);
	}
	for (int t = 0; t < THREADS; t++) {
		pthread_join(payers[t].thread, NULL);
		refunds += payers[t].refunds;
	}
	ck_assert_int_eq(refunds, 10);
	ck_assert_ok(hire_payments_get(f.p, &f.hr, p.id, f.mem, &p, NULL));
	ck_assert_int_eq(p.state, HIRE_PAYMENT_REFUNDED);
	ck_assert_int_eq(p.refunded, p.amount);
	hire_job job;
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.seats_refunded, 10);
	close_one();
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("payments");
	TCase *t = tcase_create("flow");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, open_one, close_one);
	tcase_add_test(t, paying_opens_the_job_once);
	tcase_add_test(t, a_failed_payment_buys_nothing);
	tcase_add_test(t, one_key_is_one_payment);
	tcase_add_test(t, who_names_no_order_pays_one_page);
	tcase_add_test(t, two_orders_that_are_paid_are_twice_the_seats);
	tcase_add_test(t, a_cause_enters_once);
	tcase_add_test(t, only_unused_seats_are_paid_back);
	tcase_add_test(t, workers_tell_the_provider);
	tcase_add_test(t, lists_are_of_the_organisation);
	tcase_add_test(t, candidates_do_not_pay);
	suite_add_tcase(s, t);
	t = tcase_create("races");
	tcase_set_timeout(t, 60);
	tcase_add_test(t, numbers_have_no_gaps_under_threads);
	tcase_add_test(t, refunds_race);
	suite_add_tcase(s, t);
	return test_run(s);
}
