/* SPDX-License-Identifier: MIT
 * test_seats.c - the seat ledger: each kind of entry, and long random lives of
 * a job with payments and refunds delivered twice, late and out of order,
 * interviews that start, finish and crash.
 */
#include "must.h"
#include "support.h"

#include <hire/seats.h>

#include <stdlib.h>
#include <string.h>

enum { STEPS = 100000, SEEDS = 4, PAYMENTS_MAX = STEPS, LEDGER_MAX = STEPS };

static const struct {
	hire_seats before;
	hire_seat_kind kind;
	int64_t count;
	hire_status st;
	hire_seats after;
} entries[] = {
    {{0}, HIRE_SEAT_BOUGHT, 10, HIRE_OK, {10, 0, 0, 0}},
    {{0}, HIRE_SEAT_RESERVED, 1, HIRE_ENOSEATS, {0}},
    {{10, 0, 0, 0}, HIRE_SEAT_RESERVED, 1, HIRE_OK, {10, 1, 0, 0}},
    {{10, 3, 7, 0}, HIRE_SEAT_RESERVED, 1, HIRE_ENOSEATS, {10, 3, 7, 0}},
    {{10, 1, 0, 0}, HIRE_SEAT_USED, 1, HIRE_OK, {10, 0, 1, 0}},
    {{10, 0, 5, 0}, HIRE_SEAT_USED, 1, HIRE_ESTATE, {10, 0, 5, 0}},
    {{10, 1, 0, 0}, HIRE_SEAT_GIVEN_BACK, 1, HIRE_OK, {10, 0, 0, 0}},
    {{10, 1, 0, 0}, HIRE_SEAT_GIVEN_BACK, 2, HIRE_ESTATE, {10, 1, 0, 0}},
    {{10, 1, 4, 0}, HIRE_SEAT_REFUNDED, 5, HIRE_OK, {10, 1, 4, 5}},
    {{10, 1, 4, 0}, HIRE_SEAT_REFUNDED, 6, HIRE_ENOSEATS, {10, 1, 4, 0}},
    {{10, 0, 0, 0}, HIRE_SEAT_BOUGHT, 0, HIRE_EINVAL, {10, 0, 0, 0}},
    {{10, 0, 0, 0}, HIRE_SEAT_BOUGHT, -1, HIRE_EINVAL, {10, 0, 0, 0}},
    {{10, 0, 0, 0}, HIRE_SEAT_BOUGHT, 1000001, HIRE_EINVAL, {10, 0, 0, 0}},
    {{INT64_MAX, 0, 0, 0}, HIRE_SEAT_BOUGHT, 1, HIRE_EINVAL,
        {INT64_MAX, 0, 0, 0}},
    {{10, 0, 0, 0}, (hire_seat_kind)5, 1, HIRE_EINVAL, {10, 0, 0, 0}},
};

START_TEST(each_entry)
{
	hire_seats s = entries[_i].before;
	ck_assert_status(
	    hire_seats_enter(&s, entries[_i].kind, entries[_i].count, NULL),
	    entries[_i].st);
	ck_assert_mem_eq(&s, &entries[_i].after, sizeof s);
}
END_TEST

static const struct {
	hire_seats seats;
	bool paused, closed;
	hire_job_state want;
} states[] = {
    {{0}, false, false, HIRE_JOB_DRAFT},
    {{0}, true, false, HIRE_JOB_DRAFT},
    {{0}, false, true, HIRE_JOB_CLOSED},
    {{10, 4, 5, 0}, false, false, HIRE_JOB_OPEN},
    {{10, 5, 5, 0}, false, false, HIRE_JOB_FULL},
    {{10, 0, 0, 10}, false, false, HIRE_JOB_FULL},
    {{10, 4, 5, 0}, true, false, HIRE_JOB_PAUSED},
    {{10, 5, 5, 0}, true, false, HIRE_JOB_PAUSED},
    {{10, 4, 5, 0}, true, true, HIRE_JOB_CLOSED},
};

START_TEST(each_job_state)
{
	ck_assert_int_eq(hire_seats_job_state(&states[_i].seats,
	                     states[_i].paused, states[_i].closed),
	    states[_i].want);
}
END_TEST

/* A job's life.  The provider numbers its events; the books know each number
 * once, whatever is delivered. */
typedef struct life {
	uint64_t seed;
	hire_seats seats;
	int payments;               /* the provider took so many */
	bool arrived[PAYMENTS_MAX]; /* entered: bought */
	bool refunded[PAYMENTS_MAX];
	int running, crashed; /* holders of a reserved seat */
	int64_t finished, paid_seats, refunded_seats;
	struct {
		hire_seat_kind kind;
		int64_t count;
	} ledger[LEDGER_MAX];
	int entries;
} life;

static bool
enter(life *l, hire_seat_kind kind, int64_t count, hire_status refusal)
{
	hire_status st = hire_seats_enter(&l->seats, kind, count, NULL);
	MUST(st == HIRE_OK || st == refusal);
	if (st)
		return false;
	l->ledger[l->entries].kind = kind;
	l->ledger[l->entries].count = count;
	l->entries++;
	return true;
}

/* Some payment's event, perhaps again, in any order. */
static void
deliver_payment(life *l)
{
	if (!l->payments)
		return;
	uint64_t id = test_random(&l->seed, (uint64_t)l->payments);
	if (l->arrived[id])
		return;
	l->arrived[id] =
	    enter(l, HIRE_SEAT_BOUGHT, HIRE_SEATS_PER_PAYMENT, HIRE_OK);
	l->paid_seats += HIRE_SEATS_PER_PAYMENT;
}

/* A refund of what is unused, perhaps before its payment was heard of. */
static void
deliver_refund(life *l)
{
	if (!l->payments)
		return;
	uint64_t id = test_random(&l->seed, (uint64_t)l->payments);
	int64_t count = 1 + (int64_t)test_random(&l->seed, 10);
	if (l->refunded[id])
		return;
	bool room = hire_seats_free(&l->seats) >= count;
	l->refunded[id] = enter(l, HIRE_SEAT_REFUNDED, count, HIRE_ENOSEATS);
	MUST(l->refunded[id] == room);
	l->refunded_seats += room ? count : 0;
}

static void
begin(life *l)
{
	l->running += enter(l, HIRE_SEAT_RESERVED, 1, HIRE_ENOSEATS);
}

static void
finish(life *l)
{
	/* Now and then somebody who holds nothing claims to finish. */
	bool held = l->running + l->crashed > 0;
	bool used = test_random(&l->seed, 3);
	bool done = enter(
	    l, used ? HIRE_SEAT_USED : HIRE_SEAT_GIVEN_BACK, 1, HIRE_ESTATE);
	MUST(done == held);
	if (!done)
		return;
	if (l->running)
		l->running--;
	else
		l->crashed--;
	l->finished += used;
}

/* A holder dies; its seat stays reserved until somebody sweeps. */
static void
crash(life *l)
{
	if (!l->running)
		return;
	l->running--;
	l->crashed++;
}

static void
sweep(life *l)
{
	for (; l->crashed; l->crashed--)
		MUST(enter(l, HIRE_SEAT_GIVEN_BACK, 1, HIRE_OK));
}

static void
live(life *l)
{
	uint64_t dice = test_random(&l->seed, 100);
	if (dice < 5 && l->payments < PAYMENTS_MAX)
		l->payments++;
	else if (dice < 15)
		deliver_payment(l);
	else if (dice < 18)
		deliver_refund(l);
	else if (dice < 60)
		begin(l);
	else if (dice < 92)
		finish(l);
	else if (dice < 98)
		crash(l);
	else
		sweep(l);
}

static void
check_life(const life *l)
{
	const hire_seats *s = &l->seats;
	MUST(s->bought == l->paid_seats);
	MUST(s->refunded == l->refunded_seats);
	MUST(s->used == l->finished);
	MUST(s->reserved == l->running + l->crashed);
	MUST(hire_seats_free(s) >= 0);
	MUST(s->used + s->reserved <= s->bought - s->refunded);
}

/* The ledger, summed by hand, is the state. */
static void
check_ledger(const life *l)
{
	int64_t sum[hire_seat_kind_count] = {0};
	for (int i = 0; i < l->entries; i++)
		sum[l->ledger[i].kind] += l->ledger[i].count;
	int64_t ended = sum[HIRE_SEAT_USED] + sum[HIRE_SEAT_GIVEN_BACK];
	MUST(l->seats.bought == sum[HIRE_SEAT_BOUGHT]);
	MUST(l->seats.used == sum[HIRE_SEAT_USED]);
	MUST(l->seats.refunded == sum[HIRE_SEAT_REFUNDED]);
	MUST(l->seats.reserved == sum[HIRE_SEAT_RESERVED] - ended);
}

START_TEST(a_random_life_never_uses_more_than_was_paid)
{
	life *l = calloc(1, sizeof *l);
	ck_assert_ptr_nonnull(l);
	l->seed = (uint64_t)_i + 1;
	for (int i = 0; i < STEPS; i++) {
		live(l);
		check_life(l);
		if (i % 1000 == 0)
			check_ledger(l);
	}
	check_ledger(l);
	ck_assert_int_gt(l->finished, 1000);
	ck_assert_int_gt(l->refunded_seats, 0);
	free(l);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("seats");
	TCase *t = tcase_create("seats");
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(
	    t, each_entry, 0, (int)(sizeof entries / sizeof *entries));
	tcase_add_loop_test(
	    t, each_job_state, 0, (int)(sizeof states / sizeof *states));
	tcase_add_loop_test(
	    t, a_random_life_never_uses_more_than_was_paid, 0, SEEDS);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
