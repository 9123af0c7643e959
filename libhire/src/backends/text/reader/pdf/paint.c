/* SPDX-License-Identifier: MIT
 * paint.c - what a content stream of a PDF paints beside letters
 * (ISO 32000-1, 8.2 and annex A), as far as it takes to say: nothing much.
 */
#include "scan.h"

#include <math.h>
#include <string.h>

enum { OPERANDS = 6, NESTED = 28, WORD_MAX = 8 };

#define THIN    2.5   /* points: a line, not a cover */
#define INK_MAX 4000. /* square points of lines in one stream */
#define FAR     1e7

/* a b c d e f of ISO 32000-1, 8.3.3. */
typedef struct matrix {
	double a, b, c, d, e, f;
} matrix;

typedef struct paint {
	const char *s, *end;
	double operand[OPERANDS];
	size_t operands;
	matrix now, saved[NESTED];
	double width, saved_width[NESTED]; /* of lines */
	size_t depth;
	pdf_area path;
	double ink;
	bool clips, form, plain;
	pdf_area *shown;
} paint;

static const pdf_area nothing = {FAR, FAR, -FAR, -FAR};

static double
operand(const paint *p, size_t from_end)
{
	return from_end <= p->operands ? p->operand[p->operands - from_end] : 0;
}

static double
scale(const paint *p)
{
	return fmax(hypot(p->now.a, p->now.b), hypot(p->now.c, p->now.d));
}

static void
add_point(paint *p, double x, double y)
{
	double dx = p->now.a * x + p->now.c * y + p->now.e;
	double dy = p->now.b * x + p->now.d * y + p->now.f;
	p->path.left = fmin(p->path.left, dx);
	p->path.right = fmax(p->path.right, dx);
	p->path.bottom = fmin(p->path.bottom, dy);
	p->path.top = fmax(p->path.top, dy);
	p->plain = p->plain && isfinite(dx) && isfinite(dy);
}

static void
add_points(paint *p, size_t count)
{
	for (size_t i = 2 * count; i >= 2; i -= 2)
		add_point(p, operand(p, i), operand(p, i - 1));
}

static void
add_box(paint *p)
{
	double x = operand(p, 4), y = operand(p, 3);
	double w = operand(p, 2), h = operand(p, 1);
	add_point(p, x, y);
	add_point(p, x + w, y);
	add_point(p, x, y + h);
	add_point(p, x + w, y + h);
}

static void
concatenate(paint *p)
{
	const double a = operand(p, 6), b = operand(p, 5), c = operand(p, 4);
	const double d = operand(p, 3), e = operand(p, 2), f = operand(p, 1);
	const matrix m = p->now;
	p->now = (matrix){a * m.a + b * m.c, a * m.b + b * m.d,
	    c * m.a + d * m.c, c * m.b + d * m.d, e * m.a + f * m.c + m.e,
	    e * m.b + f * m.d + m.f};
}

static void
end_path(paint *p)
{
	if (p->clips) {
		p->shown->left = fmax(p->shown->left, p->path.left);
		p->shown->bottom = fmax(p->shown->bottom, p->path.bottom);
		p->shown->right = fmin(p->shown->right, p->path.right);
		p->shown->top = fmin(p->shown->top, p->path.top);
		p->plain = p->plain && !p->form;
	}
	p->clips = false;
	p->path = nothing;
}

static void
fill(paint *p)
{
	double w = p->path.right - p->path.left;
	double h = p->path.top - p->path.bottom;
	if (w >= 0 && h >= 0) {
		p->plain = p->plain && !p->form && fmin(w, h) <= THIN;
		p->ink += w * h;
	}
}

static void
stroke(paint *p)
{
	double w = p->path.right - p->path.left;
	double h = p->path.top - p->path.bottom;
	double line = p->width * scale(p);
	if (w >= 0 && h >= 0) {
		p->plain = p->plain && !p->form && line <= THIN;
		p->ink += (w + h) * line;
	}
}

static void
save(paint *p)
{
	if (p->depth == NESTED) {
		p->plain = false;
		return;
	}
	p->saved[p->depth] = p->now;
	p->saved_width[p->depth++] = p->width;
}

static void
restore(paint *p)
{
	if (!p->depth) {
		p->plain = false;
		return;
	}
	p->now = p->saved[--p->depth];
	p->width = p->saved_width[p->depth];
}

static bool
one_of(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(word, list[i]))
			return true;
	return false;
}

#define ONE_OF(word, list) one_of(word, list, sizeof(list) / sizeof *(list))

/* Painting, first letter by letter. */
static const char *const fills[] = {"f", "F", "f*", "B", "B*", "b", "b*"};
static const char *const strokes[] = {"S", "s", "B", "B*", "b", "b*"};
/* They show nothing, or letters. */
static const char *const harmless[] = {"J", "j", "M", "d", "ri", "i", "gs",
    "BT", "ET", "Tc", "Tw", "TL", "Tf", "Ts", "Td", "TD", "Tm", "T*", "Tj",
    "TJ", "'", "\"", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg",
    "K", "k", "Do", "MP", "DP", "BMC", "BDC", "EMC", "BX", "EX", "h", "true",
    "false", "null"};

static void
act(paint *p, const char *word)
{
	if (!strcmp(word, "q"))
		save(p);
	else if (!strcmp(word, "Q"))
		restore(p);
	else if (!strcmp(word, "cm"))
		concatenate(p);
	else if (!strcmp(word, "w"))
		p->width = fabs(operand(p, 1));
	else if (!strcmp(word, "re"))
		add_box(p);
	else if (!strcmp(word, "m") || !strcmp(word, "l"))
		add_points(p, 1);
	else if (!strcmp(word, "c"))
		add_points(p, 3);
	else if (!strcmp(word, "v") || !strcmp(word, "y"))
		add_points(p, 2);
	else if (!strcmp(word, "W") || !strcmp(word, "W*"))
		p->clips = true;
	else if (!strcmp(word, "Tr"))
		p->plain = p->plain && operand(p, 1) == 0;
	else if (!strcmp(word, "Tz"))
		p->plain = p->plain && operand(p, 1) >= 50;
	else if (ONE_OF(word, fills) || ONE_OF(word, strokes) ||
	         !strcmp(word, "n")) {
		if (ONE_OF(word, fills))
			fill(p);
		if (ONE_OF(word, strokes))
			stroke(p);
		end_path(p);
	} else if (!ONE_OF(word, harmless))
		p->plain = false;
	p->operands = 0;
}

static bool
is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
	       c == '\0';
}

static bool
is_delimiter(char c)
{
	return c && strchr("()<>[]{}/%", c) != NULL;
}

static void
skip_string(paint *p)
{
	int depth = 0;
	do {
		char c = *p->s++;
		depth += (c == '(') - (c == ')');
		p->s += c == '\\' && p->s < p->end;
	} while (depth && p->s < p->end);
	p->plain = p->plain && !depth;
}

static void
skip_line(paint *p)
{
	while (p->s < p->end && *p->s != '\n' && *p->s != '\r')
		p->s++;
}

static const char *
word_end(const paint *p)
{
	const char *s = p->s;
	while (s < p->end && !is_white(*s) && !is_delimiter(*s))
		s++;
	return s;
}

static bool
number(const char *s, size_t n, double *out)
{
	double v = 0, unit = 1;
	size_t i = n && (*s == '-' || *s == '+');
	bool minus = i && *s == '-';
	for (; i < n && s[i] >= '0' && s[i] <= '9'; i++)
		v = v * 10 + (s[i] - '0');
	i += i < n && s[i] == '.';
	for (; i < n && s[i] >= '0' && s[i] <= '9'; i++)
		v += (s[i] - '0') * (unit /= 10);
	*out = minus ? -v : v;
	return n && i == n;
}

static void
take_word(paint *p)
{
	char word[WORD_MAX] = "";
	double v;
	const char *end = word_end(p);
	size_t n = (size_t)(end - p->s);
	if (number(p->s, n, &v)) {
		if (p->operands == OPERANDS)
			memmove(p->operand, p->operand + 1,
			    --p->operands * sizeof *p->operand);
		p->operand[p->operands++] = v;
	} else if (n < sizeof word) {
		memcpy(word, p->s, n);
		act(p, word);
	} else {
		p->plain = false;
	}
	p->s = end;
}

bool
pdf_paints(const char *content, size_t len)
{
	static const char *const others[] = {
	    "q", "Q", "cm", "w", "W", "W*", "Tr", "Tz", "sh", "BI", "d0", "d1"};
	char word[WORD_MAX];
	size_t n = 0;
	for (size_t i = 0; i <= len; i++) {
		bool part = i < len && !is_white(content[i]) &&
		            !is_delimiter(content[i]);
		if (part && n < sizeof word)
			word[n++] = content[i];
		if (part)
			continue;
		word[n < sizeof word ? n : 0] = '\0';
		if (n && (ONE_OF(word, fills) || ONE_OF(word, strokes) ||
		             ONE_OF(word, others)))
			return true;
		n = 0;
	}
	return false;
}

bool
pdf_paints_plainly(const char *content, size_t len, bool form, pdf_area *shown)
{
	paint p = {.s = content,
	    .end = content + len,
	    .now = {1, 0, 0, 1, 0, 0},
	    .width = 1,
	    .path = nothing,
	    .form = form,
	    .plain = true,
	    .shown = shown};
	while (p.plain && p.s < p.end) {
		char c = *p.s;
		if (is_white(c) || (c && strchr("<>[]{}", c))) {
			p.s++;
		} else if (c == '(') {
			skip_string(&p);
		} else if (c == '%') {
			skip_line(&p);
		} else if (c == '/') {
			p.s++;
			p.s = word_end(&p);
		} else if (c == ')') {
			p.plain = false;
		} else if (p.s > content && p.s[-1] == '<') {
			while (p.s < p.end && *p.s != '>') /* hexadecimal */
				p.s++;
		} else {
			take_word(&p);
		}
	}
	/* The next stream of the page would go on from there. */
	bool home = p.now.a == 1 && p.now.b == 0 && p.now.c == 0 &&
	            p.now.d == 1 && p.now.e == 0 && p.now.f == 0;
	return p.plain && !p.depth && home && p.ink <= INK_MAX;
}
