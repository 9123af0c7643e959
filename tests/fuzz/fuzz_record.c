/* SPDX-License-Identifier: MIT
 * fuzz_record.c - any bytes as the JSON of a record: what is taken passes its
 * checks, and comes out as JSON that is taken again.
 * The first byte chooses the kind of record.
 */
#include "fuzz.h"

#include <hire/record.h>
#include <string.h>

enum { ROW_MAX = 1024 };

typedef union row {
	hire_record_head head;
	unsigned char bytes[ROW_MAX];
} row;

/* The fields that were taken hold: nothing but a missing one is refused. */
static void
check_row(const hire_record *r, const row *one)
{
	hire_error err = {0};
	if (hire_record_check(r, one, &err))
		FUZZ_CLAIM(hire_record_field(r, err.field));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_arena *mem;
	size_t kinds;
	row one, two;
	const char *a, *b;
	hire_error err = {0};
	const hire_record *const *all = hire_records(&kinds);
	if (!n)
		return 0;
	const hire_record *r = all[data[0] % kinds];
	FUZZ_CLAIM(r->size <= sizeof one);
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &mem, NULL));
	hire_record_init(r, &one);
	hire_record_init(r, &two);
	hire_status st = hire_record_from_json(
	    r, &one, (const char *)data + 1, n - 1, 0, mem, &err);
	FUZZ_CLAIM(!st || st == HIRE_EINVAL);
	FUZZ_CLAIM(!st || (err.code == st && err.message[0]));
	if (!st) {
		check_row(r, &one);
		FUZZ_CLAIM(!hire_record_to_json(r, &one, 0, mem, &a, NULL));
		FUZZ_CLAIM(!hire_record_copy(r, &one, &two, mem, NULL));
		FUZZ_CLAIM(!hire_record_to_json(r, &two, 0, mem, &b, NULL));
		FUZZ_CLAIM(!strcmp(a, b));
	}
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return 0;
}
