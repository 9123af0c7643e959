/* SPDX-License-Identifier: MIT
 * groups.c - alternatives among the skills of a statement.
 * Apart from reading requirements: it is all about the words between skills.
 */
#include "groups.h"

#include <string.h>

enum { ITEM_WORDS = 3, LEAD_WORDS = 8 };

/* How a skill hangs on the one before it. */
typedef enum link { APART, COMMA, AND, OR, SLASH } link;

typedef struct grouper {
	const hire__doc *doc;
	const hire__skill_hit *hits;
	size_t n, from, to;
	link links[HIRE__GROUPS_MAX];
	int32_t group[HIRE__GROUPS_MAX];
	bool drop[HIRE__GROUPS_MAX];
} grouper;

static const char *const ors[] = {"or", "o", "u", "oder", "ou", NULL};
static const char *const ands[] = {"and", "plus", "y", "und", "et", NULL};

static size_t
end_of(const hire__skill_hit *h)
{
	return (size_t)h->word + h->count;
}

/* Words that begin a new thing: "Docker in production with Kubernetes". */
static bool
breaks(const hire__doc *doc, size_t i)
{
	static const char *const words[] = {"with", "via", "using", "for", "to",
	    "in", "of", "on", "by", "through", "into", "from", "at", "as",
	    "experience", "knowledge", "familiarity", "understanding",
	    "proficiency", "ability", "working", "building", "developing",
	    "including", "like", "such", "con", "en", "para", "como",
	    "experiencia", "conocimientos", "is", "are", NULL};
	return hire__word_among(doc, i, words);
}

static link
link_of(const grouper *g, size_t k)
{
	const hire__doc *doc = g->doc;
	size_t a = end_of(&g->hits[k - 1]), b = g->hits[k].word;
	if (a > b)
		return APART;
	bool apart = b - a > ITEM_WORDS;
	bool or = a < b && (hire__word_among(doc, a, ors) ||
	                       hire__word_among(doc, b - 1, ors));
	bool and = false;
	for (size_t i = a; i <= b; i++) {
		apart |=
		    hire__gap_has(doc, i, ";():") || (i < b && breaks(doc, i));
		and |= i < b && hire__word_among(doc, i, ands);
		or |= i < b && hire__word_among(doc, i, ors) &&
		      b - a <= ITEM_WORDS;
	}
	if (or)
		return OR;
	if (a == b && hire__gap_has(doc, b, "/"))
		return SLASH;
	if (apart)
		return APART;
	return and || hire__gap_has(doc, b, "&+") ? AND : COMMA;
}

/* The first skill behind the list that `k` begins. */
static size_t
list_end(const grouper *g, size_t k)
{
	do
		k++;
	while (k < g->n && g->links[k] != APART);
	return k;
}

static bool
has_link(const grouper *g, size_t k, size_t end, link what)
{
	for (size_t i = k + 1; i < end; i++)
		if (g->links[i] == what)
			return true;
	return false;
}

/* "Such as", "e.g." or a bracket right before the list. */
static bool
is_examples(const grouper *g, size_t k)
{
	const hire__doc *doc = g->doc;
	size_t at = g->hits[k].word;
	size_t low = k ? end_of(&g->hits[k - 1]) : g->from;
	for (size_t i = at; i + ITEM_WORDS > at && i > low; i--) {
		bool such = hire__word_is(doc, i - 1, "as") && i > low + 1 &&
		            hire__word_is(doc, i - 2, "such");
		bool eg = hire__word_is(doc, i - 1, "g") && i > low + 1 &&
		          hire__word_is(doc, i - 2, "e");
		bool example = hire__word_is(doc, i - 1, "example") ||
		               hire__word_is(doc, i - 1, "ejemplo");
		static const char *const words[] = {
		    "like", "eg", "como", "wie", NULL};
		if (such || eg || example ||
		    hire__word_among(doc, i - 1, words))
			return true;
	}
	return k && hire__gap_has(doc, at, "(");
}

/* "One of the following languages:", "at least one". */
static bool
one_is_enough(const grouper *g, size_t k)
{
	const hire__doc *doc = g->doc;
	size_t at = g->hits[k].word;
	size_t low = at > g->from + LEAD_WORDS ? at - LEAD_WORDS : g->from;
	for (size_t i = low; i < at; i++) {
		bool of = i + 1 < at && (hire__word_is(doc, i + 1, "of") ||
		                            hire__word_is(doc, i + 1, "or"));
		if ((of && (hire__word_is(doc, i, "one") ||
		               hire__word_is(doc, i, "any") ||
		               hire__word_is(doc, i, "some"))) ||
		    (i > low && hire__word_is(doc, i, "one") &&
		        hire__word_is(doc, i - 1, "least")))
			return true;
	}
	return false;
}

/* "or similar", "etc." behind the list. */
static bool
goes_on(const grouper *g, size_t end)
{
	static const char *const words[] = {"etc", "similar", "equivalent",
	    "comparable", "others", "alike", "similares", NULL};
	const hire__skill_hit *last = &g->hits[end - 1];
	size_t stop = end < g->n ? g->hits[end].word : g->to;
	for (size_t i = end_of(last); i < stop && i < end_of(last) + LEAD_WORDS;
	     i++)
		if (hire__word_among(g->doc, i, words))
			return true;
	return false;
}

static bool
siblings(const grouper *g, size_t k)
{
	const hire__skill_row *a = &hire__skill_rows[g->hits[k - 1].skill];
	const hire__skill_row *b = &hire__skill_rows[g->hits[k].skill];
	return (*a->family && a->family_id == b->family_id) ||
	       hire__skill_credit(g->hits[k].skill, g->hits[k - 1].skill) ||
	       hire__skill_credit(g->hits[k - 1].skill, g->hits[k].skill);
}

static int32_t
new_group(const grouper *g, size_t k)
{
	return k ? g->group[k - 1] + 1 : 0;
}

/* "A, B or C": one; "A and B or C": the "and" parts it. */
static void
group_list(grouper *g, size_t k, size_t end)
{
	bool any = is_examples(g, k) || one_is_enough(g, k) || goes_on(g, end);
	g->group[k] = new_group(g, k);
	for (size_t i = k + 1, part = k; i < end; i++) {
		part = g->links[i] == AND ? i : part;
		size_t stop = i;
		while (stop < end && g->links[stop] != AND)
			stop++;
		bool or = has_link(g, part, stop, OR) && g->links[i] != AND;
		bool slash = g->links[i] == SLASH && siblings(g, i);
		bool same = any || or || slash;
		g->group[i] = same ? g->group[i - 1] : new_group(g, i);
	}
}

/* A kind of thing, as it is written: "relational databases", "CI/CD
 * pipelines", not "Java". */
static bool
is_category(const grouper *g, size_t k)
{
	const hire__doc *doc = g->doc;
	static const char *const kinds[] = {"databases", "frameworks",
	    "libraries", "pipelines", "platforms", "providers", "queues",
	    "servers", "stores", "systems", "tech", "technologies", "tooling",
	    "tools", NULL};
	const hire__skill_hit *h = &g->hits[k];
	size_t next = end_of(h);
	if (!hire__word_capital(doc, h->word))
		return true;
	if (next < g->to && hire__word_among(doc, next, kinds))
		return true;
	return h->word == g->from && h->count > 1;
}

static bool
covered_by(const grouper *g, size_t k, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		if (hire__skill_credit(g->hits[i].skill, g->hits[k].skill) ==
		        100 &&
		    g->hits[i].skill != g->hits[k].skill)
			return true;
	return false;
}

/* The kind before its examples: "databases such as MySQL or Oracle" asks for
 * any of them, or another database; one so broad that it says nothing goes. */
static void
join_category(grouper *g, size_t k, size_t end)
{
	if (!k || !is_examples(g, k) || !is_category(g, k - 1) ||
	    g->hits[k].word > end_of(&g->hits[k - 1]) + LEAD_WORDS)
		return;
	int category = g->hits[k - 1].skill;
	bool covered = covered_by(g, k - 1, k, end);
	if (!covered && end - k < 2)
		return;
	bool broad = hire__skill_rows[category].flags & HIRE__SKILL_BROAD;
	if (covered && !broad)
		for (size_t i = k; i < end; i++)
			g->group[i] = g->group[k - 1];
	else
		g->drop[k - 1] = true;
}

/* "Containers with Docker": who must show Docker need not show containers. */
static bool
implied(const grouper *g, size_t k)
{
	size_t end = k + 1;
	bool mates = (k && g->group[k - 1] == g->group[k]) ||
	             (end < g->n && g->group[end] == g->group[k]);
	while (end < g->n && g->group[end] == g->group[k + 1])
		end++;
	return !mates && is_category(g, k) && covered_by(g, k, k + 1, end);
}

/* What is soft, or a broad kind, only blurs what is not: "testing, Kafka". */
static bool
is_blur(const grouper *g, size_t k)
{
	int flags = hire__skill_rows[g->hits[k].skill].flags;
	return flags & HIRE__SKILL_SOFT ||
	       (flags & HIRE__SKILL_BROAD && is_category(g, k));
}

static void
drop_blur(grouper *g)
{
	size_t sharp = 0;
	for (size_t i = 0; i < g->n; i++)
		sharp += !g->drop[i] && !is_blur(g, i);
	for (size_t i = 0; i < g->n && sharp; i++)
		g->drop[i] |= is_blur(g, i);
}

static size_t
collect(const grouper *g, hire__pick *out)
{
	size_t kept = 0;
	for (size_t i = 0; i < g->n; i++) {
		int row = g->hits[i].skill;
		size_t k = 0;
		while (k < kept && out[k].row != row)
			k++;
		if (k == kept && !g->drop[i])
			out[kept++] = (hire__pick){
			    hire__skill_rows[row].name, row, g->group[i]};
	}
	return kept;
}

size_t
hire__groups_make(const hire__doc *doc, const hire__skill_hit *hits, size_t n,
    size_t from, size_t to, hire__pick *out)
{
	grouper g = {.doc = doc,
	    .hits = hits,
	    .n = n < HIRE__GROUPS_MAX ? n : HIRE__GROUPS_MAX,
	    .from = from,
	    .to = to};
	for (size_t i = 1; i < g.n; i++)
		g.links[i] = link_of(&g, i);
	for (size_t k = 0, end; k < g.n; k = end) {
		end = list_end(&g, k);
		group_list(&g, k, end);
		join_category(&g, k, end);
	}
	for (size_t i = 0; i < g.n; i++)
		g.drop[i] = g.drop[i] || implied(&g, i);
	drop_blur(&g);
	return collect(&g, out);
}
