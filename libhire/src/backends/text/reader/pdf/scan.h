/* SPDX-License-Identifier: MIT
 * scan.h - whether the pages of a PDF must be looked at.
 * Looking takes longer than reading.  On plain paper, with nothing painted
 * but letters and thin lines, the colour of a text says all.
 */
#ifndef HIRE_READER_PDF_SCAN_H
#define HIRE_READER_PDF_SCAN_H

#include "backends/text/reader/reader.h"

/* Points at the edges of the paper that a clip may have taken off. */
#define PDF_EDGE 24.0f

typedef struct pdf_scan {
	bool look;   /* something may cover a text or lie behind it */
	bool crops;  /* a page shows less than its paper */
	bool actual; /* letters are told apart from the glyphs they print */
	bool clips;  /* something may be cut off at the edges of the paper */
	bool many;   /* so many pages that looking closely takes too long */
} pdf_scan;

/* Leaf through the bytes of a PDF.  Whatever it does not understand is a
 * reason to look.  Memory it takes is free again afterwards. */
pdf_scan
pdf_scan_bytes(hire_ctx *ctx, const char *bytes, size_t len);

/* A rectangle in points; empty while left > right. */
typedef struct pdf_area {
	double left, bottom, right, top;
} pdf_area;

/* Whether there is an operator in it, wherever, that paints or changes how and
 * where another stream of the page does. */
bool
pdf_paints(const char *content, size_t len);

/* Whether this piece of a content stream paints nothing but letters and thin
 * lines.  In a form, where the scale is not known, not even lines.  Cuts
 * `shown` down to what its clips leave. */
bool
pdf_paints_plainly(const char *content, size_t len, bool form, pdf_area *shown);

#endif
