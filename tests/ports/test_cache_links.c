/* SPDX-License-Identifier: MIT
 * test_cache_links.c - the cache on a Redis server behind a bad link, or one
 * that refuses, or something else that listens there.
 */
#include "redis_kit.h"
#include "relay.h"

#include "backends/cache/redis.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static redis_server server;
static relay wire;

static bool
here(void)
{
	static bool told;
	bool found = !access("/usr/bin/redis-server", X_OK);
	if (!found && !told)
		puts("skipped: Redis is not installed");
	told = true;
	return found;
}

/* A server, a wire to it, and a cache at the other end. */
static void
setup(void)
{
	char url[100];
	redis_server_start(&server, NULL);
	relay_open(&wire, server.port, "none");
	snprintf(
	    url, sizeof url, "redis://127.0.0.1:%d?timeout=200", wire.port);
	kit_open(url);
	ck_assert(kit_works());
}

static void
teardown(void)
{
	kit_close();
	relay_close(&wire);
	redis_server_end(&server);
}

START_TEST(killed_connections_are_replaced)
{
	atomic_int n = 0;
	uint64_t id;
	ck_assert_ok(KIT(subscribe, "t", kit_heard, &n, &id, NULL));
	for (int i = 0; i < 5; i++) {
		redis_say(server.port, "CLIENT KILL TYPE normal");
		redis_say(server.port, "CLIENT KILL TYPE pubsub");
		poll(NULL, 0, 50); /* they hear of it */
		ck_assert(kit_works());
		ck_assert_int_ge(kit_until_heard("t", &n, 1000), 0);
	}
}
END_TEST

/* Who only listens would never notice. */
START_TEST(a_dead_listener_is_replaced)
{
	atomic_int n = 0;
	uint64_t id;
	ck_assert_ok(KIT(subscribe, "t", kit_heard, &n, &id, NULL));
	relay_bury(&wire);
	kit_wait();
	ck_assert_int_ge(kit_until_heard("t", &n, 3000), 0);
}
END_TEST

START_TEST(a_cut_link_is_mended)
{
	atomic_int n = 0;
	uint64_t id;
	ck_assert_ok(KIT(subscribe, "t", kit_heard, &n, &id, NULL));
	relay_leave(&wire);
	ck_assert(!kit_works());
	int64_t begun = kit_ms();
	for (int i = 0; i < 1000; i++)
		ck_assert(!kit_works());
	ck_assert_int_lt(kit_ms() - begun, 500); /* known: nothing is tried */
	relay_back(&wire);
	ck_assert_int_le(kit_wait(), 1000);
	ck_assert_int_ge(kit_until_heard("t", &n, 1000), 0);
}
END_TEST

/* Nothing says that such a link is dead: only time does. */
START_TEST(a_dead_link_costs_its_timeout_once)
{
	atomic_int n = 0;
	uint64_t id;
	ck_assert_ok(KIT(subscribe, "t", kit_heard, &n, &id, NULL));
	relay_still(&wire, true);
	int64_t begun = kit_ms();
	ck_assert(!kit_works());
	ck_assert_int_ge(kit_ms() - begun, 190);
	ck_assert_int_le(kit_ms() - begun, 400);
	for (int i = 0; i < 50; i++) {
		begun = kit_ms();
		ck_assert(!kit_works());
		ck_assert_int_lt(kit_ms() - begun, 50);
		poll(NULL, 0, 20);
	}
	relay_still(&wire, false);
	ck_assert_int_le(kit_wait(), 1500);
	ck_assert_int_ge(kit_until_heard("t", &n, 1500), 0);
}
END_TEST

START_TEST(a_slow_link_is_only_slow)
{
	relay_lag(&wire, 30);
	ck_assert(kit_works());
	relay_lag(&wire, 0);
}
END_TEST

START_TEST(a_hung_server_is_left)
{
	kill(server.pid, SIGSTOP);
	ck_assert(!kit_works());
	int64_t begun = kit_ms();
	ck_assert(!kit_works());
	ck_assert_int_lt(kit_ms() - begun, 50);
	kill(server.pid, SIGCONT);
	ck_assert_int_le(kit_wait(), 1000);
}
END_TEST

/* What doctor would say about `url`; the status must be EBACKEND. */
static const char *
complaint(const char *url)
{
	static hire_error err;
	const char *line;
	hire_cache c = {.state = NULL};
	err = (hire_error){.code = HIRE_OK};
	ck_assert_ok(hire__cache_redis_open(stage_host.ctx, url, &c, &err));
	ck_assert_status(
	    c.ops.describe(c.state, stage_mem, &line, &err), HIRE_EBACKEND);
	hire_cache_fini(&c);
	ck_assert_ptr_null(strstr(err.message, "s3cret"));
	return err.message;
}

#define ck_says(url, words)                                                    \
	do {                                                                   \
		const char *ck_text = complaint(url);                          \
		ck_assert_msg(strstr(ck_text, words), "%s: %s", url, ck_text); \
	} while (0)

static const char *
at(const char *account, int port, const char *rest)
{
	static char url[200];
	snprintf(
	    url, sizeof url, "redis://%s127.0.0.1:%d%s", account, port, rest);
	return url;
}

START_TEST(a_refusal_says_what_to_do)
{
	static const char *const words[] = {
	    "--requirepass", "right", "--databases", "2", NULL};
	redis_server locked;
	redis_server_start(&locked, words);
	int p = locked.port;
	ck_says(at("", p, ""), "asks for a password");
	ck_says(at(":s3cret@", p, ""), "refuses the user or the password");
	ck_says(at("any:s3cret@", p, ""), "refuses the user or the password");
	ck_says(at(":right@", p, "/2"), "no such database");
	ck_says(at(":s3cret@", server.port, ""), "has no password");
	ck_says(at("", 1, ""), "refuses connections");
	ck_says("redis://no-such-host.invalid", "cannot be looked up");
	redis_server_end(&locked);
}
END_TEST

START_TEST(missing_rights_are_named)
{
	static const char *const rules[] = {"+@all -get",
	    "+@all -eval -evalsha", "+@all -publish", "+@all -set",
	    "+@all -info", "+@all -subscribe"};
	char line[200];
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		snprintf(line, sizeof line,
		    "ACL SETUSER u reset on >s3cret ~* &* %s", rules[i]);
		ck_assert_str_eq(redis_say(server.port, line), "+OK\r\n");
		ck_says(at("u:s3cret@", server.port, ""), "not do that");
	}
	redis_say(server.port,
	    "ACL SETUSER u reset on >s3cret ~other:* &other:* +@all");
	ck_says(at("u:s3cret@", server.port, ""), "not do that");
}
END_TEST

/* The rights that docs/redis.md names are enough. */
START_TEST(few_rights_are_enough)
{
	char line[1000] = "", rest[900] = "";
	FILE *f = fopen(HIRE_SOURCE_DIR "/docs/redis.md", "r");
	ck_assert_ptr_nonnull(f);
	while (!strstr(line, "ACL SETUSER hire") && fgets(line, sizeof line, f))
		;
	fclose(f);
	const char *rule = strstr(line, "ACL SETUSER hire");
	ck_assert_ptr_nonnull(rule);
	snprintf(rest, sizeof rest, "%.*s", (int)strcspn(rule, "\n"), rule);
	ck_assert_str_eq(redis_say(server.port, rest), "+OK\r\n");
	const char *said;
	hire_error err = {.code = HIRE_OK};
	hire_cache c = {.state = NULL};
	ck_assert_ok(hire__cache_redis_open(
	    stage_host.ctx, at("hire:PASSWORD@", server.port, ""), &c, NULL));
	hire_status st = c.ops.describe(c.state, stage_mem, &said, &err);
	ck_assert_msg(!st, "%s", err.message);
	hire_cache_fini(&c);
}
END_TEST

START_TEST(a_server_that_drops_keys_is_warned_of)
{
	const char *line = NULL;
	redis_say(server.port, "CONFIG SET maxmemory-policy allkeys-lru");
	ck_assert_ok(kit.ops.describe(kit.state, stage_mem, &line, NULL));
	ck_assert_ptr_nonnull(
	    strstr(line, "warning: its maxmemory-policy is allkeys-lru"));
}
END_TEST

START_TEST(out_of_memory_is_said)
{
	hire_error err = {.code = HIRE_OK};
	redis_say(server.port, "CONFIG SET maxmemory 1");
	ck_assert_status(
	    KIT(put, "k", "x", 1, HIRE_MINUTE, &err), HIRE_EBACKEND);
	ck_assert_ptr_nonnull(strstr(err.message, "raise maxmemory"));
	redis_say(server.port, "CONFIG SET maxmemory 0");
	ck_assert(kit_works());
}
END_TEST

START_TEST(a_replica_is_none)
{
	redis_say(server.port, "REPLICAOF 127.0.0.1 1");
	ck_says(server.url, "replica");
	hire_error err = {.code = HIRE_OK};
	ck_assert_status(
	    KIT(put, "k", "x", 1, HIRE_MINUTE, &err), HIRE_EBACKEND);
	ck_assert_ptr_nonnull(strstr(err.message, "is a replica"));
}
END_TEST

/* Something that answers the greeting and then always the same. */
typedef struct liar {
	int fd, port;
	const char *answer;
	pthread_t thread;
} liar;

static void *
lie(void *args)
{
	liar *l = args;
	char bytes[4096];
	for (;;) {
		int fd = accept(l->fd, NULL, NULL);
		if (fd < 0)
			return NULL;
		const char *say = "+PONG\r\n";
		while (recv(fd, bytes, sizeof bytes, 0) > 0) {
			for (size_t n = strlen(say); n;) {
				ssize_t k = send(fd, say, n, MSG_NOSIGNAL);
				n = k > 0 ? n - (size_t)k : 0;
			}
			say = l->answer;
		}
		close(fd);
	}
}

static void
liar_open(liar *l, const char *answer)
{
	struct sockaddr_in a = {.sin_family = AF_INET};
	socklen_t size = sizeof a;
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	l->answer = answer;
	l->fd = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(l->fd, (struct sockaddr *)&a, sizeof a), 0);
	ck_assert_int_eq(listen(l->fd, 8), 0);
	ck_assert_int_eq(getsockname(l->fd, (struct sockaddr *)&a, &size), 0);
	l->port = ntohs(a.sin_port);
	ck_assert_int_eq(pthread_create(&l->thread, NULL, lie, l), 0);
}

static void
liar_close(liar *l)
{
	shutdown(l->fd, SHUT_RDWR);
	pthread_join(l->thread, NULL);
	close(l->fd);
}

START_TEST(strange_answers_are_failures)
{
	static const struct {
		const char *answer, *words;
	} all[] = {
	    {"-LOADING Redis is loading the dataset in memory\r\n",
	        "is reading its data"},
	    {"-OOM command not allowed\r\n", "raise maxmemory"},
	    {"-READONLY You can't write\r\n", "replica"},
	    {"-MISCONF Redis is configured\r\n", "cannot save"},
	    {"-NOREPLICAS Not enough\r\n", "too few replicas"},
	    {"-BUSY Redis is busy\r\n", "busy with a script"},
	    {"-MOVED 1 127.0.0.1:2\r\n", "Cluster"},
	    {"-ERR what you sent was 's3cret'\r\n", "says: ERR what you sent"},
	    {"HTTP/1.1 400 Bad Request\r\n\r\n", "does not speak"},
	    {"$-7\r\n", "does not speak"},
	    {"*2147483647\r\n", "does not speak"},
	    {"$2147483647\r\nx", "did not answer"},
	    {"*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n",
	        "does not speak"},
	    {":7\r\n", "too old"},
	    {"", "did not answer"},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		liar l;
		liar_open(&l, all[i].answer);
		ck_says(at("", l.port, "?timeout=100"), all[i].words);
		liar_close(&l);
	}
}
END_TEST

START_TEST(a_url_that_cannot_be_is_refused)
{
	static const struct {
		const char *url, *words;
	} all[] = {
	    {"rediss://h", "stunnel or haproxy"},
	    {"redis:/h", "no URL of a Redis server"},
	    {"redis://", "host is missing"},
	    {"redis://u@h", "a user needs a password"},
	    {"redis://:s3cret%zz@h", "the password cannot be read"},
	    {"redis://:s3cret@h:0", "port"},
	    {"redis://:s3cret@h:99999", "port"},
	    {"redis://:s3cret@h:x", "port"},
	    {"redis://h/x", "database"},
	    {"redis://[::1", "a bracket is not closed"},
	    {"redis://[::1]x", "behind the host"},
	    {"redis://h?pool=0", "pool=: a number from 1 to 1000"},
	    {"redis://h?pool=1001", "pool="},
	    {"redis://h?timeout=9", "timeout=: a number from 10 to 60000"},
	    {"redis://h?db=-1", "db="},
	    {"redis://h?colour=red", "the parameter colour is unknown"},
	    {"redis://h?=x", "name=value"},
	    {"redis://h?pool", "name=value"},
	    {"redis://h?prefix=a%00b", "prefix="},
	    {"redis://h?prefix=%ff", "prefix="},
	    {"redis+unix://h/s", "begins with /"},
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		hire_error err = {.code = HIRE_OK};
		hire_cache c;
		ck_assert_status(hire__cache_redis_open(
		                     stage_host.ctx, all[i].url, &c, &err),
		    HIRE_EINVAL);
		ck_assert_str_eq(err.field, "HIRE_CACHE");
		ck_assert_msg(strstr(err.message, all[i].words), "%s: %s",
		    all[i].url, err.message);
		ck_assert_ptr_null(strstr(err.message, "s3cret"));
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("links of the cache on Redis");
	TCase *c = tcase_create("links");
	tcase_set_timeout(c, 60);
	if (here()) {
		tcase_add_checked_fixture(c, setup, teardown);
		tcase_add_test(c, killed_connections_are_replaced);
		tcase_add_test(c, a_dead_listener_is_replaced);
		tcase_add_test(c, a_cut_link_is_mended);
		tcase_add_test(c, a_dead_link_costs_its_timeout_once);
		tcase_add_test(c, a_slow_link_is_only_slow);
		tcase_add_test(c, a_hung_server_is_left);
		tcase_add_test(c, a_refusal_says_what_to_do);
		tcase_add_test(c, missing_rights_are_named);
		tcase_add_test(c, few_rights_are_enough);
		tcase_add_test(c, a_server_that_drops_keys_is_warned_of);
		tcase_add_test(c, out_of_memory_is_said);
		tcase_add_test(c, a_replica_is_none);
	}
	suite_add_tcase(s, c);
	TCase *alone = tcase_create("without a server");
	tcase_add_checked_fixture(alone, stage_open, stage_close);
	tcase_set_timeout(alone, 60);
	tcase_add_test(alone, strange_answers_are_failures);
	tcase_add_test(alone, a_url_that_cannot_be_is_refused);
	suite_add_tcase(s, alone);
	return test_run(s);
}
