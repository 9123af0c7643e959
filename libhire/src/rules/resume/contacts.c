/* SPDX-License-Identifier: MIT
 * contacts.c - name, e-mail, phone and the title in a resume's head.
 */
#include "contacts.h"

#include "rules/text/sections.h"
#include "segments.h"
#include "util/ctx.h"

#include <string.h>

enum { NAME_LINES = 40, NAME_WORDS = 5, PHONE_MIN = 7, PHONE_MAX = 15 };

static bool
is_mail_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-' ||
	       c == '+' || c == '%';
}

/* The address around the first usable "@" of a line. */
static const char *
email_in(const hire__line *line, size_t *n)
{
	for (size_t at = 1; at + 3 < line->n; at++) {
		if (line->s[at] != '@')
			continue;
		size_t from = at, to = at + 1;
		while (from && is_mail_char(line->s[from - 1]))
			from--;
		while (to < line->n && is_mail_char(line->s[to]) &&
		       line->s[to] != '_' && line->s[to] != '%')
			to++;
		while (to > at &&
		       (line->s[to - 1] == '.' || line->s[to - 1] == '-'))
			to--;
		const char *dot = memchr(line->s + at, '.', to - at);
		if (from == at || !dot || dot == line->s + at + 1)
			continue;
		*n = to - from;
		return line->s + from;
	}
	return NULL;
}

static bool
phone_char(const char *s, size_t *len)
{
	static const char *const dashes[] = {"–", "‐", "‑", "−", "­"};
	*len = 1;
	if (strchr(" .()-/+", *s) && *s)
		return true;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (!strncmp(s, dashes[i], strlen(dashes[i]))) {
			*len = strlen(dashes[i]);
			return true;
		}
	return false;
}

/* Years and plain dates are no phone: "2018 - 2022". */
static bool
looks_like_years(const char *s, size_t n, size_t digits)
{
	size_t years = 0;
	for (size_t i = 0; i + 4 <= n; i++) {
		bool four =
		    (!memcmp(s + i, "19", 2) || !memcmp(s + i, "20", 2)) &&
		    s[i + 2] >= '0' && s[i + 2] <= '9' && s[i + 3] >= '0' &&
		    s[i + 3] <= '9';
		bool left = !i || s[i - 1] < '0' || s[i - 1] > '9';
		bool right = i + 4 == n || s[i + 4] < '0' || s[i + 4] > '9';
		years += four && left && right;
	}
	/* "03/19 - 05/21" */
	size_t slashes = 0;
	for (size_t i = 0; i < n; i++)
		slashes += s[i] == '/';
	return slashes > 1 || years > 1 || years * 4 >= digits ||
	       (years && digits <= 8 && *s != '+');
}

/* The longest run of digits and their usual separators from `s` on. */
static size_t
phone_run(const char *s, const char *end, size_t *digits)
{
	size_t n = 0, kept = 0, len;
	*digits = 0;
	while (s + n < end) {
		if (s[n] >= '0' && s[n] <= '9') {
			++*digits;
			kept = ++n;
			/* masked digits in published samples */
		} else if (*digits && (s[n] == 'x' || s[n] == 'X') &&
		           n == kept) {
			kept = ++n;
		} else if (phone_char(s + n, &len))
			n += len;
		else
			break;
	}
	return kept;
}

static const char *
phone_in(const hire__line *line, size_t *n)
{
	const char *end = line->s + line->n;
	for (const char *s = line->s; s < end; s++) {
		bool start = *s == '+' || *s == '(' || (*s >= '0' && *s <= '9');
		if (!start ||
		    (s > line->s &&
		        (is_mail_char(s[-1]) || s[-1] == '/' || s[-1] == '@') &&
		        s[-1] != '.'))
			continue;
		size_t digits, len = phone_run(s, end, &digits);
		bool glued = s + len < end &&
		             (s[len] == '@' || (s[len] | 32) >= 'a') &&
		             (s[len] | 32) <= 'z';
		if (digits >= PHONE_MIN && digits <= PHONE_MAX && !glued &&
		    !looks_like_years(s, len, digits)) {
			*n = len;
			return s;
		}
		s += len ? len - 1 : 0;
	}
	return NULL;
}

/* ---- the name ---- */

static bool
is_capital_word(const hire__doc *doc, size_t i)
{
	const hire__word_at *w = &doc->words[i];
	const char *s = doc->lines[w->line].s;
	bool upper = (s[w->at] >= 'A' && s[w->at] <= 'Z') || s[w->at] < 0;
	for (uint32_t k = w->at; k < w->end; k++)
		if (s[k] >= '0' && s[k] <= '9')
			return false;
	return upper;
}

static bool
is_particle(const hire__doc *doc, size_t i)
{
	static const char *const particles[] = {"de", "la", "van", "von", "der",
	    "den", "da", "dos", "del", "di", "bin", "al", "el", "le", "y",
	    "ter"};
	for (size_t k = 0; k < sizeof particles / sizeof *particles; k++)
		if (hire__word_is(doc, i, particles[k]))
			return true;
	return false;
}

static bool
is_label(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"resume", "résumé", "curriculum",
	    "vitae", "cv", "updated", "page", "lebenslauf", "confidential",
	    "email", "e", "phone", "tel", "mobile", "address", "linkedin",
	    "github", "website", "www", "http", "https", "date", "mr", "mrs",
	    "dear", "portfolio", "template", "welcome", "to", "location",
	    "hoja", "vida", "your"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	return false;
}

/* How many of words [i, end) the e-mail's local part holds. */
static size_t
in_email(const hire__doc *doc, size_t i, size_t end, const char *email)
{
	size_t hits = 0;
	if (!email)
		return 0;
	size_t local = strcspn(email, "@");
	for (; i < end; i++) {
		size_t n;
		const char *w = hire__word_text(doc, i, &n);
		for (size_t k = 0; n > 2 && k + n <= local; k++) {
			size_t same = 0;
			while (same < n && (email[k + same] | 32) == w[same])
				same++;
			if (same == n) {
				hits++;
				break;
			}
		}
	}
	return hits;
}

/* Whether words [i, end) can be a person's name; an e-mail address made of
 * them settles what the words alone do not: "Mary Cook", "Anna Page". */
static bool
can_be_name(const hire__doc *doc, size_t i, size_t end, const char *email)
{
	size_t n = end - i, particles = 0, letters = 0;
	if (n < 1 || n > NAME_WORDS)
		return false;
	if (hire__heading(doc, &hire__sections, i, end) >= 0)
		return false;
	int32_t cues = hire__phrase_bits(doc, &hire__cues, i, end);
	bool sure = n > 1 && in_email(doc, i, end, email) == n;
	if (!sure && (cues & (HIRE__CUE_TITLE | HIRE__CUE_SCHOOL) ||
	                 hire__all_place(doc, i, end)))
		return false;
	for (size_t k = i; k < end; k++) {
		bool particle =
		    is_particle(doc, k) && !hire__word_capital(doc, k);
		if ((!sure && is_label(doc, k)) ||
		    (!particle && !is_capital_word(doc, k)))
			return false;
		particles += particle;
		letters += doc->words[k].to - doc->words[k].from;
	}
	const hire__line *line = &doc->lines[doc->words[i].line];
	bool wide = (unsigned char)line->s[doc->words[i].at] >= 0xE3;
	return wide ? letters <= 30 : n - particles >= 2 && letters >= 4;
}

/* Where the name at the start of a line ends: at a separator. */
static size_t
name_end(const hire__doc *doc, const hire__line *line, size_t from)
{
	for (size_t i = from + 1; i < line->end; i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		for (size_t k = 0; k < n; k++)
			if (strchr(",|:;()/\t@", gap[k]) ||
			    !strncmp(gap + k, "·", 2) ||
			    !strncmp(gap + k, "•", 3) ||
			    !strncmp(gap + k, "–", 3) ||
			    !strncmp(gap + k, "—", 3) ||
			    (k && gap[k] == '-' && gap[k - 1] == ' '))
				return i;
	}
	return line->end;
}

static bool
labelled_name(const hire__doc *doc, const hire__line *line)
{
	size_t n = hire__after_colon(doc, line);
	if (n == line->end || n > line->word + 2)
		return false;
	return hire__word_is(doc, n - 1, "name") ||
	       hire__word_is(doc, line->word, "nombre") ||
	       hire__word_is(doc, line->word, "nom") ||
	       hire__word_is(doc, line->word, "name");
}

static hire_status
find_name(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	size_t best = 0, stop = 0, best_line = 0;
	int best_score = 0;
	for (size_t i = 0; i < doc->line_count && i < NAME_LINES; i++) {
		const hire__line *line = &doc->lines[i];
		bool label = labelled_name(doc, line);
		size_t from = label ? hire__after_colon(doc, line) : line->word;
		size_t end = name_end(doc, line, from);
		if (line->heading || (line->bullet && !label) ||
		    !can_be_name(doc, from, end, out->email))
			continue;
		int score =
		    (label ? 40 : 0) +
		    (line->section == HIRE__SECTION_HEAD ? 10 : 0) +
		    (in_email(doc, from, end, out->email) ? 12 : 0) +
		    (i < 3 ? 6 - 2 * (int)i : 0) +
		    (i < 6 && line->section == HIRE__SECTION_HEAD ? 3 : 0);
		if (score > best_score)
			best = from, stop = end, best_line = i,
			best_score = score;
	}
	if (best_score < 10)
		return HIRE_OK;
	hire__segment s = {.word = best, .stop = stop};
	doc->lines[best_line].header = true;
	out->name = hire__segment_text(doc, &s);
	return out->name ? HIRE_OK : hire__nomem(err);
}

/* ---- the rest ---- */

static hire_status
copy(const hire__doc *doc, const char *s, size_t n, const char **out,
    hire_error *err)
{
	*out = hire_arena_strndup(doc->mem, s, n);
	return *out ? HIRE_OK : hire__nomem(err);
}

static bool
phone_place(const hire__doc *doc, const hire__line *line)
{
	static const char *const cues[] = {"phone", "tel", "telephone",
	    "mobile", "cell", "contact", "telefon", "tél", "móvil", "handy",
	    "cell_phone"};
	if (line->section == HIRE__SECTION_HEAD ||
	    line->section == HIRE__SECTION_PERSONAL)
		return true;
	for (size_t i = line->word; i < line->end && i < line->word + 6; i++)
		for (size_t k = 0; k < sizeof cues / sizeof *cues; k++)
			if (hire__word_is(doc, i, cues[k]))
				return true;
	return memchr(line->s, '@', line->n) != NULL;
}

static hire_status
find_reach(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < doc->line_count && !st; i++) {
		hire__line *line = &doc->lines[i];
		size_t n;
		const char *mail = email_in(line, &n);
		if (mail && !out->email)
			st = copy(doc, mail, n, &out->email, err);
		bool place = phone_place(doc, line);
		const char *phone =
		    place && !out->phone && !st ? phone_in(line, &n) : NULL;
		if (phone)
			st = copy(doc, phone, n, &out->phone, err);
		line->header |= mail || phone;
	}
	return st;
}

/* A phone that stands alone anywhere, when no likelier place has one. */
static hire_status
find_any_phone(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	for (size_t i = 0; i < doc->line_count && !out->phone; i++) {
		hire__line *line = &doc->lines[i];
		size_t n;
		const char *phone = phone_in(line, &n);
		if (!phone || line->end - line->word > 6 || n < 10)
			continue;
		line->header = true;
		return copy(doc, phone, n, &out->phone, err);
	}
	return HIRE_OK;
}

static hire_status
find_title(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	for (size_t i = 0; i < doc->line_count && i < 12; i++) {
		const hire__line *line = &doc->lines[i];
		hire__segment seg[HIRE__SEGMENTS];
		size_t n = 0;
		if (line->section != HIRE__SECTION_HEAD || line->heading ||
		    line->bullet || line->end - line->word > 16)
			continue;
		hire__segments_cut(doc, line->word, line->end, NULL, seg, &n);
		for (size_t k = 0; k < n; k++) {
			if (!(seg[k].cues & HIRE__CUE_TITLE) ||
			    seg[k].stop - seg[k].word > 8)
				continue;
			out->title = hire__segment_text(doc, &seg[k]);
			return out->title ? HIRE_OK : hire__nomem(err);
		}
	}
	return HIRE_OK;
}

/* Where somebody lives must show no skill: "12 Java Street". */
static void
mark_addresses(hire__doc *doc)
{
	for (size_t i = 0; i < doc->line_count; i++) {
		hire__line *line = &doc->lines[i];
		hire__segment seg[HIRE__SEGMENTS];
		size_t n = 0;
		if (line->section != HIRE__SECTION_HEAD ||
		    line->end - line->word > 16)
			continue;
		hire__segments_cut(doc, line->word, line->end, NULL, seg, &n);
		hire__segments_places(doc, seg, n);
		for (size_t k = 0; k < n; k++)
			line->header |=
			    seg[k].place || seg[k].cues & HIRE__CUE_ADDRESS;
	}
}

hire_status
hire__contacts_find(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	*out = (hire__contacts){0};
	mark_addresses(doc);
	hire_status st = find_reach(doc, out, err);
	st = st ? st : find_any_phone(doc, out, err);
	st = st ? st : find_name(doc, out, err);
	return st ? st : find_title(doc, out, err);
}
