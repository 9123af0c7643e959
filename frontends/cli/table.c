/* SPDX-License-Identifier: MIT
 * table.c - cells, and rows of cells in columns that fit the terminal.
 */
#include "out.h"
#include "term.h"

#include <string.h>

enum { COLUMNS_MAX = 16, NARROWEST = 8 };

const void *
cli_row(const hire_rows *rows, const hire_record *record, size_t i)
{
	return (const char *)rows->rows + i * record->size;
}

static int64_t
number_of(const hire_field *f, const void *row)
{
	const char *at = (const char *)row + f->offset;
	int64_t v = 0;
	int word;
	bool on;
	if (f->type == HIRE_TYPE_ENUM) {
		memcpy(&word, at, sizeof word);
		v = word;
	} else if (f->type == HIRE_TYPE_BOOL) {
		memcpy(&on, at, sizeof on);
		v = on;
	} else {
		memcpy(&v, at, sizeof v);
	}
	return v;
}

/* Days since 1970-01-01 as a date of the proleptic Gregorian calendar. */
static void
civil(int64_t days, int64_t *year, int *month, int *day)
{
	/* Years here begin in March, so that the leap day comes last. */
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = yoe + era * 400 + (*month <= 2);
}

static const char *
time_text(hire_time t, hire_arena *mem)
{
	int64_t days = t / HIRE_DAY - (t % HIRE_DAY < 0);
	int64_t year, minute = (t - days * HIRE_DAY) / HIRE_MINUTE;
	int month, day;
	if (!t)
		return "";
	civil(days, &year, &month, &day);
	if (!minute && t % HIRE_DAY == 0)
		return hire_arena_printf(
		    mem, "%04d-%02d-%02d", (int)year, month, day);
	return hire_arena_printf(mem, "%04d-%02d-%02d %02d:%02d", (int)year,
	    month, day, (int)(minute / 60), (int)(minute % 60));
}

/* An amount of the row's own currency. */
static const char *
money_text(const hire_record *record, const hire_field *f, const void *row,
    hire_arena *mem)
{
	const hire_field *code = hire_record_field(record, "currency");
	const char *text = NULL, *currency = NULL;
	hire_money money = {number_of(f, row), ""};
	if (code)
		memcpy(&currency, (const char *)row + code->offset,
		    sizeof currency);
	if (!currency)
		return "";
	snprintf(money.currency, sizeof money.currency, "%s", currency);
	return hire_money_format(money, mem, &text, NULL) ? "" : text;
}

static const char *
int_text(int64_t v, char how, hire_arena *mem)
{
	long long n = (long long)v;
	if (how == '.')
		return v < 0 ? "-"
		             : hire_arena_printf(
		                   mem, "%lld.%lld", n / 10, n % 10);
	if (how == '~')
		return hire_arena_printf(mem, "%lld:%02lld",
		    n / (long long)HIRE_MINUTE,
		    n / (long long)HIRE_SECOND % 60);
	return hire_arena_printf(mem, "%lld", n);
}

const char *
table_cell(const hire_record *record, const hire_field *field, const void *row,
    char how, hire_arena *mem)
{
	const char *text = NULL;
	if (field->type <= HIRE_TYPE_JSON) {
		memcpy(&text, (const char *)row + field->offset, sizeof text);
		return out_safe(text, mem);
	}
	int64_t v = number_of(field, row);
	if (field->type == HIRE_TYPE_ENUM)
		return hire_word(field->words, (int)v);
	if (field->type == HIRE_TYPE_BOOL)
		return v ? "yes" : "no";
	if (v < 0 && field->flags & HIRE_NULL_BELOW_ZERO)
		return "-";
	text = field->type == HIRE_TYPE_TIME ? time_text(v, mem)
	       : how == '$' ? money_text(record, field, row, mem)
	                    : int_text(v, how, mem);
	return text ? text : "?";
}

size_t
table_width(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

/* The bytes of the first `columns` characters of the first line. */
static size_t
prefix(const char *text, size_t columns)
{
	size_t i = 0;
	while (text[i] && text[i] != '\n') {
		bool starts = ((unsigned char)text[i] & 0xC0) != 0x80;
		if (starts && !columns--)
			break;
		i++;
	}
	return i;
}

static void
print_cell(const char *text, size_t width, bool right, bool last)
{
	size_t have = table_width(text);
	bool cut = strchr(text, '\n') != NULL || have > width;
	size_t bytes = prefix(text, width);
	if (cut) {
		bytes = prefix(text, width - 1);
		have = 1;
		for (size_t i = 0; i < bytes; i++)
			have += ((unsigned char)text[i] & 0xC0) != 0x80;
	}
	int pad = have < width ? (int)(width - have) : 0;
	printf("%*s%.*s%s", right ? pad : 0, "", (int)bytes, text,
	    cut ? "\xE2\x80\xA6" : "");
	if (!last)
		printf("%*s  ", right ? 0 : pad, "");
}

/* Narrow the widest columns until the table fits. */
static void
fit(size_t *widths, size_t columns, size_t room)
{
	for (;;) {
		size_t sum = 2 * (columns - 1), widest = 0;
		for (size_t k = 0; k < columns; k++) {
			sum += widths[k];
			if (widths[k] > widths[widest])
				widest = k;
		}
		if (sum <= room || widths[widest] <= NARROWEST)
			return;
		widths[widest]--;
	}
}

static void
print_line(const char *const *cells, const size_t *widths, const bool *right,
    size_t columns)
{
	for (size_t k = 0; k < columns; k++)
		print_cell(cells[k] ? cells[k] : "", widths[k], right[k],
		    k + 1 == columns);
	fputc('\n', stdout);
}

hire_status
table_print(cli *c, const char *const *heads, const char *const *cells,
    size_t columns, size_t count, const bool *right, hire_error *err)
{
	size_t widths[COLUMNS_MAX], room = term_width();
	char shown[COLUMNS_MAX][64];
	const char *labels[COLUMNS_MAX];
	if (columns > COLUMNS_MAX || !columns)
		return hire_fail(
		    err, HIRE_EINTERNAL, NULL, "a table has no such columns");
	for (size_t k = 0; k < columns; k++) {
		snprintf(shown[k], sizeof shown[k], "%s", heads[k]);
		for (char *s = shown[k]; *s; s++)
			if (*s == '_')
				*s = ' ';
		labels[k] = shown[k];
		widths[k] = table_width(heads[k]);
		for (size_t i = 0; i < count; i++) {
			const char *cell = cells[i * columns + k];
			size_t n = cell ? table_width(cell) : 0;
			if (n > widths[k])
				widths[k] = n;
		}
	}
	if (room)
		fit(widths, columns, room);
	fputs(out_on(c, OUT_BOLD), stdout);
	print_line(labels, widths, right, columns);
	fputs(out_on(c, OUT_PLAIN), stdout);
	for (size_t i = 0; i < count; i++)
		print_line(cells + i * columns, widths, right, columns);
	return HIRE_OK;
}
