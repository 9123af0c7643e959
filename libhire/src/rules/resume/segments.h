/* SPDX-License-Identifier: MIT
 * segments.h - the parts of a header line: "Title | Company, City - dates".
 * Jobs and schools are written alike, so both are cut here.
 */
#ifndef HIRE_RULES_SEGMENTS_H
#define HIRE_RULES_SEGMENTS_H

#include "dates.h"

enum { HIRE__SEGMENTS = 24 };

typedef struct hire__segment {
	size_t word, stop; /* its words: [word, stop) */
	int32_t cues;      /* hire__cue bits of its words */
	uint8_t label;     /* hire__label before it, or 0 */
	bool place;
	bool guess; /* a place by its neighbours alone */
} hire__segment;

/* Append the parts of words [from, to) of one line that lie outside `span`
 * (may be NULL) to `out`; at most HIRE__SEGMENTS in all.  Labels ("Position:")
 * and web addresses are no parts. */
void
hire__segments_cut(const hire__doc *doc, size_t from, size_t to,
    const hire__span *span, hire__segment *out, size_t *count);

/* Decide which segments [from, count) are places. */
void
hire__segments_places(const hire__doc *doc, hire__segment *s, size_t count);

/* Whether word `i` is a company's legal form: "Inc", "GmbH". */
bool
hire__is_suffix(const hire__doc *doc, size_t i);

/* Whether a line is one bare domain, "sample.io": a company's name. */
bool
hire__line_is_domain(const hire__doc *doc, const hire__line *line);

/* The text of a segment, trimmed, in the document's memory; NULL when out of
 * memory. */
char *
hire__segment_text(const hire__doc *doc, const hire__segment *s);

/* The cues of words [i, end): those of its phrases, and of the ends of words
 * where a language writes words together: "Projektleiter", "软件工程师". */
int32_t
hire__cues_of(const hire__doc *doc, size_t i, size_t end);

/* Whether words [i, end) are places and nothing else. */
bool
hire__all_place(const hire__doc *doc, size_t i, size_t end);

#endif
