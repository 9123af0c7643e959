/* SPDX-License-Identifier: MIT
 * interview_text.c - the interview machine's table for people.
 * Apart from the machine, which needs none of the words to run.
 */
#include "interview_table.h"

#include "util/buf.h"
#include "util/ctx.h"

enum { TEXT_MAX = 1 << 16 };

#define GUARD_TEXT(name, turn, timed, text)    char name[sizeof(text)];
#define ACTION_TEXT(name, turn, effects, text) char name[sizeof(text)];
#define TEXT_OF(name, a, b, text)              text,

/* Arrays, not pointers: the address of each is a constant for the table. */
static const struct {
	HIRE__GUARD_MAP(GUARD_TEXT)
} guards = {HIRE__GUARD_MAP(TEXT_OF)};

static const struct {
	HIRE__ACTION_MAP(ACTION_TEXT)
} actions = {HIRE__ACTION_MAP(TEXT_OF)};

#define SHOWN(state, event, guard, action, next)                               \
	{HIRE_INTERVIEW_##state, HIRE_EVENT_##event, guards.guard,             \
	    actions.action, HIRE_INTERVIEW_##next},

static const hire_transition shown[] = {HIRE__TRANSITION_MAP(SHOWN)};

const hire_transition *
hire_transitions(size_t *count)
{
	*count = sizeof shown / sizeof *shown;
	return shown;
}

hire_status
hire_transitions_text(hire_arena *mem, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), TEXT_MAX);
	hire__buf_adds(&b, "| state | event | when | what happens | next |\n"
	                   "|---|---|---|---|---|\n");
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		hire__buf_addf(&b, "| %s | %s | %s | %s | %s |\n",
		    hire_word(&hire_interview_state_words, (int)shown[i].state),
		    hire_word(&hire_event_words, (int)shown[i].event),
		    shown[i].guard, shown[i].action,
		    hire_word(&hire_interview_state_words, (int)shown[i].next));
	return hire__buf_take(&b, mem, out, err);
}
