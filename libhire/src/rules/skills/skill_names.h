/* SPDX-License-Identifier: MIT
 * skill_names.h - names of skills that no table knows.
 * Apart from the table's: "Skills: Python, Barbaz" shows that Barbaz is one.
 */
#ifndef HIRE_RULES_SKILL_NAMES_H
#define HIRE_RULES_SKILL_NAMES_H

#include "skills.h"

/* An item of a list that is written as a name: words [word, stop). */
typedef struct hire__skill_item {
	uint32_t word, stop;
} hire__skill_item;

/* Find the items of the lists in words [from, to) of one line that are written
 * as names and hold none of the `n` skills `hits` found there, into `out`
 * (room for to - from).  `listed`: the words are a list of skills; else an
 * item counts only in a list with two skills of the table.  A resume and a job
 * read by this agree on what a name is.  Returns how many. */
size_t
hire__skill_names_find(const hire__doc *doc, size_t from, size_t to,
    bool listed, const hire__skill_hit *hits, size_t n, hire__skill_item *out);

/* An item as it is written, in the document's memory; NULL when out of it. */
char *
hire__skill_item_text(const hire__doc *doc, const hire__skill_item *item);

#endif
