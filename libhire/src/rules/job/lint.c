/* SPDX-License-Identifier: MIT
 * lint.c - criteria in a job text that protect nobody and keep people out.
 * One pass over the statements, by the phrases of libhire/data/lint.tsv.
 */
#include "lint.h"
#include "requirements.h"
#include "rules/skills/disclaim.h"

#include "util/ctx.h"
#include "util/when.h"

#include <string.h>

enum { WARNINGS_MAX = 60, MUSTS_ENOUGH = 15, CLASSES = 3 };

typedef struct linter {
	hire_arena *mem;
	hire_warnings *out;
	const char *part;
	size_t part_start; /* of its warnings in the list */
	int32_t year;
	bool drives;  /* driving is the work */
	bool protect; /* a list under a sentence that protects */
} linter;

bool
hire__protects(const hire__doc *doc, size_t from, size_t to)
{
	unsigned classes = 0;
	int count = 0;
	for (size_t i = from, n = 1; i < to; i++) {
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__lint, i, to, &n);
		if (!e)
			continue;
		if (e->value == HIRE_CONCERN_DENY)
			return true;
		bool group = e->value >= HIRE_CONCERN_AGE &&
		             e->value <= HIRE_CONCERN_MILITARY;
		count += group && !(classes & 1u << e->value);
		classes |= group ? 1u << e->value : 0;
		i += n - 1;
	}
	/* Who names that many groups in one sentence names them all. */
	return count >= CLASSES;
}

/* The name of a school alone may be a customer's or a product's. */
static bool
names_school(const hire__doc *doc, size_t from, size_t to)
{
	static const char *const studies[] = {"degree", "graduate", "graduates",
	    "graduated", "alumni", "university", "school", "college",
	    "institutes", "bachelor", "master", "mba", "phd"};
	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < sizeof studies / sizeof *studies; k++)
			if (hire__word_is(doc, i, studies[k]))
				return true;
	return false;
}

bool
hire__concern_next(
    const hire__doc *doc, size_t from, size_t to, hire__concern_at *out)
{
	for (size_t i = from, n = 1; i < to; i += n) {
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__lint, i, to, &n);
		int32_t concern = e ? e->value : HIRE_CONCERN_NONE;
		if (!e)
			n = 1;
		if (!e && hire__age_at(doc, from, i, to, &n))
			concern = HIRE_CONCERN_AGE;
		if (concern <= HIRE_CONCERN_NONE ||
		    (concern == HIRE_CONCERN_SCHOOL && n == 1 &&
		        !names_school(doc, from, to)))
			continue;
		*out = (hire__concern_at){(hire_concern)concern, i, i + n};
		return true;
	}
	return false;
}

static bool
said_already(const linter *l, hire_concern concern, const char *words)
{
	for (size_t i = l->part_start; i < l->out->count; i++)
		if (l->out->list[i].concern == concern &&
		    !strcmp(l->out->list[i].words, words))
			return true;
	return false;
}

static hire_status
warn(linter *l, const hire__doc *doc, const hire__statement *s,
    const hire__concern_at *at, hire_error *err)
{
	hire__statement quote = {.word = at->word, .stop = at->stop};
	const char *words = hire__statement_text(doc, &quote);
	if (!words)
		return hire__nomem(err);
	if (l->out->count == WARNINGS_MAX ||
	    said_already(l, at->concern, words))
		return HIRE_OK;
	const char *sentence = hire__statement_text(doc, s);
	if (!sentence)
		return hire__nomem(err);
	l->out->list[l->out->count++] = (hire_warning){at->concern, l->part,
	    doc->lines[doc->words[at->word].line].number, words, sentence,
	    hire__concern_reason(at->concern),
	    hire__concern_instead(at->concern)};
	return HIRE_OK;
}

/* Whether a list goes on under "We do not discriminate by:". */
static bool
protected_list(linter *l, const hire__doc *doc, const hire__statement *s)
{
	bool now = hire__protects(doc, s->word, s->stop);
	if (!s->bullet)
		l->protect = now;
	return now || (s->bullet && l->protect);
}

static bool
asks(const hire__doc *doc, const hire__statement *s)
{
	if (s->part == HIRE__PART_MUST || s->part == HIRE__PART_NICE)
		return true;
	return s->part != HIRE__PART_SKIP && hire__statement_asks(doc, s) &&
	       !hire__statement_of_company(doc, s);
}

/* "Catholic Charities": a name, or a customer of the company's. */
static bool
is_institution(
    const hire__doc *doc, const hire__statement *s, const hire__concern_at *at)
{
	bool name = at->stop < s->stop && hire__word_capital(doc, at->word) &&
	            hire__word_capital(doc, at->stop);
	return name || (at->stop == at->word + 1 && !asks(doc, s));
}

/* "No employment gaps", "no prior convictions": to want none of it is to ask,
 * where "no photo" asks for none. */
static bool
wants_none(
    const hire__doc *doc, const hire__statement *s, const hire__concern_at *at)
{
	static const char *const none[] = {
	    "no", "without", "zero", "never", "free", NULL};
	static const char *const waived[] = {"check", "checks", "required",
	    "needed", "necessary", "held", "problem", "issue", "asked", NULL};
	enum { NEAR = 2 };
	bool wants = false;
	if (at->concern != HIRE_CONCERN_GAP &&
	    at->concern != HIRE_CONCERN_RECORD &&
	    at->concern != HIRE_CONCERN_FAMILY &&
	    at->concern != HIRE_CONCERN_OPINION)
		return false;
	for (size_t i = at->word; i-- > s->word && at->word - i <= NEAR;)
		wants |= hire__word_among(doc, i, none);
	for (size_t i = at->stop; i < s->stop; i++)
		wants &= !hire__word_among(doc, i, waived);
	return wants;
}

/* "Do not send a photo", "we never ask for": it is not wanted. */
static bool
is_waived(
    const hire__doc *doc, const hire__statement *s, const hire__concern_at *at)
{
	static const char *const wants[] = {"ask", "send", "attach", "include",
	    "enclose", "request", "add", NULL};
	static const char *const denials[] = {"not", "t", "never", NULL};
	enum { REACH = 5 };
	size_t from = at->word > s->word + REACH ? at->word - REACH : s->word;
	for (size_t i = from; i < at->word; i++)
		if (i > s->word && hire__word_among(doc, i, wants) &&
		    hire__word_among(doc, i - 1, denials))
			return true;
	return false;
}

/* What the job says it does not ask is not asked. */
static bool
counts(const linter *l, const hire__doc *doc, const hire__statement *s,
    const hire__concern_at *at)
{
	if (at->concern == HIRE_CONCERN_CAR && l->drives)
		return false;
	if (at->concern == HIRE_CONCERN_RELIGION && is_institution(doc, s, at))
		return false;
	if (is_waived(doc, s, at))
		return false;
	return wants_none(doc, s, at) ||
	       !hire__not_asked(doc, at->word, at->stop, s->word, s->stop);
}

static hire_status
lint_statement(
    linter *l, const hire__doc *doc, const hire__statement *s, hire_error *err)
{
	hire__concern_at at;
	hire_status st = HIRE_OK;
	if (protected_list(l, doc, s))
		return HIRE_OK;
	for (size_t i = s->word;
	     !st && hire__concern_next(doc, i, s->stop, &at); i = at.stop)
		if (counts(l, doc, s, &at))
			st = warn(l, doc, s, &at, err);
	if (!st && asks(doc, s) && hire__years_too_many(doc, s, l->year, &at))
		st = warn(l, doc, s, &at, err);
	return st;
}

/* "Driver" of a licence is none. */
static bool
is_driving(const hire__doc *doc)
{
	static const char *const work[] = {"driver", "drivers", "deliveries",
	    "courier", "couriers", "chauffeur", "truck", "trucks", "van"};
	size_t n;
	for (size_t i = 0; i < doc->word_count; i++) {
		bool paper =
		    hire__phrase_at(doc, &hire__lint, i, doc->word_count, &n);
		for (size_t k = 0; k < sizeof work / sizeof *work && !paper;
		     k++)
			if (hire__word_is(doc, i, work[k]))
				return true;
	}
	return false;
}

static hire_status
lint_part(linter *l, const char *part, const char *text, hire_error *err)
{
	hire__doc *doc;
	hire__statement *s;
	size_t n;
	if (!text || !*text)
		return HIRE_OK;
	l->part = part;
	l->part_start = l->out->count;
	l->protect = false;
	hire_status st = hire__doc_read(text, strlen(text), l->mem, &doc, err);
	if (!st)
		st = hire__statements_cut(doc, &s, &n, err);
	if (st)
		return st;
	l->drives |= is_driving(doc);
	for (size_t i = 0; i < n && !st; i++)
		st = lint_statement(l, doc, &s[i], err);
	return st;
}

static hire_status
count_musts(linter *l, const char *title, const char *details,
    const char *requirements, hire_error *err)
{
	const hire_job_facts *facts;
	hire_status st = hire_job_facts_read(
	    title, details, requirements, l->mem, &facts, err);
	if (st)
		return st;
	size_t musts = 0;
	for (size_t i = 0; i < facts->count; i++)
		musts += facts->requirements[i].kind == HIRE_REQUIREMENT_MUST &&
		         hire__requirement_provable(&facts->requirements[i]);
	if (musts <= MUSTS_ENOUGH)
		return HIRE_OK;
	const char *words =
	    hire_arena_printf(l->mem, "%zu must requirements", musts);
	if (!words)
		return hire__nomem(err);
	bool own = requirements && *requirements;
	l->out->list[l->out->count++] =
	    (hire_warning){HIRE_CONCERN_MUSTS, own ? "requirements" : "details",
	        0, words, words, hire__concern_reason(HIRE_CONCERN_MUSTS),
	        hire__concern_instead(HIRE_CONCERN_MUSTS)};
	return HIRE_OK;
}

hire_status
hire_job_lint(const char *title, const char *details, const char *requirements,
    hire_time today, hire_arena *mem, hire_warnings *out, hire_error *err)
{
	hire_warnings found = {.list = hire_arena_alloc(mem,
	                           (WARNINGS_MAX + 1) * sizeof *found.list)};
	linter l = {
	    .mem = mem, .out = &found, .year = hire__date_of(today).year};
	if (!found.list)
		return hire__nomem(err);
	hire_status st = lint_part(&l, "title", title, err);
	if (!st)
		st = lint_part(&l, "details", details, err);
	if (!st)
		st = lint_part(&l, "requirements", requirements, err);
	if (!st)
		st = count_musts(&l, title, details, requirements, err);
	if (!st)
		*out = found;
	return st;
}
