/* SPDX-License-Identifier: MIT
 * job_lines.c - telling the lines that name a job from those that tell of it.
 */
#include "header.h"

#include <string.h>

enum { HEADER_WORDS = 14 };

/* "8Sample", "2ndSample": a name that opens with a figure, unlike "3rd". */
static bool
figure_in_name(const char *s, size_t n)
{
	size_t digits = 0;
	while (digits < n && s[digits] >= '0' && s[digits] <= '9')
		digits++;
	for (size_t i = digits; i < n; i++)
		if (!(s[i] >= 'a' && s[i] <= 'z'))
			return false;
	return digits && digits < 4 && n - digits > 3 &&
	       memcmp(s + digits, "year", 4) != 0 &&
	       memcmp(s + digits, "month", 4) != 0;
}

bool
hire__says_nothing(const hire__doc *doc, size_t i, size_t end)
{
	static const char *const words[] = {"year", "years", "month", "months",
	    "yr", "yrs", "mos", "mo", "m", "y", "full", "time", "part",
	    "contract", "permanent", "date", "dates", "location", "page", "of",
	    "and", "fulltime", "parttime", "present", "jahre", "monate", "ans",
	    "mois", "años", "meses", "anos", "less", "than", "employment",
	    "temporary", "seasonal", "expected", "details", "experience",
	    "from", "start", "end", "年", "月", NULL};
	for (; i < end; i++) {
		const hire__word_at *w = &doc->words[i];
		char c = doc->pool[w->from];
		bool month = hire__lookup(&hire__months, w->hash,
		    doc->pool + w->from, w->to - w->from);
		bool figure = c >= '0' && c <= '9' &&
		              !figure_in_name(doc->pool + w->from,
		                  (size_t)(w->to - w->from));
		if (!figure && !month && !hire__word_among(doc, i, words))
			return false;
	}
	return true;
}

bool
hire__line_is_footer(const hire__doc *doc, const hire__line *line)
{
	static const char *const words[] = {
	    "resume", "résumé", "curriculum", "vitae", "updated", NULL};
	for (size_t i = line->word; i < line->end; i++)
		if (hire__word_among(doc, i, words))
			return true;
	/* "Sample Candidate - 2/3", but not "3/19 - 5/21" */
	hire__span span;
	if (line->end - line->word < 3)
		return false;
	const hire__word_at *last = &doc->words[line->end - 1];
	const char *page = line->s + last[-1].at;
	return last->end - last->at <= 2 && last->end == line->n &&
	       line->s[last->at - 1] == '/' && *page >= '1' && *page <= '9' &&
	       line->s[last->at] <= '9' &&
	       !hire__span_find(doc, line->word, line->end, &span);
}

/* "Position: Engineer" begins with a word of sentences, yet names a job. */
static bool
labelled(const hire__doc *doc, const hire__line *line)
{
	hire__segment seg[HIRE__SEGMENTS];
	size_t n = 0;
	hire__segments_cut(doc, line->word, line->end, NULL, seg, &n);
	return n && seg[0].label;
}

/* "The Sample Network": an article before capitals only. */
static bool
article_of_a_name(const hire__doc *doc, const hire__line *line)
{
	size_t n = line->end - line->word;
	if (n < 2 || n > 5 || !hire__word_is(doc, line->word, "the"))
		return false;
	for (size_t i = line->word; i < line->end; i++)
		if (!hire__word_capital(doc, i))
			return false;
	return true;
}

static bool
begins_a_sentence(const hire__doc *doc, const hire__line *line)
{
	size_t n;
	const char *w = hire__word_text(doc, line->word, &n);
	const hire__entry *e =
	    hire__lookup(&hire__cues, doc->words[line->word].hash, w, n);
	int32_t cue = e ? e->value : 0;
	bool inflected =
	    !cue && n > 4 &&
	    (!memcmp(w + n - 2, "ed", 2) || !memcmp(w + n - 3, "ing", 3));
	int32_t all = hire__cues_of(doc, line->word, line->end);
	/* "Marketing Manager", "Consulting Group": no sentences. */
	bool names = line->end - line->word <= HEADER_WORDS &&
	             all & (HIRE__CUE_TITLE | HIRE__CUE_EMPLOYER);
	bool verb = cue & HIRE__CUE_VERB &&
	            !(cue & (HIRE__CUE_TITLE | HIRE__CUE_EMPLOYER) &&
	                line->end - line->word <= 6);
	return (verb && !article_of_a_name(doc, line)) || (inflected && !names);
}

/* Many small words make a sentence: "a company that sells to people". */
static bool
reads_like_prose(const hire__doc *doc, const hire__line *line)
{
	static const char *const small[] = {"the", "a", "an", "to", "that",
	    "is", "are", "was", "by", "with", "their", "which", "from", "on",
	    "into", "using", "our", "my", "its", NULL};
	size_t hits = 0;
	for (size_t i = line->word; i < line->end; i++)
		hits += hire__word_among(doc, i, small) &&
		        !hire__word_capital(doc, i);
	return hits >= 2 || (hits && line->s[line->n - 1] == '.');
}

bool
hire__line_is_body(const hire__doc *doc, const hire__line *line)
{
	unsigned char c = (unsigned char)line->s[0];
	if (line->bullet || line->end - line->word > HEADER_WORDS + 8 ||
	    hire__line_is_footer(doc, line))
		return true;
	if (labelled(doc, line) || hire__line_is_domain(doc, line))
		return false;
	if (line->end - line->word > HEADER_WORDS ||
	    (c >= 'a' && c <= 'z' && c != 'e' && c != 'i' && !line->depth) ||
	    line->s[line->n - 1] == ';' || reads_like_prose(doc, line))
		return true;
	bool lower = c >= 'a' && c <= 'z' && !line->depth &&
	             !(line->s[1] >= 'A' && line->s[1] <= 'Z');
	bool stop = line->s[line->n - 1] == '.' && line->end - line->word > 5 &&
	            !hire__is_suffix(doc, line->end - 1);
	return lower || stop || begins_a_sentence(doc, line);
}

bool
hire__is_title_placeholder(const hire__doc *doc, const hire__segment *s)
{
	static const char *const words[] = {
	    "job", "title", "position", "role", "your", "name", NULL};
	bool thing = false;
	for (size_t i = s->word; i < s->stop; i++) {
		size_t n;
		const char *w = hire__word_text(doc, i, &n);
		bool figure = n == 1 && *w >= '0' && *w <= '9';
		if (!figure && !hire__word_among(doc, i, words))
			return false;
		thing |= hire__word_is(doc, i, "title") ||
		         hire__word_is(doc, i, "position");
	}
	return thing;
}

bool
hire__is_placeholder(const hire__doc *doc, const hire__segment *s)
{
	static const char *const things[] = {"company", "employer",
	    "organization", "organisation", "confidential", "institution",
	    "firm", "client", NULL};
	static const char *const fillers[] = {"name", "your", "1", "2", "3",
	    "4", "5", "a", "b", "c", "x", "xx", "xxx", "xyz", "abc", "the",
	    "of", "inc", "confidential", "private", "anonymous", "n", NULL};
	size_t thing = 0, known = 0, n = s->stop - s->word;
	for (size_t i = s->word; i < s->stop; i++) {
		size_t len;
		const char *w = hire__word_text(doc, i, &len);
		bool crosses = len > 1;
		for (size_t k = 0; k < len; k++)
			crosses &= w[k] == 'x';
		if (crosses && n == 1)
			return true;
		bool hit = hire__word_among(doc, i, things);
		thing += hit;
		known += hit || hire__word_among(doc, i, fillers);
	}
	return thing && known == n && !hire__word_is(doc, s->word, "abc") &&
	       !hire__word_is(doc, s->word, "xyz");
}
