/* SPDX-License-Identifier: MIT
 * steps.h - what the steps of the demo hand on to each other.
 */
#ifndef HIRE_CLI_DEMO_STEPS_H
#define HIRE_CLI_DEMO_STEPS_H

#include "../local.h"
#include "demo.h"
#include "view.h"

/* More candidates than this are not needed to fill ten seats. */
enum { DEMO_PEOPLE_MAX = 40 };

#define PART(name_, member_, record_, columns_)                                \
	static const cli_shape name_ = {.member = member_,                     \
	    .form = CLI_ROW,                                                   \
	    .record = &(record_),                                              \
	    .columns = columns_}

#define PARTS(name_, member_, record_, columns_)                               \
	static const cli_shape name_ = {.member = member_,                     \
	    .form = CLI_ROWS,                                                  \
	    .record = &(record_),                                              \
	    .columns = columns_}

/* One of the candidates after the first. */
typedef struct guest {
	const char *name, *account_id;
	demo_manner manner;
	int64_t match, answered, role_fit, seats_used;
	hire_application_state state;
	hire_interview_end end;
	bool admitted;
} guest;

/* Whose passwords --log-ins shows. */
enum demo_log_in { DEMO_HR, DEMO_FIRST, DEMO_LATEST, DEMO_ADMIN, DEMO_LOG_INS };

/* What the steps hand on to each other. */
typedef struct demo {
	cli *c;
	hire_actor hr, first, late;
	hire_job job;
	hire_application app;
	hire_upload resume; /* of the first candidate */
	guest guests[DEMO_PEOPLE_MAX];
	size_t guest_count;
	int64_t started; /* steady clock */
	int steps;
	bool admitted;
	struct demo_known {
		const char *email;
		char password[LOCAL_PASSWORD];
	} log_ins[DEMO_LOG_INS];
} demo;

/* The next step's heading. */
void
demo_step(demo *d, const char *text);

/* Open an account, and remember its log-in as number `which`. */
hire_status
demo_account(demo *d, enum demo_log_in which, hire_role role, const char *email,
    const char *name, const char *organisation, hire_actor *out,
    hire_error *err);

/* Open an administrator's account, and show how to log in: --log-ins. */
hire_status
demo_show_log_ins(demo *d, hire_error *err);

/* Read the job again. */
hire_status
demo_job_now(demo *d, hire_error *err);

/* Open the account of the next candidate and write the resume. */
hire_status
demo_next_person(
    demo *d, guest *g, hire_actor *who, hire_upload *resume, hire_error *err);

/* Candidates come until the job is full. */
hire_status
demo_fill(demo *d, hire_error *err);

extern const cli_shape demo_guests_part, demo_ledger_part;

#endif
