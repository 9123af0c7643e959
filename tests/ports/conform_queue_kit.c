/* SPDX-License-Identifier: MIT
 * conform_queue_kit.c - a queue under test and short ways to use it.
 */
#include "conform_queue_kit.h"

#include <time.h>

static const conform_store *chosen;
test_host host;
hire_arena *mem;
hire_store store;
hire_queue queue;
hire_tx *tx;

void
conform_queue_use(const conform_store *which)
{
	chosen = which;
}

void
conform_queue_setup(void)
{
	const hire_record *const records[] = {&hire_message_record};
	const char *plan;
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
	ck_assert_ok(chosen->open(host.ctx, &store));
	ck_assert_ok(store.ops.migrate(
	    store.state, records, 1, false, mem, &plan, NULL));
	ck_assert_ok(conform_queue_open(host.ctx, &store, &queue));
}

void
conform_queue_teardown(void)
{
	queue.ops.close(queue.state);
	store.ops.close(store.state);
	if (chosen->clean)
		chosen->clean();
	hire_arena_free(mem);
	test_host_close(&host);
}

void
begin(void)
{
	ck_assert_ok(store.ops.begin(store.state, true, &tx, NULL));
}

void
commit(void)
{
	ck_assert_ok(store.ops.commit(store.state, tx, NULL));
}

void
rollback(void)
{
	store.ops.rollback(store.state, tx);
}

hire_message
message(const char *body)
{
	return (hire_message){.kind = "test",
	    .body = body,
	    .priority = 5,
	    .run_at = host.now.wall,
	    .max_attempts = 2};
}

void
put(hire_message m)
{
	hire_error err = {0};
	test_host_sleep(&host, 1000); /* ids sort by milliseconds */
	begin();
	ck_assert_msg(!queue.ops.put(queue.state, tx, &m, &err), "%s: %s",
	    err.field, err.message);
	commit();
}

/* The bodies in a state, newest first, read in pages of two. */
const char *
listed(hire_message_state state)
{
	hire_rows rows = {0};
	const char *all = "";
	do {
		ck_assert_ok(queue.ops.list(
		    queue.state, state, rows.next, 2, mem, &rows, NULL));
		const hire_message *m = rows.rows;
		for (size_t i = 0; i < rows.count; i++)
			all = hire_arena_printf(
			    mem, "%s%s%s", all, *all ? " " : "", m[i].body);
	} while (rows.next);
	return all;
}

int64_t
test_steady_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
