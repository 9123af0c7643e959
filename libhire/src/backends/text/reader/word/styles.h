/* SPDX-License-Identifier: MIT
 * styles.h - what a Word document says apart from its text: styles, theme
 * colours, settings.
 */
#ifndef HIRE_READER_STYLES_H
#define HIRE_READER_STYLES_H

#include "look.h"

/* A style with what it inherits, once styles_close() was called. */
typedef struct style {
	const char *id, *based_on; /* in the arena */
	char type;                 /* 'p', 'c', 't', else 0 */
	bool usual;                /* what has no style has this one */
	bool done;
	look run;
	uint32_t back;     /* of the paragraph or table; COLOUR_NONE */
	int8_t in_list;    /* 0: not said, 1: yes, -1: no */
	int8_t is_heading; /* 0: not said, 1: yes, -1: no */
} style;

typedef struct docx_styles {
	hire_arena *mem;
	look_theme theme;
	look base; /* before any style */
	style *all;
	size_t n, room;
	const style *paragraph, *character, *table; /* the usual ones or NULL */
	bool page_colour_shown;
	bool even_headers;
	hire_status failed;
	/* While a part is read: */
	style *open;
	int in_run, in_defaults, in_condition, slot;
} docx_styles;

void
styles_init(docx_styles *s, hire_arena *mem);

/* Handlers for the three parts. */
xml_handler
styles_reader(docx_styles *s);
xml_handler
styles_theme_reader(docx_styles *s);
xml_handler
styles_settings_reader(docx_styles *s);

/* Resolve what styles inherit; call after all parts are read. */
void
styles_close(docx_styles *s);

/* The style of that id, or NULL. */
const style *
styles_find(const docx_styles *s, const char *id);

#endif
