/* SPDX-License-Identifier: MIT
 * text.c - the match from text: a resume of 3 KB and an advertisement of 2 KB,
 * to JSON, beside what programs usually do with them in node.
 */
#include "peer.h"
#include "texts.h"

#include "rules/skills/skills.h"

#include <string.h>
#include <unistd.h>

enum { AT_ONCE = 10, WARM_UP = 30, ROUNDS = 100, SEED = 2026, TITLE = 64 };

typedef struct texts {
	char resume[TEXT_RESUME + 1], job[TEXT_JOB + 1], title[TITLE];
	bench_room room;
	const hire_job_facts *ready;
	bench_peer peer;
} texts;

/* Our way from the texts, or what the peer calls its own. */
typedef struct turn {
	texts *t;
	const char *peer;
	bool ready; /* the job's facts are */
} turn;

static void
match_to_json(texts *t, const hire_job_facts *job)
{
	hire_arena *mem = t->room.scratch;
	const char *json;
	hire_error err = {0};
	hire_match_result result =
	    bench_matched(bench_facts(t->resume, mem), job, mem);
	bench_must(hire_match_to_json(&result, mem, &json, &err), &err);
}

static double
match_texts(void *user)
{
	const turn *mine = user;
	texts *t = mine->t;
	double start = bench_micros();
	for (int i = 0; i < AT_ONCE; i++) {
		hire_arena_reset(t->room.scratch);
		match_to_json(t,
		    mine->ready ? t->ready
		                : bench_job(t->title, t->job, t->room.scratch));
	}
	return (bench_micros() - start) / AT_ONCE;
}

static double
find_skills(void *user)
{
	texts *t = user;
	const char *const *names;
	size_t count;
	hire_error err = {0};
	double start = bench_micros();
	for (int i = 0; i < AT_ONCE; i++) {
		hire_arena_reset(t->room.scratch);
		bench_must(hire__skills_in_text(t->resume, strlen(t->resume),
		               t->room.scratch, &names, &count, &err),
		    &err);
	}
	return (bench_micros() - start) / AT_ONCE;
}

static double
node(void *user)
{
	const turn *theirs = user;
	return peer_turn(&theirs->t->peer, theirs->peer, AT_ONCE);
}

static void
write_file(const char *folder, const char *name, const char *text)
{
	char path[300];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f))
		bench_die(path, "cannot be written");
}

static void
remove_file(const char *folder, const char *name)
{
	char path[300];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	unlink(path);
}

static void
open_texts(texts *t)
{
	uint64_t seed = SEED;
	text_resume(&seed, t->resume);
	text_job(&seed, t->job);
	snprintf(t->title, sizeof t->title, "%.*s", (int)strcspn(t->job, "\n"),
	    t->job);
	bench_room_open(&t->room, 0);
	t->ready = bench_job(t->title, t->job, t->room.mem);
}

static void
measure(bench *b, texts *t, bool peers)
{
	turn all = {.t = t}, job_ready = {.t = t, .ready = true};
	turn match = {.t = t, .peer = "match"};
	turn natural = {.t = t, .peer = "natural"};
	turn ready_there = {.t = t, .peer = "ready"};
	turn skills = {.t = t, .peer = "skills"};
	const bench_case whole[] = {
	    {"match from text: resume 3 KB, job 2 KB", match_texts, &all, 0,
	        false},
	    {"  node: contacts, 1-3-grams, TF-IDF, JSON", node, &match, 0,
	        true},
	    {"  node: natural TfIdf, two documents", node, &natural, 0, true},
	};
	const bench_case ready[] = {
	    {"match from text, the job ready", match_texts, &job_ready, 0,
	        false},
	    {"  node: the same, the job ready", node, &ready_there, 0, true},
	};
	const bench_case found[] = {
	    {"skills of a resume of 3 KB", find_skills, t, 0, false},
	    {"  node: 1-3-grams in a Set", node, &skills, 0, true},
	};
	bench_run(b, whole,
	    !peers            ? 1
	    : t->peer.natural ? 3
	                      : 2,
	    WARM_UP, ROUNDS);
	bench_run(b, ready, peers ? 2 : 1, WARM_UP, ROUNDS);
	bench_run(b, found, peers ? 2 : 1, WARM_UP, ROUNDS);
}

void
bench_text(bench *b)
{
	static texts t;
	open_texts(&t);
	write_file(b->folder, "resume.txt", t.resume);
	write_file(b->folder, "job.txt", t.job);
	bool peers = peer_start(&t.peer, b, b->folder);
	measure(b, &t, peers);
	if (peers)
		peer_stop(&t.peer);
	remove_file(b->folder, "resume.txt");
	remove_file(b->folder, "job.txt");
	bench_room_close(&t.room);
}
