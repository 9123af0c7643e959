/* SPDX-License-Identifier: MIT
 * listing.h - lines that are nothing but names of skills, and sentences.
 * Apart from headings: a list needs none to be one.
 */
#ifndef HIRE_RULES_LISTING_H
#define HIRE_RULES_LISTING_H

#include "skills.h"

typedef enum hire__listing {
	HIRE__LISTING_NO,
	HIRE__LISTING_PROSE, /* no list: it says what somebody did */
	HIRE__LISTING_ITEMS, /* "Tools: Go, Docker and Git", "Docker" */
	HIRE__LISTING_RUN    /* many names in a row, without a mark or a word
	                        between them: no sentence and no tidy list */
} hire__listing;

/* What kind of list words [from, to) of a line are; `hits`: the `n` skills in
 * them. */
hire__listing
hire__listing_of(const hire__doc *doc, size_t from, size_t to,
    const hire__skill_hit *hits, size_t n);

#endif
