/* SPDX-License-Identifier: MIT
 * test_renderings.c - one resume set in several ways gives the same facts: the
 * fixtures that exist as several PDFs, or as a PDF and a DOCX.
 */
#include "reading.h"

#include "backends/text/sandbox.h"

#include <stdio.h>
#include <string.h>

static const char *const families[][6] = {
    {"rendercv-classic.pdf", "rendercv-engineeringresumes.pdf",
        "rendercv-sb2nov.pdf", "rendercv-moderncv.pdf", "rendercv-opal.pdf"},
    {"reactive-azurill.pdf", "reactive-chikorita.pdf", "reactive-gengar.pdf"},
    {"soupboss-01-accountant.docx", "soupboss-01-accountant.pdf"},
    {"soupboss-02-office-coordinator.docx",
        "soupboss-02-office-coordinator.pdf"},
    {"scorelia-sample.docx", "scorelia-sample.pdf"},
};

static hire_text_reader reader;

static void
setup(void)
{
	reading_setup();
	ck_assert_ok(
	    hire__text_sandbox_open(reading_host.ctx, NULL, &reader, NULL));
}

static void
teardown(void)
{
	hire_text_reader_fini(&reader);
	reading_teardown();
}

static const char *
or_none(const char *s)
{
	return s ? s : "?";
}

/* Whom it is from, the jobs and the schools, as one text. */
static const char *
gist(const hire_facts *f)
{
	const char *s = hire_arena_printf(reading_mem,
	    "%s <%s> %s, degree %d, months %d\n%s", or_none(f->name),
	    or_none(f->email), or_none(f->phone), (int)f->highest_degree,
	    (int)f->months, reading_jobs_text(f));
	for (size_t i = 0; i < f->education_count; i++)
		s = hire_arena_printf(
		    reading_mem, "%s%s\n", s, or_none(f->education[i].school));
	return s;
}

static const char *
gist_of(const char *root, const char *file)
{
	size_t len;
	hire_text text;
	hire_error err = {.code = HIRE_OK};
	const char *path =
	    hire_arena_printf(reading_mem, "%s/resumes/%s", root, file);
	char *bytes = test_read_file(reading_mem, path, &len);
	ck_assert_msg(bytes != NULL, "%s", path);
	hire_status st = reader.ops.read(
	    reader.state, bytes, len, file, NULL, reading_mem, &text, &err);
	ck_assert_msg(!st, "%s: %s", file, err.message);
	return gist(reading_facts(text.text));
}

START_TEST(renderings_agree)
{
	const char *root = test_fixtures();
	const char *const *file = families[_i];
	if (!root) {
		printf("skipped: no fixtures\n");
		return;
	}
	const char *want = gist_of(root, file[0]);
	ck_assert_ptr_nonnull(strchr(want, '@'));
	for (size_t i = 1; file[i]; i++)
		reading_same(gist_of(root, file[i]), want, file[i]);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("renderings");
	TCase *t = tcase_create("renderings");
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(
	    t, renderings_agree, 0, sizeof families / sizeof *families);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
