/* SPDX-License-Identifier: MIT
 * generate.c - turns a table of this folder into a const C hash table.
 * A program of the build, apart from the library, so that data stays data and
 * a bare machine needs only a C compiler:
 *	generate words NAME PREFIX in.tsv out.c
 *	generate skills skills.tsv taxonomy.tsv out.c
 */
#include "generate.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 1 << 16, INDEX = 1 << 18 };

typedef struct row {
	char *key, *value;
	size_t at;       /* of the key, in the written bytes of all keys */
	int whole, more; /* a key; the start of longer keys */
} row;

static row rows[ROWS];
static size_t row_count;
static row *by_key[INDEX]; /* open addressing */

_Noreturn void
die(const char *what, const char *detail)
{
	fprintf(stderr, "generate: %s: %s\n", what, detail);
	exit(EXIT_FAILURE);
}

char *
copy(const char *s)
{
	char *out = malloc(strlen(s) + 1);
	if (!out)
		die("no memory", s);
	memcpy(out, s, strlen(s) + 1);
	return out;
}

static int
is_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* The form that the tokens of rules/text/doc.c have: lower case, one blank
 * between words, "+" and "#" kept behind a word, "." kept before "net". */
void
normalise(const char *s, char *out)
{
	size_t n = 0;
	for (size_t i = 0; s[i]; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + 32);
		int glued = n && out[n - 1] != ' ';
		if (is_word(c) || (glued && (c == '+' || c == '#')))
			out[n++] = (char)c;
		else if (!glued && c == '.' &&
		         (s[i + 1] == 'N' || s[i + 1] == 'n'))
			out[n++] = '.';
		else if (glued)
			out[n++] = ' ';
		if (glued && (c == '+' || c == '#') &&
		    is_word((unsigned char)s[i + 1]))
			out[n++] = ' ';
	}
	while (n && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

static uint32_t
hash(const char *s)
{
	uint32_t h = 2166136261u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

static row **
slot_of(const char *key)
{
	size_t at = hash(key) & (INDEX - 1);
	while (by_key[at] && strcmp(by_key[at]->key, key))
		at = (at + 1) & (INDEX - 1);
	return &by_key[at];
}

static row *
row_of(const char *key)
{
	row **slot = slot_of(key);
	if (*slot)
		return *slot;
	if (row_count == ROWS)
		die("too many rows", key);
	rows[row_count] = (row){.key = copy(key)};
	return *slot = &rows[row_count++];
}

const char *
value_of(const char *key)
{
	row *r = *slot_of(key);
	return r && r->whole ? r->value : NULL;
}

/* The starts of a phrase are rows too: a search can stop where none goes on. */
static void
add_starts(const char *key)
{
	char start[LINE];
	for (const char *s = key; (s = strchr(s, ' ')); s++) {
		memcpy(start, key, (size_t)(s - key));
		start[s - key] = '\0';
		row_of(start)->more = 1;
	}
}

void
add(const char *key, const char *value)
{
	char joined[LINE];
	row *r = row_of(key);
	if (r->whole && !strcmp(r->value, value))
		return;
	snprintf(joined, sizeof joined, "%s%s%s", r->whole ? r->value : "",
	    r->whole ? " | " : "", value);
	free(r->value);
	r->value = copy(joined);
	r->whole = 1;
	add_starts(key);
}

FILE *
must_open(const char *path, const char *mode)
{
	FILE *f = fopen(path, mode);
	if (!f)
		die("cannot open", path);
	return f;
}

int
split(char *line, char *field[FIELDS], size_t want)
{
	line[strcspn(line, "\r\n")] = '\0';
	if (!*line || *line == '#')
		return 0;
	for (size_t i = 0; i < want; i++) {
		field[i] = line;
		char *tab = strchr(line, '\t');
		if (i + 1 < want && !tab)
			die("a field is missing", field[0]);
		if (tab) {
			*tab = '\0';
			line = tab + 1;
		}
	}
	return 1;
}

/* All keys one behind another: an offset needs no relocation at start-up. */
static void
write_keys(FILE *out, const char *name)
{
	size_t n = 1;
	fprintf(out, "static const char %s_keys[] = {0", name);
	for (size_t i = 0; i < row_count; i++) {
		const char *key = rows[i].key;
		rows[i].at = n;
		for (size_t k = 0; k <= strlen(key); k++, n++)
			fprintf(out, ",%s%d", n % 20 ? "" : "\n    ",
			    (signed char)key[k]);
	}
	fprintf(out, "};\n");
}

static void
write_slot(FILE *out, size_t at, const row *r)
{
	fprintf(out, "    [%zu] = {%uu, %zu, %s, %zu, %d, %d},\n", at,
	    (unsigned)hash(r->key), r->at, r->whole ? r->value : "0",
	    strlen(r->key), r->whole, r->more);
}

void
write_table(FILE *out, const char *name)
{
	size_t size = 16;
	while (size * 7 < row_count * 10)
		size *= 2;
	row **slots = calloc(size, sizeof *slots);
	if (!slots)
		die("no memory", name);
	for (size_t i = 0; i < row_count; i++) {
		size_t at = hash(rows[i].key) & (size - 1);
		while (slots[at])
			at = (at + 1) & (size - 1);
		slots[at] = &rows[i];
	}
	write_keys(out, name);
	fprintf(
	    out, "static const hire__entry %s_slots[%zu] = {\n", name, size);
	for (size_t i = 0; i < size; i++)
		if (slots[i])
			write_slot(out, i, slots[i]);
	fprintf(out,
	    "};\nconst hire__table hire__%s = {%s_slots, %s_keys, %zu};\n",
	    name, name, name, size - 1);
	free(slots);
}

void
upper(char *s)
{
	for (; *s; s++) {
		if (*s >= 'a' && *s <= 'z')
			*s = (char)(*s - 32);
		if (*s == ' ' || *s == '-')
			*s = '_';
	}
}

static void
generate_words(char **arg)
{
	char line[LINE], key[LINE], value[LINE];
	char *field[FIELDS];
	FILE *in = must_open(arg[2], "r");
	while (fgets(line, sizeof line, in)) {
		if (!split(line, field, 2))
			continue;
		normalise(field[0], key);
		upper(field[1]);
		snprintf(value, sizeof value, "%s%s", arg[1], field[1]);
		add(key, value);
	}
	fclose(in);
	FILE *out = must_open(arg[3], "w");
	fprintf(out, "#include \"rules/text/tables.h\"\n\n");
	write_table(out, arg[0]);
	if (fclose(out))
		die("cannot write", arg[3]);
}

int
main(int argc, char **argv)
{
	if (argc == 6 && !strcmp(argv[1], "words"))
		generate_words(argv + 2);
	else if (argc == 5 && !strcmp(argv[1], "skills"))
		generate_skills(argv + 2);
	else
		die("usage",
		    "words NAME PREFIX IN OUT | skills IN TAXONOMY OUT");
	return EXIT_SUCCESS;
}
