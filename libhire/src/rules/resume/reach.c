/* SPDX-License-Identifier: MIT
 * reach.c - e-mail address and telephone of a resume.
 */
#include "person.h"

#include "util/ctx.h"

#include <string.h>

enum { PHONE_MIN = 7, PHONE_MAX = 15, LOOK_BACK = 24 };

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
	if (!memchr(line->s, '@', line->n))
		return NULL;
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

/* "sample [at] example [dot] com", as some write it against robots. */
static const char *const dodges[][2] = {{"[at]", "[dot]"}, {"(at)", "(dot)"},
    {"{at}", "{dot}"}, {"[at]", "."}, {"(at)", "."}, {" @ ", "."}};

static const char *
find_in(const hire__line *line, size_t from, const char *what)
{
	size_t len = strlen(what);
	for (size_t i = from; i + len <= line->n; i++) {
		size_t k = 0;
		while (k < len && (line->s[i + k] == what[k] ||
		                      (line->s[i + k] | 32) == what[k]))
			k++;
		if (k == len)
			return line->s + i;
	}
	return NULL;
}

/* The words on both sides of a mark, blanks apart: [*from, *to). */
static bool
sides(const hire__line *line, const char *mark, size_t len, size_t *from,
    size_t *to)
{
	size_t at = (size_t)(mark - line->s), behind = at + len;
	while (at && line->s[at - 1] == ' ')
		at--;
	for (*from = at; *from && is_mail_char(line->s[*from - 1]);)
		--*from;
	while (behind < line->n && line->s[behind] == ' ')
		behind++;
	for (*to = behind; *to < line->n && is_mail_char(line->s[*to]);)
		++*to;
	return *from<at && * to> behind;
}

/* Such an address as one that works, or NULL. */
static const char *
dodged_email(const hire__doc *doc, const hire__line *line)
{
	if (!strpbrk(line->s, "[({@"))
		return NULL;
	for (size_t k = 0; k < sizeof dodges / sizeof *dodges; k++) {
		const char *at = find_in(line, 0, dodges[k][0]);
		size_t from, to, dot_from, dot_to;
		if (!at || !sides(line, at, strlen(dodges[k][0]), &from, &to))
			continue;
		/* "Engineer @ example.com" says where somebody works. */
		if (dodges[k][0][1] == '@' &&
		    (line->section != HIRE__SECTION_HEAD ||
		        (line->s[from] >= 'A' && line->s[from] <= 'Z')))
			continue;
		const char *dot =
		    find_in(line, (size_t)(at - line->s) + strlen(dodges[k][0]),
		        dodges[k][1]);
		if (!dot ||
		    !sides(line, dot, strlen(dodges[k][1]), &dot_from, &dot_to))
			continue;
		size_t local = (size_t)(at - line->s);
		while (local && line->s[local - 1] == ' ')
			local--;
		size_t host = (size_t)(dot - line->s);
		while (host && line->s[host - 1] == ' ')
			host--;
		size_t end = (size_t)(dot - line->s) + strlen(dodges[k][1]);
		while (line->s[end] == ' ')
			end++;
		return hire_arena_printf(doc->mem, "%.*s@%.*s.%.*s",
		    (int)(local - from), line->s + from, (int)(host - dot_from),
		    line->s + dot_from, (int)(dot_to - end), line->s + end);
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

/* Whether one of `words` stands within a few bytes before `s`. */
static bool
behind_word(const hire__line *line, const char *s, const char *const *words)
{
	size_t at = (size_t)(s - line->s);
	size_t from = at > LOOK_BACK ? at - LOOK_BACK : 0;
	/* Only this number's own label: digits end the look back. */
	for (size_t i = at; i-- > from;)
		if (line->s[i] >= '0' && line->s[i] <= '9') {
			from = i + 1;
			break;
		}
	for (; *words; words++) {
		const char *hit = find_in(line, from, *words);
		if (hit && hit < s)
			return true;
	}
	return false;
}

static const char *const fax[] = {"fax", "zip", "postal", "postcode", "〒",
    "ssn", "passport", "orcid", "isbn", "doi", "arxiv", "license no",
    "id:", "id no", NULL};

/* The next telephone number of a line from `s` on. */
static const char *
phone_in(const hire__line *line, const char *s, size_t *n)
{
	const char *end = line->s + line->n;
	for (; s < end; s++) {
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
		    !looks_like_years(s, len, digits) &&
		    !behind_word(line, s, fax)) {
			*n = len;
			return s;
		}
		s += len ? len - 1 : 0;
	}
	return NULL;
}

static hire_status
copy(const hire__doc *doc, const char *s, size_t n, const char **out,
    hire_error *err)
{
	*out = hire_arena_strndup(doc->mem, s, n);
	return *out ? HIRE_OK : hire__nomem(err);
}

/* How likely a number is the one to call; 0: not at all. */
static int
phone_worth(const hire__line *line, const char *s, size_t n)
{
	static const char *const mobiles[] = {"mobile", "cell", "móvil",
	    "handy", "mob", "portable", "whatsapp", "手机", "携帯", NULL};
	static const char *const phones[] = {"phone", "tel", "contact", "tél",
	    "call", "ph", "ph.", "p:", "t:", "电话", "電話", NULL};
	int worth = 0;
	if (behind_word(line, s, mobiles))
		worth += 4;
	else if (behind_word(line, s, phones))
		worth += 3;
	if (line->section == HIRE__SECTION_HEAD ||
	    line->section == HIRE__SECTION_PERSONAL)
		worth += 2;
	if (memchr(line->s, '@', line->n))
		worth += 2;
	/* Alone on its line, wherever that is. */
	if (line->end - line->word <= 6 && n >= 10)
		worth += 1;
	return worth;
}

/* Who can be asked about somebody is somebody else. */
static bool
of_referee(const hire__line *line)
{
	return line->section == HIRE__SECTION_REFERENCES;
}

static hire_status
find_phone(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	const char *best = NULL;
	size_t best_n = 0;
	int most = 0;
	for (size_t i = 0; i < doc->line_count; i++) {
		hire__line *line = &doc->lines[i];
		size_t n;
		const char *s = line->s;
		if (of_referee(line))
			continue;
		while ((s = phone_in(line, s, &n))) {
			int worth = phone_worth(line, s, n);
			line->header |= worth > 0;
			if (worth > most)
				best = s, best_n = n, most = worth;
			s += n;
		}
	}
	return best ? copy(doc, best, best_n, &out->phone, err) : HIRE_OK;
}

hire_status
hire__reach_find(hire__doc *doc, hire__contacts *out, hire_error *err)
{
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < doc->line_count && !st; i++) {
		hire__line *line = &doc->lines[i];
		size_t n;
		const char *mail = email_in(line, &n);
		if (mail && !out->email && !of_referee(line))
			st = copy(doc, mail, n, &out->email, err);
		line->header |= mail != NULL;
	}
	for (size_t i = 0; i < doc->line_count && !st && !out->email; i++)
		out->email = dodged_email(doc, &doc->lines[i]);
	return st ? st : find_phone(doc, out, err);
}
