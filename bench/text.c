/* SPDX-License-Identifier: MIT
 * text.c - the match from text: a resume of 3 KB and an advertisement of 2 KB,
 * to JSON, beside what programs usually do with them in node.
 */
#include "peer.h"
#include "texts.h"

#include "rules/skills/skills.h"

#include <hire/match.h>

#include <string.h>
#include <unistd.h>

enum { AT_ONCE = 10, WARM_UP = 30, ROUNDS = 100, SEED = 2026, TITLE = 64 };

typedef struct texts {
	char resume[TEXT_RESUME + 1], job[TEXT_JOB + 1], title[TITLE];
	hire_arena *mem, *scratch;
	const hire_job_facts *ready;
	bench_peer peer;
} texts;

static const hire_job_facts *
read_job(texts *t, hire_arena *mem)
{
	const hire_job_facts *job;
	hire_error err = {0};
	bench_must(
	    hire_job_facts_read(t->title, t->job, NULL, mem, &job, &err), &err);
	return job;
}

static void
match_to_json(texts *t, const hire_job_facts *job)
{
	const hire_facts *facts;
	hire_match_result result;
	const char *json;
	hire_error err = {0};
	bench_must(hire_facts_read(t->resume, strlen(t->resume), BENCH_TODAY,
	               t->scratch, &facts, &err),
	    &err);
	bench_must(hire_match(facts, job, HIRE_MATCH_THRESHOLD, t->scratch,
	               &result, &err),
	    &err);
	bench_must(hire_match_to_json(&result, t->scratch, &json, &err), &err);
}

static double
match_texts(void *user)
{
	texts *t = user;
	double start = bench_micros();
	for (int i = 0; i < AT_ONCE; i++) {
		hire_arena_reset(t->scratch);
		match_to_json(t, read_job(t, t->scratch));
	}
	return (bench_micros() - start) / AT_ONCE;
}

static double
match_ready(void *user)
{
	texts *t = user;
	double start = bench_micros();
	for (int i = 0; i < AT_ONCE; i++) {
		hire_arena_reset(t->scratch);
		match_to_json(t, t->ready);
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
		hire_arena_reset(t->scratch);
		bench_must(hire__skills_in_text(t->resume, strlen(t->resume),
		               t->scratch, &names, &count, &err),
		    &err);
	}
	return (bench_micros() - start) / AT_ONCE;
}

static double
node_match(void *user)
{
	return peer_turn(&((texts *)user)->peer, "match", AT_ONCE);
}

static double
node_ready(void *user)
{
	return peer_turn(&((texts *)user)->peer, "ready", AT_ONCE);
}

static double
node_skills(void *user)
{
	return peer_turn(&((texts *)user)->peer, "skills", AT_ONCE);
}

static double
node_natural(void *user)
{
	return peer_turn(&((texts *)user)->peer, "natural", AT_ONCE);
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
open_texts(texts *t, hire_ctx *ctx)
{
	uint64_t seed = SEED;
	hire_error err = {0};
	text_resume(&seed, t->resume);
	text_job(&seed, t->job);
	snprintf(t->title, sizeof t->title, "%.*s", (int)strcspn(t->job, "\n"),
	    t->job);
	bench_must(hire_arena_new(ctx, 0, &t->mem, &err), &err);
	bench_must(hire_arena_new(ctx, 0, &t->scratch, &err), &err);
	t->ready = read_job(t, t->mem);
}

static void
measure(bench *b, texts *t, bool peers)
{
	const bench_case whole[] = {
	    {"match from text: resume 3 KB, job 2 KB", match_texts, t, 0,
	        false},
	    {"  node: contacts, 1-3-grams, TF-IDF, JSON", node_match, t, 0,
	        true},
	    {"  node: natural TfIdf, two documents", node_natural, t, 0, true},
	};
	const bench_case ready[] = {
	    {"match from text, the job ready", match_ready, t, 0, false},
	    {"  node: the same, the job ready", node_ready, t, 0, true},
	};
	const bench_case found[] = {
	    {"skills of a resume of 3 KB", find_skills, t, 0, false},
	    {"  node: 1-3-grams in a Set", node_skills, t, 0, true},
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
	hire_ctx *ctx;
	hire_error err = {0};
	bench_must(hire_ctx_new(NULL, &ctx, &err), &err);
	open_texts(&t, ctx);
	write_file(b->folder, "resume.txt", t.resume);
	write_file(b->folder, "job.txt", t.job);
	bool peers = peer_start(&t.peer, b, b->folder);
	measure(b, &t, peers);
	if (peers)
		peer_stop(&t.peer);
	remove_file(b->folder, "resume.txt");
	remove_file(b->folder, "job.txt");
	hire_arena_free(t.scratch);
	hire_arena_free(t.mem);
	hire_ctx_free(ctx);
}
