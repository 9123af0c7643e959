/* SPDX-License-Identifier: MIT
 * ticks.c - signs of life of candidates who are connected, many at once.
 * A tick only has to be written down where it says something that the next
 * event cannot: that we were here, while it is the candidate's time.  That is
 * known well enough from a reading that is not yet two thirds of a gap old.
 */
#include <hire/interviews.h>

#include "interview_rows.h"

#include "util/ctx.h"

/* So that the next tick, a second later, still comes within the gap. */
#define FRESH (HIRE_CLOCK_GAP / 2)

/* Few enough that an answer waits some milliseconds at most for the store. */
enum { ROWS_AT_ONCE = 64, READ_AT_ONCE = 512 };

/* Ticks under way: of `ids`, those from `first` up to `last` are in hand. */
typedef struct ticking {
	const char *const *ids;
	size_t first, last;
	hire_tick *found;
	bool *due;    /* to be written down */
	size_t *list; /* the numbers of those */
} ticking;

/* What a tick of this row comes to. */
static bool
is_due(hire__work *w, const hire_interview *row, int64_t *left, bool *over)
{
	hire_session s;
	hire__session_load(row, &s);
	*left = hire_clock_left(&s.clock);
	*over = false;
	if (s.clock.mode == HIRE_CLOCK_STOPPED)
		return false;
	hire_instant last = s.clock.last;
	hire_clock_advance(&s.clock, w->now);
	*left = hire_clock_left(&s.clock);
	*over = !*left;
	if (*over || last.boot != w->now.boot || !last.boot)
		return true;
	return s.clock.mode == HIRE_CLOCK_CANDIDATE &&
	       w->now.steady - last.steady >= FRESH;
}

static void
note(const hire_interview *row, hire_tick *out)
{
	out->last_seq = row->last_seq;
	out->line = row->line;
}

static hire_status
look(hire__work *w, void *args)
{
	ticking *t = args;
	hire_status st = HIRE_OK;
	for (size_t i = t->first; !st && i < t->last; i++) {
		hire_interview row;
		bool over;
		hire_filter by_id = HIRE_IS("id", t->ids[i]);
		bool found = false;
		st = hire__find(
		    w, &hire_interview_record, &by_id, 1, &row, &found);
		t->found[i] = (hire_tick){.left = -1};
		t->due[i] =
		    !st && found && is_due(w, &row, &t->found[i].left, &over);
		if (!st && found)
			note(&row, &t->found[i]);
	}
	return st;
}

/* The row may have moved on since it was looked at. */
static hire_status
write_one(hire__work *w, ticking *t, size_t i)
{
	hire_interview row;
	bool over;
	hire__happening what = {.event = HIRE_EVENT_TICK};
	hire_status st = hire__get(w, &hire_interview_record, t->ids[i], &row);
	if (st || !is_due(w, &row, &t->found[i].left, &over))
		return st;
	if (over)
		what.event = HIRE_EVENT_TIME_UP;
	st = hire__interview_step(w, &row, &what, NULL);
	note(&row, &t->found[i]);
	return st;
}

static hire_status
write_some(hire__work *w, void *args)
{
	ticking *t = args;
	hire_status st = HIRE_OK;
	for (size_t i = t->first; !st && i < t->last; i++)
		st = write_one(w, t, t->list[i]);
	return st;
}

/* Run `step` over `count` items, `most` in one transaction. */
static hire_status
in_parts(hire_platform *p, ticking *t, size_t count, size_t most, bool write,
    hire_error *err)
{
	hire_arena *mem = NULL;
	hire_status st = count ? hire_arena_new(p->ctx, 0, &mem, err) : HIRE_OK;
	for (t->first = 0; !st && t->first < count; t->first = t->last) {
		t->last = t->first + most < count ? t->first + most : count;
		st = write ? hire__write(p, write_some, t, mem, err)
		           : hire__read(p, look, t, mem, err);
		hire_arena_reset(mem);
	}
	hire_arena_free(mem);
	return st;
}

/* An end is announced, and one transaction announces one: it goes alone. */
static hire_status
write_down(hire_platform *p, ticking *t, size_t count, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (int ending = 0; !st && ending < 2; ending++) {
		size_t n = 0;
		for (size_t i = 0; i < count; i++)
			if (t->due[i] && (t->found[i].left == 0) == ending)
				t->list[n++] = i;
		st = in_parts(p, t, n, ending ? 1 : ROWS_AT_ONCE, true, err);
	}
	return st;
}

hire_status
hire_interviews_tick_many(hire_platform *p, const char *const *ids,
    size_t count, hire_tick *out, hire_error *err)
{
	hire_arena *mem = NULL;
	hire_status st = hire_arena_new(p->ctx, 0, &mem, err);
	if (st)
		return st;
	ticking t = {.ids = ids,
	    .found = hire_arena_alloc(mem, (count + 1) * sizeof *t.found),
	    .due = hire_arena_alloc(mem, count + 1),
	    .list = hire_arena_alloc(mem, (count + 1) * sizeof *t.list)};
	if (!t.found || !t.due || !t.list)
		st = hire__nomem(err);
	if (!st)
		st = in_parts(p, &t, count, READ_AT_ONCE, false, err);
	if (!st)
		st = write_down(p, &t, count, err);
	for (size_t i = 0; !st && i < count; i++)
		out[i] = t.found[i];
	hire_arena_free(mem);
	return st;
}

hire_status
hire_interviews_tick(
    hire_platform *p, const char *interview_id, int64_t *left, hire_error *err)
{
	hire_tick got = {.left = 0};
	hire_status st =
	    hire_interviews_tick_many(p, &interview_id, 1, &got, err);
	if (!st && got.left < 0)
		return hire_fail(err, HIRE_ENOTFOUND, "interview",
		    "there is no interview %.60s",
		    interview_id ? interview_id : "");
	if (!st && left)
		*left = got.left;
	return st;
}
