/* SPDX-License-Identifier: MIT
 * generate_skills.c - rows and names of skills: the project's own table, and
 * behind it the open taxonomies, whose names give way to it.
 */
#include "generate.h"

#include <stdlib.h>
#include <string.h>

enum { SKILLS = 1 << 16 };

typedef struct skill {
	char *name, *family, *flags, *covers;
} skill;

static skill skills[SKILLS];
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

/* Give `name`, with its mark before it, to skill `row`. */
static void
add_name(const char *name, const char *row, int open)
{
	char key[LINE], value[64];
	int loose = *name == '~', caps = *name == '^';
	normalise(name + (loose || caps), key);
	if (!*key || (open && value_of(key)))
		return;
	snprintf(value, sizeof value, "%s%s%s", row,
	    loose ? " | HIRE__NAME_LOOSE" : "",
	    caps ? " | HIRE__NAME_CAPS" : "");
	const char *before = value_of(key);
	if (before && strcmp(before, value) != 0)
		die("a name stands for two skills", key);
	add(key, value);
}

static void
add_aliases(char *names, const char *row, int open)
{
	for (char *next; *names; names = next) {
		next = names + strcspn(names, "|");
		if (*next)
			*next++ = '\0';
		add_name(names, row, open);
	}
}

static void
add_skill(
    const char *name, const char *family, const char *flags, const char *covers)
{
	if (skill_count == SKILLS)
		die("too many skills", name);
	skills[skill_count++] =
	    (skill){copy(name), copy(family), copy(flags), copy(covers)};
}

static void
read_curated(const char *path)
{
	char line[LINE], family[LINE], row[32];
	char *field[FIELDS];
	FILE *in = must_open(path, "r");
	while (fgets(line, sizeof line, in)) {
		if (!split(line, field, FIELDS))
			continue;
		snprintf(row, sizeof row, "%zu", skill_count);
		normalise(field[1], family);
		add_name(field[0], row, 0);
		add_aliases(field[4], row, 0);
		add_skill(field[0], family, field[2], field[3]);
	}
	fclose(in);
}

/* A name that is known gives its skill the other names. */
static void
read_open(const char *path)
{
	char line[LINE], key[LINE], row[64], flags[LINE];
	char *field[FIELDS];
	FILE *in = must_open(path, "r");
	while (fgets(line, sizeof line, in)) {
		if (!split(line, field, FIELDS))
			continue;
		const char *name = field[0] + (*field[0] == '^');
		normalise(name, key);
		const char *known = value_of(key);
		snprintf(row, sizeof row, "%zu",
		    known ? (size_t)strtoul(known, NULL, 10) : skill_count);
		if (!known) {
			snprintf(flags, sizeof flags, "open%s%s",
			    *field[3] ? "," : "", field[3]);
			add_name(field[0], row, 1);
			add_skill(name, field[2], flags, "");
		}
		add_aliases(field[4], row, 1);
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
	while (strcmp(skills[first].family, skills[i].family) != 0)
		first++;
	return first;
}

static void
write_covers(FILE *out, size_t *first)
{
	size_t n = 0;
	fprintf(out, "static const uint16_t covers[] = {\n");
	for (size_t i = 0; i < skill_count; i++) {
		first[i] = n;
		for (const char *s = skills[i].covers; *s; n++) {
			size_t len = strcspn(s, ",");
			fprintf(out, "    %zu,\n", find_skill(s, len));
			s += len + (s[len] == ',');
		}
	}
	first[skill_count] = n;
	fprintf(out, "    0};\n");
}

static void
write_skills(FILE *out)
{
	size_t *first = calloc(skill_count + 1, sizeof *first);
	if (!first)
		die("no memory", "covers");
	write_covers(out, first);
	fprintf(out, "const hire__skill_row hire__skill_rows[] = {\n");
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

void
generate_skills(char **arg)
{
	read_curated(arg[0]);
	read_open(arg[1]);
	FILE *out = must_open(arg[2], "w");
	fprintf(out, "#include \"rules/text/tables.h\"\n\n");
	write_skills(out);
	write_table(out, "skill_names");
	if (fclose(out))
		die("cannot write", arg[2]);
}
