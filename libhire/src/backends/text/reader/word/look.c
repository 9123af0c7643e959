/* SPDX-License-Identifier: MIT
 * look.c - how a run of a Word document looks (ECMA-376 part 1, 17.3.2), and
 * whether anyone can see it.
 */
#include "look.h"

#include "backends/text/reader/reader.h"

#include <string.h>

enum { NARROW = 10, OPAQUE = 100000 };

const char look_hidden[] = "hidden text";
const char look_alike[] = "text in the colour of what is behind it";
const char look_tiny[] = "tiny text";
const char look_outside[] = "text outside the page";

static const struct {
	const char *name;
	int index;
} theme_names[] = {{"dk1", 0}, {"dark1", 0}, {"text1", 0}, {"tx1", 0},
    {"lt1", 1}, {"light1", 1}, {"background1", 1}, {"bg1", 1}, {"dk2", 2},
    {"dark2", 2}, {"text2", 2}, {"tx2", 2}, {"lt2", 3}, {"light2", 3},
    {"background2", 3}, {"bg2", 3}, {"accent1", 4}, {"accent2", 5},
    {"accent3", 6}, {"accent4", 7}, {"accent5", 8}, {"accent6", 9},
    {"hlink", 10}, {"hyperlink", 10}, {"folHlink", 11},
    {"followedHyperlink", 11}};

/* ECMA-376 part 1, 17.18.40. */
static const struct {
	const char *name;
	uint32_t rgb;
} marks[] = {{"black", 0x000000}, {"blue", 0x0000FF}, {"cyan", 0x00FFFF},
    {"green", 0x00FF00}, {"magenta", 0xFF00FF}, {"red", 0xFF0000},
    {"yellow", 0xFFFF00}, {"white", 0xFFFFFF}, {"darkBlue", 0x00008B},
    {"darkCyan", 0x008B8B}, {"darkGreen", 0x006400}, {"darkMagenta", 0x800080},
    {"darkRed", 0x8B0000}, {"darkYellow", 0x808000}, {"darkGray", 0xA9A9A9},
    {"lightGray", 0xD3D3D3}};

look_theme
look_theme_usual(void)
{
	return (look_theme){
	    {0x000000, 0xFFFFFF, 0x44546A, 0xE7E6E6, 0x4472C4, 0xED7D31,
	        0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47, 0x0563C1, 0x954F72}};
}

int
look_theme_index(const char *name)
{
	for (size_t i = 0; i < sizeof theme_names / sizeof *theme_names; i++)
		if (!strcmp(name, theme_names[i].name))
			return theme_names[i].index;
	return -1;
}

static int
hex_digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	                              : -1;
}

uint32_t
look_hex(const char *s)
{
	uint32_t v = 0;
	int i = 0;
	for (; i < 6 && hex_digit(s[i]) >= 0; i++)
		v = v << 4 | (uint32_t)hex_digit(s[i]);
	return i == 6 ? v : COLOUR_NONE;
}

/* Between two colours: `parts` of 255 of the second. */
static uint32_t
mix(uint32_t a, uint32_t b, uint32_t parts)
{
	uint32_t out = 0;
	for (int shift = 16; shift >= 0; shift -= 8) {
		uint32_t x = a >> shift & 0xFF, y = b >> shift & 0xFF;
		out = out << 8 | (x * (255 - parts) + y * parts) / 255;
	}
	return out;
}

static uint32_t
parts_of(const char *hex)
{
	int a = hex_digit(hex[0]), b = a < 0 ? -1 : hex_digit(hex[1]);
	return b < 0 ? 255 : (uint32_t)(a * 16 + b);
}

/* A colour by name from the theme, lighter or darker, else by value. */
static uint32_t
colour_of(const xml_at *at, const look_theme *theme, const char *value,
    const char *named, const char *tint, const char *shade)
{
	char s[XML_ATTR_MAX];
	int i = xml_attr(at, named, s) ? look_theme_index(s) : -1;
	if (i < 0)
		return xml_attr(at, value, s) ? look_hex(s) : COLOUR_NONE;
	uint32_t rgb = theme->rgb[i];
	if (xml_attr(at, tint, s))
		rgb = mix(0xFFFFFF, rgb, parts_of(s));
	if (xml_attr(at, shade, s))
		rgb = mix(0x000000, rgb, parts_of(s));
	return rgb;
}

uint32_t
look_shade(const xml_at *at, const look_theme *theme)
{
	char kind[XML_ATTR_MAX] = "clear";
	(void)xml_attr(at, "val", kind);
	if (!strcmp(kind, "nil"))
		return COLOUR_NONE;
	uint32_t fill = colour_of(
	    at, theme, "fill", "themeFill", "themeFillTint", "themeFillShade");
	if (!strcmp(kind, "clear"))
		return fill;
	uint32_t ink = colour_of(
	    at, theme, "color", "themeColor", "themeTint", "themeShade");
	ink = ink == COLOUR_NONE ? 0x000000 : ink;
	fill = fill == COLOUR_NONE ? 0xFFFFFF : fill;
	int64_t part = !strcmp(kind, "solid")     ? 100
	               : !strncmp(kind, "pct", 3) ? xml_number(kind + 3)
	                                          : 50; /* stripes and checks */
	part = part < 0 ? 0 : part > 100 ? 100 : part;
	return mix(fill, ink, (uint32_t)(part * 255 / 100));
}

bool
look_switch(const xml_at *at)
{
	char s[XML_ATTR_MAX];
	return !xml_attr(at, "val", s) ||
	       (strcmp(s, "0") != 0 && strcmp(s, "false") != 0 &&
	           strcmp(s, "off") != 0);
}

static uint32_t
mark_of(const xml_at *at)
{
	char s[XML_ATTR_MAX];
	bool given = xml_attr(at, "val", s);
	for (size_t i = 0; given && i < sizeof marks / sizeof *marks; i++)
		if (!strcmp(s, marks[i].name))
			return marks[i].rgb;
	return COLOUR_NONE;
}

uint32_t
look_lighten(uint32_t rgb, int64_t times, int64_t plus)
{
	uint32_t out = 0;
	for (int shift = 16; shift >= 0; shift -= 8) {
		int64_t c = rgb >> shift & 0xFF;
		c = c * times / 100000 + 255 * plus / 100000;
		out = out << 8 | (uint32_t)(c < 0 ? 0 : c > 255 ? 255 : c);
	}
	return out;
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
	else if (alpha)
		l->set |= LOOK_FILL;
	else if (!strcmp(at->name, "lumMod") && l->fill < COLOUR_NONE)
		l->fill =
		    look_lighten(l->fill, xml_attr_int(at, "val", 100000), 0);
	else if (!strcmp(at->name, "lumOff") && l->fill < COLOUR_NONE)
		l->fill =
		    look_lighten(l->fill, 100000, xml_attr_int(at, "val", 0));
	else if (!xml_attr(at, "val", s))
		return; /* NOLINT(bugprone-branch-clone): a chain of cases */
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

void
look_read(look *l, const xml_at *at, const look_theme *theme)
{
	const char *name = at->name;
	if (at->space == XML_WORD14) {
		read_fill(l, at, theme);
	} else if (!strcmp(name, "color")) {
		l->set |= LOOK_COLOUR;
		l->colour = colour_of(
		    at, theme, "val", "themeColor", "themeTint", "themeShade");
	} else if (!strcmp(name, "highlight")) {
		l->set |= LOOK_MARK;
		l->mark = mark_of(at);
	} else if (!strcmp(name, "shd")) {
		l->set |= LOOK_SHADE;
		l->shade = look_shade(at, theme);
	} else if (!strcmp(name, "sz")) {
		int64_t halves = xml_attr_int(at, "val", 20);
		l->set |= LOOK_SIZE;
		l->size = (int32_t)(halves < 0       ? 0
		                    : halves > 10000 ? 500000
		                                     : halves * 50);
	} else if (!strcmp(name, "w")) {
		int64_t scale = xml_attr_int(at, "val", 100);
		l->set |= LOOK_SCALE;
		l->scale = (int32_t)(scale > 1000 ? 1000 : scale);
	} else if (!strcmp(name, "vanish") || !strcmp(name, "specVanish")) {
		bool on = look_switch(at);
		l->vanish = on || (name[0] == 's' && l->vanish);
		l->set |= LOOK_VANISH;
	} else if (!strcmp(name, "webHidden")) {
		l->web = look_switch(at);
		l->set |= LOOK_WEB;
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
	if (top->set & LOOK_SIZE)
		base->size = top->size;
	if (top->set & LOOK_SCALE)
		base->scale = top->scale;
	if (top->set & LOOK_VANISH)
		base->vanish = top->vanish;
	if (top->set & LOOK_WEB)
		base->web = top->web;
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
	if ((l->set & LOOK_SIZE && l->size < READER_TINY) ||
	    (l->set & LOOK_SCALE && l->scale < NARROW))
		return look_tiny;
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
