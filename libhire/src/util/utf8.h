/* SPDX-License-Identifier: MIT
 * utf8.h - checking and walking UTF-8 (RFC 3629), case folding, trimming.
 */
#ifndef HIRE_UTIL_UTF8_H
#define HIRE_UTIL_UTF8_H

#include <hire/base.h>

/* The code point at `s` (at most `n` bytes) and its length; -1 when the bytes
 * are no UTF-8 (overlong, surrogate, above U+10FFFF, cut off), length 1. */
int32_t
hire__utf8_at(const char *s, size_t n, size_t *len);

/* Whether all `n` bytes are UTF-8. */
bool
hire__utf8_valid(const char *s, size_t n);

/* Characters in `s`, counting a bad byte as one. */
size_t
hire__utf8_count(const char *s, size_t n);

/* Length in bytes of the longest prefix of `s` within `max` bytes that does
 * not cut a character. */
size_t
hire__utf8_cut(const char *s, size_t max);

/* Letters and digits of any script. */
bool
hire__utf8_is_word(int32_t code);

/* Whether a reader sees nothing at all of `n` bytes of UTF-8: white space of
 * any script, format and other characters without a shape. */
bool
hire__utf8_is_blank(const char *s, size_t n);

/* Characters that end a line or turn the order of those around them about:
 * U+2028, U+2029, embeddings, overrides and isolates. */
bool
hire__utf8_bends_line(int32_t code);

/* Append `code` to `out` (4 bytes of room); returns the length. */
size_t
hire__utf8_put(int32_t code, char *out);

/* NFKC with case folded, ligatures opened, soft hyphens and other ignorables
 * dropped, in `mem`; NULL when out of memory or not UTF-8. */
char *
hire__utf8_fold(hire_arena *mem, const char *s, size_t n);

/* NFKC only: what a reader sees, in its usual code points; in `mem`. */
char *
hire__utf8_nfkc(hire_arena *mem, const char *s, size_t n);

/* Narrow [*s, *s + *n) to what is between blanks. */
void
hire__trim(const char **s, size_t *n);

#endif
