/* SPDX-License-Identifier: MIT
 * bench.h - the harness: what is compared is run in turns, so that a busy
 * machine slows all of it, and told by the median.
 */
#ifndef HIRE_BENCH_H
#define HIRE_BENCH_H

#include <hire/match.h>

/* 2026-11-22: running jobs end on it. */
#define BENCH_TODAY (INT64_C(1795348800) * HIRE_SECOND)

enum { BENCH_ROWS = 64, BENCH_NOTES = 4 };

/* One line of the table; times in microseconds. */
typedef struct bench_row {
	char what[64];
	double median, min, max;
	double ratio; /* to the base of its group; 0: it is one */
	double aim;   /* of the ratio when there is one, else of the median */
} bench_row;

typedef struct bench {
	const char *folder; /* of this run alone; its disk is measured */
	const char *bin;    /* folder of hire-cli */
	bench_row rows[BENCH_ROWS];
	size_t count;
	const char *notes[BENCH_NOTES]; /* below the table */
	size_t note_count;
} bench;

/* One thing to measure. */
typedef struct bench_case {
	const char *what;
	/* Do it once; the microseconds it took, without what it prepared. */
	double (*once)(void *user);
	void *user;
	double aim; /* 0: none */
	bool based; /* compared to the first case of its group */
} bench_case;

/* Run the cases in turns, `warm_up` rounds unmeasured and `rounds` measured,
 * and add a line for each. */
void
bench_run(
    bench *b, const bench_case *cases, size_t count, int warm_up, int rounds);

/* The table of all lines. */
void
bench_print(const bench *b);

/* Say below the table what was left out; borrowed. */
void
bench_note(bench *b, const char *note);

/* A steady clock. */
double
bench_micros(void);

/* End the program when `st` is a failure: nothing is left to measure. */
void
bench_must(hire_status st, const hire_error *err);

/* Say why, and end the program. */
_Noreturn void
bench_die(const char *what, const char *why);

/* Whether the list `argv` (NULL at its end) names a part; an empty one names
 * all. */
bool
bench_wants(const char *name, char **argv);

/* Run `argv[0]` (looked up in PATH) to its end with its output thrown away;
 * the microseconds it took.  A failure ends the benchmark. */
double
bench_spawn(const char *const argv[]);

/* The library's steps, which end the benchmark when they fail; all in `mem`. */
const hire_facts *
bench_facts(const char *resume, hire_arena *mem);
const hire_job_facts *
bench_job(const char *title, const char *text, hire_arena *mem);
hire_match_result
bench_matched(
    const hire_facts *facts, const hire_job_facts *job, hire_arena *mem);

/* A context with two arenas: of what lasts, and of one turn. */
typedef struct bench_room {
	hire_ctx *ctx;
	hire_arena *mem, *scratch;
} bench_room;

/* `max` is the limit of what lasts, 0 for the usual one. */
void
bench_room_open(bench_room *room, size_t max);
void
bench_room_close(bench_room *room);

/* The parts; each adds its lines. */
void
bench_match(bench *b);
void
bench_text(bench *b);
void
bench_crowd(bench *b);
void
bench_event(bench *b);
void
bench_flow(bench *b);
void
bench_start(bench *b);
void
bench_pdf(bench *b);

#endif
