/* SPDX-License-Identifier: MIT
 * test_fit.c - floors on labelled pairs of real texts, as a guard against
 * getting worse; only pairs whose resume is plain text, no reader in between.
 */
#include "reading.h"

#include <stdio.h>
#include <string.h>

enum { PAIRS = 256 };

typedef struct pair {
	int label, score;
} pair;

static const char *
read_text(const char *folder, const char *kind, const char *name)
{
	size_t n;
	const char *path =
	    hire_arena_printf(reading_mem, "%s/%s/%s", folder, kind, name);
	return test_read_file(reading_mem, path, &n);
}

static char *
field(char **line)
{
	char *s = *line;
	size_t n = strcspn(s, "\t");
	*line = s + n + (s[n] == '\t');
	s[n] = '\0';
	return s;
}

static bool
plain(const char *name)
{
	size_t n = strlen(name);
	return n > 4 && !strcmp(name + n - 4, ".txt");
}

static size_t
score_pairs(const char *folder, char *rows, pair *out)
{
	size_t n = 0;
	while (*rows && n < PAIRS) {
		char *line = rows;
		rows += strcspn(rows, "\n");
		if (*rows)
			*rows++ = '\0';
		(void)field(&line);
		const char *resume = field(&line), *ad = field(&line);
		const char *label = field(&line);
		if (!plain(resume) || *label < '0' || *label > '2')
			continue;
		const char *a = read_text(folder, "resumes", resume);
		const char *b = read_text(folder, "jobs", ad);
		ck_assert(a && b);
		hire_match_result m =
		    reading_match(reading_facts(a), reading_job(NULL, b, NULL));
		out[n++] = (pair){*label - '0', m.score};
	}
	return n;
}

/* Percent of (fit, no fit) pairs that stand in the right order. */
static int
order(const pair *p, size_t n)
{
	int right = 0, all = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			if (!p[i].label || p[k].label)
				continue;
			all += 2;
			right += p[i].score > p[k].score
			             ? 2
			             : p[i].score == p[k].score;
		}
	return all ? right * 100 / all : 100;
}

START_TEST(labelled_pairs_stand_in_order)
{
	static pair pairs[PAIRS];
	size_t len;
	const char *folder = test_fixtures();
	if (!folder) {
		printf("skipped: no fixtures\n");
		return;
	}
	char *rows = test_read_file(reading_mem,
	    hire_arena_printf(
	        reading_mem, "%s/matching/hand_fit_dev.tsv", folder),
	    &len);
	if (!rows) {
		printf("skipped: no labelled pairs\n");
		return;
	}
	size_t n = score_pairs(folder, rows, pairs);
	ck_assert_uint_gt(n, 0);
	ck_assert_int_ge(order(pairs, n), 93);
	for (size_t i = 0; i < n; i++)
		ck_assert(pairs[i].label || pairs[i].score < 70);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("fit");
	TCase *t = tcase_create("fit");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, labelled_pairs_stand_in_order);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
