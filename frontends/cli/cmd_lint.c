/* SPDX-License-Identifier: MIT
 * cmd_lint.c - what a job text should not ask for.
 */
#include "documents.h"
#include "jobs.h"
#include "out.h"
#include "views.h"

static const cli_shape shape = {.member = "warnings",
    .form = CLI_ROWS,
    .record = &remark_view,
    .columns = "line words reason instead"};
static const cli_shape *const gives[] = {&shape};

static hire_status
print(cli *c, const hire_warnings *w, hire_error *err)
{
	const remark *rows = remarks_of(w, c->mem);
	if (!rows)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	if (c->json || w->count)
		return out_rows(c, &shape, rows, w->count, NULL, err);
	out_text(c, "Nothing in the text keeps people out.\n");
	return HIRE_OK;
}

void
warnings_print(cli *c, const hire_job *job)
{
	hire_warnings w;
	if (c->json || !job->warnings ||
	    hire_warnings_from_json(job->warnings, c->mem, &w, NULL))
		return;
	if (w.count)
		out_heading(c, "Worth another look in the text");
	for (size_t i = 0; i < w.count; i++)
		out_text(c, "%s:%d: \"%s\": %s; instead: %s\n", w.list[i].part,
		    (int)w.list[i].line, out_safe(w.list[i].words, c->mem),
		    w.list[i].reason, w.list[i].instead);
}

static hire_status
run(cli *c, hire_error *err)
{
	const char *text;
	hire_warnings found;
	hire_status st = document_job(c, cli_arg(c, 0), &text, err);
	if (!st)
		st = hire_job_lint(
		    NULL, text, NULL, document_today(c), c->mem, &found, err);
	return st ? st : print(c, &found, err);
}

static const cli_option options[] = {
    {"now", "DATE", "today, for years of young technologies", CLI_DATE, 0, 0, 0,
        NULL},
};

const cli_command cmd_lint = {
    .name = "lint",
    .summary = "look for criteria that a job text should not ask for",
    .args = "JOB",
    .details = "JOB is a file of any readable kind, or the job's text itself.  "
               "Named are protected criteria (age, gender, origin, religion, "
               "family, health and more) and others that stand in for them, "
               "each with the words, the reason and what to write instead.  "
               "Sentences that protect give no warning.  The exit code is 0 "
               "with and without warnings.",
    .run = run,
    .needs = HIRE_NEED_TEXT,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
