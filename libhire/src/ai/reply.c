/* SPDX-License-Identifier: MIT
 * reply.c - answering the candidate from the recruiter's own sentences.
 * What is asked must be told there: a sentence that only shares words with the
 * question answers another one.
 */
#include "engine.h"

#include "reply_matters.h"
#include "reply_sentences.h"
#include "rules/grading/cover.h"
#include "rules/grading/scan.h"
#include "util/buf.h"
#include "util/ctx.h"

#include <string.h>

enum { CLOSE = 750, LEAST_WORDS = 2, LONGEST = 400, MOST_QUOTES = 3 };

static const char SMALL_TALK[] =
    "Noted. Ask whenever you like; when you have no further question, end "
    "this part.";

typedef struct search {
	const char *job, *query;
	size_t n; /* bytes of `query` */
	hire__terms asked;
	hire__quote quotes[MOST_QUOTES];
	size_t found;
	bool open;   /* something asked was not found */
	bool beside; /* the question is about more than what was found */
} search;

static bool
tells(const search *f, const hire__matter *m, hire__quote q)
{
	const char *s = f->job + q.at;
	size_t n = q.end - q.at;
	bool lasts = hire__text_has(f->query, f->n, " long ");
	return n && n <= LONGEST && s[n - 1] != '?' &&
	       (!lasts || hire__text_shaped(s, n, HIRE__SHAPE_NUMBER)) &&
	       hire__text_has(s, n, m->tell) &&
	       hire__text_has(s, n, m->tell_too) &&
	       hire__text_shaped(s, n, m->shape);
}

static void
keep(search *f, hire__quote q)
{
	for (size_t i = 0; i < f->found; i++)
		if (f->quotes[i].at == q.at)
			return;
	if (f->found < MOST_QUOTES)
		f->quotes[f->found++] = q;
	else
		f->open = true;
}

/* "How long", "how often": a sentence with a number is meant. */
static bool
asks_number(const search *f)
{
	return hire__text_has(f->query, f->n, " long many much often ");
}

/* How well a telling sentence answers: by the words asked that it says, then
 * by its number where one is asked for. */
static hire_status
worth(const search *f, hire__quote q, hire_arena *mem, size_t *out,
    hire_error *err)
{
	const char *s = f->job + q.at;
	size_t n = q.end - q.at;
	hire__terms said;
	hire_status st = hire__terms_read(mem, s, n, &said, err);
	if (st)
		return st;
	*out = asks_number(f) && hire__text_shaped(s, n, HIRE__SHAPE_NUMBER)
	           ? 2
	           : 1;
	for (size_t i = 0; i < f->asked.n; i++)
		if (hire__term_counts(&f->asked.v[i]) &&
		    hire__terms_find(&said, &f->asked.v[i]))
			*out += 2;
	return HIRE_OK;
}

/* The sentence that tells the matter best; of equals the shortest, since it
 * says least beside. */
static hire_status
look_for(search *f, const hire__matter *m, hire_arena *mem, hire_error *err)
{
	size_t n = strlen(f->job), most = 0, now = 0;
	hire__quote best = {0, 0};
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < n;) {
		hire__quote q = hire__sentence_around(f->job, n, i);
		i = hire__sentence_stop(f->job, n, i) + 1;
		if (!tells(f, m, q))
			continue;
		st = worth(f, q, mem, &now, err);
		if (!st &&
		    (now > most ||
		        (now == most && q.end - q.at < best.end - best.at))) {
			most = now;
			best = q;
		}
	}
	if (most)
		keep(f, best);
	else
		f->open = true;
	return st;
}

static bool
asks(const char *s, hire__word w)
{
	for (size_t i = 0; i < HIRE__MATTERS; i++)
		if (hire__word_in(s, w, hire__matters[i].ask))
			return true;
	return hire__word_in(s, w, hire__matters_filler);
}

/* Whether the words at `t` (one, or two that say one thing) only ask. */
static bool
only_asks(const char *s, const hire__term *t)
{
	for (hire__word w = hire__word_next(s, t->end, t->at); w.at < w.end;
	     w = hire__word_next(s, t->end, w.end))
		if (!asks(s, w))
			return false;
	return true;
}

/* Whether the question's word at `t` is accounted for. */
static bool
is_met(const search *f, const hire__term *t, const hire__terms *quoted)
{
	return !hire__term_counts(t) || hire__terms_find(quoted, t) ||
	       only_asks(f->query, t);
}

/* "Is the salary negotiable?" is not answered by the salary. */
static hire_status
look_for_rest(search *f, hire_arena *mem, hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), 4096);
	const char *all = NULL;
	hire__terms quoted;
	for (size_t i = 0; i < f->found; i++)
		hire__buf_addf(&b, "%.*s ",
		    (int)(f->quotes[i].end - f->quotes[i].at),
		    f->job + f->quotes[i].at);
	hire_status st = hire__buf_take(&b, mem, &all, err);
	if (!st)
		st = hire__terms_read(mem, all, strlen(all), &quoted, err);
	for (size_t i = 0; !st && i < f->asked.n; i++)
		if (!is_met(f, &f->asked.v[i], &quoted))
			f->beside = true;
	if (f->beside)
		f->found = 0;
	return st;
}

/* Of what no list knows, a sentence has to say nearly everything asked. */
static hire_status
look_for_words(search *f, hire_arena *mem, hire_error *err)
{
	size_t n = strlen(f->job), own = 0;
	int32_t best = CLOSE - 1;
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < f->asked.n; i++)
		own += f->asked.v[i].kind == HIRE__LEX_WORD;
	for (size_t i = 0; !st && own >= LEAST_WORDS && i < n;) {
		hire__quote q = hire__sentence_around(f->job, n, i);
		hire__said said = {.either = true};
		st = hire__terms_read(
		    mem, f->job + q.at, q.end - q.at, &said.answer, err);
		hire__cover c = {0, 0};
		if (!st)
			c = hire__cover_terms(&said, &f->asked, 1);
		if (c.part > best && q.end - q.at <= LONGEST &&
		    f->job[q.end - 1] != '?') {
			best = c.part;
			f->quotes[0] = q;
			f->found = 1;
		}
		i = hire__sentence_stop(f->job, n, i) + 1;
	}
	f->open = !f->found;
	return st;
}

static hire_status
find(search *f, hire_arena *mem, hire_error *err)
{
	bool known = false;
	hire_status st = HIRE_OK;
	for (size_t i = 0; !st && i < HIRE__MATTERS; i++) {
		const hire__matter *m = &hire__matters[i];
		if (hire__text_has(f->query, f->n, m->ask) &&
		    hire__text_has(f->query, f->n, m->ask_too)) {
			known = true;
			st = look_for(f, m, mem, err);
		}
	}
	if (st)
		return st;
	return known ? look_for_rest(f, mem, err) : look_for_words(f, mem, err);
}

/* "Thank you, no questions": nothing is asked. */
static bool
is_small_talk(const search *f)
{
	for (size_t i = 0; i < f->asked.n; i++) {
		const hire__term *t = &f->asked.v[i];
		hire__word w = {t->at, t->end};
		if (hire__term_counts(t) &&
		    !hire__word_in(f->query, w, hire__matters_filler))
			return false;
	}
	return f->asked.n && !strchr(f->query, '?');
}

static hire_status
put(const search *f, bool closed, hire_arena *mem, const char **out,
    hire_error *err)
{
	hire__buf b = HIRE__BUF(hire_arena_ctx(mem), 4096);
	if (closed)
		hire__buf_adds(&b,
		    "I cannot speak about scores, model answers, other "
		    "candidates or how I work. I will pass this on to the "
		    "hiring team.");
	else if (!f->found)
		hire__buf_adds(&b,
		    "The job description does not say. I will pass this on to "
		    "the hiring team.");
	for (size_t i = 0; !closed && i < f->found; i++) {
		const hire__quote *q = &f->quotes[i];
		hire__buf_adds(
		    &b, i ? " And: \"" : "The job description says: \"");
		hire__quote_put(&b, f->job + q->at, q->end - q->at);
		hire__buf_addc(&b, '"');
	}
	if (!closed && f->found && f->open)
		hire__buf_adds(&b,
		    " It does not say the rest; I will pass this on to the "
		    "hiring team.");
	return hire__buf_take(&b, mem, out, err);
}

hire_status
hire_engine_reply(hire_engine *engine, const hire_brief *brief,
    const char *query, hire_arena *mem, const char **out, bool *known,
    hire_error *err)
{
	(void)engine;
	search f = {.job = brief->job_text ? brief->job_text : "",
	    .query = query,
	    .n = strlen(query)};
	const char *text = NULL;
	bool closed = f.n && hire__text_has(query, f.n, hire__matters_closed);
	hire_status st = hire__terms_read(mem, query, f.n, &f.asked, err);
	if (st)
		return st;
	bool talk = is_small_talk(&f);
	if (talk)
		text = hire_arena_strdup(mem, SMALL_TALK);
	else if (!closed)
		st = find(&f, mem, err);
	if (!st && !talk)
		st = put(&f, closed, mem, &text, err);
	if (st || !text)
		return st ? st : hire__nomem(err);
	*out = text;
	*known = talk || (!closed && f.found && !f.open);
	return HIRE_OK;
}
