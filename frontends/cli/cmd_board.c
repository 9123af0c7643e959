/* SPDX-License-Identifier: MIT
 * cmd_board.c - the job board as strangers see it.
 */
#include "actor.h"
#include "out.h"

static const cli_shape list_shape = {.member = "jobs",
    .form = CLI_ROWS,
    .record = &hire_job_record,
    .hide = HIRE_STAFF,
    .columns = "id title place remote interview_minutes posted_at",
    .empty = "No open job fits: try fewer words, or look again later."};
static const cli_shape *const list_gives[] = {&list_shape};

static hire_status
search(cli *c, hire_error *err)
{
	hire_rows rows;
	int order = HIRE_BOARD_NEWEST;
	const char *word = cli_get(c, "order");
	if (word && !hire_word_parse(&hire_board_order_words, word, &order))
		return HIRE_EUSAGE;
	const hire_board_query query = {.text = cli_arg(c, 0),
	    .place = cli_get(c, "place"),
	    .skills = cli_get(c, "skills"),
	    .salary = cli_int(c, "salary", 0),
	    .currency = cli_get(c, "currency"),
	    .remote = cli_has(c, "remote"),
	    .order = (hire_board_order)order,
	    .page = actor_page(c)};
	hire_status st =
	    hire_board_list(c->platform, &query, c->mem, &rows, err);
	return st ? st
	          : out_rows(
	                c, &list_shape, rows.rows, rows.count, rows.next, err);
}

static const cli_option search_options[] = {
    {"place", "PLACE", "jobs at exactly this place", CLI_TEXT, 0, 0, 0, NULL},
    {"remote", NULL, "jobs that may be done from anywhere", CLI_FLAG, 0, 0, 0,
        NULL},
    {"skills", "A,B", "jobs that name all of these skills", CLI_TEXT, 0, 0, 0,
        NULL},
    {"salary", "N",
        "jobs whose highest salary told is at least this, in minor units a "
        "year of --currency",
        CLI_INT, 0, 0, INT64_C(1000000000000), NULL},
    {"currency", "CODE", "jobs with a salary in this currency", CLI_TEXT, 0, 0,
        0, NULL},
    {"order", "WORD",
        "newest: the last one posted first; best: of the newest 1,000 hits, "
        "those with the words in the title first (default: newest)",
        CLI_WORD, 0, 0, 0, &hire_board_order_words},
    PAGE_OPTIONS,
};
static const cli_command cmd_search = {
    .name = "search",
    .summary = "list open jobs that have all WORDS",
    .args = "[WORDS]",
    .run = search,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(search_options),
    CLI_GIVES(list_gives),
};

static const cli_shape open_shape = {.form = CLI_ROW,
    .record = &hire_job_record,
    .hide = HIRE_STAFF,
    .columns = "id title place remote state interview_minutes question_count "
               "posted_at requirements details"};
static const cli_shape *const job_gives[] = {&open_shape};

static hire_status
show(cli *c, hire_error *err)
{
	hire_job job;
	if (!cli_arg(c, 0) && !cli_get(c, "link"))
		return hire_fail(
		    err, HIRE_EUSAGE, NULL, "JOB or --link is missing");
	hire_status st = hire_board_get(
	    c->platform, cli_arg(c, 0), cli_get(c, "link"), c->mem, &job, err);
	return st ? st : out_row(c, &open_shape, &job, err);
}

static const cli_option show_options[] = {
    {"link", "SECRET", "the private link's secret", CLI_TEXT, 0, 0, 0, NULL},
};
static const cli_command cmd_show = {
    .name = "show",
    .summary = "show an open job",
    .args = "[JOB]",
    .run = show,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(show_options),
    CLI_GIVES(job_gives),
};

static const cli_command *const subs[] = {&cmd_search, &cmd_show};

const cli_command cmd_board = {
    .name = "board",
    .summary = "the board of open jobs",
    CLI_SUBS(subs),
};
