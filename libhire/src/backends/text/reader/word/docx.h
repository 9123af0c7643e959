/* SPDX-License-Identifier: MIT
 * docx.h - between the archive and the text of a Word document.
 */
#ifndef HIRE_READER_DOCX_H
#define HIRE_READER_DOCX_H

#include "backends/text/reader/reader.h"
#include "styles.h"

enum { DOCX_NOTES = 1024 };

/* What the parts of one document share. */
typedef struct docx {
	reading *r;
	docx_styles styles;
	uint32_t page; /* its colour */
	/* Square points of dark shapes: those behind the page's text, and all,
	 * since text boxes may lie on any. */
	double painted[2];
	bool noted[2][DOCX_NOTES]; /* foot-, endnotes that the text refers to */
} docx;

/* Append the text of the part `from`: see xml_stream(). */
HIRE_CHECK hire_status
docx_part(docx *d, xmlInputReadCallback read, xmlInputCloseCallback close,
    void *from, hire_error *err);

#endif
