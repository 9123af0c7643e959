/* SPDX-License-Identifier: MIT
 * generate_skills.c - rows and names of skills: the project's own table, and
 * behind it the open taxonomies, whose names give way to it.
 */
#include "generate.h"

#include <stdlib.h>
#include <string.h>

enum { SKILLS = 1 << 16 };

/* An own name is a row too: in a match it is its base. */
typedef struct skill {
	char *name, *family, *flags, *covers;
	size_t base;
} skill;

static skill skills[SKILLS];
static size_t skill_count, own_count; /* all; those of skills.tsv */

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

static size_t
add_skill(
    const char *name, const char *family, const char *flags, const char *covers)
{
	if (skill_count == SKILLS)
		die("too many skills", name);
	skills[skill_count] = (skill){
	    copy(name), copy(family), copy(flags), copy(covers), skill_count};
	return skill_count++;
}

/* Let `name`, with its mark before it, stand for skill `row`. */
static void
add_name(const char *name, size_t row, int open)
{
	char key[LINE], value[64];
	int loose = *name == '~', caps = *name == '^';
	normalise(name + (loose || caps), key);
	if (!*key || (open && value_of(key)))
		return;
	snprintf(value, sizeof value, "%zu%s%s", row,
	    loose ? " | HIRE__NAME_LOOSE" : "",
	    caps ? " | HIRE__NAME_CAPS" : "");
	const char *before = value_of(key);
	size_t other = before ? strtoul(before, NULL, 10) : 0;
	if (before && skills[other].base == skills[row].base)
		return; /* the first word on it counts */
	if (before)
		die("a name stands for two skills", key);
	add(key, value);
}

/* The row of an own name of skill `base`.  One plain word, as "Karma", must be
 * written with its capital. */
static size_t
own_row(const char *name, size_t base)
{
	for (size_t i = base + 1; i < skill_count; i++)
		if (skills[i].base == base && !strcmp(skills[i].name, name))
			return i;
	char flags[LINE];
	const char *rest = name + 1;
	rest += strspn(rest, "abcdefghijklmnopqrstuvwxyz");
	int everyday = *name >= 'A' && *name <= 'Z' && !*rest;
	snprintf(flags, sizeof flags, "%s%s%s", skills[base].flags,
	    everyday && *skills[base].flags ? "," : "", everyday ? "word" : "");
	size_t row = add_skill(name, "", flags, "");
	skills[row].base = base;
	return row;
}

/* "=bank reconciliation", "=Hive=Apache Hive": a name of its own, and another
 * way to write it.  A phrase begins with a capital. */
static void
add_own(char *names, size_t base)
{
	char *alias = strchr(names, '=');
	if (alias)
		*alias++ = '\0';
	int phrase = strchr(names, ' ') != NULL;
	for (const char *c = names; *c; c++)
		phrase &= !(*c >= 'A' && *c <= 'Z') && *c != '.';
	char *written = copy(names); /* with its mark: "^SAFe" */
	names += *names == '^';
	if (phrase && *names >= 'a' && *names <= 'z')
		*names = (char)(*names - 32);
	size_t row = own_row(names, base);
	add_name(written, row, 0);
	if (alias)
		add_name(alias, row, 0);
	free(written);
}

static void
add_aliases(char *names, size_t row, int open)
{
	for (char *next; *names; names = next) {
		next = names + strcspn(names, "|");
		if (*next)
			*next++ = '\0';
		if (*names == '=')
			add_own(names + 1, row);
		else
			add_name(names, row, open);
	}
}

static void
read_curated(const char *path)
{
	char line[LINE], family[LINE];
	char *field[FIELDS];
	FILE *in = must_open(path, "r");
	while (fgets(line, sizeof line, in)) {
		if (!split(line, field, FIELDS))
			continue;
		normalise(field[1], family);
		size_t row = add_skill(field[0], family, field[2], field[3]);
		add_name(field[0], row, 0);
		add_aliases(field[4], row, 0);
	}
	fclose(in);
}

/* A name that is known gives its skill the other names. */
static void
read_open(const char *path)
{
	char line[LINE], key[LINE], flags[LINE];
	char *field[FIELDS];
	FILE *in = must_open(path, "r");
	while (fgets(line, sizeof line, in)) {
		if (!split(line, field, FIELDS))
			continue;
		const char *name = field[0] + (*field[0] == '^');
		normalise(name, key);
		const char *known = value_of(key);
		size_t row = known ? strtoul(known, NULL, 10) : 0;
		if (!known) {
			snprintf(flags, sizeof flags, "open%s%s",
			    *field[3] ? "," : "", field[3]);
			row = add_skill(name, field[2], flags, "");
			add_name(field[0], row, 1);
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
	i = skills[i].base;
	while (strcmp(skills[first].family, skills[i].family) != 0)
		first++;
	return first;
}

static void
write_covers(FILE *out, size_t first[])
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
		size_t base = skills[i].base;
		fprintf(out, "    {\"%s\", \"%s\", %zu, covers + %zu, %zu, ",
		    skills[i].name, skills[base].family, family_of(i),
		    first[base], first[base + 1] - first[base]);
		write_flags(out, skills[i].flags);
		fprintf(out, ", %zu},\n", base);
	}
	fprintf(out,
	    "};\nconst size_t hire__skill_rows_count = %zu;\n"
	    "const size_t hire__skill_rows_own = %zu;\n",
	    skill_count, own_count);
	free(first);
}

void
generate_skills(char **arg)
{
	read_curated(arg[0]);
	own_count = skill_count;
	read_open(arg[1]);
	FILE *out = must_open(arg[2], "w");
	fprintf(out, "#include \"rules/text/tables.h\"\n\n");
	write_skills(out);
	write_table(out, "skill_names");
	if (fclose(out))
		die("cannot write", arg[2]);
}
