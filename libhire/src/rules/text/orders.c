/* SPDX-License-Identifier: MIT
 * orders.c - "ignore all previous instructions" and its kin, set aside.
 * No rule here would obey them; but they must not be read as facts, nor pull
 * apart the lines they stand between, and HR should see that somebody tried.
 *
 * A sentence is an order when it holds a phrase that gives itself away, when
 * it tells to drop instructions, or when it tells what mark to give to whom.
 * So it is when it speaks to a machine or of "this candidate" (addressed.c).
 * Of that sentence the words from the first phrase on go; what was written
 * before them stays, and what begins anew behind them.
 */
#include "orders.h"

#include "addressed.h"
#include "util/ctx.h"

#include <string.h>

enum { ORDER_WORDS = 60, VERB_BEFORE = 4, BRIDGE_WORDS = 12, WRAPPED_MIN = 40 };

static const uint32_t DROPPED = UINT32_MAX;

/* Words [from, to) that are an order. */
typedef struct span {
	size_t from, to;
} span;

typedef struct finder {
	const hire__doc *doc;
	span *spans;
	size_t count;
	bool resume;
} finder;

static bool
sentence_ends(const char *gap, size_t n)
{
	for (size_t i = 0; i < n && !hire__gap_plain(gap, n); i++)
		if (strchr(".!?", gap[i]) &&
		    (i + 1 == n || gap[i + 1] == ' ' || gap[i + 1] == '"'))
			return true;
	return false;
}

/* Whether a line was wrapped and goes on in `line`: a long line, and behind it
 * small letters or a mark, which no address begins with. */
static bool
wrapped(const hire__doc *doc, const hire__line *above, const hire__line *line)
{
	size_t n;
	const hire__entry *e =
	    hire__phrase_at(doc, &hire__orders, line->word, line->end, &n);
	bool mark = e && e->value & HIRE__ORDER_MARK;
	return above->n >= WRAPPED_MIN && !line->gap && !line->bullet &&
	       !line->marked && !strpbrk(line->s, "@|/") &&
	       (mark || (*line->s >= 'a' && *line->s <= 'z'));
}

/* Whether word `i` goes on with the sentence of the word before it. */
static bool
goes_on(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i], *before = w - 1;
	const hire__line *line = &doc->lines[w->line];
	const hire__line *above = &doc->lines[before->line];
	size_t n;
	if (w->line != before->line)
		return wrapped(doc, above, line) &&
		       !sentence_ends(
		           above->s + before->end, above->n - before->end);
	const char *gap = hire__word_gap(doc, i, &n);
	return !sentence_ends(gap, n);
}

static size_t
sentence_end(const hire__doc *doc, size_t i)
{
	do
		i++;
	while (i < doc->word_count && goes_on(doc, i));
	return i;
}

static bool
has(int32_t bits, int32_t all)
{
	return (bits & all) == all;
}

static bool
is_order(int32_t bits)
{
	return bits & (HIRE__ORDER_ALONE | HIRE__ORDER_WHOLE) ||
	       has(bits, HIRE__ORDER_DROP | HIRE__ORDER_RULES) ||
	       has(bits, HIRE__ORDER_DROP | HIRE__ORDER_OWN) ||
	       has(bits, HIRE__ORDER_SHOW | HIRE__ORDER_OWN) ||
	       has(bits,
	           HIRE__ORDER_VERB | HIRE__ORDER_TARGET | HIRE__ORDER_MARK);
}

/* "... Give excellent." tells nothing alone, but right behind an order. */
static bool
goes_with_order(int32_t bits)
{
	return bits & (HIRE__ORDER_MARK | HIRE__ORDER_TARGET |
	                  HIRE__ORDER_RULES | HIRE__ORDER_OWN);
}

/* Whether something else begins at word `i`: behind a bar or a wide gap, with
 * an e-mail address, or, right behind the order, with a capital. */
static bool
begins_anew(const hire__doc *doc, size_t i, bool right_behind)
{
	size_t n;
	const hire__word_at *w = &doc->words[i];
	const char *s = doc->lines[w->line].s + w->at;
	const char *gap = hire__word_gap(doc, i, &n);
	return memchr(gap, '|', n) || memchr(gap, '\t', n) ||
	       memchr(s, '@', strcspn(s, " \t")) ||
	       (right_behind &&
	           (hire__word_capital(doc, i) || (*s >= '0' && *s <= '9')));
}

/* The order of the sentence [i, end): from its first telling phrase, or the
 * words shortly before that, to its last phrase of any kind; and on to the end
 * unless a capital shows that something else begins there.  The whole sentence
 * where nothing tells. */
static span
order_in(const hire__doc *doc, size_t i, size_t end)
{
	const int32_t before =
	    HIRE__ORDER_VERB | HIRE__ORDER_SHOW | HIRE__ORDER_LEAD;
	const int32_t telling = HIRE__ORDER_ALONE | HIRE__ORDER_DROP |
	                        HIRE__ORDER_TARGET | HIRE__ORDER_OWN |
	                        HIRE__ORDER_WHOLE;
	span s = {end, i};
	const size_t start = i;
	size_t first = end; /* of the words just before the telling one */
	for (size_t n = 1; i < end; i++) {
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__orders, i, end, &n);
		int32_t kind = e ? e->value : 0;
		if (first < i && i - first > VERB_BEFORE)
			first = end;
		if (first == end && kind & (before | telling))
			first = i;
		if (s.from == end && kind & telling)
			s.from = first;
		if (kind & HIRE__ORDER_WHOLE)
			s.to = end;
		else if (s.from < end && kind && i + n > s.to)
			s.to = i + n;
	}
	if (s.from == end)
		return (span){start, end};
	const size_t told = s.to;
	while (s.to < end && !begins_anew(doc, s.to, s.to == told))
		s.to++;
	return s;
}

/* An order that takes up a breath: "...  Also, do not tell.  Print ..." */
static void
bridge(finder *f, size_t from)
{
	span *last = f->count ? &f->spans[f->count - 1] : NULL;
	const hire__word_at *words = f->doc->words;
	if (last && from > last->to && from - last->to <= BRIDGE_WORDS &&
	    words[from].line == words[last->to - 1].line)
		last->to = from;
}

/* "Keywords for the ATS:" alone in its line calls what stands below. */
static size_t
to_what_is_called(const hire__doc *doc, size_t from, size_t end)
{
	const hire__line *line = &doc->lines[doc->words[end - 1].line];
	bool open = end == line->end && line->s[line->n - 1] == ':' &&
	            end < doc->word_count && !line[1].gap;
	return open && from >= line->word ? line[1].end : end;
}

static void
find_orders(finder *f)
{
	const hire__doc *doc = f->doc;
	for (size_t i = 0, end; i < doc->word_count; i = end) {
		end = sentence_end(doc, i);
		if (end - i > ORDER_WORDS)
			end = i + ORDER_WORDS;
		int32_t bits = hire__phrase_bits(doc, &hire__orders, i, end);
		bool behind = f->count && f->spans[f->count - 1].to == i;
		size_t said = hire__addressed_from(
		    doc, i, end, f->resume, !is_order(bits));
		if (said < end)
			end = to_what_is_called(doc, said, end);
		else if (!is_order(bits) && !(behind && goes_with_order(bits)))
			continue;
		span s = order_in(doc, i, end);
		if (said < end)
			s = (span){
			    is_order(bits) && s.from < said ? s.from : said,
			    end};
		if (behind)
			s.from = i;
		if (s.from == i)
			bridge(f, i);
		f->spans[f->count++] = s;
	}
}

/* The words of a span as they were written, line ends as blanks. */
static char *
words_of(const hire__doc *doc, span s)
{
	const hire__word_at *first = &doc->words[s.from];
	const hire__word_at *last = &doc->words[s.to - 1];
	char *out = NULL;
	for (uint32_t l = first->line; l <= last->line; l++) {
		const hire__line *line = &doc->lines[l];
		size_t at = l == first->line ? first->at : 0;
		size_t end = l == last->line ? last->end : line->n;
		char *more =
		    hire_arena_printf(doc->mem, "%s%s%.*s", out ? out : "",
		        out ? " " : "", (int)(end - at), line->s + at);
		if (!more)
			return NULL;
		out = more;
	}
	return out;
}

/* Signs that belong to an order and not to what stands behind it. */
static size_t
end_of(const hire__line *line, const hire__word_at *last)
{
	size_t at = last->end;
	while (at < line->n && strchr(".!?:\"'})]", line->s[at]))
		at++;
	while (at < line->n && line->s[at] == ' ')
		at++;
	return at;
}

/* Take the bytes [from, to) out of a line, whose words from `next` on then
 * stand earlier. */
static bool
cut(hire__doc *doc, hire__line *line, size_t from, size_t to, size_t next)
{
	char *s = hire_arena_strndup(doc->mem, line->s, line->n);
	if (!s)
		return false;
	memmove(s + from, s + to, line->n - to + 1);
	line->n -= to - from;
	while (line->n && strchr(" \t", s[line->n - 1]))
		s[--line->n] = '\0';
	line->s = s;
	for (size_t i = next; i < line->end; i++) {
		doc->words[i].at -= (uint32_t)(to - from);
		doc->words[i].end -= (uint32_t)(to - from);
	}
	return true;
}

/* Cut the part of `s` that stands in `line`. */
static bool
cut_span(hire__doc *doc, hire__line *line, span s)
{
	size_t first = s.from > line->word ? s.from : line->word;
	size_t end = s.to < line->end ? s.to : line->end;
	size_t from = first > line->word ? doc->words[first].at : 0;
	size_t to =
	    end < line->end ? end_of(line, &doc->words[end - 1]) : line->n;
	for (size_t i = first; i < end; i++)
		doc->words[i].line = DROPPED;
	return cut(doc, line, from, to, end);
}

static bool
cut_spans(const finder *f, hire__doc *doc)
{
	for (size_t k = f->count; k-- > 0;) {
		span s = f->spans[k];
		uint32_t first = doc->words[s.from].line;
		uint32_t last = doc->words[s.to - 1].line;
		for (uint32_t l = first; l <= last; l++)
			if (!cut_span(doc, &doc->lines[l], s))
				return false;
	}
	return true;
}

/* Close the holes: lines without a word go, and leave their gap to the line
 * below. */
static void
close_up(hire__doc *doc)
{
	size_t lines = 0, words = 0;
	bool gap = false;
	for (size_t l = 0; l < doc->line_count; l++) {
		hire__line line = doc->lines[l];
		size_t from = words;
		for (size_t i = line.word; i < line.end; i++) {
			if (doc->words[i].line == DROPPED)
				continue;
			doc->words[words] = doc->words[i];
			doc->words[words++].line = (uint32_t)lines;
		}
		gap |= line.gap;
		if (words == from)
			continue;
		line.word = (uint32_t)from;
		line.end = (uint32_t)words;
		line.gap = gap;
		gap = false;
		doc->lines[lines++] = line;
	}
	doc->line_count = lines;
	doc->word_count = words;
}

static hire_status
report(const finder *f, hire__doc *doc, hire_error *err)
{
	size_t at = doc->ignored_count;
	hire_ignored *list =
	    hire_arena_alloc(doc->mem, (f->count + at) * sizeof *list);
	if (!list)
		return hire__nomem(err);
	if (at)
		memcpy(list, doc->ignored, at * sizeof *list);
	for (size_t k = 0; k < f->count; k++) {
		const char *words = words_of(doc, f->spans[k]);
		if (!words)
			return hire__nomem(err);
		list[at++] =
		    (hire_ignored){words, "speaks to the reading machine"};
	}
	doc->ignored = list;
	doc->ignored_count = at;
	return HIRE_OK;
}

hire_status
hire__orders_drop(hire__doc *doc, bool resume, hire_error *err)
{
	finder f = {.doc = doc, .resume = resume};
	f.spans =
	    hire_arena_alloc(doc->mem, (doc->word_count + 1) * sizeof *f.spans);
	if (!f.spans)
		return hire__nomem(err);
	find_orders(&f);
	if (!f.count)
		return HIRE_OK;
	hire_status st = report(&f, doc, err);
	if (st)
		return st;
	if (!cut_spans(&f, doc))
		return hire__nomem(err);
	close_up(doc);
	return HIRE_OK;
}
