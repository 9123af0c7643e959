/* SPDX-License-Identifier: MIT
 * structured.c - resumes that are data as the text that a person would have
 * written, so that there is one set of rules for facts.  Keys are those of
 * JSON Resume 1.0 and of the usual YAML forms.
 */
#include "structured.h"

#include <string.h>

enum { SECTIONS_MIN = 2 };

#define KEYS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Headings that the rules know, by the keys that mean the same. */
static const struct {
	const char *heading;
	const char *const *keys;
} sections[] = {
    {"Experience",
        KEYS("work", "experience", "workexperience", "professionalexperience",
            "employment", "employmenthistory", "workhistory", "jobs",
            "positions", "career")},
    {"Education", KEYS("education", "academics", "studies", "schools")},
    {"Skills", KEYS("skills", "technicalskills", "technologies", "skillset",
                   "coreskills")},
    {"Projects", KEYS("projects", "personalprojects", "sideprojects")},
    {"Certifications",
        KEYS("certificates", "certifications", "licences", "licenses")},
    {"Languages", KEYS("languages", "spokenlanguages")},
    {"Volunteering", KEYS("volunteer", "volunteering")},
    {"Publications", KEYS("publications", "papers")},
    {"Awards", KEYS("awards", "honors", "honours", "achievements")},
    {"Interests", KEYS("interests", "hobbies")},
    {"References", KEYS("references", "referees")},
};

static const char *const *const wrappers = KEYS("cv", "resume", "data");
static const char *const *const basics_keys = KEYS("basics", "personal",
    "personalinfo", "personalinformation", "contact", "header", "about");
static const char *const *const names = KEYS("name", "fullname");
static const char *const *const labels =
    KEYS("label", "headline", "title", "jobtitle", "position", "role");
static const char *const *const summaries =
    KEYS("summary", "profile", "objective", "bio");
static const char *const *const places = KEYS("location", "address", "city");
static const char *const *const networks =
    KEYS("profiles", "socialnetworks", "social", "links");
/* What says nothing about the person. */
static const char *const *const unsaid =
    KEYS("schema", "meta", "image", "photo", "picture", "design", "locale",
        "rendercvsettings", "settings", "version", "sections");

static const char *
heading_of(const char *key)
{
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (structured_key_is(key, sections[i].keys))
			return sections[i].heading;
	return NULL;
}

static bool
holds_more(const hire__json *node)
{
	return hire__json_is_array(node) || hire__json_is_object(node);
}

static size_t
known_sections(const hire__json *object)
{
	size_t n = 0;
	for (const hire__json *m = hire__json_first(object); m;
	     m = hire__json_next(m))
		n += holds_more(m) && heading_of(hire__json_key(m));
	return n;
}

/* The object that holds the sections, or NULL when this is no resume. */
static const hire__json *
resume_in(const hire__json *root)
{
	if (!hire__json_is_object(root))
		return NULL;
	const hire__json *inner = structured_get(root, wrappers);
	if (hire__json_is_object(inner))
		root = inner;
	bool person = structured_get(root, basics_keys) != NULL ||
	              structured_get(root, names) != NULL;
	size_t known = known_sections(root) +
	               known_sections(hire__json_get(root, "sections"));
	return known >= SECTIONS_MIN || (known && person) ? root : NULL;
}

static void
put_line(hire__buf *out, const hire__json *value)
{
	if (structured_value(out, value))
		hire__buf_addc(out, '\n');
}

static void
put_networks(hire__buf *out, const hire__json *list)
{
	for (const hire__json *m = hire__json_first(list); m;
	     m = hire__json_next(m)) {
		const hire__json *name = hire__json_get(m, "network");
		const char *url = hire__json_str(m, "url", "");
		const hire__json *where = *url ? hire__json_get(m, "url")
		                               : hire__json_get(m, "username");
		size_t start = out->len;
		if (structured_value(out, name) && where)
			hire__buf_adds(out, ": ");
		if (!structured_value(out, where ? where : m) &&
		    out->len == start)
			continue;
		hire__buf_addc(out, '\n');
	}
}

/* The name, what the person is, where to reach them; then the summary. */
static void
put_person(hire__buf *out, const hire__json *basics)
{
	const hire__json *name = structured_get(basics, names);
	const hire__json *label = structured_get(basics, labels);
	const hire__json *place = structured_get(basics, places);
	const hire__json *summary = structured_get(basics, summaries);
	const hire__json *links = structured_get(basics, networks);
	put_line(out, name);
	put_line(out, label);
	for (const hire__json *m = hire__json_first(basics); m;
	     m = hire__json_next(m)) {
		const char *key = hire__json_key(m);
		bool said = m == name || m == label || m == place ||
		            m == summary || m == links ||
		            structured_key_is(key, unsaid);
		if (!said && (!holds_more(m) || !heading_of(key)) &&
		    !hire__json_is_object(m)) {
			size_t start = out->len;
			structured_words(out, key);
			hire__buf_adds(out, ": ");
			if (structured_value(out, m))
				hire__buf_addc(out, '\n');
			else if (!out->failed)
				out->len = start;
		}
	}
	if (structured_place(out, place))
		hire__buf_addc(out, '\n');
	put_networks(out, links);
	if (structured_get(basics, summaries)) {
		hire__buf_adds(out, "\nSummary\n");
		put_line(out, summary);
	}
}

static void
put_section(hire__buf *out, const hire__json *section)
{
	const char *key = hire__json_key(section);
	const char *heading = heading_of(key);
	hire__buf_addc(out, '\n');
	if (heading)
		hire__buf_adds(out, heading);
	else
		structured_words(out, key);
	hire__buf_addc(out, '\n');
	if (hire__json_is_array(section)) {
		for (const hire__json *m = hire__json_first(section); m;
		     m = hire__json_next(m))
			structured_entry(out, m);
		return;
	}
	/* An object: of rows, each with its name, or one entry. */
	for (const hire__json *m = hire__json_first(section); m;
	     m = hire__json_next(m)) {
		structured_words(out, hire__json_key(m));
		hire__buf_adds(out, ": ");
		if (!structured_value(out, m))
			structured_entry(out, m);
		hire__buf_addc(out, '\n');
	}
}

static void
put_sections(hire__buf *out, const hire__json *from, const hire__json *basics)
{
	for (const hire__json *m = hire__json_first(from); m;
	     m = hire__json_next(m)) {
		const char *key = hire__json_key(m);
		if (m == basics || !holds_more(m) ||
		    structured_key_is(key, unsaid) ||
		    structured_key_is(key, networks) ||
		    structured_key_is(key, places))
			continue;
		put_section(out, m);
	}
}

static void
put_resume(hire__buf *out, const hire__json *resume)
{
	const hire__json *basics = structured_get(resume, basics_keys);
	if (!hire__json_is_object(basics))
		basics = NULL;
	put_person(out, basics ? basics : resume);
	put_sections(out, resume, basics);
	put_sections(out, hire__json_get(resume, "sections"), NULL);
}

/* A tree of the text, when it is JSON or YAML; `*engine` says which. */
static hire_status
tree_of(
    reading *r, const hire__json **root, const char **engine, hire_error *err)
{
	const char *s = r->raw.s;
	size_t n = r->raw.len, start = 0;
	while (start < n && strchr(" \t\r\n", s[start]))
		start++;
	*root = NULL;
	*engine = "json";
	if (start == n || s[start] != '{') {
		*engine = "yaml";
		hire_status st = structured_yaml(r->mem, s, n, &s, err);
		if (st || !s)
			return st;
		n = strlen(s);
	}
	hire_status st = hire__json_parse(r->mem, s, n, root, NULL);
	if (st == HIRE_ENOMEM)
		return hire_fail(err, st, NULL, "out of memory");
	return HIRE_OK;
}

hire_status
structured_read(reading *r, hire_error *err)
{
	const hire__json *root;
	const char *engine;
	if (!r->raw.len)
		return HIRE_OK;
	hire_status st = tree_of(r, &root, &engine, err);
	const hire__json *resume = st ? NULL : resume_in(root);
	if (!resume)
		return st;
	hire__buf out = HIRE__BUF(r->ctx, READER_RAW_MAX);
	put_resume(&out, resume);
	st = hire__buf_check(&out, err);
	if (st) {
		hire__buf_free(&out);
		return st;
	}
	hire__buf_free(&r->raw);
	r->raw = out;
	r->engine = engine;
	return HIRE_OK;
}
