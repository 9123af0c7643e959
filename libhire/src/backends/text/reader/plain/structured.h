/* SPDX-License-Identifier: MIT
 * structured.h - resumes that are data (JSON Resume, YAML) as the text that a
 * person would have written.
 */
#ifndef HIRE_READER_STRUCTURED_H
#define HIRE_READER_STRUCTURED_H

#include "backends/text/reader/reader.h"

#include "util/json.h"

/* When the text in r->raw is a resume as JSON or YAML, replace it by plain
 * text with headings; else leave it.  ENOMEM, ETOOBIG. */
HIRE_CHECK hire_status
structured_read(reading *r, hire_error *err);

/* YAML as JSON text in `mem`, all scalars as strings; NULL in `*out` when it
 * is no YAML of the plain kind: one document, a mapping, no aliases, no tags,
 * within limits. */
HIRE_CHECK hire_status
structured_yaml(hire_arena *mem, const char *s, size_t n, const char **out,
    hire_error *err);

/* One entry of a section: a head of fields between bars, then its texts. */
void
structured_entry(hire__buf *out, const hire__json *entry);

/* A scalar as one line, or an array of scalars with commas; nothing for the
 * rest.  Returns whether something was added. */
bool
structured_value(hire__buf *out, const hire__json *value);

/* Where somebody lives: a text, or an object's city, region and country. */
bool
structured_place(hire__buf *out, const hire__json *place);

/* "some_key", "someKey" as "Some key". */
void
structured_words(hire__buf *out, const char *key);

/* Whether `key` is one of `names`, which are lower case without marks between
 * words; the list ends with NULL. */
bool
structured_key_is(const char *key, const char *const *names);

/* The first member with such a key, or NULL. */
const hire__json *
structured_get(const hire__json *object, const char *const *names);

#endif
