/* SPDX-License-Identifier: MIT
 * make_tables.c - turn the text files of this folder into C tables.
 * Runs on the build machine; a mistake in the data fails the build with its
 * file and line.  README.md describes the format.
 */
#include "rules/grading/stem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1024, MOST = 65536, POOL = 4 << 20, STOP = 2 };

typedef struct word {
	const char *stem;
	int group, kind;
} word;

typedef struct entry {
	char kind; /* 's'kill, 'a'sk, 'p'oint */
	int depth;
	const char *first, *second;
} entry;

static char pool[POOL];
static size_t pool_used;
static word words[MOST];
static size_t word_count;
static entry entries[MOST];
static size_t entry_count;
static int group_count;
static int opposites[MOST][3]; /* group, 0: not it is the other; group */
static size_t opposite_count;
static int nears[MOST][2]; /* group, topic */
static size_t near_count;
static int topic_count;
static const char *file_name;
static int line_number;

#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
static void
die(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	fprintf(stderr, "%s:%d: ", file_name, line_number);
	vfprintf(stderr, fmt, args);
	fputc('\n', stderr);
	va_end(args);
	exit(EXIT_FAILURE);
}

static char *
keep(const char *s, size_t n)
{
	if (pool_used + n + 1 > POOL)
		die("the text pool is full");
	char *copy = memcpy(pool + pool_used, s, n);
	copy[n] = '\0';
	pool_used += n + 1;
	return copy;
}

static char *
trimmed(char *s)
{
	s += strspn(s, " \t");
	size_t n = strlen(s);
	while (n && strchr(" \t\r\n", s[n - 1]))
		s[--n] = '\0';
	return s;
}

/* "at_least" is two stems joined by '_'; stop words stay as they are. */
static char *
stemmed(const char *s, size_t n, bool stop)
{
	char *out = keep(s, n);
	if (stop)
		return out;
	size_t to = 0;
	for (size_t i = 0; i < n;) {
		size_t k = strcspn(out + i, "_");
		char part[LINE];
		memcpy(part, out + i, k);
		size_t len = hire__stem(part, k);
		memcpy(out + to, part, len);
		to += len;
		i += k;
		if (i < n)
			out[to++] = out[i++];
	}
	out[to] = '\0';
	return out;
}

static void
add_words(char *list, int group, int kind)
{
	for (char *s = list + strspn(list, " "); *s; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");
		if (word_count == MOST)
			die("more than %d words", MOST);
		words[word_count++] =
		    (word){stemmed(s, n, kind == STOP), group, kind};
		s += n;
	}
}

/* The group of a word, a new one of its own if it has none; a common word
 * stays one. */
static int
group_of(const char *s, size_t n)
{
	const char *stem = stemmed(s, n, false);
	int group = 0;
	bool known = false;
	for (size_t i = 0; i < word_count; i++) {
		if (strcmp(words[i].stem, stem))
			continue;
		if (words[i].kind == STOP)
			die("'%s' carries no meaning", stem);
		known = true;
		group = words[i].group ? words[i].group
		        : group        ? group
		                       : ++group_count;
		words[i].group = group;
	}
	if (!known)
		words[word_count++] = (word){stem, group = ++group_count, 0};
	return group;
}

static void
add_opposite(int group, int other, bool strict)
{
	int *o = opposites[opposite_count++];
	o[0] = group;
	o[1] = strict ? 0 : 1;
	o[2] = other;
}

/* One word against each of those that follow; behind all "same" lines. */
static void
add_opposites(const char *list, bool strict)
{
	size_t first = strcspn(list, " ");
	int group = group_of(list, first);
	for (const char *s = list + first; *s;) {
		s += strspn(s, " ");
		size_t n = strcspn(s, " ");
		if (opposite_count + 1 >= MOST || word_count == MOST)
			die("more than %d words", MOST);
		int pair[2] = {group, group_of(s, n)};
		add_opposite(pair[0], pair[1], strict);
		add_opposite(pair[1], pair[0], strict);
		s += n;
	}
}

/* Words of one topic; a word may be of several. */
static void
add_nears(const char *list)
{
	topic_count++;
	for (const char *s = list; *s; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");
		if (near_count == MOST || word_count == MOST)
			die("more than %d words", MOST);
		nears[near_count][0] = group_of(s, n);
		nears[near_count++][1] = topic_count;
		s += n;
	}
}

/* The words of a sheet are everyday words of the field: a person's name that
 * is one of them is hidden only where it must be a name. */
static void
add_known(const char *s)
{
	while (*s) {
		char text[LINE];
		size_t n = 0;
		for (; (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
		     s++)
			text[n++] = (char)(*s | 0x20);
		if (!n) {
			s++;
			continue;
		}
		if (word_count == MOST)
			die("more than %d words", MOST);
		words[word_count++] = (word){stemmed(text, n, false), 0, 0};
	}
}

static void
add_entry(char kind, int depth, char *first, char *second)
{
	if (entry_count == MOST)
		die("more than %d entries", MOST);
	first = trimmed(first);
	second = trimmed(second);
	if (!*first)
		die("an empty text");
	if (kind != 's') {
		add_known(first);
		add_known(second);
	}
	entries[entry_count++] = (entry){kind, depth,
	    keep(first, strlen(first)), keep(second, strlen(second))};
}

static void
read_line(char *s)
{
	char none[] = "";
	if (!strncmp(s, "stop ", 5)) {
		add_words(s + 5, 0, STOP);
	} else if (!strncmp(s, "common ", 7)) {
		add_words(s + 7, 0, 1);
	} else if (!strncmp(s, "same ", 5)) {
		add_words(s + 5, ++group_count, 0);
	} else if (!strncmp(s, "opposite ", 9)) {
		add_opposites(s + 9, true);
	} else if (!strncmp(s, "converse ", 9)) {
		add_opposites(s + 9, false);
	} else if (!strncmp(s, "near ", 5)) {
		add_nears(s + 5);
	} else if (!strncmp(s, "skill ", 6)) {
		add_entry('s', 0, s + 6, none);
	} else if (!strncmp(s, "ask ", 4) && s[4] >= '1' && s[4] <= '3') {
		add_entry('a', s[4] - '0', s + 5, none);
	} else if (!strncmp(s, "point ", 6)) {
		char *colon = strchr(s, ':');
		if (colon)
			*colon = '\0';
		add_entry('p', 0, s + 6, colon ? colon + 1 : none);
	} else {
		die("no such line: %s", s);
	}
}

static void
read_file(const char *name)
{
	char line[LINE];
	FILE *f = fopen(name, "r");
	file_name = name;
	line_number = 0;
	if (!f)
		die("cannot be read");
	while (fgets(line, sizeof line, f)) {
		line_number++;
		if (!strchr(line, '\n'))
			die("a line longer than %d bytes", LINE - 2);
		char *s = trimmed(line);
		if (*s && *s != '#')
			read_line(s);
	}
	fclose(f);
}

/* In no list: known from a sheet only. */
static bool
is_plain(const word *w)
{
	return !w->group && !w->kind;
}

static int
by_stem(const void *a, const void *b)
{
	const word *x = a, *y = b;
	int d = strcmp(x->stem, y->stem);
	return d ? d : is_plain(x) - is_plain(y);
}

static void
put_words(FILE *out)
{
	qsort(words, word_count, sizeof *words, by_stem);
	fputs("static const hire__lex LEX[] = {\n", out);
	for (size_t i = 0; i < word_count; i++) {
		if (i && !strcmp(words[i].stem, words[i - 1].stem)) {
			if (!is_plain(&words[i]) &&
			    (words[i].group != words[i - 1].group ||
			        words[i].kind != words[i - 1].kind))
				die("'%s' stands in two lists", words[i].stem);
			continue;
		}
		fprintf(out, "\t{\"%s\", %d, %d},\n", words[i].stem,
		    words[i].group, words[i].kind);
	}
	fputs("};\n", out);
}

static int
by_group(const void *a, const void *b)
{
	const int *x = a, *y = b;
	return x[0] != y[0] ? x[0] - y[0] : x[1] - y[1];
}

/* Each pair from both sides, those of a group together, the strict first;
 * and where the pairs of each group begin. */
static void
put_opposites(FILE *out)
{
	qsort(opposites, opposite_count, sizeof *opposites, by_group);
	fputs("static const uint16_t OPPOSITES[][2] = {\n", out);
	for (size_t i = 0; i < opposite_count; i++)
		fprintf(
		    out, "\t{%d, %d},\n", opposites[i][2], 1 - opposites[i][1]);
	fputs("};\nstatic const uint16_t OPPOSED[] = {", out);
	size_t at = 0;
	for (int group = 0; group <= group_count + 1; group++) {
		while (at < opposite_count && opposites[at][0] < group)
			at++;
		fprintf(out, "%zu, ", at);
	}
	fputs("};\n", out);
}

static void
put_nears(FILE *out)
{
	qsort(nears, near_count, sizeof *nears, by_group);
	fputs("static const uint16_t NEARS[][2] = {\n", out);
	for (size_t i = 0; i < near_count; i++)
		fprintf(out, "\t{%d, %d},\n", nears[i][0], nears[i][1]);
	fputs("};\n", out);
}

static void
put_text(FILE *out, const char *s)
{
	fputc('"', out);
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', out);
		fputc(*s, out);
	}
	fputc('"', out);
}

static void
put_points(FILE *out)
{
	fputs("static const hire__point POINTS[] = {\n", out);
	for (size_t i = 0; i < entry_count; i++) {
		if (entries[i].kind != 'p')
			continue;
		fputs("\t{", out);
		put_text(out, entries[i].first);
		fputs(", ", out);
		put_text(out, entries[i].second);
		fputs("},\n", out);
	}
	fputs("};\n", out);
}

static size_t
run_of(size_t i, char kind)
{
	size_t n = 0;
	while (i + n < entry_count && entries[i + n].kind == kind)
		n++;
	return n;
}

static void
put_questions(FILE *out)
{
	size_t point = 0;
	fputs("static const hire__sheet_question QUESTIONS[] = {\n", out);
	for (size_t i = 0; i < entry_count; i++) {
		if (entries[i].kind != 'a')
			continue;
		size_t n = run_of(i + 1, 'p');
		if (!n)
			die("no points: %s", entries[i].first);
		fprintf(out, "\t{%d, ", entries[i].depth);
		put_text(out, entries[i].first);
		fprintf(out, ", POINTS + %zu, %zu},\n", point, n);
		point += n;
	}
	fputs("};\n", out);
}

static void
put_names(FILE *out, const char *names)
{
	fputs("\"|", out);
	for (const char *s = names; *s; s++) {
		if (*s == ' ' && (s[1] == '|' || (s > names && s[-1] == '|')))
			continue;
		fputc(*s >= 'A' && *s <= 'Z' ? *s - 'A' + 'a' : *s, out);
	}
	fputs("|\", \"", out);
	size_t n = strcspn(names, "|");
	while (n && names[n - 1] == ' ')
		n--;
	fprintf(out, "%.*s\"", (int)n, names);
}

static size_t
questions_of(size_t i)
{
	size_t n = 0;
	int depth = 0;
	for (i++; i < entry_count && entries[i].kind != 's'; i++) {
		if (entries[i].kind != 'a')
			continue;
		if (entries[i].depth < depth)
			die("depth falls: %s", entries[i].first);
		depth = entries[i].depth;
		n++;
	}
	return n;
}

static void
put_sheets(FILE *out)
{
	size_t question = 0;
	fputs("static const hire__sheet SHEETS[] = {\n", out);
	for (size_t i = 0; i < entry_count; i++) {
		if (entries[i].kind != 's')
			continue;
		size_t n = questions_of(i);
		fputs("\t{", out);
		put_names(out, entries[i].first);
		fprintf(out, ", QUESTIONS + %zu, %zu},\n", question, n);
		question += n;
	}
	fputs("};\n", out);
}

typedef struct label {
	const char *text;
	size_t point;
} label;

static int
by_text(const void *a, const void *b)
{
	return strcmp(((const label *)a)->text, ((const label *)b)->text);
}

static void
put_labels(FILE *out)
{
	static label labels[MOST];
	size_t n = 0;
	for (size_t i = 0; i < entry_count; i++)
		if (entries[i].kind == 'p') {
			labels[n] = (label){entries[i].first, n};
			n++;
		}
	qsort(labels, n, sizeof *labels, by_text);
	fputs("static const hire__point *const LABELS[] = {\n", out);
	for (size_t i = 0; i < n; i++) {
		if (i && !strcmp(labels[i].text, labels[i - 1].text))
			die("two points are called: %s", labels[i].text);
		fprintf(out, "\tPOINTS + %zu,\n", labels[i].point);
	}
	fputs("};\n", out);
}

int
main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: make_tables OUT FILE...\n", stderr);
		return 2;
	}
	for (int i = 2; i < argc; i++)
		read_file(argv[i]);
	FILE *out = fopen(argv[1], "w");
	if (!out) {
		perror(argv[1]);
		return EXIT_FAILURE;
	}
	fputs("/* Made by make_tables from libhire/data/concepts. */\n", out);
	put_words(out);
	put_opposites(out);
	put_nears(out);
	put_points(out);
	put_questions(out);
	put_sheets(out);
	put_labels(out);
	return fclose(out) ? EXIT_FAILURE : EXIT_SUCCESS;
}
