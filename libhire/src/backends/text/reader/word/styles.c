/* SPDX-License-Identifier: MIT
 * styles.c - what a Word document says apart from its text: styles
 * (ECMA-376 part 1, 17.7), theme colours, settings.
 */
#include "styles.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 4000, CHAIN_MAX = 30 };

void
styles_init(docx_styles *s, hire_arena *mem)
{
	*s = (docx_styles){.mem = mem, .theme = look_theme_usual(), .slot = -1};
}

static hire_status
check(void *state, hire_error *err)
{
	const docx_styles *s = state;
	if (s->failed == HIRE_ENOMEM)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	if (s->failed)
		return hire_fail(err, s->failed, "resume",
		    "the document has more than %d styles", STYLES_MAX);
	return HIRE_OK;
}

static void
ignore_text(void *state, const char *text)
{
	(void)state;
	(void)text;
}

static void
ignore_end(void *state, const xml_at *at)
{
	(void)state;
	(void)at;
}

static style *
add(docx_styles *s)
{
	if (s->n == s->room) {
		size_t room = s->room ? 2 * s->room : 64;
		style *more = hire_arena_alloc(s->mem, room * sizeof *more);
		if (!more || room > 2 * STYLES_MAX) {
			s->failed = more ? HIRE_ETOOBIG : HIRE_ENOMEM;
			return NULL;
		}
		if (s->n)
			memcpy(more, s->all, s->n * sizeof *more);
		s->all = more;
		s->room = room;
	}
	return &s->all[s->n++];
}

static const char *
keep(docx_styles *s, const char *text)
{
	const char *copy = hire_arena_strdup(s->mem, text);
	if (!copy)
		s->failed = HIRE_ENOMEM;
	return copy;
}

static void
open_style(docx_styles *s, const xml_at *at)
{
	char value[XML_ATTR_MAX];
	style *st = add(s);
	s->open = st;
	if (!st)
		return;
	*st = (style){.id = "", .back = COLOUR_NONE};
	if (xml_attr(at, "type", value))
		st->type = value[0];
	if (xml_attr(at, "default", value))
		st->usual = !strcmp(value, "1") || !strcmp(value, "true") ||
		            !strcmp(value, "on");
	if (xml_attr(at, "styleId", value) && !(st->id = keep(s, value)))
		st->id = "";
}

/* A table's style paints single rows and columns where the text's own colour
 * does not say so: what is behind is then not known. */
static void
read_shade(docx_styles *s, const xml_at *at)
{
	uint32_t shade = look_shade(at, &s->theme);
	if (!s->in_condition)
		s->open->back = shade;
	else if (shade != COLOUR_NONE && shade != 0xFFFFFF)
		s->open->back = COLOUR_UNKNOWN;
}

static void
read_property(docx_styles *s, const xml_at *at)
{
	char value[XML_ATTR_MAX];
	const char *name = at->name;
	if (!strcmp(name, "basedOn") && xml_attr(at, "val", value))
		s->open->based_on = keep(s, value);
	else if (!strcmp(name, "shd"))
		read_shade(s, at);
	else if (!strcmp(name, "numId"))
		s->open->in_list = xml_attr_int(at, "val", 0) ? 1 : -1;
	else if (!strcmp(name, "outlineLvl"))
		s->open->is_heading = xml_attr_int(at, "val", 9) < 9 ? 1 : -1;
}

static bool
enter(void *state, const xml_at *at)
{
	docx_styles *s = state;
	const char *name = at->name;
	size_t n = strlen(name);
	if (n > 6 && !strcmp(name + n - 6, "Change"))
		return false; /* what it was before */
	if (look_is_effect(at))
		return false;
	if (at->space == XML_WORD14 && s->in_run && s->open)
		look_read(&s->open->run, at, &s->theme);
	if (at->space != XML_WORD)
		return true;
	if (!strcmp(name, "style"))
		open_style(s, at);
	else if (!strcmp(name, "rPrDefault"))
		s->in_defaults = 1;
	else if (!strcmp(name, "tblStylePr"))
		s->in_condition = 1;
	else if (!strcmp(name, "rPr"))
		s->in_run = !s->in_condition;
	else if (s->in_run && s->in_defaults)
		look_read(&s->base, at, &s->theme);
	else if (s->in_run && s->open)
		look_read(&s->open->run, at, &s->theme);
	else if (s->open)
		read_property(s, at);
	return true;
}

static void
leave(void *state, const xml_at *at)
{
	docx_styles *s = state;
	if (at->space != XML_WORD)
		return;
	if (!strcmp(at->name, "style"))
		s->open = NULL;
	else if (!strcmp(at->name, "rPrDefault"))
		s->in_defaults = 0;
	else if (!strcmp(at->name, "tblStylePr"))
		s->in_condition = 0;
	else if (!strcmp(at->name, "rPr"))
		s->in_run = 0;
}

xml_handler
styles_reader(docx_styles *s)
{
	return (xml_handler){enter, leave, ignore_text, check, s};
}

static bool
enter_theme(void *state, const xml_at *at)
{
	docx_styles *s = state;
	char value[XML_ATTR_MAX];
	if (at->space != XML_DRAW)
		return true;
	int i = look_theme_index(at->name);
	if (i >= 0)
		s->slot = i;
	bool own = !strcmp(at->name, "srgbClr") && xml_attr(at, "val", value);
	bool of_system =
	    !strcmp(at->name, "sysClr") && xml_attr(at, "lastClr", value);
	if ((own || of_system) && s->slot >= 0 &&
	    look_hex(value) != COLOUR_NONE)
		s->theme.rgb[s->slot] = look_hex(value);
	/* Only the colours; shapes and effects name some too. */
	return strcmp(at->name, "fontScheme") != 0 &&
	       strcmp(at->name, "fmtScheme") != 0 &&
	       strcmp(at->name, "objectDefaults") != 0 &&
	       strcmp(at->name, "extraClrSchemeLst") != 0;
}

static void
leave_theme(void *state, const xml_at *at)
{
	docx_styles *s = state;
	if (at->space == XML_DRAW && look_theme_index(at->name) >= 0)
		s->slot = -1;
}

xml_handler
styles_theme_reader(docx_styles *s)
{
	return (xml_handler){enter_theme, leave_theme, ignore_text, NULL, s};
}

static bool
enter_settings(void *state, const xml_at *at)
{
	docx_styles *s = state;
	if (at->space != XML_WORD)
		return true;
	if (!strcmp(at->name, "displayBackgroundShape"))
		s->page_colour_shown = look_switch(at);
	else if (!strcmp(at->name, "evenAndOddHeaders"))
		s->even_headers = look_switch(at);
	return true;
}

xml_handler
styles_settings_reader(docx_styles *s)
{
	return (xml_handler){enter_settings, ignore_end, ignore_text, NULL, s};
}

static int
by_id(const void *a, const void *b)
{
	const style *x = a, *y = b;
	return strcmp(x->id, y->id);
}

const style *
styles_find(const docx_styles *s, const char *id)
{
	const style key = {.id = id};
	return s->n ? bsearch(&key, s->all, s->n, sizeof *s->all, by_id) : NULL;
}

static void
inherit(docx_styles *s, style *st, int depth)
{
	if (st->done)
		return;
	st->done = true; /* first, so that circles end */
	const style *found = st->based_on ? styles_find(s, st->based_on) : NULL;
	if (!found || depth > CHAIN_MAX)
		return;
	style *below = &s->all[found - s->all];
	inherit(s, below, depth + 1);
	look run = below->run;
	look_over(&run, &st->run);
	st->run = run;
	st->back = st->back == COLOUR_NONE ? below->back : st->back;
	st->in_list = st->in_list ? st->in_list : below->in_list;
	st->is_heading = st->is_heading ? st->is_heading : below->is_heading;
}

void
styles_close(docx_styles *s)
{
	if (s->n)
		qsort(s->all, s->n, sizeof *s->all, by_id);
	for (size_t i = 0; i < s->n; i++) {
		style *st = &s->all[i];
		inherit(s, st, 0);
		if (st->usual && st->type == 'p')
			s->paragraph = st;
		else if (st->usual && st->type == 'c')
			s->character = st;
		else if (st->usual && st->type == 't')
			s->table = st;
	}
}
