/* SPDX-License-Identifier: MIT
 * peer.c - lines to a node process and back.
 */
#define _GNU_SOURCE /* environ */
#include "peer.h"

#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE = 128 };

#define SOURCE_PEERS  BENCH_SOURCE "/bench/peers/peers.js"
#define SOURCE_SKILLS BENCH_SOURCE "/libhire/data/skills.tsv"
#define SOURCE_MORE   BENCH_SOURCE "/libhire/data/taxonomy.tsv"

static void
pipe_or_die(int ends[2])
{
	if (pipe(ends))
		bench_die("peer", "no pipe");
}

/* Node with `in` and `out` for its standard streams; 0 when it is not there. */
static pid_t
spawn_node(const char *folder, const int in[2], const int out[2])
{
	char *argv[] = {"node", SOURCE_PEERS, (char *)folder, SOURCE_SKILLS,
	    SOURCE_MORE, NULL};
	posix_spawn_file_actions_t files;
	pid_t pid = 0;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
	posix_spawn_file_actions_addclose(&files, in[1]);
	posix_spawn_file_actions_addclose(&files, out[0]);
	if (posix_spawnp(&pid, "node", &files, NULL, argv, environ))
		pid = 0;
	posix_spawn_file_actions_destroy(&files);
	return pid;
}

bool
peer_start(bench_peer *p, bench *b, const char *folder)
{
	int in[2], out[2];
	char line[LINE] = "";
	pipe_or_die(in);
	pipe_or_die(out);
	pid_t pid = spawn_node(folder, in, out);
	close(in[0]);
	close(out[1]);
	if (!pid) {
		close(in[1]);
		close(out[0]);
		bench_note(b, "peers left out: node is not installed");
		return false;
	}
	*p = (bench_peer){pid, fdopen(in[1], "w"), fdopen(out[0], "r"), false};
	if (!p->to || !p->from || !fgets(line, sizeof line, p->from))
		bench_die(SOURCE_PEERS, "does not start");
	p->natural = !strcmp(line, "ready natural\n");
	if (!p->natural)
		bench_note(b, "natural left out: npm could not install it");
	return true;
}

double
peer_turn(bench_peer *p, const char *name, int times)
{
	char line[LINE];
	fprintf(p->to, "%s %d\n", name, times);
	if (fflush(p->to) || !fgets(line, sizeof line, p->from))
		bench_die(SOURCE_PEERS, "does not answer");
	return strtod(line, NULL);
}

void
peer_stop(bench_peer *p)
{
	fclose(p->to);
	fclose(p->from);
	waitpid(p->pid, NULL, 0);
}
