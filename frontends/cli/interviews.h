/* SPDX-License-Identifier: MIT
 * interviews.h - transcripts and scorecards for people.
 */
#ifndef HIRE_CLI_INTERVIEWS_H
#define HIRE_CLI_INTERVIEWS_H

#include "cli.h"

/* The scorecard with its quotes. */
void
scorecard_print(cli *c, const hire_scorecard_result *result);

/* One entry of a transcript, the time left in front. */
void
event_print(cli *c, FILE *f, const hire_interview_event *event);

/* Whether the interviewer says it. */
bool
event_is_ours(hire_event event);

#endif
