/* SPDX-License-Identifier: MIT
 * words.c - what a full text search compares: words, cut and folded here.
 */
#include "words.h"

#include "model/record.h"
#include "util/utf8.h"

#include <string.h>

enum {
	WORD_MAX = 64,        /* characters of a word that count */
	WORDS_MAX = 512 << 10 /* bytes of words that a row keeps */
};

/* Append the folded characters of `code` to the word begun. */
static int
add_letters(hire__buf *b, int32_t code)
{
	int32_t letters[HIRE__UTF8_LETTERS];
	char bytes[4];
	size_t n = hire__utf8_letters(code, letters);
	for (size_t i = 0; i < n; i++)
		hire__buf_add(b, bytes, hire__utf8_put(letters[i], bytes));
	return (int)n;
}

/* One word of `n` bytes at most; how many of them it took. */
static size_t
add_word(hire__buf *b, const char *text, size_t n, const hire__word_form *form)
{
	size_t at = 0, len, before = b->len;
	int letters = 0;
	if (b->len)
		hire__buf_adds(b, form->between);
	hire__buf_adds(b, form->before);
	for (; at < n; at += len) {
		int32_t code = hire__utf8_at(text + at, n - at, &len);
		if (!hire__utf8_is_word(code))
			break;
		if (letters < WORD_MAX)
			letters += add_letters(b, code);
	}
	if (letters) {
		hire__buf_adds(b, form->behind);
	} else if (!b->failed) { /* nothing but accents: no word */
		b->len = before;
		b->s[before] = '\0';
	}
	return at;
}

void
hire__words(hire__buf *b, const char *text, const hire__word_form *form)
{
	size_t n = text ? strlen(text) : 0, len;
	for (size_t i = 0; i < n && b->len < WORDS_MAX; i += len) {
		int32_t code = hire__utf8_at(text + i, n - i, &len);
		if (hire__utf8_is_word(code))
			len = add_word(b, text + i, n - i, form);
	}
}

hire_status
hire__words_of_row(hire__buf *b, const hire_record *record, const void *row,
    const hire__word_form *form, hire_error *err)
{
	hire__buf_adds(b, "");
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (f->flags & HIRE_SEARCHED)
			hire__words(b, hire__field_text(f, row), form);
	}
	return hire__buf_check(b, err);
}

hire_status
hire__search(const hire__dialect *d, hire__pager page, void *conn,
    const hire_query *query, const char *text, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	hire__plan plan;
	hire_status st = hire__plan_query(&plan, HIRE__SEARCH, query, mem, err);
	if (st)
		return st;
	if (!hire__sql_searched(plan.record))
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "%s has no searched fields", plan.record->name);
	hire__buf words = HIRE__BUF(hire_arena_ctx(mem), HIRE__WORDS_MAX);
	hire__words(&words, text, &d->asked);
	st = hire__buf_check(&words, err);
	plan.words = words.len ? words.s : NULL;
	if (!st)
		st = page(conn, &plan, mem, out, err);
	hire__buf_free(&words);
	return st;
}
