/* SPDX-License-Identifier: MIT
 * theme.c - the colours that a Word document names (ECMA-376 part 1, 17.3.2.6,
 * 17.18.40 and 17.18.78).
 */
#include "theme.h"

#include <string.h>

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

uint32_t
look_colour(const xml_at *at, const look_theme *theme, const char *value,
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
	uint32_t fill = look_colour(
	    at, theme, "fill", "themeFill", "themeFillTint", "themeFillShade");
	if (!strcmp(kind, "clear"))
		return fill;
	uint32_t ink = look_colour(
	    at, theme, "color", "themeColor", "themeTint", "themeShade");
	ink = ink == COLOUR_NONE ? 0x000000 : ink;
	fill = fill == COLOUR_NONE ? 0xFFFFFF : fill;
	int64_t part = !strcmp(kind, "solid")     ? 100
	               : !strncmp(kind, "pct", 3) ? xml_number(kind + 3)
	                                          : 50; /* stripes and checks */
	part = part < 0 ? 0 : part > 100 ? 100 : part;
	return mix(fill, ink, (uint32_t)(part * 255 / 100));
}

uint32_t
look_mark(const xml_at *at)
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
