/* SPDX-License-Identifier: MIT
 * reached.c - which planned questions an interview came to.
 */
#include "reached.h"

bool
hire__question_reached(
    const hire_utterance *t, size_t count, int32_t question, bool *passed)
{
	bool asked = false, answered = false, skipped = false, cut = false;
	for (size_t i = 0; i < count; i++) {
		cut = cut || t[i].event == HIRE_EVENT_TIME_UP ||
		      t[i].event == HIRE_EVENT_LEAVE;
		if (t[i].question != question)
			continue;
		asked = asked || t[i].event == HIRE_EVENT_ASK;
		answered = answered || t[i].event == HIRE_EVENT_ANSWER;
		skipped = skipped || t[i].event == HIRE_EVENT_SKIP;
	}
	if (passed)
		*passed = skipped && !answered;
	return answered || skipped || (asked && !cut);
}
