/* SPDX-License-Identifier: MIT
 * postgres_take.c - rows for one of many who ask at once: locked rows are
 * passed over, so nobody waits for anybody.
 * It is a transaction of its own and reads what is committed: under one
 * snapshot each row that was taken since would be a failure.  What is done is
 * removed by a statement of its own in the same round trip: as a part of this
 * one it would deadlock.
 */
#include "postgres_conn.h"

#include "model/record.h"
#include "util/ctx.h"

#include <string.h>

enum { TEXT = 25, NUMBER = 20 }; /* PostgreSQL's numbers of types */

enum { FILTERS_MAX = 4, GROUPS_MAX = 64, RANKS_MAX = 100, SETS_MAX = 16 };

/* A take, and where its values have their places. */
typedef struct taking {
	hire__pg_conn *c;
	hire_take t;
	hire__plan plan;
	hire__buf sql, groups, most;
	hire__value values[HIRE__PLAN_VALUES + SETS_MAX + 8];
	Oid types[HIRE__PLAN_VALUES + SETS_MAX + 8];
	int n, upto, limit, group, last, bounds, within, asked;
} taking;

/* Its place, from 1. */
static int
add_value(taking *k, hire__value v, Oid type)
{
	k->values[k->n] = v;
	k->types[k->n] = type ? type : v.is_text ? TEXT : NUMBER;
	return ++k->n;
}

static int
add_array(taking *k, hire__buf *b, Oid type)
{
	return add_value(
	    k, (hire__value){.is_text = true, .text = b->s, .n = b->len}, type);
}

static hire_status
refuse(const hire_take *t, hire_error *err)
{
	bool fits = t->group_count <= GROUPS_MAX && t->ranks >= 1 &&
	            t->ranks <= RANKS_MAX && t->filter_count <= FILTERS_MAX &&
	            t->set_count <= SETS_MAX && t->limit >= 0 &&
	            t->limit <= (t->most ? 1 : 1000) && t->done_count <= 1000 &&
	            (!t->most || t->group_count);
	return fits ? HIRE_OK
	            : hire_fail(err, HIRE_EUSAGE, NULL,
	                  "more is asked of a take than it can do");
}

/* Fields come from tables, not from the caller's text. */
static hire_status
know(const hire_record *record, const char *name, hire_error *err)
{
	return name && hire_record_field(record, name)
	           ? HIRE_OK
	           : hire_fail(err, HIRE_EUSAGE, name, "%s has no such field",
	                 record->name);
}

static hire_status
check(taking *k, const hire_take *take, hire_arena *mem, hire_error *err)
{
	hire_take *t = &k->t;
	hire_status st = hire__extend(t, sizeof *t, take, err);
	if (!st)
		st = refuse(t, err);
	hire_query q = {.size = sizeof q,
	    .record = t->record,
	    .filters = t->filters,
	    .filter_count = t->filter_count,
	    .order = t->order,
	    .limit = t->limit};
	if (!st)
		st = hire__plan_query(&k->plan, HIRE__SELECT, &q, mem, err);
	const char *names[] = {
	    t->group, t->rank, t->order, t->most ? t->holder : t->order};
	for (size_t i = 0; !st && i < sizeof names / sizeof *names; i++)
		st = know(t->record, names[i], err);
	for (size_t i = 0; !st && i < t->set_count; i++)
		st = know(t->record, t->sets[i].field, err);
	return st;
}

static void
bind_all(taking *k)
{
	hire_take *t = &k->t;
	k->n = (int)hire__plan_values(&k->plan, k->values) - 1;
	for (int i = 0; i < k->n; i++)
		k->types[i] = k->values[i].is_text ? TEXT : NUMBER;
	k->upto = add_value(k, hire__number_value(t->upto), 0);
	/* In the text: a plan for any number would be a bad one. */
	k->limit = t->limit;
	k->last = (int)t->ranks - 1;
	if (t->group_count == 1 && !t->most) {
		k->group = add_value(k, hire__text_value(t->groups[0]), 0);
	} else if (t->group_count) {
		hire__pg_array_head(&k->groups, true, t->group_count);
		for (size_t i = 0; i < t->group_count; i++)
			hire__pg_array_add(
			    &k->groups, &(hire__value){.is_text = true,
			                    .text = t->groups[i],
			                    .n = strlen(t->groups[i])});
		k->group = add_array(k, &k->groups, HIRE__PG_TEXTS);
	}
	if (!t->most)
		return;
	hire__pg_array_head(&k->most, false, t->group_count);
	for (size_t i = 0; i < t->group_count; i++)
		hire__pg_array_add(
		    &k->most, &(hire__value){.number = t->most[i]});
	k->bounds = add_array(k, &k->most, HIRE__PG_NUMBERS);
	k->within = add_value(k, hire__number_value(t->within), 0);
}

/* " from T t where " the filters " and " */
static void
from(taking *k)
{
	hire__buf_addf(&k->sql, " from \"%s\" t where ", k->t.record->name);
	(void)hire__sql_conditions(&k->sql, &hire__pg_dialect, &k->plan, "", 0);
	hire__buf_adds(&k->sql, k->t.filter_count ? " and " : "");
}

/* All groups that there are: one look into the index for each. */
static void
all_groups(taking *k)
{
	const char *g = k->t.group;
	hire__buf_addf(&k->sql, "recursive g(g) as ((select t.\"%s\"", g);
	from(k);
	hire__buf_addf(&k->sql,
	    "true order by t.\"%s\" limit 1) union all select (select t.\"%s\"",
	    g, g);
	from(k);
	hire__buf_addf(&k->sql,
	    "t.\"%s\" > g.g order by t.\"%s\" limit 1) from g where g.g is not "
	    "null), ",
	    g, g);
}

/* "and fewer rows of the group are held than may be" */
static void
bounded(taking *k)
{
	const hire_take *t = &k->t;
	hire__buf_addf(&k->sql,
	    " where k.m = 0 or (select count(*) from generate_series(0, %d) "
	    "b(b) cross join lateral (select 1",
	    k->last);
	from(k);
	hire__buf_addf(&k->sql,
	    "t.\"%s\" = k.g and t.\"%s\" = b.b and t.\"%s\" > $%d"
	    " and t.\"%s\" <= $%d + $%d and t.\"%s\" is not null) x) < k.m",
	    t->group, t->rank, t->order, k->upto, t->order, k->upto, k->within,
	    t->holder);
}

/* The groups of rank r, the one with the smallest order first. */
static void
groups_of_rank(taking *k)
{
	const hire_take *t = &k->t;
	hire__buf_addf(&k->sql,
	    " cross join lateral (select k.g, (select t.\"%s\"", t->order);
	from(k);
	hire__buf_addf(&k->sql,
	    "t.\"%s\" = k.g and t.\"%s\" = r.r and t.\"%s\" <= $%d"
	    " order by t.\"%s\" limit 1) head from ",
	    t->group, t->rank, t->order, k->upto, t->order);
	if (t->most)
		hire__buf_addf(
		    &k->sql, "unnest($%d, $%d) k(g, m)", k->group, k->bounds);
	else if (t->group_count)
		hire__buf_addf(&k->sql, "unnest($%d) k(g)", k->group);
	else
		hire__buf_adds(&k->sql, "g k");
	if (t->most)
		bounded(k);
	hire__buf_adds(&k->sql, " order by 2 offset 0) h");
}

/* Ranks and groups are walked in turn, and no further than to the limit:
 * each row that is looked at is locked. */
static void
pick(taking *k)
{
	const hire_take *t = &k->t;
	bool one = t->group_count == 1 && !t->most;
	hire__buf_adds(&k->sql, "with ");
	if (!t->group_count)
		all_groups(k);
	hire__buf_addf(&k->sql,
	    "c as materialized (select m.* from generate_series(0, %d) r(r)",
	    k->last);
	if (!one)
		groups_of_rank(k);
	hire__buf_adds(&k->sql, " cross join lateral (select t.*");
	from(k);
	hire__buf_addf(&k->sql, "t.\"%s\" = ", t->group);
	if (one)
		hire__buf_addf(&k->sql, "$%d", k->group);
	else
		hire__buf_adds(&k->sql, "h.g and h.head is not null");
	hire__buf_addf(&k->sql,
	    " and t.\"%s\" = r.r and t.\"%s\" <= $%d order by t.\"%s\" limit "
	    "%d for no key update skip locked) m limit %d)",
	    t->rank, t->order, k->upto, t->order, k->limit, k->limit);
}

static void
change(taking *k)
{
	const hire_take *t = &k->t;
	hire__buf_addf(&k->sql,
	    " update \"%s\" t set \"version\" = t.\"version\" + 1",
	    t->record->name);
	for (size_t i = 0; i < t->set_count; i++) {
		const hire_set *s = &t->sets[i];
		bool text =
		    hire__field_is_text(hire_record_field(t->record, s->field));
		int at = add_value(k,
		    text ? hire__text_value(s->text)
		         : hire__number_value(s->number),
		    0);
		hire__buf_addf(&k->sql, ", \"%s\" = ", s->field);
		if (s->add)
			hire__buf_addf(&k->sql, "t.\"%s\" + ", s->field);
		hire__buf_addf(&k->sql, "$%d", at);
	}
	hire__buf_adds(&k->sql, " from c where t.\"" HIRE__SEQ
	                        "\" = c.\"" HIRE__SEQ "\" returning ");
	hire__sql_names(&k->sql, t->record, 0, "c.");
}

static const Oid array_types[] = {HIRE__PG_TEXTS, HIRE__PG_NUMBERS};
static const Oid one_types[] = {TEXT, NUMBER};

/* A statement of `sql` and up to two values, which it owns from here on. */
static hire_status
hold(taking *k, const char *sql, const Oid *types, hire__buf *one,
    hire__buf *two, size_t *hits, hire_error *err)
{
	hire_ctx *ctx = k->c->store->ctx;
	hire__pg_held *h = hire__zalloc(ctx, sizeof *h);
	hire__value *values = hire__zalloc(ctx, 2 * sizeof *values);
	char *text = hire__strdup(ctx, sql);
	bool made = h && values && text && !one->failed && !two->failed;
	if (!made) {
		hire__free(ctx, h);
		hire__free(ctx, values);
		hire__free(ctx, text);
		return hire__nomem(err);
	}
	values[0] =
	    (hire__value){.is_text = true, .text = one->s, .n = one->len};
	values[1] =
	    (hire__value){.is_text = true, .text = two->s, .n = two->len};
	*h =
	    (hire__pg_held){.said = {text, values, two->s ? 2 : 1, types, true},
	        .own = {text, values, one->s, two->s},
	        .hits = hits};
	one->s = two->s = NULL;
	return hire__pg_hold(k->c, h, err);
}

/* Most often it is one: a plan for an array would be made each time. */
static hire_status
hold_one(taking *k, size_t *hits, hire_error *err)
{
	const hire_record_head *head = k->t.done[0];
	hire_ctx *ctx = k->c->store->ctx;
	hire__buf sql = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire__buf id = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire__buf version = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire__plan plan = {.kind = HIRE__REMOVE, .record = k->t.record};
	hire__sql(&sql, &hire__pg_dialect, &plan);
	hire__buf_adds(&id, head->id);
	for (int byte = 7; byte >= 0; byte--)
		hire__buf_addc(
		    &version, (char)((uint64_t)head->version >> 8 * byte));
	hire_status st = hire__buf_check(&sql, err);
	if (!st)
		st = hold(k, sql.s, one_types, &id, &version, hits, err);
	hire__buf_free(&sql);
	hire__buf_free(&id);
	hire__buf_free(&version);
	return st;
}

static hire_status
hold_done(taking *k, size_t *hits, hire_error *err)
{
	const hire_take *t = &k->t;
	hire_ctx *ctx = k->c->store->ctx;
	hire__buf sql = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire__buf ids = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire__buf versions = HIRE__BUF(ctx, HIRE__SQL_MAX);
	hire__buf_addf(&sql,
	    "delete from \"%s\" t using unnest($1, $2) u(i, v) where t.\"id\""
	    " = u.i and t.\"version\" = u.v",
	    t->record->name);
	hire__pg_array_head(&ids, true, t->done_count);
	hire__pg_array_head(&versions, false, t->done_count);
	for (size_t i = 0; i < t->done_count; i++) {
		hire__value id = hire__text_value(t->done[i]->id);
		hire__value v = hire__number_value(t->done[i]->version);
		hire__pg_array_add(&ids, &id);
		hire__pg_array_add(&versions, &v);
	}
	hire_status st = hire__buf_check(&sql, err);
	if (!st)
		st = hold(k, sql.s, array_types, &ids, &versions, hits, err);
	hire__buf_free(&sql);
	hire__buf_free(&ids);
	hire__buf_free(&versions);
	return st;
}

/* Who counts holders must be alone with them, up to the end. */
static hire_status
hold_locks(taking *k, hire_error *err)
{
	hire_ctx *ctx = k->c->store->ctx;
	hire__buf names = HIRE__BUF(ctx, HIRE__SQL_MAX), none = {0};
	size_t count = 0;
	for (size_t i = 0; i < k->t.group_count; i++)
		count += k->t.most[i] > 0;
	hire__pg_array_head(&names, true, count);
	for (size_t i = 0; i < k->t.group_count; i++) {
		hire__value v = hire__text_value(k->t.groups[i]);
		if (k->t.most[i] > 0)
			hire__pg_array_add(&names, &v);
	}
	hire_status st = hold(k,
	    "select pg_advisory_xact_lock(hashtextextended(s.g, 7522843))"
	    " from (select g from unnest($1) u(g) order by g offset 0) s",
	    array_types, &names, &none, NULL, err);
	hire__buf_free(&names);
	return st;
}

/* Nothing was there: when will something be? */
static hire_status
ask_next(taking *k, int64_t *out, hire_error *err)
{
	const hire_take *t = &k->t;
	PGresult *r = NULL;
	bool one = t->group_count == 1 && !t->most;
	hire__buf_clear(&k->sql);
	hire__buf_adds(&k->sql, t->group_count ? "" : "with ");
	if (!t->group_count) {
		all_groups(k);
		k->sql.len -= 2; /* no other one follows */
	}
	hire__buf_addf(&k->sql,
	    " select coalesce(min(m.o), 0) from generate_series(0, %d) r(r)",
	    k->last);
	if (!one && t->group_count)
		hire__buf_addf(
		    &k->sql, " cross join unnest($%d) k(g)", k->group);
	else if (!one)
		hire__buf_adds(&k->sql, " cross join g k");
	hire__buf_addf(
	    &k->sql, " cross join lateral (select t.\"%s\" o", t->order);
	from(k);
	hire__buf_addf(&k->sql, "t.\"%s\" = ", t->group);
	if (one)
		hire__buf_addf(&k->sql, "$%d", k->group);
	else
		hire__buf_adds(&k->sql, "k.g");
	hire__buf_addf(&k->sql,
	    " and t.\"%s\" = r.r and t.\"%s\" > $%d order by t.\"%s\""
	    " limit 1) m",
	    t->rank, t->order, k->upto, t->order);
	hire__pg_said said = {
	    k->sql.s, k->values, (size_t)k->asked, k->types, true};
	hire_status st = hire__buf_check(&k->sql, err);
	if (!st)
		st = hire__pg_ask(k->c, &said, &r, err);
	if (!st)
		*out = hire__pg_value(k->c->store, r, 0, 0).number;
	k->c->store->pq.clear(r);
	return st;
}

static hire_status
read_taken(
    taking *k, PGresult *r, hire_arena *mem, hire_taken *got, hire_error *err)
{
	const hire_record *record = k->t.record;
	hire_status st = hire__pg_read(k->c, &k->plan, r, mem, &got->rows, err);
	for (size_t i = 0; !st && i < got->rows.count; i++) {
		void *row = (char *)got->rows.rows + i * record->size;
		((hire_record_head *)row)->version++;
	}
	return st || got->rows.count ? st : ask_next(k, &got->next, err);
}

static hire_status
run(taking *k, hire_arena *mem, hire_taken *out, hire_error *err)
{
	const hire_take *t = &k->t;
	PGresult *r = NULL;
	size_t hits = 0;
	hire_taken got = {.missed = 0};
	hire_status st = HIRE_OK;
	hire__pg_said said = {
	    k->sql.s, k->values, (size_t)k->n, k->types, true};
	if (t->done_count)
		st = t->done_count == 1 ? hold_one(k, &hits, err)
		                        : hold_done(k, &hits, err);
	if (!st && t->most)
		st = hold_locks(k, err);
	if (!st && t->limit)
		st = hire__pg_ask(k->c, &said, &r, err);
	else if (!st)
		st = hire__pg_send_held(k->c, err);
	if (!st && t->limit)
		st = read_taken(k, r, mem, &got, err);
	k->c->store->pq.clear(r);
	if (st)
		return st;
	got.missed = t->done_count - hits;
	*out = got;
	return HIRE_OK;
}

static hire_status
say_and_run(taking *k, hire_arena *mem, hire_taken *out, hire_error *err)
{
	bind_all(k);
	k->asked = k->n;
	pick(k);
	change(k);
	hire_status st = hire__buf_check(&k->sql, err);
	if (!st)
		st = hire__buf_check(&k->groups, err);
	if (!st)
		st = hire__buf_check(&k->most, err);
	return st ? st : run(k, mem, out, err);
}

hire_status
hire__pg_take_rows(void *state, const hire_take *take, hire_arena *mem,
    hire_taken *out, hire_error *err)
{
	hire__pg *s = state;
	taking k = {.sql = HIRE__BUF(s->ctx, HIRE__SQL_MAX),
	    .groups = HIRE__BUF(s->ctx, HIRE__SQL_MAX),
	    .most = HIRE__BUF(s->ctx, HIRE__SQL_MAX)};
	hire_status st = check(&k, take, mem, err);
	if (!st)
		st = hire__pg_take(s, HIRE__PG_ALONE, &k.c, err);
	if (!st) {
		st = say_and_run(&k, mem, out, err);
		hire__pg_give(k.c);
	}
	hire__buf_free(&k.sql);
	hire__buf_free(&k.groups);
	hire__buf_free(&k.most);
	return st;
}
