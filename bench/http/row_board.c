/* SPDX-License-Identifier: MIT
 * row_board.c - the job board searched: two words of 20,000 jobs, newest
 * first, beside Fastify over SQLite's full-text search with the same jobs.
 */
#include "rows.h"

#include "services/work.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOBS = 20000, BATCH = 500, VOCABULARY = 30000 };
enum { QUERIES = 100, CONNECTIONS = 64, QUERY = 200, PATH = 512 };
/* How often the words that are asked for are: ranks. */
enum { RANK_FIRST = 50, RANK_LAST = 500 };

typedef struct batch {
	scene *s;
	FILE *lines;
	uint32_t seed;
} batch;

static uint32_t
draw(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* The word of that rank. */
static void
add_word(char *out, size_t size, unsigned rank)
{
	static const char first[] = "bdfgklmnprstvz", second[] = "aeiou";
	char word[16];
	size_t n = 0;
	for (unsigned i = 0, v = rank + 70; i < 3 || v; i++, v /= 70) {
		word[n++] = first[v % 14];
		word[n++] = second[v / 14 % 5];
	}
	word[n] = '\0';
	snprintf(out + strlen(out), size - strlen(out), "%s%s", *out ? " " : "",
	    word);
}

/* By Zipf's law: a word's share is as one to its rank. */
static void
add_words(char *out, size_t size, int count, uint32_t *seed)
{
	while (count--) {
		double u = draw(seed) / 16777216.0;
		add_word(out, size, (unsigned)pow(VOCABULARY, u));
	}
}

static hire_status
add_jobs(hire__work *w, void *args)
{
	batch *b = args;
	hire_status st = HIRE_OK;
	for (int i = 0; i < BATCH && !st; i++) {
		char title[200] = "", details[2000] = "";
		hire_job job;
		add_words(title, sizeof title, 4, &b->seed);
		add_words(details, sizeof details, 80, &b->seed);
		hire_record_init(&hire_job_record, &job);
		job.organisation_id = b->s->hr.organisation_id;
		job.created_by = b->s->hr.account_id;
		job.title = title;
		job.details = details;
		job.state = HIRE_JOB_OPEN;
		job.posted_at = w->now.wall;
		st = hire__insert(w, &hire_job_record, &job);
		if (!st)
			fprintf(b->lines,
			    "{\"id\":\"%s\",\"title\":\"%s\",\"details\":\"%"
			    "s\"}"
			    "\n",
			    job.id, title, details);
	}
	return st;
}

static void
seed_jobs(scene *s, const char *path)
{
	batch b = {s, fopen(path, "w"), 1};
	hire_arena *mem;
	hire_error err = {0};
	if (!b.lines)
		bench_die(path, "cannot be written");
	bench_must(hire_arena_new(s->ctx, 0, &mem, &err), &err);
	for (int done = 0; done < JOBS; done += BATCH) {
		bench_must(hire__write(s->p, add_jobs, &b, mem, &err), &err);
		hire_arena_reset(mem);
	}
	hire_arena_free(mem);
	fclose(b.lines);
}

static void
make_queries(char queries[QUERIES][QUERY], const char *requests[QUERIES])
{
	uint32_t seed = 7;
	for (int i = 0; i < QUERIES; i++) {
		char words[64] = "";
		for (int k = 0; k < 2; k++)
			add_word(words, sizeof words,
			    RANK_FIRST +
			        draw(&seed) % (RANK_LAST - RANK_FIRST));
		*strchr(words, ' ') = '+';
		snprintf(queries[i], QUERY,
		    "GET /api/v1/board?words=%s&limit=20 HTTP/1.1\r\n"
		    "Host: localhost\r\n\r\n",
		    words);
		requests[i] = queries[i];
	}
}

/* Both have the same jobs: the same replies must come. */
static size_t
results(int port, const char *const *requests)
{
	size_t all = 0;
	for (int i = 0; i < QUERIES; i++) {
		char *reply = load_once(port, requests[i]);
		for (const char *at = reply;
		     at && (at = strstr(at, "\"title\":"));)
			all++, at++;
		free(reply);
	}
	return all;
}

static bool
start_database(
    const place *at, program *peer, const char *db, const char *lines)
{
	const char *argv[] = {"node", BENCH_PEER, "fill", db, lines, NULL};
	if (at->peers)
		bench_spawn(argv);
	return start_peer(at, peer, "board", db);
}

static void
compare(const program *ours, const program *peer, const char *const *requests,
    bool compared)
{
	row rate = {.what = "board search, 20,000 jobs, 64 connections",
	    .unit = "1/s",
	    .peer = "Fastify+SQLite",
	    .compared = compared,
	    .kind = AIM_RATIO_LEAST,
	    .aim = 1.35};
	row late = {.what = "the same, p99",
	    .unit = "ms",
	    .peer = "Fastify+SQLite",
	    .compared = compared,
	    .kind = AIM_RATIO_MOST,
	    .aim = 0.6};
	for (int i = -1; i < ROUNDS; i++) {
		int to = i < 0 ? 0 : i;
		load l = {.port = ours->port,
		    .requests = requests,
		    .request_count = QUERIES,
		    .connections = CONNECTIONS,
		    .seconds = i < 0 ? 0.7 : 2};
		load_figures f = measure(&l, "ours");
		rate.ours[to] = f.rate;
		late.ours[to] = f.p99 / 1000;
		l.port = peer->port;
		f = compared ? measure(&l, "Fastify") : (load_figures){0};
		rate.theirs[to] = f.rate;
		late.theirs[to] = f.p99 / 1000;
	}
	table_row(&rate);
	table_row(&late);
}

void
row_board(place *at)
{
	scene s;
	program ours, peer;
	char db[PATH], lines[PATH], queries[QUERIES][QUERY];
	const char *requests[QUERIES];
	scene_open(&s, &at->b, 10, 0);
	snprintf(db, sizeof db, "%s/peer.db", s.folder);
	snprintf(lines, sizeof lines, "%s/jobs.jsonl", s.folder);
	seed_jobs(&s, lines);
	make_queries(queries, requests);
	start_ours(at, &ours, s.folder);
	char *reply = load_once(ours.port, requests[0]);
	if (!reply || strncmp(reply, "HTTP/1.1 200", 12)) {
		table_note("board search left out: hire-server has no such "
		           "route");
	} else {
		bool compared = start_database(at, &peer, db, lines);
		table_note("jobs found by %d searches: %zu ours, %zu the "
		           "peer's",
		    QUERIES, results(ours.port, requests),
		    compared ? results(peer.port, requests) : 0);
		compare(&ours, &peer, requests, compared);
		program_stop(&peer);
	}
	free(reply);
	program_stop(&ours);
	scene_close(&s);
}
