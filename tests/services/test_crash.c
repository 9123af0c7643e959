/* SPDX-License-Identifier: MIT
 * test_crash.c - kill -9 at random moments of the whole flow: one process
 * plays recruiter and candidates, two work; the parent kills and restarts
 * them.  What was acknowledged is written to a log of its own, and at the end
 * every line of that log must be in the store exactly once.
 */
#define _GNU_SOURCE
#include "crash.h"

#include "services/work.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	WORKERS = 2,
	PLAYER = WORKERS,
	PROCESSES = WORKERS + 1,
	CANDIDATES = 1000,
	ACK = 64
};

static char folder[] = "/tmp/hire-crash-XXXXXX";
static int ack_fd = -1;

static const char resume[] =
    "Sample Candidate\nsample@example.com\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2016 - Present\n"
    "- Built Python services on PostgreSQL and Docker\n\n"
    "SKILLS\nPython, PostgreSQL, Docker, Linux\n";

static const char answer[] =
    "I read the query plan, added an index, and measured it again: the "
    "report went from 40 seconds to 300 milliseconds.";

/* One acknowledged thing: "kind id", in one write.  SIGKILL may cut a write
 * where a page of the file ends: lines of this length never reach over one. */
static void
acknowledge(const char *kind, const char *id)
{
	char line[ACK + 1];
	int n = snprintf(line, sizeof line, "%-15s %-47s\n", kind, id);
	if (n != ACK || write(ack_fd, line, ACK) != ACK)
		_exit(9);
}

static hire_instant
tomorrow(void *user)
{
	(void)user;
	struct timespec t = {0};
	clock_gettime(CLOCK_REALTIME, &t);
	hire_time now = (hire_time)t.tv_sec * HIRE_SECOND + t.tv_nsec / 1000;
	return (hire_instant){now + HIRE_DAY, 0, 0};
}

static void
must(hire_status st, const hire_error *err, const char *what)
{
	if (!st)
		return;
	fprintf(stderr, "%s: %s: %s: %s\n", what, hire_status_name(st),
	    err->field, err->message);
	_exit(8);
}

static void
stage_open(stage *s, bool later)
{
	hire_error err = {0};
	hire_ctx_options o = {.size = sizeof o, .now = later ? tomorrow : NULL};
	hire_config config = {.size = sizeof config, .data = folder};
	must(hire_ctx_new(&o, &s->ctx, &err), &err, "ctx");
	must(hire_arena_new(s->ctx, (size_t)1 << 30, &s->mem, &err), &err,
	    "arena");
	must(hire_platform_open(s->ctx, &config, HIRE_NEED_ALL, &s->p, &err),
	    &err, "open");
}

static void
stage_close(stage *s)
{
	hire_platform_close(s->p);
	hire_arena_free(s->mem);
	hire_ctx_free(s->ctx);
}

static hire_status
add_hr(hire__work *w, void *args)
{
	hire_account *a = args;
	hire_organisation org = {.name = "Example Organisation"};
	hire_record_init(&hire_account_record, a);
	ck_assert_ok(hire__insert(w, &hire_organisation_record, &org));
	a->organisation_id = org.id;
	a->email = "hr@example.com";
	a->name = "Sample Person";
	a->role = HIRE_ROLE_HR;
	a->confirmed_at = w->now.wall;
	return hire__insert(w, &hire_account_record, a);
}

/* Made before anything is killed. */
static void
make_job(void)
{
	stage s;
	hire_error err = {0};
	hire_account hr;
	hire_job draft, job;
	stage_open(&s, false);
	must(hire__write(s.p, add_hr, &hr, s.mem, &err), &err, "hr");
	hire_actor who = {.account_id = hr.id,
	    .role = HIRE_ROLE_HR,
	    .organisation_id = hr.organisation_id};
	hire_record_init(&hire_job_record, &draft);
	draft.title = "Python Engineer";
	draft.details = "We build services.";
	draft.requirements = "must: Python\nmust: PostgreSQL\nnice: Docker\n";
	draft.question_count = 3;
	must(hire_jobs_post(s.p, &who, &draft, NULL, 0, s.mem, &job, &err),
	    &err, "post");
	stage_close(&s);
}

static void
find_job(stage *s)
{
	hire_error err = {0};
	hire_rows jobs;
	must(hire_accounts_actor(s->p, "hr@example.com", s->mem, &s->hr, &err),
	    &err, "hr");
	must(hire_jobs_list(
	         s->p, &s->hr, (hire_page){NULL, 1}, s->mem, &jobs, &err),
	    &err, "jobs");
	s->job = ((hire_job *)jobs.rows)->id;
}

/* The n-th candidate; made once, found again after a kill. */
typedef struct entrant {
	char email[40];
	hire_account account;
} entrant;

static hire_status
find_or_add(hire__work *w, void *args)
{
	entrant *e = args;
	bool found = false;
	hire_filter by = HIRE_IS("email", e->email);
	hire_status st =
	    hire__find(w, &hire_account_record, &by, 1, &e->account, &found);
	if (st || found)
		return st;
	hire_record_init(&hire_account_record, &e->account);
	e->account.email = e->email;
	e->account.name = "Sample Candidate";
	e->account.role = HIRE_ROLE_CANDIDATE;
	e->account.confirmed_at = w->now.wall;
	return hire__insert(w, &hire_account_record, &e->account);
}

/* A busy store is no failure here: the same step comes again. */
static bool
passing(hire_status st)
{
	return st == HIRE_EBUSY || st == HIRE_ECONFLICT;
}

static void
pay_when_full(stage *s)
{
	hire_error err = {0};
	hire_job job;
	hire_payment pay;
	hire_event_outcome outcome;
	must(hire_jobs_get(s->p, &s->hr, s->job, s->mem, &job, &err), &err,
	    "job");
	if (job.state == HIRE_JOB_OPEN)
		return;
	const char *key = hire_arena_printf(
	    s->mem, "round-%lld", (long long)job.seats_bought);
	must(hire_payments_checkout(
	         s->p, &s->hr, s->job, key, s->mem, &pay, &err),
	    &err, "checkout");
	must(hire_payments_sandbox(s->p, pay.id, true, s->mem, &outcome, &err),
	    &err, "pay");
	acknowledge("payment", pay.id);
}

/* The candidate's application: made now, or found from before a kill. */
static hire_application
apply(stage *s, const hire_actor *who)
{
	hire_error err = {0};
	hire_rows rows = {0};
	hire_application app = {0};
	hire_upload file = {"resume.txt", resume, sizeof resume - 1};
	must(hire_applications_list(
	         s->p, who, s->job, (hire_page){NULL, 1}, s->mem, &rows, &err),
	    &err, "applications");
	if (rows.count)
		return *(hire_application *)rows.rows;
	pay_when_full(s);
	hire_status st = hire_applications_apply(
	    s->p, who, s->job, NULL, &file, s->mem, &app, &err);
	if (st == HIRE_ECLOSED || passing(st))
		return app;
	must(st, &err, "apply");
	acknowledge("application", app.id);
	return app;
}

static void
say(stage *s, const hire_actor *who, const char *id, int64_t seq,
    hire_event event, const char *text)
{
	hire_error err = {0};
	hire_interview_event entry;
	const char *client =
	    hire_arena_printf(s->mem, "at-%lld", (long long)seq);
	hire_status st = hire_interviews_take(s->p, who, id,
	    &(hire_saying){.event = event, .text = text, .client_id = client},
	    s->mem, &entry, &err);
	if (st == HIRE_ENOSEATS || st == HIRE_ECLOSED)
		pay_when_full(s);
	else if (!st)
		acknowledge("entry", entry.id);
	else if (!passing(st) && st != HIRE_ETURN && st != HIRE_ESTATE)
		must(st, &err, "take");
}

/* What the candidate said last, sent again: nobody knows after a kill whether
 * it arrived.  It is the same entry, whatever happened since. */
static void
say_again(stage *s, const hire_actor *who, const hire_interview_view *v)
{
	hire_error err = {0};
	hire_interview_event entry;
	size_t i = v->count;
	while (i && !v->events[i - 1].client_id)
		i--;
	if (!i)
		return;
	const hire_interview_event *last = &v->events[i - 1];
	hire_status st = hire_interviews_take(s->p, who, v->interview.id,
	    &(hire_saying){.event = last->event,
	        .text = last->text,
	        .client_id = last->client_id},
	    s->mem, &entry, &err);
	if (passing(st))
		return;
	must(st, &err, "say again");
	if (!strcmp(entry.id, last->id))
		return;
	fprintf(stderr, "%s became %s when sent again\n", last->id, entry.id);
	_exit(7);
}

/* Do what the interview waits for, if anything. */
static void
play_turn(stage *s, const hire_actor *who, const char *id, int n)
{
	hire_error err = {0};
	hire_interview_view v;
	hire_status st = hire_interviews_think(s->p, id, &err);
	if (passing(st))
		return;
	must(st, &err, "think");
	must(hire_interviews_view(s->p, who, id, 0, s->mem, &v, &err), &err,
	    "view");
	say_again(s, who, &v);
	int64_t seq = v.interview.last_seq;
	hire_event reply = n % 5 == 4 ? HIRE_EVENT_SKIP : HIRE_EVENT_ANSWER;
	bool walks_away = n % 7 == 6; /* without a word */
	if (v.interview.state == HIRE_INTERVIEW_READY)
		say(s, who, id, seq, HIRE_EVENT_BEGIN, NULL);
	else if (v.interview.state == HIRE_INTERVIEW_GREETING && !walks_away)
		say(s, who, id, seq, HIRE_EVENT_PROCEED, NULL);
	else if (v.interview.state == HIRE_INTERVIEW_QUESTION ||
	         v.interview.state == HIRE_INTERVIEW_FOLLOW_UP)
		say(s, who, id, seq, reply, answer);
	else if (v.interview.state == HIRE_INTERVIEW_CANDIDATE_QUESTIONS)
		say(s, who, id, seq, HIRE_EVENT_DONE, NULL);
}

/* Plays whichever candidate comes up, for ever; the parent kills it. */
static void
player(uint64_t seed)
{
	stage s;
	stage_open(&s, false);
	for (;;) {
		hire_error err = {0};
		entrant e = {0};
		int n = (int)test_random(&seed, CANDIDATES);
		find_job(&s);
		snprintf(e.email, sizeof e.email, "c%d@example.com", n);
		must(hire__write(s.p, find_or_add, &e, s.mem, &err), &err,
		    "candidate");
		hire_actor who = {
		    .account_id = e.account.id, .role = HIRE_ROLE_CANDIDATE};
		hire_application app = apply(&s, &who);
		for (int i = 0; app.interview_id && i < 5; i++)
			play_turn(&s, &who, app.interview_id, n);
		hire_arena_reset(s.mem);
	}
}

static void
work(void)
{
	stage s;
	hire_error err = {0};
	hire_worker_options o = {.size = sizeof o};
	stage_open(&s, false);
	must(hire_worker_run(s.p, &o, &err), &err, "work");
}

static pid_t
spawn(int i, uint64_t seed)
{
	pid_t pid = fork();
	if (pid)
		return pid;
	if (i == PLAYER)
		player(seed);
	else
		work();
	_exit(0);
}

/* Kill `kills` times, a random process after a random while. */
static void
kill_and_restart(long kills, uint64_t seed)
{
	pid_t pids[PROCESSES];
	for (int i = 0; i < PROCESSES; i++)
		pids[i] = spawn(i, seed);
	for (long k = 0; k < kills; k++) {
		int i = (int)test_random(&seed, PROCESSES), status;
		long us = 1000 + (long)test_random(&seed, 60000);
		nanosleep(&(struct timespec){0, us * 1000}, NULL);
		kill(pids[i], SIGKILL);
		ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
		ck_assert_msg(
		    WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
		    "process %d ended by itself: %d", i, WEXITSTATUS(status));
		pids[i] = spawn(i, seed);
	}
	for (int i = 0; i < PROCESSES; i++) {
		kill(pids[i], SIGKILL);
		waitpid(pids[i], NULL, 0);
	}
}

/* Tomorrow every lease is over and every time is up: workers end the rest. */
static void
let_all_end(void)
{
	stage s;
	hire_error err = {0};
	hire_worker_options o = {.size = sizeof o, .until_idle = true};
	stage_open(&s, true);
	must(hire_worker_run(s.p, &o, &err), &err, "work");
	stage_close(&s);
}

static long
check_all(long *interviews)
{
	stage s;
	stage_open(&s, true);
	find_job(&s);
	long lines = crash_check(&s, ack_fd, interviews);
	stage_close(&s);
	return lines;
}

static int
drop(const char *path, const struct stat *info, int flag, struct FTW *where)
{
	(void)info, (void)flag, (void)where;
	return remove(path);
}

START_TEST(nothing_acknowledged_is_lost_or_doubled)
{
	const char *set = getenv("HIRE_KILLS");
	long kills = set ? strtol(set, NULL, 10) : 1000;
	long interviews = 0;
	ck_assert_ptr_nonnull(mkdtemp(folder));
	char *path;
	ck_assert_int_gt(asprintf(&path, "%s.acks", folder), 0);
	ack_fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	ck_assert_int_ge(ack_fd, 0);
	make_job();
	kill_and_restart(kills, (uint64_t)kills);
	let_all_end();
	long lines = check_all(&interviews);
	printf("%ld kills, %ld acknowledged, %ld interviews\n", kills, lines,
	    interviews);
	ck_assert_int_gt(lines, kills / 10);
	ck_assert_int_gt(interviews, 0);
	nftw(folder, drop, 16, FTW_DEPTH | FTW_PHYS);
	remove(path);
	free(path);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("crash");
	TCase *t = tcase_create("crash");
	tcase_set_timeout(t, 900);
	tcase_add_test(t, nothing_acknowledged_is_lost_or_doubled);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
