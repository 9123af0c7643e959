/* SPDX-License-Identifier: MIT
 * job_facts_json.c - a job's requirements as JSON and back.
 */
#include "requirements.h"

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

static int
word_of(const hire_words *words, const hire__json *n, const char *key)
{
	int v = 0;
	bool known = hire_word_parse(words, hire__json_str(n, key, ""), &v);
	return known ? v : 0;
}

/* Rising from 0 by at most 1, one for each skill; anything else is none. */
static hire_status
read_groups(
    const hire__json *n, hire_arena *mem, hire_requirement *r, hire_error *err)
{
	const hire__json *list = hire__json_get(n, "groups");
	int32_t *groups =
	    hire_arena_alloc(mem, (r->skill_count + 1) * sizeof *groups);
	if (!groups)
		return hire__nomem(err);
	size_t i = 0;
	int64_t last = -1;
	for (const hire__json *g = hire__json_first(list);
	     g && i < r->skill_count; g = hire__json_next(g), i++) {
		int64_t v = hire__json_whole(g, -1);
		if (v < 0 || v > last + 1 || v < last)
			return HIRE_OK;
		last = v;
		groups[i] = (int32_t)v;
	}
	r->groups = i && i == r->skill_count ? groups : NULL;
	return HIRE_OK;
}

static hire_status
read_one(
    const hire__json *n, hire_arena *mem, hire_requirement *r, hire_error *err)
{
	const hire__json *list = hire__json_get(n, "skills");
	r->text = hire__json_str(n, "text", "");
	r->kind = (hire_requirement_kind)word_of(
	    &hire_requirement_kind_words, n, "kind");
	r->any = hire__json_bool(n, "any", false);
	int64_t years = hire__json_int(n, "years", 0);
	r->years = years < 0 || years > 99 ? 0 : (int32_t)years;
	r->degree = (hire_degree)word_of(&hire_degree_words, n, "degree");
	r->line = (int32_t)hire__json_int(n, "line", 0);
	r->skills = hire_arena_alloc(
	    mem, (hire__json_count(list) + 1) * sizeof *r->skills);
	if (!r->skills)
		return hire__nomem(err);
	for (const hire__json *s = hire__json_first(list); s;
	     s = hire__json_next(s))
		if (hire__json_text(s))
			r->skills[r->skill_count++] = hire__json_text(s);
	return read_groups(n, mem, r, err);
}

hire_status
hire_job_facts_from_json(const char *json, hire_arena *mem,
    const hire_job_facts **out, hire_error *err)
{
	const hire__json *root;
	hire_status st = hire__json_parse(mem, json, strlen(json), &root, err);
	if (st)
		return st;
	const hire__json *list = hire__json_get(root, "requirements");
	hire_job_facts *f = hire_arena_alloc(mem, sizeof *f);
	if (!f ||
	    !(f->requirements = hire_arena_alloc(
	          mem, (hire__json_count(list) + 1) * sizeof *f->requirements)))
		return hire__nomem(err);
	f->title = hire__json_str(root, "title", NULL);
	f->engine = hire__json_str(root, "engine", HIRE_ENGINE_BUILTIN);
	for (const hire__json *n = hire__json_first(list); n && !st;
	     n = hire__json_next(n))
		st = read_one(n, mem, &f->requirements[f->count++], err);
	if (!st)
		*out = f;
	return st;
}
