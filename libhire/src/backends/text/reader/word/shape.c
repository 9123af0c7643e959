/* SPDX-License-Identifier: MIT
 * shape.c - drawings in a Word document (ECMA-376 part 1, 20.4; VML: part 4,
 * 19.1): where they stand, what colour is behind the text in them.
 */
#include "shape.h"

#include "backends/text/reader/colour.h"

#include <string.h>

/* English metric units. */
enum { EMU_POINT = 12700, EMU_INCH = 914400, MARGIN = EMU_INCH };
/* Farther than that from the edges of the largest usual page. */
static const int64_t page_end[2] = {12 * EMU_INCH, 18 * EMU_INCH};
static const double page_area = 612.0 * 792.0;

static void
read_colour(shape *s, const xml_at *at, const look_theme *theme)
{
	char value[XML_ATTR_MAX];
	const char *name = at->name;
	bool known = s->fill < COLOUR_NONE;
	if (!strcmp(name, "srgbClr") && xml_attr(at, "val", value))
		s->fill = look_hex(value);
	else if (!strcmp(name, "schemeClr") && xml_attr(at, "val", value))
		s->fill = look_theme_index(value) < 0
		              ? COLOUR_UNKNOWN
		              : theme->rgb[look_theme_index(value)];
	else if (!strcmp(name, "lumMod") && known)
		s->fill =
		    look_lighten(s->fill, xml_attr_int(at, "val", 100000), 0);
	else if (!strcmp(name, "lumOff") && known)
		s->fill =
		    look_lighten(s->fill, 100000, xml_attr_int(at, "val", 0));
	else if (!strcmp(name, "noFill"))
		s->fill = COLOUR_NONE;
	else if (!strcmp(name, "gradFill") || !strcmp(name, "blipFill") ||
	         !strcmp(name, "pattFill") || !strcmp(name, "sysClr") ||
	         !strcmp(name, "prstClr"))
		s->fill = COLOUR_UNKNOWN;
	else
		return;
	s->painted = true;
}

static void
enter_draw(shape *s, const xml_at *at, const look_theme *theme)
{
	if (!strcmp(at->name, "ln"))
		s->in_line = true;
	else if (!strcmp(at->name, "fillRef"))
		s->styled = !s->painted && xml_attr_int(at, "idx", 0) > 0;
	else if ((s->in_shape && !s->in_line) || s->styled)
		read_colour(s, at, theme);
}

static void
enter_place(shape *s, const xml_at *at)
{
	const char *name = at->name;
	if (!strcmp(name, "anchor") || !strcmp(name, "inline"))
		*s = (shape){.anchored = name[0] == 'a',
		    .behind = xml_attr_int(at, "behindDoc", 0) != 0,
		    .fill = COLOUR_NONE};
	else if (!strcmp(name, "positionH") || !strcmp(name, "positionV"))
		s->down = name[8] == 'V';
	else if (!strcmp(name, "posOffset"))
		s->in_place = true;
	else if (!strcmp(name, "extent")) {
		s->size[0] = xml_attr_int(at, "cx", 0);
		s->size[1] = xml_attr_int(at, "cy", 0);
	} else if (!strcmp(name, "docPr")) {
		char value[XML_ATTR_MAX];
		s->hidden = xml_attr(at, "hidden", value) &&
		            (!strcmp(value, "1") || !strcmp(value, "true"));
	}
}

/* A length such as "-9999pt" or "5in" after `name` in a VML style. */
static int64_t
vml_length(const char *style, const char *name, int64_t def)
{
	const char *at = style;
	size_t n = strlen(name);
	while ((at = strstr(at, name)) && at != style && at[-1] != ';')
		at += n;
	if (!at || at[n] != ':')
		return def;
	at += n + 1;
	int64_t v = xml_number(at);
	at += strspn(at, "+-.0123456789");
	return v * (!strncmp(at, "in", 2)      ? EMU_INCH
	               : !strncmp(at, "cm", 2) ? 360000
	               : !strncmp(at, "mm", 2) ? 36000
	               : !strncmp(at, "px", 2) ? 9525
	                                       : EMU_POINT);
}

static void
enter_vml(shape *s, const xml_at *at)
{
	char value[XML_ATTR_MAX];
	if (!strcmp(at->name, "fill")) {
		s->fill = COLOUR_UNKNOWN;
		return;
	}
	if (strcmp(at->name, "shape") != 0 && strcmp(at->name, "rect") != 0 &&
	    strcmp(at->name, "roundrect") != 0 && strcmp(at->name, "oval") != 0)
		return;
	*s = (shape){.fill = 0xFFFFFF};
	if (xml_attr(at, "fillcolor", value))
		s->fill = value[0] == '#'           ? look_hex(value + 1)
		          : !strcmp(value, "white") ? 0xFFFFFF
		                                    : COLOUR_UNKNOWN;
	if (xml_attr(at, "filled", value) && value[0] == 'f')
		s->fill = COLOUR_NONE;
	if (!xml_attr(at, "style", value))
		return;
	s->anchored = strstr(value, "position:absolute") != NULL;
	s->behind = strstr(value, "z-index:-") != NULL;
	s->hidden = strstr(value, "visibility:hidden") != NULL ||
	            strstr(value, "display:none") != NULL;
	s->at[0] = vml_length(value, "margin-left", 0);
	s->at[1] = vml_length(value, "margin-top", 0);
	s->size[0] = vml_length(value, "width", 0);
	s->size[1] = vml_length(value, "height", 0);
}

void
shape_enter(shape *s, const xml_at *at, const look_theme *theme)
{
	if (at->space == XML_PLACE)
		enter_place(s, at);
	else if (at->space == XML_VML)
		enter_vml(s, at);
	else if (at->space == XML_DRAW)
		enter_draw(s, at, theme);
	else if (at->space == XML_PIC && !strcmp(at->name, "pic"))
		s->fill = COLOUR_UNKNOWN;
	else if (at->space == XML_SHAPE && !strcmp(at->name, "wsp"))
		s->painted = false, s->fill = COLOUR_NONE;
	else if (at->space == XML_SHAPE && !strcmp(at->name, "spPr"))
		s->in_shape = true;
}

void
shape_leave(shape *s, const xml_at *at)
{
	if (at->space == XML_PLACE && !strcmp(at->name, "posOffset"))
		s->in_place = false;
	else if (at->space == XML_DRAW && !strcmp(at->name, "ln"))
		s->in_line = false;
	else if (at->space == XML_DRAW && !strcmp(at->name, "fillRef"))
		s->styled = false;
	else if (at->space == XML_SHAPE && !strcmp(at->name, "spPr"))
		s->in_shape = false;
}

void
shape_text(shape *s, const char *text)
{
	if (s->in_place)
		s->at[s->down] = xml_number(text);
}

const char *
shape_reason(const shape *s)
{
	if (s->hidden)
		return look_hidden;
	for (int i = 0; s->anchored && i < 2; i++)
		if (s->at[i] + s->size[i] < -MARGIN || s->at[i] > page_end[i])
			return look_outside;
	for (int i = 0; i < 2; i++)
		if (s->size[i] > 0 && s->size[i] < 4 * EMU_POINT)
			return look_tiny;
	return NULL;
}

double
shape_area(const shape *s)
{
	bool dark = s->fill == COLOUR_UNKNOWN ||
	            (s->fill != COLOUR_NONE &&
	                !reader_colours_alike(s->fill, 0xFFFFFF));
	if (!dark || !s->anchored || shape_reason(s))
		return 0;
	double area =
	    (double)s->size[0] / EMU_POINT * (double)s->size[1] / EMU_POINT;
	return area < page_area ? area : page_area;
}
