/* SPDX-License-Identifier: MIT
 * row_echo.c - 5,000 WebSockets: how fast they open, what each holds, how long
 * 1 KB there and back takes, beside ws and socket.io.
 */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOCKETS = 5000, IN_FLIGHT = 64, ECHOES = 3000, PAYLOAD = 1024 };
enum { STRIDE = 1217, PATH = 300 };

/* What a server of that kind wants to hear, and says back. */
typedef struct speech {
	const char *path, *hello; /* sent once it has spoken; NULL: none */
	char text[PAYLOAD + 16];
	const char *echo; /* begins its echo */
} speech;

typedef struct figures {
	double rate, shake, kib, p50, p99;
} figures;

typedef struct session {
	const speech *how;
	sockets *all;
	size_t greeted, heard;
} session;

static void
tell_path(void *user, size_t which, char *out, size_t size)
{
	(void)which;
	snprintf(out, size, "%s", ((session *)user)->how->path);
}

/* socket.io: "0{...}" opens, "40" joins, "40{...}" welcomes. */
static void
on_heard(void *user, size_t which, const char *text)
{
	session *s = user;
	if (!strncmp(text, s->how->echo, strlen(s->how->echo)))
		s->heard++;
	else if (*text == '0')
		sockets_send(s->all, which, s->how->hello);
	else if (!strncmp(text, "40", 2))
		s->greeted++;
}

static void
echo(session *s, figures *out)
{
	static double micros[ECHOES];
	for (size_t i = 0; i < ECHOES; i++) {
		double start = bench_micros();
		s->heard = 0;
		sockets_send(s->all, i * STRIDE % SOCKETS, s->how->text);
		while (!s->heard && bench_micros() < start + 5e6)
			sockets_turn(s->all, 100);
		if (!s->heard)
			bench_die("echo", "none came");
		micros[i] = bench_micros() - start;
	}
	out->p50 = table_part(micros, ECHOES, 0.5) / 1000;
	out->p99 = table_part(micros, ECHOES, 0.99) / 1000;
}

static figures
session_run(const program *p, const speech *how)
{
	session s = {.how = how};
	const sockets_options o = {.port = p->port,
	    .count = SOCKETS,
	    .in_flight = IN_FLIGHT,
	    .path = tell_path,
	    .heard = on_heard,
	    .user = &s};
	figures f = {0};
	size_t shakes;
	double before = program_rss(p), start = load_clock();
	s.all = sockets_new(&o);
	double took = sockets_open(s.all, 0, SOCKETS);
	while (how->hello && s.greeted < SOCKETS && load_clock() < start + 60)
		sockets_turn(s.all, 100);
	if (how->hello)
		took = load_clock() - start;
	f.rate = SOCKETS / took;
	double *micros = sockets_handshakes(s.all, &shakes);
	f.shake = table_part(micros, shakes, 0.99) / 1000;
	echo(&s, &f);
	f.kib = (program_rss(p) - before) / SOCKETS;
	sockets_free(s.all);
	return f;
}

static void
speech_make(speech *s, const char *head, const char *tail)
{
	size_t n = strlen(head);
	memcpy(s->text, head, n);
	memset(s->text + n, 'x', PAYLOAD);
	memcpy(s->text + n + PAYLOAD, tail, strlen(tail) + 1);
}

static void
rows_of(const char *peer, const figures *ours, const figures *theirs,
    bool compared, bool aims)
{
	row rate = {"WebSockets opened, 5,000", "1/s", peer, {0}, {0}, compared,
	    aims ? AIM_RATIO_LEAST : AIM_NONE, 1};
	row shake = {
	    "handshake, p99", "ms", peer, {0}, {0}, compared, AIM_NONE, 0};
	row p50 = {"1 KB echo, 5,000 open, p50", "ms", peer, {0}, {0}, compared,
	    aims ? AIM_RATIO_MOST : AIM_NONE, 1};
	row p99 = {"1 KB echo, 5,000 open, p99", "ms", peer, {0}, {0}, compared,
	    aims ? AIM_RATIO_MOST : AIM_NONE, 1};
	row kib = {"memory of an idle socket, 5,000", "KiB", peer, {0}, {0},
	    compared, AIM_OURS_MOST, 4};
	row *all[] = {&rate, &shake, &p50, &p99, &kib};
	for (int i = 0; i < ROUNDS; i++) {
		const figures *f[] = {&ours[i], &theirs[i]};
		for (int k = 0; k < 2; k++) {
			double v[] = {f[k]->rate, f[k]->shake, f[k]->p50,
			    f[k]->p99, f[k]->kib};
			for (int j = 0; j < 5; j++)
				(k ? all[j]->theirs : all[j]->ours)[i] = v[j];
		}
	}
	/* What a first round left behind is used again: it alone tells. */
	for (int i = 1; i < ROUNDS; i++) {
		kib.ours[i] = kib.ours[0];
		kib.theirs[i] = kib.theirs[0];
	}
	for (int j = 0; j < 5; j++)
		table_row(all[j]);
}

void
row_echo(place *at)
{
	static speech plain = {.path = "/", .echo = "x"};
	static speech io = {.path = "/socket.io/?EIO=4&transport=websocket",
	    .hello = "40",
	    .echo = "42"};
	static figures f[3][ROUNDS];
	static const char *const names[] = {NULL, "ws", "socket.io"};
	program p[3];
	bool runs[3];
	char path[PATH];
	snprintf(path, sizeof path, "%s/bench_echo", at->bin);
	const char *argv[] = {path, NULL};
	speech_make(&plain, "", "");
	speech_make(&io, "42[\"m\",\"", "\"]");
	runs[0] = program_start(&p[0], argv);
	if (!runs[0])
		bench_die(path, "does not start");
	runs[1] = start_peer(at, &p[1], "echo", NULL);
	runs[2] = start_peer(at, &p[2], "socketio", NULL);
	for (int i = 0; i < ROUNDS; i++)
		for (int k = 0; k < 3; k++)
			if (runs[k])
				f[k][i] =
				    session_run(&p[k], k == 2 ? &io : &plain);
	for (int k = 1; k < 3; k++)
		rows_of(names[k], f[0], f[k], runs[k], k == 1);
	for (int k = 0; k < 3; k++)
		program_stop(&p[k]);
}
