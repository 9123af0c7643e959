/* SPDX-License-Identifier: MIT
 * fuzz_pdf.c - any bytes as what poppler's programs print, and as a PDF to be
 * leafed through.  The first byte chooses: 'X' XML of text, 'P' pictures of
 * pages, 'I' lines of pdfinfo, 'S' the PDF.
 */
#include "fuzz.h"

#include "backends/text/reader/pdf/page.h"
#include "backends/text/reader/pdf/scan.h"

#include <string.h>

enum { SIDE = 60 };

static void
lay_out(const char *s, size_t n, hire_ctx *ctx, hire_arena *mem)
{
	static const unsigned char grey[SIDE * SIDE * 3];
	const pdf_picture picture = {grey, SIDE, SIDE};
	pdf_pages pages = {0};
	hire_error err = {.code = HIRE_OK};
	hire__buf out = HIRE__BUF(ctx, READER_RAW_MAX);
	hire_status st = pdf_parse(s, n, mem, &pages, &err);
	for (size_t i = 0; !st && i < pages.count; i++) {
		pdf_measure(&pages.page[i]);
		st = pdf_mend(&pages.page[i], &pages.page[0], mem, &err);
		if (!st && i % 2)
			pdf_look(&pages.page[i], &picture, i % 4 == 1);
		if (!st)
			st = pdf_layout(&pages.page[i], mem, &out, &err);
	}
	FUZZ_CLAIM(!st || (err.code == st && *err.message));
	hire__buf_free(&out);
}

static void
see(const char *s, size_t n)
{
	pdf_picture picture;
	for (size_t at = 0, last = 0; pdf_picture_next(s, n, &at, &picture);
	     last = at)
		FUZZ_CLAIM(at > last && at <= n && picture.width);
}

static void
crop(const char *s, size_t n)
{
	pdf_font font = {.size = 10};
	pdf_piece piece = {1, 1, 9, 9, "x", 1, &font, PDF_SEEN};
	pdf_page page = {100, 100, &piece, 1};
	pdf_crop(&page, 1, s, n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	hire_ctx *ctx;
	hire_arena *mem;
	if (!n)
		return 0;
	FUZZ_CLAIM(!hire_ctx_new(NULL, &ctx, NULL));
	FUZZ_CLAIM(!hire_arena_new(ctx, 0, &mem, NULL));
	const char *s = (const char *)data + 1;
	if (*data == 'X')
		lay_out(s, n - 1, ctx, mem);
	else if (*data == 'P')
		see(s, n - 1);
	else if (*data == 'I')
		crop(s, n - 1);
	else
		(void)pdf_scan_bytes(ctx, s, n - 1);
	hire_arena_free(mem);
	hire_ctx_free(ctx);
	return 0;
}
