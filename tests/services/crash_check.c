/* SPDX-License-Identifier: MIT
 * crash_check.c - what must be so after any number of kills.
 * Apart from test_crash.c, which plays and kills.
 */
#include "crash.h"

#include "services/work.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct count_of {
	const hire_record *record;
	const char *id;
	int64_t found;
} count_of;

static hire_status
count_id(hire__work *w, void *args)
{
	count_of *c = args;
	hire_filter by = HIRE_IS("id", c->id);
	return hire__count(w, c->record, &by, c->id ? 1 : 0, &c->found);
}

static int64_t
count_rows(stage *s, const hire_record *record, const char *id)
{
	count_of c = {record, id, 0};
	ck_assert_ok(hire__read(s->p, count_id, &c, s->mem, NULL));
	return c.found;
}

static const hire_record *
record_of(const char *kind)
{
	return !strcmp(kind, "payment")       ? &hire_payment_record
	       : !strcmp(kind, "application") ? &hire_application_record
	                                      : &hire_interview_event_record;
}

/* Every acknowledged line is there once. */
static long
check_acknowledged(stage *s, int acks)
{
	char kind[20], id[64];
	long lines = 0;
	FILE *f = fdopen(dup(acks), "r");
	rewind(f);
	while (fscanf(f, "%19s %63s", kind, id) == 2) {
		ck_assert_msg(count_rows(s, record_of(kind), id) == 1,
		    "acknowledged %s %s is lost", kind, id);
		lines++;
	}
	fclose(f);
	return lines;
}

/* Each application was read, and opened one interview or none. */
static long
check_applications(stage *s)
{
	hire_rows rows = {0};
	hire_page page = {NULL, 1000};
	long count = 0, opened = 0;
	do {
		ck_assert_ok(hire_applications_list(
		    s->p, &s->hr, s->job, page, s->mem, &rows, NULL));
		const hire_application *a = rows.rows;
		for (size_t n = 0; n < rows.count; n++, count++) {
			ck_assert_msg(a[n].state != HIRE_APPLICATION_SUBMITTED,
			    "%s was never read", a[n].id);
			ck_assert_ptr_nonnull(a[n].match_id);
			opened += a[n].interview_id != NULL;
		}
		page.after = rows.next;
	} while (rows.next);
	/* No resume was matched twice, no interview belongs to nobody. */
	ck_assert_int_eq(count_rows(s, &hire_stored_match_record, NULL), count);
	ck_assert_int_eq(count_rows(s, &hire_interview_record, NULL), opened);
	return count;
}

/* The next sweep always waits, once. */
static bool
is_sweep(const hire_queue_count *c)
{
	return !strcmp(c->kind, "platform.sweep") &&
	       c->state == HIRE_MESSAGE_READY && c->count == 1;
}

/* All is done: nothing waits, and nothing was given up. */
static void
check_queue(stage *s)
{
	hire_queue_count *counts = NULL;
	size_t n = 0;
	hire_actor admin = {.account_id = "acct_0", .role = HIRE_ROLE_ADMIN};
	ck_assert_ok(hire_admin_queue(s->p, &admin, s->mem, &counts, &n, NULL));
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(!counts[i].count || is_sweep(&counts[i]),
		    "%lld messages %s are %s", (long long)counts[i].count,
		    counts[i].kind,
		    hire_word(&hire_message_state_words, counts[i].state));
}

static void
check_interview(stage *s, const hire_interview *i)
{
	hire_interview_view v;
	hire_actor who = {
	    .account_id = i->candidate_id, .role = HIRE_ROLE_CANDIDATE};
	ck_assert_msg(i->state == HIRE_INTERVIEW_READY ||
	                  i->state == HIRE_INTERVIEW_SCORED ||
	                  i->state == HIRE_INTERVIEW_UNSCORED,
	    "%s never ended: %s", i->id,
	    hire_word(&hire_interview_state_words, (int)i->state));
	ck_assert_ok(
	    hire_interviews_view(s->p, &who, i->id, 0, s->mem, &v, NULL));
	int64_t answers = 0, asked = 0;
	for (size_t n = 0; n < v.count; n++) {
		ck_assert_int_eq(v.events[n].seq, (int64_t)n + 1);
		answers += v.events[n].event == HIRE_EVENT_ANSWER;
		asked += v.events[n].event == HIRE_EVENT_ASK;
		for (size_t m = 0; v.events[n].client_id && m < n; m++)
			ck_assert(!v.events[m].client_id ||
			          strcmp(v.events[n].client_id,
			              v.events[m].client_id));
	}
	ck_assert_int_eq(answers, i->answered);
	ck_assert_int_eq(asked, i->asked);
	ck_assert_int_le(asked, i->max_questions);
}

static void
check_seats(stage *s)
{
	hire_job job;
	hire_rows rows = {0};
	hire_seats sum = {0};
	hire_page page = {NULL, 1000};
	ck_assert_ok(hire_jobs_get(s->p, &s->hr, s->job, s->mem, &job, NULL));
	do {
		ck_assert_ok(hire_jobs_ledger(
		    s->p, &s->hr, s->job, page, s->mem, &rows, NULL));
		const hire_seat_entry *e = rows.rows;
		for (size_t i = 0; i < rows.count; i++)
			ck_assert_ok(hire_seats_enter(
			    &sum, e[i].kind, e[i].count, NULL));
		page.after = rows.next;
	} while (rows.next);
	ck_assert_int_eq(sum.bought, job.seats_bought);
	ck_assert_int_eq(sum.used, job.seats_used);
	ck_assert_int_eq(sum.reserved, job.seats_reserved);
	ck_assert_int_eq(job.seats_reserved, 0);
	ck_assert_int_le(sum.used, sum.bought);
	/* One invoice per ten seats: no payment acted twice. */
	ck_assert_int_eq(
	    count_rows(s, &hire_invoice_record, NULL) * 10, sum.bought);
}

long
crash_check(stage *s, int acks, long *interviews)
{
	hire_rows rows = {0};
	hire_page page = {NULL, 100};
	hire_actor admin = {.account_id = "acct_0", .role = HIRE_ROLE_ADMIN};
	long lines = check_acknowledged(s, acks);
	do {
		ck_assert_ok(hire_interviews_list(
		    s->p, &admin, NULL, page, s->mem, &rows, NULL));
		const hire_interview *i = rows.rows;
		for (size_t n = 0; n < rows.count; n++, ++*interviews)
			check_interview(s, &i[n]);
		page.after = rows.next;
	} while (rows.next);
	check_seats(s);
	check_queue(s);
	ck_assert_int_gt(check_applications(s), 0);
	return lines;
}
