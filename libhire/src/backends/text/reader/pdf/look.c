/* SPDX-License-Identifier: MIT
 * look.c - what a person sees of a page, found by looking at it.
 * A document has too many ways to hide a text for any list of them; each of
 * them leaves no ink where the text should be.
 */
#include "page.h"

#include "backends/text/reader/colour.h"

#include "util/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
	HEIGHT_MIN = 3,  /* pixels; lower text cannot be judged by looking */
	DIFFERENT = 16,  /* of 255 in one colour: ink, however thin */
	SHADES = 16,     /* per colour when the commonest is sought */
	SIDE_MAX = 20000 /* pixels of a picture */
};

#define SIZE_MIN     3.5f    /* points */
#define HEIGHT_LEAST 2.0f    /* points of a piece, whatever its font says */
#define PAGE_WIDTH   1000.0f /* points; wider ones are shown scaled down */
#define SIDEWAYS     0.01f   /* points: as wide as pdftohtml makes it */
#define NARROW       0.05f   /* of its size that a letter takes, on average */
#define ON_PAGE      0.5f    /* of the area of a piece */
#define INKED        0.45f   /* of the columns that letters take */
#define STANDS_OUT   0.03f   /* of the pixels */
#define COVERAGE     0.25f   /* of a pixel by the thinnest stroke */
#define ADVANCE      0.3f    /* of its size that a letter takes, at least */

static float
shared(float a, float b, float max)
{
	return fmaxf(0, fminf(b, max) - fmaxf(a, 0));
}

bool
pdf_is_sideways(const pdf_piece *p)
{
	return p->right - p->left < SIDEWAYS && p->len > 2;
}

/* Letters squeezed to strokes beside one another.  An icon may stand for a
 * whole word. */
static bool
is_squeezed(const pdf_piece *p)
{
	size_t letters = 0;
	for (size_t i = 0, len; i < p->len; i += len)
		letters += hire__utf8_is_word(
		    hire__utf8_at(p->text + i, p->len - i, &len));
	return !pdf_is_sideways(p) && !p->font->icons &&
	       p->right - p->left < NARROW * (float)letters * p->font->size;
}

void
pdf_measure(pdf_page *page)
{
	float scale = page->width > PAGE_WIDTH ? PAGE_WIDTH / page->width : 1;
	for (size_t i = 0; i < page->count; i++) {
		pdf_piece *p = &page->pieces[i];
		float wide = p->right - p->left, high = p->bottom - p->top;
		float on = shared(p->left, p->right, page->width) *
		           shared(p->top, p->bottom, page->height);
		if (on < ON_PAGE * wide * high)
			p->fate = PDF_OFF_PAGE;
		else if (p->font->size * scale < SIZE_MIN ||
		         high * scale < HEIGHT_LEAST || is_squeezed(p))
			p->fate = PDF_TINY;
	}
}

static float
plain_number(const char **at)
{
	const char *s = *at;
	float v = 0, unit = 1;
	while (*s == ' ')
		s++;
	bool minus = *s == '-';
	for (s += minus; *s >= '0' && *s <= '9'; s++)
		v = v * 10 + (float)(*s - '0');
	for (s += *s == '.'; *s >= '0' && *s <= '9'; s++)
		v += (float)(*s - '0') * (unit /= 10);
	*at = s;
	return minus ? -v : v;
}

/* Numbers behind `what` in a line of pdfinfo. */
static bool
numbers_of(const char *s, size_t n, const char *what, float out[4])
{
	char copy[200] = "";
	memcpy(copy, s, n < sizeof copy ? n : sizeof copy - 1);
	const char *at = strstr(copy, what);
	if (!at)
		return false;
	at += strlen(what);
	for (int i = 0; i < 4; i++)
		out[i] = plain_number(&at);
	return true;
}

/* The box `c` of the paper `m` on a page turned by so many quarters. */
static void
crop_to(pdf_page *page, const float m[4], const float c[4], int quarters)
{
	const float low[] = {c[0] - m[0], c[1] - m[1]};
	const float high[] = {m[2] - c[2], m[3] - c[3]};
	const float sides[4][4] = {
	    {low[0], high[1], high[0], low[1]},
	    {low[1], low[0], high[1], high[0]},
	    {high[0], low[1], low[0], high[1]},
	    {high[1], high[0], low[1], low[0]},
	};
	const float *off = sides[quarters & 3]; /* left, top, right, bottom */
	for (size_t i = 0; i < page->count; i++) {
		pdf_piece *p = &page->pieces[i];
		float x = (p->left + p->right) / 2;
		float y = (p->top + p->bottom) / 2;
		if (x < off[0] || y < off[1] || x > page->width - off[2] ||
		    y > page->height - off[3])
			p->fate = PDF_OFF_PAGE;
	}
}

void
pdf_crop(pdf_page *page, size_t number, const char *info, size_t len)
{
	char head[32];
	float media[4], crop[4], turn[4] = {0};
	bool has_media = false, has_crop = false;
	int head_len = snprintf(head, sizeof head, "Page %4zu ", number);
	for (const char *s = info, *end = info + len; s < end;) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		size_t n = (size_t)((stop ? stop : end) - s);
		if (n > (size_t)head_len &&
		    !memcmp(s, head, (size_t)head_len)) {
			numbers_of(s, n, " rot:", turn);
			has_media =
			    has_media || numbers_of(s, n, "MediaBox:", media);
			has_crop =
			    has_crop || numbers_of(s, n, "CropBox:", crop);
		}
		s += n + 1;
	}
	if (has_media && has_crop)
		crop_to(page, media, crop, (int)turn[0] / 90);
}

static bool
ppm_number(const char *s, size_t len, size_t *at, size_t *out)
{
	size_t v = 0, from;
	while (*at < len && (s[*at] == ' ' || s[*at] == '\n'))
		++*at;
	for (from = *at; *at < len && s[*at] >= '0' && s[*at] <= '9'; ++*at)
		v = v * 10 + (size_t)(s[*at] - '0') % 10;
	*out = v;
	return *at > from && *at - from < 7 && *at < len;
}

bool
pdf_picture_next(const char *stream, size_t len, size_t *at, pdf_picture *out)
{
	size_t i = *at + 2, w, h, max;
	if (len < 2 || *at > len - 2)
		return false;
	size_t each = !memcmp(stream + *at, "P6", 2)   ? 3
	              : !memcmp(stream + *at, "P5", 2) ? 1
	                                               : 0;
	if (!each || !ppm_number(stream, len, &i, &w) ||
	    !ppm_number(stream, len, &i, &h) ||
	    !ppm_number(stream, len, &i, &max) || max != 255 || !w || !h ||
	    w > SIDE_MAX || h > SIDE_MAX || len - i - 1 < w * h * each)
		return false;
	*out = (pdf_picture){(const unsigned char *)stream + i + 1, w, h};
	*at = i + 1 + w * h * each;
	return true;
}

/* Pixels; right and bottom are outside. */
typedef struct box {
	size_t left, top, right, bottom;
} box;

static size_t
pixel(float at, size_t max)
{
	return at <= 0 ? 0 : at >= (float)max ? max : (size_t)at;
}

static box
box_of(const pdf_page *page, const pdf_piece *p, const pdf_picture *pic,
    float margin)
{
	float x = (float)pic->width / page->width;
	float y = (float)pic->height / page->height;
	return (box){pixel(p->left * x - margin, pic->width),
	    pixel(p->top * y - margin, pic->height),
	    pixel(ceilf(p->right * x + margin), pic->width),
	    pixel(ceilf(p->bottom * y + margin), pic->height)};
}

static const unsigned char *
at(const pdf_picture *pic, size_t x, size_t y)
{
	return pic->pixels + (y * pic->width + x) * 3;
}

static int
apart(const unsigned char *a, const unsigned char *b)
{
	int most = 0;
	for (int i = 0; i < 3; i++) {
		int d = a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];
		most = d > most ? d : most;
	}
	return most;
}

static uint32_t
rgb_of(const unsigned char *c)
{
	return (uint32_t)(c[0] << 16 | c[1] << 8 | c[2]);
}

static bool
contrast(const unsigned char *a, const unsigned char *b)
{
	return !reader_colours_alike(rgb_of(a), rgb_of(b));
}

void
pdf_judge_colors(pdf_page *page)
{
	static const unsigned char white[] = {255, 255, 255};
	for (size_t i = 0; i < page->count; i++) {
		pdf_piece *p = &page->pieces[i];
		if (p->fate == PDF_SEEN && !contrast(p->font->color, white))
			p->fate = PDF_BACKGROUND;
	}
}

/* Colours counted in a coarse grid. */
typedef struct census {
	uint32_t count[SHADES * SHADES * SHADES];
	const unsigned char *sample[SHADES * SHADES * SHADES];
	size_t most;
} census;

static void
count_pixel(census *c, const unsigned char *p)
{
	size_t i = ((size_t)p[0] / SHADES * SHADES + p[1] / SHADES) * SHADES +
	           p[2] / SHADES;
	c->sample[i] = p;
	if (++c->count[i] > c->count[c->most])
		c->most = i;
}

/* The commonest colour in `in` but not in `out`; NULL: nothing is there. */
static const unsigned char *
commonest(const pdf_picture *pic, const box *in, const box *out)
{
	census c;
	memset(&c, 0, sizeof c);
	for (size_t y = in->top; y < in->bottom; y++)
		for (size_t x = in->left; x < in->right; x++) {
			if (out && y >= out->top && y < out->bottom &&
			    x >= out->left && x < out->right)
				continue;
			count_pixel(&c, at(pic, x, y));
		}
	return c.sample[c.most];
}

/* What stands out from the commonest colour in a box. */
typedef struct ink {
	size_t rows, columns;
	size_t contrasting; /* pixels that the text's colour stands out from */
	int nearest;        /* to the text's colour */
} ink;

static ink
find_ink(const pdf_picture *pic, const box *b, const unsigned char *paper,
    const unsigned char *color)
{
	ink k = {0, 0, 0, 255};
	for (size_t y = b->top; y < b->bottom; y++) {
		bool any = false;
		for (size_t x = b->left; x < b->right; x++) {
			const unsigned char *p = at(pic, x, y);
			int d = apart(p, color);
			any = any || apart(p, paper) >= DIFFERENT;
			k.nearest = d < k.nearest ? d : k.nearest;
			k.contrasting += d >= DIFFERENT && contrast(p, color);
		}
		k.rows += any;
	}
	for (size_t x = b->left; x < b->right; x++) {
		size_t y = b->top;
		while (y < b->bottom && apart(at(pic, x, y), paper) < DIFFERENT)
			y++;
		k.columns += y < b->bottom;
	}
	return k;
}

/* How much of a text is letters, or 0 when it is none. */
static float
letters(const pdf_piece *p)
{
	size_t all = 0, blank = 0, word = 0;
	for (size_t i = 0, len; i < p->len; i += len, all++) {
		int32_t c = hire__utf8_at(p->text + i, p->len - i, &len);
		blank += c == ' ' || c == 0xA0 || c == '\t';
		word += hire__utf8_is_word(c);
	}
	return word ? (float)(all - blank) / (float)all : 0;
}

static pdf_fate
judge(const pdf_page *page, const pdf_piece *p, const pdf_picture *pic,
    bool fonts_missing)
{
	box b = box_of(page, p, pic, 0);
	float dense = letters(p);
	if (dense <= 0 || b.bottom < b.top + HEIGHT_MIN || b.right <= b.left)
		return PDF_SEEN;
	const unsigned char *color = p->font->color;
	const unsigned char *paper = commonest(pic, &b, NULL);
	bool stands_out = p->font->see_through || contrast(color, paper);
	ink k = find_ink(pic, &b, paper, color);
	size_t wide = b.right - b.left, high = b.bottom - b.top;
	bool inked =
	    k.rows >= 2 && (float)k.columns >= INKED * dense * (float)wide;
	if (!inked && stands_out)
		return fonts_missing ? PDF_SEEN : PDF_NO_INK;
	if (!inked)
		return PDF_BACKGROUND;
	if (p->font->see_through)
		return PDF_SEEN;
	if ((float)k.contrasting < STANDS_OUT * (float)(wide * high))
		return PDF_BACKGROUND;
	if (!stands_out) { /* heavy letters, or none over something else */
		box around = box_of(page, p, pic, 3);
		const unsigned char *ring = commonest(pic, &around, &b);
		return ring && !contrast(color, ring) ? PDF_BACKGROUND
		                                      : PDF_SEEN;
	}
	bool own =
	    (float)k.nearest <= (1 - COVERAGE) * (float)apart(color, paper);
	return own || fonts_missing ? PDF_SEEN : PDF_NO_INK;
}

/* Text that runs up or down the page: pdftohtml says where it starts, not how
 * far it goes. */
static pdf_fate
judge_sideways(const pdf_page *page, const pdf_piece *p, const pdf_picture *pic,
    bool fonts_missing)
{
	float size = p->bottom - p->top;
	float reach = (float)p->len * size * ADVANCE;
	pdf_piece down = *p, up = *p;
	down.left = up.left = p->left - size;
	down.right = up.right = p->left + size;
	down.bottom = p->top + reach;
	up.top = p->bottom - reach;
	pdf_fate fate = judge(page, &down, pic, fonts_missing);
	return fate == PDF_SEEN ? fate : judge(page, &up, pic, fonts_missing);
}

void
pdf_look(pdf_page *page, const pdf_picture *picture, bool fonts_missing)
{
	if (page->width <= 0 || page->height <= 0)
		return;
	for (size_t i = 0; i < page->count; i++) {
		pdf_piece *p = &page->pieces[i];
		if (p->fate == PDF_SEEN)
			p->fate = (pdf_is_sideways(p) ? judge_sideways : judge)(
			    page, p, picture, fonts_missing);
	}
}
