/* SPDX-License-Identifier: MIT
 * test_structured.c - resumes that are data become the text that a person
 * would have written; whatever is none stays as it is.
 */
#include "conform.h"

#include "backends/text/reader/reader.h"

#include <string.h>

static test_host host;
static hire_arena *mem;

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, (size_t)256 << 20, &mem, NULL));
}

static void
teardown(void)
{
	hire_arena_free(mem);
	test_host_close(&host);
}

static const char *
read_text(const char *bytes, size_t len, const char **engine)
{
	reading r = {.ctx = host.ctx,
	    .mem = mem,
	    .bytes = bytes,
	    .len = len,
	    .raw = HIRE__BUF(host.ctx, READER_RAW_MAX)};
	hire_error err = {.code = HIRE_OK};
	hire_status st = reader_plain(&r, &err);
	if (!st)
		st = reader_clean(&r, 1 << 20, &err);
	ck_assert_msg(!st, "%s: %s", hire_status_name(st), err.message);
	*engine = r.engine;
	ck_assert_str_eq(r.kind, "text");
	reader_fini(&r);
	return r.text;
}

static void
expect(const char *bytes, const char *engine, const char *text)
{
	const char *by;
	const char *got = read_text(bytes, strlen(bytes), &by);
	ck_assert_str_eq(by, engine);
	ck_assert_str_eq(got, text);
}

START_TEST(json_resume)
{
	expect("{\"$schema\":\"x\",\"basics\":{\"name\":\"Sample Candidate\","
	       "\"label\":\"Engineer\",\"image\":\"i.png\",\"email\":"
	       "\"sample@example.com\",\"location\":{\"address\":\"1 Road\","
	       "\"city\":\"Bern\",\"countryCode\":\"CH\"},\"profiles\":[{"
	       "\"network\":\"GitHub\",\"username\":\"sample\",\"url\":\"\"}],"
	       "\"summary\":\"Builds things.\"},\"work\":[{\"name\":\"Example, "
	       "Inc.\",\"position\":\"Engineer\",\"url\":\"u\",\"location\":"
	       "\"Bern\",\"startDate\":\"2020-02-29\",\"summary\":\"A firm.\","
	       "\"highlights\":[\"Built\\nit\",\"\"],\"grade\":7}],"
	       "\"education\":[{\"institution\":\"Example University\","
	       "\"area\":\"Physics\",\"studyType\":\"Bachelor\",\"endDate\":"
	       "\"2019\",\"score\":3.5}],\"skills\":[{\"name\":\"Web\","
	       "\"level\":\"Master\",\"keywords\":[\"HTML\",\"CSS\"]},{\"name\""
	       ":\"C\"}],\"languages\":[{\"language\":\"German\",\"fluency\":"
	       "\"native\"}],\"meta\":{\"version\":\"1\"}}",
	    "json",
	    "Sample Candidate\nEngineer\nEmail: sample@example.com\nBern, CH\n"
	    "GitHub: sample\n\nSummary\nBuilds things.\n\nExperience\n"
	    "Engineer | Example, Inc. | Bern | Feb 2020 - Present\nA firm.\n"
	    "\xE2\x80\xA2 Built it\nGrade: 7\n\nEducation\n"
	    "Bachelor in Physics | Example University | 2019\nScore: 3.5\n\n"
	    "Skills\nWeb: HTML, CSS (Master)\nC\n\nLanguages\n"
	    "German (native)\n");
}
END_TEST

START_TEST(yaml_resume)
{
	expect("# a comment\ncv:\n  name: Sample Candidate\n  headline: "
	       "Engineer\n  phone: \"555 0100\"\n  social_networks:\n    - "
	       "network: GitHub\n      username: sample\n  sections:\n    "
	       "work_experience:\n      - company: Example Systems\n        "
	       "position: Engineer\n        start_date: 2019-04\n        "
	       "end_date: present\n        highlights:\n          - Did: it\n"
	       "    technical_skills:\n      - label: Tools\n        details: "
	       "Docker, Git\n    selected_talks:\n      - One talk\n"
	       "design:\n  theme: classic\n",
	    "yaml",
	    "Sample Candidate\nEngineer\nPhone: 555 0100\nGitHub: sample\n\n"
	    "Experience\nEngineer | Example Systems | Apr 2019 - present\n\n"
	    "Skills\nTools: Docker, Git\n\nSelected talks\n\xE2\x80\xA2 One "
	    "talk\n");
	expect("name: \xE5\xB1\xA5\xE6\xAD\xB4\neducation:\n  -\n    year: "
	       "2010\n    month: 4\n    value: \xE5\x85\xA5\xE5\xAD\xA6\n",
	    "yaml",
	    "\xE5\xB1\xA5\xE6\xAD\xB4\n\nEducation\n"
	    "\xE5\x85\xA5\xE5\xAD\xA6 | 2010-4\n");
}
END_TEST

/* None of these is a resume that is data, or not a safe one. */
static const char *const others[] = {
    "Name: Sample Candidate\nEmail: sample@example.com\nSkills: C, SQL\n",
    "Sample Candidate\nExperience:\n- Engineer: did it\n",
    "Experience: ten years\nEducation: none\n",
    "summary: a text\nwith: colons\nand no list\n",
    "{\"name\":\"x\"}",
    "{\"work\":[1],\"skills\":[2]",
    "{\"work\":[],\"work\":[],\"skills\":[]}",
    "[1,2]",
    "{not json at all}",
    "name: &a x\nskills: *a\nwork: [1]\neducation: [2]\n",
    "name: x\n---\nskills: [1]\n",
    "name: x\nskills: [1, 2\n",
    "name: x\nskills:\n\t- tab\n",
    "? [a, b]\n: c\nname: x\nskills: [1]\n",
    "work: {a: 1, a: 2}\nskills: [1]\nname: x\n",
};

START_TEST(the_rest_stays_text)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const char *by;
		const char *got = read_text(others[i], strlen(others[i]), &by);
		ck_assert_msg(!strcmp(by, "text"), "%s: %s", others[i], by);
		ck_assert_msg(
		    !strncmp(got, others[i], 8), "%s: %s", others[i], got);
	}
}
END_TEST

START_TEST(limits_hold)
{
	const char *by;
	static const char head[] = "name: x\nskills: ";
	enum { DEEP = 100 };
	size_t h = sizeof head - 1;
	char *deep = hire_arena_alloc(mem, h + 2 * DEEP + 1);
	memcpy(deep, head, h);
	memset(deep + h, '[', DEEP);
	memset(deep + h + DEEP, ']', DEEP);
	(void)read_text(deep, strlen(deep), &by);
	ck_assert_str_eq(by, "text");
	size_t n = (size_t)2 << 20;
	char *wide = hire_arena_alloc(mem, n + 1);
	memset(wide, ' ', n);
	memcpy(wide, "name: x\nskills:\n- a\n", 20);
	wide[n - 1] = '\n';
	(void)read_text(wide, n, &by);
	ck_assert_str_eq(by, "text");
}
END_TEST

START_TEST(bent_data_does_no_harm)
{
	static const char good[] =
	    "cv:\n  name: x\n  sections:\n    work:\n      - {company: a, "
	    "position: b, start_date: 2019-04, highlights: [c, d]}\n";
	static const char json[] =
	    "{\"basics\":{\"name\":\"x\"},\"work\":[{\"name\":\"a\","
	    "\"startDate\":\"2019-04\",\"highlights\":[\"c\",{}]}]}";
	uint64_t seed = 3;
	for (int i = 0; i < 4000; i++) {
		const char *from = i % 2 ? good : json;
		size_t n = strlen(from);
		char bent[256];
		memcpy(bent, from, n);
		for (uint64_t k = 1 + test_random(&seed, 3); k; k--)
			bent[test_random(&seed, n)] =
			    (char)(' ' + test_random(&seed, 95));
		const char *by;
		(void)read_text(bent, n, &by);
	}
}
END_TEST

static hire_status
use_everything(hire_ctx *ctx)
{
	static const char *const texts[] = {
	    "{\"basics\":{\"name\":\"x\"},\"work\":[{\"name\":\"a\"}]}",
	    "name: x\nwork:\n- company: a\n"};
	hire_status st = HIRE_OK;
	for (size_t i = 0; i < 2 && !st; i++) {
		reading r = {.ctx = ctx,
		    .bytes = texts[i],
		    .len = strlen(texts[i]),
		    .raw = HIRE__BUF(ctx, READER_RAW_MAX)};
		st = hire_arena_new(ctx, 0, &r.mem, NULL);
		if (!st)
			st = reader_plain(&r, NULL);
		if (!st)
			st = reader_clean(&r, 1 << 20, NULL);
		reader_fini(&r);
		hire_arena_free(r.mem);
	}
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(use_everything);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("structured");
	TCase *c = tcase_create("structured");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, json_resume);
	tcase_add_test(c, yaml_resume);
	tcase_add_test(c, the_rest_stays_text);
	tcase_add_test(c, limits_hold);
	tcase_add_test(c, bent_data_does_no_harm);
	suite_add_tcase(s, c);
	TCase *sweep = tcase_create("memory out");
	tcase_add_test(sweep, every_allocation_may_fail);
	suite_add_tcase(s, sweep);
	return test_run(s);
}
