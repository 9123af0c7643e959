/* SPDX-License-Identifier: MIT
 * peer.h - a program beside us that measures its own turns, so that it can take
 * turns with our code.
 */
#ifndef HIRE_BENCH_PEER_H
#define HIRE_BENCH_PEER_H

#include "bench.h"

#include <stdio.h>
#include <sys/types.h>

typedef struct bench_peer {
	pid_t pid;
	FILE *to, *from;
	bool natural; /* whether the package is installed */
} bench_peer;

/* Start bench/peers/peers.js on resume.txt and job.txt in `folder`.  False,
 * with a note in the table, when there is no node. */
bool
peer_start(bench_peer *p, bench *b, const char *folder);

/* Microseconds that one turn called `name` took, the mean of `times`. */
double
peer_turn(bench_peer *p, const char *name, int times);

void
peer_stop(bench_peer *p);

#endif
