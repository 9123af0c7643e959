/* SPDX-License-Identifier: MIT
 * documents.h - resumes and job texts from files, through the reader and the
 * engine; and batches of them, a line each.
 */
#ifndef HIRE_CLI_DOCUMENTS_H
#define HIRE_CLI_DOCUMENTS_H

#include "cli.h"

/* Today, or the day of --now. */
hire_time
document_today(cli *c);

/* Facts of the resume in the file `path`, with what its reader set aside. */
hire_status
document_facts(
    cli *c, const char *path, const hire_facts **out, hire_error *err);

/* The file `path` as an upload, under its own name. */
hire_status
document_upload(cli *c, const char *path, hire_upload *out, hire_error *err);

/* Text of a job: a file of any readable kind, or the words themselves. */
hire_status
document_job(
    cli *c, const char *path_or_text, const char **out, hire_error *err);

/* The first line that is not empty: what a job's text calls the job. */
const char *
document_title(const char *text, hire_arena *mem);

/* Requirements of a job's text. */
hire_status
document_job_facts(hire_engine *engine, const char *text, hire_arena *mem,
    const hire_job_facts **out, hire_error *err);

/* `text` with U+FFFD for each byte that is no UTF-8 (RFC 3629), of which it
 * gives the number; `*out` is `text` itself where there is none, and NULL when
 * memory ends. */
size_t
document_mend(const char *text, hire_arena *mem, const char **out);

/* One line of a batch: `cells` behind the id, escapes undone.  The answer is
 * written into `out`. */
typedef hire_status (*batch_line)(cli *c, const char *const *cells,
    hire_arena *mem, char out[32], hire_error *err);

/* Answer every line "id<TAB>cell..." of the file `path` in order, as soon as
 * it is known.  A line with an id that cannot be answered is answered with 0
 * and named on standard error; then the end is EINVAL.  Bytes that are no UTF-8
 * are replaced, and that is said there too.  Empty lines are
 * skipped.  EUSAGE with --json: the answers are lines of their own form. */
hire_status
batch_run(
    cli *c, const char *path, size_t cells, batch_line each, hire_error *err);

/* For the manual of a command with a batch. */
#define BATCH_DETAILS                                                          \
	"A batch prints one line for each line that has an id, in order.  A "  \
	"line that cannot be answered (a wrong number of columns, nothing to " \
	"judge) gets 0 and its reason on standard error, and the exit code "   \
	"is "                                                                  \
	"3 at the end; an empty line is skipped.  Bytes that are no UTF-8 "    \
	"count as U+FFFD, with a warning that names the line.  In the texts "  \
	"\\n, \\t and "                                                        \
	"\\\\ stand for a line end, a tab and a backslash; any other "         \
	"backslash "                                                           \
	"stands for itself.  --json is not for batches."

/* The facts for people. */
hire_status
facts_print(cli *c, const hire_facts *facts, hire_error *err);

/* The match as a table for people. */
hire_status
match_print(cli *c, const hire_match_result *match, hire_error *err);

#endif
