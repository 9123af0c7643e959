/* SPDX-License-Identifier: MIT
 * lines.c - of several connections of one candidate the newest speaks, also
 * when they are with different processes.
 * The store counts them: what an older one says is refused there, whoever has
 * missed that there is a newer one.
 */
#include "talk.h"

#include <stdlib.h>
#include <string.h>

void
line_begin(live *all, talk *t, int64_t line)
{
	t->line = line;
	/* Two that came at once may learn their numbers the other way round. */
	for (talk *o = table_find(all, t->interview_id); o; o = o->next_same)
		if (o->line > line && !strcmp(o->interview_id, t->interview_id))
			line = o->line;
	line_replace(all, t->interview_id, line);
}

void
line_replace(live *all, const char *interview_id, int64_t line)
{
	for (talk *t = table_find(all, interview_id); t; t = t->next_same) {
		if (t->gone || t->replaced || !t->line || t->line >= line ||
		    strcmp(t->interview_id, interview_id))
			continue;
		t->replaced = true;
		all->replaced++;
		say_plain(all, t->socket, LIVE_REPLACED);
		talk_end(all, t->socket, CLOSE_REPLACED, "replaced");
	}
}

bool
line_last(live *all, const talk *t)
{
	const talk *newest = table_find(all, t->interview_id);
	return !t->replaced && (!newest || newest == t || newest->gone);
}

/* Each process hears of what it did itself, too; a talk in hand is looked at
 * again by whoever has it. */
void
line_wake(live *all, const char *interview_id, int64_t seq)
{
	talk *t = table_find(all, interview_id);
	if (!t || t->gone || seq <= t->heard_seq)
		return;
	t->heard_seq = seq;
	if (!t->working && seq > t->sent_seq)
		pool_due(all, t, TALK_WAKE);
}

void
line_heard(void *user, const char *topic, const void *bytes, size_t len)
{
	enum { PREFIX = sizeof HIRE_INTERVIEW_LINE - 1 };
	live *all = user;
	char text[LINE_MAX + PREFIX];
	char *end = text;
	const char *interview_id = topic + sizeof HIRE_INTERVIEW_TOPIC - 1;
	if (!len || len >= sizeof text)
		return;
	memcpy(text, bytes, len);
	text[len] = '\0';
	bool line = !strncmp(text, HIRE_INTERVIEW_LINE, PREFIX);
	int64_t n = strtoll(text + (line ? PREFIX : 0), &end, 10);
	if (n < 1 || *end)
		return;
	pthread_mutex_lock(&all->lock);
	if (line)
		line_replace(all, interview_id, n);
	else
		line_wake(all, interview_id, n);
	pthread_mutex_unlock(&all->lock);
}
