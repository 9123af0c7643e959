/* SPDX-License-Identifier: MIT
 * redis_lines.c - the conversation with the server: lines, leases, turns.
 */
#include "redis_lines.h"
#include "redis_scripts.h"

#include "util/buf.h"
#include "util/ctx.h"

#include <stdio.h>
#include <stdlib.h>

enum { HEAD = 4 + HIRE__RL_PRIORITIES, TAKEN = 3, LINES_MAX = 1 << 20 };

hire_status
hire__rl_init(hire__queue_redis *q, hire_error *err)
{
	/* together they are longer than a literal may be */
	static const char *const parts[] = {
	    HIRE__RL_TAKE_1, HIRE__RL_TAKE_2, HIRE__RL_TAKE_3};
	hire__buf b = HIRE__BUF(q->ctx, 16384);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		hire__buf_adds(&b, parts[i]);
	q->take_text = b.s;
	hire_status st = hire__buf_check(&b, err);
	if (!st)
		st = hire__redis_script_init(&q->take, q->take_text, err);
	if (!st)
		st = hire__redis_script_init(&q->send, HIRE__RL_SEND, err);
	if (!st)
		st = hire__redis_script_init(&q->end, HIRE__RL_END, err);
	if (!st)
		st = hire__redis_script_init(&q->extend, HIRE__RL_EXTEND, err);
	return st;
}

static int64_t
number(const hire__redis_reply *r)
{
	return r->s ? strtoll(r->s, NULL, 10) : r->number;
}

/* The answer of a script that belongs to another version of it. */
static hire_status
strange(const hire__queue_redis *q, hire_error *err)
{
	return hire_fail(err, HIRE_EBACKEND, NULL,
	    "the keys %s* in Redis at %s are not a queue of ours: choose "
	    "another prefix=",
	    q->key, hire__redis_place(q->redis));
}

static hire_status
read_taken(const hire__rl_claim *c, const hire__redis_reply *said,
    hire__rl_taken **out, size_t *count, hire_error *err)
{
	size_t n = (said->count - HEAD) / TAKEN;
	hire__rl_taken *all = hire_arena_alloc(c->mem, n * sizeof *all + 1);
	if (!all)
		return hire__nomem(err);
	for (size_t i = 0; i < n; i++) {
		hire__redis_reply **r = said->items + HEAD + i * TAKEN;
		if (!r[0]->s)
			return strange(c->q, err);
		all[i] = (hire__rl_taken){r[0]->s, number(r[1]), number(r[2])};
	}
	*out = all;
	*count = n;
	return HIRE_OK;
}

static hire_status
read_lines(hire__rl_claim *c, const hire__redis_reply *said, hire_error *err)
{
	size_t n = said->count / 2;
	c->lines = hire_arena_alloc(c->mem, (n + 1) * sizeof *c->lines);
	if (!c->lines)
		return hire__nomem(err);
	c->line_count = 0;
	for (size_t i = 0; i < n; i++) {
		const char *name = said->items[2 * i]->s;
		if (name && name[0] && name[1])
			c->lines[c->line_count++] = (hire__rl_line){
			    name, number(said->items[2 * i + 1])};
	}
	return HIRE_OK;
}

static hire_status
read_answer(hire__rl_claim *c, const hire__redis_reply *said,
    hire__rl_taken **out, size_t *count, hire__rl_turn *turn, hire_error *err)
{
	if (said->kind != HIRE__REDIS_ARRAY || said->count < HEAD ||
	    (said->count - HEAD) % TAKEN)
		return strange(c->q, err);
	c->born = number(said->items[0]);
	*turn = (hire__rl_turn)number(said->items[1]);
	c->lease_end = number(said->items[2]);
	for (size_t p = 0; p < HIRE__RL_PRIORITIES; p++)
		c->waits[p] = number(said->items[3 + p]);
	hire_status st = read_lines(c, said->items[HEAD - 1], err);
	return st ? st : read_taken(c, said, out, count, err);
}

static hire_status
kinds_of(const hire__rl_claim *c, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(c->q->ctx, LINES_MAX);
	*out = "";
	for (size_t i = 0; c->kinds && c->kinds[i]; i++)
		hire__buf_addf(&b, "%s\n", c->kinds[i]);
	return b.failed || b.len ? hire__buf_take(&b, c->mem, out, err)
	                         : HIRE_OK;
}

static hire_status
limits_of(const hire__rl_claim *c, const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(c->q->ctx, LINES_MAX);
	*out = "";
	for (size_t i = 0; i < c->limit_count; i++)
		hire__buf_addf(&b, "%lld %s\n", (long long)c->limits[i].most,
		    c->limits[i].kind);
	return b.failed || b.len ? hire__buf_take(&b, c->mem, out, err)
	                         : HIRE_OK;
}

/* A name for what this claim takes: should the answer get lost, the next
 * claim of the worker gives it back. */
static void
next_ticket(hire__rl_claim *c)
{
	hire__queue_redis *q = c->q;
	pthread_mutex_lock(&q->lock);
	snprintf(c->ticket, sizeof c->ticket, "%llx-%llx",
	    (unsigned long long)q->opened, (unsigned long long)++q->tickets);
	pthread_mutex_unlock(&q->lock);
}

/* Say what was settled again: the server may not have heard it. */
static void
repeat(hire__rl_claim *c, const char *settled)
{
	char id[sizeof((hire__rl_settled *)0)->id];
	while (*settled) {
		size_t n = strcspn(settled, " ");
		snprintf(id, sizeof id, "%.*s", (int)n, settled);
		hire__rl_settle(
		    c->q, id, strtoll(settled + n, NULL, 10), c->worker);
		settled += strcspn(settled, "\n") + 1;
	}
	hire__rl_settle(c->q, c->ticket, -1, c->worker);
}

hire_status
hire__rl_take(hire__rl_claim *c, size_t max, hire__rl_taken **out,
    size_t *count, hire__rl_turn *turn, hire_error *err)
{
	char now[24], until[24], most[24];
	const char *kinds, *settled, *limits;
	hire__queue_redis *q = c->q;
	hire__redis_reply said;
	next_ticket(c);
	hire_status st = kinds_of(c, &kinds, err);
	if (!st)
		st = limits_of(c, &limits, err);
	if (!st)
		st = hire__rl_settled_of(q, c->worker, c->mem, &settled, err);
	if (st)
		return st;
	hire__redis_arg args[] = {HIRE__REDIS_TEXT(q->key),
	    hire__redis_number(c->now, now),
	    hire__redis_number(c->now + c->lease, until),
	    hire__redis_number((int64_t)max, most), HIRE__REDIS_TEXT(c->worker),
	    HIRE__REDIS_TEXT(c->ticket), HIRE__REDIS_TEXT(kinds),
	    HIRE__REDIS_TEXT(settled), HIRE__REDIS_TEXT(limits),
	    HIRE__REDIS_TEXT(c->turn)};
	st = hire__redis_run(q->redis, &q->take, args,
	    sizeof args / sizeof *args, 1, c->mem, &said, err);
	*c->turn = '\0';
	if (!st)
		st = read_answer(c, &said, out, count, turn, err);
	if (!st && (*turn == HIRE__RL_OURS || *turn == HIRE__RL_OURS_ALL))
		memcpy(c->turn, c->ticket, sizeof c->turn);
	if (st) {
		c->away = st != HIRE_ENOMEM;
		repeat(c, settled);
	}
	return st;
}

static hire_status
lines_of(const hire__rl_claim *c, const hire_message *rows, size_t count,
    const char **out, hire_error *err)
{
	hire__buf b = HIRE__BUF(c->q->ctx, LINES_MAX);
	for (size_t i = 0; i < count; i++)
		hire__buf_addf(&b, "%s %lld %lld %lld:%s\n", rows[i].id,
		    (long long)rows[i].version, (long long)rows[i].run_at,
		    (long long)rows[i].priority, rows[i].kind);
	*out = "";
	return b.failed || b.len ? hire__buf_take(&b, c->mem, out, err)
	                         : HIRE_OK;
}

hire_status
hire__rl_send(hire__rl_claim *c, const hire_message *rows, size_t count,
    size_t *fresh, hire_error *err)
{
	const char *text;
	hire__queue_redis *q = c->q;
	hire__redis_reply said;
	hire_status st = lines_of(c, rows, count, &text, err);
	if (st)
		return st;
	hire__redis_arg args[] = {
	    HIRE__REDIS_TEXT(q->key), HIRE__REDIS_TEXT(text)};
	st = hire__redis_run(q->redis, &q->send, args,
	    sizeof args / sizeof *args, 1, c->mem, &said, err);
	if (!st)
		*fresh = (size_t)number(&said);
	c->away = st && st != HIRE_ENOMEM;
	return st;
}

/* Should it fail, the turn ends by itself, later. */
void
hire__rl_end_turn(hire__rl_claim *c)
{
	hire__redis_reply said;
	hire__redis_arg args[] = {
	    HIRE__REDIS_TEXT(c->q->key), HIRE__REDIS_TEXT(c->turn)};
	if (*c->turn)
		(void)!hire__redis_run(
		    c->q->redis, &c->q->end, args, 2, 1, c->mem, &said, NULL);
	*c->turn = '\0';
}

void
hire__rl_extend(hire__queue_redis *q, const hire_message *m)
{
	char version[24], until[24];
	hire_arena *mem;
	hire__redis_reply said;
	if (!m->leased_by || hire_arena_new(q->ctx, 0, &mem, NULL))
		return;
	hire__redis_arg args[] = {HIRE__REDIS_TEXT(q->key),
	    HIRE__REDIS_TEXT(m->id), hire__redis_number(m->version, version),
	    hire__redis_number(m->run_at, until),
	    HIRE__REDIS_TEXT(m->leased_by)};
	(void)!hire__redis_run(q->redis, &q->extend, args,
	    sizeof args / sizeof *args, 1, mem, &said, NULL);
	hire_arena_free(mem);
}

/* Whether the line is new here; it is not from then on. */
static bool
is_new_line(hire__queue_redis *q, const char *line)
{
	size_t i = 0;
	pthread_mutex_lock(&q->lock);
	while (i < q->line_count && strcmp(q->lines[i], line) != 0)
		i++;
	bool fresh = i == q->line_count && i < HIRE__RL_LINES;
	if (fresh)
		snprintf(
		    q->lines[q->line_count++], HIRE__RL_LINE_MAX, "%s", line);
	pthread_mutex_unlock(&q->lock);
	return fresh;
}

void
hire__rl_announce(hire__queue_redis *q, const hire_message *m)
{
	char line[HIRE__RL_LINE_MAX];
	char key[HIRE__RL_KEY_MAX];
	hire_arena *mem;
	hire__redis_reply said;
	snprintf(line, sizeof line, "%d:%s", (int)m->priority, m->kind);
	if (!is_new_line(q, line) || hire_arena_new(q->ctx, 0, &mem, NULL))
		return;
	snprintf(key, sizeof key, "%s:seen", q->key);
	hire__redis_arg args[] = {HIRE__REDIS_TEXT("SADD"),
	    HIRE__REDIS_TEXT(key), HIRE__REDIS_TEXT(line)};
	(void)!hire__redis_do(q->redis, args, 3, mem, &said, NULL);
	hire_arena_free(mem);
}
