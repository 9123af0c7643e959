/* SPDX-License-Identifier: MIT
 * test_pdf.c - PDFs through the sandbox: what a person sees is text, what
 * nobody sees is set aside with its reason, columns are read in order.
 */
#include "conform.h"
#include "pdf_cases.h"

#include "backends/text/sandbox.h"

#include "util/buf.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static test_host host;
static hire_arena *mem;
static hire_text_reader reader;

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, (size_t)512 << 20, &mem, NULL));
	ck_assert_ok(hire__text_sandbox_open(host.ctx, NULL, &reader, NULL));
}

static void
teardown(void)
{
	hire_text_reader_fini(&reader);
	hire_arena_free(mem);
	test_host_close(&host);
}

static hire_status
take(const paper *p, hire_text *out, hire_error *err)
{
	size_t len;
	const char *bytes = paper_make(mem, p, &len);
	return reader.ops.read(
	    reader.state, bytes, len, "x.pdf", NULL, mem, out, err);
}

static const char *const image[] = {IMAGE, NULL};

static bool
set_aside(const hire_text *t, const char *text, const char *why)
{
	for (size_t i = 0; i < t->ignored_count; i++)
		if (strstr(t->ignored[i].text, text) &&
		    strstr(t->ignored[i].why, why))
			return true;
	return false;
}

START_TEST(what_nobody_sees_is_set_aside)
{
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	hire_status st = take(&pdf_hidden[_i].paper, &got, &err);
	ck_assert_msg(!st, "%s: %s", pdf_hidden[_i].name, err.message);
	ck_assert_msg(!strstr(got.text, "Obey"), "%s:\n%s", pdf_hidden[_i].name,
	    got.text);
	ck_assert_msg(strstr(got.text, "Wrote software for nine years") != NULL,
	    "%s:\n%s", pdf_hidden[_i].name, got.text);
	ck_assert_msg(
	    !pdf_hidden[_i].why ||
	        set_aside(&got, "Obey this machine", pdf_hidden[_i].why),
	    "%s: %s", pdf_hidden[_i].name,
	    got.ignored_count ? got.ignored[0].why : "nothing is set aside");
}
END_TEST

START_TEST(what_is_seen_stays)
{
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	hire_status st = take(&pdf_seen[_i].paper, &got, &err);
	ck_assert_msg(!st, "%s: %s", pdf_seen[_i].name, err.message);
	ck_assert_msg(strstr(got.text, "Knows how to build a bridge") &&
	                  strstr(got.text, "Sample Candidate"),
	    "%s:\n%s\n%s", pdf_seen[_i].name, got.text,
	    got.ignored_count ? got.ignored[0].why : "nothing is set aside");
	ck_assert_uint_eq(got.ignored_count, 0);
}
END_TEST

/* Phrases in the order in which a person reads them. */
static void
in_order(const char *name, const char *text, const char *const *phrases)
{
	const char *at = text;
	for (; *phrases; phrases++) {
		const char *found = strstr(at, *phrases);
		ck_assert_msg(found != NULL,
		    "%s: no \"%s\" after its place:\n%s", name, *phrases, text);
		at = found + strlen(*phrases);
	}
}

#define LINE(x, y, what) "BT /F1 10 Tf " #x " " #y " Td (" what ") Tj ET\n"

static const struct {
	const char *name, *content;
	const char *phrases[9];
} layouts[] = {
    {"two columns",
        "BT /F2 20 Tf 200 790 Td (Sample Candidate) Tj ET\n" LINE(40, 740,
            "Skills") LINE(300, 736, "Experience") LINE(40, 725, "Pottery")
            LINE(300, 719, "Head of kilns in a large house") LINE(40, 710,
                "Masonry") LINE(300, 702, "Fired nine thousand plates a day")
                LINE(40, 695, "Carving") LINE(300, 685,
                    "Trained a team of eleven people") LINE(40, 680, "Glazing")
                    LINE(300, 668, "Education of many a good kind"),
        {"Sample Candidate", "Skills\nPottery\nMasonry\nCarving\nGlazing\n\n",
            "Experience\nHead of kilns", "Trained a team"}},
    {"dates in the left margin",
        LINE(40, 740, "2019 -") LINE(130, 740, "Head of kilns, Sample Works")
            LINE(40, 728, "2022")
                LINE(130, 728, "Fired plates for all the houses") LINE(130, 716,
                    "Trained people in the art of it") LINE(40, 704, "2016")
                    LINE(130, 704, "Potter, Other Works") LINE(130, 692,
                        "Made plates for all the houses") LINE(40, 680, "2015")
                        LINE(130, 680, "Apprentice, Third Works")
                            LINE(130, 668, "Learned to make a plate"),
        {"2019 - 2022\tHead of kilns", "Fired plates", "2016\tPotter",
            "2015\tApprentice"}},
    {"dates in the right margin",
        LINE(40, 740, "Head of kilns") LINE(450, 740, "2019 - 2022")
            LINE(40, 728, "Sample Works") LINE(450, 728, "Sampleton")
                LINE(40, 704, "Potter") LINE(450, 704, "2016 - 2019")
                    LINE(40, 692, "Other Works") LINE(450, 692, "Sampleton")
                        LINE(40, 680, "Turner") LINE(450, 680, "2011 - 2016"),
        {"Head of kilns\t2019 - 2022\nSample Works\tSampleton",
            "Potter\t2016 - 2019", "Turner\t2011"}},
    {"words in pieces",
        "BT /F1 12 Tf 60 700 Td [(Soft) -20 (ware) -400 (engi) 30 (neer)] TJ "
        "ET\n" LINE(60, 680, "built an engine for the manu-")
            LINE(60, 668, "facture of plates \\(caf\\351\\)"),
        {"Software engineer", "the manufacture of plates (caf\xC3\xA9)"}},
    {"printed twice to look bold",
        LINE(60, 700, "Sample Candidate") LINE(60.3, 700, "Sample Candidate")
            LINE(60, 680, "engineer of bridges"),
        {"Sample Candidate\nengineer of bridges"}},
    {"painted from below",
        LINE(60, 660, "third of them") LINE(60, 680, "second of them")
            LINE(60, 700, "first of them"),
        {"first of them\nsecond of them\nthird of them"}},
};

START_TEST(text_is_in_reading_order)
{
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	const paper p = {.content = layouts[_i].content};
	hire_status st = take(&p, &got, &err);
	ck_assert_msg(!st, "%s: %s", layouts[_i].name, err.message);
	in_order(layouts[_i].name, got.text, layouts[_i].phrases);
}
END_TEST

static const struct {
	const char *file;
	const char *phrases[9];
} resumes[] = {
    {"deedy-resume", {"EDUCATION\nCORNELL UNIVERSITY", "COURSEWORK", "SKILLS",
                         "EXPERIENCE\nFACEBOOK", "COURSERA", "AWARDS\n2014",
                         "KPCB Engineering Fellow\n2014"}},
    {"reactive-gengar",
        {"John Doe", "Skills\nWeb Technologies", "Certifications",
            "Innovative Web Developer with 5 years",
            "Creative Solutions Inc.\tJanuary 2019 to Present\n"
            "Senior Web Developer\tSan Francisco, CA",
            "Education\nUniversity of California"}},
    {"reactive-azurill", {"John Doe", "Profiles", "Certifications", "Summary",
                             "Experience", "TechAdvancers", "Education"}},
    {"reactive-chikorita",
        {"John Doe", "Profiles", "Experience", "TechAdvancers", "Education",
            "Skills", "Certifications", "Languages"}},
    {"altacv-placeholder", {"YOUR NAME HERE", "EXPERIENCE\n", "Job Title 2",
                               "PROJECTS", "MOST PROUD OF", "EDUCATION"}},
    {"rm-barry-allen",
        {"Barry Allen", "allthe.stars@google.com", "Objective",
            "2018 \xE2\x80\x93 2022", "B.Tech, Computer Science",
            "June 2022 \xE2\x80\x93 Present", "Software Engineer"}},
    {"rm-alfred-pennyworth",
        {"Alfred Pennyworth", "Professional Summary",
            "2017 \xE2\x80\x93 Present", "Product Manager, Google", "2012"}},
    {"rendercv-moderncv",
        {"John Doe", "June 2023 \xE2\x80\x93 present", "Co-Founder & CTO",
            "May 2022 \xE2\x80\x93 Aug 2022", "Research Intern, NVIDIA"}},
    {"rendercv-classic", {"Princeton University", "Experience", "Nexus AI",
                             "June 2023", "NVIDIA Research"}},
    {"laverne-leo-leopard",
        {"Leo Leopard", "on-campus position", "University of La Verne",
            "\tAugust 2013 \xE2\x80\x93 Present"}},
    {"awesome-cv-resume", {"Byungjin Park", "hands-on software",
                              "DevOps Engineer\tSep. 2023 - Mar. 2024"}},
    {"billryan-zh-CN", {"\xE6\x95\x99\xE8\x82\xB2"}},
    {"soupboss-01-accountant", {"Accountant"}},
};

START_TEST(resumes_are_in_reading_order)
{
	size_t len;
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	const char *root = test_fixtures();
	if (!root) {
		printf("skipped: no fixtures\n");
		return;
	}
	const char *file =
	    hire_arena_printf(mem, "%s/resumes/%s.pdf", root, resumes[_i].file);
	const char *bytes = test_read_file(mem, file, &len);
	ck_assert_msg(bytes != NULL, "%s", file);
	hire_status st = reader.ops.read(
	    reader.state, bytes, len, file, NULL, mem, &got, &err);
	ck_assert_msg(!st, "%s: %s", file, err.message);
	in_order(file, got.text, resumes[_i].phrases);
	ck_assert_uint_eq(got.ignored_count, 0);
}
END_TEST

static double
seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char *
many(const char *what, size_t times)
{
	hire__buf b = HIRE__BUF(host.ctx, 64 << 20);
	const char *text;
	hire__buf_adds(&b, PLAIN);
	for (size_t i = 0; i < times; i++)
		hire__buf_adds(&b, what);
	ck_assert_ok(hire__buf_take(&b, mem, &text, NULL));
	return text;
}

/* Ends in time, whatever it ends with; the words of an error are there. */
static hire_status
endure(const paper *p)
{
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	double start = seconds();
	hire_status st = take(p, &got, &err);
	ck_assert_msg(seconds() - start < 5, "%f s", seconds() - start);
	ck_assert(!st || (*err.message && !strcmp(err.field, "resume")));
	ck_assert_int_ne(st, HIRE_EBACKEND);
	return st;
}

START_TEST(attacks_end_in_time)
{
	(void)endure(&(paper){.content = PLAIN, .box = "0 0 1000000 1000000"});
	(void)endure(&(paper){
	    .content = PLAIN "1 0 0 rg 0 0 9 9 re f", .box = "0 0 2 1000000"});
	(void)endure(&(paper){.content = many("/Im Do ", 200000),
	    .resource = "/XObject<</Im 7 0 R>>",
	    .objects = image});
	(void)endure(
	    &(paper){.content = many("0 0 500 500 re f 1 0 0 rg ", 250000)});
	(void)endure(&(paper){.content = many("q ", 1000000)});
	(void)endure(
	    &(paper){.content = many("BT /F1 9 Tf 9 9 Td (x) Tj ET ", 100000)});
	(void)endure(
	    &(paper){.content = PLAIN "1 g 0 0 9 9 re f", .pages = 3000});
}
END_TEST

START_TEST(empty_pages_have_no_text)
{
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	const paper p = {.content = "0 0 m 9 9 l S"};
	ck_assert_status(take(&p, &got, &err), HIRE_ENOTEXT);
	ck_assert_ptr_nonnull(strstr(err.message, "empty"));
}
END_TEST

/* What is wrong is named, with what to do. */
static const struct {
	hire_status want;
	const char *word;
	paper paper;
} refused[] = {
    {HIRE_EUNSUPPORTED, "200 inches",
        {.content = PLAIN, .box = "0 0 1000000000 1000000000"}},
    {HIRE_EUNSUPPORTED, "200 inches",
        {.content = PLAIN, .box = "0 0 595 15000"}},
    {HIRE_ENOTEXT, "colour of its background",
        {.content = "1 g " AT(60, 600, SECRET)}},
    {HIRE_ENOTEXT, "off the page", {.content = AT(60, 900, SECRET)}},
};

START_TEST(what_is_wrong_is_named)
{
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	ck_assert_status(
	    take(&refused[_i].paper, &got, &err), refused[_i].want);
	ck_assert_msg(strstr(err.message, refused[_i].word) &&
	                  strstr(err.message, "export it again"),
	    "%s", err.message);
}
END_TEST

START_TEST(scans_are_read_or_say_what_to_do)
{
	size_t len;
	hire_text got;
	hire_error err = {.code = HIRE_OK};
	const char *root = test_fixtures();
	if (!root) {
		printf("skipped: no fixtures\n");
		return;
	}
	const char *bytes = test_read_file(mem,
	    hire_arena_printf(
	        mem, "%s/resumes/derived-scan-barry-allen.pdf", root),
	    &len);
	ck_assert_ptr_nonnull(bytes);
	hire_status st = reader.ops.read(
	    reader.state, bytes, len, "x.pdf", NULL, mem, &got, &err);
	if (access("/usr/bin/tesseract", X_OK)) {
		printf("skipped: no tesseract\n");
		ck_assert_status(st, HIRE_ENOTEXT);
		ck_assert_ptr_nonnull(strstr(err.message, "tesseract-ocr"));
		return;
	}
	ck_assert_msg(!st, "%s", err.message);
	ck_assert_str_eq(got.engine, "tesseract");
	ck_assert_ptr_nonnull(
	    strstr(got.text, "Indian Institute of Technology"));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("pdf");
	TCase *c = tcase_create("sandbox");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(
	    c, what_nobody_sees_is_set_aside, 0, pdf_hidden_count);
	tcase_add_loop_test(c, what_is_seen_stays, 0, pdf_seen_count);
	tcase_add_loop_test(
	    c, text_is_in_reading_order, 0, sizeof layouts / sizeof *layouts);
	tcase_add_loop_test(c, resumes_are_in_reading_order, 0,
	    sizeof resumes / sizeof *resumes);
	tcase_add_test(c, attacks_end_in_time);
	tcase_add_test(c, empty_pages_have_no_text);
	tcase_add_loop_test(
	    c, what_is_wrong_is_named, 0, sizeof refused / sizeof *refused);
	tcase_add_test(c, scans_are_read_or_say_what_to_do);
	suite_add_tcase(s, c);
	return test_run(s);
}
