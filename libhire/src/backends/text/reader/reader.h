/* SPDX-License-Identifier: MIT
 * reader.h - what the parts of hire-reader hand to each other.
 * The program reads one document from a stranger and ends.
 */
#ifndef HIRE_READER_H
#define HIRE_READER_H

#include "util/buf.h"

enum {
	READER_INPUT_MAX = 10 << 20,
	READER_RAW_MAX = 16 << 20,      /* text before it is cleaned */
	READER_UNPACKED_MAX = 20 << 20, /* bytes out of an archive */
	READER_REASONS = 16,            /* for setting text aside */
	READER_TINY = 400 /* hundredths of a point: nobody reads it */
};

/* What a name promises, for content that has no mark of its own. */
typedef enum reader_named {
	NAMED_OTHER, /* a text, or nothing that we know */
	NAMED_PDF,
	NAMED_DOCX,
	NAMED_FOREIGN /* a kind that is no text and is not read */
} reader_named;

typedef enum reader_kind { KIND_PDF, KIND_DOCX, KIND_TEXT } reader_kind;

/* One document on its way to text. */
typedef struct reading {
	hire_ctx *ctx;
	hire_arena *mem;
	const char *bytes; /* the document */
	size_t len;
	hire__buf raw; /* its text, UTF-8 as good as the document's */
	struct reader_aside {
		const char *why; /* static */
		hire__buf text;
		bool gap; /* a blank is due before more of it */
	} aside[READER_REASONS];
	size_t aside_count;
	const char *kind, *engine;
	int32_t pages;
	/* Made by reader_clean(): */
	const char *text;
	size_t text_len;
	struct reader_removed {
		int32_t code;
		int32_t count;
	} removed[32];
	size_t removed_count;
} reading;

/* Find the kind in the content.  EUNSUPPORTED, EDAMAGED, EENCRYPTED. */
HIRE_CHECK hire_status
reader_sniff(const char *bytes, size_t len, reader_named named,
    reader_kind *out, hire_error *err);

/* Set a piece of text aside, which a person would not see, because of `why`
 * (static; one line such as "white text").  Pieces with one reason stand
 * together; the beginning of them is kept. */
void
reader_set_aside(reading *r, const char *why, const char *text, size_t n);

/* Fill raw, aside, kind, engine and pages. */
HIRE_CHECK hire_status
reader_plain(reading *r, hire_error *err);
HIRE_CHECK hire_status
reader_docx(reading *r, hire_error *err);

/* From `raw` to `text`: see hire_text in hire/sys/text.h.  ENOTEXT, ETOOBIG
 * (more than `max` bytes). */
HIRE_CHECK hire_status
reader_clean(reading *r, size_t max, hire_error *err);

/* Release what is not in the arena. */
void
reader_fini(reading *r);

#endif
