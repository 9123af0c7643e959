/* SPDX-License-Identifier: MIT
 * reading.h - lists, words and bounded numbers out of stored JSON.
 * Apart from util/json.h, which knows no words of records, and from the field
 * tables, whose records are flat.
 */
#ifndef HIRE_MODEL_READING_H
#define HIRE_MODEL_READING_H

#include <hire/words.h>

#include "util/json.h"

/* The number under `key`; `def` when it is absent or out of least..most, so
 * that no stored or proposed number is cut. */
int32_t
hire__read_int(const hire__json *object, const char *key, int32_t def,
    int32_t least, int32_t most);

/* The constant whose text of `words` stands under `key`, else `def`. */
int
hire__read_word(const hire__json *object, const char *key,
    const hire_words *words, int def);

/* Read element `n` into `out`, which is zeroed; false: no memory. */
typedef bool (*hire__read_one)(const hire__json *n, hire_arena *mem, void *out);

/* The elements of `list` (NULL: none) as an array of records of `size` bytes
 * in `mem`, and how many.  NULL: no memory; `*count` is untouched then. */
void *
hire__read_list(const hire__json *list, hire_arena *mem, size_t size,
    hire__read_one read, size_t *count);

/* The texts of `list`, which live as long as it; others are passed over.
 * NULL: no memory; `*count` is untouched then. */
const char **
hire__read_texts(const hire__json *list, hire_arena *mem, size_t *count);

#endif
