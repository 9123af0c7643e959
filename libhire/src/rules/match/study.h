/* SPDX-License-Identifier: MIT
 * study.h - whether a degree is of the field that a requirement names.
 * Apart from the level of a degree, which needs no words to compare.
 */
#ifndef HIRE_RULES_STUDY_H
#define HIRE_RULES_STUDY_H

#include <hire/facts.h>

/* How near the field studied is to the one asked for. */
typedef enum hire__study {
	HIRE__STUDY_FITS,    /* that field, or nobody can tell */
	HIRE__STUDY_RELATED, /* another field of the same area */
	HIRE__STUDY_OTHER    /* another area */
} hire__study;

/* The nearest of the resume's degrees that reach `need`; its entry, if it has
 * any, into `*best` (else NULL; the order of the facts has no say).  `asked`:
 * the requirement's words, where "or related field" makes related ones fit. */
hire__study
hire__study_of(const hire_facts *facts, hire_degree need, const char *asked,
    const hire_education **best);

#endif
