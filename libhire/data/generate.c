/* SPDX-License-Identifier: MIT
 * generate.c - turns a table of this folder into a const C hash table.
 * A program of the build, apart from the library, so that data stays data and
 * a bare machine needs only a C compiler:
 *	generate words NAME PREFIX in.tsv out.c
 *	generate skills in.tsv out.c
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1 << 14, ROWS = 1 << 14, FIELDS = 5 };

typedef struct row {
	char *key, *value;
	int whole, more; /* a key; the start of longer keys */
} row;

static row rows[ROWS];
static size_t row_count;
static int one_value; /* whether a second value for a key is a mistake */

static void
die(const char *what, const char *detail)
{
	fprintf(stderr, "generate: %s: %s\n", what, detail);
	exit(EXIT_FAILURE);
}

static char *
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
static void
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

static row *
row_of(const char *key)
{
	for (size_t i = 0; i < row_count; i++)
		if (!strcmp(rows[i].key, key))
			return &rows[i];
	if (row_count == ROWS)
		die("too many rows", key);
	rows[row_count] = (row){.key = copy(key)};
	return &rows[row_count++];
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

/* Add `value` to `key`'s row.  Where a key may carry several values they are
 * bits; where it may not, the table's C type makes the compiler refuse. */
static void
add(const char *key, const char *value)
{
	char joined[LINE];
	row *r = row_of(key);
	if (r->whole && !strcmp(r->value, value))
		return;
	if (r->whole && one_value)
		die("an alias names two skills", key);
	snprintf(joined, sizeof joined, "%s%s%s", r->whole ? r->value : "",
	    r->whole ? " | " : "", value);
	free(r->value);
	r->value = copy(joined);
	r->whole = 1;
	add_starts(key);
}

static FILE *
must_open(const char *path, const char *mode)
{
	FILE *f = fopen(path, mode);
	if (!f)
		die("cannot open", path);
	return f;
}

/* Split a line at tabs into `field`; false for comments and blank lines. */
static int
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

static void
write_table(FILE *out, const char *name)
{
	size_t size = 16;
	while (size < row_count * 2)
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
	fprintf(
	    out, "static const hire__entry %s_slots[%zu] = {\n", name, size);
	for (size_t i = 0; i < size; i++)
		if (slots[i])
			fprintf(out, "    [%zu] = {\"%s\", %s, %d, %d},\n", i,
			    slots[i]->key,
			    slots[i]->whole ? slots[i]->value : "0",
			    slots[i]->whole, slots[i]->more);
	fprintf(out, "};\nconst hire__table hire__%s = {%s_slots, %zu};\n",
	    name, name, size - 1);
	free(slots);
}

static void
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

typedef struct skill {
	char *name, *family, *flags, *covers;
} skill;

static skill skills[ROWS];
static size_t skill_count;

static size_t
find_skill(const char *name, size_t n)
{
	for (size_t i = 0; i < skill_count; i++)
		if (strlen(skills[i].name) == n &&
		    !memcmp(skills[i].name, name, n))
			return i;
	die("covers an unknown skill", name);
	return 0;
}

static void
add_aliases(char *names)
{
	char key[LINE], value[32];
	snprintf(value, sizeof value, "%zu", skill_count);
	for (char *next; names && *names; names = next) {
		next = strchr(names, '|');
		if (next)
			*next++ = '\0';
		normalise(names, key);
		add(key, value);
	}
}

static void
read_skills(const char *path)
{
	char line[LINE], key[LINE], value[32];
	char *field[FIELDS];
	FILE *in = must_open(path, "r");
	while (fgets(line, sizeof line, in)) {
		char family[LINE];
		if (!split(line, field, FIELDS))
			continue;
		normalise(field[1], family);
		normalise(field[0], key);
		snprintf(value, sizeof value, "%zu", skill_count);
		add(key, value);
		add_aliases(field[4]);
		skills[skill_count++] = (skill){copy(field[0]), copy(family),
		    copy(field[2]), copy(field[3])};
	}
	fclose(in);
}

static void
write_flags(FILE *out, char *flags)
{
	fputs("0", out);
	for (char *next; *flags; flags = next) {
		next = flags + strcspn(flags, ",");
		if (*next)
			*next++ = '\0';
		upper(flags);
		fprintf(out, " | HIRE__SKILL_%s", flags);
	}
}

/* A family's number: its first row. */
static size_t
family_of(size_t i)
{
	size_t first = 0;
	while (strcmp(skills[first].family, skills[i].family))
		first++;
	return first;
}

static void
write_skills(FILE *out)
{
	fprintf(out, "static const uint16_t covers[] = {\n");
	size_t *first = calloc(skill_count + 1, sizeof *first), n = 0;
	if (!first)
		die("no memory", "covers");
	for (size_t i = 0; i < skill_count; i++) {
		first[i] = n;
		for (const char *s = skills[i].covers; *s; n++) {
			size_t len = strcspn(s, ",");
			fprintf(out, "    %zu,\n", find_skill(s, len));
			s += len + (s[len] == ',');
		}
	}
	first[skill_count] = n;
	fprintf(out, "    0};\nconst hire__skill_row hire__skill_rows[] = {\n");
	for (size_t i = 0; i < skill_count; i++) {
		fprintf(out, "    {\"%s\", \"%s\", %zu, covers + %zu, %zu, ",
		    skills[i].name, skills[i].family, family_of(i), first[i],
		    first[i + 1] - first[i]);
		write_flags(out, skills[i].flags);
		fputs("},\n", out);
	}
	fprintf(out, "};\nconst size_t hire__skill_rows_count = %zu;\n",
	    skill_count);
	free(first);
}

static void
generate_skills(char **arg)
{
	one_value = 1;
	read_skills(arg[0]);
	FILE *out = must_open(arg[1], "w");
	fprintf(out, "#include \"rules/text/tables.h\"\n\n");
	write_skills(out);
	write_table(out, "skill_names");
	if (fclose(out))
		die("cannot write", arg[1]);
}

int
main(int argc, char **argv)
{
	if (argc == 6 && !strcmp(argv[1], "words"))
		generate_words(argv + 2);
	else if (argc == 4 && !strcmp(argv[1], "skills"))
		generate_skills(argv + 2);
	else
		die("usage", "words NAME PREFIX IN OUT | skills IN OUT");
	return EXIT_SUCCESS;
}
