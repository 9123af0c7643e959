/* SPDX-License-Identifier: MIT
 * fuzz_docx.c - any bytes as a Word document: refused with a reason, or clean
 * text.  The first byte chooses: 'Z' the rest is an archive; else it is XML,
 * word/document.xml up to a zero byte and word/styles.xml behind it.
 */
#include "fuzz.h"

#include "backends/text/reader/word/docx.h"

#include "util/utf8.h"

#include <string.h>

/* One part in memory, as libxml2 takes it. */
typedef struct bytes {
	const char *s;
	size_t n;
} bytes;

static int
take(void *from, char *out, int len)
{
	bytes *b = from;
	size_t n = b->n < (size_t)len ? b->n : (size_t)len;
	memcpy(out, b->s, n);
	b->s += n;
	b->n -= n;
	return (int)n;
}

static int
done(void *from)
{
	(void)from;
	return 0;
}

static hire_status
read_parts(reading *r, const char *s, size_t n, hire_error *err)
{
	const char *end = memchr(s, 0, n);
	bytes body = {s, end ? (size_t)(end - s) : n};
	bytes styles = {end ? end + 1 : s + n, end ? n - body.n - 1 : 0};
	docx d = {.r = r, .page = 0xFFFFFF};
	hire_status st = HIRE_OK;
	r->kind = r->engine = "docx";
	styles_init(&d.styles, r->mem);
	const xml_handler h = styles_reader(&d.styles);
	if (styles.n)
		st = xml_stream(take, done, &styles, &h, err);
	styles_close(&d.styles);
	return st ? st : docx_part(&d, take, done, &body, err);
}

static void
check_text(const reading *r)
{
	FUZZ_CLAIM(hire__utf8_valid(r->text, r->text_len));
	FUZZ_CLAIM(strlen(r->text) == r->text_len);
	for (size_t i = 0; i < r->aside_count; i++)
		FUZZ_CLAIM(
		    !r->aside[i].text.len ||
		    hire__utf8_valid(r->aside[i].text.s, r->aside[i].text.len));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_error err = {.code = HIRE_OK};
	if (!n)
		return 0;
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	reading r = {.ctx = ctx, .raw = HIRE__BUF(ctx, READER_RAW_MAX)};
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &r.mem, NULL));
	r.bytes = (const char *)data + 1;
	r.len = n - 1;
	hire_status st = data[0] == 'Z' ? reader_docx(&r, &err)
	                                : read_parts(&r, r.bytes, r.len, &err);
	if (!st)
		st = reader_clean(&r, 1 << 20, &err);
	FUZZ_CLAIM(!st || (err.code == st && *err.message));
	if (!st)
		check_text(&r);
	reader_fini(&r);
	hire_arena_free(r.mem);
	hire_ctx_free(ctx);
	return 0;
}
