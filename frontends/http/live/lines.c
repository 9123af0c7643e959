/* SPDX-License-Identifier: MIT
 * lines.c - of several connections of one candidate the newest speaks, also
 * when they are with different processes.
 * A line's name begins with the time it was opened, so that whoever hears of it
 * knows which is older without asking anybody.
 */
#include "talk.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
line_name(live *all, talk *t)
{
	hire_time now = hire_ctx_now(all->options.ctx).wall;
	all->newest = now > all->newest ? now : all->newest + 1;
	snprintf(t->line, sizeof t->line, "%016" PRIx64 "-%016" PRIx64,
	    (uint64_t)all->newest, all->run);
}

void
line_replace(live *all, const char *interview_id, const char *line)
{
	for (talk *t = table_find(all, interview_id); t; t = t->next_same) {
		if (t->gone || t->replaced ||
		    strcmp(t->interview_id, interview_id) ||
		    strcmp(t->line, line) >= 0)
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
static void
wake(live *all, const char *interview_id, int64_t seq)
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
	int64_t seq;
	const char *interview_id = topic + sizeof HIRE_INTERVIEW_TOPIC - 1;
	if (!len || len >= sizeof text)
		return;
	memcpy(text, bytes, len);
	text[len] = '\0';
	pthread_mutex_lock(&all->lock);
	if (!strncmp(text, HIRE_INTERVIEW_LINE, PREFIX))
		line_replace(all, interview_id, text + PREFIX);
	else if ((seq = strtoll(text, &end, 10)) > 0 && !*end)
		wake(all, interview_id, seq);
	pthread_mutex_unlock(&all->lock);
}
