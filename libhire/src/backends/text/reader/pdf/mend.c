/* SPDX-License-Identifier: MIT
 * mend.c - ligatures that one of poppler's programs loses, from another.
 * Browsers print "fi" as one glyph without a name and note beside it what it
 * stands for; pdftotext reads the note, pdftohtml does not.
 */
#include "page.h"

#include "util/ctx.h"

#include <string.h>

enum { WORK_MAX = 20 << 20, PER_WORD = 6 };

static bool
inside(const pdf_piece *word, const pdf_piece *p)
{
	float x = (word->left + word->right) / 2;
	float y = (word->top + word->bottom) / 2;
	return x >= p->left - 1 && x <= p->right + 1 && y >= p->top &&
	       y <= p->bottom;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Letters that are joined with others in the usual fonts. */
static bool
joins(char c)
{
	return c && strchr("fijltT", c) != NULL;
}

/* Whether `more` is `text` with a few joined letters put in. */
static bool
spells_out(const pdf_piece *text, const char *more, size_t len, size_t words)
{
	size_t i = 0, added = 0;
	for (size_t k = 0; k < len; k++) {
		if (is_blank(more[k]))
			continue;
		while (i < text->len && is_blank(text->text[i]))
			i++;
		if (i < text->len && text->text[i] == more[k])
			i++;
		else if (joins(more[k]))
			added++;
		else
			return false;
	}
	while (i < text->len && is_blank(text->text[i]))
		i++;
	return i == text->len && added && added <= PER_WORD * words;
}

static hire_status
mend_piece(
    pdf_piece *p, const pdf_page *words, hire_arena *mem, hire_error *err)
{
	size_t room = 2, n = 0, count = 0;
	for (size_t i = 0; i < words->count; i++)
		if (inside(&words->pieces[i], p))
			room += words->pieces[i].len + 1;
	if (room <= p->len / 2 || room > 4 * p->len + 64)
		return HIRE_OK;
	char *more = hire_arena_alloc(mem, room);
	if (!more)
		return hire__nomem(err);
	for (size_t i = 0; i < words->count; i++) {
		const pdf_piece *w = &words->pieces[i];
		if (!inside(w, p))
			continue;
		if (count++)
			more[n++] = ' ';
		memcpy(more + n, w->text, w->len);
		n += w->len;
	}
	if (!spells_out(p, more, n, count))
		return HIRE_OK;
	if (p->len && is_blank(p->text[p->len - 1]))
		more[n++] = ' ';
	p->text = more;
	p->len = n;
	return HIRE_OK;
}

hire_status
pdf_mend(
    pdf_page *page, const pdf_page *words, hire_arena *mem, hire_error *err)
{
	hire_status st = HIRE_OK;
	if (page->count * words->count > WORK_MAX)
		return HIRE_OK;
	for (size_t i = 0; !st && i < page->count; i++)
		st = mend_piece(&page->pieces[i], words, mem, err);
	return st;
}
