/* SPDX-License-Identifier: MIT
 * page.h - the pieces of text on the pages of a PDF, and what becomes of
 * them.
 * What pdftohtml says is taken apart, looked at and put in order by three
 * parts that know nothing of processes and run under the sanitizers too.
 */
#ifndef HIRE_READER_PDF_PAGE_H
#define HIRE_READER_PDF_PAGE_H

#include "backends/text/reader/reader.h"

/* Why a person does not see a piece of text. */
typedef enum pdf_fate {
	PDF_SEEN,
	PDF_TINY,
	PDF_OFF_PAGE,
	PDF_BACKGROUND, /* the colour of what lies behind it */
	PDF_NO_INK, /* covered, clipped, transparent, on a layer that is off */
	PDF_FATES
} pdf_fate;

typedef struct pdf_font {
	float size;       /* points */
	uint8_t color[3]; /* red, green, blue */
	bool see_through; /* its opacity is not full: `color` says little */
	bool icons;
} pdf_font;

/* Distances in points from the top left corner of the page. */
typedef struct pdf_piece {
	float left, top, right, bottom;
	const char *text; /* UTF-8 as good as the document's */
	size_t len;
	const pdf_font *font;
	pdf_fate fate;
} pdf_piece;

typedef struct pdf_page {
	float width, height;
	pdf_piece *pieces; /* in the order they are painted */
	size_t count;
} pdf_page;

typedef struct pdf_pages {
	pdf_page *page;
	size_t count;
} pdf_pages;

/* Take the XML of pdftohtml, or of pdftotext -bbox, apart; everything lives in
 * `mem`.  EDAMAGED, ETOOBIG (pages, pieces), ENOMEM. */
HIRE_CHECK hire_status
pdf_parse(const char *xml, size_t len, hire_arena *mem, pdf_pages *out,
    hire_error *err);

/* Put letters back that pdftohtml loses and `words`, the same page of
 * pdftotext, has: ligatures that a document spells out in its own way.  Nothing
 * else is taken from there, since a document may claim any text so. */
HIRE_CHECK hire_status
pdf_mend(
    pdf_page *page, const pdf_page *words, hire_arena *mem, hire_error *err);

/* Judge by what pdfinfo -box says of page `number`, from 1: what lies outside
 * the part of it that is shown. */
void
pdf_crop(pdf_page *page, size_t number, const char *info, size_t len);

/* Judge by colour alone, on white paper. */
void
pdf_judge_colors(pdf_page *page);

/* Whether it runs up or down the page: pdftohtml gives such text no width. */
bool
pdf_is_sideways(const pdf_piece *p);

/* Judge by size and place: sets `fate` of what is too small or off the page. */
void
pdf_measure(pdf_page *page);

/* A page as pdftoppm shows it: 8 bits of red, green, blue per pixel, rows from
 * the top, `width` * `height` of them. */
typedef struct pdf_picture {
	const unsigned char *pixels;
	size_t width, height;
} pdf_picture;

/* The next picture of a stream of binary PPM, or PGM with one byte per pixel,
 * at `*at`; moves `*at` behind it.  False at the end or where it is none. */
bool
pdf_picture_next(const char *stream, size_t len, size_t *at, pdf_picture *out);

/* Judge by looking: sets `fate` of what shows no ink, or none that stands out.
 * `fonts_missing`: a page may lack letters that a reader would see. */
void
pdf_look(pdf_page *page, const pdf_picture *picture, bool fonts_missing);

/* Append the pieces that are seen in reading order. */
HIRE_CHECK hire_status
pdf_layout(pdf_page *page, hire_arena *mem, hire__buf *out, hire_error *err);

#endif
