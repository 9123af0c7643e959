/* SPDX-License-Identifier: MIT
 * words.c - the texts of every enumeration, from the lists in hire/words.h.
 */
#include <hire/words.h>

#include <string.h>

#define TEXT(name, text) text,
#define TABLE(type, MAP)                                                       \
	static const char *const type##_names[] = {MAP(TEXT)};                 \
	const hire_words type##_words = {#type, type##_names, type##_count};
HIRE_ENUM_MAP(TABLE)

const char *
hire_word(const hire_words *words, int64_t value)
{
	bool known = value >= 0 && (uint64_t)value < words->count;
	return known ? words->names[value] : "?";
}

bool
hire_word_parse(const hire_words *words, const char *text, int *out)
{
	for (size_t i = 0; i < words->count; i++)
		if (!strcmp(words->names[i], text)) {
			*out = (int)i;
			return true;
		}
	return false;
}
