/* SPDX-License-Identifier: MIT
 * cmd_extract.c - a resume's file to facts.
 */
#include "documents.h"
#include "out.h"
#include "view.h"

/* What is printed of the facts: texts made from the library's numbers. */
typedef struct summary {
	const char *name, *email, *phone, *title, *experience, *degree, *skills,
	    *engine;
} summary;

static const hire_field summary_fields[] = {
    VIEW_TEXT(summary, name, "name"),
    VIEW_TEXT(summary, email, "e-mail address"),
    VIEW_TEXT(summary, phone, "telephone"),
    VIEW_TEXT(summary, title, "title"),
    VIEW_TEXT(summary, experience, "years of experience"),
    VIEW_TEXT(summary, degree, "highest degree"),
    VIEW_TEXT(summary, skills, "skills"),
    VIEW_TEXT(summary, engine, "what read it"),
};
VIEW(summary);

typedef struct employment {
	const char *employer, *title, *start, *end;
} employment;

static const hire_field employment_fields[] = {
    VIEW_TEXT(employment, start, "first month"),
    VIEW_TEXT(employment, end, "last month"),
    VIEW_TEXT(employment, title, "title"),
    VIEW_TEXT(employment, employer, "employer"),
};
VIEW(employment);

static const hire_field hire_ignored_fields[] = {
    VIEW_TEXT(hire_ignored, text, "text"),
    VIEW_TEXT(hire_ignored, why, "why it does not count"),
};
VIEW(hire_ignored);

static const cli_shape facts_shape = {.form = CLI_RAW, .schema = "facts"};
static const cli_shape summary_shape = {
    .form = CLI_ROW, .record = &summary_view};
static const cli_shape jobs_shape = {.form = CLI_ROWS,
    .record = &employment_view,
    .title = "Employment",
    .empty = "No employment was found."};
static const cli_shape ignored_shape = {.form = CLI_ROWS,
    .record = &hire_ignored_view,
    .title = "Set aside, not scored"};

static const char *
month_text(cli *c, hire_month m)
{
	if (!m.year)
		return "?";
	return m.month ? hire_arena_printf(
	                     c->mem, "%04d-%02d", (int)m.year, (int)m.month)
	               : hire_arena_printf(c->mem, "%04d", (int)m.year);
}

static hire_status
print_jobs(cli *c, const hire_facts *facts, hire_error *err)
{
	employment *rows =
	    hire_arena_alloc(c->mem, (facts->job_count + 1) * sizeof *rows);
	if (!rows)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	for (size_t i = 0; i < facts->job_count; i++) {
		const hire_employment *e = &facts->jobs[i];
		rows[i] =
		    (employment){e->employer, e->title, month_text(c, e->start),
		        e->present ? "present" : month_text(c, e->end)};
	}
	return out_rows(c, &jobs_shape, rows, facts->job_count, NULL, err);
}

hire_status
facts_print(cli *c, const hire_facts *facts, hire_error *err)
{
	const char *skills = "";
	for (size_t i = 0; i < facts->skill_count && skills; i++)
		skills = hire_arena_printf(c->mem, "%s%s%s", skills,
		    i ? ", " : "", facts->skills[i].name);
	summary s = {facts->name, facts->email, facts->phone, facts->title,
	    facts->months < 0
	        ? "unknown"
	        : hire_arena_printf(c->mem, "%d year%s %d month%s",
	              (int)facts->months / 12,
	              facts->months / 12 == 1 ? "" : "s",
	              (int)facts->months % 12,
	              facts->months % 12 == 1 ? "" : "s"),
	    hire_word(&hire_degree_words, (int)facts->highest_degree), skills,
	    facts->engine};
	hire_status st = out_row(c, &summary_shape, &s, err);
	if (!st)
		st = print_jobs(c, facts, err);
	if (!st && facts->ignored_count)
		st = out_rows(c, &ignored_shape, facts->ignored,
		    facts->ignored_count, NULL, err);
	return st;
}

static hire_status
run(cli *c, hire_error *err)
{
	const hire_facts *facts;
	const char *json = NULL;
	hire_status st = document_facts(c, cli_arg(c, 0), &facts, err);
	if (st || !c->json)
		return st ? st : facts_print(c, facts, err);
	st = hire_facts_to_json(facts, c->mem, &json, err);
	return st ? st : out_raw(c, &facts_shape, json, err);
}

static const cli_option options[] = {
    {"now", "DATE", "today, which ends jobs that are still running", CLI_DATE,
        0, 0, 0, NULL},
};
static const cli_shape *const gives[] = {&facts_shape};

const cli_command cmd_extract = {
    .name = "extract",
    .summary = "read the facts out of a resume",
    .args = "FILE",
    .run = run,
    .needs = HIRE_NEED_ENGINE | HIRE_NEED_TEXT,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
