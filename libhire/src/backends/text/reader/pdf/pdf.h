/* SPDX-License-Identifier: MIT
 * pdf.h - PDF through poppler's pdftotext, a program of its own.
 * Apart from reader.h because it forks and therefore confines by itself.
 */
#ifndef HIRE_READER_PDF_H
#define HIRE_READER_PDF_H

#include "backends/text/reader/reader.h"

/* Path of pdftotext, or NULL with EBACKEND that names the package; static. */
const char *
pdf_program(hire_error *err);

/* One line on scans: what reads them, or what to install; static. */
const char *
pdf_scans(void);

/* Run it on file descriptor 0 in a confined child, confine ourselves, collect
 * its text.  The caller has set limits, and has not confined itself. */
HIRE_CHECK hire_status
pdf_read(reading *r, hire_error *err);

#endif
