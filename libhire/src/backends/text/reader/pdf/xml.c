/* SPDX-License-Identifier: MIT
 * xml.c - the XML of pdftohtml and of pdftotext to pieces of text.
 * A parser of its own: the form is always theirs, one element a line, and what
 * they print is not always XML (control characters, names of fonts).
 */
#include "page.h"

#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { PAGES_MAX = 1000, PIECES_MAX = 200000, FONTS_MAX = 20000 };

/* pdftohtml's pixels per point. */
#define ZOOM 1.5f
#define FAR  1e6f

typedef struct parse {
	hire_arena *mem;
	pdf_font *fonts;
	pdf_piece *pieces;
	pdf_page *pages;
	size_t font_count, piece_count, page_count; /* so far */
	size_t font_max, piece_max, page_max;
} parse;

/* One line, without its end. */
typedef struct line {
	const char *s;
	size_t len;
} line;

static bool
starts(const line *l, const char *with)
{
	size_t n = strlen(with);
	return l->len >= n && !memcmp(l->s, with, n);
}

static void
skip(line *l, size_t n)
{
	l->s += n;
	l->len -= n;
}

/* Blanks, and what pdftohtml says of each link as it meets it. */
static void
trim_start(line *l)
{
	static const char link[] = "link to page ";
	for (;;) {
		if (l->len && (*l->s == '\t' || *l->s == ' '))
			skip(l, 1);
		else if (starts(l, link))
			for (skip(l, sizeof link - 1);
			     l->len && *l->s >= '0' && *l->s <= '9';)
				skip(l, 1);
		else
			return;
	}
}

static bool
next_line(const char *xml, size_t len, size_t *at, line *out)
{
	if (*at >= len)
		return false;
	const char *s = xml + *at;
	const char *end = memchr(s, '\n', len - *at);
	*out = (line){s, end ? (size_t)(end - s) : len - *at};
	*at += out->len + 1;
	trim_start(out);
	return true;
}

/* The last `name="` of a tag: the name of a font may hold anything, and stands
 * before what it could pretend to be.  NULL: there is none. */
static const char *
attribute(const line *tag, const char *name)
{
	size_t n = strlen(name);
	for (size_t i = tag->len; i > n + 2; i--)
		if (!memcmp(tag->s + i - n, name, n) &&
		    tag->s[i - n - 1] == ' ')
			return tag->s + i;
	return NULL;
}

static float
number(const line *tag, const char *name)
{
	const char *s = attribute(tag, name);
	const char *end = tag->s + tag->len;
	float value = 0, unit = 1;
	if (!s)
		return 0;
	bool minus = s < end && *s == '-';
	for (s += minus; s < end && *s >= '0' && *s <= '9'; s++)
		value = value * 10 + (float)(*s - '0');
	for (s += s < end && *s == '.'; s < end && *s >= '0' && *s <= '9'; s++)
		value += (float)(*s - '0') * (unit /= 10);
	value = value > FAR ? FAR : value;
	return minus ? -value : value;
}

static uint8_t
hex(const char *s)
{
	unsigned v = 0;
	for (int i = 0; i < 2; i++) {
		unsigned char c = (unsigned char)(s[i] | 0x20);
		unsigned digit = c >= 'a' && c <= 'f'   ? c - 'a' + 10u
		                 : c >= '0' && c <= '9' ? c - '0' + 0u
		                                        : 0;
		v = v << 4 | digit;
	}
	return (uint8_t)v;
}

static bool
mentions(const line *tag, const char *word)
{
	size_t n = strlen(word), k;
	for (size_t i = 0; i + n <= tag->len; i++) {
		for (k = 0; k < n && (tag->s[i + k] | 0x20) == word[k]; k++)
			;
		if (k == n)
			return true;
	}
	return false;
}

static void
take_font(parse *p, const line *tag)
{
	pdf_font f = {.size = number(tag, "size=\"") / ZOOM};
	const char *color = attribute(tag, "color=\"#");
	if (color && color + 6 <= tag->s + tag->len)
		for (int i = 0; i < 3; i++)
			f.color[i] = hex(color + 2 * i);
	const char *opacity = attribute(tag, "opacity=\"");
	f.see_through = opacity && opacity > color;
	f.icons = mentions(tag, "awesome") || mentions(tag, "icon") ||
	          mentions(tag, "phosphor");
	float id = number(tag, "id=\"");
	if (id >= 0 && id < (float)p->font_max)
		p->fonts[(size_t)id] = f;
}

static void
take_page(parse *p, const line *tag)
{
	pdf_page *page = &p->pages[p->page_count++];
	*page = (pdf_page){.width = number(tag, "width=\"") / ZOOM,
	    .height = number(tag, "height=\"") / ZOOM,
	    .pieces = p->pieces + p->piece_count};
}

static size_t
entity(const char *s, size_t n, char *out, size_t *used)
{
	static const struct {
		const char *name;
		char is;
	} known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'},
	    {"&quot;", '"'}, {"&apos;", '\''}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t len = strlen(known[i].name);
		if (n >= len && !memcmp(s, known[i].name, len)) {
			*out = known[i].is;
			*used = len;
			return 1;
		}
	}
	int32_t code = 0;
	size_t i = 2;
	if (n > 3 && s[1] == '#')
		for (; i < n && i < 9 && s[i] >= '0' && s[i] <= '9'; i++)
			code = code * 10 + (s[i] - '0');
	if (i > 2 && i < n && s[i] == ';' && code > 0 && code < 0x110000 &&
	    (code < 0xD800 || code > 0xDFFF)) {
		*used = i + 1;
		return hire__utf8_put(code, out);
	}
	*out = '&';
	*used = 1;
	return 1;
}

/* Without tags and entities and with plain blanks, which only makes it shorter.
 */
static hire_status
take_words(parse *p, const line *in, pdf_piece *out, hire_error *err)
{
	static const char wide[] = "\xC2\xA0"; /* a blank that does not break */
	char *text = hire_arena_alloc(p->mem, in->len + 1);
	if (!text)
		return hire__nomem(err);
	size_t n = 0;
	for (size_t i = 0, used = 1; i < in->len; i += used) {
		used = 1;
		if (in->s[i] == '<') {
			const char *end = memchr(in->s + i, '>', in->len - i);
			used =
			    end ? (size_t)(end - in->s) - i + 1 : in->len - i;
		} else if (in->s[i] == '&') {
			n += entity(in->s + i, in->len - i, text + n, &used);
		} else if (in->len - i > 1 && !memcmp(in->s + i, wide, 2)) {
			text[n++] = ' ';
			used = 2;
		} else {
			text[n++] = in->s[i];
		}
	}
	text[n] = '\0';
	out->text = text;
	out->len = n;
	return HIRE_OK;
}

/* pdftotext -bbox says where each word ends, not how it looks. */
static hire_status
take_word(parse *p, const line *l, hire_error *err)
{
	const char *end = memchr(l->s, '>', l->len);
	if (!end || !p->page_count)
		return HIRE_OK;
	line tag = {l->s, (size_t)(end - l->s)};
	line words = {end + 1, l->len - tag.len - 1};
	if (words.len >= 7 && !memcmp(words.s + words.len - 7, "</word>", 7))
		words.len -= 7;
	pdf_piece *piece = &p->pieces[p->piece_count++];
	*piece = (pdf_piece){.left = number(&tag, "xMin=\""),
	    .top = number(&tag, "yMin=\""),
	    .right = number(&tag, "xMax=\""),
	    .bottom = number(&tag, "yMax=\""),
	    .font = p->fonts};
	p->pages[p->page_count - 1].count++;
	return take_words(p, &words, piece, err);
}

static hire_status
take_piece(parse *p, const line *l, hire_error *err)
{
	const char *end = memchr(l->s, '>', l->len);
	if (!end || !p->page_count)
		return HIRE_OK;
	line tag = {l->s, (size_t)(end - l->s)};
	line words = {end + 1, l->len - tag.len - 1};
	if (words.len >= 7 && !memcmp(words.s + words.len - 7, "</text>", 7))
		words.len -= 7;
	pdf_piece *piece = &p->pieces[p->piece_count];
	float id = number(&tag, "font=\"");
	*piece = (pdf_piece){.left = number(&tag, "left=\"") / ZOOM,
	    .top = number(&tag, "top=\"") / ZOOM,
	    .font =
	        &p->fonts[id >= 0 && id < (float)p->font_max ? (size_t)id : 0]};
	piece->right = piece->left + number(&tag, "width=\"") / ZOOM;
	piece->bottom = piece->top + number(&tag, "height=\"") / ZOOM;
	p->piece_count++;
	p->pages[p->page_count - 1].count++;
	return take_words(p, &words, piece, err);
}

/* What there is at most, so that the arrays never grow. */
static hire_status
make_room(parse *p, const char *xml, size_t len, hire_error *err)
{
	line l;
	for (size_t at = 0; next_line(xml, len, &at, &l);) {
		p->page_max += starts(&l, "<page ");
		p->font_max += starts(&l, "<fontspec ");
		p->piece_max += starts(&l, "<text ") || starts(&l, "<word ");
	}
	if (p->page_max > PAGES_MAX || p->piece_max > PIECES_MAX ||
	    p->font_max > FONTS_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "at most %d pages and %d pieces of text", PAGES_MAX,
		    PIECES_MAX);
	if (!p->page_max)
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the PDF is damaged: it has no page");
	size_t fonts = (p->font_max + 1) * sizeof *p->fonts;
	p->fonts = hire_arena_alloc(p->mem, fonts);
	p->pieces =
	    hire_arena_alloc(p->mem, (p->piece_max + 1) * sizeof *p->pieces);
	p->pages = hire_arena_alloc(p->mem, p->page_max * sizeof *p->pages);
	if (!p->fonts || !p->pieces || !p->pages)
		return hire__nomem(err);
	memset(p->fonts, 0, fonts);
	return HIRE_OK;
}

hire_status
pdf_parse(const char *xml, size_t len, hire_arena *mem, pdf_pages *out,
    hire_error *err)
{
	parse p = {.mem = mem};
	line l;
	hire_status st = make_room(&p, xml, len, err);
	for (size_t at = 0; !st && next_line(xml, len, &at, &l);) {
		if (starts(&l, "<page "))
			take_page(&p, &l);
		else if (starts(&l, "<fontspec "))
			take_font(&p, &l);
		else if (starts(&l, "<text "))
			st = take_piece(&p, &l, err);
		else if (starts(&l, "<word "))
			st = take_word(&p, &l, err);
	}
	if (!st)
		*out = (pdf_pages){p.pages, p.page_count};
	return st;
}
