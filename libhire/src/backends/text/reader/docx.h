/* SPDX-License-Identifier: MIT
 * docx.h - between the archive and the text of a Word document.
 */
#ifndef HIRE_READER_DOCX_H
#define HIRE_READER_DOCX_H

#include "reader.h"

#include <libxml/xmlIO.h>

/* Append the text of one XML part, streamed through `read`; `close` is called
 * in any case but a lack of memory. */
HIRE_CHECK hire_status
docx_part(reading *r, xmlInputReadCallback read, xmlInputCloseCallback close,
    void *from, hire_error *err);

#endif
