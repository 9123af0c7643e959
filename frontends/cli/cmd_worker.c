/* SPDX-License-Identifier: MIT
 * cmd_worker.c - the background work, until told to stop.
 */
#include "out.h"
#include "term.h"
#include "view.h"
#include "worker.h"
#include "worker_threads.h"

#include <string.h>
#include <unistd.h>

typedef struct done_work {
	const char *id, *kind, *status, *error;
	bool dead, given_back;
} done_work;
static const hire_field done_work_fields[] = {
    VIEW_TEXT(done_work, id, "message"),
    VIEW_TEXT(done_work, kind, "what was done"),
    VIEW_TEXT(done_work, status, "what it came to"),
    VIEW_TEXT(done_work, error, "why it failed"),
    VIEW_BOOL(done_work, dead, "it went to the dead letters"),
    VIEW_BOOL(done_work, given_back, "it was left to other workers"),
};
VIEW(done_work);
static const cli_shape shape = {.form = CLI_ROW, .record = &done_work_view};
static const cli_shape *const gives[] = {&shape};

enum { LIMITS_MAX = 16, THREADS = 2, GRACE = 10 };

/* What came of it all, for the line at the end. */
typedef struct tally {
	cli *c;
	size_t done, failed, dead, given_back;
} tally;

static bool
stop(void *user)
{
	(void)user;
	return term_caught();
}

static void
news(void *user, const hire_worker_news *n)
{
	tally *t = user;
	cli *c = t->c;
	done_work d = {n->message->id, n->message->kind,
	    hire_status_name(n->status), n->error, n->dead, n->given_back};
	if (n->given_back)
		t->given_back++;
	else if (n->status)
		*(n->dead ? &t->dead : &t->failed) += 1;
	else
		t->done++;
	if (c->json) {
		if (!out_row(c, &shape, &d, NULL))
			(void)out_end(c, &(hire_error){0});
	} else if (!c->quiet) {
		printf("%s  %-16s %s%s%s%s\n", d.id, d.kind,
		    d.given_back ? "left to others" : d.status,
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
known(const char *kind, hire_error *err)
{
	size_t count;
	const hire_work_kind *all = hire_work_kinds(&count);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(all[i].kind, kind))
			return HIRE_OK;
	return hire_fail(
	    err, HIRE_EUSAGE, "kinds", "there is no kind %.60s", kind);
}

/* Cut "a,b,c" into `out`, with NULL at the end. */
static hire_status
cut_kinds(cli *c, const char *text, const char **out, hire_error *err)
{
	char *at = hire_arena_strdup(c->mem, text);
	size_t n = 0;
	while (at && *at) {
		char *comma = strchr(at, ',');
		if (comma)
			*comma = '\0';
		hire_status st = known(at, err);
		if (st)
			return st;
		if (n < LANES_KINDS)
			out[n++] = at;
		at = comma ? comma + 1 : at + strlen(at);
	}
	out[n] = NULL;
	return n ? HIRE_OK
	         : hire_fail(err, HIRE_EUSAGE, "kinds", "name at least one");
}

/* "KIND=N", as often as it was given. */
static hire_status
read_limits(cli *c, hire_queue_limit *out, size_t *count, hire_error *err)
{
	*count = 0;
	for (size_t i = 0; i < c->given_count; i++) {
		const char *text = c->given[i].value;
		if (strcmp(c->given[i].name, "at-most") != 0)
			continue;
		hire_queue_limit *l = &out[*count];
		const char *sign = strchr(text, '=');
		if (*count == LIMITS_MAX || !sign ||
		    !cli_parse_int(sign + 1, &l->most) || l->most < 1)
			return hire_fail(err, HIRE_EUSAGE, "at-most",
			    "write KIND=NUMBER, from 1, %d times at most",
			    LIMITS_MAX);
		l->kind =
		    hire_arena_strndup(c->mem, text, (size_t)(sign - text));
		hire_status st = known(l->kind ? l->kind : "", err);
		if (st)
			return st;
		++*count;
	}
	return HIRE_OK;
}

static hire_status
run_idle(cli *c, tally *t, const char *const *kinds, hire_error *err)
{
	hire_worker_options options = {.size = sizeof options,
	    .name = cli_get(c, "name"),
	    .until_idle = true,
	    .stop = stop,
	    .news = news,
	    .user = t,
	    .kinds = kinds};
	return hire_worker_run(c->platform, &options, err);
}

/* Handlers that go on have nothing to say any more: what they would store is
 * refused, and the process cannot wait for them. */
static hire_status
run_crew(cli *c, worker_plan *plan, hire_error *err)
{
	size_t left = 0;
	out_note(c, "Working; Ctrl-C ends it after the messages in hand.");
	fflush(stdout);
	hire_status st = worker_threads_run(c->platform, plan, &left, err);
	const tally *t = plan->user;
	out_note(c,
	    "%zu done, %zu to be tried again, %zu dead, %zu left to "
	    "others.",
	    t->done, t->failed, t->dead, t->given_back);
	fflush(stdout);
	if (left)
		_exit(st ? 1 : 0);
	return st;
}

static hire_status
run(cli *c, hire_error *err)
{
	const char *kinds[LANES_KINDS + 1];
	hire_queue_limit limits[LIMITS_MAX + 1];
	tally t = {.c = c};
	const char *some = cli_get(c, "kinds");
	worker_plan plan = {.name = cli_get(c, "name"),
	    .limits = limits,
	    .grace = cli_int(c, "grace", GRACE),
	    .news = news,
	    .user = &t};
	hire_status st = some ? cut_kinds(c, some, kinds, err) : HIRE_OK;
	if (!st)
		st = read_limits(c, limits, &plan.limit_count, err);
	if (st)
		return st;
	lanes_plan(&plan.lanes, some ? kinds : NULL,
	    (size_t)cli_int(c, "threads", THREADS));
	term_catch();
	return cli_has(c, "until-idle")
	           ? run_idle(c, &t, some ? kinds : NULL, err)
	           : run_crew(c, &plan, err);
}

static const cli_option options[] = {
    {"until-idle", NULL, "end when nothing is due", CLI_FLAG, 0, 0, 0, NULL},
    {"threads", "N", "threads for work that waits for nobody (default: 2)",
        CLI_INT, 0, 1, 200, NULL},
    {"kinds", "KIND,...", "take these kinds only (default: all)", CLI_TEXT, 0,
        0, 0, NULL},
    {"at-most", "KIND=N", "no more than so many at once, with all workers",
        CLI_TEXT, CLI_REPEAT, 0, 0, NULL},
    {"grace", "SECONDS", "time to finish what is in hand (default: 10)",
        CLI_INT, 0, 0, 3600, NULL},
    {"name", "NAME", "name of this worker in leases", CLI_TEXT, 0, 0, 0, NULL},
};

const cli_command cmd_worker = {
    .name = "worker",
    .summary = "do the background work: read resumes, match, score, mail",
    .details =
        "Any number of workers may run.  Mail has a thread of its own and "
        "webhooks have four, so that a slow server of others holds up nothing "
        "else; --until-idle does all in one.  SIGINT and SIGTERM let the "
        "messages in hand be finished; those that take longer than --grace are "
        "left to other workers at once.  With --json each message is one "
        "document on a line of its own.",
    .run = run,
    .needs = HIRE_NEED_ALL,
    .lines = true,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
