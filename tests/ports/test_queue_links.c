/* SPDX-License-Identifier: MIT
 * test_queue_links.c - the queue on PostgreSQL when connections, transactions
 * and whole workers are taken away from it.
 */
#include "backends/queue/store_queue.h"
#include "backends/store/postgres.h"
#include "postgres.h"
#include "support.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGES = 120, WORKERS = 3, KILLS = 4 };

typedef struct place {
	hire_ctx *ctx;
	hire_arena *mem;
	hire_store store;
	hire_queue queue;
} place;

static const char *const kinds[] = {"test", NULL};
static char url[512];

static void
pause_ms(long ms)
{
	nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

static int64_t
steady_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* With the system's clock: leases run out by themselves. */
static bool
arrive(place *p)
{
	return !hire_ctx_new(NULL, &p->ctx, NULL) &&
	       !hire_arena_new(p->ctx, 0, &p->mem, NULL) &&
	       !hire__store_postgres_open(p->ctx, url, &p->store, NULL) &&
	       !hire__queue_store_open(p->ctx, &p->store, &p->queue, NULL);
}

static void
leave(place *p)
{
	p->queue.ops.close(p->queue.state);
	p->store.ops.close(p->store.state);
	hire_arena_free(p->mem);
	hire_ctx_free(p->ctx);
}

static place here;

static void
setup(void)
{
	static const hire_record *const records[] = {&hire_message_record};
	const char *plan;
	snprintf(url, sizeof url, "%s", test_postgres_new());
	ck_assert(arrive(&here));
	ck_assert_ok(here.store.ops.migrate(
	    here.store.state, records, 1, false, here.mem, &plan, NULL));
}

static void
teardown(void)
{
	leave(&here);
	test_postgres_drop();
}

static void
put(const char *body, hire_time run_at)
{
	hire_tx *tx;
	hire_message m = {.kind = "test",
	    .body = body,
	    .priority = 5,
	    .run_at = run_at,
	    .max_attempts = 50};
	ck_assert_ok(here.store.ops.begin(here.store.state, true, &tx, NULL));
	ck_assert_ok(here.queue.ops.put(here.queue.state, tx, &m, NULL));
	ck_assert_ok(here.store.ops.commit(here.store.state, tx, NULL));
}

static hire_status
turn(place *p, const hire_message *done, int32_t max, hire_queue_got *got)
{
	hire_queue_turn t = {.size = sizeof t,
	    .worker = "w",
	    .kinds = kinds,
	    .lease = 2 * HIRE_SECOND,
	    .max = max,
	    .done = &done,
	    .done_count = done ? 1 : 0};
	return p->queue.ops.turn(p->queue.state, &t, p->mem, got, NULL);
}

/* How long the wait of another process's worker lasts until it is woken. */
static int64_t
woken_after(place *other, int64_t *seen, const char *body)
{
	hire_queue_got got;
	int64_t begun = steady_ms();
	put(body, 1);
	while (steady_ms() - begun < 10000) {
		ck_assert_ok(other->queue.ops.wait(
		    other->queue.state, kinds, 5 * HIRE_SECOND, seen, NULL));
		ck_assert_ok(turn(other, NULL, 1, &got));
		if (got.count)
			break;
	}
	ck_assert_uint_eq(got.count, 1);
	ck_assert_ok(turn(other, got.messages, 0, &got));
	return steady_ms() - begun;
}

START_TEST(what_is_put_elsewhere_wakes)
{
	place other;
	int64_t seen = 0;
	ck_assert(arrive(&other));
	ck_assert_ok(other.queue.ops.wait(
	    other.queue.state, kinds, HIRE_SECOND, &seen, NULL));
	ck_assert_int_lt(woken_after(&other, &seen, "1"), 4000);
	/* The connection that listens is taken away, with all others. */
	test_postgres_kill();
	ck_assert_int_lt(woken_after(&other, &seen, "2"), 4000);
	pause_ms(1500);
	ck_assert_int_lt(woken_after(&other, &seen, "3"), 4000);
	leave(&other);
}
END_TEST

/* The first updates after it fail as a deadlock's victim would. */
static const char victims[] =
    "create sequence victims;"
    "create function fall() returns trigger language plpgsql as $f$ begin"
    " if nextval('victims') <= 3 then"
    "  raise exception 'deadlock detected' using errcode = '40P01';"
    " end if; return new; end $f$;"
    "create trigger fall before update on message for each row"
    " execute function fall()";

START_TEST(a_deadlock_is_tried_again)
{
	hire_queue_got got;
	put("1", 1);
	test_postgres_sql(victims);
	ck_assert_ok(turn(&here, NULL, 1, &got));
	ck_assert_uint_eq(got.count, 1);
	ck_assert_int_eq(got.messages->attempts, 1);
	ck_assert_str_eq(
	    test_postgres_sql("select (last_value > 3)::text from victims"),
	    "true");
}
END_TEST

static void
name_file(char out[600], const char *folder, const char *body)
{
	snprintf(out, 600, "%s/%s", folder, body);
}

/* Nobody else may be at it now; how often it was begun is noted. */
static bool
handle(const char *folder, const char *body)
{
	char path[600];
	name_file(path, folder, body);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	bool alone =
	    fd >= 0 && !flock(fd, LOCK_EX | LOCK_NB) && write(fd, "x", 1) == 1;
	pause_ms(10);
	if (fd >= 0)
		close(fd);
	return alone;
}

/* Another process: work until nothing is left. */
static void
be_worker(const char *folder)
{
	place p;
	hire_queue_got got = {.count = 0};
	hire_message last;
	if (!arrive(&p))
		_exit(2);
	for (;;) {
		const hire_message *done = got.count ? &last : NULL;
		if (turn(&p, done, 1, &got))
			_exit(3);
		if (!got.count && !got.next_due)
			_exit(0);
		if (got.count && !handle(folder, got.messages->body))
			_exit(4);
		if (got.count)
			last = *got.messages;
		else
			pause_ms(20);
	}
}

static pid_t
start_worker(const char *folder)
{
	pid_t pid = fork();
	if (!pid)
		be_worker(folder);
	return pid;
}

static int
expect_all_run(const char *folder)
{
	int twice = 0;
	for (int i = 0; i < MESSAGES; i++) {
		char body[16], path[600];
		snprintf(body, sizeof body, "%d", i);
		name_file(path, folder, body);
		int fd = open(path, O_RDONLY);
		ck_assert_msg(fd >= 0, "message %d was lost", i);
		int runs = (int)lseek(fd, 0, SEEK_END);
		close(fd);
		unlink(path);
		ck_assert_int_ge(runs, 1);
		twice += runs - 1;
	}
	return twice;
}

START_TEST(a_killed_worker_loses_nothing)
{
	char folder[] = "/tmp/hire-queue-XXXXXX";
	pid_t pids[WORKERS];
	ck_assert_ptr_nonnull(mkdtemp(folder));
	for (int i = 0; i < MESSAGES; i++) {
		char body[16];
		snprintf(body, sizeof body, "%d", i);
		put(body, 1);
	}
	for (int i = 0; i < WORKERS; i++)
		pids[i] = start_worker(folder);
	for (int i = 0; i < KILLS; i++) {
		int status;
		pause_ms(150);
		kill(pids[i % WORKERS], SIGKILL);
		waitpid(pids[i % WORKERS], &status, 0);
		pids[i % WORKERS] = start_worker(folder);
	}
	for (int i = 0; i < WORKERS; i++) {
		int status = -1;
		waitpid(pids[i], &status, 0);
		ck_assert_msg(WIFEXITED(status) && !WEXITSTATUS(status),
		    "a worker ended with %d", status);
	}
	/* What was in hand when its worker died, and nothing else. */
	ck_assert_int_le(expect_all_run(folder), KILLS);
	rmdir(folder);
	ck_assert_str_eq(
	    test_postgres_sql("select count(*)::text from message"), "0");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("queue_links");
	TCase *c = tcase_create("postgres");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, setup, teardown);
	if (test_postgres_here()) {
		tcase_add_test(c, what_is_put_elsewhere_wakes);
		tcase_add_test(c, a_deadlock_is_tried_again);
		tcase_add_test(c, a_killed_worker_loses_nothing);
	}
	suite_add_tcase(suite, c);
	return test_run(suite);
}
