/* SPDX-License-Identifier: MIT
 * test_ws_threads.c - many threads on one hub: senders, closers, newcomers, and
 * a stop in the middle.
 */
#include "test_ws_peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PEERS = 16, SENDERS = 4, TEXTS = 300, LIVES = 150 };

static host h;
static peer peers[PEERS];
static atomic_bool over;

static void *
sender(void *arg)
{
	int who = (int)(size_t)arg;
	for (int i = 0; i < TEXTS; i++)
		for (int k = 0; k < PEERS; k++) {
			char text[32];
			int n = snprintf(text, sizeof text, "%d %d", who, i);
			ck_assert_ok(
			    ws_send(h.hub, peers[k].id, text, (size_t)n));
		}
	return NULL;
}

static void *
reader(void *arg)
{
	const peer *of = arg;
	got *g = malloc(sizeof *g);
	int next[SENDERS] = {0};
	ck_assert_ptr_nonnull(g);
	for (int i = 0; i < SENDERS * TEXTS; i++) {
		char *rest = NULL;
		peer_read(of, g);
		ck_assert_int_eq(g->opcode, WS_TEXT);
		long who = strtol(g->data, &rest, 10);
		ck_assert(who >= 0 && who < SENDERS);
		ck_assert_int_eq(strtol(rest, NULL, 10), next[who]++);
	}
	free(g);
	return NULL;
}

START_TEST(each_sender_is_heard_in_order_by_everybody)
{
	pthread_t threads[SENDERS + PEERS];
	host_open(
	    &h, (ws_hub_options){.threads = 2, .queue_max = 64 * 1024 * 1024});
	for (int i = 0; i < PEERS; i++) {
		peer_open(&h, &peers[i]);
		pthread_create(&threads[SENDERS + i], NULL, reader, &peers[i]);
	}
	for (size_t i = 0; i < SENDERS; i++)
		pthread_create(&threads[i], NULL, sender, (void *)i);
	for (int i = 0; i < SENDERS + PEERS; i++)
		pthread_join(threads[i], NULL);
	ck_assert_uint_eq(
	    host_counters(&h).messages_out, PEERS * SENDERS * TEXTS);
	host_close(&h, peers, PEERS);
}
END_TEST

/* Ids of any age, shared by all. */
static _Atomic ws_conn_id ids[PEERS];

static void *
meddler(void *arg)
{
	uint64_t seed = (size_t)arg + 1;
	while (!atomic_load(&over)) {
		ws_conn_id id = atomic_load(&ids[test_random(&seed, PEERS)]);
		char text[200] = "noise";
		if (test_random(&seed, 50))
			(void)!ws_send(h.hub, id, text, sizeof text);
		else
			(void)!ws_close(h.hub, id, 4002, "meddled");
		ws_resume(h.hub, id);
		if (!test_random(&seed, 20)) {
			ws_counters c = host_counters(&h);
			ck_assert_uint_le(c.open, PEERS);
		}
	}
	return NULL;
}

static bool
pause_sometimes(peer *of, const char *data, size_t len)
{
	(void)of, (void)len;
	return data[0] != 'p';
}

/* A client that comes, talks, and goes in one way or another. */
static void
live(peer *of, uint64_t *seed)
{
	if (peer_try(&h, of))
		return;
	atomic_store(&ids[of - peers], of->id);
	for (int i = (int)test_random(seed, 4); i >= 0; i--)
		peer_says(of, test_random(seed, 2) ? "pause" : "go on");
	if (test_random(seed, 2))
		peer_send(of, 0x88, "\x03\xE8", 2);
}

static void *
lives(void *arg)
{
	size_t who = (size_t)arg;
	uint64_t seed = who + 100;
	for (int i = 0; i < LIVES; i++) {
		peer *of = &peers[who];
		live(of, &seed);
		close(of->fd);
		pthread_mutex_lock(&h.lock);
		while (!of->closed)
			pthread_cond_wait(&h.news, &h.lock);
		ck_assert_int_eq(of->closed, 1);
		pthread_mutex_unlock(&h.lock);
	}
	return NULL;
}

START_TEST(connections_come_and_go_while_others_meddle)
{
	enum { VISITORS = 4, MEDDLERS = 3 };
	pthread_t threads[VISITORS + MEDDLERS];
	host_open(&h,
	    (ws_hub_options){.threads = 3, .queue_max = 4000, .close_ms = 20});
	h.act = pause_sometimes;
	for (size_t i = 0; i < VISITORS; i++)
		pthread_create(&threads[i], NULL, lives, (void *)i);
	for (size_t i = 0; i < MEDDLERS; i++)
		pthread_create(
		    &threads[VISITORS + i], NULL, meddler, (void *)i);
	for (int i = 0; i < VISITORS; i++)
		pthread_join(threads[i], NULL);
	atomic_store(&over, true);
	for (int i = 0; i < MEDDLERS; i++)
		pthread_join(threads[VISITORS + i], NULL);
	ws_counters c = host_counters(&h);
	ck_assert_uint_eq(c.open, 0);
	ck_assert_uint_eq(c.opened, VISITORS * LIVES);
	ck_assert_uint_eq(c.queued, 0);
	host_close(&h, NULL, 0);
}
END_TEST

static void *
talker(void *arg)
{
	const peer *of = arg;
	while (!atomic_load(&over))
		peer_says(of, "talk");
	return NULL;
}

static void *
drinker(void *arg)
{
	const peer *of = arg;
	got *g = malloc(sizeof *g);
	ck_assert_ptr_nonnull(g);
	do
		peer_read(of, g);
	while (g->opcode == WS_TEXT);
	if (g->opcode == WS_CLOSE) {
		ck_assert(g->code == WS_CODE_RESTART || g->code == 4002);
		peer_send(of, 0x88, "\x03\xF4", 2);
	}
	free(g);
	return NULL;
}

START_TEST(a_hub_stops_under_load)
{
	pthread_t threads[2 * PEERS + 1];
	/* Short turns: each peer has always more to say than is read in one. */
	host_open(&h, (ws_hub_options){.threads = 2, .read_size = 1024});
	for (int i = 0; i < PEERS; i++) {
		peer_open(&h, &peers[i]);
		atomic_store(&ids[i], peers[i].id);
		pthread_create(&threads[2 * i], NULL, talker, &peers[i]);
		pthread_create(&threads[2 * i + 1], NULL, drinker, &peers[i]);
	}
	for (int i = 0; i < PEERS; i++)
		peer_wait_messages(&peers[i], 20);
	pthread_create(&threads[2 * PEERS], NULL, meddler, (void *)9);
	ws_hub_stop(h.hub, WS_CODE_RESTART, "restart", 2000);
	atomic_store(&over, true);
	for (int i = 0; i < 2 * PEERS + 1; i++)
		pthread_join(threads[i], NULL);
	host_close(&h, peers, PEERS);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ws_threads");
	TCase *t = tcase_create("threads");
	tcase_set_timeout(t, 300);
	tcase_add_test(t, each_sender_is_heard_in_order_by_everybody);
	tcase_add_test(t, connections_come_and_go_while_others_meddle);
	tcase_add_test(t, a_hub_stops_under_load);
	suite_add_tcase(s, t);
	return test_run(s);
}
