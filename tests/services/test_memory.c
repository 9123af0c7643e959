/* SPDX-License-Identifier: MIT
 * test_memory.c - calls of the services with each allocation failing in turn:
 * the store stays whole, and the same call passes once there is memory.
 */
#include "platform_fixture.h"

#include <string.h>

#define PASSWORD "nine green bottles"

static fixture f;
static hire_payment payment;
static hire_account account;
static hire_tokens tokens;

/* Call with the 1st, 2nd ... allocation failing until none does; after each
 * failure the rows of `record` (NULL: not looked at) are as many as before. */
static void
sweep(hire_status (*call)(hire_arena *mem), const hire_record *record)
{
	int64_t before = record ? fixture_count(&f, record, NULL, NULL) : 0;
	for (long n = 1;; n++) {
		hire_arena *mem = NULL;
		ck_assert_ok(hire_arena_new(f.ctx, 0, &mem, NULL));
		test_host_sleep(&f.host, HIRE_HOUR);
		f.host.failed = false;
		f.host.fail_at = n;
		hire_status st = call(mem);
		f.host.fail_at = 0;
		hire_arena_free(mem);
		if (!f.host.failed) {
			ck_assert_ok(st);
			ck_assert_int_gt(n, 1);
			return;
		}
		ck_assert_status(st, HIRE_ENOMEM);
		if (record)
			ck_assert_int_eq(
			    fixture_count(&f, record, NULL, NULL), before);
	}
}

static hire_status
checkout(hire_arena *mem)
{
	hire_payment p;
	hire_status st =
	    hire_payments_checkout(f.p, &f.hr, f.job.id, "key", mem, &p, NULL);
	return st ? st
	          : hire_record_copy(
	                &hire_payment_record, &p, &payment, f.mem, NULL);
}

static hire_status
pay(hire_arena *mem)
{
	hire_event_outcome out;
	return hire_payments_sandbox(f.p, payment.id, true, mem, &out, NULL);
}

static hire_status
refund(hire_arena *mem)
{
	hire_payment p;
	return hire_payments_refund(f.p, &f.hr, payment.id, 3, mem, &p, NULL);
}

static hire_status
metrics(hire_arena *mem)
{
	hire_metrics m;
	return hire_admin_metrics(f.p, &f.admin, 0, 0, mem, &m, NULL);
}

static hire_status
invoices(hire_arena *mem)
{
	hire_rows rows;
	const char *text;
	hire_status st = hire_payments_invoices(
	    f.p, &f.hr, (hire_page){0}, mem, &rows, NULL);
	return st ? st
	          : hire_payments_invoice_text(f.p, &f.hr,
	                ((hire_invoice *)rows.rows)->id, mem, &text, NULL);
}

START_TEST(payments_stay_whole)
{
	fixture_open(&f);
	/* A checkout that fails half-way is found again by its key. */
	sweep(checkout, NULL);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_payment_record, NULL, NULL), 1);
	sweep(pay, &hire_provider_event_record);
	sweep(refund, &hire_invoice_record);
	sweep(invoices, &hire_invoice_record);
	sweep(metrics, &hire_audit_entry_record);
	hire_job job;
	fixture_get(&f, &hire_job_record, f.job.id, &job);
	ck_assert_int_eq(job.seats_bought, 10);
	ck_assert_int_eq(job.seats_refunded, 3);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_invoice_record, NULL, NULL), 2);
	fixture_check_ledgers(&f);
	fixture_close(&f);
}
END_TEST

static hire_status
sign_up(hire_arena *mem)
{
	hire_account a;
	hire_sign_up in = {HIRE_ROLE_HR, "sample@example.com", "Sample Person",
	    PASSWORD, "Example Ltd"};
	hire_status st = hire_accounts_sign_up(f.p, &in, mem, &a, NULL);
	return st ? st
	          : hire_record_copy(
	                &hire_account_record, &a, &account, f.mem, NULL);
}

static hire_status
log_in(hire_arena *mem)
{
	hire_tokens t;
	hire_status st = hire_accounts_log_in(
	    f.p, "sample@example.com", PASSWORD, NULL, mem, &t, NULL);
	if (!st) {
		tokens.refresh = hire_arena_strdup(f.mem, t.refresh);
		tokens.access = hire_arena_strdup(f.mem, t.access);
	}
	return st;
}

static hire_status
renew(hire_arena *mem)
{
	hire_tokens t;
	hire_status st =
	    hire_accounts_refresh(f.p, tokens.refresh, mem, &t, NULL);
	if (!st)
		tokens.access = hire_arena_strdup(f.mem, t.access);
	return st;
}

static hire_status
key(hire_arena *mem)
{
	hire_api_key k;
	hire_actor who = {.account_id = account.id,
	    .role = HIRE_ROLE_HR,
	    .organisation_id = account.organisation_id};
	const char *secret;
	return hire_accounts_key_new(
	    f.p, &who, "nightly", "all", mem, &k, &secret, NULL);
}

static hire_status
forgot(hire_arena *mem)
{
	(void)mem;
	return hire_accounts_forgot(f.p, "sample@example.com", NULL);
}

static hire_status
log_out(hire_arena *mem)
{
	(void)mem;
	hire_actor who = {.account_id = account.id,
	    .role = HIRE_ROLE_HR,
	    .organisation_id = account.organisation_id};
	return hire_accounts_log_out(f.p, &who, NULL, NULL);
}

START_TEST(accounts_stay_whole)
{
	hire_actor who;
	fixture_open(&f);
	sweep(sign_up, &hire_organisation_record);
	ck_assert_int_eq(
	    fixture_count(&f, &hire_account_record, NULL, NULL), 5);
	sweep(log_in, &hire_login_record);
	sweep(renew, &hire_login_record);
	ck_assert_ok(
	    hire_accounts_authenticate(f.p, tokens.access, f.mem, &who, NULL));
	sweep(key, &hire_api_key_record);
	sweep(forgot, &hire_one_time_token_record);
	sweep(log_out, &hire_audit_entry_record);
	ck_assert_status(
	    hire_accounts_authenticate(f.p, tokens.access, f.mem, &who, NULL),
	    HIRE_EAUTH);
	fixture_close(&f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("services_memory");
	TCase *t = tcase_create("memory");
	tcase_set_timeout(t, 120);
	tcase_add_test(t, payments_stay_whole);
	tcase_add_test(t, accounts_stay_whole);
	suite_add_tcase(s, t);
	return test_run(s);
}
