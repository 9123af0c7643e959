/* SPDX-License-Identifier: MIT
 * table.c - the one table, as text and as JSON, and its floors.
 */
#include "eval.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
eval_add(eval *e, eval_row row)
{
	if (e->count == EVAL_ROWS)
		eval_die(row.measure, "the table is full");
	e->rows[e->count++] = row;
}

bool
eval_short(const eval_row *row)
{
	if (row->way == EVAL_NO_AIM)
		return false;
	if (isnan(row->value))
		return true;
	return row->way == EVAL_AT_LEAST ? row->value < row->aim
	                                 : row->value > row->aim;
}

/* A figure in the way its row is told; "-" for none. */
static const char *
figure(const eval_row *row, double value, char out[24])
{
	if (isnan(value))
		return "-";
	snprintf(out, 24, row->count ? "%.0f" : "%.3f", value);
	return out;
}

static void
print_row(const eval_row *row)
{
	char value[24], aim[24], low[24], high[24], range[52] = "", n[48];
	const char *sign = row->way == EVAL_AT_MOST ? "<=" : ">=";
	if (row->known)
		snprintf(range, sizeof range, "%s..%s",
		    figure(row, row->interval.low, low),
		    figure(row, row->interval.high, high));
	snprintf(n, sizeof n, "%zu %s", row->n, row->of);
	printf("%-44s %8s %-14s %2s %-6s %-14s %-5s", row->measure,
	    figure(row, row->value, value), range,
	    row->way == EVAL_NO_AIM ? "" : sign,
	    row->way == EVAL_NO_AIM ? "-" : figure(row, row->aim, aim), n,
	    row->way == EVAL_NO_AIM ? ""
	    : eval_short(row)       ? "short"
	                            : "ok");
	printf("%s%s\n", row->note ? " " : "", row->note ? row->note : "");
}

void
eval_print(const eval *e)
{
	printf("%-44s %8s %-14s %-9s %-14s\n", "measure", "value",
	    "95 % interval", "aim", "n");
	for (size_t i = 0; i < e->count; i++)
		print_row(&e->rows[i]);
}

static void
json_number(const char *name, double value)
{
	printf(",\"%s\":", name);
	if (isnan(value))
		printf("null");
	else
		printf("%.4f", value);
}

/* The texts are ours: none has a character that JSON escapes. */
void
eval_print_json(const eval *e)
{
	printf("{\"measures\":[");
	for (size_t i = 0; i < e->count; i++) {
		const eval_row *row = &e->rows[i];
		bool aimed = row->way != EVAL_NO_AIM;
		printf("%s\n{\"measure\":\"%s\"", i ? "," : "", row->measure);
		json_number("value", row->value);
		json_number("low", row->known ? row->interval.low : NAN);
		json_number("high", row->known ? row->interval.high : NAN);
		json_number("aim", aimed ? row->aim : NAN);
		printf(",\"way\":%s,\"n\":%zu,\"of\":\"%s\",\"met\":%s}",
		    !aimed                      ? "null"
		    : row->way == EVAL_AT_LEAST ? "\"at least\""
		                                : "\"at most\"",
		    row->n, row->of,
		    !aimed            ? "null"
		    : eval_short(row) ? "false"
		                      : "true");
	}
	printf("\n]}\n");
}

/* Whether the row called `name` keeps its floor; true when it was not
 * measured this time. */
static bool
keeps(const eval *e, const char *name, const char *way, double floor)
{
	for (size_t i = 0; i < e->count; i++) {
		const eval_row *row = &e->rows[i];
		bool most = !strcmp(way, "most");
		if (strcmp(row->measure, name) != 0)
			continue;
		if (most ? row->value <= floor : row->value >= floor)
			return true;
		fprintf(stderr, "eval: %s: %.3f, at %s %.3f is the floor\n",
		    name, row->value, way, floor);
		return false;
	}
	return true;
}

size_t
eval_floors(eval *e, const char *path)
{
	eval_lines file = eval_read_lines(e, path, false);
	size_t below = 0;
	for (size_t i = 0; i < file.count; i++)
		below += !keeps(e, file.rows[i][0], file.rows[i][1],
		    strtod(file.rows[i][2], NULL));
	return below;
}
