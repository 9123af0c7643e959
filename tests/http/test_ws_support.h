/* SPDX-License-Identifier: MIT
 * test_ws_support.h - frames as a client makes them, and memory that is
 * counted.
 */
#ifndef TEST_WS_SUPPORT_H
#define TEST_WS_SUPPORT_H

#include "support.h"
#include "ws/frame.h"

#include <stdatomic.h>

/* One frame of a script; `form` 0 chooses the length's shortest form, else 7,
 * 16 or 64 bits; `bare` leaves the mask out. */
typedef struct piece {
	int first; /* FIN, reserved bits, opcode */
	const char *payload;
	size_t n;
	int form;
	bool bare;
} piece;

#define PIECE(first, text)                                                     \
	{                                                                      \
		(first), (text), sizeof(text) - 1, 0, false                    \
	}

/* Append the frame to `out`; returns its length: the payload's and 14 at most.
 */
size_t
piece_write(const piece *p, unsigned char *out);

/* Memory under the test's control, from any thread. */
typedef struct test_mem {
	atomic_long live, bytes, most, calls, fail_at;
	atomic_bool failed;
} test_mem;

/* Counts in `m`; `m->fail_at` = n makes the n-th allocation from now fail. */
ws_mem
test_mem_of(test_mem *m);

#endif
