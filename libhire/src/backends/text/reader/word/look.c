/* SPDX-License-Identifier: MIT
 * look.c - how a run of a Word document looks (ECMA-376 part 1, 17.3.2), and
 * whether anyone can see it.
 */
#include "look.h"

#include "backends/text/reader/colour.h"
#include "backends/text/reader/reader.h"

#include <stddef.h>
#include <string.h>

/* In hundredths of a point where nothing else is said. */
enum {
	NARROW = 10, /* percent of their width */
	OPAQUE = 100000,
	USUAL_SIZE = 1000,
	PILED = 35, /* percent of their size that letters are pulled in:
	             * most are no wider than half of it */
	SHIFT_MAX = 72 * 100 /* up or down: an inch */
};

const char look_hidden[] = "hidden text";
const char look_alike[] = "text in the colour of what is behind it";
const char look_tiny[] = "tiny text";
const char look_outside[] = "text outside the page";
const char look_piled[] = "letters printed over each other";
const char look_shifted[] = "text shifted away from its line";

bool
look_switch(const xml_at *at)
{
	char s[XML_ATTR_MAX];
	return !xml_attr(at, "val", s) ||
	       (strcmp(s, "0") != 0 && strcmp(s, "false") != 0 &&
	           strcmp(s, "off") != 0);
}

/* What stands inside w14:textFill. */
static void
read_fill(look *l, const xml_at *at, const look_theme *theme)
{
	char s[XML_ATTR_MAX];
	bool alpha = !strcmp(at->name, "alpha");
	/* It is the part that shines through. */
	bool gone = alpha && xml_attr_int(at, "val", 0) > OPAQUE - OPAQUE / 20;
	if (gone || !strcmp(at->name, "noFill"))
		l->fill = COLOUR_UNKNOWN;
	else if (alpha && l->fill < COLOUR_NONE) /* as it looks on paper */
		l->fill =
		    look_lighten(l->fill, OPAQUE - xml_attr_int(at, "val", 0),
		        xml_attr_int(at, "val", 0));
	else if (alpha) /* of nothing */
		return; /* NOLINT(bugprone-branch-clone): a chain of cases */
	else if (!strcmp(at->name, "lumMod") && l->fill < COLOUR_NONE)
		l->fill =
		    look_lighten(l->fill, xml_attr_int(at, "val", 100000), 0);
	else if (!strcmp(at->name, "lumOff") && l->fill < COLOUR_NONE)
		l->fill =
		    look_lighten(l->fill, 100000, xml_attr_int(at, "val", 0));
	else if (!xml_attr(at, "val", s))
		return;
	else if (!strcmp(at->name, "srgbClr"))
		l->fill = look_hex(s);
	else if (!strcmp(at->name, "schemeClr") && look_theme_index(s) >= 0)
		l->fill = theme->rgb[look_theme_index(s)];
	else
		return;
	l->set |= LOOK_FILL;
}

bool
look_is_effect(const xml_at *at)
{
	static const char *const parts[] = {"textFill", "solidFill", "noFill",
	    "srgbClr", "schemeClr", "alpha", "lumMod", "lumOff"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strcmp(at->name, parts[i]))
			return false;
	return at->space == XML_WORD14;
}

/* Properties that are a number. */
static const struct {
	const char *name;
	size_t offset; /* in a look */
	unsigned bit;
	int32_t unit, usual, max;
} numbers[] = {
    {"sz", offsetof(look, size), LOOK_SIZE, 50, 20, 10000},
    {"w", offsetof(look, scale), LOOK_SCALE, 1, 100, 1000},
    {"spacing", offsetof(look, space), LOOK_SPACE, 5, 0, 100000},
    {"position", offsetof(look, raise), LOOK_RAISE, 50, 0, 10000},
};

enum { NUMBERS = sizeof numbers / sizeof *numbers };

static int32_t *
number_in(look *l, size_t i)
{
	return (int32_t *)(void *)((char *)l + numbers[i].offset);
}

static void
read_number(look *l, const xml_at *at)
{
	size_t i = 0;
	while (i < NUMBERS && strcmp(at->name, numbers[i].name) != 0)
		i++;
	if (i == NUMBERS)
		return;
	int64_t max = numbers[i].max;
	int64_t v = xml_attr_int(at, "val", numbers[i].usual);
	v = v > max ? max : v < -max ? -max : v;
	*number_in(l, i) = (int32_t)v * numbers[i].unit;
	l->set |= numbers[i].bit;
}

void
look_read(look *l, const xml_at *at, const look_theme *theme)
{
	const char *name = at->name;
	if (at->space == XML_WORD14) {
		read_fill(l, at, theme);
	} else if (!strcmp(name, "color")) {
		l->set |= LOOK_COLOUR;
		l->colour = look_colour(
		    at, theme, "val", "themeColor", "themeTint", "themeShade");
	} else if (!strcmp(name, "highlight")) {
		l->set |= LOOK_MARK;
		l->mark = look_mark(at);
	} else if (!strcmp(name, "shd")) {
		l->set |= LOOK_SHADE;
		l->shade = look_shade(at, theme);
	} else if (!strcmp(name, "vanish") || !strcmp(name, "specVanish")) {
		bool on = look_switch(at);
		l->vanish = on || (name[0] == 's' && l->vanish);
		l->set |= LOOK_VANISH;
	} else if (!strcmp(name, "webHidden")) {
		l->web = look_switch(at);
		l->set |= LOOK_WEB;
	} else {
		read_number(l, at);
	}
}

void
look_over(look *base, const look *top)
{
	base->set |= top->set;
	if (top->set & LOOK_COLOUR)
		base->colour = top->colour;
	/* A colour of its own ends a fill from below. */
	if (top->set & LOOK_FILL)
		base->fill = top->fill;
	else if (top->set & LOOK_COLOUR)
		base->set &= ~(unsigned)LOOK_FILL;
	if (top->set & LOOK_MARK)
		base->mark = top->mark;
	if (top->set & LOOK_SHADE)
		base->shade = top->shade;
	look given = *top;
	for (size_t i = 0; i < NUMBERS; i++)
		if (top->set & numbers[i].bit)
			*number_in(base, i) = *number_in(&given, i);
	if (top->set & LOOK_VANISH)
		base->vanish = top->vanish;
	if (top->set & LOOK_WEB)
		base->web = top->web;
}

/* Too small, or not where it seems to stand. */
static const char *
reason_of_size(const look *l)
{
	int64_t size = l->set & LOOK_SIZE ? l->size : USUAL_SIZE;
	if (size < READER_TINY || (l->set & LOOK_SCALE && l->scale < NARROW))
		return look_tiny;
	if (l->set & LOOK_SPACE && -l->space * INT64_C(100) >= size * PILED)
		return look_piled;
	if (l->set & LOOK_RAISE &&
	    (l->raise > SHIFT_MAX || l->raise < -SHIFT_MAX))
		return look_shifted;
	return NULL;
}

const char *
look_reason(const look *l, uint32_t background)
{
	uint32_t colour = l->set & LOOK_FILL     ? l->fill
	                  : l->set & LOOK_COLOUR ? l->colour
	                                         : COLOUR_NONE;
	if ((l->set & LOOK_VANISH && l->vanish) ||
	    (l->set & LOOK_WEB && l->web))
		return look_hidden;
	const char *size = reason_of_size(l);
	if (size)
		return size;
	if (colour == COLOUR_UNKNOWN) /* letters without ink */
		return look_alike;
	if (l->set & LOOK_SHADE && l->shade != COLOUR_NONE)
		background = l->shade;
	if (l->set & LOOK_MARK && l->mark != COLOUR_NONE)
		background = l->mark;
	/* An automatic colour is chosen to be seen. */
	if (colour == COLOUR_NONE || background == COLOUR_UNKNOWN)
		return NULL;
	return reader_colours_alike(colour, background) ? look_alike : NULL;
}
