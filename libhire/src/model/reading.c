/* SPDX-License-Identifier: MIT
 * reading.c - lists, words and bounded numbers out of stored JSON.
 */
#include "reading.h"

int32_t
hire__read_int(const hire__json *object, const char *key, int32_t def,
    int32_t least, int32_t most)
{
	int64_t v = hire__json_int(object, key, def);
	return v < least || v > most ? def : (int32_t)v;
}

int
hire__read_word(
    const hire__json *object, const char *key, const hire_words *words, int def)
{
	int v = def;
	bool known =
	    hire_word_parse(words, hire__json_str(object, key, ""), &v);
	return known ? v : def;
}

void *
hire__read_list(const hire__json *list, hire_arena *mem, size_t size,
    hire__read_one read, size_t *count)
{
	char *all = hire_arena_alloc(mem, (hire__json_count(list) + 1) * size);
	size_t n = 0;
	if (!all)
		return NULL;
	for (const hire__json *o = hire__json_first(list); o;
	     o = hire__json_next(o))
		if (!read(o, mem, all + size * n++))
			return NULL;
	*count = n;
	return all;
}

const char **
hire__read_texts(const hire__json *list, hire_arena *mem, size_t *count)
{
	const char **all =
	    hire_arena_alloc(mem, (hire__json_count(list) + 1) * sizeof *all);
	size_t n = 0;
	if (!all)
		return NULL;
	for (const hire__json *o = hire__json_first(list); o;
	     o = hire__json_next(o))
		if (hire__json_text(o))
			all[n++] = hire__json_text(o);
	*count = n;
	return all;
}
