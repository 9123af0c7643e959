/* SPDX-License-Identifier: MIT
 * test_ws_hub.c - messages through the hub over real sockets: echoes, pings,
 * pauses, many connections, memory that fails.
 */
#include "test_ws_peer.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CROWD = 2000 };

static host h;
static peer p, q, crowd[CROWD];
static got g;
static char big[READ_MAX];

START_TEST(a_text_comes_back)
{
	host_open(&h, (ws_hub_options){0});
	peer_open(&h, &p);
	peer_says(&p, "hello");
	peer_expects(&p, WS_TEXT, "hello");
	peer_says(&p, "");
	peer_expects(&p, WS_TEXT, "");
	/* A byte is counted when it is sent: perhaps a moment after we saw it.
	 */
	while (host_counters(&h).bytes_out < 2 + 5 + 2)
		continue;
	ws_counters c = host_counters(&h);
	ck_assert_uint_eq(c.open, 1);
	ck_assert_uint_eq(c.opened, 1);
	ck_assert_uint_eq(c.messages_in, 2);
	ck_assert_uint_eq(c.messages_out, 2);
	ck_assert_uint_eq(c.bytes_in, 6 + 5 + 6);
	ck_assert_uint_eq(c.bytes_out, 2 + 5 + 2);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_descriptor_may_be_blocking_or_not_and_of_any_family)
{
	int fds[2];
	host_open(&h, (ws_hub_options){0});
	ck_assert(!socketpair(AF_UNIX, SOCK_STREAM, 0, fds));
	if (_i)
		ck_assert(!fcntl(fds[1], F_SETFL, O_NONBLOCK));
	p = (peer){.host = &h, .fd = fds[0]};
	ck_assert_ok(ws_hub_adopt(h.hub, fds[1], &p, &p.id));
	peer_says(&p, "hello");
	peer_expects(&p, WS_TEXT, "hello");
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(large_messages_pass_however_little_is_read_at_once)
{
	static const size_t reads[] = {1, 7, 1000, 0};
	host_open(&h, (ws_hub_options){.read_size = reads[_i]});
	peer_open(&h, &p);
	memset(big, 'x', sizeof big);
	for (size_t n = 65536; n >= 1; n /= 4) {
		peer_send(&p, 0x81, big, n);
		peer_read(&p, &g);
		ck_assert_int_eq(g.opcode, WS_TEXT);
		ck_assert_uint_eq(g.len, n);
		ck_assert_mem_eq(g.data, big, n);
	}
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_ping_is_answered_between_fragments)
{
	host_open(&h, (ws_hub_options){0});
	peer_open(&h, &p);
	peer_send(&p, 0x01, "he", 2);
	peer_send(&p, 0x89, "there?", 6);
	peer_expects(&p, WS_PONG, "there?");
	peer_send(&p, 0x80, "llo", 3);
	peer_expects(&p, WS_TEXT, "hello");
	ck_assert_uint_eq(host_counters(&h).pings_in, 1);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_few_pings_at_once_are_answered_one_by_one)
{
	unsigned char frames[256];
	char text[] = "a";
	size_t n = 0;
	host_open(&h, (ws_hub_options){0});
	peer_open(&h, &p);
	for (int i = 0; i < 10; i++, text[0]++) {
		piece one = {0x89, text, 1, 0, false};
		n += piece_write(&one, frames + n);
	}
	ck_assert_int_eq(send(p.fd, frames, n, MSG_NOSIGNAL), (ssize_t)n);
	for (text[0] = 'a'; text[0] <= 'j'; text[0]++)
		peer_expects(&p, WS_PONG, text);
	host_close(&h, &p, 1);
}
END_TEST

/* Nobody reads the answers: they must not pile up. */
START_TEST(a_flood_of_pings_fills_no_memory)
{
	enum { PINGS = 100000, EACH = 131 };
	static unsigned char frames[100 * EACH];
	size_t n = 0;
	host_open(&h, (ws_hub_options){0});
	peer_open_narrow(&h, &p);
	for (int i = 0; i < 100; i++) {
		/* Each of its own length, so that none can stand for another.
		 */
		piece one = {0x89, big, (size_t)i, 0, false};
		n += piece_write(&one, frames + n);
	}
	for (int i = 0; i < PINGS / 100; i++)
		ck_assert_int_eq(
		    send(p.fd, frames, n, MSG_NOSIGNAL), (ssize_t)n);
	peer_says(&p, "over");
	peer_wait_messages(&p, 1);
	ck_assert_int_le(h.mem.most, 64 * 1024);
	do
		peer_read(&p, &g);
	while (g.opcode == WS_PONG);
	ck_assert_int_eq(g.opcode, WS_TEXT);
	ck_assert_uint_eq(host_counters(&h).pings_in, PINGS);
	host_close(&h, &p, 1);
}
END_TEST

static bool
pause_p(peer *of, const char *data, size_t len)
{
	(void)data, (void)len;
	return of != &p;
}

START_TEST(a_paused_connection_is_not_read_and_loses_nothing)
{
	enum { TEXTS = 300 };
	host_open(&h, (ws_hub_options){.ping_ms = 30, .pong_ms = 30});
	h.act = pause_p;
	peer_open(&h, &p);
	peer_open(&h, &q);
	for (int i = 0; i < TEXTS; i++) {
		char text[16];
		snprintf(text, sizeof text, "%d", i);
		peer_says(&p, text);
	}
	peer_send(&p, 0x88, "\x03\xE8", 2);
	for (int i = 0; i < TEXTS; i++) {
		char text[16];
		int n = snprintf(text, sizeof text, "%d", i);
		peer_wait_messages(&p, i + 1);
		ck_assert_int_eq(peer_messages(&p), i + 1);
		ck_assert_mem_eq(p.last, text, (size_t)n);
		if (i == 5) {
			/* The other one is read and pinged meanwhile; this one
			 * is not called dead. */
			peer_says(&q, "free");
			peer_wait_messages(&q, 1);
			for (int k = 0; k < 4; k++) {
				peer_expects(&q, WS_PING, "");
				peer_send(&q, 0x8A, "", 0);
			}
			ck_assert_int_eq(peer_messages(&p), i + 1);
			ck_assert_int_eq(p.closed, 0);
		}
		ws_resume(h.hub, p.id);
	}
	peer_wait_closed(&p, 1000, WS_END_PEER);
	host_close_both(&h, &p, &q);
}
END_TEST

static bool
resume_before_return(peer *of, const char *data, size_t len)
{
	ws_resume(of->host->hub, of->id);
	(void)!ws_send(of->host->hub, of->id, data, len);
	return false;
}

START_TEST(a_resume_before_the_pause_is_not_lost)
{
	host_open(&h, (ws_hub_options){0});
	h.act = resume_before_return;
	peer_open(&h, &p);
	for (int i = 0; i < 50; i++) {
		peer_says(&p, "a");
		peer_says(&p, "b");
		peer_expects(&p, WS_TEXT, "a");
		peer_expects(&p, WS_TEXT, "b");
	}
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(a_paused_connection_still_closes)
{
	host_open(&h, (ws_hub_options){.close_ms = 100000});
	h.act = pause_p;
	peer_open(&h, &p);
	peer_says(&p, "one");
	peer_says(&p, "two");
	peer_wait_messages(&p, 1);
	ck_assert_ok(ws_close(h.hub, p.id, 4000, "enough"));
	peer_expects_close(&p, 4000);
	peer_send(&p, 0x88, "\x0F\xA0", 2);
	peer_read(&p, &g);
	ck_assert_int_eq(g.opcode, -1);
	peer_leaves(&p, 4000, WS_END_APP);
	ck_assert_int_eq(p.messages, 1);
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(an_id_never_comes_to_mean_another_connection)
{
	ws_conn_id old[50];
	host_open(&h, (ws_hub_options){0});
	for (int i = 0; i < 50; i++) {
		peer_open(&h, &p);
		for (int k = 0; k < i; k++) {
			ck_assert_uint_ne(old[k], p.id);
			ck_assert_status(
			    ws_send(h.hub, old[k], "x", 1), HIRE_ENOTFOUND);
			ck_assert_status(ws_close(h.hub, old[k], 1000, NULL),
			    HIRE_ENOTFOUND);
			ws_resume(h.hub, old[k]);
		}
		old[i] = p.id;
		peer_says(&p, "mine");
		peer_expects(&p, WS_TEXT, "mine");
		close(p.fd);
		peer_wait_closed(&p, WS_CODE_LOST, WS_END_LOST);
	}
	ck_assert_status(ws_send(h.hub, 0, "x", 1), HIRE_ENOTFOUND);
	ck_assert_status(ws_send(h.hub, UINT64_MAX, "x", 1), HIRE_ENOTFOUND);
	p.fd = -1;
	host_close(&h, &p, 1);
}
END_TEST

START_TEST(what_a_hub_cannot_be_is_refused)
{
	ws_hub *hub = NULL;
	ws_hub_options o = {.threads = 65};
	ck_assert_status(ws_hub_new(&o, NULL, &hub), HIRE_EINVAL);
	ck_assert_status(ws_hub_new(NULL, NULL, &hub), HIRE_EINVAL);
	ck_assert_ptr_null(hub);
	host_open(&h, (ws_hub_options){.connections_max = 2});
	peer_open(&h, &p);
	peer_open(&h, &q);
	ck_assert_status(peer_try(&h, &crowd[0]), HIRE_ELIMIT);
	close(crowd[0].fd);
	ws_conn_id id = 7;
	close(q.fd);
	peer_wait_closed(&q, WS_CODE_LOST, WS_END_LOST);
	ck_assert_status(ws_hub_adopt(h.hub, -1, NULL, &id), HIRE_EIO);
	ck_assert_uint_eq(id, 7);
	peer_open(&h, &q);
	ck_assert_uint_eq(host_counters(&h).refused, 2);
	ck_assert_uint_eq(host_counters(&h).open, 2);
	ck_assert_status(ws_close(h.hub, q.id, 1005, NULL), HIRE_EINVAL);
	ck_assert_status(ws_close(h.hub, q.id, 999, NULL), HIRE_EINVAL);
	host_close_both(&h, &p, &q);
}
END_TEST

START_TEST(two_thousand_connections_each_get_their_own)
{
	struct rlimit files;
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	if (files.rlim_cur < 2 * CROWD + 64) {
		printf("skipped: too few descriptors\n");
		return;
	}
	host_open(&h, (ws_hub_options){.threads = 2});
	for (int i = 0; i < CROWD; i++)
		peer_open(&h, &crowd[i]);
	/* What an idle one holds, its slot included. */
	ck_assert_int_le(h.mem.bytes / CROWD, 1024);
	for (int i = 0; i < CROWD; i++) {
		char text[16];
		snprintf(text, sizeof text, "I am %d", i);
		peer_says(&crowd[i], text);
	}
	for (int i = CROWD - 1; i >= 0; i--) {
		char text[16];
		snprintf(text, sizeof text, "I am %d", i);
		peer_expects(&crowd[i], WS_TEXT, text);
	}
	ck_assert_uint_eq(host_counters(&h).open, CROWD);
	while (host_counters(&h).queued)
		continue;
	ck_assert_int_le(h.mem.bytes / CROWD, 1024);
	host_close(&h, crowd, CROWD);
}
END_TEST

/* One whole life: whatever fails, it ends, once, and nothing is left. */
static bool
live_through(long fail_at)
{
	host_open(&h, (ws_hub_options){.read_size = 64, .close_ms = 100000});
	h.act = resume_before_return;
	h.mem.fail_at = fail_at;
	hire_status st = peer_try(&h, &p);
	ck_assert(!st || st == HIRE_ENOMEM);
	if (!st) {
		peer_says(&p, "one");
		peer_send(&p, 0x89, "ping", 4);
		peer_says(&p, "two");
		peer_send(&p, 0x88, "\x03\xE8", 2);
		do
			peer_read(&p, &g);
		while (g.opcode >= 0);
	}
	bool failed = h.mem.failed;
	close(p.fd);
	p.fd = -1;
	host_close(&h, &p, 1);
	return failed;
}

START_TEST(whatever_allocation_fails_a_connection_ends_once)
{
	long n = 1;
	while (live_through(n))
		n++;
	ck_assert_int_gt(n, 6);
}
END_TEST

static bool
hear_nothing(void *user, ws_conn_id id, void *of, bool text, const char *data,
    size_t len)
{
	(void)user, (void)id, (void)of, (void)text, (void)data, (void)len;
	return true;
}

static void
end_nothing(void *user, ws_conn_id id, void *of, uint16_t code, ws_end why)
{
	(void)user, (void)id, (void)of, (void)code, (void)why;
}

START_TEST(a_hub_without_memory_is_not_made)
{
	const ws_callbacks nobody = {hear_nothing, end_nothing, NULL};
	for (long n = 1;; n++) {
		test_mem m;
		ws_hub *hub = NULL;
		ws_hub_options o = {.mem = test_mem_of(&m), .threads = 3};
		m.fail_at = n;
		hire_status st = ws_hub_new(&o, &nobody, &hub);
		ws_hub_free(hub);
		ck_assert_int_eq(m.live, 0);
		if (!m.failed) {
			ck_assert_ok(st);
			ck_assert_int_eq(n, 5); /* itself, three buffers */
			return;
		}
		ck_assert_status(st, HIRE_ENOMEM);
		ck_assert_ptr_null(hub);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ws_hub");
	TCase *t = tcase_create("hub");
	tcase_set_timeout(t, 120);
	tcase_add_test(t, a_text_comes_back);
	tcase_add_loop_test(
	    t, a_descriptor_may_be_blocking_or_not_and_of_any_family, 0, 2);
	tcase_add_loop_test(
	    t, large_messages_pass_however_little_is_read_at_once, 0, 4);
	tcase_add_test(t, a_ping_is_answered_between_fragments);
	tcase_add_test(t, a_few_pings_at_once_are_answered_one_by_one);
	tcase_add_test(t, a_flood_of_pings_fills_no_memory);
	tcase_add_test(t, a_paused_connection_is_not_read_and_loses_nothing);
	tcase_add_test(t, a_resume_before_the_pause_is_not_lost);
	tcase_add_test(t, a_paused_connection_still_closes);
	tcase_add_test(t, an_id_never_comes_to_mean_another_connection);
	tcase_add_test(t, what_a_hub_cannot_be_is_refused);
	tcase_add_test(t, two_thousand_connections_each_get_their_own);
	tcase_add_test(t, whatever_allocation_fails_a_connection_ends_once);
	tcase_add_test(t, a_hub_without_memory_is_not_made);
	suite_add_tcase(s, t);
	return test_run(s);
}
