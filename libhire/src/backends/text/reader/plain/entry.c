/* SPDX-License-Identifier: MIT
 * entry.c - one job, school or skill of a resume that is data, as lines.
 */
#include "structured.h"

#include <math.h>
#include <string.h>

#define KEYS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define BULLET    "\xE2\x80\xA2 "

/* The head of an entry, in this order, between bars. */
static const char *const *const heads[] = {
    KEYS("position", "title", "jobtitle", "role", "studytype", "degree",
        "language", "value"),
    KEYS("area", "field", "fieldofstudy", "major", "discipline"),
    KEYS("name", "company", "employer", "organization", "organisation",
        "institution", "school", "university"),
    KEYS("entity", "publisher", "awarder", "issuer", "journal"),
};
static const char *const *const places = KEYS("location", "city", "place");
static const char *const *const starts =
    KEYS("startdate", "start", "from", "begin");
static const char *const *const ends = KEYS("enddate", "end", "to", "until");
static const char *const *const dates =
    KEYS("date", "dates", "releasedate", "period", "duration", "year");
static const char *const *const texts =
    KEYS("summary", "description", "details", "reference", "text", "note");
static const char *const *const bullets = KEYS("highlights", "achievements",
    "responsibilities", "bullets", "tasks", "courses", "bullet");
static const char *const *const words =
    KEYS("keywords", "items", "technologies", "tools", "skills");
static const char *const *const levels =
    KEYS("level", "fluency", "proficiency");
static const char *const *const row_names =
    KEYS("label", "name", "category", "group", "language");
static const char *const *const unsaid =
    KEYS("url", "image", "logo", "doi", "id", "month", "icon");

/* The k-th letter of `key` without marks, in lower case; 0 at its end. */
static char
letter(const char **key)
{
	while (**key == '_' || **key == '-' || **key == ' ' || **key == '$')
		++*key;
	char c = **key;
	*key += c != '\0';
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool
same_key(const char *key, const char *name)
{
	char c;
	while ((c = letter(&key)) && c == *name)
		name++;
	return !c && !*name;
}

bool
structured_key_is(const char *key, const char *const *names)
{
	for (; key && *names; names++)
		if (same_key(key, *names))
			return true;
	return false;
}

const hire__json *
structured_get(const hire__json *object, const char *const *names)
{
	if (!hire__json_is_object(object))
		return NULL;
	for (; *names; names++)
		for (const hire__json *m = hire__json_first(object); m;
		     m = hire__json_next(m))
			if (same_key(hire__json_key(m), *names))
				return m;
	return NULL;
}

void
structured_words(hire__buf *out, const char *key)
{
	char before = '\0';
	for (; *key; before = *key++) {
		bool upper = *key >= 'A' && *key <= 'Z';
		bool lower = *key >= 'a' && *key <= 'z';
		bool hump = upper && before >= 'a' && before <= 'z';
		if (hump)
			hire__buf_addc(out, ' ');
		if (*key == '_' || *key == '-')
			hire__buf_addc(out, ' ');
		else if (!before && lower)
			hire__buf_addc(out, (char)(*key - ('a' - 'A')));
		else
			hire__buf_addc(
			    out, hump ? (char)(*key + ('a' - 'A')) : *key);
	}
}

/* A text in one line. */
static bool
put_text(hire__buf *out, const char *s)
{
	size_t start = out->len;
	for (; *s; s++) {
		bool blank = strchr(" \t\r\n\f\v", *s) != NULL;
		bool after = out->len > start && out->s[out->len - 1] == ' ';
		if (!blank)
			hire__buf_addc(out, *s);
		else if (out->len > start && !after)
			hire__buf_addc(out, ' ');
		if (out->failed)
			return false;
	}
	return out->len > start;
}

bool
structured_value(hire__buf *out, const hire__json *value)
{
	double number;
	const char *s = hire__json_text(value);
	if (s)
		return put_text(out, s);
	if (hire__json_number(value, &number)) {
		bool whole = fabs(number) < 1e15 && number == floor(number);
		hire__buf_addf(out, whole ? "%.0f" : "%g", number);
		return true;
	}
	bool any = false;
	for (const hire__json *m =
	         hire__json_is_array(value) ? hire__json_first(value) : NULL;
	     m; m = hire__json_next(m)) {
		size_t start = out->len;
		if (any)
			hire__buf_adds(out, ", ");
		if (structured_value(out, m))
			any = true;
		else if (!out->failed)
			out->len = start;
	}
	return any;
}

bool
structured_place(hire__buf *out, const hire__json *place)
{
	static const char *const parts[] = {
	    "city", "region", "country", "countryCode"};
	bool any = false;
	if (!hire__json_is_object(place))
		return structured_value(out, place);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *s = hire__json_str(place, parts[i], "");
		if (!*s)
			continue;
		if (any)
			hire__buf_adds(out, ", ");
		any = put_text(out, s) || any;
	}
	return any;
}

/* "2013-12-01" as "Dec 2013": the day matters to nobody. */
static bool
put_date(hire__buf *out, const hire__json *date)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *s = hire__json_text(date);
	bool iso = s && strlen(s) >= 7 && s[4] == '-' &&
	           strspn(s, "0123456789") == 4 &&
	           strspn(s + 5, "0123456789") == 2;
	int month = iso ? (s[5] - '0') * 10 + (s[6] - '0') : 0;
	if (month < 1 || month > 12)
		return structured_value(out, date);
	hire__buf_addf(out, "%.3s %.4s", months + (month - 1) * 3, s);
	return true;
}

static bool
is_blank(const hire__json *node)
{
	const char *s = hire__json_text(node);
	return !node || (s && !s[strspn(s, " \t\r\n")]);
}

/* What has begun and not ended goes on. */
static bool
put_period(hire__buf *out, const hire__json *entry)
{
	const hire__json *start = structured_get(entry, starts);
	const hire__json *end = structured_get(entry, ends);
	const hire__json *date = structured_get(entry, dates);
	if (!is_blank(start)) {
		put_date(out, start);
		hire__buf_adds(out, " - ");
		if (is_blank(end) || !put_date(out, end))
			hire__buf_adds(out, "Present");
		return true;
	}
	if (!is_blank(end))
		return put_date(out, end);
	if (is_blank(date))
		return false;
	bool any = put_date(out, date);
	const hire__json *month = structured_get(entry, KEYS("month"));
	if (!is_blank(month)) {
		hire__buf_adds(out, "-");
		structured_value(out, month);
	}
	return any;
}

static void
bar(hire__buf *out, size_t start)
{
	if (out->len > start)
		hire__buf_adds(out, " | ");
}

/* Take back what was added when the part behind it stayed empty. */
static void
cut(hire__buf *out, size_t to, bool added)
{
	if (!added && !out->failed)
		out->len = to;
}

static void
put_head(hire__buf *out, const hire__json *entry)
{
	size_t start = out->len, at;
	bool any = false;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		const hire__json *v = structured_get(entry, heads[i]);
		at = out->len;
		if (i == 1 && any)
			hire__buf_adds(out, " in ");
		else
			bar(out, start);
		any = v && structured_value(out, v);
		cut(out, at, any);
	}
	at = out->len;
	bar(out, start);
	cut(out, at, structured_place(out, structured_get(entry, places)));
	at = out->len;
	bar(out, start);
	cut(out, at, put_period(out, entry));
	if (out->len > start)
		hire__buf_addc(out, '\n');
}

static void
put_bullets(hire__buf *out, const hire__json *list)
{
	const hire__json *m =
	    hire__json_is_array(list) ? hire__json_first(list) : list;
	for (; m; m = hire__json_is_array(list) ? hire__json_next(m) : NULL) {
		size_t at = out->len;
		hire__buf_adds(out, BULLET);
		bool any = structured_value(out, m);
		if (any)
			hire__buf_addc(out, '\n');
		cut(out, at, any);
	}
}

static bool
in_head(const char *key)
{
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (structured_key_is(key, heads[i]))
			return true;
	return structured_key_is(key, places) ||
	       structured_key_is(key, starts) || structured_key_is(key, ends) ||
	       structured_key_is(key, dates) || structured_key_is(key, unsaid);
}

static void
put_member(hire__buf *out, const hire__json *m)
{
	const char *key = hire__json_key(m);
	size_t at = out->len;
	bool any = false;
	if (structured_key_is(key, bullets)) {
		put_bullets(out, m);
		return;
	}
	if (!structured_key_is(key, texts)) {
		structured_words(out, key);
		hire__buf_adds(out, ": ");
	}
	any = structured_value(out, m);
	if (any)
		hire__buf_addc(out, '\n');
	cut(out, at, any);
}

/* "Web: HTML, CSS" of a group of skills or a language and how well. */
static bool
put_row(hire__buf *out, const hire__json *entry)
{
	const hire__json *name = structured_get(entry, row_names);
	const hire__json *list = structured_get(entry, words);
	const hire__json *level = structured_get(entry, levels);
	const hire__json *label = structured_get(entry, KEYS("label"));
	if (label && !list)
		list = structured_get(entry, KEYS("details", "value"));
	if (!name || structured_get(entry, starts) ||
	    structured_get(entry, bullets) || (!list && !level))
		return false;
	size_t at = out->len;
	structured_value(out, name);
	if (list) {
		hire__buf_adds(out, ": ");
		structured_value(out, list);
	}
	if (level) {
		hire__buf_adds(out, " (");
		structured_value(out, level);
		hire__buf_addc(out, ')');
	}
	if (out->len > at)
		hire__buf_addc(out, '\n');
	return true;
}

void
structured_entry(hire__buf *out, const hire__json *entry)
{
	if (!hire__json_is_object(entry)) {
		put_bullets(out, entry);
		return;
	}
	if (put_row(out, entry))
		return;
	put_head(out, entry);
	for (const hire__json *m = hire__json_first(entry); m;
	     m = hire__json_next(m))
		if (!in_head(hire__json_key(m)))
			put_member(out, m);
}
