/* SPDX-License-Identifier: MIT
 * doc.c - cutting a clean text into lines, whose words words_cut.c finds.
 */
#include "doc.h"

#include "glued.h"
#include "words_cut.h"

#include "util/ctx.h"

#include <string.h>

/* While reading: the text left, and where the pieces go. */
typedef struct reader {
	hire__doc *doc;
	const char *s, *end;
	char *text;                /* the lines' text grows here */
	size_t text_len, pool_len; /* of what is written */
	bool tabs_are_blanks;
	int32_t number;
} reader;

/* Length of a bullet and the blanks behind it, or 0. */
static size_t
bullet(const char *s, const char *end)
{
	static const char *const always[] = {"•", "●", "▪", "■", "◦", "‣", "⁃",
	    "∙", "·", "➢", "➤", "►", "▶", "✓", "✔", "○", "□", "❖", "◆", "♦",
	    "➔", "→", "✦", "★", "", "§ "};
	static const char *const before_blank[] = {
	    "-", "*", "+", "–", "—", "o"};
	size_t len = 0;
	if (hire__ascii_word(*s) && *s != 'o')
		return 0; /* nearly every line */
	for (size_t i = 0; *s < 0 && i < sizeof always / sizeof *always && !len;
	     i++) {
		size_t n = strlen(always[i]);
		if (n && (size_t)(end - s) >= n && !memcmp(s, always[i], n))
			len = n;
	}
	for (size_t i = 0; i < sizeof before_blank / sizeof *always && !len;
	     i++) {
		size_t n = strlen(before_blank[i]);
		if ((size_t)(end - s) > n && !memcmp(s, before_blank[i], n) &&
		    (s[n] == ' ' || s[n] == '\t' ||
		        (*s == '-' && hire__ascii_word(s[n]))))
			len = n;
	}
	while (len && s + len < end && (s[len] == ' ' || s[len] == '\t'))
		len++;
	return len;
}

/* "1." or "2)" before a blank counts as a bullet. */
static size_t
ordinal(const char *s, const char *end)
{
	size_t n = 0;
	while (n < 2 && s + n < end && s[n] >= '0' && s[n] <= '9')
		n++;
	if (!n || s + n + 1 >= end || (s[n] != '.' && s[n] != ')') ||
	    s[n + 1] != ' ')
		return 0;
	return n + 2;
}

/* Whether a line is as squeeze() leaves it, as most are: only single blanks.
 * Looked at to its end, so that a compiler can take many bytes at once. */
static bool
squeezed(const char *s, const char *end)
{
	bool rough = false;
	for (; s + 1 < end; s++)
		rough |=
		    (*s == '\t') |
		    ((*s == s[1]) & ((*s == ' ') | (*s == '*') | (*s == '_')));
	return !rough && s < end && *s != '\t';
}

/* Copy a line: runs of blanks become one blank, or one tab where they were
 * wide enough to part columns; Markdown's stars go. */
static void
squeeze(reader *r, const char *s, const char *end)
{
	char *to = r->text + r->text_len;
	if (squeezed(s, end)) {
		memcpy(to, s, (size_t)(end - s));
		to += end - s;
		s = end;
	}
	while (s < end) {
		size_t blanks = 0, tabs = 0;
		while (s < end && (*s == ' ' || *s == '\t'))
			tabs += *s++ == '\t', blanks++;
		bool wide =
		    r->tabs_are_blanks ? blanks >= 8 : tabs || blanks >= 3;
		if (blanks)
			*to++ = wide ? '\t' : ' ';
		if (end - s >= 2 && ((s[0] == '*' && s[1] == '*') ||
		                        (s[0] == '_' && s[1] == '_'))) {
			s += 2;
			continue;
		}
		do /* only these four begin something to look at */
			if (s < end)
				*to++ = *s++;
		while (s < end && *s != ' ' && *s != '\t' && *s != '*' &&
		       *s != '_');
	}
	r->text_len = (size_t)(to - r->text);
}

/* Strip heading marks and bullets; false when nothing is left. */
static bool
open_line(hire__line *line, const char **s, const char *end)
{
	const char *p = *s;
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	const char *hashes = p;
	while (p < end && *p == '#')
		p++;
	if (p > hashes && p < end && *p == ' ') {
		line->marked = true;
		line->depth = (uint8_t)(p - hashes);
	} else
		p = hashes;
	for (size_t n; (n = bullet(p, end)) || (n = ordinal(p, end)); p += n)
		line->bullet = true;
	if (end - p > 4 && !memcmp(p, "**", 2) && end[-1] == '*' &&
	    end[-2] == '*')
		line->marked = true;
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	*s = p;
	return p < end;
}

static bool
read_line(reader *r, const char *s, const char *end, bool *gap)
{
	hire__line line = {.number = r->number, .gap = *gap};
	while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	if (!open_line(&line, &s, end)) {
		*gap |= !line.bullet;
		return true;
	}
	line.s = r->text + r->text_len;
	squeeze(r, s, end);
	line.n = (size_t)(r->text + r->text_len - line.s);
	r->text[r->text_len++] = '\0';
	if (!hire__words_cut(r->doc, &r->pool_len, &line))
		return false;
	if (line.word == line.end)
		return true; /* rules and ornaments */
	r->doc->lines[r->doc->line_count++] = line;
	*gap = false;
	return true;
}

/* Some files part all words by tabs: then tabs say nothing of columns. */
static bool
tabs_everywhere(const char *s, size_t n)
{
	size_t tabs = 0, blanks = 0;
	if (!memchr(s, '\t', n))
		return false;
	for (size_t i = 0; i < n; i++) {
		tabs += s[i] == '\t' && (!i || s[i - 1] != '\t');
		blanks +=
		    s[i] == ' ' && i && s[i - 1] != ' ' && s[i - 1] != '\t';
	}
	return tabs > 20 && tabs > blanks;
}

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
reserve(reader *r, size_t n)
{
	hire__doc *d = r->doc;
	size_t lines = 1, words = 1, wide = 0;
	char before = ' ';
	for (const char *s = r->s; s < r->end; before = *s++) {
		if (is_small(*s) && hire__ascii_word(before))
			continue; /* within a word */
		bool high = *s < 0, capital = *s >= 'A' && *s <= 'Z';
		bool behind = hire__ascii_word(before);
		words += !behind && (high || hire__ascii_word(*s));
		words += behind && high; /* 4月 */
		/* A heading may be glued in here, see read_pieces(). */
		bool glue = capital && (before == '.' || is_small(before));
		words += glue;
		lines += *s == '\n';
		lines += glue ? 2 : 0;
		wide += high;
	}
	/* Folding makes a character at most three times as long. */
	size_t pool = n + wide * 2 + words + 1;
	r->text = hire_arena_alloc(d->mem, n + lines + 1);
	d->pool = hire_arena_alloc(d->mem, pool);
	d->words = hire_arena_alloc(d->mem, words * sizeof *d->words);
	d->lines = hire_arena_alloc(d->mem, lines * sizeof *d->lines);
	return r->text && d->pool && d->words && d->lines;
}

/* A line, cut around the headings that are glued into it. */
static bool
read_pieces(reader *r, const char *s, const char *end, bool *gap)
{
	const char *from, *to;
	if (s == end)
		return read_line(r, s, end, gap); /* a blank line is a gap */
	while (hire__glued_heading(s, end, &from, &to)) {
		if ((from > s && !read_line(r, s, from, gap)) ||
		    !read_line(r, from, to, gap))
			return false;
		s = to;
	}
	return s == end || read_line(r, s, end, gap);
}

static bool
cut_lines(reader *r)
{
	bool gap = true;
	for (const char *s = r->s; s < r->end;) {
		const char *nl = memchr(s, '\n', (size_t)(r->end - s));
		const char *end = nl ? nl : r->end;
		r->number++;
		if (!read_pieces(r, s, end, &gap))
			return false;
		s = end + 1;
	}
	return true;
}

hire_status
hire__doc_read(const char *text, size_t n, hire_arena *mem, hire__doc **out,
    hire_error *err)
{
	if (n > HIRE__TEXT_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "text",
		    "the text is longer than %d bytes", HIRE__TEXT_MAX);
	hire__doc *d = hire_arena_alloc(mem, sizeof *d);
	char *clean = NULL;
	size_t len = 0;
	const char *hidden = NULL;
	if (!d)
		return hire__nomem(err);
	hire_status st = hire__clean(text, n, mem, &clean, &len, &hidden, err);
	if (st)
		return st;
	d->mem = mem;
	reader r = {.doc = d, .s = clean, .end = clean + len};
	r.tabs_are_blanks = tabs_everywhere(clean, len);
	d->ignored = hire_arena_alloc(mem, sizeof *d->ignored);
	if (!d->ignored || !reserve(&r, len) || !cut_lines(&r))
		return hire__nomem(err);
	if (hidden)
		d->ignored[d->ignored_count++] =
		    (hire_ignored){hidden, "invisible characters"};
	*out = d;
	return HIRE_OK;
}
