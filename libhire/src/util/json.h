/* SPDX-License-Identifier: MIT
 * json.h - JSON in through a strict gate (cJSON behind it), JSON out.
 * cJSON alone takes bad UTF-8, deep nesting, trailing text and duplicate keys.
 */
#ifndef HIRE_UTIL_JSON_H
#define HIRE_UTIL_JSON_H

#include "buf.h"

enum { HIRE__JSON_DEPTH = 64 };

/* Refuse what RFC 8259 forbids or what would be read differently elsewhere:
 * bad UTF-8, U+0000, lone surrogates, depth above 64, duplicate keys in one
 * object, numbers that a double or int64 cannot hold, trailing text. */
HIRE_CHECK hire_status
hire__json_gate(hire_ctx *ctx, const char *s, size_t n, hire_error *err);

typedef struct cJSON hire__json;

/* Gate, then parse; the tree lives in `mem`. */
HIRE_CHECK hire_status
hire__json_parse(hire_arena *mem, const char *s, size_t n,
    const hire__json **out, hire_error *err);

/* Readers borrow from the tree and take NULL: absent or another type gives
 * the default. */
const hire__json *
hire__json_get(const hire__json *object, const char *key);
const char *
hire__json_str(const hire__json *object, const char *key, const char *def);
int64_t
hire__json_int(const hire__json *object, const char *key, int64_t def);
bool
hire__json_bool(const hire__json *object, const char *key, bool def);
/* First element of an array or member of an object, and the one after. */
const hire__json *
hire__json_first(const hire__json *parent);
const hire__json *
hire__json_next(const hire__json *child);
/* The name of a member, NULL for an element. */
const char *
hire__json_key(const hire__json *node);
/* Whether the node is an object, an array. */
bool
hire__json_is_object(const hire__json *node);
bool
hire__json_is_array(const hire__json *node);
/* The value of a number node; false: it is none. */
bool
hire__json_number(const hire__json *node, double *out);
/* The text of a string node, else NULL. */
const char *
hire__json_text(const hire__json *node);
/* The whole number of a number node. */
int64_t
hire__json_whole(const hire__json *node, int64_t def);
size_t
hire__json_count(const hire__json *parent);

/* A writer: commas and escapes are its business.  `key` is NULL inside
 * arrays; a NULL string is written as null. */
typedef struct hire__jw {
	hire__buf *b;
	bool comma;
} hire__jw;

void
hire__jw_begin(hire__jw *w, const char *key, char open); /* '{' or '[' */
void
hire__jw_end(hire__jw *w, char close);
void
hire__jw_str(hire__jw *w, const char *key, const char *s);
void
hire__jw_strn(hire__jw *w, const char *key, const char *s, size_t n);
void
hire__jw_int(hire__jw *w, const char *key, int64_t v);
void
hire__jw_bool(hire__jw *w, const char *key, bool v);
void
hire__jw_null(hire__jw *w, const char *key);
/* Text that is JSON already; NULL is written as null. */
void
hire__jw_raw(hire__jw *w, const char *key, const char *json);

#endif
