/* SPDX-License-Identifier: MIT
 * stage.c - the host and the arena that a suite's tests stand on.
 */
#include "stage.h"

test_host stage_host;
hire_arena *stage_mem;

void
stage_open(void)
{
	test_host_open(&stage_host);
	ck_assert_ok(hire_arena_new(stage_host.ctx, 0, &stage_mem, NULL));
}

void
stage_close(void)
{
	hire_arena_free(stage_mem);
	test_host_close(&stage_host);
}
