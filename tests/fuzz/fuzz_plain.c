/* SPDX-License-Identifier: MIT
 * fuzz_plain.c - any bytes as a text in whatever encoding, or a resume as JSON
 * or YAML: refused with a reason, or clean text.
 */
#include "fuzz.h"

#include "backends/text/reader/reader.h"

#include "util/utf8.h"

#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_error err = {.code = HIRE_OK};
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	reading r = {.ctx = ctx,
	    .bytes = (const char *)data,
	    .len = n,
	    .raw = HIRE__BUF(ctx, READER_RAW_MAX)};
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &r.mem, NULL));
	hire_status st = reader_plain(&r, &err);
	if (!st)
		st = reader_clean(&r, 1 << 20, &err);
	FUZZ_CLAIM(!st || (err.code == st && *err.message));
	for (size_t i = 0; !st && i < r.text_len; i++)
		FUZZ_CLAIM((unsigned char)r.text[i] >= 0x20 ||
		           strchr("\t\n\f", r.text[i]));
	FUZZ_CLAIM(st || hire__utf8_valid(r.text, r.text_len));
	reader_fini(&r);
	hire_arena_free(r.mem);
	hire_ctx_free(ctx);
	return 0;
}
