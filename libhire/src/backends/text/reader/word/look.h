/* SPDX-License-Identifier: MIT
 * look.h - how a run of a Word document looks, and whether anyone can see it.
 * Apart from the walk over the document because styles give looks too.
 */
#ifndef HIRE_READER_LOOK_H
#define HIRE_READER_LOOK_H

#include "theme.h"

enum {
	LOOK_COLOUR = 1,
	LOOK_FILL = 2, /* w14: the letters' own fill, which wins over colour */
	LOOK_MARK = 4,
	LOOK_SHADE = 8,
	LOOK_SIZE = 16,
	LOOK_SCALE = 32,
	LOOK_VANISH = 64,
	LOOK_WEB = 128,
	LOOK_SPACE = 256,
	LOOK_RAISE = 512
};

/* Some properties of a run; those whose bit is set. */
typedef struct look {
	unsigned set;
	uint32_t colour, fill, mark, shade; /* COLOUR_NONE: automatic */
	int32_t size;                       /* hundredths of a point */
	int32_t scale;                      /* width of letters, percent */
	int32_t space; /* between letters, hundredths of a point */
	int32_t raise; /* above the line, likewise */
	bool vanish, web;
} look;

/* Whether it is a shadow, glow or outline: such name colours too. */
bool
look_is_effect(const xml_at *at);

/* Take in one element of w:rPr; the elements inside w14:textFill too. */
void
look_read(look *l, const xml_at *at, const look_theme *theme);

/* What `top` says replaces what `base` says. */
void
look_over(look *base, const look *top);

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
extern const char look_piled[];   /* "letters printed over each other" */
extern const char look_shifted[]; /* "text shifted away from its line" */

#endif
