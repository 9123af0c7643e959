/* SPDX-License-Identifier: MIT
 * words.c - what a search compares: tokens of a row, tokens of a question.
 * Whoever looks for the beginning of a word asks for exactly one token, which
 * a database finds by one list of rows however many words begin so.
 */
#include "words.h"

#include "model/record.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum {
	TOKENS_MAX = 1 << 16, /* that a row keeps, */
	BYTES_MAX = 1 << 20,  /* and their bytes */
	ASKED_MAX = 64        /* words of a question */
};

int64_t
hire__token_number(const char *token, size_t n)
{
	uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)token[i]) * UINT64_C(1099511628211);
	return (int64_t)(h ^ h >> 32);
}

/* The tokens of a row so far, and which those are. */
typedef struct keeping {
	hire__buf *b;
	const hire__dialect *d;
	hire_ctx *ctx;
	int64_t *seen; /* open addressing; 0: free */
	size_t room, count, bytes;
	bool failed;
} keeping;

static bool
is_new(int64_t *seen, size_t room, int64_t number)
{
	size_t at = (size_t)number & (room - 1);
	while (seen[at] && seen[at] != number)
		at = (at + 1) & (room - 1);
	bool fresh = !seen[at];
	seen[at] = number;
	return fresh;
}

static bool
grow(keeping *k)
{
	size_t room = k->room ? 2 * k->room : 1024;
	int64_t *seen = hire__zalloc(k->ctx, room * sizeof *seen);
	for (size_t i = 0; seen && i < k->room; i++)
		if (k->seen[i])
			(void)is_new(seen, room, k->seen[i]);
	if (seen) {
		hire__free(k->ctx, k->seen);
		k->seen = seen;
		k->room = room;
	}
	k->failed = k->failed || !seen;
	return seen != NULL;
}

static void
keep(void *to, const char *token, size_t n)
{
	keeping *k = to;
	int64_t number = hire__token_number(token, n);
	if (k->failed || k->count == TOKENS_MAX || k->bytes + n > BYTES_MAX ||
	    (2 * k->count >= k->room && !grow(k)))
		return;
	if (!is_new(k->seen, k->room, number ? number : 1))
		return;
	if (k->count++)
		hire__buf_addc(k->b, k->d->between);
	k->bytes += n + 1;
	k->d->keep(k->b, token, n);
}

/* Every beginning of a word. */
static void
keep_beginnings(void *to, const char *word, size_t n)
{
	for (size_t at = 0, len; at < n;) {
		(void)hire__utf8_at(word + at, n - at, &len);
		at += len;
		keep(to, word, at);
	}
}

hire_status
hire__words_of_row(hire__buf *b, const hire_record *record, const void *row,
    const hire__dialect *d, hire_error *err)
{
	keeping k = {.b = b, .d = d, .ctx = b->ctx};
	hire__buf_adds(b, d->kept_before);
	hire__facets(record, row, keep, &k);
	for (size_t i = 0; i < record->count; i++) {
		const hire_field *f = &record->fields[i];
		if (f->flags & HIRE_SEARCHED)
			hire__words(
			    hire__field_text(f, row), keep_beginnings, &k);
	}
	hire__buf_adds(b, d->kept_behind);
	hire__free(k.ctx, k.seen);
	return k.failed ? hire__nomem(err) : hire__buf_check(b, err);
}

/* What a search asks for, written for its database: groups, of each of which
 * a row must have one token. */
typedef struct asking {
	hire__buf *b;
	const hire__dialect *d;
	size_t groups, words, tokens; /* tokens: of the group under way */
} asking;

static void
ask_any(void *to, const char *token, size_t n)
{
	asking *a = to;
	const hire__dialect *d = a->d;
	if (a->tokens++)
		hire__buf_adds(a->b, d->ask_or);
	else
		hire__buf_adds(a->b, a->groups++ ? d->ask_also : d->ask_first);
	hire__buf_adds(a->b, d->ask_around);
	d->keep(a->b, token, n);
	hire__buf_adds(a->b, d->ask_around);
}

static void
end_group(asking *a)
{
	if (a->tokens)
		hire__buf_adds(a->b, a->d->ask_end);
	a->tokens = 0;
}

static void
ask_word(void *to, const char *word, size_t n)
{
	asking *a = to;
	if (a->words++ >= ASKED_MAX)
		return;
	ask_any(a, word, n);
	end_group(a);
}

static void
ask_filters(asking *a, hire__plan *plan)
{
	for (size_t i = 0; i < plan->filter_count; i++) {
		plan->covered[i] = hire__facets_asked(
		    plan->fields[i], &plan->filters[i], ask_any, a);
		end_group(a);
	}
}

hire_status
hire__search(const hire__dialect *d, hire__pager page, void *conn,
    const hire_query *query, const char *text, hire_arena *mem, hire_rows *out,
    hire_error *err)
{
	hire__plan plan;
	hire_status st = hire__plan_query(&plan, HIRE__SEARCH, query, mem, err);
	if (st)
		return st;
	if (!hire__sql_searched(plan.record))
		return hire_fail(err, HIRE_EUSAGE, NULL,
		    "%s has no searched fields", plan.record->name);
	hire__buf words = HIRE__BUF(hire_arena_ctx(mem), HIRE__WORDS_MAX);
	asking a = {.b = &words, .d = d};
	hire__words(text, ask_word, &a);
	ask_filters(&a, &plan);
	st = hire__buf_check(&words, err);
	plan.words = words.len ? words.s : NULL;
	if (!st)
		st = page(conn, &plan, mem, out, err);
	hire__buf_free(&words);
	return st;
}
