/* SPDX-License-Identifier: MIT
 * props.h - the properties of what stands in a Word document.
 * Apart from docx.c because they say nothing, only how the rest looks.
 */
#ifndef HIRE_READER_PROPS_H
#define HIRE_READER_PROPS_H

#include "walk.h"

/* Whose properties stream by: walk.props. */
enum { OF_NOTHING, OF_PARAGRAPH, OF_RUN, OF_TABLE, OF_ROW, OF_CELL };

/* Whose properties the element of that name holds. */
int
props_named(const char *name);

/* Take in one element of w->props. */
void
props_read(walk *w, const xml_at *at);

#endif
