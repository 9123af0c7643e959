/* SPDX-License-Identifier: MIT
 * hire/context.h - which part of a transcript goes into a bounded prompt:
 * pure rules.  The last turns go in verbatim, a running summary stands for
 * the older ones, so that a prompt stays bounded however long the talk is.
 */
#ifndef HIRE_CONTEXT_H
#define HIRE_CONTEXT_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** One turn of a talk; both texts borrowed, UTF-8, not NULL. */
typedef struct hire_line {
	const char *speaker;
	const char *text;
} hire_line;

/** A choice: lines before `first` belong in the summary, the others go in
 * verbatim. */
typedef struct hire_context {
	size_t first; /**< 0..count */
	size_t bytes; /**< of the verbatim part, at most the budget */
	/** Bytes to keep of the text of `first`; less than its length only
	 * when it is the last line and does not fit alone. */
	size_t kept;
} hire_context;

/** Choose among `count` lines of which the first `summarised` are in the
 * summary already.  While all the others fit into `budget` bytes they stay and
 * nothing has to be summarised; when they do not, the oldest are let go until
 * the rest fills at most half of it, so that a summary is due only now and
 * then.  The last line always stays, cut at a character when it does not fit
 * the budget alone.  A line takes its speaker, its text and 3 bytes.
 * EINVAL: `summarised` > `count`, or a budget that the last line's speaker
 * alone exceeds (field "summarised" or "budget"). */
HIRE_API HIRE_CHECK hire_status
hire_context_choose(const hire_line *lines, size_t count, size_t summarised,
    size_t budget, hire_context *out, hire_error *err);

/** The verbatim part as "speaker: text" lines, in `mem`: exactly
 * `context->bytes` bytes. */
HIRE_API HIRE_CHECK hire_status
hire_context_text(const hire_line *lines, size_t count,
    const hire_context *context, hire_arena *mem, const char **out,
    hire_error *err);

HIRE_END_DECLS
#endif
