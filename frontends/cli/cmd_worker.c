/* SPDX-License-Identifier: MIT
 * cmd_worker.c - the background work, until told to stop.
 */
#include "out.h"
#include "term.h"
#include "view.h"
#include "worker.h"

typedef struct done_work {
	const char *id, *kind, *status, *error;
	bool dead;
} done_work;
static const hire_field done_work_fields[] = {
    VIEW_TEXT(done_work, id, "message"),
    VIEW_TEXT(done_work, kind, "what was done"),
    VIEW_TEXT(done_work, status, "what it came to"),
    VIEW_TEXT(done_work, error, "why it failed"),
    VIEW_BOOL(done_work, dead, "it went to the dead letters"),
};
VIEW(done_work);
static const cli_shape shape = {.form = CLI_ROW, .record = &done_work_view};
static const cli_shape *const gives[] = {&shape};

static bool
stop(void *user)
{
	(void)user;
	return term_caught();
}

static void
news(void *user, const hire_worker_news *n)
{
	cli *c = user;
	done_work d = {n->message->id, n->message->kind,
	    hire_status_name(n->status), n->error, n->dead};
	if (c->json) {
		if (!out_row(c, &shape, &d, NULL))
			(void)out_end(c, &(hire_error){0});
	} else if (!c->quiet) {
		printf("%s  %-16s %s%s%s%s\n", d.id, d.kind, d.status,
		    *d.error ? ": " : "", d.error,
		    d.dead ? " (dead letter)" : "");
	}
	fflush(stdout);
}

hire_status
worker_run_idle(cli *c, hire_error *err)
{
	hire_worker_options options = {
	    .size = sizeof options, .until_idle = true, .stop = stop};
	return hire_worker_run(c->platform, &options, err);
}

static hire_status
run(cli *c, hire_error *err)
{
	hire_worker_options options = {.size = sizeof options,
	    .name = cli_get(c, "name"),
	    .until_idle = cli_has(c, "until-idle"),
	    .stop = stop,
	    .news = news,
	    .user = c};
	term_catch();
	if (!options.until_idle)
		out_note(c, "Working; Ctrl-C ends it after the message in "
		            "hand.");
	fflush(stdout);
	return hire_worker_run(c->platform, &options, err);
}

static const cli_option options[] = {
    {"until-idle", NULL, "end when nothing is due", CLI_FLAG, 0, 0, 0, NULL},
    {"name", "NAME", "name of this worker in leases", CLI_TEXT, 0, 0, 0, NULL},
};

const cli_command cmd_worker = {
    .name = "worker",
    .summary = "do the background work: read resumes, match, score, mail",
    .details = "Any number of workers may run.  SIGINT and SIGTERM end one "
               "after the message in hand.  With --json each message is one "
               "document on a line of its own.",
    .run = run,
    .needs = HIRE_NEED_ALL,
    .lines = true,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
