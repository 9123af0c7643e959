/* SPDX-License-Identifier: MIT
 * row_json.c - the smallest JSON route beside the HTTP library with nothing
 * around it, and beside Fastify.
 */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ask[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

enum { CONNECTIONS = 32 };

static bool
start_bare(const place *at, program *p, int port)
{
	char path[300], reply[300];
	snprintf(path, sizeof path, "%s/bench_bare", at->bin);
	snprintf(reply, sizeof reply, "%s/reply", at->b.folder);
	char *bytes = load_once(port, ask);
	FILE *f = bytes ? fopen(reply, "wb") : NULL;
	if (!f)
		bench_die("healthz", "no reply");
	fputs(bytes, f);
	fclose(f);
	free(bytes);
	const char *argv[] = {path, reply, "136", NULL};
	bool started = program_start(p, argv);
	remove(reply);
	return started;
}

static double
rate(const program *p, double seconds, const char *who)
{
	const char *requests[] = {ask};
	return measure(&(load){.port = p->port,
	                   .requests = requests,
	                   .request_count = 1,
	                   .connections = CONNECTIONS,
	                   .seconds = seconds},
	    who)
	    .rate;
}

void
row_json(place *at)
{
	scene s;
	program ours, bare, fastify;
	row to_bare = {.what = "GET /healthz, 32 connections",
	    .unit = "1/s",
	    .peer = "bare civetweb",
	    .kind = AIM_RATIO_LEAST,
	    .aim = 0.7};
	row to_fastify = {.what = "the same",
	    .unit = "1/s",
	    .peer = "Fastify",
	    .kind = AIM_RATIO_LEAST,
	    .aim = 1};
	scene_open(&s, &at->b, 10, 0);
	start_ours(at, &ours, s.folder);
	to_bare.compared = start_bare(at, &bare, ours.port);
	to_fastify.compared = start_peer(at, &fastify, "health", NULL);
	for (int i = -1; i < ROUNDS; i++) {
		double seconds = i < 0 ? 0.7 : 2;
		int to = i < 0 ? 0 : i;
		to_bare.ours[to] = to_fastify.ours[to] =
		    rate(&ours, seconds, "ours");
		if (to_bare.compared)
			to_bare.theirs[to] = rate(&bare, seconds, "bare");
		if (to_fastify.compared)
			to_fastify.theirs[to] =
			    rate(&fastify, seconds, "Fastify");
	}
	table_row(&to_bare);
	table_row(&to_fastify);
	program_stop(&ours);
	program_stop(&bare);
	program_stop(&fastify);
	scene_close(&s);
}
