/* SPDX-License-Identifier: MIT
 * measure.c - what people wait for in a large installation: each page of the
 * board and of the dashboards, under the load of 8 clients.
 */
#include "scale.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { CLIENTS = 8, TIMES_MAX = 200000, AIM_US = 50000 };

typedef struct client client;

typedef struct row {
	const char *what;
	hire_status (*ask)(client *c);
} row;

struct client {
	hire_platform *p;
	const sizes *z;
	const row *row;
	hire_arena *mem;
	uint64_t turn;
	double until;
	size_t count;
	double *times; /* microseconds of each call */
	hire_error err;
};

static uint64_t
draw(client *c, uint64_t n)
{
	return scale_draw(c->turn, 77, n);
}

static hire_actor
recruiter(client *c, int64_t organisation)
{
	return (hire_actor){.role = HIRE_ROLE_HR,
	    .account_id =
	        scale_id(c->mem, "acct", c->z->candidates + organisation),
	    .organisation_id = scale_id(c->mem, "org", organisation)};
}

static hire_actor
admin(client *c)
{
	const sizes *z = c->z;
	return (hire_actor){.role = HIRE_ROLE_ADMIN,
	    .account_id =
	        scale_id(c->mem, "acct", z->candidates + z->organisations + 1)};
}

static hire_status
search(client *c, int64_t least, int64_t most)
{
	hire_rows rows;
	char a[WORD_LEN], b[WORD_LEN];
	uint64_t range = (uint64_t)(most - least);
	scale_word(least + (int64_t)draw(c, range), a);
	scale_word(least + (int64_t)scale_draw(c->turn, 78, range), b);
	hire_board_query q = {.text = hire_arena_printf(c->mem, "%s %s", a, b),
	    .page = {NULL, 20}};
	return hire_board_list(c->p, &q, c->mem, &rows, &c->err);
}

/* Words of these ranks: in a few of a hundred jobs, and in most of them. */
static hire_status
search_typical(client *c)
{
	return search(c, 50, 500);
}

static hire_status
search_common(client *c)
{
	return search(c, 10, 30);
}

static hire_status
browse(client *c)
{
	hire_rows rows;
	hire_board_query q = {.page = {NULL, 20}};
	return hire_board_list(c->p, &q, c->mem, &rows, &c->err);
}

static hire_status
browse_place(client *c)
{
	hire_rows rows;
	hire_board_query q = {.place = scale_place(c->mem, c->turn),
	    .remote = c->turn % 2 == 0,
	    .page = {NULL, 20}};
	return hire_board_list(c->p, &q, c->mem, &rows, &c->err);
}

static hire_status
jobs_of(client *c, int64_t organisation)
{
	hire_rows rows;
	hire_actor who = recruiter(c, organisation);
	return hire_jobs_list(
	    c->p, &who, (hire_page){NULL, 20}, c->mem, &rows, &c->err);
}

static hire_status
jobs(client *c)
{
	return jobs_of(
	    c, 2 + (int64_t)draw(c, (uint64_t)c->z->organisations - 1));
}

static hire_status
jobs_of_the_largest(client *c)
{
	return jobs_of(c, 1);
}

static int64_t
any_job(client *c)
{
	return 1 + (int64_t)draw(c, (uint64_t)c->z->jobs);
}

/* One that many want, of each third. */
static int64_t
popular_job(client *c)
{
	return 1 + (int64_t)(c->turn % 3) * (c->z->jobs / 3);
}

static hire_status
applications_of(client *c, int64_t job)
{
	hire_rows rows;
	hire_actor who = recruiter(c, scale_organisation_of(c->z, job));
	return hire_applications_list(c->p, &who, scale_id(c->mem, "job", job),
	    (hire_page){NULL, 50}, c->mem, &rows, &c->err);
}

static hire_status
applications(client *c)
{
	return applications_of(c, any_job(c));
}

static hire_status
applications_popular(client *c)
{
	return applications_of(c, popular_job(c));
}

static hire_status
metrics_of(client *c, int64_t job)
{
	hire_job_metrics m;
	hire_actor who = recruiter(c, scale_organisation_of(c->z, job));
	return hire_jobs_metrics(
	    c->p, &who, scale_id(c->mem, "job", job), &m, &c->err);
}

static hire_status
metrics(client *c)
{
	return metrics_of(c, any_job(c));
}

static hire_status
metrics_popular(client *c)
{
	return metrics_of(c, popular_job(c));
}

static hire_status
mine(client *c)
{
	hire_rows rows;
	int64_t n = 1 + (int64_t)draw(c, (uint64_t)c->z->candidates);
	hire_actor who = {.role = HIRE_ROLE_CANDIDATE,
	    .account_id = scale_id(c->mem, "acct", n)};
	return hire_applications_list(
	    c->p, &who, NULL, (hire_page){NULL, 50}, c->mem, &rows, &c->err);
}

static hire_status
users(client *c)
{
	hire_rows rows;
	hire_actor who = admin(c);
	int role = (int)(c->turn % 4) - 1; /* -1: all */
	return hire_admin_users(
	    c->p, &who, role, (hire_page){NULL, 50}, c->mem, &rows, &c->err);
}

static hire_status
audit(client *c)
{
	hire_rows rows;
	hire_actor who = admin(c);
	return hire_admin_audit(
	    c->p, &who, (hire_page){NULL, 50}, c->mem, &rows, &c->err);
}

static hire_status
platform(client *c)
{
	hire_metrics m;
	hire_actor who = admin(c);
	return hire_admin_metrics(c->p, &who, 0, 0, c->mem, &m, &c->err);
}

/* What any answer costs at least, at the load of the moment. */
static hire_status
one_job(client *c)
{
	hire_job job;
	hire_actor who = admin(c);
	return hire_jobs_get(c->p, &who, scale_id(c->mem, "job", any_job(c)),
	    c->mem, &job, &c->err);
}

static const row rows[] = {{"one job, to compare with", one_job},
    {"board search, two typical words", search_typical},
    {"board search, two common words", search_common},
    {"board, newest", browse}, {"board by place, half remote", browse_place},
    {"jobs of an organisation", jobs},
    {"jobs of the largest", jobs_of_the_largest},
    {"applications of a job", applications},
    {"applications of the most wanted", applications_popular},
    {"metrics of a job", metrics},
    {"metrics of the most wanted", metrics_popular},
    {"a candidate's applications", mine}, {"users, by role", users},
    {"audit log", audit}, {"platform metrics, 30 days", platform}};

static void *
run(void *args)
{
	client *c = args;
	while (bench_micros() < c->until && c->count < TIMES_MAX) {
		double from = bench_micros();
		bench_must(c->row->ask(c), &c->err);
		c->times[c->count++] = bench_micros() - from;
		c->turn += CLIENTS;
		hire_arena_reset(c->mem);
	}
	return NULL;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* All clients at once for `seconds`; calls in all, sorted, into `times`. */
static size_t
run_all(client *clients, const row *r, double seconds, double *times)
{
	pthread_t threads[CLIENTS];
	size_t n = 0;
	for (int i = 0; i < CLIENTS; i++) {
		clients[i].row = r;
		clients[i].count = 0;
		clients[i].until = bench_micros() + seconds * 1e6;
		if (pthread_create(&threads[i], NULL, run, &clients[i]))
			bench_die("thread", "cannot be started");
	}
	for (int i = 0; i < CLIENTS; i++) {
		pthread_join(threads[i], NULL);
		for (size_t k = 0; k < clients[i].count; k++)
			times[n++] = clients[i].times[k];
	}
	qsort(times, n, sizeof *times, by_size);
	return n;
}

static void
measure_row(client *clients, const row *r, int seconds, double *times)
{
	(void)run_all(clients, r, 1, times); /* warm */
	size_t n = run_all(clients, r, seconds, times);
	double p50 = times[n / 2] / 1000, p99 = times[n * 99 / 100] / 1000;
	printf("%-32s %9.0f/s %9.2f %9.2f  %s\n", r->what, (double)n / seconds,
	    p50, p99, p99 * 1000 <= AIM_US ? "" : "MISSED");
	fflush(stdout);
}

void
scale_measure(hire_ctx *ctx, hire_platform *p, const sizes *z, int seconds)
{
	client clients[CLIENTS];
	hire_error err = {0};
	double *all = calloc((size_t)CLIENTS * TIMES_MAX * 2, sizeof *all);
	if (!all)
		bench_die("memory", "is out");
	for (int i = 0; i < CLIENTS; i++) {
		clients[i] = (client){.p = p,
		    .z = z,
		    .turn = (uint64_t)i,
		    .times = all + (size_t)(CLIENTS + i) * TIMES_MAX};
		bench_must(hire_arena_new(ctx, 0, &clients[i].mem, &err), &err);
	}
	printf("%lld jobs, %lld candidates, %lld applications; %d clients, "
	       "aim p99 %d ms\n%-32s %11s %9s %9s\n",
	    (long long)z->jobs, (long long)z->candidates,
	    (long long)z->applications, CLIENTS, AIM_US / 1000, "", "calls",
	    "p50 ms", "p99 ms");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		measure_row(clients, &rows[i], seconds, all);
	for (int i = 0; i < CLIENTS; i++)
		hire_arena_free(clients[i].mem);
	free(all);
}
