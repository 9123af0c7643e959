/* SPDX-License-Identifier: MIT
 * query.c - filters, order, pages, full text and sums over one table.
 */
#include "query.h"

#include <stdlib.h>
#include <string.h>

enum { FILTERS_MAX = 16, LIMIT = 100, LIMIT_MAX = 1000 };

static hire_status
no_memory(hire_error *err)
{
	return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
}

static hire_status
check_fields(const hire_record *record, const hire_filter *filters,
    size_t count, const char *order, hire_error *err)
{
	if (count > FILTERS_MAX)
		return hire_fail(err, HIRE_EUSAGE, "filters",
		    "at most %d conditions", FILTERS_MAX);
	for (size_t i = 0; i < count; i++) {
		const hire_field *f =
		    hire_record_field(record, filters[i].field);
		if (!f || (filters[i].op == HIRE_HAS && !is_text(f)))
			return hire_fail(err, HIRE_EUSAGE, filters[i].field,
			    "no such field");
	}
	if (order && !hire_record_field(record, order))
		return hire_fail(err, HIRE_EUSAGE, order, "no such field");
	return HIRE_OK;
}

/* Whether one line of `text` is `line`. */
static bool
has_line(const char *text, const char *line)
{
	size_t n = strlen(line);
	for (const char *at = n ? strstr(text, line) : NULL; at;
	     at = strstr(at + 1, line))
		if ((at == text || at[-1] == '\n') && (!at[n] || at[n] == '\n'))
			return true;
	return false;
}

static bool
fulfils(const hire_record *record, const hire_filter *filter, const void *data)
{
	const hire_field *f = hire_record_field(record, filter->field);
	const char *s = is_text(f) ? text_of(f, data) : NULL;
	int64_t n = is_text(f) ? 0 : number_of(f, data);
	int way = is_text(f) ? compare_text(s, filter->text)
	                     : (n > filter->number) - (n < filter->number);
	if (is_text(f) && filter->op > HIRE_NE && (!s || !filter->text))
		return false;
	switch (filter->op) {
	case HIRE_EQ:
		return way == 0;
	case HIRE_NE:
		return way != 0;
	case HIRE_LT:
		return way < 0;
	case HIRE_LE:
		return way <= 0;
	case HIRE_GT:
		return way > 0;
	case HIRE_HAS:
		return has_line(s, filter->text);
	default:
		return way >= 0;
	}
}

static bool
fulfils_all(const hire_record *record, const hire_filter *filters, size_t count,
    const void *data)
{
	for (size_t i = 0; i < count; i++)
		if (!fulfils(record, &filters[i], data))
			return false;
	return true;
}

static bool
in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether a word of `text` begins with the `n` bytes at `word`. */
static bool
has_word(const char *text, const char *word, size_t n)
{
	for (const char *at = text; at && *at; at++) {
		size_t same = 0;
		if (at > text && in_word(at[-1]))
			continue;
		while (same < n && lower(at[same]) == lower(word[same]))
			same++;
		if (same == n)
			return true;
	}
	return false;
}

static bool
has_words(const hire_record *record, const char *words, const void *data)
{
	while (*words) {
		size_t n = 0;
		bool found = false;
		while (in_word(words[n]))
			n++;
		for (size_t i = 0; n && !found && i < record->count; i++)
			if (record->fields[i].flags & HIRE_SEARCHED)
				found =
				    has_word(text_of(&record->fields[i], data),
				        words, n);
		if (n && !found)
			return false;
		words += n ? n : 1;
	}
	return true;
}

/* qsort() passes no context, so each place carries its own. */
typedef struct place {
	const void *data;
	const hire_field *order;
	int sign;
} place;

static int
by_place(const void *a, const void *b)
{
	const place *x = a, *y = b;
	int way = compare_field(x->order, x->data, y->data);
	const hire_record_head *l = x->data, *r = y->data;
	return x->sign * (way ? way : strcmp(l->id, r->id));
}

/* A cursor is "order:LENGTH:id" and the value: "" for NULL, "=value" else. */
static const char *
write_cursor(const place *p, hire_arena *mem)
{
	const hire_record_head *head = p->data;
	const char *s = is_text(p->order)
	                    ? text_of(p->order, p->data)
	                    : hire_arena_printf(mem, "%lld",
	                          (long long)number_of(p->order, p->data));
	return hire_arena_printf(mem, "%s:%zu:%s%s%s", p->order->name,
	    strlen(head->id), head->id, s ? "=" : "", s ? s : "");
}

/* Build in `mem` a row that stands where the cursor points to. */
static hire_status
read_cursor(const hire_record *record, const char *after, hire_arena *mem,
    place *p, hire_error *err)
{
	size_t n = strlen(p->order->name), length = 0;
	char *at, *data = hire_arena_alloc(mem, record->size);
	char *copy = hire_arena_strdup(mem, after);
	if (!data || !copy)
		return no_memory(err);
	bool fits = !strncmp(copy, p->order->name, n) && copy[n] == ':';
	if (fits) {
		length = strtoul(copy + n + 1, &at, 10);
		fits = *at++ == ':' && length && length <= strlen(at);
	}
	if (!fits)
		return hire_fail(
		    err, HIRE_EINVAL, "after", "is no place in this list");
	char *value = at[length] ? at + length + 1 : NULL;
	at[length] = '\0';
	if (is_text(p->order))
		memcpy(data + p->order->offset, &value, sizeof value);
	else
		set_number(
		    p->order, data, value ? strtoll(value, NULL, 10) : 0);
	((hire_record_head *)data)->id = at;
	p->data = data;
	return HIRE_OK;
}

static hire_status
copy_page(const hire_record *record, const place *all, size_t count,
    size_t limit, hire_arena *mem, hire_rows *out, hire_error *err)
{
	size_t n = count < limit ? count : limit;
	const char *next = NULL;
	char *rows = hire_arena_alloc(mem, (n + 1) * record->size);
	hire_status st = rows ? HIRE_OK : no_memory(err);
	for (size_t i = 0; !st && i < n; i++)
		st = hire_record_copy(
		    record, all[i].data, rows + i * record->size, mem, err);
	if (!st && count > limit && !(next = write_cursor(&all[n - 1], mem)))
		st = no_memory(err);
	if (!st)
		*out = (hire_rows){rows, n, next};
	return st;
}

hire_status
query_page(const table *t, const hire_query *query, const char *words,
    hire_arena *mem, hire_rows *out, hire_error *err)
{
	const hire_record *record = query->record;
	const char *order = words || !query->order ? "id" : query->order;
	bool descending = words || query->descending;
	hire_status st = check_fields(
	    record, query->filters, query->filter_count, order, err);
	if (st)
		return st;
	if (query->limit < 0 || query->limit > LIMIT_MAX)
		return hire_fail(
		    err, HIRE_EINVAL, "limit", "from 1 to %d", LIMIT_MAX);
	place after = {
	    NULL, hire_record_field(record, order), descending ? -1 : 1};
	if (query->after)
		st = read_cursor(record, query->after, mem, &after, err);
	place *all =
	    st ? NULL : hire_arena_alloc(mem, (t->count + 1) * sizeof *all);
	if (!all)
		return st ? st : no_memory(err);
	size_t count = 0;
	for (size_t i = 0; i < t->count; i++) {
		place p = {t->rows[i]->data, after.order, after.sign};
		if ((!after.data || by_place(&p, &after) > 0) &&
		    fulfils_all(
		        record, query->filters, query->filter_count, p.data) &&
		    (!words || has_words(record, words, p.data)))
			all[count++] = p;
	}
	qsort(all, count, sizeof *all, by_place);
	return copy_page(record, all, count,
	    query->limit ? (size_t)query->limit : LIMIT, mem, out, err);
}

static int
by_group(const void *a, const void *b)
{
	const hire_bucket *x = a, *y = b;
	int way = compare_text(x->text, y->text);
	return way ? way : (x->number > y->number) - (x->number < y->number);
}

static hire_bucket
group_of(const hire_aggregate *query, const hire_field *f, const void *data)
{
	hire_bucket b = {0};
	if (f && is_text(f))
		b.text = text_of(f, data);
	else if (f)
		b.number = number_of(f, data);
	if (query->every) {
		int64_t over = b.number % query->every;
		b.number -= over < 0 ? over + query->every : over;
	}
	return b;
}

static hire_status
check_aggregate(const hire_aggregate *query, const hire_field *group,
    const hire_field *sum, hire_error *err)
{
	if (query->group && !group)
		return hire_fail(
		    err, HIRE_EUSAGE, query->group, "no such field");
	if (query->sum && (!sum || sum->type != HIRE_TYPE_INT))
		return hire_fail(err, HIRE_EUSAGE, query->sum, "no number");
	if (query->every &&
	    (query->every < 0 || !group || group->type != HIRE_TYPE_TIME))
		return hire_fail(
		    err, HIRE_EUSAGE, "every", "is for groups by time");
	return check_fields(
	    query->record, query->filters, query->filter_count, NULL, err);
}

hire_status
query_aggregate(const table *t, const hire_aggregate *query, hire_arena *mem,
    hire_bucket **out, size_t *count, hire_error *err)
{
	const hire_record *record = query->record;
	const hire_field *group =
	    query->group ? hire_record_field(record, query->group) : NULL;
	const hire_field *sum =
	    query->sum ? hire_record_field(record, query->sum) : NULL;
	hire_status st = check_aggregate(query, group, sum, err);
	if (st)
		return st;
	hire_bucket *all = hire_arena_alloc(mem, (t->count + 1) * sizeof *all);
	if (!all)
		return no_memory(err);
	size_t n = group ? 0 : 1, found;
	for (size_t i = 0; i < t->count; i++) {
		const void *data = t->rows[i]->data;
		if (!fulfils_all(
		        record, query->filters, query->filter_count, data))
			continue;
		hire_bucket b = group_of(query, group, data);
		for (found = 0; found < n && by_group(&all[found], &b);)
			found++;
		if (found == n)
			all[n++] = b;
		all[found].count++;
		all[found].sum += sum ? number_of(sum, data) : 0;
	}
	for (size_t i = 0; i < n; i++)
		if (all[i].text &&
		    !(all[i].text = hire_arena_strdup(mem, all[i].text)))
			return no_memory(err);
	qsort(all, n, sizeof *all, by_group);
	*out = all;
	*count = n;
	return HIRE_OK;
}
