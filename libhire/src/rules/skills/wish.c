/* SPDX-License-Identifier: MIT
 * wish.c - skills that somebody else has, or that are wished for, planned, read
 * about or a pastime.
 */
#include "wish.h"

#include "clause.h"

#include <string.h>

enum { SOURCE_WITHIN = 5, DEED_WITHIN = 3, TRIAL = 3 };

/* A phrase of the clause, and what it may bear on. */
typedef struct place {
	const hire__doc *doc;
	size_t start, at; /* the clause, and the skill in it */
	size_t end, to;   /* behind the skill, and the line's end */
} place;

static bool
any_word(const hire__doc *doc, size_t i, size_t end, const char *const *words)
{
	while (i < end && !hire__word_among(doc, i, words))
		i++;
	return i < end;
}

/* "to use my Go", "to go on with Go": who wishes this has it. */
static bool
owned(const place *p, size_t from)
{
	static const char *const words[] = {"my", "continue", "continuing",
	    "keep", "deepen", "expand", "further", "apply", "applying",
	    "leverage", "leveraging", "utilize", "utilise", "utilizing",
	    "utilising", "bring", "bringing", "share", "teach", "contribute",
	    "existing", "proven", "expertise", NULL};
	return any_word(p->doc, from, p->at, words);
}

static bool
ends_in_ly(const hire__doc *doc, size_t i)
{
	size_t n;
	const char *s = hire__word_text(doc, i, &n);
	return n > 4 && !memcmp(s + n - 2, "ly", 2);
}

/* Whether the wish at word `i` is the candidate's own: "I want to", "engineer
 * eager to", but not "customers who want to", "a project planning to". */
static bool
own_wish(const place *p, size_t i)
{
	static const char *const self[] = {"i", "m", "am", "he", "she", "they",
	    "also", "now", "still", "always", "and", "very", "most", "just",
	    "is", "be", "being", "me", "person", "graduate", "student",
	    "professional", "individual", "learner", "candidate", "enthusiast",
	    "fresher", NULL};
	const hire__doc *doc = p->doc;
	if (i == p->start || hire__gap_has(doc, i, ",:;(-.") ||
	    hire__word_among(doc, i - 1, self) || ends_in_ly(doc, i - 1))
		return true;
	size_t n;
	const char *s = hire__word_text(doc, i - 1, &n);
	const hire__entry *e =
	    hire__lookup(&hire__cues, doc->words[i - 1].hash, s, n);
	return e && e->value & HIRE__CUE_TITLE;
}

/* "Looking for a job where I can use Go"; "a role as Go developer" says what
 * somebody is. */
static bool
hunted(const place *p, size_t from)
{
	static const char *const leads[] = {"where", "which", "that", "to",
	    "using", "use", "uses", "working", NULL};
	return any_word(p->doc, from, p->at, leads) && !owned(p, from);
}

/* "The other team ran Go": a clause that begins with somebody else. */
static bool
of_others(const place *p, size_t i, size_t behind)
{
	static const char *const before[] = {"the", "some", "most", "all", "of",
	    "many", "and", "where", "but", "while", "so", "as", "although",
	    "though", "whereas", "however", NULL};
	static const char *const mine[] = {
	    "i", "we", "my", "our", "me", "us", NULL};
	static const char *const deeds[] = {"use", "uses", "run", "runs", "ran",
	    "do", "did", "does", "know", "knows", "knew", "write", "writes",
	    "wrote", "had", "has", "have", "was", "were", "is", "are", "built",
	    "chose", "took", "prefer", "prefers", "loves", "love", NULL};
	for (size_t k = p->start; k < i; k++)
		if (!hire__word_among(p->doc, k, before))
			return false;
	if (any_word(p->doc, behind, p->end, mine))
		return false;
	size_t last = p->end;
	while (!hire__clause_ends(p->doc, last, p->to))
		if (hire__word_among(p->doc, last++, mine))
			return false;
	for (size_t k = behind; k < p->at && k < behind + DEED_WITHIN; k++)
		if (hire__word_among(p->doc, k, deeds) ||
		    hire__is_deed(p->doc, k))
			return true;
	return false;
}

/* "Kubernetes was run by another team": a clause that begins with the skill. */
static bool
by_others(const place *p)
{
	static const char *const be[] = {"is", "are", "was", "were", NULL};
	const hire__doc *doc = p->doc;
	bool first =
	    p->at == p->start ||
	    (p->at == p->start + 1 && hire__word_is(doc, p->start, "the"));
	size_t i = p->end, n;
	while (i < p->to && i < p->end + 2 && !hire__word_among(doc, i, be))
		i++;
	if (!first || i >= p->to || !hire__word_among(doc, i, be))
		return false;
	for (size_t last = i + DEED_WITHIN; i + 1 < p->to && i < last; i++) {
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__disclaimers, i + 1, p->to, &n);
		if (hire__word_is(doc, i, "by") && e)
			return e->value & HIRE__DISCLAIM_OTHER;
	}
	return false;
}

/* "Read a good book about Go": a source, and what it is about. */
static bool
of_source(const place *p, size_t from)
{
	static const char *const about[] = {
	    "about", "on", "of", "covering", "regarding", "introducing", NULL};
	static const char *const made[] = {"wrote", "written", "write",
	    "author", "authored", "published", "edited", "translated", NULL};
	const hire__doc *doc = p->doc;
	if (any_word(doc, p->start, p->at, made))
		return false;
	for (size_t i = from; i + 1 < p->at && i < from + SOURCE_WITHIN; i++) {
		size_t n;
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__disclaimers, i, p->at, &n);
		if (e && e->value & HIRE__DISCLAIM_SOURCE && i + n < p->at &&
		    hire__word_among(doc, i + n, about))
			return true;
	}
	return false;
}

/* "Failed the exam in Go", "dropped out of the Go course". */
static bool
failed(const place *p, size_t i, size_t behind)
{
	const hire__doc *doc = p->doc;
	if (!own_wish(p, i))
		return false;
	size_t last = p->end;
	while (!hire__clause_ends(doc, last, p->to) && last < p->end + TRIAL)
		last++;
	return hire__phrase_bits(doc, &hire__disclaimers, behind, last) &
	       HIRE__DISCLAIM_TRIAL;
}

/* "Hobbies: Go": the name of a row, at the start of its line. */
static bool
is_label(const place *p, size_t i, size_t behind)
{
	return i == p->doc->lines[p->doc->words[i].line].word &&
	       hire__gap_has(p->doc, behind, ":");
}

static bool
says(const place *p, int32_t value, size_t i, size_t behind)
{
	if (value & (HIRE__DISCLAIM_WISH | HIRE__DISCLAIM_MENTION))
		return !owned(p, behind);
	return (value & HIRE__DISCLAIM_HOPE && own_wish(p, i) &&
	           !owned(p, behind)) ||
	       (value & HIRE__DISCLAIM_HUNT && hunted(p, behind)) ||
	       (value & HIRE__DISCLAIM_OTHER && of_others(p, i, behind)) ||
	       (value & HIRE__DISCLAIM_SENSE && of_source(p, behind)) ||
	       (value & HIRE__DISCLAIM_FAIL && failed(p, i, behind)) ||
	       (value & HIRE__DISCLAIM_LABEL && is_label(p, i, behind));
}

bool
hire__only_named(
    const hire__doc *doc, size_t at, size_t end, size_t from, size_t to)
{
	place p = {doc, hire__clause_start(doc, at, from), at, end, to};
	for (size_t i = p.start; i < at; i++) {
		size_t n = 0;
		const hire__entry *e =
		    hire__phrase_at(doc, &hire__disclaimers, i, at, &n);
		if (e && says(&p, e->value, i, i + n))
			return true;
	}
	return by_others(&p);
}
