/* SPDX-License-Identifier: MIT
 * route_board.c - the job board, as strangers and candidates see it.
 */
#include "call.h"
#include "view.h"

static const shape job_shape = {
    .form = SHAPE_ROW, .record = &hire_job_record, .hide = HIRE_STAFF};
static const shape jobs_shape = {.member = "jobs",
    .form = SHAPE_ROWS,
    .record = &hire_job_record,
    .hide = HIRE_STAFF,
    .paged = true};

typedef struct search {
	const char *words, *place, *skills, *currency;
	int64_t salary;
	bool remote;
	hire_board_order order;
} search;
static const hire_field search_fields[] = {
    VIEW_ASK(search, words, 0, 0, 500, "words, all of them in the job"),
    VIEW_ASK(search, place, 0, 0, 200, "exactly this place"),
    VIEW_ASK(search, skills, 0, 0, 500,
        "skills between commas, all of them asked for"),
    VIEW_ASK_INT(search, salary, 0, INT64_C(1000000000000), 0,
        "the highest salary told is at least this, in minor units a year of "
        "the currency"),
    VIEW_ASK(search, currency, 0, 0, 3, "ISO 4217 code of the salary"),
    VIEW_ASK_BOOL(search, remote, "remote jobs alone"),
    VIEW_ASK_ENUM(search, order, HIRE_BOARD_NEWEST, hire_board_order_words,
        "newest: the last one posted first; best: the newest 1,000 hits, "
        "those with the words in the title first"),
};
VIEW(search);

static hire_status
run_list(call *c, hire_error *err)
{
	const search *in = c->query;
	hire_rows rows;
	const hire_board_query q = {.text = in->words,
	    .place = in->place,
	    .skills = in->skills,
	    .salary = in->salary,
	    .currency = in->currency,
	    .remote = in->remote,
	    .order = in->order,
	    .page = c->page};
	hire_status st =
	    hire_board_list(c->app->platform, &q, c->mem, &rows, err);
	return st ? st : give_rows(c, &jobs_shape, &rows, err);
}

static hire_status
run_get(call *c, hire_error *err)
{
	hire_job job;
	hire_status st = hire_board_get(
	    c->app->platform, c->params[0], NULL, c->mem, &job, err);
	return st ? st : give_row(c, &job_shape, &job, err);
}

static hire_status
run_link(call *c, hire_error *err)
{
	hire_job job;
	hire_status st = hire_board_get(
	    c->app->platform, NULL, c->params[0], c->mem, &job, err);
	return st ? st : give_row(c, &job_shape, &job, err);
}

static const shape match_shape = {.form = SHAPE_RAW, .schema = "match"};

static hire_status
run_match(call *c, hire_error *err)
{
	hire_match_result match;
	const char *json;
	hire_status st = hire_board_match(
	    c->app->platform, &c->who, c->params[0], c->mem, &match, err);
	if (!st)
		st = hire_match_to_json(&match, c->mem, &json, err);
	return st ? st : give_raw(c, &match_shape, json, err);
}

static const route rows[] = {
    {GET, "/api/v1/board", "searchBoard", "Open public jobs", BY_ANYONE, PAGED,
        HIRE_SCOPE_JOBS_READ, .query = &search_view, .gives = {&jobs_shape},
        .run = run_list},
    {GET, "/api/v1/board/{job_id}", "getBoardJob",
        "An open public job as everyone may see it", BY_ANYONE, 0,
        HIRE_SCOPE_JOBS_READ, .gives = {&job_shape}, .run = run_get},
    {GET, "/api/v1/links/{link}", "getLinkedJob",
        "An open job by the secret of its private link", BY_ANYONE, 0,
        HIRE_SCOPE_JOBS_READ, .gives = {&job_shape}, .run = run_link},
    {GET, "/api/v1/board/{job_id}/match", "matchBoardJob",
        "How the candidate's latest resume matches an open job", BY_CANDIDATE,
        NO_KEYS, .gives = {&match_shape}, .run = run_match},
};
const route_list board_routes = {rows, sizeof rows / sizeof *rows};
