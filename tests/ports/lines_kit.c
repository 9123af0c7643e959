/* SPDX-License-Identifier: MIT
 * lines_kit.c - a queue over Redis for one test.
 */
#include "lines_kit.h"

#include "backends/queue/redis_queue.h"
#include "stores.h"

#include <stdio.h>

redis_server lines_server;
hire_store lines_store;
hire_queue lines_queue;
hire_message *lines_last;

hire_queue
lines_open(int port, const char *prefix)
{
	char url[120];
	hire_queue q;
	hire_error err = {0};
	snprintf(url, sizeof url, "redis://127.0.0.1:%d?timeout=300&prefix=%s",
	    port ? port : lines_server.port, prefix ? prefix : "own:");
	hire_status st =
	    hire__queue_redis_open(stage_host.ctx, url, &lines_store, &q, &err);
	ck_assert_msg(!st, "%s", err.message);
	return q;
}

void
lines_setup(void)
{
	static const hire_record *const records[] = {&hire_message_record};
	const char *plan;
	stage_open();
	redis_server_start(&lines_server, NULL);
	ck_assert_ok(test_store_sqlite.open(stage_host.ctx, &lines_store));
	ck_assert_ok(lines_store.ops.migrate(
	    lines_store.state, records, 1, false, stage_mem, &plan, NULL));
	lines_queue = lines_open(0, NULL);
}

void
lines_teardown(void)
{
	hire_queue_fini(&lines_queue);
	hire_store_fini(&lines_store);
	test_store_sqlite.clean();
	redis_server_end(&lines_server);
	stage_close();
}

hire_message
lines_message(const char *body)
{
	return (hire_message){.kind = "test",
	    .body = body,
	    .priority = 5,
	    .run_at = stage_host.now.wall,
	    .max_attempts = 2};
}

void
lines_put(hire_queue *q, hire_message m)
{
	hire_tx *tx;
	test_host_sleep(&stage_host, 1000);
	ck_assert_ok(lines_store.ops.begin(lines_store.state, true, &tx, NULL));
	ck_assert_ok(q->ops.put(q->state, tx, &m, NULL));
	ck_assert_ok(lines_store.ops.commit(lines_store.state, tx, NULL));
}

void
lines_put_many(hire_queue *q, const char *kind, int64_t priority, int count)
{
	hire_tx *tx;
	test_host_sleep(&stage_host, 1000);
	ck_assert_ok(lines_store.ops.begin(lines_store.state, true, &tx, NULL));
	for (int i = 0; i < count; i++) {
		hire_message m = lines_message("many");
		m.kind = kind;
		m.priority = priority;
		ck_assert_ok(q->ops.put(q->state, tx, &m, NULL));
	}
	ck_assert_ok(lines_store.ops.commit(lines_store.state, tx, NULL));
}

const char *
lines_claim(hire_queue *q, const char *worker, const char *const *kinds)
{
	size_t count;
	const char *all = "";
	hire_error err = {0};
	hire_status st = q->ops.claim(q->state, worker, kinds, HIRE_HOUR, 10,
	    stage_mem, &lines_last, &count, &err);
	ck_assert_msg(!st, "%s", err.message);
	for (size_t i = 0; i < count; i++)
		all = hire_arena_printf(stage_mem, "%s%s%s", all,
		    *all ? " " : "", lines_last[i].body);
	return all;
}

hire_status
lines_complete(hire_queue *q, const hire_message *m)
{
	hire_tx *tx;
	ck_assert_ok(lines_store.ops.begin(lines_store.state, true, &tx, NULL));
	hire_status st = q->ops.complete(q->state, tx, m, NULL);
	if (!st)
		return lines_store.ops.commit(lines_store.state, tx, NULL);
	lines_store.ops.rollback(lines_store.state, tx);
	return st;
}

const char *
lines_listed(hire_message_state state)
{
	hire_rows rows = {0};
	const char *all = "";
	ck_assert_ok(lines_queue.ops.list(
	    lines_queue.state, state, NULL, 100, stage_mem, &rows, NULL));
	const hire_message *m = rows.rows;
	for (size_t i = 0; i < rows.count; i++)
		all = hire_arena_printf(
		    stage_mem, "%s%s%s", all, *all ? " " : "", m[i].body);
	return all;
}
