/* SPDX-License-Identifier: MIT
 * pdf.c - PDF through poppler: pdftohtml says which text stands where,
 * pdftoppm shows the pages, and what is not to be seen is set aside.
 */
#define _GNU_SOURCE
#include "pdf.h"

#include "page.h"
#include "scan.h"
#include "tool.h"

#include "util/utf8.h"

#include <signal.h>
#include <string.h>

enum {
	COMPLAINTS_MAX = 64 << 10,
	PICTURE_MAX = 32 << 20, /* bytes of one page */
	PICTURE_AHEAD = 4 << 20,
	WORDS_MIN = 10,       /* letters and digits of a text */
	PAPER_MAX = 200 * 72, /* points: ISO 32000-1, annex C.2 */
	TIME_MAX = 4200       /* milliseconds for a document */
};

static const char *const reasons[PDF_FATES] = {
    [PDF_TINY] = "text too small to read",
    [PDF_OFF_PAGE] = "text off the page",
    [PDF_BACKGROUND] = "text in the colour of its background",
    [PDF_NO_INK] = "text that is covered, clipped or not drawn"};

/* Programs that a document may take.  Only the first is started at once; the
 * others wait until it is known what the document needs. */
enum {
	HTML,
	PICTURES,
	DRAFTS, /* of a document with many pages */
	WORDS,
	INFO,
	SCANS,
	READERS,
	TOOLS = READERS + 3
};

static const struct {
	const char *name;
	bool optional;
	char *args[10];
} tools[TOOLS] = {
    [HTML] = {"pdftohtml", false,
        {"pdftohtml", "-xml", "-i", "-hidden", "-noroundcoord", "-stdout", "-",
            "none"}},
    [PICTURES] = {"pdftoppm", false,
        {"pdftoppm", "-scale-to-x", "600", "-scale-to-y", "-1", "-"}},
    [DRAFTS] = {"pdftoppm", false,
        {"pdftoppm", "-scale-to-x", "360", "-scale-to-y", "-1", "-"}},
    [WORDS] = {"pdftotext", false, {"pdftotext", "-bbox", "-", "-"}},
    [INFO] = {"pdfinfo", false,
        {"pdfinfo", "-box", "-f", "1", "-l", "1000", "-"}},
    [SCANS] = {"pdftoppm", false,
        {"pdftoppm", "-gray", "-l", "3", "-scale-to-x", "1300", "-scale-to-y",
            "-1", "-"}},
#define PAGE_READER                                                            \
	{                                                                      \
		"tesseract", true,                                             \
		{                                                              \
			"tesseract", "stdin", "stdout"                         \
		}                                                              \
	}
    [READERS] = PAGE_READER,
    [READERS + 1] = PAGE_READER,
    [READERS + 2] = PAGE_READER,
};

/* One document on its way. */
typedef struct work {
	reading *r;
	pdf_tool tool[TOOLS];
	pdf_keeper keeper;
	int64_t deadline;
	int pictures; /* PICTURES or DRAFTS */
	pdf_scan scan;
	pdf_pages pages, words;
} work;

const char *
pdf_program(hire_error *err)
{
	for (size_t i = 0; i < TOOLS; i++)
		if (!tools[i].optional && !pdf_tool_find(tools[i].name)) {
			hire_fail(err, HIRE_EBACKEND, NULL,
			    "PDF needs the program %s: install the package "
			    "poppler-utils",
			    tools[i].name);
			return NULL;
		}
	return pdf_tool_find(tools[HTML].name);
}

const char *
pdf_scans(void)
{
	return pdf_tool_find("tesseract")
	           ? "scans are read by tesseract"
	           : "scans are not read: install the package tesseract-ocr";
}

static pdf_tool
new_tool(reading *r, size_t max)
{
	return (pdf_tool){.in = -1,
	    .out = -1,
	    .complaints = -1,
	    .theirs = {-1, -1, -1},
	    .bytes = r->bytes,
	    .len = r->len,
	    .said = HIRE__BUF(r->ctx, max),
	    .words = HIRE__BUF(r->ctx, COMPLAINTS_MAX)};
}

static char *const *
args_of(size_t i)
{
	return tools[i].args;
}

/* Have a program start that a document turned out to need. */
static void
go(work *w, size_t which)
{
	pdf_keeper_go(&w->keeper, w->tool, which);
}

static hire_status
start(work *w, hire_error *err)
{
	hire_status st = pdf_program(err) ? HIRE_OK : HIRE_EBACKEND;
	signal(SIGPIPE, SIG_IGN);
	w->deadline = pdf_tool_clock() + TIME_MAX;
	w->tool[PICTURES].pause = w->tool[DRAFTS].pause = PICTURE_AHEAD;
	const char *programs[TOOLS] = {NULL};
	for (size_t i = 0; i < TOOLS; i++)
		programs[i] = pdf_tool_find(tools[i].name);
	if (!st)
		st = pdf_tool_start(
		    &w->tool[HTML], programs[HTML], tools[HTML].args, err);
	for (size_t i = 0; !st && i < TOOLS; i++)
		if (i != HTML && programs[i])
			st = pdf_tool_hold(&w->tool[i], err);
	return st ? st
	          : pdf_keeper_start(
	                &w->keeper, w->tool, TOOLS, args_of, programs, err);
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

static bool
pump(work *w)
{
	pdf_tool *all[TOOLS];
	for (size_t i = 0; i < TOOLS; i++)
		all[i] = &w->tool[i];
	return pdf_tools_pump(all, TOOLS, w->deadline);
}

/* All that the program has to say, and how it ends. */
static hire_status
hear(work *w, int which, hire_error *err)
{
	pdf_tool *t = &w->tool[which];
	while (t->out >= 0 && !t->said.failed && pump(w))
		;
	hire_status st = late(w, err);
	if (!st && t->said.failed)
		st = hire_fail(err, HIRE_ETOOBIG, "resume",
		    "its text is longer than %d MB", READER_RAW_MAX >> 20);
	return st ? st : pdf_tool_end(t, err);
}

static hire_status
parse(work *w, int which, pdf_pages *out, hire_error *err)
{
	const hire__buf *said = &w->tool[which].said;
	hire_status st = hear(w, which, err);
	return st ? st
	          : pdf_parse(said->len ? said->s : "", said->len, w->r->mem,
	                out, err);
}

/* On larger pages everything that a person could read is far apart. */
static hire_status
check_paper(const pdf_pages *pages, hire_error *err)
{
	for (size_t i = 0; i < pages->count; i++)
		if (pages->page[i].width > PAPER_MAX ||
		    pages->page[i].height > PAPER_MAX)
			return hire_fail(err, HIRE_EUNSUPPORTED, "resume",
			    "page %zu is wider or higher than %d inches: "
			    "export it again on A4 or Letter and upload that",
			    i + 1, PAPER_MAX / 72);
	return HIRE_OK;
}

/* While pdftohtml reads, see what else the document needs. */
static hire_status
hear_text(work *w, hire_error *err)
{
	const hire__buf *info = &w->tool[INFO].said;
	while (w->tool[HTML].in >= 0 && pump(w))
		;
	w->scan = pdf_scan_bytes(w->r->ctx, w->r->bytes, w->r->len);
	w->pictures = w->scan.many ? DRAFTS : PICTURES;
	if (w->scan.look)
		go(w, (size_t)w->pictures);
	if (w->scan.actual)
		go(w, WORDS);
	if (w->scan.crops)
		go(w, INFO);
	hire_status st = parse(w, HTML, &w->pages, err);
	if (!st)
		st = check_paper(&w->pages, err);
	if (!st && w->scan.actual)
		st = parse(w, WORDS, &w->words, err);
	if (!st && w->scan.crops)
		st = hear(w, INFO, err);
	for (size_t i = 0; !st && i < w->pages.count; i++) {
		pdf_page *page = &w->pages.page[i];
		if (i < w->words.count)
			st = pdf_mend(page, &w->words.page[i], w->r->mem, err);
		if (w->scan.crops && info->len)
			pdf_crop(page, i + 1, info->s, info->len);
	}
	return st;
}

/* The picture of the next page, as it comes out of pdftoppm. */
static hire_status
next_picture(work *w, int which, size_t *end, pdf_picture *out, hire_error *err)
{
	pdf_tool *t = &w->tool[which];
	*end = 0;
	t->pause = 0;
	while (
	    !t->said.len || !pdf_picture_next(t->said.s, t->said.len, end, out))
		if (t->said.failed || t->out < 0 || !pump(w)) {
			hire_status st = late(w, err);
			return st ? st
			          : hire_fail(err, HIRE_EDAMAGED, "resume",
			                "a page of the PDF cannot be shown: "
			                "export it again and upload that");
		}
	return HIRE_OK;
}

static void
drop(hire__buf *b, size_t n)
{
	memmove(b->s, b->s + n, b->len - n);
	b->len -= n;
}

static hire_status
look(work *w, pdf_page *page, hire_error *err)
{
	pdf_picture picture;
	size_t end;
	hire__buf *said = &w->tool[w->pictures].said;
	const hire__buf *words = &w->tool[w->pictures].words;
	hire_status st = next_picture(w, w->pictures, &end, &picture, err);
	if (st)
		return st;
	pdf_look(page, &picture, words->len && strstr(words->s, "ont") != NULL);
	drop(said, end);
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

/* A clip may have taken the edges off (none: `edge` 0), what lies under glass
 * has any colour, and text without width is turned, or squeezed to nothing. */
static bool
is_clear(const pdf_page *page, const pdf_piece *p, float edge)
{
	return !p->font->see_through && !pdf_is_sideways(p) &&
	       p->left >= edge && p->top >= edge &&
	       p->right <= page->width - edge &&
	       p->bottom <= page->height - edge;
}

/* Whether the colour of a text says what is seen. */
static bool
is_plain(const work *w)
{
	bool plain = !w->scan.look;
	const float edge = w->scan.clips ? PDF_EDGE : 0;
	for (size_t i = 0; plain && i < w->pages.count; i++) {
		const pdf_page *page = &w->pages.page[i];
		for (size_t k = 0; plain && k < page->count; k++)
			plain = is_clear(page, &page->pieces[k], edge);
	}
	return plain;
}

static hire_status
read_pages(work *w, hire_error *err)
{
	hire_status st = HIRE_OK;
	bool plain = is_plain(w);
	if (!plain)
		go(w, (size_t)w->pictures);
	for (size_t i = 0; !st && i < w->pages.count; i++) {
		pdf_page *page = &w->pages.page[i];
		pdf_measure(page);
		if (plain)
			pdf_judge_colors(page);
		else
			st = look(w, page, err);
		set_aside(w->r, page);
		if (!st)
			st = pdf_layout(page, w->r->mem, &w->r->raw, err);
	}
	return st;
}

static bool
has_words(const hire__buf *text)
{
	size_t words = 0;
	for (size_t i = 0, len; i < text->len && words < WORDS_MIN; i += len)
		words += hire__utf8_is_word(
		    hire__utf8_at(text->s + i, text->len - i, &len));
	return words == WORDS_MIN;
}

/* One page of a scan; false when it cannot be read in time. */
static bool
read_scan(work *w, int reader)
{
	pdf_picture picture;
	size_t end;
	pdf_tool *t = &w->tool[reader];
	hire__buf *scans = &w->tool[SCANS].said;
	if (next_picture(w, SCANS, &end, &picture, NULL))
		return false;
	t->bytes = hire_arena_strndup(w->r->mem, scans->s, end);
	t->len = t->bytes ? end : 0;
	drop(scans, end);
	go(w, (size_t)reader);
	bool read = !hear(w, reader, NULL);
	if (read && t->said.len)
		hire__buf_add(&w->r->raw, t->said.s, t->said.len);
	return read;
}

/* There is text, and nobody could read it. */
static hire_status
unseen(const reading *r, hire_error *err)
{
	return hire_fail(err, HIRE_ENOTEXT, "resume",
	    "no text in it can be seen (%s): export it again with text that "
	    "people can read and upload that",
	    r->aside[0].why);
}

static hire_status
read_scans(work *w, hire_error *err)
{
	const bool written = w->r->aside_count > 0;
	if (written && (!w->scan.look || w->tool[READERS].out < 0))
		return unseen(w->r, err);
	if (!w->scan.look)
		return hire_fail(err, HIRE_ENOTEXT, "resume",
		    "no text in it: the pages are empty");
	if (w->tool[READERS].out < 0)
		return hire_fail(err, HIRE_ENOTEXT, "resume",
		    "the document is a scan without text: export it as text "
		    "and upload that, or install tesseract-ocr on this "
		    "machine");
	pdf_tool_fini(&w->tool[w->pictures]);
	go(w, SCANS);
	w->r->engine = "tesseract";
	hire__buf_clear(&w->r->raw);
	for (int i = READERS; i < TOOLS && read_scan(w, i); i++)
		;
	if (!has_words(&w->r->raw) && written)
		return unseen(w->r, err);
	if (!has_words(&w->r->raw))
		return hire_fail(err, HIRE_ENOTEXT, "resume",
		    "the document is a scan, and no text can be read from it "
		    "in time: export it as text and upload that");
	return hire__buf_check(&w->r->raw, err);
}

hire_status
pdf_read(reading *r, hire_error *err)
{
	work w = {.r = r, .keeper = {-1, -1}};
	for (size_t i = 0; i < TOOLS; i++)
		w.tool[i] =
		    new_tool(r, i == PICTURES || i == DRAFTS ? PICTURE_MAX
		                                             : READER_RAW_MAX);
	hire_status st = start(&w, err);
	r->kind = "pdf";
	r->engine = "pdftohtml";
	if (!st)
		st = confine_enter(CONFINE_PARSE, NULL, err);
	if (!st)
		st = hear_text(&w, err);
	if (!st)
		st = read_pages(&w, err);
	if (!st && !has_words(&r->raw))
		st = read_scans(&w, err);
	r->pages = (int32_t)(w.pages.count ? w.pages.count : 1);
	for (size_t i = 0; i < TOOLS; i++)
		pdf_tool_fini(&w.tool[i]);
	pdf_keeper_fini(&w.keeper);
	return st;
}
