/* SPDX-License-Identifier: MIT
 * live_load.c - thousands of slow interviews with a real server: how long an
 * answer waits for its acknowledgement, and what each interview costs.
 * Apart from bench/, since it needs hire-server as a process of its own.
 */
#define _GNU_SOURCE
#include "support.h"

#include <hire/hire.h>

#include "services/work.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { IN_MAX = 8192, SAMPLES_MAX = 1 << 20 };

static const char resume[] =
    "Sample Candidate\ncandidate@example.com\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2016 - Present\n"
    "- Built storage engines in C on Linux\n\nSKILLS\nC, Linux\n";

typedef struct seat {
	char id[64];
	int fd;
	int64_t due, asked; /* 0: nothing is due, or waits */
	long said;
	bool over;
	size_t len;
	char in[IN_MAX];
} seat;

typedef struct load {
	char folder[64];
	hire_ctx *ctx;
	hire_arena *mem;
	hire_platform *p;
	hire_actor hr, candidate;
	pid_t server;
	int port, epoll;
	size_t count, over, answers;
	seat *seats;
	int64_t pause;
	uint32_t *took; /* microseconds */
	uint64_t seed;
} load;

static void
must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "live_load: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void
ok(hire_status st, const hire_error *err)
{
	if (!st)
		return;
	fprintf(stderr, "live_load: %s: %s\n", err->field, err->message);
	exit(1);
}

static int64_t
now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Setting the stage, through the library */

static hire_status
add_people(hire__work *w, void *args)
{
	load *l = args;
	hire_organisation org = {.name = "Sample Organisation"};
	hire_account hr, candidate;
	hire_record_init(&hire_account_record, &hr);
	hire_record_init(&hire_account_record, &candidate);
	hire_status st = hire__insert(w, &hire_organisation_record, &org);
	hr.organisation_id = org.id;
	hr.email = "hr@example.com";
	candidate.email = "candidate@example.com";
	hr.name = candidate.name = "Sample Person";
	hr.role = HIRE_ROLE_HR;
	candidate.role = HIRE_ROLE_CANDIDATE;
	hr.confirmed_at = candidate.confirmed_at = w->now.wall;
	if (!st)
		st = hire__insert(w, &hire_account_record, &hr);
	if (!st)
		st = hire__insert(w, &hire_account_record, &candidate);
	l->hr = (hire_actor){.account_id = hr.id,
	    .role = HIRE_ROLE_HR,
	    .organisation_id = org.id};
	l->candidate = (hire_actor){
	    .account_id = candidate.id, .role = HIRE_ROLE_CANDIDATE};
	return st;
}

static void
add_interview(load *l, hire_arena *mem)
{
	hire_error err = {0};
	hire_job draft, job;
	hire_payment pay;
	hire_event_outcome outcome;
	hire_application made;
	hire_upload file = {"resume.txt", resume, sizeof resume - 1};
	hire_record_init(&hire_job_record, &draft);
	draft.title = "C engineer";
	draft.details = "We need a C engineer.";
	draft.requirements = "must: C\nmust: Linux\n";
	draft.question_count = 50;
	draft.interview_minutes = 240;
	ok(hire_jobs_post(l->p, &l->hr, &draft, NULL, 0, mem, &job, &err),
	    &err);
	ok(hire_payments_checkout(l->p, &l->hr, job.id, NULL, mem, &pay, &err),
	    &err);
	ok(hire_payments_sandbox(l->p, pay.id, true, mem, &outcome, &err),
	    &err);
	ok(hire_applications_apply(
	       l->p, &l->candidate, job.id, NULL, &file, mem, &made, &err),
	    &err);
}

static void
find_interviews(load *l)
{
	hire_error err = {0};
	hire_rows rows = {0};
	hire_page page = {NULL, 1000};
	size_t n = 0;
	do {
		ok(hire_interviews_list(
		       l->p, &l->candidate, NULL, page, l->mem, &rows, &err),
		    &err);
		const hire_interview *row = rows.rows;
		for (size_t i = 0; i < rows.count && n < l->count; i++)
			snprintf(l->seats[n++].id, 64, "%s", row[i].id);
		page.after = rows.next;
	} while (page.after);
	must(n == l->count, "not every interview is ready");
}

static void
set_up(load *l)
{
	hire_error err = {0};
	hire_arena *mem = NULL;
	hire_config config = {.size = sizeof config, .data = l->folder};
	hire_worker_options once = {.size = sizeof once, .until_idle = true};
	ok(hire_ctx_new(NULL, &l->ctx, &err), &err);
	ok(hire_arena_new(l->ctx, 0, &l->mem, &err), &err);
	ok(hire_arena_new(l->ctx, 0, &mem, &err), &err);
	ok(hire_platform_open(l->ctx, &config, HIRE_NEED_ALL, &l->p, &err),
	    &err);
	ok(hire__write(l->p, add_people, l, l->mem, &err), &err);
	for (size_t i = 0; i < l->count; i++) {
		add_interview(l, mem);
		hire_arena_reset(mem);
	}
	ok(hire_worker_run(l->p, &once, &err), &err);
	find_interviews(l);
	hire_arena_free(mem);
}

static void
start_server(load *l, const char *binaries)
{
	int line[2];
	char path[300], data[100], text[200] = "";
	must(!pipe(line), "pipe");
	snprintf(path, sizeof path, "%s/hire-server", binaries);
	snprintf(data, sizeof data, "--data=%s", l->folder);
	l->server = fork();
	must(l->server >= 0, "fork");
	if (!l->server) {
		dup2(line[1], 1);
		setenv("HIRE_SERVER_RATE", "1000000", 1);
		setenv("HIRE_LOG", "warn", 1);
		execl(path, path, data, "--listen=127.0.0.1:0", (char *)NULL);
		_exit(127);
	}
	close(line[1]);
	must(read(line[0], text, sizeof text - 1) > 0, "no server");
	close(line[0]);
	l->port = (int)strtol(strrchr(text, ':') + 1, NULL, 10);
}

/* Speaking */

static void
send_frame(const seat *s, int opcode, const char *text)
{
	unsigned char frame[1100] = {(unsigned char)(0x80 | opcode)};
	size_t n = strlen(text), at = 2;
	if (n < 126) {
		frame[1] = (unsigned char)(0x80 | n);
	} else {
		frame[1] = 0xFE;
		frame[at++] = (unsigned char)(n >> 8);
		frame[at++] = (unsigned char)n;
	}
	at += 4; /* a mask of zeros */
	memcpy(frame + at, text, n);
	must(send(s->fd, frame, at + n, MSG_NOSIGNAL) == (ssize_t)(at + n),
	    "send");
}

static void
says(const seat *s, const char *text)
{
	send_frame(s, 1, text);
}

static void
connect_one(load *l, seat *s)
{
	hire_error err = {0};
	const char *ticket;
	hire_time expires;
	char ask[600];
	int on = 1;
	struct sockaddr_in at = {.sin_family = AF_INET,
	    .sin_port = htons((uint16_t)l->port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	ok(hire_interviews_ticket(
	       l->p, &l->candidate, s->id, l->mem, &ticket, &expires, &err),
	    &err);
	s->fd = socket(AF_INET, SOCK_STREAM, 0);
	must(!connect(s->fd, (struct sockaddr *)&at, sizeof at), "connect");
	setsockopt(s->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	snprintf(ask, sizeof ask,
	    "GET /api/v1/live?ticket=%s HTTP/1.1\r\nHost: localhost\r\n"
	    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
	    "Sec-WebSocket-Version: 13\r\n"
	    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
	    ticket);
	must(send(s->fd, ask, strlen(ask), 0) > 0, "send");
	char head[1000];
	size_t n = 0;
	while (n < 4 || memcmp(head + n - 4, "\r\n\r\n", 4))
		must(n < sizeof head && recv(s->fd, head + n++, 1, 0) == 1,
		    "no 101");
	must(!strncmp(head, "HTTP/1.1 101", 12), "no 101");
	struct epoll_event e = {.events = EPOLLIN, .data.ptr = s};
	must(!fcntl(s->fd, F_SETFL, O_NONBLOCK), "fcntl");
	must(!epoll_ctl(l->epoll, EPOLL_CTL_ADD, s->fd, &e), "epoll");
	says(s, "{\"type\":\"hello\"}");
	says(s, "{\"type\":\"begin\",\"id\":\"b\",\"consent\":true}");
}

static void
answer(seat *s)
{
	char text[700];
	snprintf(text, sizeof text,
	    "{\"type\":\"answer\",\"id\":\"a%ld\",\"text\":\"I built the "
	    "storage engine in C and measured it before and after: the "
	    "latency at the 99th percentile fell by half, since pages were "
	    "cached and the log was written in groups. I would do the same "
	    "again, with tests for crashes first.\"}",
	    ++s->said);
	s->due = 0;
	s->asked = now_us();
	says(s, text);
}

static bool
has(const char *text, const char *what)
{
	return strstr(text, what) != NULL;
}

/* Pauses differ, and are `pause` long on the average. */
static int64_t
after_pause(load *l)
{
	uint64_t most = 2 * (uint64_t)l->pause + 1;
	return now_us() + (int64_t)test_random(&l->seed, most) + 1;
}

static void
hear(load *l, seat *s, const char *m)
{
	if (has(m, "\"type\":\"ack\"") && s->asked) {
		if (l->answers < SAMPLES_MAX)
			l->took[l->answers++] = (uint32_t)(now_us() - s->asked);
		s->asked = 0;
	} else if (has(m, "\"event\":\"greet\"")) {
		says(s, "{\"type\":\"proceed\",\"id\":\"p\"}");
	} else if (has(m, "\"event\":\"ask\"") ||
	           has(m, "\"event\":\"probe\"")) {
		s->due = after_pause(l);
	} else if (has(m, "\"event\":\"invite\"")) {
		says(s, "{\"type\":\"done\",\"id\":\"d\"}");
	} else if (has(m, "\"type\":\"error\"")) {
		fprintf(stderr, "live_load: %s\n", m);
	}
}

static void
leave(load *l, seat *s)
{
	close(s->fd);
	s->over = true;
	s->due = 0;
	l->over++;
}

/* Frames in hand; false at a close frame. */
static bool
take_frames(load *l, seat *s)
{
	size_t at = 0;
	while (s->len - at >= 4) {
		const unsigned char *b = (unsigned char *)s->in + at;
		size_t n = b[1], head = 2;
		if (n == 126) {
			n = (size_t)b[2] << 8 | b[3];
			head = 4;
		}
		if (s->len - at < head + n)
			break;
		if (b[0] == 0x88)
			return false;
		if (b[0] == 0x89)
			send_frame(s, 10, "");
		char *m = s->in + at + head, kept = m[n];
		m[n] = '\0';
		if (b[0] == 0x81)
			hear(l, s, m);
		m[n] = kept;
		at += head + n;
	}
	s->len -= at;
	memmove(s->in, s->in + at, s->len);
	return true;
}

static void
serve(load *l, int timeout)
{
	struct epoll_event events[256];
	int n = epoll_wait(l->epoll, events, 256, timeout);
	for (int i = 0; i < n; i++) {
		seat *s = events[i].data.ptr;
		ssize_t got =
		    recv(s->fd, s->in + s->len, IN_MAX - 1 - s->len, 0);
		if (got < 0 && errno == EAGAIN)
			continue;
		if (got > 0)
			s->len += (size_t)got;
		if (got <= 0 || !take_frames(l, s))
			leave(l, s);
	}
}

static void
play(load *l, int64_t until)
{
	while (now_us() < until && l->over < l->count) {
		int64_t now = now_us();
		for (size_t i = 0; i < l->count; i++)
			if (l->seats[i].due && l->seats[i].due <= now)
				answer(&l->seats[i]);
		serve(l, l->pause ? 1 : 0);
	}
}

/* Figures */

static long
memory_kib(pid_t pid)
{
	char path[64], line[200];
	long kib = 0;
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	must(f != NULL, path);
	while (fgets(line, sizeof line, f))
		if (!strncmp(line, "VmRSS:", 6))
			kib = strtol(line + 6, NULL, 10);
	fclose(f);
	return kib;
}

static double
cpu_seconds(pid_t pid)
{
	char path[64], text[600] = "";
	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "r");
	must(f && fgets(text, sizeof text, f), path);
	fclose(f);
	unsigned long user = 0, system = 0;
	sscanf(strrchr(text, ')') + 2,
	    "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
	    &system);
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static int
by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void
report(load *l, double seconds, double cpu, long before, long after)
{
	qsort(l->took, l->answers, sizeof *l->took, by_size);
	must(l->answers > 0, "no answer was acknowledged");
	printf("%zu interviews: %zu answers in %.0f s, acknowledged in "
	       "p50 %.2f ms, p99 %.2f ms, most %.2f ms; %ld KiB with them, "
	       "%.1f KiB each; %.0f %% of a core; %zu ended\n",
	    l->count, l->answers, seconds, l->took[l->answers / 2] / 1e3,
	    l->took[l->answers * 99 / 100] / 1e3, l->took[l->answers - 1] / 1e3,
	    after, (double)(after - before) / (double)l->count,
	    cpu * 100 / seconds, l->over);
}

/* A folder, room for what is measured, and as many files as it takes. */
static void
prepare(load *l, char **argv)
{
	const struct rlimit files = {20000, 20000};
	const char *tmp = getenv("TMPDIR");
	snprintf(l->folder, sizeof l->folder, "%.40s/hire-load-XXXXXX",
	    tmp ? tmp : "/tmp");
	must(!setrlimit(RLIMIT_NOFILE, &files), "setrlimit");
	must(mkdtemp(l->folder) != NULL, "mkdtemp");
	l->count = strtoul(argv[2], NULL, 10);
	l->pause = strtol(argv[3], NULL, 10) * 1000;
	l->seats = calloc(l->count, sizeof *l->seats);
	l->took = calloc(SAMPLES_MAX, sizeof *l->took);
	l->epoll = epoll_create1(0);
	must(l->seats && l->took && l->epoll >= 0, "memory");
}

static void
measure(load *l, int64_t seconds)
{
	long before = memory_kib(l->server);
	for (size_t i = 0; i < l->count; i++) {
		connect_one(l, &l->seats[i]);
		serve(l, 0);
	}
	play(l, now_us() + 3000000); /* to settle */
	l->answers = 0;
	double cpu = cpu_seconds(l->server);
	int64_t from = now_us();
	play(l, from + seconds * 1000000);
	report(l, (double)(now_us() - from) / 1e6, cpu_seconds(l->server) - cpu,
	    before, memory_kib(l->server));
}

int
main(int argc, char **argv)
{
	load l = {.count = 0};
	if (argc != 5) {
		fprintf(stderr, "usage: live_load BINARIES INTERVIEWS "
		                "PAUSE_MS SECONDS\n");
		return 2;
	}
	prepare(&l, argv);
	set_up(&l);
	start_server(&l, argv[1]);
	measure(&l, strtol(argv[4], NULL, 10));
	kill(l.server, SIGTERM);
	for (size_t i = 0; i < l.count; i++)
		if (!l.seats[i].over)
			close(l.seats[i].fd);
	int code = 0;
	waitpid(l.server, &code, 0);
	hire_platform_close(l.p);
	hire_arena_free(l.mem);
	hire_ctx_free(l.ctx);
	printf("folder %s\n", l.folder);
	return code;
}
