/* SPDX-License-Identifier: MIT
 * plan.c - a call of the store port, checked against its record.
 */
#include "plan.h"

#include "model/record.h"
#include "util/crypto.h"
#include "util/ctx.h"

#include <stdlib.h>
#include <string.h>

enum { LIMIT = 100, LIMIT_MAX = 1000 };

static hire_status
find(const hire_record *record, const char *name, const hire_field **out,
    hire_error *err)
{
	const hire_field *f = hire_record_field(record, name ? name : "");
	if (!f)
		return hire_fail(err, HIRE_EUSAGE, name, "%s has no such field",
		    record->name);
	*out = f;
	return HIRE_OK;
}

static hire_status
take_filters(
    hire__plan *plan, const hire_filter *filters, size_t count, hire_error *err)
{
	if (count > HIRE__PLAN_FILTERS)
		return hire_fail(err, HIRE_EUSAGE, "filters",
		    "%zu conditions, at most %d are possible", count,
		    HIRE__PLAN_FILTERS);
	for (size_t i = 0; i < count; i++) {
		hire_status st =
		    find(plan->record, filters[i].field, &plan->fields[i], err);
		if (st)
			return st;
		if ((unsigned)filters[i].op > HIRE_HAS ||
		    (filters[i].op == HIRE_HAS &&
		        !hire__field_is_text(plan->fields[i])))
			return hire_fail(err, HIRE_EUSAGE, filters[i].field,
			    "there is no such comparison");
	}
	plan->filters = filters;
	plan->filter_count = count;
	return HIRE_OK;
}

/* A cursor is LENGTH ":" id TAG value, TAG being n(ull), t(ext), i(nteger). */
const char *
hire__cursor(hire_arena *mem, const hire__value *value, const char *id)
{
	const char *plain;
	size_t n = strlen(id);
	if (value->null)
		plain = hire_arena_printf(mem, "%zu:%sn", n, id);
	else if (value->is_text)
		plain = hire_arena_printf(mem, "%zu:%st%s", n, id, value->text);
	else
		plain = hire_arena_printf(
		    mem, "%zu:%si%lld", n, id, (long long)value->number);
	return plain ? hire__base64url(mem, plain, strlen(plain)) : NULL;
}

static bool
parse_cursor(hire__plan *plan, char *s, size_t len)
{
	char *at, *tail;
	unsigned long n = strtoul(s, &at, 10);
	if (*at++ != ':' || strlen(s) != len || n > strlen(at))
		return false;
	char tag = at[n];
	at[n] = '\0';
	plan->after_id = at;
	at += n + 1;
	if (tag == 'n')
		plan->after_value = (hire__value){.null = true};
	else if (tag == 't')
		plan->after_value = hire__text_value(at);
	else if (tag == 'i')
		plan->after_value = hire__number_value(strtoll(at, &tail, 10));
	else
		return false;
	return tag != 'i' || (*at && !*tail);
}

/* A cursor of another order would silently skip rows. */
static bool
cursor_fits(const hire__plan *plan)
{
	const hire__value *v = &plan->after_value;
	bool text = plan->order && hire__field_is_text(plan->order);
	if (!plan->order && plan->kind != HIRE__SEARCH)
		return v->null;
	return v->null ? text : v->is_text == text;
}

static hire_status
take_cursor(
    hire__plan *plan, const char *after, hire_arena *mem, hire_error *err)
{
	size_t n = strlen(after);
	bool fits = hire__base64url_valid(after, n);
	char *s = NULL;
	if (fits && !(s = (char *)hire__base64url_decode(mem, after, n, &n)))
		return hire__nomem(err);
	plan->after = true;
	if (fits && parse_cursor(plan, s, n) && cursor_fits(plan))
		return HIRE_OK;
	return hire_fail(err, HIRE_EINVAL, "after", "is no place in this list");
}

hire_status
hire__plan_query(hire__plan *plan, hire__plan_kind kind,
    const hire_query *query, hire_arena *mem, hire_error *err)
{
	hire_query q;
	hire_status st = hire__extend(&q, sizeof q, query, err);
	if (st)
		return st;
	*plan = (hire__plan){.kind = kind,
	    .record = q.record,
	    .descending = q.descending,
	    .without = q.without};
	st = take_filters(plan, q.filters, q.filter_count, err);
	if (!st && kind == HIRE__SELECT && q.order && strcmp(q.order, "id"))
		st = find(q.record, q.order, &plan->order, err);
	if (!st && (q.limit < 0 || q.limit > LIMIT_MAX))
		st = hire_fail(err, HIRE_EINVAL, "limit",
		    "is %d, it must be from 1 to %d", (int)q.limit, LIMIT_MAX);
	plan->limit = q.limit ? q.limit : LIMIT;
	return st || !q.after ? st : take_cursor(plan, q.after, mem, err);
}

hire_status
hire__plan_aggregate(
    hire__plan *plan, const hire_aggregate *query, hire_error *err)
{
	hire_aggregate q;
	hire_status st = hire__extend(&q, sizeof q, query, err);
	if (st)
		return st;
	*plan = (hire__plan){
	    .kind = HIRE__AGGREGATE, .record = q.record, .every = q.every};
	st = take_filters(plan, q.filters, q.filter_count, err);
	if (!st && q.group)
		st = find(q.record, q.group, &plan->group, err);
	if (!st && q.sum)
		st = find(q.record, q.sum, &plan->sum, err);
	if (!st && plan->sum && plan->sum->type != HIRE_TYPE_INT)
		st = hire_fail(err, HIRE_EUSAGE, "sum", "%s is no number",
		    plan->sum->name);
	if (!st && q.every &&
	    (q.every < 0 || !plan->group ||
	        plan->group->type != HIRE_TYPE_TIME))
		st = hire_fail(err, HIRE_EUSAGE, "every",
		    "is a positive width for a time group");
	return st;
}

static bool
filter_is_null(const hire__plan *plan, size_t i)
{
	return hire__field_is_text(plan->fields[i]) && !plan->filters[i].text;
}

bool
hire__plan_reads(const hire__plan *plan, const hire_field *f)
{
	return !(f->flags & plan->without) || f == plan->order ||
	       f->offset < sizeof(hire_record_head);
}

static unsigned char
field_number(const hire__plan *plan, const hire_field *f)
{
	return f ? (unsigned char)(f - plan->record->fields + 1) : 0;
}

size_t
hire__plan_shape(const hire__plan *plan, unsigned char out[HIRE__SHAPE_MAX])
{
	size_t n = 0;
	out[n++] = (unsigned char)plan->kind;
	if (plan->kind < HIRE__SELECT)
		return n;
	out[n++] = field_number(plan, plan->order);
	out[n++] = field_number(plan, plan->group);
	out[n++] = field_number(plan, plan->sum);
	out[n++] = (unsigned char)(plan->descending | plan->after << 1 |
	                           plan->after_value.null << 2 |
	                           (plan->words != NULL) << 3 |
	                           (plan->every != 0) << 4);
	memcpy(out + n, &plan->without, sizeof plan->without);
	n += sizeof plan->without;
	for (size_t i = 0; i < plan->filter_count; i++) {
		out[n++] = field_number(plan, plan->fields[i]);
		out[n++] = (unsigned char)plan->filters[i].op;
		out[n++] = (unsigned char)(filter_is_null(plan, i) |
		                           plan->covered[i] << 1);
	}
	return n;
}

size_t
hire__plan_values(const hire__plan *plan, hire__value out[HIRE__PLAN_VALUES])
{
	size_t n = 0;
	if (plan->every)
		out[n++] = hire__number_value(plan->every);
	if (plan->words)
		out[n++] = hire__text_value(plan->words);
	for (size_t i = 0; i < plan->filter_count; i++) {
		const hire_filter *f = &plan->filters[i];
		if (plan->covered[i])
			continue;
		if (!hire__field_is_text(plan->fields[i]))
			out[n++] = hire__number_value(f->number);
		else if (f->text)
			out[n++] = hire__text_value(f->text);
	}
	if (plan->after && !plan->after_value.null)
		out[n++] = plan->after_value;
	if (plan->after && plan->kind == HIRE__SELECT)
		out[n++] = hire__text_value(plan->after_id);
	if (plan->kind != HIRE__AGGREGATE)
		out[n++] = hire__number_value(plan->limit + 1);
	return n;
}
