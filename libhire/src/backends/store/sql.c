/* SPDX-License-Identifier: MIT
 * sql.c - SQL text from field tables, for every database that speaks SQL.
 */
#include "sql.h"

#include "model/record.h"

#include <string.h>

/* Whether the blank-separated list `names` holds `name`. */
static bool
holds(const char *names, const char *name)
{
	size_t n = strlen(name);
	for (const char *at = names; (at = strstr(at, name)); at += n)
		if ((at == names || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
			return true;
	return false;
}

bool
hire__sql_indexed(const hire_record *record, const hire_field *f)
{
	if (f->flags &
	    (HIRE_UNIQUE | HIRE_INDEXED | HIRE_SEARCHED | HIRE_FACET))
		return true;
	for (size_t i = 0; i < record->index_count; i++)
		if (holds(record->indexes[i].fields, f->name))
			return true;
	return !strcmp(f->name, "id");
}

bool
hire__sql_searched(const hire_record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].flags & HIRE_SEARCHED)
			return true;
	return false;
}

void
hire__sql_names(
    hire__buf *b, const hire_record *record, unsigned flags, const char *before)
{
	const char *comma = "";
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if ((f->flags & flags) != flags)
			continue;
		hire__buf_addf(b, "%s%s\"%s\"", comma, before, f->name);
		comma = ", ";
	}
}

static void
insert_row(hire__buf *b, const hire__dialect *d, const hire__plan *plan)
{
	const hire_record *r = plan->record;
	bool words = hire__sql_searched(r) && !d->words_table;
	hire__buf_addf(b, "insert into \"%s\" (", r->name);
	hire__sql_names(b, r, 0, "");
	hire__buf_adds(
	    b, words ? ", \"" HIRE__WORDS "\") values (" : ") values (");
	for (size_t i = 1; i <= r->count; i++)
		hire__buf_addf(b, "%s%c%zu", i > 1 ? ", " : "", d->mark, i);
	if (words)
		hire__buf_addf(
		    b, ", %c%zu%s", d->mark, r->count + 1, d->words_cast);
	hire__buf_adds(b, plan->lenient ? ") on conflict do nothing" : ")");
}

static void
insert(hire__buf *b, const hire__dialect *d, const hire__plan *plan)
{
	const hire_record *r = plan->record;
	if (!hire__sql_searched(r) || !d->words_table) {
		insert_row(b, d, plan);
		return;
	}
	hire__buf_adds(b, "with r as (");
	insert_row(b, d, plan);
	hire__buf_addf(b,
	    " returning \"" HIRE__SEQ "\") insert into \"%s%s\""
	    " (\"" HIRE__SEQ "\", \"" HIRE__WORDS "\") select \"" HIRE__SEQ
	    "\", %c%zu%s from r",
	    r->name, d->words_table, d->mark, r->count + 1, d->words_cast);
}

static void
of_row(hire__buf *b, const hire__dialect *d, const hire_record *r)
{
	hire__buf_addf(b,
	    " where \"" HIRE__SEQ "\" = (select \"" HIRE__SEQ
	    "\" from \"%s\" where \"id\" = %c1 and \"version\" = %c2)",
	    r->name, d->mark, d->mark);
}

/* Words in a table of their own, with the row that is changed. */
static void
renew_words(hire__buf *b, const hire__dialect *d, const hire_record *r)
{
	hire__buf_addf(b,
	    "with w as (update \"%s%s\" set \"" HIRE__WORDS "\" = %c%zu%s",
	    r->name, d->words_table, d->mark, r->count + 1, d->words_cast);
	of_row(b, d, r);
	hire__buf_adds(b, ") ");
}

/* The lean form fits only rows whose indexed fields stay as they are: not
 * naming them in SET keeps the database from rewriting index pages. */
static void
update(hire__buf *b, const hire__dialect *d, const hire__plan *plan)
{
	const hire_record *r = plan->record;
	bool lean = plan->kind == HIRE__UPDATE_LEAN;
	bool words = !lean && hire__sql_searched(r);
	const char *comma = "";
	if (words && d->words_table)
		renew_words(b, d, r);
	hire__buf_addf(b, "update \"%s\" set ", r->name);
	for (size_t i = 1; i < r->count; i++) {
		const hire_field *f = &r->fields[i];
		if (lean && hire__sql_indexed(r, f))
			continue;
		hire__buf_addf(b, "%s\"%s\" = %c%zu%s", comma, f->name, d->mark,
		    i + 1, strcmp(f->name, "version") ? "" : " + 1");
		comma = ", ";
	}
	if (words && !d->words_table)
		hire__buf_addf(b, ", \"" HIRE__WORDS "\" = %c%zu%s", d->mark,
		    r->count + 1, d->words_cast);
	const char *and = " where ";
	for (size_t i = 0; i < r->count; i++) {
		const hire_field *f = &r->fields[i];
		bool key = !i || !strcmp(f->name, "version");
		if (!key && !(lean && hire__sql_indexed(r, f)))
			continue;
		hire__buf_addf(b, "%s\"%s\" %s %c%zu", and, f->name,
		    key ? "=" : d->same, d->mark, i + 1);
		and = " and ";
	}
}

static void
remove_row(hire__buf *b, const hire__dialect *d, const hire__plan *plan)
{
	const hire_record *r = plan->record;
	if (d->words_table && hire__sql_searched(r)) {
		hire__buf_addf(b, "with w as (delete from \"%s%s\"", r->name,
		    d->words_table);
		of_row(b, d, r);
		hire__buf_adds(b, ") ");
	}
	hire__buf_addf(b,
	    "delete from \"%s\" where \"id\" = %c1 and \"version\" = %c2",
	    r->name, d->mark, d->mark);
}

/* Names the placeholder after the last one used. */
typedef struct text {
	hire__buf *b;
	const hire__dialect *d;
	const hire__plan *plan;
	const char *and;
	int last;
} text;

static void
condition(text *t, size_t i)
{
	static const char *const words[] = {"=", "<>", "<", "<=", ">", ">="};
	const hire_field *f = t->plan->fields[i];
	const hire_filter *filter = &t->plan->filters[i];
	bool is_text = hire__field_is_text(f);
	hire__buf_adds(t->b, t->and);
	t->and = " and ";
	if (is_text && !filter->text && filter->op <= HIRE_NE) {
		hire__buf_addf(t->b, "t.\"%s\" is%s null", f->name,
		    filter->op == HIRE_EQ ? "" : " not");
		return;
	}
	if (is_text && !filter->text) {
		hire__buf_adds(t->b, "1 = 0"); /* nothing is before NULL */
		return;
	}
	if (filter->op == HIRE_HAS) {
		int n = ++t->last;
		hire__buf_addf(t->b,
		    "(%s('\n' || t.\"%s\" || '\n', '\n' || %c%d || '\n') > 0"
		    " and %c%d <> '')",
		    t->d->position, f->name, t->d->mark, n, t->d->mark, n);
		return;
	}
	hire__buf_addf(t->b, "(t.\"%s\" %s %c%d", f->name, words[filter->op],
	    t->d->mark, ++t->last);
	if (is_text && filter->op == HIRE_NE)
		hire__buf_addf(t->b, " or t.\"%s\" is null", f->name);
	hire__buf_addc(t->b, ')');
}

static bool
nullable(const hire_field *f)
{
	return hire__field_is_text(f) && !(f->flags & HIRE_REQUIRED);
}

/* Rows behind the cursor; NULL comes before every text. */
static void
behind(text *t)
{
	const hire__plan *p = t->plan;
	const char *f = p->order ? p->order->name : "";
	char than = p->descending ? '<' : '>', mark = t->d->mark;
	int n = t->last;
	hire__buf_adds(t->b, t->and);
	if (!p->order) {
		hire__buf_addf(t->b, "t.\"id\" %c %c%d", than, mark, n + 1);
		t->last = n + 1;
	} else if (!p->after_value.null) {
		hire__buf_addf(t->b,
		    "((t.\"%s\", t.\"id\") %c (%c%d, %c%d)%s%s%s)", f, than,
		    mark, n + 1, mark, n + 2,
		    p->descending && nullable(p->order) ? " or t.\"" : "",
		    p->descending && nullable(p->order) ? f : "",
		    p->descending && nullable(p->order) ? "\" is null" : "");
		t->last = n + 2;
	} else {
		hire__buf_addf(t->b, "((t.\"%s\" is null and t.\"id\" %c %c%d)",
		    f, than, mark, n + 1);
		if (!p->descending)
			hire__buf_addf(t->b, " or t.\"%s\" is not null", f);
		hire__buf_addc(t->b, ')');
		t->last = n + 1;
	}
}

static void
ordered(text *t)
{
	const hire__plan *p = t->plan;
	const char *way = p->descending ? " desc" : "";
	hire__buf_adds(t->b, " order by ");
	if (p->order) {
		hire__buf_addf(t->b, "t.\"%s\"%s%s, ", p->order->name, way,
		    !nullable(p->order) ? ""
		    : p->descending     ? t->d->nulls_last
		                        : t->d->nulls_first);
	}
	hire__buf_addf(
	    t->b, "t.\"id\"%s limit %c%d", way, t->d->mark, t->last + 1);
}

static void
conditions(text *t)
{
	for (size_t i = 0; i < t->plan->filter_count; i++)
		if (!t->plan->covered[i])
			condition(t, i);
}

int
hire__sql_conditions(hire__buf *b, const hire__dialect *d,
    const hire__plan *plan, const char *and, int last)
{
	text t = {b, d, plan, and, last};
	conditions(&t);
	return t.last;
}

void
hire__sql_reads(hire__buf *b, const hire__plan *plan)
{
	const hire_record *r = plan->record;
	for (size_t i = 0; i < r->count; i++)
		if (hire__plan_reads(plan, &r->fields[i]))
			hire__buf_addf(
			    b, "%st.\"%s\"", i ? ", " : "", r->fields[i].name);
}

static void
select_rows(hire__buf *b, const hire__dialect *d, const hire__plan *plan)
{
	text t = {b, d, plan, " where ", 0};
	hire__buf_adds(b, "select ");
	hire__sql_reads(b, plan);
	hire__buf_addf(b, " from \"%s\" t", plan->record->name);
	conditions(&t);
	if (plan->after)
		behind(&t);
	ordered(&t);
}

static void
add_key(text *t)
{
	if (t->plan->words)
		t->d->search_key(t->b, t->plan->record);
	else
		hire__buf_adds(t->b, "t.\"" HIRE__SEQ "\"");
}

static void
search(hire__buf *b, const hire__dialect *d, const hire__plan *plan)
{
	text t = {b, d, plan, " where ", 0};
	hire__buf_adds(b, "select ");
	hire__sql_reads(b, plan);
	hire__buf_adds(b, ", ");
	add_key(&t);
	hire__buf_adds(b, " from ");
	if (plan->words) {
		d->search_from(b, plan->record);
		hire__buf_adds(b, t.and);
		d->search_match(b, plan->record, ++t.last);
		t.and = " and ";
	} else {
		hire__buf_addf(b, "\"%s\" t", plan->record->name);
	}
	conditions(&t);
	if (plan->after) {
		hire__buf_adds(b, t.and);
		add_key(&t);
		hire__buf_addf(b, " < %c%d", d->mark, ++t.last);
	}
	hire__buf_adds(b, " order by ");
	add_key(&t);
	hire__buf_addf(b, " desc limit %c%d", d->mark, t.last + 1);
}

/* Floor to a multiple of placeholder 1, also before 1970. */
static void
add_group(text *t)
{
	const char *f = t->plan->group->name;
	char m = t->d->mark;
	if (!t->plan->every)
		hire__buf_addf(t->b, "t.\"%s\"", f);
	else
		hire__buf_addf(t->b,
		    "t.\"%s\" - (t.\"%s\" %% %c1 + %c1) %% %c1", f, f, m, m, m);
}

static void
aggregate(hire__buf *b, const hire__dialect *d, const hire__plan *plan)
{
	text t = {b, d, plan, " where ", plan->every ? 1 : 0};
	hire__buf_adds(b, "select ");
	if (plan->group) {
		add_group(&t);
		hire__buf_adds(b, ", ");
	}
	hire__buf_adds(b, "count(*), ");
	if (plan->sum)
		hire__buf_addf(
		    b, "%s(t.\"%s\")%s", d->sum, plan->sum->name, d->sum_tail);
	else
		hire__buf_adds(b, "0");
	hire__buf_addf(b, " from \"%s\" t", plan->record->name);
	conditions(&t);
	if (plan->group)
		hire__buf_addf(b, " group by 1 order by 1%s",
		    nullable(plan->group) ? d->nulls_first : "");
}

void
hire__sql(hire__buf *b, const hire__dialect *d, const hire__plan *plan)
{
	static void (*const writers[])(
	    hire__buf *, const hire__dialect *, const hire__plan *) = {
	    [HIRE__INSERT] = insert,
	    [HIRE__UPDATE_LEAN] = update,
	    [HIRE__UPDATE] = update,
	    [HIRE__REMOVE] = remove_row,
	    [HIRE__SELECT] = select_rows,
	    [HIRE__SEARCH] = search,
	    [HIRE__AGGREGATE] = aggregate,
	};
	writers[plan->kind](b, d, plan);
}
