/* SPDX-License-Identifier: MIT
 * name.c - whose resume it is.
 */
#include "person.h"

#include "own_name.h"
#include "rules/skills/skills.h"
#include "rules/text/sections.h"
#include "segments.h"
#include "util/ctx.h"

#include <string.h>

enum {
	NAME_LINES = 80,
	NAME_WORDS = 5,
	NAME_LEAST = 10,
	WIDE_NAME = 21,
	SPACED_LINES = 6,
	SPACED_LETTERS = 5
};

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
	    "hoja", "vida", "your", "my", "about", "contact", "nationality",
	    "gender", "birth", "dob", "born", "status", "single", "married",
	    "objective", "skype", "twitter", "birthday", "name", "st", "street",
	    "road", "avenue", "box", "photo", "http", "com", "of", "for",
	    "with", "in", "this", "is", "last", "revised", "summary",
	    "generated", "created", "pdf", "title", "job", "one", "two",
	    "driver", "license", "簡歷", "简历", "个人简历", "履歴書",
	    "職務経歴書", "이력서", "резюме", "hq"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	return false;
}

/* Words of headings and of trades: "Software Proficiency", "Key Skills". */
static bool
speaks_of_work(const hire__doc *doc, size_t i, size_t end)
{
	size_t skills = 0;
	for (size_t k = i; k < end; k++) {
		size_t n;
		const char *w = hire__word_text(doc, k, &n);
		uint32_t h = doc->words[k].hash;
		bool heading =
		    n > 2 && (hire__lookup(&hire__fillers, h, w, n) ||
		                 hire__lookup(&hire__sections, h, w, n));
		if (heading && !is_particle(doc, k))
			return true;
		skills += hire__skill_is_common(h, w, n);
	}
	return skills == end - i && doc->words[i].line > 1;
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
can_be_name(
    const hire__doc *doc, size_t i, size_t end, const char *email, bool told)
{
	size_t n = end - i, particles = 0, letters = 0;
	if (n < 1 || n > NAME_WORDS)
		return false;
	if (!told && hire__heading(doc, &hire__sections, i, end) >= 0)
		return false;
	int32_t cues = hire__phrase_bits(doc, &hire__cues, i, end);
	bool sure = told || (n > 1 && in_email(doc, i, end, email) == n);
	if (!sure && (cues & (HIRE__CUE_TITLE | HIRE__CUE_SCHOOL) ||
	                 (doc->words[i].line && hire__all_place(doc, i, end)) ||
	                 speaks_of_work(doc, i, end)))
		return false;
	const hire__line *line = &doc->lines[doc->words[i].line];
	bool wide = (unsigned char)line->s[doc->words[i].at] >= 0xE3;
	for (size_t k = i; k < end; k++) {
		bool particle =
		    is_particle(doc, k) && !hire__word_capital(doc, k);
		if (!sure && ((is_label(doc, k) && !(wide && n > 1)) ||
		                 (!particle && !is_capital_word(doc, k))))
			return false;
		particles += particle;
		letters += doc->words[k].to - doc->words[k].from;
	}
	return wide ? letters <= WIDE_NAME * n
	            : n - particles >= (told ? 1u : 2u) && letters >= 4;
}

static bool
parts_name(const char *gap, size_t n)
{
	static const char *const marks[] = {"·", "•", "–", "—", "|", "⋅", "◦"};
	for (size_t k = 0; k < n && !hire__gap_plain(gap, n); k++) {
		if (strchr(",|:;()/\t@<[", gap[k]) ||
		    (k && gap[k] == '-' && gap[k - 1] == ' '))
			return true;
		for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
			if (!strncmp(gap + k, marks[m], strlen(marks[m])))
				return true;
	}
	return false;
}

/* "Dr.", "PhD": not the name itself. */
static bool
is_honour(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"dr", "prof", "mr", "mrs", "ms",
	    "miss", "mx", "phd", "mba", "cpa", "pmp", "md", "esq", "rn", "msc",
	    "bsc", "dipl", "ing", "sir", "cfa", "pe", "herr", "frau", "sr",
	    "sra", "先生", "様", "ph"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (hire__word_is(doc, i, words[k]))
			return true;
	return false;
}

/* Where the name at the start of a line ends: at a separator, a number, an
 * address or the label of one. */
static size_t
name_end(const hire__doc *doc, const hire__line *line, size_t from,
    const char *email)
{
	for (size_t i = from; i < line->end; i++) {
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		const char *s = line->s + doc->words[i].at;
		bool digit = *s >= '0' && *s <= '9';
		if (i == from)
			continue;
		/* Too long for a name already, wherever it ends. */
		if (i - from > NAME_WORDS && !is_honour(doc, i - 1))
			return i;
		bool label =
		    is_label(doc, i) && !in_email(doc, i, i + 1, email);
		if (parts_name(gap, n) || digit || label ||
		    hire__in_address(line->s, line->n, doc->words[i].at))
			return i;
	}
	return line->end;
}

/* The first word behind a label such as "Name:", or 0. */
static size_t
labelled_name(const hire__doc *doc, const hire__line *line)
{
	static const char *const labels[] = {"name", "nombre", "nom", "nome",
	    "naam", "姓名", "氏名", "名前", "이름", "성명", "имя", "фио",
	    "vorname", "imię"};
	static const char *const before[] = {"full", "candidate", "my", "first",
	    "candidates", "s", "applicant", "complete", "and", "last",
	    "surname", "y", "apellidos", "prénom", "completo", "et", "und"};
	size_t n = hire__after_colon(doc, line);
	size_t named = 0;
	if (n == line->end || n > line->word + 4)
		return 0;
	for (size_t i = line->word; i < n; i++) {
		bool hit = false;
		for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
			hit |= hire__word_is(doc, i, labels[k]);
		named += hit;
		for (size_t k = 0; k < sizeof before / sizeof *before; k++)
			hit |= hire__word_is(doc, i, before[k]);
		if (!hit)
			return 0;
	}
	return named ? n : 0;
}

/* "Resume of ..." */
static bool
opens_with(const hire__doc *doc, const hire__line *line, const char *second)
{
	return line->end - line->word > 2 && is_label(doc, line->word) &&
	       hire__word_is(doc, line->word + 1, second);
}

/* A colon makes words a label; much more text makes them a sentence. */
static bool
stands_apart(const hire__doc *doc, const hire__line *line, size_t end)
{
	if (end < line->end && line->end - line->word > 3 * NAME_WORDS &&
	    !memchr(line->s, '@', line->n))
		return false;
	const char *behind = line->s + doc->words[end - 1].end;
	while (*behind == ' ' || *behind == '\t')
		behind++;
	return *behind != ':' && strncmp(behind, "：", 3) != 0;
}

static int
name_worth(const hire__doc *doc, size_t i, size_t from, size_t end,
    const char *email, bool label)
{
	const hire__line *line = &doc->lines[i];
	bool head = line->section == HIRE__SECTION_HEAD;
	bool whole = end == line->end && from == line->word;
	int32_t cues = hire__cues_of(doc, from, end);
	size_t known = in_email(doc, from, end, email);
	return (label ? 40 : 0) + (head ? 10 : 0) +
	       (known ? 12 + 2 * (int)known : 0) +
	       (i < 3 ? 6 - 2 * (int)i : 0) + (i < 6 && head ? 3 : 0) +
	       (whole ? 1 : 0) -
	       (cues & (HIRE__CUE_EMPLOYER | HIRE__CUE_ADDRESS) ? 6 : 0);
}

/* "J OHN D OE": small capitals that a converter set apart. */
static char *
join_small_caps(char *name)
{
	size_t pairs = 0, words = 1;
	for (const char *p = name; *p; p++) {
		if (*p & ~0x7F || (*p >= 'a' && *p <= 'z'))
			return name;
		words += *p == ' ';
		bool single = (p == name || p[-1] == ' ') && p[1] == ' ' &&
		              p[2] && p[3] && p[3] != ' ' && p[3] != '.';
		pairs += single;
	}
	if (pairs < 2 || pairs * 2 != words)
		return name;
	char *to = name;
	size_t length = 0; /* of the word so far */
	for (const char *p = name; *p; p++) {
		if (*p != ' ' || length != 1)
			*to++ = *p;
		length = *p == ' ' ? 0 : length + 1;
	}
	*to = '\0';
	return name;
}

/* "J O H N  D O E": capitals set apart. */
static bool
spaced_out(const hire__doc *doc, const hire__line *line)
{
	for (size_t i = line->word; i < line->end; i++) {
		const hire__word_at *w = &doc->words[i];
		size_t n;
		const char *gap = hire__word_gap(doc, i, &n);
		bool blank = i == line->word ||
		             (n == 1 && (*gap == ' ' || *gap == '\t'));
		if (!blank || w->end - w->at != 1 || line->s[w->at] < 'A' ||
		    line->s[w->at] > 'Z')
			return false;
	}
	return line->end - line->word >= SPACED_LETTERS;
}

/* The letters without their blanks; a wide gap (a tab by now) parts words. */
static char *
close_up(const hire__doc *doc, const hire__line *line)
{
	size_t at = doc->words[line->word].at;
	char *name = hire_arena_strndup(
	    doc->mem, line->s + at, doc->words[line->end - 1].end - at);
	char *to = name;
	for (char *p = name; p && *p; p++)
		if (*p != ' ')
			*to++ = *p == '\t' ? ' ' : *p;
	if (to)
		*to = '\0';
	return name;
}

/* How many of the first letters of `s` the e-mail's local part holds. */
static size_t
opening_in(const char *email, const char *s)
{
	size_t most = 0, local = strcspn(email, "@");
	for (size_t i = 0; i < local; i++) {
		size_t n = 0;
		while (
		    i + n < local && s[n] && (email[i + n] | 32) == (s[n] | 32))
			n++;
		most = n > most ? n : most;
	}
	return most;
}

/* With no wide gap the e-mail tells where one word ends, "john.doe@"; 0 when
 * nothing tells. */
static size_t
cut_by_email(const char *name, const char *email)
{
	size_t n = strlen(name), cut = email ? opening_in(email, name) : 0;
	bool parted =
	    cut >= 3 && cut + 2 <= n && opening_in(email, name + cut) >= 2;
	return parted ? cut : 0;
}

/* A name set apart stands at the top; others are found word by word. */
static hire_status
spaced_name(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	for (size_t i = 0; i < doc->line_count && i < SPACED_LINES; i++) {
		hire__line *line = &doc->lines[i];
		if (line->heading || line->end == line->word ||
		    !spaced_out(doc, line))
			continue;
		char *name = close_up(doc, line);
		if (!name)
			return hire__nomem(err);
		size_t cut =
		    strchr(name, ' ') ? 0 : cut_by_email(name, out->email);
		if (!cut && !strchr(name, ' '))
			return HIRE_OK;
		/* The blanks it lost leave room for one. */
		if (cut) {
			memmove(
			    name + cut + 1, name + cut, strlen(name + cut) + 1);
			name[cut] = ' ';
		}
		line->header = true;
		out->name = name;
		return HIRE_OK;
	}
	return HIRE_OK;
}

hire_status
hire__name_find(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	hire__segment best = {0};
	size_t best_line = 0;
	int most = NAME_LEAST - 1;
	hire_status st = spaced_name(doc, out, err);
	if (st || out->name)
		return st;
	for (size_t i = 0; i < doc->line_count && i < NAME_LINES; i++) {
		const hire__line *line = &doc->lines[i];
		if (line->heading)
			continue;
		size_t told = labelled_name(doc, line);
		if (line->bullet && !told)
			continue;
		size_t from = told ? told : line->word;
		from += opens_with(doc, line, "of") ? 2 : 0;
		while (from < line->end && is_honour(doc, from))
			from++;
		size_t end = name_end(doc, line, from, out->email);
		while (end > from + 1 && is_honour(doc, end - 1))
			end--;
		if (from >= end || !stands_apart(doc, line, end) ||
		    !can_be_name(doc, from, end, out->email, told != 0))
			continue;
		int worth =
		    name_worth(doc, i, from, end, out->email, told != 0);
		if (worth > most) {
			best = (hire__segment){.word = from, .stop = end};
			best_line = i;
			most = worth;
		}
	}
	if (most < NAME_LEAST)
		return HIRE_OK;
	doc->lines[best_line].header = true;
	char *name = hire__segment_text(doc, &best);
	out->name = name ? join_small_caps(name) : NULL;
	return out->name ? HIRE_OK : hire__nomem(err);
}
