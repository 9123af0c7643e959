/* SPDX-License-Identifier: MIT
 * lint_json.c - warnings about a job text as JSON and back.
 */
#include "lint.h"

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

hire_status
hire_warnings_from_json(
    const char *json, hire_arena *mem, hire_warnings *out, hire_error *err)
{
	const hire__json *root;
	hire_status st = hire__json_parse(mem, json, strlen(json), &root, err);
	if (st)
		return st;
	size_t n = 0;
	hire_warning *list =
	    hire_arena_alloc(mem, (hire__json_count(root) + 1) * sizeof *list);
	if (!list)
		return hire__nomem(err);
	for (const hire__json *v = hire__json_first(root); v;
	     v = hire__json_next(v)) {
		int concern = 0;
		if (!hire_word_parse(&hire_concern_words,
		        hire__json_str(v, "concern", ""), &concern))
			continue;
		list[n++] = (hire_warning){(hire_concern)concern,
		    hire__json_str(v, "part", ""),
		    (int32_t)hire__json_int(v, "line", 0),
		    hire__json_str(v, "words", ""),
		    hire__json_str(v, "sentence", ""),
		    hire__json_str(v, "reason", ""),
		    hire__json_str(v, "instead", "")};
	}
	*out = (hire_warnings){list, n};
	return HIRE_OK;
}
