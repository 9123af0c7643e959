/* SPDX-License-Identifier: MIT
 * docx.c - the text of a Word document by its elements (ECMA-376 part 1,
 * WordprocessingML).
 */
#include "props.h"

#include <string.h>

/* What has no text, was deleted, or says how it was before. */
static const char *const passed_over[] = {"del", "moveFrom", "sectPr", "sdtPr",
    "sdtEndPr", "rt", "rPrChange", "pPrChange", "tblPrChange", "trPrChange",
    "tcPrChange", "tblPrExChange", "tblGridChange", "numberingChange",
    "instrText", "tabs"};

static const struct {
	const char *name, *text;
} marks[] = {{"tab", "\t"}, {"br", "\n"}, {"cr", "\n"}, {"noBreakHyphen", "-"},
    {"ptab", "\t"}};

static bool
is_passed_over(const walk *w, const char *name)
{
	for (size_t i = 0; i < sizeof passed_over / sizeof *passed_over; i++)
		if (!strcmp(name, passed_over[i]))
			return true;
	/* The paragraph's mark has a look too, which nobody sees. */
	return w->props == OF_PARAGRAPH && !strcmp(name, "rPr");
}

/* Bullets and ticks of symbol fonts; the rest are icons. */
static void
say_symbol(walk *w, const xml_at *at)
{
	static const char bullets[] = "F0B7 F0A7 F0D8 F0FC F076 F06C F06E F0A8";
	char value[XML_ATTR_MAX];
	bool bullet = xml_attr(at, "char", value) && strlen(value) == 4 &&
	              strstr(bullets, value);
	walk_say(w, bullet ? "\xE2\x80\xA2" : " ");
}

/* A note that the text refers to is at the foot of a page; others, and the
 * lines above them, are nowhere. */
static bool
enter_note(walk *w, const xml_at *at)
{
	char type[XML_ATTR_MAX];
	bool end = at->name[0] == 'e';
	int64_t id = xml_attr_int(at, "id", -1);
	if (xml_attr(at, "type", type) && strcmp(type, "normal") != 0)
		return false;
	bool shown = id >= DOCX_NOTES || (id >= 0 && w->d->noted[end][id]);
	w->frames[0].reason = shown ? NULL : look_hidden;
	return true;
}

static void
see_note(walk *w, const xml_at *at)
{
	int64_t id = xml_attr_int(at, "id", -1);
	if (id >= 0 && id < DOCX_NOTES)
		w->d->noted[at->name[0] == 'e'][id] = true;
}

static void
see_page(walk *w, const xml_at *at)
{
	char value[XML_ATTR_MAX];
	if (!w->d->styles.page_colour_shown || !xml_attr(at, "color", value))
		return;
	uint32_t rgb = look_hex(value);
	if (rgb != COLOUR_NONE)
		w->d->page = rgb;
}

static void
enter_run(walk *w)
{
	const style *s = w->d->styles.character;
	walk_here(w)->direct = (look){.set = 0};
	walk_here(w)->chars = s ? s->run : (look){.set = 0};
}

static void
enter_content(walk *w, const xml_at *at)
{
	const char *name = at->name;
	if (!strcmp(name, "t"))
		w->in_text = true;
	else if (!strcmp(name, "r"))
		enter_run(w);
	else if (!strcmp(name, "p"))
		walk_paragraph_begin(w);
	else if (!strcmp(name, "tbl"))
		walk_table_begin(w);
	else if (!strcmp(name, "tr"))
		walk_row_begin(w);
	else if (!strcmp(name, "tc"))
		walk_cell_begin(w);
	else if (!strcmp(name, "txbxContent"))
		walk_box_begin(w);
	else if (!strcmp(name, "sym"))
		say_symbol(w, at);
	else if (!strcmp(name, "footnoteReference") ||
	         !strcmp(name, "endnoteReference"))
		see_note(w, at);
	else if (!strcmp(name, "background"))
		see_page(w, at);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (!strcmp(name, marks[i].name))
			walk_say(w, marks[i].text);
}

/* Of several forms of one thing the first is read.  Nested ones are inside
 * that form, so the last seen is the one at hand. */
static bool
enter_choice(walk *w, const xml_at *at)
{
	if (!strcmp(at->name, "AlternateContent"))
		w->chosen = 0;
	else if (!strcmp(at->name, "Choice"))
		return !w->chosen++;
	else if (!strcmp(at->name, "Fallback"))
		return !w->chosen;
	return true;
}

static bool
enter(void *state, const xml_at *at)
{
	walk *w = state;
	if (at->space == XML_COMPAT)
		return enter_choice(w, at);
	if (look_is_effect(at))
		return false;
	if (at->space == XML_WORD14) {
		if (w->props == OF_RUN)
			props_read(w, at);
		return true;
	}
	if (at->space != XML_WORD) {
		shape_enter(&walk_here(w)->shape, at, &w->d->styles.theme);
		return true;
	}
	if (is_passed_over(w, at->name))
		return false;
	if (!strcmp(at->name, "footnote") || !strcmp(at->name, "endnote"))
		return enter_note(w, at);
	int props = props_named(at->name);
	if (props)
		w->props = props;
	else if (w->props)
		props_read(w, at);
	else
		enter_content(w, at);
	return true;
}

static void
leave_shape(walk *w, const xml_at *at)
{
	shape *s = &walk_here(w)->shape;
	shape_leave(s, at);
	bool ends = (at->space == XML_PLACE && !strcmp(at->name, "anchor")) ||
	            (at->space == XML_SHAPE && !strcmp(at->name, "wsp")) ||
	            (at->space == XML_VML && !strcmp(at->name, "rect"));
	if (!ends)
		return;
	w->d->painted[0] += s->behind ? shape_area(s) : 0;
	w->d->painted[1] += shape_area(s);
	s->fill = COLOUR_NONE; /* counted */
}

static void
leave(void *state, const xml_at *at)
{
	walk *w = state;
	const char *name = at->name;
	if (at->space == XML_COMPAT && !strcmp(name, "AlternateContent"))
		w->chosen = 1;
	if (at->space != XML_WORD) {
		leave_shape(w, at);
		return;
	}
	if (props_named(name))
		w->props = OF_NOTHING;
	else if (w->props)
		return;
	else if (!strcmp(name, "t"))
		w->in_text = false;
	else if (!strcmp(name, "p"))
		walk_paragraph_end(w);
	else if (!strcmp(name, "tr"))
		walk_row_end(w);
	else if (!strcmp(name, "tbl"))
		walk_table_end(w);
	else if (!strcmp(name, "txbxContent"))
		walk_box_end(w);
}

static void
text(void *state, const char *s)
{
	walk *w = state;
	if (w->in_text)
		walk_say(w, s);
	else
		shape_text(&walk_here(w)->shape, s);
}

static hire_status
check(void *state, hire_error *err)
{
	return walk_check(state, err);
}

hire_status
docx_part(docx *d, xmlInputReadCallback read, xmlInputCloseCallback close,
    void *from, hire_error *err)
{
	walk w = {.d = d, .boxes = HIRE__BUF(d->r->ctx, READER_RAW_MAX)};
	w.frames[0] = (walk_frame){.back = COLOUR_NONE,
	    .para_back = COLOUR_NONE,
	    .para = d->styles.base,
	    .shape = {.fill = COLOUR_NONE}};
	const xml_handler h = {enter, leave, text, check, &w};
	hire_status st = xml_stream(read, close, from, &h, err);
	hire__buf_add(&d->r->raw, w.boxes.s, w.boxes.len);
	hire__buf_free(&w.boxes);
	return st ? st : hire__buf_check(&d->r->raw, err);
}
