/* SPDX-License-Identifier: MIT
 * lint_json.c - warnings about a job text as JSON and back.
 */
#include "lint.h"

#include "model/reading.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { JSON_MAX = 1 << 20 };

hire_status
hire_warnings_to_json(
    const hire_warnings *w, hire_arena *mem, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), JSON_MAX);
	hire__jw j = {&b, false};
	hire__jw_begin(&j, NULL, '[');
	for (size_t i = 0; i < w->count; i++) {
		const hire_warning *v = &w->list[i];
		hire__jw_begin(&j, NULL, '{');
		hire__jw_str(&j, "concern",
		    hire_word(&hire_concern_words, (int)v->concern));
		hire__jw_str(&j, "part", v->part);
		hire__jw_int(&j, "line", v->line);
		hire__jw_str(&j, "words", v->words);
		hire__jw_str(&j, "sentence", v->sentence);
		hire__jw_str(&j, "reason", v->reason);
		hire__jw_str(&j, "instead", v->instead);
		hire__jw_end(&j, '}');
	}
	hire__jw_end(&j, ']');
	return hire__buf_take(&b, mem, out, err);
}

static bool
read_one(const hire__json *n, hire_arena *mem, void *out)
{
	hire_warning *w = out;
	(void)mem;
	*w = (hire_warning){(hire_concern)hire__read_word(n, "concern",
	                        &hire_concern_words, HIRE_CONCERN_NONE),
	    hire__json_str(n, "part", ""),
	    hire__read_int(n, "line", 0, 0, INT32_MAX),
	    hire__json_str(n, "words", ""), hire__json_str(n, "sentence", ""),
	    hire__json_str(n, "reason", ""), hire__json_str(n, "instead", "")};
	return true;
}

hire_status
hire_warnings_from_json(
    const char *json, hire_arena *mem, hire_warnings *out, hire_error *err)
{
	const hire__json *root;
	hire_warnings all = {0};
	hire_status st = hire__json_parse(mem, json, strlen(json), &root, err);
	if (st)
		return st;
	all.list =
	    hire__read_list(root, mem, sizeof *all.list, read_one, &all.count);
	if (!all.list)
		return hire__nomem(err);
	/* A concern of a later version is not known here. */
	size_t n = 0;
	for (size_t i = 0; i < all.count; i++)
		if (all.list[i].concern != HIRE_CONCERN_NONE)
			all.list[n++] = all.list[i];
	*out = (hire_warnings){all.list, n};
	return HIRE_OK;
}
