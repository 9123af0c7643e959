/* SPDX-License-Identifier: MIT
 * copy_store.c - moving an installation from one store to another: whether the
 * target may take it, the mark while it is not whole, record after record, and
 * the comparison in the end.
 */
#include "copy_store.h"

#include "platform.h"
#include "settings.h"

#include "util/ctx.h"

#include <string.h>

#define INSTALLATION "installation"

hire_status
hire__copy_blame(
    hire__copying *c, const hire_record *record, const char *id, hire_status st)
{
	hire_error was = c->err ? *c->err : (hire_error){0};
	return hire_fail(c->err, st, was.field, "%s%s%.60s: %.300s",
	    record->name, id ? " " : "", id ? id : "", was.message);
}

void
hire__copy_tell(const hire__copying *c, const hire_copy_part *part,
    hire_copy_step step, int64_t done)
{
	if (c->options.news)
		c->options.news(c->options.user,
		    &(hire_copy_news){part->record, step, done, part->rows});
}

typedef struct counting {
	hire_platform *p;
	const hire_record *record;
	hire_arena *mem;
	int64_t count;
} counting;

static hire_status
count(void *user, hire_tx *tx, hire_error *err)
{
	counting *n = user;
	hire__work w = {.p = n->p, .tx = tx, .mem = n->mem, .err = err};
	hire_filter unmarked = {"name", HIRE_NE, 0, HIRE__COPY_MARK};
	bool marked = n->record == &hire_setting_record;
	return hire__count(&w, n->record, &unmarked, marked, &n->count);
}

/* In a transaction of its own. */
static hire_status
count_rows(hire__copying *c, hire_platform *where, const hire_record *record,
    int64_t *out)
{
	counting n = {.p = where, .record = record};
	hire_status st = hire_arena_new(c->ctx, 0, &n.mem, c->err);
	if (!st)
		st = hire__walk_in_tx(&where->store, NULL, count, &n, c->err);
	hire_arena_free(n.mem);
	if (!st)
		*out = n.count;
	return st;
}

/* What a store says of itself; NULL: it does not. */
typedef struct mark {
	const char *installation; /* that it is */
	const char *copy_of;      /* that it is an unfinished copy of */
	const char *id;           /* of the setting that says so */
	int64_t version;
} mark;

static hire_status
look_for_mark(hire__work *w, void *args)
{
	mark *m = args;
	hire_setting is, copy;
	bool has = false, marked = false;
	hire_filter own = HIRE_IS("name", INSTALLATION);
	hire_filter by = HIRE_IS("name", HIRE__COPY_MARK);
	hire_status st =
	    hire__find(w, &hire_setting_record, &own, 1, &is, &has);
	if (!st)
		st =
		    hire__find(w, &hire_setting_record, &by, 1, &copy, &marked);
	if (st)
		return st;
	*m = (mark){.installation = has ? is.value : NULL};
	if (marked) {
		m->copy_of = copy.value ? copy.value : "";
		m->id = copy.id;
		m->version = copy.version;
	}
	return HIRE_OK;
}

hire_status
hire__copy_refuse(hire_platform *p, hire_arena *mem, hire_error *err)
{
	mark m;
	hire_status st = hire__read(p, look_for_mark, &m, mem, err);
	if (st || !m.copy_of)
		return st;
	return hire_fail(err, HIRE_ESTATE, "HIRE_STORE",
	    "holds an unfinished copy of another store: finish it by the same "
	    "hire-cli copy-store, or name another store");
}

/* A platform with nothing but a store, its tables as they are. */
static hire_status
open_side(hire__copying *c, const hire_config *given, hire_platform **out)
{
	hire_config config;
	hire_arena *mem = NULL;
	hire_platform *p = hire__zalloc(c->ctx, sizeof *p);
	if (!p)
		return hire__nomem(c->err);
	p->ctx = c->ctx;
	p->needs = HIRE_NEED_STORE;
	hire_status st = hire__config_full(given, &config, c->err);
	if (!st)
		st = hire_arena_new(c->ctx, 0, &mem, c->err);
	if (!st)
		st = hire__open_store_as_is(p, &config, mem, c->err);
	hire_arena_free(mem);
	if (!st)
		*out = p;
	else
		hire__free(c->ctx, p);
	return st;
}

/* A store of the host's own stays the host's. */
static void
close_side(const hire_config *given, hire_platform *p)
{
	if (p && given->own_store)
		p->store = (hire_store){0};
	hire_platform_close(p);
}

static hire_status
look_over(hire__copying *c, hire_platform *p, bool dry, const char **plan)
{
	size_t n;
	const hire_record *const *all = hire_records(&n);
	const hire_store *s = &p->store;
	*plan = "";
	return s->ops.migrate
	           ? s->ops.migrate(s->state, all, n, dry, c->mem, plan, c->err)
	           : HIRE_OK;
}

/* Its tables are ours, and nothing is missing in it. */
static hire_status
check_side(hire__copying *c, hire_platform *p, const char *which)
{
	const char *plan;
	hire_status st = look_over(c, p, true, &plan);
	if (!st && *plan)
		st = hire_fail(c->err, HIRE_ESTATE, which,
		    "does not have the tables of this version: if it is the "
		    "right store, run hire-cli migrate on it first");
	return st;
}

static hire_status
check_source(hire__copying *c, char **installation)
{
	mark m;
	const char *name = NULL;
	hire_status st = check_side(c, c->from, "source");
	if (!st)
		st = hire__read(c->from, look_for_mark, &m, c->mem, c->err);
	if (!st && m.copy_of)
		st = hire_fail(c->err, HIRE_ESTATE, "source",
		    "is an unfinished copy itself");
	if (!st)
		st = hire__setting_secret(
		    c->from, INSTALLATION, c->mem, &name, c->err);
	if (st)
		return st;
	*installation = hire_arena_strdup(c->mem, name);
	return *installation ? HIRE_OK : hire__nomem(c->err);
}

/* A store that nobody has used: at most its own keys were made. */
static hire_status
check_unused(hire__copying *c)
{
	size_t n;
	int64_t rows = 0;
	const hire_record *const *all = hire_records(&n);
	for (size_t i = 0; i < n; i++) {
		if (all[i] == &hire_setting_record)
			continue;
		hire_status st = count_rows(c, c->to, all[i], &rows);
		if (!st && rows)
			st = hire_fail(c->err, HIRE_ESTATE, "target",
			    "is in use: it has %lld rows of %s; name an empty "
			    "store",
			    (long long)rows, all[i]->name);
		if (st)
			return st;
	}
	return HIRE_OK;
}

/* In place of the keys, which are of no use to the copy. */
static hire_status
set_mark(hire__work *w, void *args)
{
	hire_rows keys;
	const hire_store *s = &w->p->store;
	hire_setting set;
	hire_status st = hire__list(w, &hire_setting_record, NULL, 0, NULL,
	    false, (hire_page){NULL, 1000}, &keys);
	const hire_setting *key = st ? NULL : keys.rows;
	for (size_t i = 0; !st && i < keys.count; i++)
		st = s->ops.remove(s->state, w->tx, &hire_setting_record,
		    key[i].id, key[i].version, w->err);
	hire_record_init(&hire_setting_record, &set);
	set.name = HIRE__COPY_MARK;
	set.value = args;
	return st ? st : hire__insert(w, &hire_setting_record, &set);
}

static hire_status
take_unmarked(hire__copying *c, const mark *target, char *installation)
{
	const char *is = target->installation;
	if (is && !strcmp(is, installation))
		return hire_fail(c->err, HIRE_ESTATE, "target",
		    "is a whole copy already, or the source itself: --verify "
		    "compares them");
	hire_status st = is ? hire_fail(c->err, HIRE_ESTATE, "target",
	                          "is another installation; name an empty "
	                          "store")
	                    : check_unused(c);
	return st ? st
	          : hire__write(c->to, set_mark, installation, c->mem, c->err);
}

/* The target takes the copy: it is empty, or was begun by the same source. */
static hire_status
take_target(hire__copying *c, char *installation)
{
	mark m;
	const char *plan;
	hire_status st = look_over(c, c->to, false, &plan);
	if (!st)
		st = hire__read(c->to, look_for_mark, &m, c->mem, c->err);
	if (st)
		return st;
	if (!m.copy_of)
		return take_unmarked(c, &m, installation);
	if (!strcmp(m.copy_of, installation))
		return HIRE_OK;
	return hire_fail(c->err, HIRE_ESTATE, "target",
	    "holds an unfinished copy of another installation; name an empty "
	    "store");
}

static hire_status
drop_mark(hire__work *w, void *args)
{
	mark *m = args;
	const hire_store *s = &w->p->store;
	hire_status st = look_for_mark(w, m);
	if (st || !m->id)
		return st;
	return s->ops.remove(
	    s->state, w->tx, &hire_setting_record, m->id, m->version, w->err);
}

/* A part for each record, with the rows to expect: -1 where counting them
 * takes too long. */
static hire_status
make_parts(hire__copying *c, hire_copy_report *out)
{
	size_t n;
	const hire_record *const *all = hire_records(&n);
	hire_copy_part *parts = hire_arena_alloc(c->mem, n * sizeof *parts);
	if (!parts)
		return hire__nomem(c->err);
	for (size_t i = 0; i < n; i++) {
		parts[i].record = all[i]->name;
		hire_status st = count_rows(c, c->from, all[i], &parts[i].rows);
		if (st == HIRE_EBUSY)
			parts[i].rows = -1;
		else if (st)
			return hire__copy_blame(c, all[i], NULL, st);
	}
	*out = (hire_copy_report){.parts = parts, .count = n};
	return HIRE_OK;
}

typedef hire_status (*part_step)(
    hire__copying *c, const hire_record *record, hire_copy_part *part);

static hire_status
each(hire__copying *c, hire_copy_report *r, part_step step)
{
	hire_status st = HIRE_OK;
	const hire_record *const *all = hire_records(&r->count);
	for (size_t i = 0; !st && i < r->count; i++)
		st = step(c, all[i], &r->parts[i]);
	return st;
}

static void
add_up(hire_copy_report *r)
{
	r->same = true;
	for (size_t i = 0; i < r->count; i++) {
		const hire_copy_part *p = &r->parts[i];
		r->rows += p->rows;
		r->added += p->added;
		r->removed += p->removed;
		r->same = r->same && !p->differs;
	}
}

static hire_status
all_the_same(hire__copying *c, const hire_copy_report *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->parts[i].differs)
			return hire_fail(c->err, HIRE_ECORRUPT, "target",
			    "%s %.60s is not as in the source: was the target "
			    "changed meanwhile?  Run the same again",
			    r->parts[i].record, r->parts[i].differs);
	return HIRE_OK;
}

/* With a snapshot of the source. */
static hire_status
copy_all(hire__copying *c, hire_copy_report *r)
{
	const hire_store *from = &c->from->store;
	hire_status st =
	    from->ops.begin(from->state, false, &c->snapshot, c->err);
	if (st)
		return st;
	st = each(c, r, hire__copy_rows);
	if (!st)
		st = each(c, r, hire__copy_compare);
	from->ops.rollback(from->state, c->snapshot);
	return st;
}

static hire_status
copy(hire__copying *c, hire_copy_report *r)
{
	mark m;
	char *installation;
	hire_status st = check_source(c, &installation);
	if (!st)
		st = take_target(c, installation);
	if (!st)
		st = make_parts(c, r);
	if (!st)
		st = copy_all(c, r);
	add_up(r);
	if (!st)
		st = all_the_same(c, r);
	return st || c->options.unfinished
	           ? st
	           : hire__write(c->to, drop_mark, &m, c->mem, c->err);
}

static hire_status
compare(hire__copying *c, hire_copy_report *r)
{
	const hire_store *from = &c->from->store, *to = &c->to->store;
	hire_status st = check_side(c, c->from, "source");
	if (!st)
		st = check_side(c, c->to, "target");
	if (!st)
		st = make_parts(c, r);
	if (!st)
		st = from->ops.begin(from->state, false, &c->snapshot, c->err);
	if (st)
		return st;
	st = to->ops.begin(to->state, false, &c->there, c->err);
	if (!st) {
		st = each(c, r, hire__copy_compare);
		to->ops.rollback(to->state, c->there);
	}
	from->ops.rollback(from->state, c->snapshot);
	add_up(r);
	return st;
}

/* Run `work` with both stores open. */
static hire_status
with_both(hire__copying *c, const hire_config *from, const hire_config *to,
    const hire_copy_options *options,
    hire_status (*work)(hire__copying *c, hire_copy_report *r),
    hire_copy_report *out)
{
	hire_copy_options none = {.size = sizeof none};
	hire_copy_report report = {0};
	hire_status st = hire__extend(
	    &c->options, sizeof c->options, options ? options : &none, c->err);
	if (!st && from->store && to->store && !strcmp(from->store, to->store))
		st = hire_fail(c->err, HIRE_EUSAGE, NULL,
		    "source and target are the same store");
	if (!st)
		st = open_side(c, from, &c->from);
	if (!st)
		st = open_side(c, to, &c->to);
	if (!st)
		st = work(c, &report);
	close_side(from, c->from);
	close_side(to, c->to);
	if (!st)
		*out = report;
	return st;
}

hire_status
hire_store_copy(hire_ctx *ctx, const hire_config *from, const hire_config *to,
    const hire_copy_options *options, hire_arena *mem, hire_copy_report *out,
    hire_error *err)
{
	hire_error why = {0};
	hire__copying c = {.ctx = ctx, .mem = mem, .err = err ? err : &why};
	return with_both(&c, from, to, options, copy, out);
}

hire_status
hire_store_compare(hire_ctx *ctx, const hire_config *from,
    const hire_config *to, const hire_copy_options *options, hire_arena *mem,
    hire_copy_report *out, hire_error *err)
{
	hire_error why = {0};
	hire__copying c = {.ctx = ctx, .mem = mem, .err = err ? err : &why};
	return with_both(&c, from, to, options, compare, out);
}
