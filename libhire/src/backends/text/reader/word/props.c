/* SPDX-License-Identifier: MIT
 * props.c - the properties of what stands in a Word document (ECMA-376 part 1,
 * 17.3.1, 17.3.2 and 17.4): its style, colours, place and size.
 */
#include "props.h"

#include "backends/text/reader/reader.h"

#include <string.h>

/* Twentieths of a point: where no paragraph can be seen any more. */
enum { FAR_LEFT = -4000, FAR_RIGHT = 24000, LINE_TINY = READER_TINY / 5 };

static const struct {
	const char *name;
	int props;
} properties[] = {{"pPr", OF_PARAGRAPH}, {"rPr", OF_RUN}, {"tblPr", OF_TABLE},
    {"tblPrEx", OF_TABLE}, {"trPr", OF_ROW}, {"tcPr", OF_CELL}};

int
props_named(const char *name)
{
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (!strcmp(name, properties[i].name))
			return properties[i].props;
	return OF_NOTHING;
}

/* A frame off the page, or with room for no letter. */
static const char *
reason_of_frame(const xml_at *at)
{
	char rule[XML_ATTR_MAX] = "";
	int64_t x = xml_attr_int(at, "x", 0), y = xml_attr_int(at, "y", 0);
	int64_t w = xml_attr_int(at, "w", 0), h = xml_attr_int(at, "h", 0);
	bool exact = xml_attr(at, "hRule", rule) && !strcmp(rule, "exact");
	if (x < FAR_LEFT || x > FAR_RIGHT || y < FAR_LEFT || y > FAR_RIGHT)
		return look_outside;
	if ((w > 0 && w < LINE_TINY) || (exact && h < LINE_TINY))
		return look_tiny;
	return NULL;
}

static void
read_of_paragraph(walk *w, const xml_at *at)
{
	char value[XML_ATTR_MAX];
	walk_frame *f = walk_here(w);
	const char *name = at->name;
	if (!strcmp(name, "pStyle") && xml_attr(at, "val", value)) {
		const style *s = styles_find(&w->d->styles, value);
		if (s)
			walk_paragraph_style(w, s);
	} else if (!strcmp(name, "numId")) {
		f->in_list = xml_attr_int(at, "val", 0) != 0;
	} else if (!strcmp(name, "outlineLvl")) {
		f->is_heading = xml_attr_int(at, "val", 9) < 9;
	} else if (!strcmp(name, "shd")) {
		f->para_back = look_shade(at, &w->d->styles.theme);
	} else if (!strcmp(name, "spacing")) {
		if (xml_attr(at, "lineRule", value) &&
		    !strcmp(value, "exact") &&
		    xml_attr_int(at, "line", 240) < LINE_TINY)
			f->para_reason = look_tiny;
	} else if (!strcmp(name, "ind")) {
		int64_t x =
		    xml_attr_int(at, "left", xml_attr_int(at, "start", 0));
		if (x < FAR_LEFT || x > FAR_RIGHT)
			f->para_reason = look_outside;
	} else if (!strcmp(name, "framePr")) {
		const char *why = reason_of_frame(at);
		f->para_reason = why ? why : f->para_reason;
	}
}

static void
read_of_run(walk *w, const xml_at *at)
{
	char value[XML_ATTR_MAX];
	walk_frame *f = walk_here(w);
	const style *s;
	if (strcmp(at->name, "rStyle") != 0)
		look_read(&f->direct, at, &w->d->styles.theme);
	else if (xml_attr(at, "val", value) &&
	         (s = styles_find(&w->d->styles, value)))
		f->chars = s->run;
}

static void
read_of_table(walk *w, const xml_at *at)
{
	char value[XML_ATTR_MAX];
	walk_table *t = walk_table_here(w);
	const char *name = at->name;
	bool exact;
	if (!t)
		return;
	if (!strcmp(name, "shd")) {
		uint32_t shade = look_shade(at, &w->d->styles.theme);
		*(w->props == OF_CELL ? &t->cell_back : &t->back) = shade;
	} else if (!strcmp(name, "tblStyle") && xml_attr(at, "val", value)) {
		t->style = styles_find(&w->d->styles, value);
		t->back = t->style ? t->style->back : COLOUR_NONE;
	} else if (!strcmp(name, "hidden") && w->props == OF_ROW) {
		t->row_reason = look_switch(at) ? look_hidden : NULL;
	} else if (!strcmp(name, "trHeight")) {
		exact = xml_attr(at, "hRule", value) && !strcmp(value, "exact");
		if (exact && xml_attr_int(at, "val", 240) < LINE_TINY)
			t->row_reason = look_tiny;
	}
}

void
props_read(walk *w, const xml_at *at)
{
	if (w->props == OF_PARAGRAPH)
		read_of_paragraph(w, at);
	else if (w->props == OF_RUN)
		read_of_run(w, at);
	else
		read_of_table(w, at);
}
