/* SPDX-License-Identifier: MIT
 * cmd_match.c - how a resume matches a job, requirement by requirement.
 */
#include "documents.h"
#include "out.h"
#include "view.h"

#include <string.h>

typedef struct verdict {
	const char *requirement, *evidence, *wanted;
	hire_requirement_kind kind;
	hire_requirement_state state;
	int64_t weight, percent;
} verdict;

static const hire_field verdict_fields[] = {
    VIEW_TEXT(verdict, requirement, "what the job asks for"),
    VIEW_ENUM(verdict, kind, hire_requirement_kind_words, "must or nice"),
    VIEW_ENUM(verdict, state, hire_requirement_state_words, "found or not"),
    VIEW_INT(verdict, weight, "parts of 1000"),
    VIEW_INT(verdict, percent, "how much of it was earned"),
    VIEW_TEXT(verdict, evidence, "the resume's line"),
    VIEW_TEXT(verdict, wanted, "what would count"),
};
VIEW(verdict);

static const cli_shape shape = {.form = CLI_RAW, .schema = "match"};
static const cli_shape rows_shape = {.form = CLI_ROWS, .record = &verdict_view};

hire_status
match_print(cli *c, const hire_match_result *match, hire_error *err)
{
	verdict *rows =
	    hire_arena_alloc(c->mem, (match->count + 1) * sizeof *rows);
	if (!rows)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	for (size_t i = 0; i < match->count; i++) {
		const hire_match_row *r = &match->rows[i];
		rows[i] = (verdict){r->text, r->evidence, r->wanted, r->kind,
		    r->state, r->weight, r->percent};
	}
	out_text(c, "%sMatch %d of 100%s, %d needed: %s (%s)\n",
	    out_on(c, match->eligible ? OUT_GOOD : OUT_WARN), (int)match->score,
	    out_on(c, OUT_PLAIN), (int)match->threshold,
	    match->eligible ? "eligible" : "not eligible",
	    match->engine ? match->engine : "");
	return c->json
	           ? HIRE_OK
	           : out_rows(c, &rows_shape, rows, match->count, NULL, err);
}

static int32_t
threshold(const cli *c)
{
	return (int32_t)cli_int(c, "threshold", HIRE_MATCH_THRESHOLD);
}

static hire_status
batch_match(cli *c, const char *const *cells, hire_arena *mem, char out[32],
    hire_error *err)
{
	hire_engine *engine = hire_platform_engine(c->platform);
	const hire_facts *facts;
	const hire_job_facts *job;
	hire_match_result result;
	if (!cells[0][strspn(cells[0], " \t\r\n")])
		return hire_fail(
		    err, HIRE_EINVAL, "resume", "the resume is empty");
	hire_status st = hire_engine_facts(engine, cells[0], strlen(cells[0]),
	    document_today(c), mem, &facts, err);
	if (!st)
		st = document_job_facts(engine, cells[1], mem, &job, err);
	if (!st)
		st = hire_match(facts, job, threshold(c), mem, &result, err);
	if (!st)
		snprintf(out, 32, "%d", (int)result.score);
	return st;
}

static hire_status
one_match(cli *c, hire_match_result *out, hire_error *err)
{
	const hire_facts *facts;
	const hire_job_facts *job;
	const char *text;
	hire_status st = document_facts(c, cli_arg(c, 0), &facts, err);
	if (!st)
		st = document_job(c, cli_arg(c, 1), &text, err);
	if (!st)
		st = document_job_facts(
		    hire_platform_engine(c->platform), text, c->mem, &job, err);
	return st ? st : hire_match(facts, job, threshold(c), c->mem, out, err);
}

static hire_status
run(cli *c, hire_error *err)
{
	hire_match_result result;
	const char *json = NULL, *batch = cli_get(c, "batch");
	if (batch && c->arg_count)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "either RESUME and JOB, or --batch");
	if (batch)
		return batch_run(c, batch, 2, batch_match, err);
	if (c->arg_count != 2)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "RESUME and JOB, or --batch, are missing");
	hire_status st = one_match(c, &result, err);
	if (st || !c->json)
		return st ? st : match_print(c, &result, err);
	st = hire_match_to_json(&result, c->mem, &json, err);
	return st ? st : out_raw(c, &shape, json, err);
}

static const cli_option options[] = {
    {"batch", "PAIRS.tsv",
        "match many: lines of id, resume text and job text, tab-separated "
        "(\\n, \\t and \\\\ escaped); prints id and score a line",
        CLI_FILE, 0, 0, 0, NULL},
    {"threshold", "N", "score from which the match is eligible (default: 70)",
        CLI_INT, 0, 0, 100, NULL},
    {"now", "DATE", "today, which ends jobs that are still running", CLI_DATE,
        0, 0, 0, NULL},
};
static const cli_shape *const gives[] = {&shape};

const cli_command cmd_match = {
    .name = "match",
    .summary = "match a resume with a job",
    .args = "[RESUME] [JOB]",
    .details = "RESUME and JOB are files of any readable kind (PDF, DOCX, "
               "text); JOB may be the job's text itself.  " BATCH_DETAILS,
    .run = run,
    .needs = HIRE_NEED_ENGINE | HIRE_NEED_TEXT,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
