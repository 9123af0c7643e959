/* SPDX-License-Identifier: MIT
 * theme.h - the colours that a Word document names.
 * Apart from looks because shapes have colours too.
 */
#ifndef HIRE_READER_THEME_H
#define HIRE_READER_THEME_H

#include "xml.h"

/* 0xRRGGBB, or one of these. */
enum { COLOUR_NONE = 1 << 24, COLOUR_UNKNOWN = 1 << 25 };

/* A document's own colours, by the names that styles and shapes use. */
enum { THEME_COLOURS = 12 };
typedef struct look_theme {
	uint32_t rgb[THEME_COLOURS];
} look_theme;

/* The colours of a document that brings no theme. */
look_theme
look_theme_usual(void);

/* Index of "dk1", "lt1", "background1", "accent3", ...; -1: none of them. */
int
look_theme_index(const char *name);

/* "1F3864" as a number; COLOUR_NONE when it is none ("auto"). */
uint32_t
look_hex(const char *s);

/* A colour by name from the theme, lighter or darker, else by value; the
 * attributes that say so.  COLOUR_NONE: neither. */
uint32_t
look_colour(const xml_at *at, const look_theme *theme, const char *value,
    const char *named, const char *tint, const char *shade);

/* The colour of <w:shd>; COLOUR_NONE: it shows what is behind. */
uint32_t
look_shade(const xml_at *at, const look_theme *theme);

/* The colour of <w:highlight>. */
uint32_t
look_mark(const xml_at *at);

/* A colour times and plus so many of 100000, as shapes and letters say it. */
uint32_t
look_lighten(uint32_t rgb, int64_t times, int64_t plus);

#endif
