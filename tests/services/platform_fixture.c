/* SPDX-License-Identifier: MIT
 * platform_fixture.c - a platform with people, for tests of the services.
 */
#define _GNU_SOURCE
#include "platform_fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "services/seat_ledger.h"

static void
open_all(fixture *f)
{
	/* In memory where there is such a folder: durability is not ours. */
	bool shm = !access("/dev/shm", W_OK);
	snprintf(f->folder, sizeof f->folder, "%s/hire-test-XXXXXX",
	    shm ? "/dev/shm" : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(f->folder));
	ck_assert_ok(hire_arena_new(f->ctx, 0, &f->mem, NULL));
	hire_config config = {.size = sizeof config, .data = f->folder};
	hire_error err = {0};
	hire_status st =
	    hire_platform_open(f->ctx, &config, HIRE_NEED_STORE, &f->p, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	f->hr = fixture_person(f, HIRE_ROLE_HR, "hr@example.com");
	f->other_hr = fixture_person(f, HIRE_ROLE_HR, "other@example.com");
	f->candidate =
	    fixture_person(f, HIRE_ROLE_CANDIDATE, "candidate@example.com");
	f->admin = fixture_person(f, HIRE_ROLE_ADMIN, "admin@example.com");
	f->job = fixture_job(f, &f->hr);
}

void
fixture_open(fixture *f)
{
	memset(f, 0, sizeof *f);
	test_host_open(&f->host);
	f->ctx = f->host.ctx;
	open_all(f);
}

void
fixture_open_plain(fixture *f)
{
	memset(f, 0, sizeof *f);
	ck_assert_ok(hire_ctx_new(NULL, &f->ctx, NULL));
	open_all(f);
}

static int
remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info;
	(void)type;
	(void)at;
	return remove(path);
}

void
fixture_close(fixture *f)
{
	hire_platform_close(f->p);
	hire_arena_free(f->mem);
	nftw(f->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (f->host.ctx)
		test_host_close(&f->host);
	else
		hire_ctx_free(f->ctx);
}

typedef struct adding {
	const hire_record *record;
	void *row;
} adding;

static hire_status
add(hire__work *w, void *args)
{
	const adding *a = args;
	return hire__insert(w, a->record, a->row);
}

void
fixture_insert(fixture *f, const hire_record *record, void *row)
{
	adding a = {record, row};
	hire_error err = {0};
	hire_status st = hire__write(f->p, add, &a, f->mem, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
}

hire_actor
fixture_person(fixture *f, hire_role role, const char *email)
{
	hire_organisation o = {.name = "Example Organisation"};
	hire_account a;
	hire_record_init(&hire_account_record, &a);
	a.email = email;
	a.name = "Sample Person";
	a.role = role;
	a.confirmed_at = hire_ctx_now(f->ctx).wall;
	if (role == HIRE_ROLE_HR) {
		fixture_insert(f, &hire_organisation_record, &o);
		a.organisation_id = o.id;
	}
	fixture_insert(f, &hire_account_record, &a);
	return (hire_actor){.account_id = a.id,
	    .role = role,
	    .organisation_id = a.organisation_id};
}

hire_job
fixture_job(fixture *f, const hire_actor *who)
{
	hire_job j;
	hire_record_init(&hire_job_record, &j);
	j.organisation_id = who->organisation_id;
	j.created_by = who->account_id;
	j.title = "Engineer";
	j.details = "Build things that work.";
	fixture_insert(f, &hire_job_record, &j);
	return j;
}

typedef struct asking {
	const hire_record *record;
	const char *field, *value;
	void *row;
	int64_t count;
	hire_rows rows;
} asking;

static hire_status
get(hire__work *w, void *args)
{
	asking *a = args;
	return hire__get(w, a->record, a->value, a->row);
}

void
fixture_get(fixture *f, const hire_record *record, const char *id, void *out)
{
	asking a = {.record = record, .value = id, .row = out};
	ck_assert_ok(hire__read(f->p, get, &a, f->mem, NULL));
}

static hire_status
count(hire__work *w, void *args)
{
	asking *a = args;
	hire_filter is = HIRE_IS(a->field, a->value);
	return hire__count(w, a->record, &is, a->value ? 1 : 0, &a->count);
}

int64_t
fixture_count(
    fixture *f, const hire_record *record, const char *field, const char *value)
{
	asking a = {.record = record, .field = field, .value = value};
	ck_assert_ok(hire__read(f->p, count, &a, f->mem, NULL));
	return a.count;
}

static hire_status
list(hire__work *w, void *args)
{
	asking *a = args;
	return hire__list(w, a->record, NULL, 0, NULL, false,
	    (hire_page){NULL, 1000}, &a->rows);
}

hire_rows
fixture_rows(fixture *f, const hire_record *record)
{
	asking a = {.record = record};
	ck_assert_ok(hire__read(f->p, list, &a, f->mem, NULL));
	return a.rows;
}

const char *
fixture_mailed(fixture *f, const char *mark)
{
	hire_rows rows = fixture_rows(f, &hire_message_record);
	const hire_message *m = rows.rows;
	for (size_t i = rows.count; i-- > 0;) {
		const char *at = strstr(m[i].body, mark);
		if (!at)
			continue;
		at += strlen(mark);
		return hire_arena_strndup(f->mem, at, strcspn(at, "\\\""));
	}
	return NULL;
}

hire_payment
fixture_checkout(fixture *f, const hire_job *job)
{
	hire_payment p;
	hire_error err = {0};
	const char *key = hire_arena_printf(f->mem, "order %d", f->orders++);
	hire_status st = hire_payments_checkout(
	    f->p, &f->hr, job->id, key, f->mem, &p, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
	return p;
}

void
fixture_pay(fixture *f, const hire_payment *payment)
{
	hire_event_outcome out;
	hire_error err = {0};
	hire_status st =
	    hire_payments_sandbox(f->p, payment->id, true, f->mem, &out, &err);
	ck_assert_msg(!st, "%s: %s", err.field, err.message);
}

/* By sums alone: rows of one moment have no order. */
static void
check_ledger(const hire_job *job, const hire_rows *entries)
{
	int64_t by[hire_seat_kind_count] = {0};
	const hire_seat_entry *e = entries->rows;
	for (size_t i = 0; i < entries->count; i++)
		if (!strcmp(e[i].job_id, job->id))
			by[e[i].kind] += e[i].count;
	hire_seats kept = hire__job_seats(job);
	hire_seats sums = {by[HIRE_SEAT_BOUGHT],
	    by[HIRE_SEAT_RESERVED] - by[HIRE_SEAT_USED] -
	        by[HIRE_SEAT_GIVEN_BACK],
	    by[HIRE_SEAT_USED], by[HIRE_SEAT_REFUNDED]};
	ck_assert_mem_eq(&sums, &kept, sizeof sums);
	ck_assert_int_ge(hire_seats_free(&sums), 0);
	ck_assert_int_eq(
	    job->state, hire_seats_job_state(&sums, job->paused, job->closed));
}

void
fixture_check_ledgers(fixture *f)
{
	hire_rows jobs = fixture_rows(f, &hire_job_record);
	hire_rows entries = fixture_rows(f, &hire_seat_entry_record);
	for (size_t i = 0; i < jobs.count; i++)
		check_ledger(&((hire_job *)jobs.rows)[i], &entries);
}
