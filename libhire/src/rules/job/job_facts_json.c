/* SPDX-License-Identifier: MIT
 * job_facts_json.c - a job's requirements as JSON and back.
 */
#include "requirements.h"

#include "model/reading.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { JSON_MAX = 16 << 20 };

static void
put(hire__jw *w, const hire_requirement *r)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "text", r->text);
	hire__jw_str(
	    w, "kind", hire_word(&hire_requirement_kind_words, (int)r->kind));
	hire__jw_begin(w, "skills", '[');
	for (size_t i = 0; i < r->skill_count; i++)
		hire__jw_str(w, NULL, r->skills[i]);
	hire__jw_end(w, ']');
	hire__jw_begin(w, "groups", '[');
	for (size_t i = 0; i < r->skill_count; i++)
		hire__jw_int(w, NULL, hire__requirement_group(r, i));
	hire__jw_end(w, ']');
	hire__jw_bool(w, "any", r->any);
	hire__jw_int(w, "years", r->years);
	hire__jw_str(
	    w, "degree", hire_word(&hire_degree_words, (int)r->degree));
	hire__jw_int(w, "line", r->line);
	hire__jw_end(w, '}');
}

hire_status
hire_job_facts_to_json(
    const hire_job_facts *f, hire_arena *mem, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), JSON_MAX);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_str(&w, "title", f->title);
	hire__jw_begin(&w, "requirements", '[');
	for (size_t i = 0; i < f->count; i++)
		put(&w, &f->requirements[i]);
	hire__jw_end(&w, ']');
	hire__jw_str(&w, "engine", f->engine);
	hire__jw_end(&w, '}');
	return hire__buf_take(&b, mem, out, err);
}

/* Rising from 0 by at most 1, one for each skill; anything else is none. */
static bool
read_groups(const hire__json *list, hire_arena *mem, hire_requirement *r)
{
	int32_t *groups =
	    hire_arena_alloc(mem, (r->skill_count + 1) * sizeof *groups);
	size_t i = 0;
	int64_t last = -1;
	for (const hire__json *g = hire__json_first(list);
	     groups && g && i < r->skill_count; g = hire__json_next(g), i++) {
		int64_t v = hire__json_whole(g, -1);
		if (v < 0 || v > last + 1 || v < last)
			return true;
		last = v;
		groups[i] = (int32_t)v;
	}
	r->groups = i && i == r->skill_count ? groups : NULL;
	return groups != NULL;
}

static bool
read_one(const hire__json *n, hire_arena *mem, void *out)
{
	enum { MOST_YEARS = 99 };
	hire_requirement *r = out;
	*r = (hire_requirement){.text = hire__json_str(n, "text", ""),
	    .kind = (hire_requirement_kind)hire__read_word(
	        n, "kind", &hire_requirement_kind_words, 0),
	    .any = hire__json_bool(n, "any", false),
	    .years = hire__read_int(n, "years", 0, 0, MOST_YEARS),
	    .degree = (hire_degree)hire__read_word(
	        n, "degree", &hire_degree_words, 0),
	    .line = hire__read_int(n, "line", 0, 0, INT32_MAX)};
	r->skills =
	    hire__read_texts(hire__json_get(n, "skills"), mem, &r->skill_count);
	return r->skills && read_groups(hire__json_get(n, "groups"), mem, r);
}

hire_status
hire_job_facts_from_json(const char *json, hire_arena *mem,
    const hire_job_facts **out, hire_error *err)
{
	const hire__json *root;
	hire_status st = hire__json_parse(mem, json, strlen(json), &root, err);
	if (st)
		return st;
	hire_job_facts *f = hire_arena_alloc(mem, sizeof *f);
	if (!f)
		return hire__nomem(err);
	f->title = hire__json_str(root, "title", NULL);
	f->engine = hire__json_str(root, "engine", HIRE_ENGINE_BUILTIN);
	f->requirements = hire__read_list(hire__json_get(root, "requirements"),
	    mem, sizeof *f->requirements, read_one, &f->count);
	if (!f->requirements)
		return hire__nomem(err);
	*out = f;
	return HIRE_OK;
}
