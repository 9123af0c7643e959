/* SPDX-License-Identifier: MIT
 * row_answer.c - live interviews: how long until an answer is acknowledged,
 * which is after its commit, and what each interview holds.  Beside ws that
 * inserts the answer into a database and acknowledges it.
 */
#define _POSIX_C_SOURCE 200809L
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 64, MANY = 1000, ALONE = 20, LIVE = MANY + ROUNDS * ALONE };
enum { QUESTIONS = 50, IN_FLIGHT = 32, TEXT = 2048 };
/* Answers of one round, and how many a second where they are paced: one
 * in five seconds from each of 1,000 people. */
enum { OF_ONE = 5, PACED = 400, AT_ONCE = 512, RATE = 200 };

typedef enum talk_state {
	TALK_NEW,
	TALK_READY,
	TALK_WAITS,
	TALK_OVER
} talk_state;

typedef struct talk {
	const char *ticket;
	talk_state state;
	int answers;
	double sent;
} talk;

/* One server and its interviews. */
typedef struct stage {
	const program *p;
	bool ours;
	sockets *all;
	talk talks[LIVE];
	size_t ready, acks;
	double micros[PACED + AT_ONCE];
} stage;

typedef struct cast {
	scene s;
	hire_actor who[LIVE];
	const char *interview[LIVE];
} cast;

static void
tell_path(void *user, size_t which, char *out, size_t size)
{
	stage *s = user;
	if (s->ours)
		snprintf(out, size, "/api/v1/live?ticket=%s",
		    s->talks[which].ticket);
	else
		snprintf(out, size, "/");
}

static void
on_open(void *user, size_t which)
{
	sockets_send(
	    ((stage *)user)->all, which, "{\"type\":\"hello\",\"last_seq\":0}");
}

static void
be_ready(stage *s, talk *t)
{
	if (t->state == TALK_NEW)
		s->ready++;
	t->state = TALK_READY;
}

static void
on_heard(void *user, size_t which, const char *text)
{
	stage *s = user;
	talk *t = &s->talks[which];
	if (strstr(text, "\"type\":\"welcome\""))
		sockets_send(s->all, which,
		    "{\"type\":\"begin\",\"id\":\"b\",\"consent\":true}");
	else if (strstr(text, "\"event\":\"greet\""))
		sockets_send(
		    s->all, which, "{\"type\":\"proceed\",\"id\":\"p\"}");
	else if (strstr(text, "\"event\":\"ask\"") ||
	         strstr(text, "\"event\":\"probe\""))
		be_ready(s, t);
	else if (strstr(text, "\"event\":\"invite\""))
		t->state = TALK_OVER;
	else if (strstr(text, "\"type\":\"error\""))
		bench_die("interview", text);
	else if (strstr(text, "\"type\":\"ack\"") &&
	         strstr(text, "\"id\":\"a") && s->acks < PACED + AT_ONCE)
		s->micros[s->acks++] = bench_micros() - t->sent;
}

static void
answer(stage *s, size_t which)
{
	char text[TEXT];
	talk *t = &s->talks[which];
	snprintf(text, sizeof text,
	    "{\"type\":\"answer\",\"id\":\"a%d\",\"text\":\"%s\"}",
	    ++t->answers, scene_words);
	t->state = TALK_WAITS;
	t->sent = bench_micros();
	sockets_send(s->all, which, text);
}

/* Open `count` interviews and play each up to its first question. */
static void
begin(stage *s, size_t from, size_t count)
{
	double start = load_clock();
	s->ready = 0;
	sockets_open(s->all, from, count);
	while (s->ready < count) {
		sockets_turn(s->all, 100);
		if (load_clock() > start + 60)
			bench_die("interviews", "they do not begin");
	}
}

/* The next that waits for an answer, or LIVE. */
static size_t
next_ready(const stage *s, size_t from, size_t count, size_t *turn)
{
	for (size_t i = 0; i < count; i++) {
		size_t which = from + (*turn)++ % count;
		if (s->talks[which].state == TALK_READY)
			return which;
	}
	return LIVE;
}

/* `answers` from those interviews, `rate` a second (0: as soon as asked);
 * the seconds it took. */
static double
play(stage *s, size_t from, size_t count, size_t answers, double rate)
{
	double start = load_clock(), now = start;
	size_t sent = 0, turn = 0;
	s->acks = 0;
	while (s->acks < answers && now < start + 30) {
		size_t due =
		    rate > 0 ? (size_t)((now - start) * rate) + 1 : answers;
		size_t which = LIVE;
		while (sent < due && sent < answers &&
		       (which = next_ready(s, from, count, &turn)) != LIVE) {
			answer(s, which);
			sent++;
		}
		sockets_turn(s->all, 1);
		now = load_clock();
	}
	if (s->acks < answers)
		table_note("%s: %zu of %zu answers acknowledged",
		    s->ours ? "ours" : "ws", s->acks, answers);
	return now - start;
}

/* Candidates with interviews that are ready; their pay and their people. */
static void
prepare(place *at, cast *c)
{
	scene_open(&c->s, &at->b, QUESTIONS, LIVE);
	for (size_t i = 0; i < LIVE; i++) {
		c->who[i] = scene_candidate(&c->s);
		c->interview[i] = scene_apply(&c->s, &c->who[i], c->s.mem);
	}
}

/* Tickets live for a minute. */
static void
give_tickets(cast *c, stage *s, size_t from, size_t count)
{
	hire_time expires;
	hire_error err = {0};
	for (size_t i = from; i < from + count; i++)
		bench_must(
		    hire_interviews_ticket(c->s.p, &c->who[i], c->interview[i],
		        c->s.mem, &s->talks[i].ticket, &expires, &err),
		    &err);
}

static void
stage_open(stage *s, const program *p, bool ours)
{
	s->p = p;
	s->ours = ours;
	s->all = sockets_new(&(sockets_options){.port = p->port,
	    .count = LIVE,
	    .in_flight = IN_FLIGHT,
	    .path = tell_path,
	    .heard = on_heard,
	    .opened = on_open,
	    .user = s});
}

typedef struct late {
	row p50, p99;
} late;

static void
note(late *l, stage *s, int round)
{
	double *p50 = s->ours ? l->p50.ours : l->p50.theirs;
	double *p99 = s->ours ? l->p99.ours : l->p99.theirs;
	p50[round] = table_part(s->micros, s->acks, 0.5) / 1000;
	p99[round] = table_part(s->micros, s->acks, 0.99) / 1000;
}

/* One after the other, each with nobody else connected. */
static void
play_alone(cast *c, stage *s, late *l, int round)
{
	static double micros[ALONE * OF_ONE];
	size_t from = MANY + (size_t)round * ALONE, n = 0;
	for (size_t i = from; i < from + ALONE; i++) {
		if (s->ours)
			give_tickets(c, s, i, 1);
		begin(s, i, 1);
		play(s, i, 1, OF_ONE, 0);
		sockets_close(s->all, i);
		memcpy(micros + n, s->micros, s->acks * sizeof *micros);
		n += s->acks;
	}
	memcpy(s->micros, micros, n * sizeof *micros);
	s->acks = n;
	note(l, s, round);
}

static late
late_rows(const char *p50, const char *p99, const char *peer)
{
	return (late){{.what = p50,
	                  .unit = "ms",
	                  .peer = peer ? peer : "",
	                  .compared = peer},
	    {.what = p99,
	        .unit = "ms",
	        .peer = peer ? peer : "",
	        .compared = peer,
	        .kind = AIM_OURS_MOST,
	        .aim = 10}};
}

static void
print(late *l)
{
	table_row(&l->p50);
	table_row(&l->p99);
}

static void
paced(stage *stages, size_t sides, size_t count, late *l)
{
	for (int i = 0; i < ROUNDS; i++)
		for (size_t k = 0; k < sides; k++) {
			play(&stages[k], 0, count, PACED, RATE);
			note(l, &stages[k], i);
		}
	print(l);
}

static void
at_once(stage *stages, size_t sides, const char *peer)
{
	row r = {.what = "answers, 64 interviews, as soon as asked",
	    .unit = "1/s",
	    .peer = peer ? peer : "",
	    .compared = peer};
	for (int i = 0; i < ROUNDS; i++)
		for (size_t k = 0; k < sides; k++) {
			stage *s = &stages[k];
			double took = play(s, 0, FEW, AT_ONCE, 0);
			(k ? r.theirs : r.ours)[i] = (double)s->acks / took;
		}
	table_row(&r);
}

static void
grow(cast *c, stage *stages, size_t sides, size_t from, size_t count,
    double kib[2])
{
	for (size_t k = 0; k < sides; k++) {
		double before = program_rss(stages[k].p);
		if (stages[k].ours)
			give_tickets(c, &stages[k], from, count);
		begin(&stages[k], from, count);
		kib[k] = (program_rss(stages[k].p) - before) / (double)count;
	}
}

static void
print_memory(const double kib[2], const char *peer)
{
	row r = {.what = "memory of a live interview, 1,000",
	    .unit = "KiB",
	    .peer = peer ? peer : "",
	    .compared = peer,
	    .kind = AIM_OURS_MOST,
	    .aim = 64};
	for (int i = 0; i < ROUNDS; i++) {
		r.ours[i] = kib[0];
		r.theirs[i] = kib[1];
	}
	table_row(&r);
}

static void
measure_all(cast *c, stage *stages, const char *peer)
{
	double kib[2] = {0};
	size_t sides = peer ? 2 : 1;
	late one = late_rows("answer acknowledged, 1 live, p50",
	    "answer acknowledged, 1 live, p99", peer);
	late few = late_rows("the same, 64 live, 200 a second, p50",
	    "the same, 64 live, 200 a second, p99", peer);
	late many = late_rows("the same, 1,000 live, 200 a second, p50",
	    "the same, 1,000 live, 200 a second, p99", peer);
	for (int i = 0; i < ROUNDS; i++)
		for (size_t k = 0; k < sides; k++)
			play_alone(c, &stages[k], &one, i);
	print(&one);
	grow(c, stages, sides, 0, FEW, kib);
	paced(stages, sides, FEW, &few);
	at_once(stages, sides, peer);
	grow(c, stages, sides, FEW, MANY - FEW, kib);
	paced(stages, sides, MANY, &many);
	print_memory(kib, peer);
}

/* Beside a peer of that mode, over `db`. */
static void
answers_beside(
    place *at, cast *c, const char *mode, const char *db, const char *name)
{
	static stage stages[2];
	program ours, peer;
	memset(stages, 0, sizeof stages);
	start_ours(at, &ours, c->s.folder);
	bool both = start_peer(at, &peer, mode, db);
	stage_open(&stages[0], &ours, true);
	if (both)
		stage_open(&stages[1], &peer, false);
	measure_all(c, stages, both ? name : NULL);
	for (size_t k = 0; k < (both ? 2 : 1); k++)
		sockets_free(stages[k].all);
	program_stop(&ours);
	program_stop(&peer);
}

static cast people;

void
row_answer(place *at)
{
	char db[300];
	prepare(at, &people);
	snprintf(db, sizeof db, "%s/answers.db", people.s.folder);
	answers_beside(at, &people, "answers", db, "ws+SQLite");
	scene_close(&people.s);
}

void
row_answer_postgres(place *at)
{
	const char *url = getenv("HIRE_BENCH_POSTGRES");
	if (!url || !*url) {
		table_note("answer-postgres left out: no PostgreSQL");
		return;
	}
	setenv("HIRE_STORE", url, 1);
	prepare(at, &people);
	answers_beside(at, &people, "answersPg", url, "ws+pg");
	scene_close(&people.s);
	unsetenv("HIRE_STORE");
}
