/* SPDX-License-Identifier: MIT
 * hold.c - a scripted candidate in a real interview.
 */
#include "../interviews.h"
#include "../out.h"
#include "demo.h"

#include <time.h>
#include <unistd.h>

enum { PAUSE_MS = 250, LONG_PAUSE_MS = 2500 };

void
demo_pause(cli *c)
{
	bool slow = cli_has(c, "pace");
	long ms = slow ? LONG_PAUSE_MS : PAUSE_MS;
	struct timespec t = {ms / 1000, ms % 1000 * 1000000};
	fflush(stdout);
	if (!c->json && !cli_has(c, "fast") && (slow || isatty(STDOUT_FILENO)))
		nanosleep(&t, NULL);
}

typedef struct scene {
	hire_event event;
	const char *text;
} scene;

/* What a candidate of this manner says to question number `number`. */
static scene
reply(demo_manner manner, int64_t number, const char *question)
{
	switch (manner) {
	case DEMO_SKIP:
		if (number > 1)
			return (scene){HIRE_EVENT_SKIP, NULL};
		break;
	case DEMO_LEAVE:
		if (number > 1)
			return (scene){HIRE_EVENT_LEAVE, NULL};
		break;
	case DEMO_BRIEF:
		return (scene){HIRE_EVENT_ANSWER, "Yes."};
	case DEMO_HALF:
		if (number % 2 == 0)
			return (scene){HIRE_EVENT_SKIP, NULL};
		break;
	default:
		break;
	}
	return (scene){HIRE_EVENT_ANSWER, demo_answer_to(question)};
}

static scene
next_scene(const hire_interview *i, demo_manner manner, const char *question)
{
	switch (i->state) {
	case HIRE_INTERVIEW_READY:
		return (scene){HIRE_EVENT_BEGIN, NULL};
	case HIRE_INTERVIEW_GREETING:
		return (scene){HIRE_EVENT_PROCEED, NULL};
	case HIRE_INTERVIEW_CANDIDATE_QUESTIONS:
		if (manner == DEMO_FULL && !i->queries)
			return (scene){
			    HIRE_EVENT_QUERY, "May I work from anywhere?"};
		return (scene){HIRE_EVENT_DONE, NULL};
	default:
		return reply(manner, i->asked, question);
	}
}

/* Print what is new and find the question that waits. */
static void
look(cli *c, const hire_interview_view *view, bool show, int64_t *seen,
    const char **question)
{
	for (size_t i = 0; i < view->count; i++) {
		const hire_interview_event *e = &view->events[i];
		if (e->event == HIRE_EVENT_ASK || e->event == HIRE_EVENT_PROBE)
			*question = e->text ? e->text : "";
		*seen = e->seq;
		if (!show || c->json)
			continue;
		event_print(c, stdout, e);
		demo_pause(c);
	}
}

hire_status
demo_hold(cli *c, const hire_actor *who, const char *interview_id,
    demo_manner manner, bool show, hire_error *err)
{
	int64_t seen = 0;
	const char *question = "";
	for (;;) {
		hire_interview_view view;
		hire_interview_event entry;
		hire_status st = hire_interviews_view(
		    c->platform, who, interview_id, seen, c->mem, &view, err);
		if (st)
			return st;
		look(c, &view, show, &seen, &question);
		if (view.interview.state >= HIRE_INTERVIEW_CONCLUDED)
			return HIRE_OK;
		if (view.interview.turn == HIRE_TURN_OURS) {
			st = hire_interviews_think(
			    c->platform, interview_id, err);
		} else {
			scene s = next_scene(&view.interview, manner, question);
			st = hire_interviews_take(c->platform, who,
			    interview_id,
			    &(hire_saying){.event = s.event, .text = s.text},
			    c->mem, &entry, err);
		}
		if (st)
			return st;
	}
}
