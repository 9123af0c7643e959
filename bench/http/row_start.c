/* SPDX-License-Identifier: MIT
 * row_start.c - from nothing to the first reply, and what a server that has
 * nothing to do holds.
 */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STARTS = 7 };

static const char ask[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

/* Start `argv`, ask once; milliseconds.  Its memory a second later, in MiB,
 * when that is wanted. */
static double
start_once(const char *const argv[], double *mib)
{
	program p;
	double start = bench_micros();
	if (!program_start(&p, argv))
		return 0;
	char *reply = load_once(p.port, ask);
	double took = (bench_micros() - start) / 1000;
	if (!reply)
		bench_die(argv[0], "does not answer");
	free(reply);
	if (mib) {
		sleep(1);
		*mib = program_rss(&p) / 1024;
	}
	program_stop(&p);
	return took;
}

static void
rows_of(const char *const ours[], const char *const theirs[], bool compared)
{
	row cold = {.what = "start to first 200",
	    .unit = "ms",
	    .peer = "Fastify+SQLite",
	    .kind = AIM_OURS_MOST,
	    .aim = 50};
	row idle = {.what = "memory with nothing to do",
	    .unit = "MiB",
	    .peer = "Fastify+SQLite",
	    .kind = AIM_OURS_MOST,
	    .aim = 20};
	for (int i = 0; i < ROUNDS; i++) {
		double a[STARTS], b[STARTS];
		for (int k = 0; k < STARTS; k++) {
			bool last = k + 1 == STARTS;
			a[k] = start_once(ours, last ? &idle.ours[i] : NULL);
			b[k] = compared ? start_once(theirs,
			                      last ? &idle.theirs[i] : NULL)
			                : 0;
		}
		cold.ours[i] = table_part(a, STARTS, 0.5);
		cold.theirs[i] = table_part(b, STARTS, 0.5);
	}
	cold.compared = idle.compared = cold.theirs[0] > 0;
	table_row(&cold);
	table_row(&idle);
}

void
row_start(place *at)
{
	scene s;
	char server[300], db[300], lines[300];
	scene_open(&s, &at->b, 10, 0);
	snprintf(server, sizeof server, "%s/hire-server", at->bin);
	snprintf(db, sizeof db, "%s/peer.db", s.folder);
	snprintf(lines, sizeof lines, "%s/jobs.jsonl", s.folder);
	FILE *f = fopen(lines, "w");
	if (!f)
		bench_die(lines, "cannot be written");
	fputs("{\"id\":\"1\",\"title\":\"a\",\"details\":\"b\"}\n", f);
	fclose(f);
	const char *peer = BENCH_PEER;
	const char *fill[] = {"node", peer, "fill", db, lines, NULL};
	const char *ours[] = {
	    server, "--listen", "127.0.0.1:0", "--data", s.folder, NULL};
	const char *theirs[] = {"node", peer, "board", db, NULL};
	if (at->peers)
		bench_spawn(fill);
	rows_of(ours, theirs, at->peers);
	scene_close(&s);
}
