/* SPDX-License-Identifier: MIT
 * clean.c - from whatever a document holds to the text a person reads.
 * What is taken out because nobody sees it is counted and reported.
 */
#include "reader.h"

#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { SOFT_HYPHEN = 0xAD, PDF_WORDS_MIN = 10 };

/* What becomes of a code point, first match wins. */
typedef enum fate { KEEP, DROP, REPORT, TO_SPACE, TO_LINE } fate;

static const struct {
	int32_t first, last;
	fate fate;
} fates[] = {
    {'\t', '\n', KEEP},
    {'\v', '\v', TO_LINE},
    {'\f', '\f', KEEP},
    {'\r', '\r', TO_LINE},
    {0x00, 0x1F, REPORT},
    {0x20, 0x7E, KEEP},
    {0x85, 0x85, TO_LINE},
    {0x7F, 0x9F, REPORT},
    {SOFT_HYPHEN, SOFT_HYPHEN, DROP},
    {0x034F, 0x034F, REPORT}, /* combining grapheme joiner */
    {0x061C, 0x061C, REPORT}, /* Arabic letter mark */
    {0x115F, 0x1160, REPORT}, /* Hangul fillers */
    {0x17B4, 0x17B5, REPORT},
    {0x180B, 0x180F, REPORT},
    {0x200B, 0x200F, REPORT}, /* zero width, direction marks */
    {0x2028, 0x2029, TO_LINE},
    {0x202A, 0x202E, REPORT}, /* embeddings and overrides */
    {0x2060, 0x206F, REPORT},
    {0x2800, 0x2800, TO_SPACE}, /* a Braille letter without dots */
    {0x3164, 0x3164, REPORT},
    {0xE000, 0xF8FF, TO_SPACE}, /* private: icons of a font */
    {0xFE00, 0xFE0F, DROP},     /* variation selectors */
    {0xFEFF, 0xFEFF, REPORT},
    {0xFFA0, 0xFFA0, REPORT},
    {0xFFF9, 0xFFFB, REPORT},
    {0xFFFC, 0xFFFC, TO_SPACE}, /* in place of a picture */
    {0xFFFE, 0xFFFF, REPORT},
    {0x1D173, 0x1D17A, REPORT},
    {0xE0000, 0xE007F, REPORT}, /* tags: a whole alphabet nobody sees */
    {0xE0100, 0xE01EF, DROP},
    {0xF0000, 0x10FFFF, TO_SPACE},
};

static fate
fate_of(int32_t code)
{
	for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
		if (code >= fates[i].first && code <= fates[i].last)
			return fates[i].fate;
	return KEEP;
}

static void
note(reading *r, int32_t code)
{
	size_t i = 0;
	while (i < r->removed_count && r->removed[i].code != code)
		i++;
	if (i == sizeof r->removed / sizeof *r->removed)
		return;
	r->removed_count += i == r->removed_count;
	r->removed[i].code = code;
	r->removed[i].count++;
}

static size_t
blanks_at(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n && (s[i] == ' ' || s[i] == '\t'))
		i++;
	return i;
}

/* A word broken by a soft hyphen goes on after the blanks or the line break
 * behind it: how much to leave out there. */
static size_t
joined(const char *s, size_t n)
{
	size_t i = blanks_at(s, n), len;
	bool blanks = i > 0;
	if (i < n && s[i] == '\r')
		i++;
	if (i < n && s[i] == '\n') {
		i++;
		i += blanks_at(s + i, n - i);
		blanks = false;
	}
	int32_t next = i && i < n ? hire__utf8_at(s + i, n - i, &len) : -1;
	/* Within a line a capital begins a word of its own. */
	if (blanks && next >= 'A' && next <= 'Z')
		return 0;
	return hire__utf8_is_word(next) ? i : 0;
}

static void
visible(reading *r, hire__buf *out)
{
	const char *s = r->raw.s;
	for (size_t i = 0, len; i < r->raw.len; i += len) {
		int32_t code = hire__utf8_at(s + i, r->raw.len - i, &len);
		fate f = code < 0 ? KEEP : fate_of(code);
		if (f == REPORT)
			note(r, code);
		if (code == SOFT_HYPHEN)
			len += joined(s + i + len, r->raw.len - i - len);
		else if (f == TO_LINE && code == '\r' && i + 1 < r->raw.len &&
		         s[i + 1] == '\n')
			continue;
		else if (f == TO_LINE)
			hire__buf_addc(out, '\n');
		else if (f == TO_SPACE)
			hire__buf_addc(out, ' ');
		else if (code < 0)
			hire__buf_adds(out, "\xEF\xBF\xBD");
		else if (f == KEEP)
			hire__buf_add(out, s + i, len);
	}
}

/* Blanks at line ends say nothing, and more than one empty line no more. */
static void
tidy(const char *s, hire__buf *out)
{
	size_t blanks = 0, lines = 2;
	for (; *s; s++) {
		if (*s == ' ') {
			blanks++;
			continue;
		}
		if (*s == '\n') {
			lines++;
			blanks = 0;
			if (lines <= 2)
				hire__buf_addc(out, '\n');
			continue;
		}
		for (; blanks; blanks--)
			hire__buf_addc(out, ' ');
		lines = *s == '\f' ? 2 : 0;
		hire__buf_addc(out, *s);
	}
}

static size_t
word_characters(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0, len; i < n; i += len)
		count += hire__utf8_is_word(hire__utf8_at(s + i, n - i, &len));
	return count;
}

static hire_status
check_text(const reading *r, size_t max, hire_error *err)
{
	bool pdf = !strcmp(r->kind, "pdf");
	size_t words = word_characters(r->text, r->text_len);
	if (pdf && words < PDF_WORDS_MIN)
		return hire_fail(err, HIRE_ENOTEXT, "resume",
		    "no text in it: it looks like a scan; upload the "
		    "document it was printed from");
	if (!words)
		return hire_fail(
		    err, HIRE_ENOTEXT, "resume", "the document is empty");
	if (r->text_len > max)
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "its text is longer than %zu bytes", max);
	return HIRE_OK;
}

hire_status
reader_clean(reading *r, size_t max, hire_error *err)
{
	hire__buf seen = HIRE__BUF(r->ctx, READER_RAW_MAX);
	hire__buf tidied = HIRE__BUF(r->ctx, READER_RAW_MAX);
	visible(r, &seen);
	hire_status st = hire__buf_check(&seen, err);
	char *nfkc =
	    st ? NULL
	       : hire__utf8_nfkc(r->mem, seen.len ? seen.s : "", seen.len);
	if (!st && !nfkc)
		st = hire__nomem(err);
	if (!st)
		tidy(nfkc, &tidied);
	hire__buf_free(&seen);
	if (st)
		return st;
	size_t len = tidied.len;
	st = hire__buf_take(&tidied, r->mem, &r->text, err);
	r->text_len = st ? 0 : len;
	return st ? st : check_text(r, max, err);
}
