/* SPDX-License-Identifier: MIT
 * scopes.c - what an API key may do, as text and as a set.
 */
#include "scopes.h"

#include <stdio.h>
#include <string.h>

#define BLANKS " \t\n\r,"

static hire_status
unknown(const hire_words *words, const char *field, const char *word, size_t n,
    hire_error *err)
{
	char known[300] = "";
	size_t len = 0;
	for (size_t i = 0; i < words->count && len < sizeof known; i++)
		len += (size_t)snprintf(known + len, sizeof known - len, "%s%s",
		    i ? ", " : "", words->names[i]);
	return hire_fail(err, HIRE_EINVAL, field, "\"%.*s\" is none of: %s",
	    (int)(n < 40 ? n : 40), word, known);
}

hire_status
hire__words_set(const hire_words *words, const char *field, const char *text,
    uint32_t *out, hire_error *err)
{
	uint32_t set = 0;
	for (const char *s = text + strspn(text, BLANKS); *s;) {
		size_t n = strcspn(s, BLANKS), i = 0;
		while (i < words->count &&
		       (strncmp(words->names[i], s, n) || words->names[i][n]))
			i++;
		if (i == words->count)
			return unknown(words, field, s, n, err);
		set |= UINT32_C(1) << i;
		s += n + strspn(s + n, BLANKS);
	}
	*out = set;
	return HIRE_OK;
}

const char *
hire__words_text(const hire_words *words, uint32_t set, hire_arena *mem)
{
	const char *text = "";
	for (size_t i = 0; text && i < words->count; i++)
		if (set >> i & 1)
			text = hire_arena_printf(mem, "%s%s%s", text,
			    *text ? " " : "", words->names[i]);
	return text;
}

bool
hire_actor_may(const hire_actor *who, hire_scope scope)
{
	return who &&
	       (who->scopes >> HIRE_SCOPE_ALL & 1 || who->scopes >> scope & 1);
}
