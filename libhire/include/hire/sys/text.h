/* SPDX-License-Identifier: MIT
 * hire/sys/text.h - the text port: a document's bytes to the text a person
 * would read.
 * Apart because documents come from strangers: whoever implements this keeps
 * the parsers away from the process that calls.
 */
#ifndef HIRE_SYS_TEXT_H
#define HIRE_SYS_TEXT_H

#include <hire/base.h>

HIRE_BEGIN_DECLS

/** Largest document in bytes, unless the limits say less. */
#define HIRE_TEXT_INPUT_MAX ((size_t)10 << 20)
/** Longest text in bytes, unless the limits say less. */
#define HIRE_TEXT_OUTPUT_MAX ((size_t)4 << 20)
/** Wall clock per document, unless the limits say less: so that whoever
 * uploads hears within five seconds. */
#define HIRE_TEXT_TIME_MAX (9 * HIRE_SECOND / 2)

/** Lower limits for one document; 0 means the maximum above.  Frozen. */
typedef struct hire_text_limits {
	size_t input;   /**< bytes */
	size_t output;  /**< bytes of text */
	hire_time time; /**< wall clock, microseconds */
} hire_text_limits;

/** Something a reader of the document would not have seen.  Frozen layout. */
typedef struct hire_text_ignored {
	const char *text; /**< UTF-8; control characters as "U+200B" */
	const char *why;  /**< one line, such as "zero-width characters" */
} hire_text_ignored;

/** A document as text.  Valid UTF-8 in normalisation form NFKC, lines end in
 * "\n", pages in "\f"; no other control characters than "\t", no zero-width
 * and no direction marks.  Frozen layout. */
typedef struct hire_text {
	const char *text;
	size_t len;
	int32_t pages;    /**< at least 1; 1 where the format knows no pages */
	const char *kind; /**< "pdf", "docx" or "text" */
	const hire_text_ignored *ignored;
	size_t ignored_count;
	const char *engine; /**< what read it, such as "pdftotext" */
} hire_text;

/** A text backend.  Methods are only appended; past `size` they read as NULL.
 * Every method may be called from any thread and from several at once. */
typedef struct hire_text_ops {
	size_t size;      /**< sizeof(hire_text_ops) at the backend's build */
	const char *name; /**< static; shown in errors and by doctor */

	/** Read the document `bytes`; the result lives in `mem`.  `filename`
	 * may be NULL: the kind is found in the content, and a text that is
	 * named like another kind ("cv.pdf", "cv.png") is EDAMAGED.  `limits`
	 * may be NULL.  Called by workers and the command line; blocks up to
	 * the time limit.  On failure nothing is written and `err` names the
	 * field "resume": ETOOBIG, EUNSUPPORTED (another kind), EDAMAGED,
	 * EENCRYPTED, ENOTEXT (no text in it, a scan for example), ETIMEOUT:
	 * the document's fault, trying again is of no use.  EBACKEND (the
	 * reader or one of its programs is missing), EBUSY, ENOMEM: ours, try
	 * again. */
	hire_status (*read)(void *state, const void *bytes, size_t len,
	    const char *filename, const hire_text_limits *limits,
	    hire_arena *mem, hire_text *out, hire_error *err);

	/** Whether documents can be read now, for doctor and readiness.  May
	 * be NULL: always.  May block for a second. */
	hire_status (*ping)(void *state, hire_error *err);

	/** Release `state`, once, after all other calls have returned. */
	void (*close)(void *state);

	/** As ping(), with one line for doctor in `mem`: what is read by what,
	 * and what to install for more.  May be NULL: ping() alone. */
	hire_status (*describe)(
	    void *state, hire_arena *mem, const char **line, hire_error *err);
} hire_text_ops;

/** An open reader: call `reader->ops.read(reader->state, ...)`. */
typedef struct hire_text_reader {
	hire_text_ops ops; /**< our copy: methods it lacks are NULL */
	void *state;       /**< owned from hire_text_reader_init() on */
} hire_text_reader;

/** Fill `out` from a backend's table; copies `ops`, owns `state` from HIRE_OK
 * on.  EUSAGE when a method without the words "may be NULL" is missing. */
HIRE_API HIRE_CHECK hire_status
hire_text_reader_init(hire_text_reader *out, const hire_text_ops *ops,
    void *state, hire_error *err);

/** Close the backend and zero `reader`; a zeroed one or NULL is a no-op. */
HIRE_API void
hire_text_reader_fini(hire_text_reader *reader);

HIRE_END_DECLS
#endif
