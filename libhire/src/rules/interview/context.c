/* SPDX-License-Identifier: MIT
 * context.c - choosing what of a transcript a bounded prompt holds.
 * Apart from the prompts: which words go around it is not decided here.
 */
#include <hire/context.h>

#include "util/buf.h"
#include "util/utf8.h"

#include <string.h>

enum { AROUND = 3 /* ": " and the newline */ };

static size_t
size_of(hire_line line)
{
	return strlen(line.speaker) + strlen(line.text) + AROUND;
}

/* The first line, not before `from`, from which all fit into `room`; `count`
 * when not even the last does.  `*bytes` is what they take. */
static size_t
fitting(const hire_line *lines, size_t count, size_t from, size_t room,
    size_t *bytes)
{
	size_t first = count;
	*bytes = 0;
	while (first > from) {
		size_t n = size_of(lines[first - 1]);
		if (n > room - *bytes)
			break;
		*bytes += n;
		first--;
	}
	return first;
}

/* The last line alone, as much of it as fits. */
static hire_status
only_last(const hire_line *lines, size_t count, size_t budget,
    hire_context *out, hire_error *err)
{
	hire_line last = lines[count - 1];
	size_t around = strlen(last.speaker) + AROUND;
	if (around > budget)
		return hire_fail(
		    err, HIRE_EINVAL, "budget", "at least %zu bytes", around);
	size_t kept = strlen(last.text);
	if (kept > budget - around)
		kept = hire__utf8_cut(last.text, budget - around);
	*out = (hire_context){count - 1, around + kept, kept};
	return HIRE_OK;
}

hire_status
hire_context_choose(const hire_line *lines, size_t count, size_t summarised,
    size_t budget, hire_context *out, hire_error *err)
{
	if (summarised > count)
		return hire_fail(err, HIRE_EINVAL, "summarised",
		    "at most the %zu lines there are", count);
	size_t bytes;
	size_t first = fitting(lines, count, summarised, budget, &bytes);
	if (first > summarised)
		first = fitting(lines, count, summarised, budget / 2, &bytes);
	if (first == count && count > summarised)
		return only_last(lines, count, budget, out, err);
	size_t kept = first < count ? strlen(lines[first].text) : 0;
	*out = (hire_context){first, bytes, kept};
	return HIRE_OK;
}

hire_status
hire_context_text(const hire_line *lines, size_t count,
    const hire_context *context, hire_arena *mem, const char **out,
    hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), context->bytes);
	for (size_t i = context->first; i < count; i++) {
		hire__buf_adds(&b, lines[i].speaker);
		hire__buf_adds(&b, ": ");
		hire__buf_add(&b, lines[i].text,
		    i == context->first ? context->kept
		                        : strlen(lines[i].text));
		hire__buf_addc(&b, '\n');
	}
	return hire__buf_take(&b, mem, out, err);
}
