/* SPDX-License-Identifier: MIT
 * match_json.c - a match as JSON and back.
 */
#include <hire/match.h>

#include "util/buf.h"
#include "util/ctx.h"
#include "util/json.h"

#include <string.h>

enum { JSON_MAX = 16 << 20 };

static void
put_part(hire__jw *w, const hire_match_part *p)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "ask", hire_word(&hire_ask_words, (int)p->ask));
	hire__jw_str(w, "asked", p->asked);
	hire__jw_str(w, "found", p->found);
	hire__jw_int(w, "have", p->have);
	hire__jw_int(w, "need", p->need);
	hire__jw_int(w, "percent", p->percent);
	hire__jw_str(
	    w, "credit", hire_word(&hire_credit_words, (int)p->credit));
	hire__jw_end(w, '}');
}

static void
put_row(hire__jw *w, const hire_match_row *r)
{
	hire__jw_begin(w, NULL, '{');
	hire__jw_str(w, "text", r->text);
	hire__jw_str(
	    w, "kind", hire_word(&hire_requirement_kind_words, (int)r->kind));
	hire__jw_int(w, "units", r->units);
	hire__jw_int(w, "weight", r->weight);
	hire__jw_str(w, "state",
	    hire_word(&hire_requirement_state_words, (int)r->state));
	hire__jw_int(w, "percent", r->percent);
	hire__jw_int(w, "points", r->points);
	hire__jw_begin(w, "parts", '[');
	for (size_t i = 0; i < r->part_count; i++)
		put_part(w, &r->parts[i]);
	hire__jw_end(w, ']');
	hire__jw_str(w, "evidence", r->evidence);
	hire__jw_str(w, "wanted", r->wanted);
	hire__jw_end(w, '}');
}

hire_status
hire_match_to_json(const hire_match_result *m, hire_arena *mem,
    const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), JSON_MAX);
	hire__jw w = {&b, false};
	hire__jw_begin(&w, NULL, '{');
	hire__jw_int(&w, "score", m->score);
	hire__jw_int(&w, "threshold", m->threshold);
	hire__jw_bool(&w, "eligible", m->eligible);
	hire__jw_begin(&w, "requirements", '[');
	for (size_t i = 0; i < m->count; i++)
		put_row(&w, &m->rows[i]);
	hire__jw_end(&w, ']');
	hire__jw_str(&w, "engine", m->engine);
	hire__jw_int(&w, "formula", m->formula);
	hire__jw_end(&w, '}');
	return hire__buf_take(&b, mem, out, err);
}

static int
word_of(const hire_words *words, const hire__json *n, const char *key, int def)
{
	int v = def;
	bool known = hire_word_parse(words, hire__json_str(n, key, ""), &v);
	return known ? v : def;
}

static int32_t
int_of(const hire__json *n, const char *key)
{
	return (int32_t)hire__json_int(n, key, 0);
}

static hire_match_part
read_part(const hire__json *n)
{
	return (hire_match_part){
	    .ask = (hire_ask)word_of(&hire_ask_words, n, "ask", 0),
	    .asked = hire__json_str(n, "asked", ""),
	    .found = hire__json_str(n, "found", NULL),
	    .have = int_of(n, "have"),
	    .need = int_of(n, "need"),
	    .percent = int_of(n, "percent"),
	    .credit = (hire_credit)word_of(&hire_credit_words, n, "credit", 0)};
}

static hire_status
read_row(
    const hire__json *n, hire_arena *mem, hire_match_row *r, hire_error *err)
{
	const hire__json *parts = hire__json_get(n, "parts");
	*r = (hire_match_row){.text = hire__json_str(n, "text", ""),
	    .kind = (hire_requirement_kind)word_of(
	        &hire_requirement_kind_words, n, "kind", HIRE_REQUIREMENT_MUST),
	    .state =
	        (hire_requirement_state)word_of(&hire_requirement_state_words,
	            n, "state", HIRE_REQUIREMENT_NOT_FOUND),
	    .units = int_of(n, "units"),
	    .weight = int_of(n, "weight"),
	    .percent = int_of(n, "percent"),
	    .points = int_of(n, "points"),
	    .evidence = hire__json_str(n, "evidence", NULL),
	    .wanted = hire__json_str(n, "wanted", NULL)};
	r->parts = hire_arena_alloc(
	    mem, (hire__json_count(parts) + 1) * sizeof *r->parts);
	if (!r->parts)
		return hire__nomem(err);
	for (const hire__json *p = hire__json_first(parts); p;
	     p = hire__json_next(p))
		r->parts[r->part_count++] = read_part(p);
	return HIRE_OK;
}

hire_status
hire_match_from_json(
    const char *json, hire_arena *mem, hire_match_result *out, hire_error *err)
{
	const hire__json *root;
	hire_status st = hire__json_parse(mem, json, strlen(json), &root, err);
	if (st)
		return st;
	const hire__json *list = hire__json_get(root, "requirements");
	hire_match_result m = {
	    .score = (int32_t)hire__json_int(root, "score", 0),
	    .threshold = (int32_t)hire__json_int(
	        root, "threshold", HIRE_MATCH_THRESHOLD),
	    .eligible = hire__json_bool(root, "eligible", false),
	    .engine = hire__json_str(root, "engine", HIRE_ENGINE_BUILTIN),
	    .formula = (int32_t)hire__json_int(root, "formula", 0)};
	m.rows = hire_arena_alloc(
	    mem, (hire__json_count(list) + 1) * sizeof *m.rows);
	if (!m.rows)
		return hire__nomem(err);
	for (const hire__json *n = hire__json_first(list); n && !st;
	     n = hire__json_next(n))
		st = read_row(n, mem, &m.rows[m.count++], err);
	if (!st)
		*out = m;
	return st;
}
