/* SPDX-License-Identifier: MIT
 * rows.c - beginning and measuring servers; see rows.h.
 */
#include "rows.h"

#include <stdio.h>

void
start_ours(const place *at, program *p, const char *data)
{
	char path[300];
	snprintf(path, sizeof path, "%s/hire-server", at->bin);
	const char *argv[] = {
	    path, "--listen", "127.0.0.1:0", "--data", data, NULL};
	if (!program_start(p, argv))
		bench_die(path, "does not start");
}

bool
start_peer(const place *at, program *p, const char *mode, const char *arg)
{
	const char *argv[] = {"node", BENCH_PEER, mode, arg, NULL};
	*p = (program){0};
	if (at->peers && program_start(p, argv))
		return true;
	table_note("peer \"%s\" left out: %s", mode,
	    at->peers ? "it does not start" : "its packages are not there");
	return false;
}

load_figures
measure(const load *l, const char *who)
{
	load_result r;
	load_run(l, &r);
	if (r.refused)
		table_note("%s: %zu of %zu not answered with 2xx", who,
		    r.refused, r.refused + r.count);
	load_figures f = {(double)r.count / r.seconds,
	    table_part(r.micros, r.count, 0.5),
	    table_part(r.micros, r.count, 0.99)};
	load_free(&r);
	return f;
}
