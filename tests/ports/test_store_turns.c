/* SPDX-License-Identifier: MIT
 * test_store_turns.c - who may use SQLite's file, and after whom.
 */
#include "backends/store/sqlite.h"
#include "backends/store/sqlite_conn.h"

#include "support.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { LATE = 3 };

static hire__lite_turns turns;
static int order[LATE], came;
static pthread_mutex_t note = PTHREAD_MUTEX_INITIALIZER;

typedef struct late {
	pthread_t thread;
	int number;
	bool write, in;
} late;

static void
begin(void)
{
	hire__lite_turns_init(&turns);
	came = 0;
}

static void
end(void)
{
	hire__lite_turns_fini(&turns);
}

/* Every turn there is to read. */
static int
take_all(void)
{
	int n = 0;
	for (; turns.readers > 0; n++)
		ck_assert(hire__lite_turn_take(&turns, false));
	return n;
}

static int
in_line(void)
{
	int n = 0;
	pthread_mutex_lock(&turns.lock);
	for (const hire__lite_waiting *w = turns.first; w; w = w->next)
		n++;
	pthread_mutex_unlock(&turns.lock);
	return n;
}

static void
rest(void)
{
	nanosleep(&(struct timespec){0, 1000000}, NULL);
}

static void *
come_late(void *arg)
{
	late *who = arg;
	who->in = hire__lite_turn_take(&turns, who->write);
	pthread_mutex_lock(&note);
	order[came++] = who->number;
	pthread_mutex_unlock(&note);
	return NULL;
}

static void
begin_late(late *who, int number)
{
	*who = (late){.number = number};
	ck_assert_int_eq(pthread_create(&who->thread, NULL, come_late, who), 0);
}

static int
came_so_far(void)
{
	pthread_mutex_lock(&note);
	int n = came;
	pthread_mutex_unlock(&note);
	return n;
}

START_TEST(readers_are_served_in_the_order_they_came)
{
	late others[LATE];
	begin();
	int all = take_all();
	ck_assert_int_ge(all, 8);
	for (int i = 0; i < LATE; i++) {
		begin_late(&others[i], i);
		while (in_line() <= i)
			rest();
	}
	ck_assert_int_eq(came_so_far(), 0);
	for (int i = 0; i < LATE; i++) {
		hire__lite_turn_end(&turns, false);
		while (came_so_far() <= i)
			rest();
		ck_assert_int_eq(order[i], i);
		ck_assert_int_eq(in_line(), LATE - 1 - i);
	}
	for (int i = 0; i < LATE; i++) {
		pthread_join(others[i].thread, NULL);
		ck_assert(others[i].in);
	}
	for (int i = 0; i < all; i++)
		hire__lite_turn_end(&turns, false);
	ck_assert_int_eq(turns.readers, all);
	end();
}
END_TEST

/* One that waits no longer leaves the line as it was for the others. */
START_TEST(who_waits_too_long_steps_out)
{
	late first, last;
	begin();
	int all = take_all();
	begin_late(&first, 0);
	while (in_line() < 1)
		rest();
	turns.wait_s = 0;
	ck_assert(!hire__lite_turn_take(&turns, false));
	ck_assert_int_eq(in_line(), 1);
	turns.wait_s = HIRE__LITE_WAIT_S;
	begin_late(&last, 1);
	while (in_line() < 2)
		rest();
	hire__lite_turn_end(&turns, false);
	hire__lite_turn_end(&turns, false);
	pthread_join(first.thread, NULL);
	pthread_join(last.thread, NULL);
	ck_assert(first.in && last.in);
	for (int i = 0; i < all; i++)
		hire__lite_turn_end(&turns, false);
	ck_assert_int_eq(turns.readers, all);
	end();
}
END_TEST

START_TEST(one_writes_and_readers_read_on)
{
	begin();
	turns.wait_s = 0;
	ck_assert(hire__lite_turn_take(&turns, true));
	ck_assert(!hire__lite_turn_take(&turns, true));
	ck_assert(hire__lite_turn_take(&turns, false));
	hire__lite_turn_end(&turns, false);
	hire__lite_turn_end(&turns, true);
	ck_assert(hire__lite_turn_take(&turns, true));
	hire__lite_turn_end(&turns, true);
	end();
}
END_TEST

/* A turn ends with its transaction, however that ends. */
START_TEST(no_turn_is_lost)
{
	char path[] = "/tmp/hire-turns-XXXXXX";
	test_host h;
	hire_store s;
	hire_tx *tx, *other;
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	test_host_open(&h);
	ck_assert_ok(hire__store_sqlite_open(h.ctx, path, &s, NULL));
	int all = ((hire__lite *)s.state)->turns.readers;
	for (int i = 0; i < 2 * all; i++) {
		ck_assert_ok(s.ops.begin(s.state, i % 2, &tx, NULL));
		h.fail_at = 1; /* the only connection is in use */
		ck_assert_status(
		    s.ops.begin(s.state, false, &other, NULL), HIRE_ENOMEM);
		h.fail_at = 0;
		if (i % 3)
			ck_assert_ok(s.ops.commit(s.state, tx, NULL));
		else
			s.ops.rollback(s.state, tx);
	}
	ck_assert_int_eq(((hire__lite *)s.state)->turns.readers, all);
	ck_assert(!((hire__lite *)s.state)->turns.writing);
	/* Statistics are a lock that all threads would share. */
	ck_assert_int_eq(sqlite3_memory_used(), 0);
	hire_store_fini(&s);
	test_host_close(&h);
	unlink(path);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store_turns");
	TCase *tc = tcase_create("turns");
	tcase_add_test(tc, readers_are_served_in_the_order_they_came);
	tcase_add_test(tc, who_waits_too_long_steps_out);
	tcase_add_test(tc, one_writes_and_readers_read_on);
	tcase_add_test(tc, no_turn_is_lost);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
