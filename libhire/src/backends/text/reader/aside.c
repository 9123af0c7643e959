/* SPDX-License-Identifier: MIT
 * aside.c - text of a document that a person would not see, with its reason.
 * Apart because every kind of document can hold some.
 */
#include "reader.h"

#include "util/utf8.h"

#include <string.h>

/* Shown to people, so a beginning is enough. */
enum { SHOWN_MAX = 2000 };

static struct reader_aside *
aside_for(reading *r, const char *why)
{
	size_t i = 0;
	while (i < r->aside_count && strcmp(r->aside[i].why, why) != 0)
		i++;
	if (i == READER_REASONS)
		return NULL;
	if (i == r->aside_count) {
		r->aside[i].why = why;
		r->aside[i].gap = false;
		r->aside[i].text = HIRE__BUF(r->ctx, SHOWN_MAX + 1);
		r->aside_count++;
	}
	return &r->aside[i];
}

void
reader_set_aside(reading *r, const char *why, const char *text, size_t n)
{
	struct reader_aside *a = aside_for(r, why);
	if (!a)
		return;
	for (size_t i = 0, len; i < n; i += len) {
		int32_t code = hire__utf8_at(text + i, n - i, &len);
		bool blank = (code >= 0 && code <= 0x20) || code == 0x7F;
		if (a->text.len + len + 1 > SHOWN_MAX)
			return;
		if (!blank && a->gap && a->text.len)
			hire__buf_addc(&a->text, ' ');
		a->gap = blank;
		if (!blank)
			hire__buf_add(&a->text, code < 0 ? "?" : text + i, len);
	}
}

void
reader_fini(reading *r)
{
	hire__buf_free(&r->raw);
	for (size_t i = 0; i < r->aside_count; i++)
		hire__buf_free(&r->aside[i].text);
}
