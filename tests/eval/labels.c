/* SPDX-License-Identifier: MIT
 * labels.c - the files of labels/: a key and its values a line.
 */
#include "labels.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABELS = 64 };

static const struct {
	const char *key;
	size_t at;
} texts[] = {
    {"file", offsetof(label, file)},
    {"name", offsetof(label, name)},
    {"email", offsetof(label, email)},
    {"phone", offsetof(label, phone)},
    {"title", offsetof(label, title)},
    {"years", offsetof(label, years)},
    {"degree", offsetof(label, degree)},
};

static const struct {
	const char *key;
	size_t at;
} lists[] = {
    {"skill", offsetof(label, skills)},
    {"maybe", offsetof(label, maybe)},
    {"school", offsetof(label, schools)},
};

static const char **
text_of(label *l, const char *key)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!strcmp(texts[i].key, key))
			return (const char **)((char *)l + texts[i].at);
	return NULL;
}

static label_names *
list_of(label *l, const char *key)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (!strcmp(lists[i].key, key))
			return (label_names *)((char *)l + lists[i].at);
	return NULL;
}

static void
take(label *l, char **c, const char *path)
{
	bool optional = !strcmp(c[0], "side-job");
	const char **text = text_of(l, c[0]);
	label_names *list = list_of(l, c[0]);
	if (text) {
		*text = c[1];
	} else if (list) {
		for (size_t i = 1; i < EVAL_CELLS && *c[i]; i++)
			if (list->count < LABEL_NAMES)
				list->names[list->count++] = c[i];
	} else if (optional || !strcmp(c[0], "job")) {
		if (l->job_count == LABEL_JOBS || !*c[4])
			eval_die(path, "a job lacks cells, or there are too "
			               "many");
		l->jobs[l->job_count++] =
		    (label_job){c[1], c[2], c[3], c[4], optional};
	} else {
		eval_die(path, c[0]);
	}
}

static void
read_one(eval *e, const char *path, label *out)
{
	eval_lines file = eval_read_lines(e, path, false);
	for (size_t i = 0; i < file.count; i++)
		take(out, file.rows[i], path);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!*text_of(out, texts[i].key))
			eval_die(path, texts[i].key);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static size_t
list_folder(eval *e, const char *folder, char *names[LABELS])
{
	struct dirent *entry;
	size_t n = 0;
	DIR *dir = opendir(folder);
	if (!dir)
		eval_die(folder, "is not there");
	while ((entry = readdir(dir)) && n < LABELS) {
		size_t len = strlen(entry->d_name);
		if (len > 4 && !strcmp(entry->d_name + len - 4, ".tsv"))
			names[n++] = hire_arena_printf(
			    e->mem, "%s/%s", folder, entry->d_name);
	}
	closedir(dir);
	qsort(names, n, sizeof *names, by_name);
	return n;
}

const label *
label_read_all(eval *e, size_t *count)
{
	char *names[LABELS], folder[500];
	snprintf(folder, sizeof folder, "%s/labels", e->folder);
	*count = list_folder(e, folder, names);
	label *out = eval_alloc(e, *count * sizeof *out);
	for (size_t i = 0; i < *count; i++)
		read_one(e, names[i], &out[i]);
	return out;
}
