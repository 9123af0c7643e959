/* SPDX-License-Identifier: MIT
 * paper.h - small PDF files made by hand, for what no office program writes.
 */
#ifndef HIRE_TEST_PAPER_H
#define HIRE_TEST_PAPER_H

#include <hire/base.h>

/* Everything but `content` may be NULL: A4, nothing more. */
typedef struct paper {
	const char *content;  /* of the page; fonts /F1 Helvetica, /F2 bold */
	const char *box;      /* MediaBox, such as "0 0 595 842" */
	const char *page;     /* more entries of the page's dictionary */
	const char *catalog;  /* more entries of the catalogue */
	const char *resource; /* more entries of the resources */
	const char *const *objects; /* numbers 7 and on, NULL at the end */
	int pages;                  /* that many times the same page; 0: once */
} paper;

/* The file, in `mem`. */
const char *
paper_make(hire_arena *mem, const paper *p, size_t *len);

#endif
