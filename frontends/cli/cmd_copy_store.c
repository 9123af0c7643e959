/* SPDX-License-Identifier: MIT
 * cmd_copy_store.c - move an installation to another store, or compare two.
 */
#include "out.h"
#include "term.h"
#include "view.h"

#include <unistd.h>

typedef struct copy_progress {
	const char *record, *step;
	int64_t done, rows;
} copy_progress;
static const hire_field copy_progress_fields[] = {
    VIEW_TEXT(copy_progress, record, "kind of record at hand"),
    VIEW_TEXT(copy_progress, step, "clean, add or verify"),
    VIEW_INT(copy_progress, done, "rows of the source done"),
    VIEW_MAYBE(copy_progress, rows, "rows in all, as counted at the start"),
};
VIEW(copy_progress);
static const hire_field hire_copy_part_fields[] = {
    VIEW_TEXT(hire_copy_part, record, "kind of record"),
    VIEW_INT(hire_copy_part, rows, "rows in the source"),
    VIEW_INT(hire_copy_part, found, "rows in the target"),
    VIEW_INT(hire_copy_part, added, "rows added by this run"),
    VIEW_INT(hire_copy_part, removed,
        "rows of an earlier run that had changed or gone since"),
    VIEW_TEXT(hire_copy_part, source_hash,
        "SHA-256 over every field of every row, in their order"),
    VIEW_TEXT(hire_copy_part, target_hash, "the same of the target"),
    VIEW_TEXT(hire_copy_part, differs, "first row that is not the same"),
};
VIEW(hire_copy_part);

static const cli_shape progress_shape = {.member = "progress",
    .form = CLI_ROW,
    .record = &copy_progress_view,
    .maybe = true};
static const cli_shape copied_shape = {.member = "records",
    .form = CLI_ROWS,
    .record = &hire_copy_part_view,
    .columns = "record rows added removed differs"};
static const cli_shape compared_shape = {.member = "records",
    .form = CLI_ROWS,
    .record = &hire_copy_part_view,
    .columns = "record rows found differs"};
static const cli_shape *const gives[] = {&progress_shape, &copied_shape};

static const char *const steps[] = {"clean", "add", "verify"};

/* What was told last, and when. */
typedef struct teller {
	cli *c;
	hire_copy_news last;
	int64_t at;
} teller;

static void
tell_line(const teller *t, const char *begin, const char *end)
{
	static const char *const verbs[] = {
	    "looking over", "copying", "verifying"};
	const hire_copy_news *n = &t->last;
	if (t->c->quiet || !n->record)
		return;
	fprintf(stderr, "%s%s %s: %lld", begin, verbs[n->step], n->record,
	    (long long)n->done);
	if (n->rows >= 0)
		fprintf(stderr, " of %lld rows%s",
		    (long long)(n->rows > n->done ? n->rows : n->done), end);
	else
		fprintf(stderr, " rows%s", end);
}

static void
tell_json(teller *t)
{
	cli *c = t->c;
	const hire_copy_news *n = &t->last;
	copy_progress p = {n->record, steps[n->step], n->done, n->rows};
	if (!out_row(c, &progress_shape, &p, NULL) &&
	    !out_rows(c, &copied_shape, NULL, 0, NULL, NULL))
		(void)out_end(c, &(hire_error){0});
	fflush(stdout);
}

static void
tell(teller *t, bool over)
{
	bool screen = isatty(STDERR_FILENO);
	if (t->c->json)
		tell_json(t);
	else
		tell_line(
		    t, screen ? "\r\033[K" : "", screen && !over ? "" : "\n");
}

/* One line a second, and the last of each record and step. */
static void
news(void *user, const hire_copy_news *n)
{
	teller *t = user;
	int64_t now = hire_ctx_now(t->c->ctx).steady;
	bool other = t->last.record != n->record || t->last.step != n->step;
	if (t->last.record && other)
		tell(t, true);
	t->last = *n;
	if (!other && now - t->at >= HIRE_SECOND) {
		tell(t, false);
		t->at = now;
	}
}

static hire_status
say_verdict(cli *c, const hire_copy_report *r, bool copied, hire_error *err)
{
	if (!r->same)
		return hire_fail(err, HIRE_ECONFLICT, NULL,
		    "the stores differ: see the rows named above");
	out_note(c,
	    "Verified: both stores hold the same %lld rows, in every "
	    "field.",
	    (long long)r->rows);
	if (cli_has(c, "leave-unfinished"))
		out_note(c, "TARGET is left unfinished: run the same without "
		            "--leave-unfinished when SOURCE stands still.");
	else if (copied)
		out_note(c, "Next: copy the blobs (HIRE_BLOBS) if their place "
		            "changes too, set HIRE_STORE, start the servers.");
	return HIRE_OK;
}

static hire_status
run(cli *c, hire_error *err)
{
	bool verify = cli_has(c, "verify");
	hire_config from = c->config, to = c->config;
	hire_copy_report report;
	teller t = {.c = c, .at = hire_ctx_now(c->ctx).steady};
	hire_copy_options options = {.size = sizeof options,
	    .news = news,
	    .user = &t,
	    .unfinished = cli_has(c, "leave-unfinished")};
	from.store = cli_arg(c, 0);
	to.store = cli_arg(c, 1);
	hire_status st = verify ? hire_store_compare(c->ctx, &from, &to,
	                              &options, c->mem, &report, err)
	                        : hire_store_copy(c->ctx, &from, &to, &options,
	                              c->mem, &report, err);
	if (t.last.record)
		tell(&t, true);
	if (st)
		return st;
	st = out_raw(c, &progress_shape, NULL, err);
	if (!st)
		st = out_rows(c, verify ? &compared_shape : &copied_shape,
		    report.parts, report.count, NULL, err);
	if (!st)
		st = out_end(c, err);
	return st ? st : say_verdict(c, &report, !verify, err);
}

static const cli_option options[] = {
    {"leave-unfinished", NULL,
        "do not finish: the same command without it brings TARGET up to date",
        CLI_FLAG, 0, 0, 0, NULL},
    {"verify", NULL, "only compare two stores, row by row", CLI_FLAG, 0, 0, 0,
        NULL},
};

const cli_command cmd_copy_store = {
    .name = "copy-store",
    .summary = "move an installation to another store, or compare two",
    .args = "SOURCE TARGET",
    .details =
        "SOURCE and TARGET are written as HIRE_STORE is: sqlite:FILE (below "
        "the data folder unless absolute) or postgres://USER@HOST/DATABASE.  "
        "Other users of the machine can see a password in the arguments: "
        "write it into ~/.pgpass.  Stop servers and workers first: one state "
        "of SOURCE is copied, and what changes afterwards is not in TARGET.  "
        "TARGET is empty, or holds an unfinished copy of the same SOURCE: "
        "the same command goes on after any interruption and brings up to "
        "date what has changed since.  No server starts on an unfinished "
        "copy.  In the end every row of both stores is compared.  Uploaded "
        "files are not in the store: they stay where HIRE_BLOBS says, which "
        "both ends can go on using; to move them too, copy that folder.  "
        "Messages of a queue and values of a cache that are not in the store "
        "are not copied either: let the workers finish first.  With --json "
        "each line is one document, the last one with the records.",
    .run = run,
    .needs = CLI_NEED_CONFIG,
    .lines = true,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
