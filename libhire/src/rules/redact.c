/* SPDX-License-Identifier: MIT
 * redact.c - neutral words in place of personal ones.
 */
#include "redact.h"

#include "tables.h"
#include "util/buf.h"
#include "util/ctx.h"
#include "util/utf8.h"

#include <string.h>

enum { OUT_MAX = 32 << 20, WORD_MAX = 64, PRIVATE_LINE = 160 };

typedef struct redactor {
	const hire_facts *facts;
	hire__buf out;
	size_t mark_at; /* where the last "[name]" ended in `out` */
	bool named;
} redactor;

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
same(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!b[i] || lower(a[i]) != lower(b[i]))
			return false;
	return true;
}

static size_t
word_length(const char *s)
{
	size_t n = 0, len;
	while (s[n]) {
		unsigned char c = (unsigned char)s[n];
		bool ascii = (c >= '0' && c <= '9') ||
		             ((c | 32) >= 'a' && (c | 32) <= 'z');
		if (c < 0x80 && !ascii)
			break;
		len = 1;
		if (c >= 0x80 &&
		    !hire__utf8_is_word(hire__utf8_at(
		        s + n, strlen(s + n) > 4 ? 4 : strlen(s + n), &len)))
			break;
		n += len;
	}
	return n;
}

/* Whether the word is one of the name's; "Mark" is, "mark" is not. */
static bool
in_name(const char *name, const char *s, size_t n)
{
	if (!name || n < 2 || (*s >= 'a' && *s <= 'z'))
		return false;
	while (*name) {
		size_t len = word_length(name);
		if (len == n && same(s, name, n))
			return true;
		name += len ? len : 1;
	}
	return false;
}

static const hire__entry *
pronoun(const char *s, size_t n)
{
	char key[WORD_MAX];
	if (n >= WORD_MAX)
		return NULL;
	for (size_t i = 0; i < n; i++)
		key[i] = lower(s[i]);
	return hire__lookup(
	    &hire__pronouns, hire__hash(HIRE__HASH, key, n), key, n);
}

/* Bytes up to a blank or a mark that no address holds. */
static size_t
word_run(const char *s)
{
	size_t n = 0;
	while ((unsigned char)s[n] > ' ' && s[n] != ',' && s[n] != ';' &&
	       s[n] != '|' && s[n] != '(' && s[n] != ')' && s[n] != '<' &&
	       s[n] != '>' && s[n] != '"')
		n++;
	return n;
}

/* Length of the e-mail address at `s`, or 0. */
static size_t
email_length(const char *s)
{
	size_t n = word_run(s);
	const char *at = memchr(s, '@', n);
	bool ok = at && at > s && memchr(at, '.', n - (size_t)(at - s));
	return ok ? n : 0;
}

static size_t
fact_length(const char *fact, const char *s)
{
	if (!fact || lower(*fact) != lower(*s))
		return 0;
	size_t n = strlen(fact);
	return n > 2 && same(fact, s, n) && strnlen(s, n) == n ? n : 0;
}

static size_t
school_length(const hire_facts *f, const char *s)
{
	size_t best = 0;
	for (size_t i = 0; f && i < f->education_count; i++) {
		size_t n = fact_length(f->education[i].school, s);
		best = n > best ? n : best;
	}
	return best;
}

/* Something to replace at `s`: its length, and by what. */
static size_t
find(const redactor *r, const char *s, size_t word, const char **with)
{
	const hire_facts *f = r->facts;
	size_t n;
	if (f && (n = fact_length(f->phone, s))) {
		*with = "[phone]";
		return n;
	}
	if (!word)
		return 0;
	if ((n = email_length(s))) {
		*with = "[e-mail]";
		return n;
	}
	if ((n = school_length(f, s))) {
		*with = "[school]";
		return n;
	}
	if (f && in_name(f->name, s, word)) {
		*with = "[name]";
		return word;
	}
	const hire__entry *e = pronoun(s, word);
	if (e)
		*with = e->value == HIRE__PRONOUN_THEY ? "[they]" : "[person]";
	return e ? word : 0;
}

/* "[name] [name]" is one name, whatever the number of its words. */
static void
put_mark(redactor *r, const char *with)
{
	bool name = !strcmp(with, "[name]");
	bool joined = r->named && name;
	for (size_t i = r->mark_at; joined && i < r->out.len; i++)
		joined = strchr(" .-'", r->out.s[i]) != NULL;
	if (joined)
		r->out.len = r->mark_at;
	else
		hire__buf_adds(&r->out, with);
	if (r->out.s)
		r->out.s[r->out.len] = '\0';
	r->named = name;
	r->mark_at = r->out.len;
}

static void
redact_line(redactor *r, const char *s, size_t n)
{
	const char *end = s + n;
	r->named = false;
	while (s < end) {
		size_t word = word_length(s);
		const char *with = NULL;
		size_t len = find(r, s, word, &with);
		if (len)
			put_mark(r, with);
		else {
			len = word ? word : 1;
			hire__buf_add(&r->out, s, len);
		}
		s += len;
	}
}

/* A phrase that gives a private line away, and what stands in its place.  An
 * address needs a number beside it. */
static const struct {
	const char *phrase, *instead;
} private_phrases[] = {{"date of birth", "[personal]"},
    {"birth date", "[personal]"}, {"birthdate", "[personal]"},
    {"birthday", "[personal]"}, {"born ", "[personal]"},
    {"d.o.b", "[personal]"}, {"dob:", "[personal]"},
    {"fecha de nac", "[personal]"}, {"geburtsdatum", "[personal]"},
    {"date de naissance", "[personal]"}, {"nationality", "[personal]"},
    {"marital", "[personal]"}, {"gender:", "[personal]"},
    {"sex:", "[personal]"}, {"age:", "[personal]"}, {"address:", "[address]"},
    {"street", "[address]"}, {"avenue", "[address]"}, {"road,", "[address]"},
    {"ave,", "[address]"}, {"ave.", "[address]"}, {"st.,", "[address]"},
    {"st,", "[address]"}, {"blvd", "[address]"}, {"apt ", "[address]"},
    {"drive,", "[address]"}, {"lane,", "[address]"}, {"zip", "[address]"},
    {"p.o. box", "[address]"}, {"rd,", "[address]"}, {"way,", "[address]"}};

/* What a line says that tells a birth date or an address and little else. */
static const char *
private_line(const char *s, size_t n)
{
	const size_t count = sizeof private_phrases / sizeof *private_phrases;
	const char *found = NULL;
	bool digit = false;
	for (size_t i = 0; i < n && n <= PRIVATE_LINE; i++) {
		digit |= s[i] >= '0' && s[i] <= '9';
		if (i && s[i - 1] != ' ' && s[i - 1] != '\t')
			continue;
		for (size_t k = 0; k < count && !found; k++) {
			const char *p = private_phrases[k].phrase;
			if (*p != lower(s[i]))
				continue;
			size_t len = strlen(p);
			if (len <= n - i && same(p, s + i, len))
				found = private_phrases[k].instead;
		}
	}
	bool address = found && found[1] == 'a';
	return address && !digit ? NULL : found;
}

hire_status
hire__redact(hire_arena *mem, const hire_facts *facts, const char *text,
    const char **out, hire_error *err)
{
	redactor r = {facts, HIRE__BUF(hire_arena_ctx(mem), OUT_MAX), 0, false};
	while (*text) {
		size_t n = strcspn(text, "\n");
		const char *instead = private_line(text, n);
		if (instead)
			hire__buf_adds(&r.out, instead);
		else
			redact_line(&r, text, n);
		if (text[n])
			hire__buf_addc(&r.out, '\n');
		text += n + (text[n] == '\n');
	}
	hire__buf_adds(&r.out, "");
	return hire__buf_take(&r.out, mem, out, err);
}
