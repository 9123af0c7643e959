/* SPDX-License-Identifier: MIT
 * pdf.c - PDF through poppler: pdftohtml says which text stands where,
 * pdftoppm shows the pages, and what is not to be seen is set aside.
 */
#define _GNU_SOURCE
#include "pdf.h"

#include "pdf_page.h"
#include "pdf_tool.h"

#include <signal.h>
#include <string.h>

enum {
	COMPLAINTS_MAX = 64 << 10,
	PICTURE_MAX = 32 << 20, /* bytes of one page */
	PICTURE_AHEAD = 4 << 20,
	TIME_MAX = 4300 /* milliseconds for a document */
};

static const char *const reasons[PDF_FATES] = {
    [PDF_TINY] = "text too small to read",
    [PDF_OFF_PAGE] = "text off the page",
    [PDF_BACKGROUND] = "text in the colour of its background",
    [PDF_NO_INK] = "text that is covered, clipped or not drawn"};

const char *
pdf_program(hire_error *err)
{
	const char *program = pdf_tool_find("pdftohtml");
	if (program && pdf_tool_find("pdftoppm"))
		return program;
	hire_fail(err, HIRE_EBACKEND, NULL,
	    "PDF needs the programs pdftohtml and pdftoppm: install the "
	    "package poppler-utils");
	return NULL;
}

/* One document on its way. */
typedef struct work {
	reading *r;
	pdf_tool html, pictures;
	int64_t deadline;
	pdf_pages pages;
} work;

static pdf_tool
new_tool(reading *r, size_t max)
{
	return (pdf_tool){.in = -1,
	    .out = -1,
	    .complaints = -1,
	    .bytes = r->bytes,
	    .len = r->len,
	    .said = HIRE__BUF(r->ctx, max),
	    .words = HIRE__BUF(r->ctx, COMPLAINTS_MAX)};
}

static hire_status
start(work *w, hire_error *err)
{
	char *const html[] = {"pdftohtml", "-xml", "-i", "-hidden",
	    "-noroundcoord", "-stdout", "-", "none", NULL};
	char *const pictures[] = {
	    "pdftoppm", "-scale-to-x", "600", "-scale-to-y", "-1", "-", NULL};
	const char *program = pdf_program(err);
	if (!program)
		return HIRE_EBACKEND;
	signal(SIGPIPE, SIG_IGN);
	w->deadline = pdf_tool_clock() + TIME_MAX;
	w->pictures.pause = PICTURE_AHEAD;
	hire_status st = pdf_tool_start(&w->html, program, html, err);
	if (!st)
		st = pdf_tool_start(
		    &w->pictures, pdf_tool_find("pdftoppm"), pictures, err);
	return st;
}

static hire_status
late(const work *w, hire_error *err)
{
	if (pdf_tool_clock() < w->deadline)
		return HIRE_OK;
	return hire_fail(err, HIRE_ETIMEOUT, "resume",
	    "the document takes more than %d seconds to read",
	    CONFINE_CPU_SECONDS);
}

static hire_status
hear_text(work *w, hire_error *err)
{
	pdf_tool *const tools[] = {&w->html, &w->pictures};
	while (w->html.out >= 0 && !w->html.said.failed &&
	       pdf_tools_pump(tools, 2, w->deadline))
		;
	hire_status st = late(w, err);
	if (!st && w->html.said.failed)
		st = hire_fail(err, HIRE_ETOOBIG, "resume",
		    "its text is longer than %d MB", READER_RAW_MAX >> 20);
	if (!st)
		st = pdf_tool_end(&w->html, err);
	if (!st)
		st = pdf_parse(w->html.said.len ? w->html.said.s : "",
		    w->html.said.len, w->r->mem, &w->pages, err);
	return st;
}

/* Look at `page` as it comes next out of pdftoppm. */
static hire_status
look(work *w, pdf_page *page, hire_error *err)
{
	pdf_tool *const tools[] = {&w->pictures};
	hire__buf *said = &w->pictures.said;
	pdf_picture picture;
	size_t at = 0;
	w->pictures.pause = 0;
	while (
	    !said->len || !pdf_picture_next(said->s, said->len, &at, &picture))
		if (said->failed || !pdf_tools_pump(tools, 1, w->deadline)) {
			hire_status st = late(w, err);
			return st ? st
			          : hire_fail(err, HIRE_EDAMAGED, "resume",
			                "a page of the PDF cannot be shown: "
			                "export it again and upload that");
		}
	const char *words = w->pictures.words.len ? w->pictures.words.s : "";
	pdf_look(page, &picture, strstr(words, "ont") != NULL);
	memmove(said->s, said->s + at, said->len - at);
	said->len -= at;
	return HIRE_OK;
}

static void
put_aside(reading *r, const pdf_piece *p)
{
	reader_set_aside(r, reasons[p->fate], p->text, p->len);
	reader_set_aside(r, reasons[p->fate], " ", 1);
}

static void
set_aside(reading *r, const pdf_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		const pdf_piece *p = &page->pieces[i];
		if (p->fate != PDF_SEEN)
			put_aside(r, p);
	}
}

static hire_status
read_pages(work *w, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < w->pages.count; i++) {
		pdf_page *page = &w->pages.page[i];
		pdf_measure(page);
		st = look(w, page, err);
		set_aside(w->r, page);
		if (!st)
			st = pdf_layout(page, w->r->mem, &w->r->raw, err);
	}
	return st;
}

hire_status
pdf_read(reading *r, hire_error *err)
{
	work w = {.r = r,
	    .html = new_tool(r, READER_RAW_MAX),
	    .pictures = new_tool(r, PICTURE_MAX)};
	hire_status st = start(&w, err);
	r->kind = "pdf";
	r->engine = "pdftohtml";
	if (!st)
		st = confine_enter(CONFINE_PARSE, NULL, err);
	if (!st)
		st = hear_text(&w, err);
	if (!st)
		st = read_pages(&w, err);
	r->pages = (int32_t)(w.pages.count ? w.pages.count : 1);
	pdf_tool_fini(&w.html);
	pdf_tool_fini(&w.pictures);
	return st;
}
