/* SPDX-License-Identifier: MIT
 * cmd_grade.c - grade an answer against its ideal.
 */
#include "documents.h"
#include "out.h"
#include "term.h"
#include "view.h"

#include <stdlib.h>
#include <string.h>

/* A grade as it is shown; `score` is JSON because it has a decimal. */
typedef struct shown {
	const char *score, *quote, *covered, *missing, *reason, *engine;
	int64_t level;
} shown;

static const hire_field shown_fields[] = {
    VIEW_JSON(shown, score, "0..10, one decimal"),
    VIEW_INT(shown, level, "0 nothing of it .. 4 all of it"),
    VIEW_TEXT(shown, quote, "the words that earned it"),
    VIEW_JSON(shown, covered, "points of the ideal answer that were made"),
    VIEW_JSON(shown, missing, "points that were not"),
    VIEW_TEXT(shown, reason, "why it is what it is; null: nothing to add"),
    VIEW_TEXT(shown, engine, "what judged"),
};
VIEW(shown);

static const cli_shape shape = {.form = CLI_ROW,
    .record = &shown_view,
    .columns = "score level quote covered missing reason engine"};

static hire_status
batch_grade(cli *c, const char *const *cells, hire_arena *mem, char out[32],
    hire_error *err)
{
	hire_grade g;
	hire_status st = hire_engine_grade(hire_platform_engine(c->platform),
	    cells[0], cells[1], cells[2], mem, &g, err);
	if (!st)
		snprintf(
		    out, 32, "%d.%d", (int)g.tenths / 10, (int)g.tenths % 10);
	return st;
}

/* Texts as a JSON list, or a line each for people. */
static const char *
list_text(cli *c, const char *const *texts, size_t count)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);
	if (!f)
		return NULL;
	fputs(c->json ? "[" : "", f);
	for (size_t i = 0; i < count; i++) {
		fputs(i ? c->json ? "," : "\n" : "", f);
		if (c->json)
			out_json_string(f, texts[i]);
		else
			fputs(texts[i], f);
	}
	fputs(c->json ? "]" : "", f);
	const char *copy =
	    fclose(f) ? NULL : hire_arena_strndup(c->mem, text, len);
	free(text);
	return copy;
}

static hire_status
run(cli *c, hire_error *err)
{
	hire_grade g;
	const char *batch = cli_get(c, "batch"), *answer = cli_get(c, "answer");
	if (batch && (answer || cli_get(c, "question") || cli_get(c, "ideal")))
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "either --question and --answer, or --batch");
	if (batch)
		return batch_run(c, batch, 3, batch_grade, err);
	if (!cli_get(c, "question") || !answer)
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "--question and --answer, or --batch, are missing");
	hire_engine *engine = hire_platform_engine(c->platform);
	hire_status st = hire_engine_grade(engine, cli_get(c, "question"),
	    cli_get(c, "ideal"), answer, c->mem, &g, err);
	if (st)
		return st;
	shown s = {hire_arena_printf(
	               c->mem, "%d.%d", (int)g.tenths / 10, (int)g.tenths % 10),
	    g.quote, list_text(c, g.covered, g.covered_count),
	    list_text(c, g.missing, g.missing_count), g.reason,
	    hire_engine_name(engine), g.level};
	return out_row(c, &shape, &s, err);
}

static const cli_option options[] = {
    {"question", "TEXT", "the question", CLI_TEXT, 0, 0, 0, NULL},
    {"ideal", "TEXT", "what a full answer says", CLI_TEXT, 0, 0, 0, NULL},
    {"answer", "TEXT", "the answer to grade", CLI_TEXT, 0, 0, 0, NULL},
    {"batch", "ANSWERS.tsv",
        "grade many: lines of id, question, ideal answer and answer, "
        "tab-separated (\\n, \\t and \\\\ escaped); prints id and score a "
        "line",
        CLI_FILE, 0, 0, 0, NULL},
};
static const cli_shape *const gives[] = {&shape};

const cli_command cmd_grade = {
    .name = "grade",
    .summary = "grade an answer from 0 to 10",
    .details = BATCH_DETAILS,
    .run = run,
    .needs = HIRE_NEED_ENGINE,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
