/* SPDX-License-Identifier: MIT
 * row_login.c - log-ins a second, and what 200 of them at once do to others.
 */
#include "rows.h"

#include "services/work.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define PASSWORD "correct horse battery"

enum { AT_ONCE = 8, BURST = 200, OTHERS = 8, RATE = 200, SECONDS = 3 };

static const char other[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

typedef struct people {
	const char *credential;
	char requests[BURST][400];
	const char *each[BURST];
} people;

/* All have the first one's password, hashed once. */
static hire_status
add_people(hire__work *w, void *args)
{
	people *all = args;
	hire_status st = HIRE_OK;
	for (int i = 1; i < BURST && !st; i++) {
		hire_account a;
		hire_record_init(&hire_account_record, &a);
		st = hire__text(w, &a.email, "login%d@example.com", i);
		a.name = "Sample Person";
		a.role = HIRE_ROLE_CANDIDATE;
		a.credential = all->credential;
		if (!st)
			st = hire__insert(w, &hire_account_record, &a);
	}
	return st;
}

static hire_status
read_credential(hire__work *w, void *args)
{
	people *all = args;
	hire_account a;
	bool found;
	hire_filter by[] = {HIRE_IS("email", "login0@example.com")};
	hire_status st = hire__find(w, &hire_account_record, by, 1, &a, &found);
	all->credential = a.credential;
	return st;
}

/* Different people: of one who is wrong often, the next attempt waits. */
static void
make_people(scene *s, people *all)
{
	hire_account account;
	hire_error err = {0};
	const hire_sign_up in = {
	    .role = HIRE_ROLE_CANDIDATE,
	    .email = "login0@example.com",
	    .name = "Sample Person",
	    .password = PASSWORD,
	};
	bench_must(
	    hire_accounts_sign_up(s->p, &in, s->mem, &account, &err), &err);
	bench_must(hire__read(s->p, read_credential, all, s->mem, &err), &err);
	bench_must(hire__write(s->p, add_people, all, s->mem, &err), &err);
	for (int i = 0; i < BURST; i++) {
		char body[200];
		int n = snprintf(body, sizeof body,
		    "{\"email\":\"login%d@example.com\",\"password\":"
		    "\"" PASSWORD "\"}",
		    i);
		snprintf(all->requests[i], sizeof all->requests[i],
		    "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
		    "Content-Type: application/json\r\n"
		    "Content-Length: %d\r\n\r\n%s",
		    n, body);
		all->each[i] = all->requests[i];
	}
}

static void
compare_rate(
    const program *ours, const program *peer, bool compared, const people *all)
{
	row r = {.what = "log-ins, 8 at once",
	    .unit = "1/s",
	    .peer = "@node-rs/argon2",
	    .compared = compared,
	    .kind = AIM_RATIO_LEAST,
	    .aim = 1};
	for (int i = 0; i < ROUNDS; i++) {
		load l = {.port = ours->port,
		    .requests = all->each,
		    .request_count = BURST,
		    .connections = AT_ONCE,
		    .seconds = SECONDS};
		r.ours[i] = measure(&l, "ours").rate;
		l.port = peer->port;
		r.theirs[i] = compared ? measure(&l, "@node-rs").rate : 0;
	}
	table_row(&r);
}

typedef struct burst {
	load l;
	load_result r;
} burst;

static void *
run_burst(void *arg)
{
	burst *b = arg;
	load_run(&b->l, &b->r);
	return NULL;
}

/* The 99th percentile of others while `b`, or nobody, is served. */
static double
others(const program *p, burst *b)
{
	const char *requests[] = {other};
	pthread_t thread;
	load l = {.port = p->port,
	    .requests = requests,
	    .request_count = 1,
	    .connections = OTHERS,
	    .seconds = SECONDS,
	    .rate = RATE};
	if (b && pthread_create(&thread, NULL, run_burst, b))
		bench_die("log-ins", "no thread");
	load_figures f = measure(&l, "others");
	if (b)
		pthread_join(thread, NULL);
	return f.p99 / 1000;
}

static void
disturb(const program *ours, const people *all)
{
	row r = {.what = "others' p99 under 200 log-ins at once",
	    .unit = "ms",
	    .peer = "ours, alone",
	    .compared = true,
	    .kind = AIM_RATIO_MOST,
	    .aim = 2};
	size_t fine = 0, refused = 0;
	for (int i = 0; i < ROUNDS; i++) {
		burst b = {.l = {.port = ours->port,
		               .requests = all->each,
		               .request_count = BURST,
		               .connections = BURST,
		               .seconds = SECONDS,
		               .total = BURST}};
		r.theirs[i] = others(ours, NULL);
		r.ours[i] = others(ours, &b);
		fine += b.r.count;
		refused += b.r.refused;
		load_free(&b.r);
	}
	table_row(&r);
	table_note("of 200 log-ins at once %zu went through, %zu were told to "
	           "come back",
	    fine / ROUNDS, refused / ROUNDS);
}

void
row_login(place *at)
{
	static people all;
	scene s;
	program ours, peer;
	scene_open(&s, &at->b, 10, 0);
	make_people(&s, &all);
	start_ours(at, &ours, s.folder);
	bool compared = start_peer(at, &peer, "login", PASSWORD);
	compare_rate(&ours, &peer, compared, &all);
	disturb(&ours, &all);
	program_stop(&ours);
	program_stop(&peer);
	scene_close(&s);
}
