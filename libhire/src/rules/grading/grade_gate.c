/* SPDX-License-Identifier: MIT
 * grade_gate.c - what is no answer at all, whatever words it holds.
 */
#include "grade.h"

#include <string.h>

static size_t
own_words(const hire__said *said)
{
	size_t n = 0;
	for (size_t i = 0; i < said->answer.n; i++)
		n += hire__term_counts(&said->answer.v[i]) &&
		     !hire__terms_find(&said->question, &said->answer.v[i]);
	return n;
}

/* Words that name something, and words that bind them to a statement; "and"
 * and "or" bind a list as well. */
static void
count(const hire__terms *terms, size_t *naming, size_t *binding)
{
	*naming = *binding = 0;
	for (size_t i = 0; i < terms->n; i++) {
		const hire__term *t = &terms->v[i];
		bool joiner = (t->len == 3 && !memcmp(t->stem, "and", 3)) ||
		              (t->len == 2 && !memcmp(t->stem, "or", 2));
		*naming += hire__term_counts(t);
		*binding += !hire__term_counts(t) && !joiner;
	}
}

const char *
hire__grade_gate(
    const hire__said *said, const hire__task *task, const hire__terms *ideal)
{
	enum { LIST = 3, SHORT_LIST = 5, PER_BINDER = 8 };
	size_t naming, binding, wanted, bound;
	if (!said->answer.n)
		return "nothing in it answers the question";
	count(&said->answer, &naming, &binding);
	if (!naming)
		return "nothing in it answers the question";
	if (!own_words(said))
		return "it only repeats the question";
	count(ideal, &wanted, &bound);
	bool list_asked = ideal->n && !bound;
	if (said->answer.n == 1 && (task->sentences || wanted > 2 || !ideal->n))
		return "a single word is no answer";
	/* One short thought may be answered by a few words: "left, right". */
	bool thought = ideal->n && !ideal->v[ideal->n - 1].sentence;
	if (naming >= (thought ? SHORT_LIST : LIST) &&
	    binding * PER_BINDER < naming && !list_asked)
		return "a list of words without a statement";
	return NULL;
}
