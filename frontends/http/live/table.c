/* SPDX-License-Identifier: MIT
 * table.c - talks by the interview they are on; see talk.h.
 */
#include "talk.h"

#include <string.h>

/* FNV-1a. */
static size_t
place(const char *id)
{
	uint64_t h = 14695981039346656037u;
	for (; *id; id++)
		h = (h ^ (unsigned char)*id) * 1099511628211u;
	return (size_t)(h % TABLE_SIZE);
}

void
table_add(live *all, talk *t)
{
	talk **at = &all->table[place(t->interview_id)];
	t->next_same = *at;
	*at = t;
	all->talks++;
}

void
table_remove(live *all, talk *t)
{
	talk **at = &all->table[place(t->interview_id)];
	while (*at && *at != t)
		at = &(*at)->next_same;
	if (!*at)
		return;
	*at = t->next_same;
	all->talks--;
}

talk *
table_find(live *all, const char *interview_id)
{
	talk *t = all->table[place(interview_id)];
	while (t && strcmp(t->interview_id, interview_id))
		t = t->next_same;
	return t;
}
