/* SPDX-License-Identifier: MIT
 * test_skills.c - skills in text: names with signs, short and everyday names.
 */
#include "reading.h"

#include "rules/skills/skills.h"

#include <string.h>

/* A text, skills that it must give, and skills that it must not. */
static const struct {
	const char *text, *yes[5], *no[5];
} cases[] = {
    {"C, C++, C# and F#", {"C", "C++", "C#", "F#"}, {NULL}},
    {"Java, Go, R", {"Java", "Go", "R"}, {NULL}},
    {"Wrote services in Go.", {"Go"}, {NULL}},
    {"Wrote engines in C with sockets", {"C"}, {NULL}},
    {"Trials in R for hospitals", {"R"}, {NULL}},
    {"Firmware with C for phones", {NULL}, {"C"}},
    {"I go to work and go home", {NULL}, {"Go"}},
    {"Go to the office. Letter R. Smith", {NULL}, {"Go", "R"}},
    {"R&D team, J. R. Smith, grade C", {NULL}, {"R", "C"}},
    {"Java, R&D, C-level, SQL", {"Java", "SQL"}, {"R", "C"}},
    {"C-level support, vitamin C", {NULL}, {"C"}},
    {"Core languages are Ruby, Python, JavaScript, and Go.",
        {"Ruby", "Python", "JavaScript", "Go"}, {"Java"}},
    {".NET and ASP.NET Core, VB.NET", {".NET", "Visual Basic"}, {NULL}},
    {"Node.js, NodeJS or node js", {"Node.js"}, {NULL}},
    {"CI/CD pipelines", {"CI/CD"}, {NULL}},
    {"CI-CD or continuous integration", {"CI/CD"}, {NULL}},
    {"K8s and PostgreSQL.", {"Kubernetes", "PostgreSQL"}, {"SQL"}},
    {"HTML5/CSS3", {"HTML", "CSS"}, {NULL}},
    {"JavaScript only", {"JavaScript"}, {"Java"}},
    {"Spring 2014, Fall 2013", {NULL}, {"Spring"}},
    {"Spring Boot and Hibernate", {"Spring Boot", "Hibernate"}, {NULL}},
    {"to excel at work, in other words", {NULL}, {"Excel", "Word"}},
    {"Microsoft Word, Excel & Outlook", {"Word", "Excel", "Outlook"}, {NULL}},
    {"machine, learning", {NULL}, {"Machine learning"}},
    {"ＪＡＶＡ and ﬁrewalls", {"Java", "Firewalls"}, {NULL}},
    {"accounts payable and general ledger",
        {"Accounts payable", "General ledger"}, {NULL}},
    {"AWS Certified Solutions Architect", {"AWS"}, {NULL}},
    {"Java 8, Python 3.11, HTML5", {"Java", "Python", "HTML"}, {NULL}},
    {"熟悉Java开发，使用MySQL数据库", {"Java", "MySQL"}, {NULL}},
    {"精通C++与Go语言，机器学习", {"C++", "Go", "Machine learning"}, {NULL}},
    {"PostgreSQLを使用、データ分析", {"PostgreSQL", "Data analysis"}, {NULL}},
    {"Maschinelles Lernen, comptabilité, gestión de proyectos",
        {"Machine learning", "Accounting", "Project management"}, {NULL}},
    {"wound care, phlebotomy and ArcGIS Pro",
        {"Wound care", "Phlebotomy", "ArcGIS"}, {NULL}},
    {"EC2, S3 and Apache Hive", {"EC2", "S3", "Hive"}, {"AWS", "Hadoop"}},
    {"moved a san to the mis office", {NULL}, {"SAN", "MIS"}},
    {"Safe access for all. Rest is given; the fastest team", {NULL},
        {"SAFe", "Agile", "REST APIs", "FastEST"}},
    {"SAFe and REST in large teams", {"SAFe", "REST APIs"}, {NULL}},
    {"Java, Rest, Spring", {"Java", "REST APIs", "Spring"}, {NULL}},
    {"Java, made safe, rested", {"Java"}, {"SAFe", "REST APIs"}},
    {"", {NULL}, {"C"}},
};

START_TEST(skills_are_found_with_care)
{
	const char *const *names;
	size_t n;
	ck_assert_ok(hire__skills_in_text(cases[_i].text,
	    strlen(cases[_i].text), reading_mem, &names, &n, NULL));
	for (size_t k = 0; k < 5 && cases[_i].yes[k]; k++) {
		size_t i = 0;
		while (i < n && strcmp(names[i], cases[_i].yes[k]))
			i++;
		ck_assert_msg(
		    i < n, "%s: no %s", cases[_i].text, cases[_i].yes[k]);
	}
	for (size_t k = 0; k < 5 && cases[_i].no[k]; k++)
		for (size_t i = 0; i < n; i++)
			ck_assert_msg(strcmp(names[i], cases[_i].no[k]),
			    "%s: gives %s", cases[_i].text, cases[_i].no[k]);
}
END_TEST

/* Every name in the data is found again by the rules that read texts. */
START_TEST(names_in_the_data_are_in_the_form_of_words)
{
	for (size_t i = 0; i <= hire__skill_names.mask; i++) {
		const hire__entry *e = &hire__skill_names.slots[i];
		hire__doc *doc;
		size_t n = 0;
		const char *key = hire__skill_names.keys + e->key;
		if (!e->key || !e->whole)
			continue;
		ck_assert_ok(
		    hire__doc_read(key, strlen(key), reading_mem, &doc, NULL));
		const hire__entry *got = hire__phrase_at(
		    doc, &hire__skill_names, 0, doc->word_count, &n);
		ck_assert_msg(got == e && n == doc->word_count, "%s", key);
	}
	for (size_t i = 0; i < hire__skill_rows_count; i++)
		ck_assert_int_eq(hire__skill_row_of(hire__skill_rows[i].name),
		    hire__skill_rows[i].base);
}
END_TEST

START_TEST(credit_is_for_the_same_covered_wider_or_sibling)
{
	int pg = hire__skill_row_of("PostgreSQL");
	int sql = hire__skill_row_of("SQL");
	int my = hire__skill_row_of("MySQL");
	int art = hire__skill_row_of("Graphic design");
	ck_assert_int_eq(hire__skill_credit(pg, pg), 100);
	ck_assert_int_eq(hire__skill_credit(pg, sql), 100);
	ck_assert_int_eq(hire__skill_credit(sql, pg), 30);
	ck_assert_int_eq(hire__skill_credit(my, pg), 60);
	ck_assert_int_eq(hire__skill_credit(art, pg), 0);
	ck_assert_int_eq(hire__skill_row_of("no such skill"), -1);
	int oracle = hire__skill_row_of("Oracle Database");
	int cpp = hire__skill_row_of("C++");
	int python = hire__skill_row_of("Python");
	ck_assert_int_eq(hire__skill_credit(oracle, pg), 0);
	ck_assert_int_eq(
	    hire__skill_credit(oracle, hire__skill_row_of("SQL databases")),
	    100);
	ck_assert_int_eq(hire__skill_credit(cpp, python), 0);
	ck_assert_int_eq(hire__skill_credit(python, cpp), 0);
}
END_TEST

START_TEST(use_and_months_come_from_the_jobs)
{
	const hire_facts *f = reading_facts(
	    "Sample Candidate\nSkills\nPython, Docker\nExperience\n"
	    "Engineer, Sample Ltd, Jan 2020 - Dec 2020\n- Built tools in "
	    "Python\n"
	    "Engineer, Other Ltd, Jul 2020 - Jun 2021\n- More Python\n");
	const hire_skill *python = reading_skill(f, "Python");
	const hire_skill *docker = reading_skill(f, "Docker");
	ck_assert(python->listed && python->used);
	ck_assert_int_eq(python->months, 18);
	ck_assert_str_eq(python->evidence, "Built tools in Python");
	ck_assert(docker->listed && !docker->used);
	ck_assert_int_eq(docker->months, 0);
}
END_TEST

START_TEST(a_skill_knows_its_jobs)
{
	const hire_facts *back,
	    *f = reading_facts(
	        "Sample Candidate\nExperience\n"
	        "Engineer, Sample Ltd, Jan 2020 - Dec 2020\n- Tools in Python\n"
	        "Engineer, Other Ltd, Jan 2018 - Dec 2019\n- Docker images\n"
	        "Engineer, Third Ltd, Jan 2015 - Dec 2016\n- Python, Python\n");
	const char *json;
	ck_assert_uint_eq(f->job_count, 3);
	ck_assert_ok(hire_facts_to_json(f, reading_mem, &json, NULL));
	ck_assert_ok(hire_facts_from_json(json, reading_mem, &back, NULL));
	for (int i = 0; i < 2; i++, f = back) {
		const hire_skill *k = reading_skill(f, "Python");
		ck_assert_ptr_nonnull(k);
		ck_assert_uint_eq(k->job_count, 2);
		ck_assert_int_eq(k->jobs[0], 0);
		ck_assert_int_eq(k->jobs[1], 2);
		ck_assert_int_eq(k->months, 36);
	}
}
END_TEST

START_TEST(a_job_that_is_not_there_is_dropped)
{
	const hire_facts *f;
	ck_assert_ok(hire_facts_from_json(
	    "{\"jobs\":[{\"title\":\"Clerk\"}],\"skill_details\":"
	    "[{\"name\":\"SQL\",\"jobs\":[0,1,-1,\"x\",70000]}]}",
	    reading_mem, &f, NULL));
	ck_assert_uint_eq(f->skills[0].job_count, 1);
	ck_assert_int_eq(f->skills[0].jobs[0], 0);
}
END_TEST

/* A line below a heading, and a name that it shows, hints at or does not. */
static const struct {
	const char *heading, *line, *name;
	int shown; /* 1 shown, 0 a hint, -1 no skill */
} shown[] = {
    {"Skills", "Python, Barbaz, FooQL", "Barbaz", 1},
    {"Skills", "Python, Barbaz, FooQL", "FooQL", 1},
    {"Skills", "Tools: Barbaz, Python", "Barbaz", 1},
    {"Skills", "Tools: Barbaz, Python", "Tools", -1},
    {"Skills", "Punctual, Python, Hard Working", "Punctual", -1},
    {"Skills", "Punctual, Python, Hard Working", "Hard Working", -1},
    {"Skills", "Advanced, Python", "Advanced", -1},
    {"Skills", "Python, Sample University 2015, Paris", "Paris", -1},
    {"Skills", "Communication, Python", "Communication", 0},
    {"Skills", "Research, Python", "Research", 1},
    {"Skills", "EC2, Python", "EC2", 1},
    {"Skills", "EC2, Python", "AWS", 0},
    {"Skills", "Microsoft Excel, Word", "Excel", 1},
    {"Projects", "Ran Kafka, Barbaz and Redis in Docker", "Barbaz", 1},
    {"Projects", "Met Barbaz and Foobar in Docker", "Barbaz", -1},
    {"Projects", "Did research on sales", "Research", 0},
    {"Projects", "Supervised a team", "Team leadership", 0},
};

START_TEST(a_reader_is_shown_what_a_reader_would_list)
{
	const hire_facts *f = reading_facts(hire_arena_printf(reading_mem,
	    "Sample Candidate\n%s\n%s\n", shown[_i].heading, shown[_i].line));
	const hire_skill *k = reading_skill(f, shown[_i].name);
	ck_assert_msg(!k == (shown[_i].shown < 0), "%s: %s", shown[_i].line,
	    shown[_i].name);
	if (k)
		ck_assert_msg(k->hint == !shown[_i].shown, "%s: %s",
		    shown[_i].line, shown[_i].name);
}
END_TEST

START_TEST(names_schools_and_employers_show_no_skill)
{
	const hire_facts *f = reading_facts(
	    "Ruby Swift\nruby.swift@example.com\n12 Java Street, Boston, MA\n"
	    "Experience\nClerk, Oracle Ltd, 2019 - 2020\n"
	    "Education\nPython University, BSc in Biology, 2015\n");
	static const char *const none[] = {
	    "Ruby", "Swift", "Java", "Oracle Database", "Python"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(!reading_skill(f, none[i]), "%s", none[i]);
}
END_TEST

/* The line on top, and whether it shows its skill. */
static const struct {
	const char *head, *skill;
	bool shown;
} tops[] = {
    {"Rust\nsample@example.com", "Rust", false},
    {"Rust\nEngineer\n+1 555 123 4567\nsample@example.com", "Rust", false},
    {"Swift Go\nsample@example.com", "Swift", false},
    {"Rust, Swift\nsample@example.com", "Rust", true},
    {"Rust Developer\nsample@example.com", "Rust", true},
    {"Rust\nSwift\nKotlin", "Rust", true},
};

START_TEST(the_name_on_top_is_no_skill)
{
	const hire_facts *f = reading_facts(hire_arena_printf(reading_mem,
	    "%s\n\nExperience\nClerk, Example Ltd, 2019 - 2020\n",
	    tops[_i].head));
	ck_assert_msg(!reading_skill(f, tops[_i].skill) == !tops[_i].shown,
	    "%s", tops[_i].head);
}
END_TEST

/* Names that are trades, animals and things as well. */
static const struct {
	const char *line, *skill;
	bool shown;
} things[] = {
    {"Head Chef for three years", "Chef", false},
    {"Chef and waiter", "Chef", false},
    {"Fed the pandas", "pandas", false},
    {"Swift delivery of express parcels", "Swift", false},
    {"Made shows with a Puppet", "Puppet", false},
    {"Rust removal", "Rust", false},
    {"Chef and Kubernetes", "Chef", true},
    {"Wrote Chef cookbooks for servers", "Chef", true},
    {"Python with pandas", "pandas", true},
    {"Swift developer", "Swift", true},
    {"Apache Spark", "Spark", true},
    {"Wrote services in Rust and Go", "Rust", true},
};

START_TEST(a_thing_is_a_skill_among_skills)
{
	const hire_facts *f = reading_facts(hire_arena_printf(reading_mem,
	    "Sample Candidate\nExperience\nClerk, Example Ltd, Jan 2020 - "
	    "Dec 2020\n- %s\n",
	    things[_i].line));
	ck_assert_msg(!reading_skill(f, things[_i].skill) == !things[_i].shown,
	    "%s", things[_i].line);
}
END_TEST

START_TEST(a_cook_is_sought_as_a_cook)
{
	const hire_job_facts *j = reading_job("Head Chef",
	    "We look for a head chef who has run a kitchen.\nChef wanted.\n",
	    NULL);
	for (size_t i = 0; i < j->count; i++)
		for (size_t k = 0; k < j->requirements[i].skill_count; k++)
			ck_assert_str_ne(j->requirements[i].skills[k], "Chef");
	j = reading_job("Engineer", "Must:\n- Chef\n- Kubernetes\n", NULL);
	ck_assert_str_eq(j->requirements[0].skills[0], "Chef");
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("skills");
	TCase *t = tcase_create("skills");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(
	    t, skills_are_found_with_care, 0, sizeof cases / sizeof *cases);
	tcase_add_test(t, names_in_the_data_are_in_the_form_of_words);
	tcase_add_test(t, credit_is_for_the_same_covered_wider_or_sibling);
	tcase_add_test(t, use_and_months_come_from_the_jobs);
	tcase_add_test(t, a_skill_knows_its_jobs);
	tcase_add_test(t, a_job_that_is_not_there_is_dropped);
	tcase_add_loop_test(t, a_reader_is_shown_what_a_reader_would_list, 0,
	    sizeof shown / sizeof *shown);
	tcase_add_test(t, names_schools_and_employers_show_no_skill);
	tcase_add_loop_test(
	    t, the_name_on_top_is_no_skill, 0, sizeof tops / sizeof *tops);
	tcase_add_loop_test(t, a_thing_is_a_skill_among_skills, 0,
	    sizeof things / sizeof *things);
	tcase_add_test(t, a_cook_is_sought_as_a_cook);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
