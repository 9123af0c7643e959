/* SPDX-License-Identifier: MIT
 * logins.c - a connection does not outlive the log-in it was opened with.
 * Apart from the ticks, which are about interviews: this is about people, and
 * asked seldom.
 */
#include "talk.h"

#include <string.h>

enum { LOGIN_TICKS = 6 }; /* 3 seconds */

/* A talk may go while we ask, so its names are copied. */
struct login {
	ws_conn_id socket;
	char account_id[IDS_MAX], login_id[IDS_MAX];
};

void
logins_drop(logins *l)
{
	block_drop(&l->block);
}

static bool
make_room(logins *l, size_t n)
{
	if (!block_room(&l->block, n,
	        sizeof *l->who + sizeof *l->rows + sizeof *l->good))
		return false;
	l->who = l->block.bytes;
	l->rows = (struct login *)(l->who + l->block.room);
	l->good = (bool *)(l->rows + l->block.room);
	return true;
}

static void
add(logins *l, const talk *t)
{
	struct login *row = &l->rows[l->n];
	row->socket = t->socket;
	memcpy(row->account_id, t->account_id, IDS_MAX);
	memcpy(row->login_id, t->login_id, IDS_MAX);
	l->who[l->n++] = (hire_actor){.account_id = row->account_id,
	    .login_id = *row->login_id ? row->login_id : NULL};
}

static void
collect(live *all, logins *l, unsigned round)
{
	l->n = 0;
	pthread_mutex_lock(&all->lock);
	bool room = make_room(l, all->talks);
	for (size_t i = 0; room && i < TABLE_SIZE; i++)
		for (talk *t = all->table[i]; t; t = t->next_same)
			if (!t->gone && !t->replaced &&
			    t->socket % LOGIN_TICKS == round % LOGIN_TICKS)
				add(l, t);
	pthread_mutex_unlock(&all->lock);
}

void
logins_check(live *all, logins *l, unsigned round)
{
	hire_error err;
	collect(all, l, round);
	/* What cannot be asked now is asked again in a few seconds. */
	if (!l->n || hire_accounts_go_on(
	                 all->options.platform, l->who, l->n, l->good, &err))
		return;
	for (size_t i = 0; i < l->n; i++)
		if (!l->good[i])
			talk_end(all, l->rows[i].socket, CLOSE_NO_LOGIN,
			    "the log-in is over");
}
