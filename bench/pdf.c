/* SPDX-License-Identifier: MIT
 * pdf.c - a resume as PDF to text, confined, looked at and put in order,
 * beside bare pdftotext on the same file.
 */
#include "bench.h"

#include "backends/text/sandbox.h"

#include "util/buf.h"

#include <stdio.h>
#include <string.h>

enum { WARM_UP = 3, ROUNDS = 30, LINES = 50, FILE_MAX = 1 << 20 };

typedef struct document {
	char path[400];
	const char *bytes;
	size_t len;
	bench_room room;
	hire_text_reader reader;
} document;

static double
bare(void *user)
{
	document *d = user;
	const char *argv[] = {"pdftotext", "-q", d->path, "-", NULL};
	return bench_spawn(argv);
}

static double
ours(void *user)
{
	document *d = user;
	hire_text got;
	hire_error err = {0};
	double start = bench_micros();
	hire_arena_reset(d->room.scratch);
	bench_must(d->reader.ops.read(d->reader.state, d->bytes, d->len,
	               "x.pdf", NULL, d->room.scratch, &got, &err),
	    &err);
	return bench_micros() - start;
}

/* A page of text; with `box` also something that could hide some of it. */
static void
write_page(hire__buf *b, bool box)
{
	hire__buf_adds(b,
	    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<<"
	    "/Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page"
	    "/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<"
	    "/Font<</F1 5 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1"
	    "/BaseFont/Helvetica>>endobj\n4 0 obj<</Length 99>>\nstream\n");
	if (box)
		hire__buf_adds(b, "0.9 g 0 0 140 842 re f 0 g\n");
	for (int i = 0; i < LINES; i++)
		hire__buf_addf(b,
		    "BT /F1 10 Tf 60 %d Td (- Moved forty services to a new "
		    "house and cut the time of deployments by %d) Tj ET\n",
		    800 - 14 * i, i);
	hire__buf_adds(b, "endstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
}

static void
open_document(document *d, const bench *b, bool box)
{
	hire_error err = {0};
	bench_room_open(&d->room, 0);
	hire__buf page = HIRE__BUF(d->room.ctx, FILE_MAX);
	bench_must(
	    hire__text_sandbox_open(d->room.ctx, NULL, &d->reader, &err), &err);
	write_page(&page, box);
	d->len = page.len;
	bench_must(hire__buf_take(&page, d->room.mem, &d->bytes, &err), &err);
	snprintf(d->path, sizeof d->path, "%s/page.pdf", b->folder);
	FILE *f = fopen(d->path, "w");
	if (!f || fwrite(d->bytes, 1, d->len, f) != d->len || fclose(f))
		bench_die(d->path, "cannot be written");
}

static void
close_document(document *d)
{
	remove(d->path);
	hire_text_reader_fini(&d->reader);
	bench_room_close(&d->room);
}

void
bench_pdf(bench *b)
{
	static const char *const names[] = {
	    "PDF of one page, text alone", "PDF of one page, with a box"};
	for (int i = 0; i < 2; i++) {
		document d;
		open_document(&d, b, i == 1);
		const bench_case cases[] = {
		    {"bare pdftotext", bare, &d, 0, false},
		    {names[i], ours, &d, i ? 0 : 1.25, true}};
		bench_run(b, cases, 2, WARM_UP, ROUNDS);
		close_document(&d);
	}
}
