/* SPDX-License-Identifier: MIT
 * rows.h - what the measurements share: where things are, how they begin.
 */
#ifndef HIRE_BENCH_HTTP_ROWS_H
#define HIRE_BENCH_HTTP_ROWS_H

#include "../scene.h"
#include "load.h"
#include "program.h"
#include "sockets.h"
#include "table.h"

typedef struct place {
	bench b;         /* its folder is of this run alone */
	const char *bin; /* folder of our programs */
	bool peers;      /* whether their packages are there */
} place;

/* Start hire-server on the data folder `data`; failure ends the benchmark. */
void
start_ours(const place *at, program *p, const char *data);

/* Start peer.js; false with a note when it cannot be. */
bool
start_peer(const place *at, program *p, const char *mode, const char *arg);

/* Median and 99th percentile of one run of `l`, in microseconds; replies a
 * second; a warm-up comes first.  Replies that were refused are told of. */
typedef struct load_figures {
	double rate, p50, p99;
} load_figures;
load_figures
measure(const load *l, const char *who);

/* The parts. */
void
row_json(place *at);
void
row_board(place *at);
void
row_answer(place *at);
void
row_answer_postgres(place *at);
void
row_echo(place *at);
void
row_login(place *at);
void
row_start(place *at);

#endif
