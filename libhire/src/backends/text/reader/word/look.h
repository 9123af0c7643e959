/* SPDX-License-Identifier: MIT
 * look.h - how a run of a Word document looks, and whether anyone can see it.
 * Apart from the walk over the document because styles give looks too.
 */
#ifndef HIRE_READER_LOOK_H
#define HIRE_READER_LOOK_H

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

enum {
	LOOK_COLOUR = 1,
	LOOK_FILL = 2, /* w14: the letters' own fill, which wins over colour */
	LOOK_MARK = 4,
	LOOK_SHADE = 8,
	LOOK_SIZE = 16,
	LOOK_SCALE = 32,
	LOOK_VANISH = 64,
	LOOK_WEB = 128
};

/* Some properties of a run; those whose bit is set. */
typedef struct look {
	unsigned set;
	uint32_t colour, fill, mark, shade; /* COLOUR_NONE: automatic */
	int32_t size;                       /* hundredths of a point */
	int32_t scale;                      /* width of letters, percent */
	bool vanish, web;
} look;

/* A colour times and plus so many of 100000, as shapes and letters say it. */
uint32_t
look_lighten(uint32_t rgb, int64_t times, int64_t plus);

/* Whether it is a shadow, glow or outline: such name colours too. */
bool
look_is_effect(const xml_at *at);

/* Take in one element of w:rPr; the elements inside w14:textFill too. */
void
look_read(look *l, const xml_at *at, const look_theme *theme);

/* What `top` says replaces what `base` says. */
void
look_over(look *base, const look *top);

/* The colour of <w:shd>; COLOUR_NONE: it shows what is behind. */
uint32_t
look_shade(const xml_at *at, const look_theme *theme);

/* <w:vanish/> switches on, <w:vanish w:val="0"/> off. */
bool
look_switch(const xml_at *at);

/* Why a person would not see it before `background`, or NULL; static. */
const char *
look_reason(const look *l, uint32_t background);

extern const char look_hidden[];  /* "hidden text" */
extern const char look_alike[];   /* "text in the colour of ..." */
extern const char look_tiny[];    /* "tiny text" */
extern const char look_outside[]; /* "text outside the page" */

#endif
