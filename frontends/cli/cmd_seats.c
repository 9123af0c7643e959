/* SPDX-License-Identifier: MIT
 * cmd_seats.c - the ledger of a job's interview seats.
 */
#include "actor.h"
#include "out.h"

static const cli_shape shape = {.member = "entries",
    .form = CLI_ROWS,
    .record = &hire_seat_entry_record,
    .columns = "created_at kind count payment_id interview_id",
    .empty = "No seats yet: pay for ten with hire-cli payments pay --job JOB"};
static const cli_shape *const gives[] = {&shape};

static hire_status
run(cli *c, hire_error *err)
{
	hire_actor who;
	hire_rows rows;
	hire_status st = actor_find(c, ROLE(HR) | ROLE(ADMIN), &who, err);
	if (!st)
		st = hire_jobs_ledger(c->platform, &who, cli_arg(c, 0),
		    actor_page(c), c->mem, &rows, err);
	return st ? st
	          : out_rows(c, &shape, rows.rows, rows.count, rows.next, err);
}

static const cli_option options[] = {PAGE_OPTIONS};

const cli_command cmd_seats = {
    .name = "seats",
    .summary = "list the seat ledger of a job, oldest first",
    .args = "JOB",
    .run = run,
    .needs = HIRE_NEED_STORE,
    CLI_OPTIONS(options),
    CLI_GIVES(gives),
};
