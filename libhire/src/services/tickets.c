/* SPDX-License-Identifier: MIT
 * tickets.c - how a live connection to an interview begins: a one-time ticket
 * in, announcements out.
 */
#include <hire/interviews.h>

#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "interview_rows.h"

/* A ticket being made or taken. */
typedef struct ticketing {
	const hire_actor *who;
	const char *id, *secret;
	hire_time expires;
	hire_one_time_token token;
	hire_account account;
} ticketing;

/* The candidate's connections are numbered as their tickets were asked for: one
 * that was given up, and comes through late, is older than the next try. */
static hire_status
number(hire__work *w, hire_interview *row, int64_t *line)
{
	row->lines = (row->lines > row->line ? row->lines : row->line) + 1;
	*line = row->lines;
	return hire__update(w, &hire_interview_record, row);
}

static hire_status
make(hire__work *w, void *args)
{
	ticketing *t = args;
	hire_interview row;
	int64_t line = 0;
	hire_status st = hire__allow(
	    t->who, HIRE__HR | HIRE__CANDIDATE | HIRE__ADMIN, w->err);
	if (!st)
		st = hire__seen_interview(w, t->who, t->id, &row);
	if (!st && t->who->role == HIRE_ROLE_CANDIDATE)
		st = number(w, &row, &line);
	if (!st)
		st = hire__one_time_ticket(w, t->who, row.id, line, &t->secret);
	t->expires = w->now.wall + HIRE_TICKET_LIFE;
	return st;
}

hire_status
hire_interviews_ticket(hire_platform *p, const hire_actor *who,
    const char *interview_id, hire_arena *mem, const char **ticket,
    hire_time *expires, hire_error *err)
{
	ticketing t = {.who = who, .id = interview_id};
	hire_status st = hire__write(p, make, &t, mem, err);
	if (st)
		return st;
	*ticket = t.secret;
	*expires = t.expires;
	return HIRE_OK;
}

/* Of two at the same time one stores its use; the other finds it used. */
static hire_status
take(hire__work *w, void *args)
{
	ticketing *t = args;
	bool good = false;
	hire_status st = hire__one_time_account(
	    w, t->secret, HIRE_TOKEN_INTERVIEW, &t->token, &t->account);
	if (!st)
		st = hire__login_good(w, &t->account, t->token.login_id, &good);
	if (!st && !good)
		st = hire_fail(
		    w->err, HIRE_EAUTH, "token", "the log-in is over");
	if (st)
		return st;
	t->token.used_at = w->now.wall;
	return hire__update(w, &hire_one_time_token_record, &t->token);
}

hire_status
hire_interviews_redeem(hire_platform *p, const char *ticket, hire_arena *mem,
    hire_actor *out, const char **interview_id, int64_t *line, hire_error *err)
{
	ticketing t = {.secret = ticket};
	hire_status st = hire__write(p, take, &t, mem, err);
	if (st)
		return st;
	*out = hire__person(&t.account);
	out->scopes = UINT32_C(1) << HIRE_SCOPE_INTERVIEWS_READ;
	out->login_id = t.token.login_id;
	*interview_id = t.token.object_id;
	*line = t.token.line;
	return HIRE_OK;
}

/* Where an interview is announced. */
static hire_status
topic_of(const hire_platform *p, const char *interview_id,
    char topic[HIRE_CACHE_KEY_MAX + 1], hire_error *err)
{
	hire_status st = hire__need(p, HIRE_NEED_STORE, err);
	int n = snprintf(topic, HIRE_CACHE_KEY_MAX + 1,
	    HIRE_INTERVIEW_TOPIC "%s", interview_id ? interview_id : "");
	if (!st && (n < 0 || n > HIRE_CACHE_KEY_MAX))
		st = hire_fail(
		    err, HIRE_EINVAL, "interview", "this is no interview's id");
	return st;
}

hire_status
hire_interviews_listen(hire_platform *p, const char *interview_id,
    hire_cache_heard heard, void *user, uint64_t *id, hire_error *err)
{
	char topic[HIRE_CACHE_KEY_MAX + 1];
	hire_status st = topic_of(p, interview_id, topic, err);
	return st ? st
	          : p->cache.ops.subscribe(
	                p->cache.state, topic, heard, user, id, err);
}

void
hire_interviews_unlisten(hire_platform *p, uint64_t id)
{
	p->cache.ops.unsubscribe(p->cache.state, id);
}

/* A connection that is to speak. */
typedef struct claiming {
	const char *id;
	int64_t line;
} claiming;

static hire_status
claim(hire__work *w, void *args)
{
	claiming *c = args;
	hire_interview row;
	hire_status st = hire__get(w, &hire_interview_record, c->id, &row);
	if (!st && !c->line)
		st = number(w, &row, &c->line);
	/* A newer one has come before: this one has nothing to say. */
	if (st || c->line <= row.line)
		return st;
	row.line = c->line;
	return hire__update(w, &hire_interview_record, &row);
}

hire_status
hire_interviews_claim(
    hire_platform *p, const char *interview_id, int64_t *line, hire_error *err)
{
	char topic[HIRE_CACHE_KEY_MAX + 1];
	char body[sizeof HIRE_INTERVIEW_LINE + 24];
	claiming c = {.id = interview_id, .line = *line};
	hire_arena *mem = NULL;
	hire_status st = topic_of(p, interview_id, topic, err);
	if (!st)
		st = hire_arena_new(p->ctx, 0, &mem, err);
	if (!st)
		st = hire__write(p, claim, &c, mem, err);
	hire_arena_free(mem);
	if (st)
		return st;
	*line = c.line;
	int len = snprintf(
	    body, sizeof body, HIRE_INTERVIEW_LINE "%lld", (long long)c.line);
	if (p->cache.ops.publish(
	        p->cache.state, topic, body, (size_t)len, NULL))
		hire_ctx_log(
		    p->ctx, HIRE_LOG_DEBUG, "interview.not_announced", NULL);
	return HIRE_OK;
}
