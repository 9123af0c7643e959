/* SPDX-License-Identifier: MIT
 * test_http_peers.c - the watch over connections without a server around it:
 * moments that a client cannot bring about on purpose.
 */
#define _GNU_SOURCE
#include "support.h"

#include "peers.h"
#include "server.h"
#include "sockets.h"
#include "steady.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST = 8 };

/* The wall clock of this program: one that somebody sets back right after it
 * was read. */
static int64_t ahead_s;

int
clock_gettime(clockid_t which, struct timespec *t)
{
	int bad = (int)syscall(SYS_clock_gettime, which, t);
	if (which == CLOCK_REALTIME)
		t->tv_sec += ahead_s;
	return bad;
}

typedef struct line {
	int client, server;
	peer *who;
} line;

static peers *all;
static int listener, port;
static line lines[MOST];

/* A connection that had a reply and waits for the next request. */
static void
connect_one(line *l)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sockaddr_in far;
	socklen_t len = sizeof far;
	char text[INET_ADDRSTRLEN];
	bool last = false;
	l->client = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert(!connect(l->client, (struct sockaddr *)&at, sizeof at));
	l->server = accept(listener, (struct sockaddr *)&far, &len);
	ck_assert_int_ge(l->server, 0);
	l->who = peers_enter(all);
	ck_assert_ptr_nonnull(l->who);
	inet_ntop(AF_INET, &far.sin_addr, text, sizeof text);
	peers_name(all, l->who, text, ntohs(far.sin_port));
	peers_answer(all, l->who, &last);
	ck_assert(!last);
	peers_rest(all, l->who);
}

static void
drop(line *l)
{
	peers_leave(all, l->who);
	close(l->server);
	close(l->client);
}

static void
begin(void)
{
	struct sockaddr_in at = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof at;
	ahead_s = 0;
	listener = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert(!bind(listener, (struct sockaddr *)&at, len));
	ck_assert(!listen(listener, MOST));
	ck_assert(!getsockname(listener, (struct sockaddr *)&at, &len));
	port = ntohs(at.sin_port);
	all = peers_new(MOST, MOST);
	ck_assert_ptr_nonnull(all);
	peers_serve(all, port);
}

static void
end(void)
{
	peers_free(all);
	close(listener);
}

/* Nothing more comes in: the other side's thread ends the connection. */
static bool
is_sent_away(const line *l)
{
	char byte;
	return recv(l->server, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
}

START_TEST(a_request_that_came_is_not_sent_away)
{
	for (int i = 0; i < MOST - 1; i++)
		connect_one(&lines[i]);
	ck_assert_int_eq(send(lines[0].client, "G", 1, 0), 1);
	connect_one(&lines[MOST - 1]);
	for (int i = 0; i < 100 && !is_sent_away(&lines[1]); i++)
		usleep(10000);
	ck_assert(is_sent_away(&lines[1]));
	int seen = 0, idle = 0;
	peers_counts(all, &seen, &idle);
	ck_assert_int_eq(idle, MOST - 1);
	bool last = false;
	peers_answer(all, lines[0].who, &last);
	ck_assert(!last);
	peers_rest(all, lines[0].who);
	for (int i = 0; i < MOST; i++)
		drop(&lines[i]);
}
END_TEST

/* Its request was on its way: it is answered, but no other one will be. */
START_TEST(the_reply_to_one_who_was_sent_away_is_the_last)
{
	for (int i = 0; i < MOST; i++)
		connect_one(&lines[i]);
	for (int i = 0; i < 100 && !is_sent_away(&lines[0]); i++)
		usleep(10000);
	ck_assert(is_sent_away(&lines[0]));
	bool last = false;
	peers_answer(all, lines[0].who, &last);
	ck_assert(last);
	peers_rest(all, lines[0].who);
	for (int i = 0; i < MOST; i++)
		drop(&lines[i]);
}
END_TEST

START_TEST(a_clock_that_is_set_back_keeps_nobody_waiting)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t cond;
	ahead_s = 3600;
	steady_cond(&cond);
	int64_t begin = sockets_now_ms();
	struct timespec until = steady_in(1050);
	pthread_mutex_lock(&lock);
	while (!pthread_cond_timedwait(&cond, &lock, &until))
		;
	pthread_mutex_unlock(&lock);
	int64_t took = sockets_now_ms() - begin;
	ck_assert_msg(took >= 1050 && took < 3000, "%lld ms", (long long)took);
	pthread_cond_destroy(&cond);
}
END_TEST

START_TEST(deadlines_hold_when_the_clock_is_set_back)
{
	ahead_s = 3600;
	connect_one(&lines[0]);
	/* The watch has begun to wait by that clock. */
	usleep(100000);
	peers_limit(all, lines[0].who, 50);
	for (int i = 0; i < 100 && !is_sent_away(&lines[0]); i++)
		usleep(10000);
	ck_assert(is_sent_away(&lines[0]));
	drop(&lines[0]);
}
END_TEST

/* Half of the descriptors are for lines that were taken over. */
START_TEST(without_descriptors_for_all_no_server_starts)
{
	struct rlimit limit = {256, 256};
	ck_assert(!setrlimit(RLIMIT_NOFILE, &limit));
	http_options options = {.listen = "127.0.0.1:0", .threads = 100};
	http_server *server = NULL;
	hire_error err = {0};
	ck_assert_int_eq(
	    http_server_start(&options, &server, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "threads");
	/* The usual threads go with the usual limit. */
	ck_assert_int_le(peers_files(128 + 8), 1024);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_peers");
	TCase *t = tcase_create("peers");
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, a_request_that_came_is_not_sent_away);
	tcase_add_test(t, the_reply_to_one_who_was_sent_away_is_the_last);
	tcase_add_test(t, a_clock_that_is_set_back_keeps_nobody_waiting);
	tcase_add_test(t, deadlines_hold_when_the_clock_is_set_back);
	tcase_add_test(t, without_descriptors_for_all_no_server_starts);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
