/* SPDX-License-Identifier: MIT
 * fuzz_reading.c - any bytes as what the document reader printed: refused with
 * a reason, or a text that keeps the port's promises.
 */
#include "fuzz.h"

#include "backends/text/sandbox.h"

#include "util/utf8.h"

#include <string.h>

enum { OUTPUT_MAX = 4096 };

static void
check_text(const hire_text *t)
{
	FUZZ_CLAIM(t->len == strlen(t->text) && t->len <= OUTPUT_MAX);
	FUZZ_CLAIM(hire__utf8_valid(t->text, t->len));
	FUZZ_CLAIM(t->pages >= 1 && t->kind && t->engine);
	for (size_t i = 0; i < t->len; i++)
		FUZZ_CLAIM((unsigned char)t->text[i] >= 0x20 ||
		           strchr("\t\n\f", t->text[i]));
	for (size_t i = 0; i < t->ignored_count; i++)
		FUZZ_CLAIM(t->ignored[i].text && t->ignored[i].why);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_arena *mem;
	hire_text t = {.kind = "untouched"};
	hire_error err = {.code = HIRE_OK};
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &mem, NULL));
	hire_status st =
	    hire__text_answer((const char *)data, n, OUTPUT_MAX, mem, &t, &err);
	if (!st)
		check_text(&t);
	else
		FUZZ_CLAIM(err.code == st && !strcmp(t.kind, "untouched"));
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return 0;
}
