/* SPDX-License-Identifier: MIT
 * redact.c - neutral words in place of personal ones.
 */
#include "redact.h"

#include "rules/resume/own_name.h"
#include "rules/text/letters.h"
#include "rules/text/tables.h"
#include "util/buf.h"
#include "util/ctx.h"

#include <string.h>

enum { OUT_MAX = 32 << 20, WORD_MAX = 64, PRIVATE_LINE = 160 };

typedef struct redactor {
	const hire_facts *facts;
	const char *line; /* in work */
	size_t line_len;
	hire__buf out;
	size_t mark_at; /* where the last "[name]" ended in `out` */
	bool named;
	bool initial[256]; /* bytes that a word of the name begins with */
} redactor;

static void
note_initials(redactor *r)
{
	const char *name = r->facts ? r->facts->name : NULL;
	while (name && *name) {
		size_t len = hire__name_word(name);
		r->initial[(unsigned char)hire__lower(*name)] |= len > 0;
		name += len ? len : 1;
	}
}

static const hire__entry *
pronoun(const char *s, size_t n)
{
	char key[WORD_MAX];
	if (n >= WORD_MAX)
		return NULL;
	for (size_t i = 0; i < n; i++)
		key[i] = hire__lower(s[i]);
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
	if (!fact || hire__lower(*fact) != hire__lower(*s))
		return 0;
	size_t n = strlen(fact);
	return n > 2 && hire__begins_with(fact, s, n) && strnlen(s, n) == n ? n
	                                                                    : 0;
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
	if (f && r->initial[(unsigned char)hire__lower(*s)] &&
	    hire__own_name_at(
	        f->name, r->line, r->line_len, (size_t)(s - r->line), word)) {
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
	const char *end = s + n, *plain = s;
	r->line = s;
	r->line_len = n;
	r->named = false;
	while (s < end) {
		size_t word = hire__name_word(s);
		const char *with = NULL;
		size_t len = find(r, s, word, &with);
		if (len) {
			hire__buf_add(&r->out, plain, (size_t)(s - plain));
			put_mark(r, with);
			plain = s + len;
		} else
			len = word ? word : 1;
		s += len;
	}
	if (s > plain)
		hire__buf_add(&r->out, plain, (size_t)(s - plain));
}

/* Phrases that give a private line away, by their first letter: every evidence
 * line of every match is looked through.  An address needs a number beside it.
 */
typedef const char *const phrases[32][8];
#define LETTER(c) ((c)&31)

static const phrases personal = {
    [LETTER('a')] = {"age:"},
    [LETTER('b')] = {"birth date", "birthdate", "birthday", "born "},
    [LETTER('d')] = {"date of birth", "date de naissance", "d.o.b", "dob:"},
    [LETTER('f')] = {"fecha de nac"},
    [LETTER('g')] = {"geburtsdatum", "gender:"},
    [LETTER('m')] = {"marital"},
    [LETTER('n')] = {"nationality"},
    [LETTER('s')] = {"sex:"},
};
static const phrases address = {
    [LETTER('a')] = {"address:", "avenue", "ave,", "ave.", "apt "},
    [LETTER('b')] = {"blvd"},
    [LETTER('d')] = {"drive,"},
    [LETTER('l')] = {"lane,"},
    [LETTER('p')] = {"p.o. box"},
    [LETTER('r')] = {"road,", "rd,"},
    [LETTER('s')] = {"street", "st.,", "st,"},
    [LETTER('w')] = {"way,"},
    [LETTER('z')] = {"zip"},
};

static bool
begins(const char *s, size_t n, const phrases with)
{
	for (const char *const *p = with[LETTER(*s)]; *p; p++) {
		size_t i = 0;
		while (i < n && (*p)[i] && hire__lower(s[i]) == (*p)[i])
			i++;
		if (!(*p)[i])
			return true;
	}
	return false;
}

/* What a line says that tells a birth date or an address and little else. */
static const char *
private_line(const char *s, size_t n)
{
	bool digit = false, place = false;
	for (size_t i = 0; i < n && n <= PRIVATE_LINE; i++) {
		digit |= s[i] >= '0' && s[i] <= '9';
		if (i && s[i - 1] != ' ' && s[i - 1] != '\t')
			continue;
		if (begins(s + i, n - i, personal))
			return "[personal]";
		place = place || begins(s + i, n - i, address);
	}
	return digit && place ? "[address]" : NULL;
}

hire_status
hire__redact(hire_arena *mem, const hire_facts *facts, const char *text,
    const char **out, hire_error *err)
{
	redactor r = {
	    .facts = facts, .out = HIRE__BUF(hire_arena_ctx(mem), OUT_MAX)};
	note_initials(&r);
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
