/* SPDX-License-Identifier: MIT
 * cmd_states.c - the interview machine as its table says it.
 */
#include "out.h"
#include "view.h"

static const hire_field hire_transition_fields[] = {
    VIEW_ENUM(hire_transition, state, hire_interview_state_words, "state"),
    VIEW_ENUM(hire_transition, event, hire_event_words, "what happens"),
    VIEW_TEXT(hire_transition, guard, "what must hold"),
    VIEW_TEXT(hire_transition, action, "what is done then"),
    VIEW_ENUM(
        hire_transition, next, hire_interview_state_words, "state after it"),
};
VIEW(hire_transition);

static const cli_shape shape = {
    .member = "transitions",
    .form = CLI_ROWS,
    .record = &hire_transition_view,
};

static hire_status
run(cli *c, hire_error *err)
{
	size_t count;
	const hire_transition *rows = hire_transitions(&count);
	return out_rows(c, &shape, rows, count, NULL, err);
}

static const cli_shape *const gives[] = {&shape};

const cli_command cmd_states = {
    .name = "states",
    .summary = "print the interview's table of states and events",
    .run = run,
    CLI_GIVES(gives),
};
