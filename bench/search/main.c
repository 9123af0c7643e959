/* SPDX-License-Identifier: MIT
 * main.c - searches of a store that is there, timed one by one.
 * Apart from bench_hire: rows by the million are put there by
 * tools/bench-search in ways of their databases. Usage: bench_search rows COUNT
 * WORDS    rows to be put there bench_search ask URL SECONDS     a line for
 * each kind of search bench_search words               pairs of words, as asked
 * for
 */
#include "words.h"

#include <hire/hire.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PAIRS = 200, TIMES_MAX = 200000 };

/* What is asked for: two words of those ranks, and how. */
typedef struct kind {
	const char *name;
	unsigned from, to;
	int letters; /* of each word; 0: all */
	const char *place, *skills;
	int64_t salary;
	hire_board_order order;
	int pages; /* walked through before the one that is timed */
} kind;

static const kind kinds[] = {
    {"common", 10, 30, 0, NULL, NULL, 0, HIRE_BOARD_NEWEST, 0},
    {"typical", 50, 500, 0, NULL, NULL, 0, HIRE_BOARD_NEWEST, 0},
    {"rare", 2000, 20000, 0, NULL, NULL, 0, HIRE_BOARD_NEWEST, 0},
    {"beginnings of common", 10, 30, 2, NULL, NULL, 0, HIRE_BOARD_NEWEST, 0},
    {"beginnings of typical", 50, 500, 4, NULL, NULL, 0, HIRE_BOARD_NEWEST, 0},
    {"common, one place", 10, 30, 0, "city 7", NULL, 0, HIRE_BOARD_NEWEST, 0},
    {"common, skill, salary", 10, 30, 0, NULL, "skill 7", 9000000,
        HIRE_BOARD_NEWEST, 0},
    {"common, page 10", 10, 30, 0, NULL, NULL, 0, HIRE_BOARD_NEWEST, 9},
    {"common, best", 10, 30, 0, NULL, NULL, 0, HIRE_BOARD_BEST, 0},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

typedef struct asking {
	hire_platform *p;
	hire_ctx *ctx;
	double times[TIMES_MAX];
	size_t count;
	long hits;
} asking;

static void
must(hire_status st, const hire_error *err)
{
	if (!st)
		return;
	fprintf(stderr, "bench_search: %s: %s\n", hire_status_name(st),
	    err->message);
	exit(1);
}

static double
micros(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
make_text(const kind *k, int pair, char out[2 * WORDS_LETTERS + 2])
{
	char words[2][WORDS_LETTERS];
	uint64_t seed = (uint64_t)pair + 1;
	for (int i = 0; i < 2; i++) {
		words_write(words[i],
		    k->from + (unsigned)words_draw(&seed, k->to - k->from));
		if (k->letters && strlen(words[i]) > (size_t)k->letters)
			words[i][k->letters] = '\0';
	}
	snprintf(out, 2 * WORDS_LETTERS + 2, "%s %s", words[0], words[1]);
}

static void
ask_once(asking *a, const kind *k, int pair)
{
	char text[2 * WORDS_LETTERS + 2];
	hire_error err = {0};
	hire_rows rows = {0};
	hire_arena *mem;
	double took = 0;
	hire_board_query q = {.text = text,
	    .place = k->place,
	    .skills = k->skills,
	    .salary = k->salary,
	    .currency = k->salary ? "EUR" : NULL,
	    .order = k->order,
	    .page = {NULL, 20}};
	make_text(k, pair, text);
	must(hire_arena_new(a->ctx, 0, &mem, &err), &err);
	for (int page = 0; page <= k->pages && (!page || rows.next); page++) {
		q.page.after = rows.next;
		double start = micros();
		must(hire_board_list(a->p, &q, mem, &rows, &err), &err);
		took = micros() - start;
	}
	a->hits += (long)rows.count;
	a->times[a->count++ % TIMES_MAX] = took;
	hire_arena_free(mem);
}

static int
by_time(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

static void
measure(asking *a, const kind *k, double seconds)
{
	for (int pair = 0; pair < PAIRS / 4; pair++)
		ask_once(a, k, pair);
	a->count = 0;
	a->hits = 0;
	double end = micros() + seconds * 1e6;
	for (int pair = 0; micros() < end && a->count < TIMES_MAX; pair++)
		ask_once(a, k, pair % PAIRS);
	qsort(a->times, a->count, sizeof *a->times, by_time);
	printf("%-24s %8.3f %8.3f %8.3f %9.1f %8zu\n", k->name,
	    a->times[0] / 1e3, a->times[a->count / 2] / 1e3,
	    a->times[a->count * 99 / 100] / 1e3,
	    (double)a->hits / (double)a->count, a->count);
	fflush(stdout);
}

static void
ask(const char *url, double seconds)
{
	static asking a;
	hire_error err = {0};
	hire_config config = {.size = sizeof config, .store = url};
	must(hire_ctx_new(NULL, &a.ctx, &err), &err);
	must(hire_platform_open(a.ctx, &config, HIRE_NEED_STORE, &a.p, &err),
	    &err);
	printf("%-24s %8s %8s %8s %9s %8s\n", "two words, 20 rows", "min ms",
	    "p50 ms", "p99 ms", "rows", "times");
	for (size_t i = 0; i < KINDS; i++)
		measure(&a, &kinds[i], seconds);
	hire_platform_close(a.p);
	hire_ctx_free(a.ctx);
}

/* "KIND<TAB>WORD<TAB>WORD", for those who ask a database themselves. */
static void
tell_words(void)
{
	for (size_t i = 0; i < 3; i++)
		for (int pair = 0; pair < PAIRS; pair++) {
			char text[2 * WORDS_LETTERS + 2];
			make_text(&kinds[i], pair, text);
			*strchr(text, ' ') = '\t';
			printf("%s\t%s\n", kinds[i].name, text);
		}
}

int
main(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[1], "rows"))
		words_rows(
		    strtol(argv[2], NULL, 10), (int)strtol(argv[3], NULL, 10));
	else if (argc == 4 && !strcmp(argv[1], "ask"))
		ask(argv[2], strtod(argv[3], NULL));
	else if (argc == 2 && !strcmp(argv[1], "words"))
		tell_words();
	else
		return 2;
	return 0;
}
