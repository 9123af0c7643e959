/* SPDX-License-Identifier: MIT
 * header.h - the lines that name a job: its date and what stands around it.
 */
#ifndef HIRE_RULES_HEADER_H
#define HIRE_RULES_HEADER_H

#include "segments.h"

/* A part of a header and how far its line is from the date's: negative above,
 * counted in lines that say something. */
typedef struct hire__part_at {
	hire__segment seg;
	int off;
	bool placed;  /* only a place follows it on its line */
	uint8_t firm; /* partners' names, so many commas and all; or 0 */
} hire__part_at;

/* A job's date and the parts that name the job. */
typedef struct hire__anchor {
	size_t line;
	hire__span span;
	bool margin;       /* the rest of its line tells of the work */
	size_t more;       /* a next line's words that end the span, or 0 */
	size_t first, end; /* lines of the header: [first, end) */
	hire__part_at title, employer;
	bool has_title, has_employer;
	bool told; /* by a sentence: the lines around it have no say */
} hire__anchor;

/* Where the anchors of a resume are, and which lines may name jobs. */
typedef struct hire__anchors {
	hire__doc *doc;
	hire__anchor *list;
	size_t count;
	const bool *scope; /* per line: may belong to a job */
} hire__anchors;

/* Find title and employer of every anchor.  Each alone first; then again, in
 * favour of what most of them do. */
void
hire__headers_find(hire__anchors *all);

/* The jobs of a resume that was dumped from a form, when it is one; at most
 * `room` of them.  They need no headers_find(). */
bool
hire__dump_read(hire__anchors *all, size_t room);

/* Set dates, title and employer of `a` to what a sentence of its line tells,
 * when one does. */
bool
hire__prose_job(const hire__doc *doc, hire__anchor *a);

/* Append the jobs that sentences tell, at most `room` in all; without a
 * heading of experience (`headed`) only those that name the employer.  They
 * need no headers_find(). */
void
hire__prose_read(hire__anchors *all, size_t room, bool headed);

/* ---- lines (job_lines.c) ---- */

/* A sentence about the work, not a header. */
bool
hire__line_is_body(const hire__doc *doc, const hire__line *line);

/* The foot of a page: "Sample Candidate - Resume 2/3". */
bool
hire__line_is_footer(const hire__doc *doc, const hire__line *line);

/* Words that name nobody: "2 years 10 months", "Full time". */
bool
hire__says_nothing(const hire__doc *doc, size_t i, size_t end);

/* A blank that a template left: "Company Name", "Company 1". */
bool
hire__is_placeholder(const hire__doc *doc, const hire__segment *s);

/* "Job Title 1": a template that was never filled in. */
bool
hire__is_title_placeholder(const hire__doc *doc, const hire__segment *s);

#endif
