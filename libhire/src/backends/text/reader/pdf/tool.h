/* SPDX-License-Identifier: MIT
 * tool.h - poppler's programs, each confined, fed and listened to.
 */
#ifndef HIRE_READER_PDF_TOOL_H
#define HIRE_READER_PDF_TOOL_H

#include "backends/text/reader/confine.h"

#include "util/buf.h"

#include <sys/types.h>

/* One running program.  It reads the document from a pipe, so that two may
 * read it at the same time. */
typedef struct pdf_tool {
	pid_t pid;
	int in, out, complaints; /* -1: closed */
	const char *bytes;       /* what is not sent yet; borrowed */
	size_t len;
	hire__buf said, words; /* its output, its complaints */
	bool held;             /* prepared, not started */
	int theirs[3];         /* its ends of the pipes while it is held */
	size_t pause;          /* `said` is not read past this; 0: no limit */
} pdf_tool;

/* Where the program `name` is; NULL: not installed.  Static. */
const char *
pdf_tool_find(const char *name);

/* Start `program` with `args` in its confinement.  The caller has ignored
 * SIGPIPE and is not confined.  EBACKEND, EBUSY. */
HIRE_CHECK hire_status
pdf_tool_start(
    pdf_tool *t, const char *program, char *const args[], hire_error *err);

/* Have a tool held: only its pipes are there.  EBACKEND. */
HIRE_CHECK hire_status
pdf_tool_hold(pdf_tool *t, hire_error *err);

/* A process that starts held tools for us: once we are confined ourselves we
 * make none, and most documents need none of them. */
typedef struct pdf_keeper {
	int orders, replies; /* -1: none */
} pdf_keeper;

/* What it may start: `tools[i]`, held, is `paths[i]` (NULL: not there) with
 * `args(i)`.  It ends with us.  Not confined yet, like us.  EBACKEND, EBUSY. */
HIRE_CHECK hire_status
pdf_keeper_start(pdf_keeper *k, pdf_tool *tools, size_t n,
    char *const *(*args)(size_t i), const char *const *paths, hire_error *err);

/* Start tool `i` of those; nothing when it is not held. */
void
pdf_keeper_go(const pdf_keeper *k, pdf_tool *tools, size_t i);

void
pdf_keeper_fini(pdf_keeper *k);

/* Wait until one of `n` tools takes or gives something, and do it.  False when
 * nothing is left to do or `deadline` (steady milliseconds) has passed. */
bool
pdf_tools_pump(pdf_tool *const tools[], size_t n, int64_t deadline);

/* Milliseconds of the steady clock. */
int64_t
pdf_tool_clock(void);

/* Wait for its end; what it says about the document.  ETIMEOUT, EENCRYPTED,
 * EDAMAGED, EBACKEND. */
HIRE_CHECK hire_status
pdf_tool_end(pdf_tool *t, hire_error *err);

/* Release what it holds; the kernel ends it with us. */
void
pdf_tool_fini(pdf_tool *t);

#endif
