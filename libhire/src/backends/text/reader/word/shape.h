/* SPDX-License-Identifier: MIT
 * shape.h - drawings in a Word document: where they stand, what colour is
 * behind the text in them.
 */
#ifndef HIRE_READER_SHAPE_H
#define HIRE_READER_SHAPE_H

#include "look.h"

/* The drawing at hand. */
typedef struct shape {
	bool anchored;   /* it floats: text may stand before it */
	bool behind;     /* ... which is put on top of it */
	bool hidden;     /* says so itself */
	bool down;       /* the position at hand is the vertical one */
	bool in_place;   /* inside posOffset */
	bool in_shape;   /* inside spPr */
	bool in_line;    /* inside its outline */
	bool styled;     /* inside the reference to a style's fill */
	bool painted;    /* its own fill was seen */
	int64_t at[2];   /* offsets, EMU */
	int64_t size[2]; /* EMU; 0: not said */
	uint32_t fill;   /* COLOUR_NONE: it shows what is behind */
} shape;

/* Take in an element inside a drawing. */
void
shape_enter(shape *s, const xml_at *at, const look_theme *theme);

void
shape_leave(shape *s, const xml_at *at);

/* Text inside it: an offset. */
void
shape_text(shape *s, const char *text);

/* Why nobody sees what stands in it, or NULL. */
const char *
shape_reason(const shape *s);

/* Square points of dark or unknown colour that text may stand before. */
double
shape_area(const shape *s);

#endif
