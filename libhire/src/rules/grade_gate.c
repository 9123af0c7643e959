/* SPDX-License-Identifier: MIT
 * grade_gate.c - what is no answer at all, whatever words it holds.
 */
#include "grade.h"

static size_t
own_words(const hire__said *said)
{
	size_t n = 0;
	for (size_t i = 0; i < said->answer.n; i++)
		n += hire__term_counts(&said->answer.v[i]) &&
		     !hire__terms_find(&said->question, &said->answer.v[i]);
	return n;
}

static size_t
counting(const hire__terms *terms)
{
	size_t n = 0;
	for (size_t i = 0; i < terms->n; i++)
		n += hire__term_counts(&terms->v[i]);
	return n;
}

/* Many words that mean something and hardly one that binds them. */
static bool
bare_list(const hire__terms *terms)
{
	size_t n = counting(terms);
	return n >= 4 && (terms->n - n) * 6 < n;
}

const char *
hire__grade_gate(
    const hire__said *said, const hire__task *task, const hire__terms *ideal)
{
	if (!said->answer.n)
		return "nothing in it answers the question";
	if (!own_words(said))
		return "it only repeats the question";
	bool short_ideal = ideal->n && counting(ideal) <= 2;
	if (said->answer.n == 1 && (task->sentences || !short_ideal))
		return "a single word is no answer";
	bool list_asked = ideal->n && !task->sentences &&
	                  (ideal->n - counting(ideal)) * 2 <= counting(ideal);
	if (bare_list(&said->answer) && !list_asked)
		return "a list of words without a statement";
	return NULL;
}
