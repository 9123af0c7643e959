/* SPDX-License-Identifier: MIT
 * test_races.c - threads and processes that want the same seats, entries and
 * messages: each is had once.
 */
#include "scene.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SEATS = 10, PEOPLE = 30, THREADS = 8, PROCESSES = 2, RESENDS = 4 };

static const char answer[] =
    "I looked at the query plan with EXPLAIN, added an index on the tenant "
    "column and measured again: the report went from 40 seconds to 300 ms.";

static scene s;

static struct person {
	hire_actor who;
	hire_application app;
} people[PEOPLE];

static void
setup(void)
{
	scene_open(&s);
	scene_pay(&s);
	for (int i = 0; i < PEOPLE; i++) {
		people[i].who = scene_candidate(&s);
		people[i].app = scene_apply(&s, &people[i].who, true);
		ck_assert_ptr_nonnull(people[i].app.interview_id);
	}
}

static void
teardown(void)
{
	scene_close(&s);
}

/* The scene's time, which stands still while there are threads. */
static hire_instant
standing(void *user)
{
	(void)user;
	return s.host.now;
}

/* A platform of its own over the scene's folder, with the system's memory,
 * which any thread may use. */
typedef struct office {
	hire_ctx *ctx;
	hire_platform *p;
} office;

static void
office_open(office *o)
{
	hire_config config = {
	    .size = sizeof config, .data = s.folder, .store = s.store};
	hire_ctx_options options = {.size = sizeof options, .now = standing};
	ck_assert_ok(hire_ctx_new(&options, &o->ctx, NULL));
	ck_assert_ok(
	    hire_platform_open(o->ctx, &config, HIRE_NEED_ALL, &o->p, NULL));
}

static void
office_close(office *o)
{
	hire_platform_close(o->p);
	hire_ctx_free(o->ctx);
}

/* One racer: works down the people from its own first one. */
typedef struct racer {
	office *o;
	int first, step;
	int began, refused, strange;
	hire_status odd;
} racer;

static hire_status
take(office *o, const struct person *who, hire_event event, const char *text,
    const char *client, hire_interview_event *entry, hire_arena *mem)
{
	return hire_interviews_take(o->p, &who->who, who->app.interview_id,
	    &(hire_saying){.event = event, .text = text, .client_id = client},
	    mem, entry, NULL);
}

static void *
begin_some(void *args)
{
	racer *r = args;
	hire_arena *mem = NULL;
	hire_interview_event entry;
	if (hire_arena_new(r->o->ctx, 0, &mem, NULL))
		return NULL;
	for (int i = r->first; i < PEOPLE; i += r->step) {
		hire_status st;
		do
			st = take(r->o, &people[i], HIRE_EVENT_BEGIN, NULL,
			    NULL, &entry, mem);
		while (st == HIRE_EBUSY);
		r->began += !st;
		r->refused += st == HIRE_ENOSEATS || st == HIRE_ECLOSED;
		if (st && st != HIRE_ENOSEATS && st != HIRE_ECLOSED)
			r->strange++, r->odd = st;
	}
	hire_arena_free(mem);
	return NULL;
}

/* Run `body` in every thread at once. */
static void
race(void *(*body)(void *), racer racers[], int count)
{
	pthread_t threads[THREADS];
	for (int i = 0; i < count; i++)
		ck_assert_int_eq(
		    pthread_create(&threads[i], NULL, body, &racers[i]), 0);
	for (int i = 0; i < count; i++)
		ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
}

static racer
sum_of(const racer racers[], int count)
{
	racer sum = {0};
	for (int i = 0; i < count; i++) {
		sum.began += racers[i].began;
		sum.refused += racers[i].refused;
		sum.strange += racers[i].strange;
		if (racers[i].odd)
			sum.odd = racers[i].odd;
	}
	return sum;
}

static void
check_ten_began(const racer *sum)
{
	ck_assert_msg(!sum->strange, "%d times %s", sum->strange,
	    hire_status_name(sum->odd));
	ck_assert_int_eq(sum->began, SEATS);
	ck_assert_int_eq(sum->refused, PEOPLE - SEATS);
	ck_assert_int_eq(scene_job(&s).seats_reserved, SEATS);
	scene_check_ledger(&s);
}

START_TEST(threads_begin_as_many_as_there_are_seats)
{
	office o;
	racer racers[THREADS];
	office_open(&o);
	for (int i = 0; i < THREADS; i++)
		racers[i] = (racer){&o, i, THREADS, 0, 0, 0, HIRE_OK};
	race(begin_some, racers, THREADS);
	office_close(&o);
	racer sum = sum_of(racers, THREADS);
	check_ten_began(&sum);
}
END_TEST

/* Each of the processes has an office, and four threads in it. */
static void
begin_in_process(int n, int out)
{
	office o;
	racer racers[THREADS / PROCESSES];
	const int mine = THREADS / PROCESSES;
	office_open(&o);
	for (int i = 0; i < mine; i++)
		racers[i] =
		    (racer){&o, n * mine + i, THREADS, 0, 0, 0, HIRE_OK};
	race(begin_some, racers, mine);
	office_close(&o);
	racer sum = sum_of(racers, mine);
	_exit(write(out, &sum, sizeof sum) != sizeof sum);
}

START_TEST(processes_begin_as_many_as_there_are_seats)
{
	int ends[2], status;
	racer sums[PROCESSES];
	hire_platform_close(s.p); /* nothing of it may cross the fork */
	ck_assert_int_eq(pipe(ends), 0);
	for (int i = 0; i < PROCESSES; i++)
		if (!fork())
			begin_in_process(i, ends[1]);
	for (int i = 0; i < PROCESSES; i++) {
		ck_assert_int_gt(wait(&status), 0);
		ck_assert(WIFEXITED(status) && !WEXITSTATUS(status));
		ck_assert_int_eq(
		    read(ends[0], &sums[i], sizeof *sums), sizeof *sums);
	}
	s.p = NULL;
	scene_restart(&s);
	racer sum = sum_of(sums, PROCESSES);
	check_ten_began(&sum);
}
END_TEST

/* The same answer from every thread at once. */
static void *
resend(void *args)
{
	racer *r = args;
	hire_arena *mem = NULL;
	hire_interview_event entry;
	if (hire_arena_new(r->o->ctx, 0, &mem, NULL))
		return NULL;
	for (int i = 0; i < RESENDS; i++) {
		hire_status st = take(r->o, &people[0], HIRE_EVENT_ANSWER,
		    answer, "the-same", &entry, mem);
		r->began += !st && entry.event == HIRE_EVENT_ANSWER;
		if (st && st != HIRE_EBUSY)
			r->strange++, r->odd = st;
	}
	hire_arena_free(mem);
	return NULL;
}

START_TEST(an_answer_sent_by_many_is_one_entry)
{
	office o;
	racer racers[THREADS];
	hire_interview_view v;
	const char *id = people[0].app.interview_id;
	scene_say(&s, &people[0].who, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &people[0].who, id, HIRE_EVENT_PROCEED, NULL);
	office_open(&o);
	for (int i = 0; i < THREADS; i++)
		racers[i] = (racer){&o, 0, 1, 0, 0, 0, HIRE_OK};
	race(resend, racers, THREADS);
	office_close(&o);
	racer sum = sum_of(racers, THREADS);
	ck_assert_msg(!sum.strange, "%s", hire_status_name(sum.odd));
	ck_assert_int_gt(sum.began, 0);
	ck_assert_ok(
	    hire_interviews_view(s.p, &people[0].who, id, 0, s.mem, &v, NULL));
	int same = 0;
	for (size_t i = 0; i < v.count; i++)
		same += v.events[i].client_id &&
		        !strcmp(v.events[i].client_id, "the-same");
	ck_assert_int_eq(same, 1);
	ck_assert_int_eq(v.interview.answered, 1);
}
END_TEST

/* Two tabs answer each question at about the same time, and whoever is heard
 * lets our side think: of the answers to one question one counts, and none is
 * taken for one to the next. */
enum { TABS = 2, ROUNDS = 6, LATE_NS = 800000 };
static pthread_barrier_t together;

static hire_status
answer_last(racer *r, const char *client, long late, hire_arena *mem)
{
	hire_interview_event entry;
	hire_interview_view v;
	const struct person *me = &people[0];
	const char *id = me->app.interview_id;
	hire_status st = hire_interviews_view(
	    r->o->p, &me->who, id, INT64_MAX, mem, &v, NULL);
	const hire_saying it = {
	    HIRE_EVENT_ANSWER, answer, client, v.interview.last_seq, 0};
	pthread_barrier_wait(&together);
	nanosleep(&(struct timespec){0, late}, NULL);
	if (!st)
		st = hire_interviews_take(
		    r->o->p, &me->who, id, &it, mem, &entry, NULL);
	r->began += !st;
	return st ? st : hire_interviews_think(r->o->p, id, NULL);
}

static void *
answer_all(void *args)
{
	racer *r = args;
	hire_arena *mem = NULL;
	char client[40];
	ck_assert_ok(hire_arena_new(r->o->ctx, 0, &mem, NULL));
	for (int i = 0; i < ROUNDS; i++) {
		snprintf(client, sizeof client, "%d of %d", i, r->first);
		long late = r->first ? (long)i * LATE_NS : 0;
		hire_status st = answer_last(r, client, late, mem);
		r->refused += st == HIRE_ESTATE;
		if (st && st != HIRE_ESTATE)
			r->strange++, r->odd = st;
		pthread_barrier_wait(&together);
	}
	hire_arena_free(mem);
	return NULL;
}

START_TEST(a_question_is_answered_by_one_tab)
{
	office o;
	racer racers[TABS];
	const char *id = people[0].app.interview_id;
	scene_say(&s, &people[0].who, id, HIRE_EVENT_BEGIN, NULL);
	scene_say(&s, &people[0].who, id, HIRE_EVENT_PROCEED, NULL);
	office_open(&o);
	pthread_barrier_init(&together, NULL, TABS);
	for (int i = 0; i < TABS; i++)
		racers[i] = (racer){&o, i, 1, 0, 0, 0, HIRE_OK};
	race(answer_all, racers, TABS);
	pthread_barrier_destroy(&together);
	office_close(&o);
	racer sum = sum_of(racers, TABS);
	ck_assert_msg(!sum.strange, "%s", hire_status_name(sum.odd));
	ck_assert_int_eq(sum.began, ROUNDS);
	ck_assert_int_eq(sum.refused, ROUNDS * (TABS - 1));
}
END_TEST

/* Two workers on one queue. */

static atomic_int handled, failed;

static void
count_news(void *user, const hire_worker_news *news)
{
	(void)user;
	atomic_fetch_add(&handled, 1);
	/* A lease that another one has is no failure. */
	if (news->status && news->status != HIRE_ECONFLICT &&
	    news->status != HIRE_EBUSY)
		atomic_fetch_add(&failed, 1);
}

static void *
work(void *args)
{
	racer *r = args;
	hire_worker_options o = {
	    .size = sizeof o, .until_idle = true, .news = count_news};
	r->odd = hire_worker_run(r->o->p, &o, NULL);
	r->strange = r->odd != HIRE_OK;
	return NULL;
}

START_TEST(two_workers_read_each_resume_once)
{
	enum { NEW = 12 };
	static const char text[] = "Sample Candidate\n\nEXPERIENCE\n"
	                           "Example Systems, Engineer, 2016 - 2020\n"
	                           "- Python on PostgreSQL and Docker\n";
	hire_actor who[NEW];
	hire_application app[NEW];
	hire_rows rows;
	office o;
	for (int i = 0; i < NEW; i++) {
		hire_upload file = {"r.txt", text, sizeof text - 1};
		who[i] = scene_candidate(&s);
		ck_assert_ok(hire_applications_apply(
		    s.p, &who[i], s.job.id, NULL, &file, s.mem, &app[i], NULL));
	}
	office_open(&o);
	racer racers[2] = {{.o = &o}, {.o = &o}};
	race(work, racers, 2);
	office_close(&o);
	racer sum = sum_of(racers, 2);
	ck_assert_msg(!sum.strange, "%s", hire_status_name(sum.odd));
	ck_assert_int_eq(atomic_load(&failed), 0);
	scene_work(&s);
	for (int i = 0; i < NEW; i++) {
		ck_assert_ok(hire_applications_get(
		    s.p, &who[i], app[i].id, s.mem, &app[i], NULL));
		ck_assert_int_ne(app[i].state, HIRE_APPLICATION_SUBMITTED);
		ck_assert_ptr_nonnull(app[i].match_id);
	}
	/* One interview an application, also of those read again. */
	ck_assert_ok(hire_interviews_list(s.p, &s.admin, s.job.id,
	    (hire_page){NULL, 1000}, s.mem, &rows, NULL));
	const hire_interview *all = rows.rows;
	for (size_t i = 0; i < rows.count; i++)
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(
			    all[i].application_id, all[j].application_id);
}
END_TEST

/* The recruiter pauses, goes on and takes money back meanwhile. */
static void *
disturb(void *args)
{
	racer *r = args;
	hire_arena *mem = NULL;
	hire_rows rows = {0};
	hire_job job;
	hire_payment back;
	if (hire_arena_new(r->o->ctx, 0, &mem, NULL))
		return NULL;
	r->odd = hire_payments_list(
	    r->o->p, &s.hr, (hire_page){NULL, 1}, mem, &rows, NULL);
	const hire_payment *pay = rows.rows;
	for (int i = 0; !r->odd && i < 4; i++) {
		r->odd = hire_jobs_pause(
		    r->o->p, &s.hr, s.job.id, true, mem, &job, NULL);
		if (!r->odd)
			r->odd = hire_jobs_pause(
			    r->o->p, &s.hr, s.job.id, false, mem, &job, NULL);
		hire_status st = hire_payments_refund(
		    r->o->p, &s.hr, pay->id, 1, mem, &back, NULL);
		r->refused += !st;
		if (st && st != HIRE_ENOSEATS && st != HIRE_EBUSY)
			r->odd = st;
	}
	r->strange = r->odd != HIRE_OK && r->odd != HIRE_EBUSY;
	hire_arena_free(mem);
	return NULL;
}

static void *
begin_or_disturb(void *args)
{
	racer *r = args;
	return r->first < 0 ? disturb(r) : begin_some(r);
}

START_TEST(refunds_and_pauses_never_oversell)
{
	office o;
	racer racers[THREADS];
	office_open(&o);
	for (int i = 0; i < THREADS; i++)
		racers[i] = (racer){&o, i - 1, THREADS - 1, 0, 0, 0, HIRE_OK};
	race(begin_or_disturb, racers, THREADS);
	office_close(&o);
	racer sum = sum_of(racers + 1, THREADS - 1);
	ck_assert_msg(!sum.strange && !racers[0].strange, "%s %s",
	    hire_status_name(sum.odd), hire_status_name(racers[0].odd));
	hire_job job = scene_job(&s);
	ck_assert_int_eq(job.seats_refunded, racers[0].refused);
	ck_assert_int_eq(job.seats_reserved, sum.began);
	ck_assert_int_le(
	    job.seats_reserved + job.seats_refunded, job.seats_bought);
	scene_check_ledger(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("races");
	TCase *t = tcase_create("races");
	tcase_set_timeout(t, 200);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, threads_begin_as_many_as_there_are_seats);
	tcase_add_test(t, processes_begin_as_many_as_there_are_seats);
	tcase_add_test(t, an_answer_sent_by_many_is_one_entry);
	tcase_add_test(t, a_question_is_answered_by_one_tab);
	tcase_add_test(t, two_workers_read_each_resume_once);
	tcase_add_test(t, refunds_and_pauses_never_oversell);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
