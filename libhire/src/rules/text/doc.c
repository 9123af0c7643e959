/* SPDX-License-Identifier: MIT
 * doc.c - cutting a clean text into lines and folded words.
 */
#include "doc.h"

#include "glued.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

/* While reading: the text left, and where the pieces go. */
typedef struct reader {
	hire__doc *doc;
	const char *s, *end;
	char *text; /* the lines' text grows here */
	size_t text_len, pool_len;
	bool tabs_are_blanks;
	int32_t number;
} reader;

static bool
is_ascii_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static size_t
word_char(const char *s, const char *end)
{
	if ((unsigned char)*s < 0x80)
		return is_ascii_word(*s);
	size_t len;
	int32_t c = hire__utf8_at(s, (size_t)(end - s), &len);
	return hire__utf8_is_word(c) ? len : 0;
}

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
	if (is_ascii_word(*s) && *s != 'o')
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
		        (*s == '-' && is_ascii_word(s[n]))))
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

/* Copy a line: runs of blanks become one blank, or one tab where they were
 * wide enough to part columns; Markdown's stars go. */
static void
squeeze(reader *r, const char *s, const char *end)
{
	while (s < end) {
		size_t blanks = 0, tabs = 0;
		while (s < end && (*s == ' ' || *s == '\t'))
			tabs += *s++ == '\t', blanks++;
		bool wide =
		    r->tabs_are_blanks ? blanks >= 8 : tabs || blanks >= 3;
		if (blanks)
			r->text[r->text_len++] = wide ? '\t' : ' ';
		if (end - s >= 2 && ((s[0] == '*' && s[1] == '*') ||
		                        (s[0] == '_' && s[1] == '_'))) {
			s += 2;
			continue;
		}
		do /* what stands behind a letter needs no look back */
			if (s < end)
				r->text[r->text_len++] = *s++;
		while (s < end && is_ascii_word(*s));
	}
}

/* Han, kana and hangul are written without blanks, so a Latin name among them
 * is a word of its own. */
static bool
is_east_asian(const char *s, const char *end)
{
	size_t len;
	if ((unsigned char)*s < 0xE1)
		return false;
	int32_t c = hire__utf8_at(s, (size_t)(end - s), &len);
	return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3005 && c <= 0x9FFF) ||
	       (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "2019年4月至今" has no blanks: a digit and a character of such a script are
 * words of their own, and so is the sign behind the digit. */
static bool
parts_here(const char *s, const char *p)
{
	static const char *const signs[] = {"年", "月", "日", "년", "월", "일"};
	if (p == s)
		return false;
	bool wide = (unsigned char)*p >= 0xE3;
	if ((wide && is_digit(p[-1])) || (is_digit(*p) && p[-1] < 0))
		return true;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (wide && p == s + 3 && !memcmp(s, signs[i], 3))
			return true;
	return false;
}

/* Where the word at `s` ends, with the signs that belong to it. */
static const char *
word_end(const char *s, const char *end)
{
	const char *p = s + (*s == '.');
	bool letter = false;
	bool east = *s < 0 && is_east_asian(s, end);
	for (; p < end && !east && is_ascii_word(*p) && *s >= 0; p++)
		letter |= *p > '9';
	for (size_t len; p < end && (len = word_char(p, end)); p += len) {
		bool here = *p < 0 && is_east_asian(p, end);
		if (parts_here(s, p) || here != east)
			return p;
		letter |= *p > '9' || *p < 0;
	}
	if (!letter || p == end)
		return p;
	const char *q = p;
	while (q < end && q - p < 2 && *q == '+')
		q++;
	q += q == p && *q == '#';
	bool single = q - p == 1 && q[-1] == '+';
	return single && q < end && word_char(q, end) ? p : q;
}

/* The folded form of [s, e) goes into the pool, one blank behind it. */
static bool
fold_word(reader *r, const char *s, const char *e, uint32_t *hash)
{
	const char *folded = s;
	size_t n = (size_t)(e - s);
	bool ascii = true;
	for (size_t i = 0; i < n; i++)
		ascii &= (unsigned char)s[i] < 0x80;
	if (!ascii && !(folded = hire__utf8_fold(r->doc->mem, s, n)))
		return false;
	if (!ascii)
		n = strlen(folded);
	char *to = r->doc->pool + r->pool_len;
	uint32_t h = HIRE__HASH;
	for (size_t i = 0; i < n; i++) {
		char c = folded[i];
		to[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		h = hire__hash(h, to + i, 1);
	}
	to[n] = ' ';
	r->pool_len += n + 1;
	*hash = h;
	return true;
}

static bool
starts_net(const char *s, const char *line, const char *end)
{
	return *s == '.' && end - s >= 4 && (s[1] | 32) == 'n' &&
	       (s[2] | 32) == 'e' && (s[3] | 32) == 't' &&
	       (s == line || !is_ascii_word(s[-1])) &&
	       (end - s == 4 || !is_ascii_word(s[4]));
}

static bool
cut_words(reader *r, hire__line *line)
{
	hire__doc *d = r->doc;
	const char *end = line->s + line->n;
	line->word = (uint32_t)d->word_count;
	for (const char *s = line->s; s < end;) {
		if (!word_char(s, end) && !starts_net(s, line->s, end)) {
			s++;
			while (s < end && ((unsigned char)*s & 0xC0) == 0x80)
				s++;
			continue;
		}
		const char *e = word_end(s, end);
		hire__word_at *w = &d->words[d->word_count++];
		*w = (hire__word_at){.from = (uint32_t)r->pool_len,
		    .at = (uint32_t)(s - line->s),
		    .end = (uint32_t)(e - line->s),
		    .line = (uint32_t)d->line_count};
		if (!fold_word(r, s, e, &w->hash))
			return false;
		w->to = (uint32_t)r->pool_len - 1;
		s = e;
	}
	line->end = (uint32_t)d->word_count;
	return true;
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
	if (!cut_words(r, &line))
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
reserve(reader *r, size_t n)
{
	hire__doc *d = r->doc;
	size_t lines = 1, words = 1, wide = 0;
	bool before, word = false;
	for (const char *s = r->s; s < r->end; s++) {
		before = word;
		word = is_ascii_word(*s);
		if (before && word && !(*s >= 'A' && *s <= 'Z'))
			continue; /* within a word */
		bool here = (unsigned char)*s >= 0x80 || word;
		words += here && !before;
		words += (unsigned char)*s >= 0x80 && before; /* 4月 */
		/* A heading may be glued in here, see read_pieces(). */
		bool glue = *s >= 'A' && *s <= 'Z' && s > r->s &&
		            (s[-1] == '.' || (s[-1] >= 'a' && s[-1] <= 'z'));
		words += glue;
		lines += *s == '\n';
		lines += glue ? 2 : 0;
		wide += (unsigned char)*s >= 0x80;
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
