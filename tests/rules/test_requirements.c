/* SPDX-License-Identifier: MIT
 * test_requirements.c - what job texts ask for.
 */
#include "reading.h"

#include <string.h>

/* One statement in the recruiter's own list, and what it must be read as. */
static const struct {
	const char *text;
	hire_requirement_kind kind;
	int32_t years;
	hire_degree degree;
	bool any;
	const char *skills[5];
} own[] = {
    {"5+ years of Java", HIRE_REQUIREMENT_MUST, 5, HIRE_DEGREE_NONE, false,
        {"Java"}},
    {"must: at least five years of experience in C++", HIRE_REQUIREMENT_MUST, 5,
        HIRE_DEGREE_NONE, false, {"C++"}},
    {"one year of Java", HIRE_REQUIREMENT_MUST, 1, HIRE_DEGREE_NONE, false,
        {"Java"}},
    {"twelve years of Java", HIRE_REQUIREMENT_MUST, 12, HIRE_DEGREE_NONE, false,
        {"Java"}},
    {"nice: Go or Rust", HIRE_REQUIREMENT_NICE, 0, HIRE_DEGREE_NONE, true,
        {"Go", "Rust"}},
    {"Nice: Docker is required", HIRE_REQUIREMENT_NICE, 0, HIRE_DEGREE_NONE,
        false, {"Docker"}},
    {"- 3-5 years with Python and SQL", HIRE_REQUIREMENT_MUST, 3,
        HIRE_DEGREE_NONE, false, {"Python", "SQL"}},
    {"databases such as Oracle, MySQL, or SQL Server", HIRE_REQUIREMENT_MUST, 0,
        HIRE_DEGREE_NONE, true, {"Oracle Database", "MySQL", "SQL Server"}},
    {"Bachelor's or Master's degree in Computer Science", HIRE_REQUIREMENT_MUST,
        0, HIRE_DEGREE_BACHELOR, false, {NULL}},
    {"Master's or Ph.D. in Statistics", HIRE_REQUIREMENT_MUST, 0,
        HIRE_DEGREE_MASTER, false, {NULL}},
    {"BSc or equivalent experience", HIRE_REQUIREMENT_MUST, 0,
        HIRE_DEGREE_BACHELOR, true, {NULL}},
    {"minimum of 10 years in product management", HIRE_REQUIREMENT_MUST, 10,
        HIRE_DEGREE_NONE, false, {"Product management"}},
    {"must: C", HIRE_REQUIREMENT_MUST, 0, HIRE_DEGREE_NONE, false, {"C"}},
    {"must: Go", HIRE_REQUIREMENT_MUST, 0, HIRE_DEGREE_NONE, false, {"Go"}},
    {"R", HIRE_REQUIREMENT_MUST, 0, HIRE_DEGREE_NONE, false, {"R"}},
    {"Go or R", HIRE_REQUIREMENT_MUST, 0, HIRE_DEGREE_NONE, true, {"Go", "R"}},
    {"must: 5 years of Go", HIRE_REQUIREMENT_MUST, 5, HIRE_DEGREE_NONE, false,
        {"Go"}},
    {"must: C experience", HIRE_REQUIREMENT_MUST, 0, HIRE_DEGREE_NONE, false,
        {"C"}},
    {"Go the extra mile", HIRE_REQUIREMENT_MUST, 0, HIRE_DEGREE_NONE, false,
        {NULL}},
    {"C-level talks, grade C", HIRE_REQUIREMENT_MUST, 0, HIRE_DEGREE_NONE,
        false, {NULL}},
    {"Something that no table knows", HIRE_REQUIREMENT_MUST, 0,
        HIRE_DEGREE_NONE, false, {NULL}},
};

START_TEST(the_recruiters_list_is_taken_as_it_is)
{
	const hire_job_facts *f =
	    reading_job("Sample", "Requirements\nCOBOL", own[_i].text);
	ck_assert_uint_eq(f->count, 1);
	const hire_requirement *r = f->requirements;
	ck_assert_int_eq(r->kind, own[_i].kind);
	ck_assert_int_eq(r->years, own[_i].years);
	ck_assert_int_eq(r->degree, own[_i].degree);
	ck_assert_int_eq(r->any, own[_i].any);
	size_t n = 0;
	while (n < 5 && own[_i].skills[n])
		n++;
	ck_assert_uint_eq(r->skill_count, n);
	for (size_t i = 0; i < n; i++)
		ck_assert_str_eq(r->skills[i], own[_i].skills[i]);
}
END_TEST

/* The kind of the requirement that names a skill; -1 when none does. */
static int
kind_of(const hire_job_facts *f, const char *skill)
{
	for (size_t i = 0; i < f->count; i++)
		for (size_t k = 0; k < f->requirements[i].skill_count; k++)
			if (!strcmp(f->requirements[i].skills[k], skill))
				return (int)f->requirements[i].kind;
	return -1;
}

static const char sectioned[] =
    "Data Analyst\n\nAbout us\nWe use SAP and offer Excel courses.\n\n"
    "Responsibilities\n- Maintain COBOL reports\n\n"
    "Requirements:\n- 3 years of experience with SQL\n- Tableau or Power BI\n"
    "- Statistics\n- Python\n- Docker is a plus\n\n"
    "Nice to have\n- Spark\n\nBenefits\n- Free Kubernetes training\n\n"
    "We are an equal opportunity employer who likes Java.\n";

START_TEST(marked_lines_of_a_text_are_a_list)
{
	const hire_job_facts *j = reading_job("Engineer",
	    "We build things with Java.\n- Must: 3 years of Python\n"
	    "nice: Terraform\nWe offer lunch.\n",
	    NULL);
	ck_assert_uint_eq(j->count, 2);
	reading_same(j->requirements[0].text, "3 years of Python", "text");
	ck_assert_int_eq(j->requirements[0].kind, HIRE_REQUIREMENT_MUST);
	ck_assert_int_eq(j->requirements[1].kind, HIRE_REQUIREMENT_NICE);
}
END_TEST

START_TEST(parts_of_a_text_are_told_apart)
{
	const hire_job_facts *f = reading_job(NULL, sectioned, NULL);
	ck_assert_str_eq(f->title, "Data Analyst");
	ck_assert_int_eq(kind_of(f, "SQL"), HIRE_REQUIREMENT_MUST);
	ck_assert_int_eq(kind_of(f, "Tableau"), HIRE_REQUIREMENT_MUST);
	ck_assert_int_eq(kind_of(f, "Docker"), HIRE_REQUIREMENT_NICE);
	ck_assert_int_eq(kind_of(f, "Spark"), HIRE_REQUIREMENT_NICE);
	ck_assert_int_eq(kind_of(f, "SAP"), -1);
	ck_assert_int_eq(kind_of(f, "COBOL"), -1);
	ck_assert_int_eq(kind_of(f, "Kubernetes"), -1);
	ck_assert_int_eq(kind_of(f, "Java"), -1);
}
END_TEST

START_TEST(a_bullet_may_be_a_short_skill_alone)
{
	const hire_job_facts *f = reading_job(NULL,
	    "Requirements\n- C\n- Go, R\n- Linux\n- Go to market\n"
	    "Nice to have\n- Swift\n",
	    NULL);
	ck_assert_uint_eq(f->count, 5); /* "Go to market" without a skill */
	ck_assert_int_eq(kind_of(f, "C"), HIRE_REQUIREMENT_MUST);
	ck_assert_int_eq(kind_of(f, "Go"), HIRE_REQUIREMENT_MUST);
	ck_assert_int_eq(kind_of(f, "R"), HIRE_REQUIREMENT_MUST);
}
END_TEST

/* What a job says it does not want is not asked for. */
static const struct {
	const char *text, *skill;
	int kind;
} refusals[] = {
    {"We are not looking for PHP people.", "PHP", -1},
    {"No Java.", "Java", -1},
    {"No Java or PHP experience needed.", "Java", -1},
    {"Java experience is not required.", "Java", -1},
    {"5 years of Java are not required.", "Java", -1},
    {"You don't need to know Docker.", "Docker", -1},
    {"Python, not Java.", "Java", -1},
    {"Python, not Java.", "Python", HIRE_REQUIREMENT_MUST},
    {"Python is required, Java is not required.", "Java", -1},
    {"Python is required, Java is not required.", "Python",
        HIRE_REQUIREMENT_MUST},
    {"Java is not required, but Python is.", "Python", HIRE_REQUIREMENT_MUST},
    {"Java preferred, not required.", "Java", HIRE_REQUIREMENT_NICE},
    {"Java is a plus but not required.", "Java", HIRE_REQUIREMENT_NICE},
    {"Not only Java but also Python.", "Java", HIRE_REQUIREMENT_MUST},
    {"Notice how Java works.", "Java", HIRE_REQUIREMENT_MUST},
};

START_TEST(what_is_refused_is_not_asked)
{
	const hire_job_facts *f = reading_job("Sample",
	    hire_arena_printf(
	        reading_mem, "Requirements\n- %s\n", refusals[_i].text),
	    NULL);
	ck_assert_msg(kind_of(f, refusals[_i].skill) == refusals[_i].kind,
	    "%s: %s", refusals[_i].text, refusals[_i].skill);
	for (size_t i = 0; i < f->count; i++)
		ck_assert_int_eq(f->requirements[i].years, 0);
	f = reading_job("Sample", "", refusals[_i].text);
	if (refusals[_i].kind < 0)
		ck_assert_int_eq(kind_of(f, refusals[_i].skill), -1);
}
END_TEST

/* Skills of a statement as groups: "|" alternatives, "&" all. */
static const struct {
	const char *text, *groups;
} grouped[] = {
    {"Docker and AWS or Azure", "Docker & AWS|Azure"},
    {"AWS or Azure, and Docker", "AWS|Azure & Docker"},
    {"Java, Kotlin or Scala", "Java|Kotlin|Scala"},
    {"Java, Kotlin and Scala", "Java & Kotlin & Scala"},
    {"Java, Kotlin, Scala or similar", "Java|Kotlin|Scala"},
    {"Experience with AWS/Azure", "AWS|Azure"},
    {"One of the following: Python, Ruby and Go", "Python|Ruby|Go"},
    {"At least one of Python, Ruby, PHP", "Python|Ruby|PHP"},
    {"Either Python or Ruby, plus Docker", "Python|Ruby & Docker"},
    {"Relational databases such as MySQL or PostgreSQL",
        "Relational databases|MySQL|PostgreSQL"},
    {"HTML5, CSS3, including Sass", "HTML & CSS & Sass"},
    {"CI/CD pipelines (GitHub Actions or CircleCI) and Kafka",
        "CI/CD|GitHub Actions|CircleCI & Kafka"},
    {"containers with Docker and orchestration via Kubernetes",
        "Docker & Kubernetes"},
    {"conocimientos de Java, y de Angular o React", "Java & Angular|React"},
};

START_TEST(alternatives_stand_in_groups)
{
	const hire_job_facts *f = reading_job("Sample", "", grouped[_i].text);
	const hire_requirement *r = f->requirements;
	const char *got = r->skill_count ? r->skills[0] : "";
	for (size_t i = 1; i < r->skill_count; i++)
		got = hire_arena_printf(reading_mem, "%s%s%s", got,
		    r->groups[i] == r->groups[i - 1] ? "|" : " & ",
		    r->skills[i]);
	reading_same(got, grouped[_i].groups, grouped[_i].text);
}
END_TEST

START_TEST(what_no_table_knows_is_asked_by_its_name)
{
	const hire_job_facts *f = reading_job("Sample",
	    "Acme builds things.\nRequirements\n- Python\n"
	    "- Know your way around Quuxflow and ZZQ7\n"
	    "- You like Acme and long walks\n- Must be a young person\n",
	    NULL);
	ck_assert_uint_eq(f->count, 3);
	const hire_requirement *r = &f->requirements[1];
	ck_assert_uint_eq(r->skill_count, 2);
	ck_assert_str_eq(r->skills[0], "Quuxflow");
	ck_assert_str_eq(r->skills[1], "ZZQ7");
	ck_assert(r->any);
	ck_assert_uint_eq(f->requirements[2].skill_count, 0);
	const hire_facts *have = reading_facts(
	    "Sample Candidate\nSkills\nPython, Docker\nExperience\n"
	    "Engineer, Example Ltd, Jan 2020 - Dec 2024\n"
	    "- Moved Terraform to Quuxflow\n");
	hire_match_result m = reading_match(have, f);
	ck_assert_int_eq(m.rows[1].percent, 100);
	ck_assert_str_eq(m.rows[1].evidence, "Moved Terraform to Quuxflow");
	ck_assert_int_eq(m.rows[2].weight, 0);
}
END_TEST

START_TEST(improper_criteria_are_no_requirements)
{
	const hire_job_facts *f = reading_job("Sample", "",
	    "Java\nmax 35 years old\nUS citizens only\nnative speaker\n"
	    "5 years of Python, single person");
	ck_assert_uint_eq(f->count, 2);
	ck_assert_int_eq(f->requirements[0].years, 0);
	ck_assert_int_eq(f->requirements[1].years, 5);
}
END_TEST

START_TEST(a_degree_may_be_waived)
{
	const hire_job_facts *f = reading_job("Sample",
	    "Requirements\n- A bachelor's degree is not required\n- Python\n",
	    NULL);
	ck_assert_uint_eq(f->count, 1);
	ck_assert_int_eq(f->requirements[0].degree, HIRE_DEGREE_NONE);
}
END_TEST

START_TEST(the_company_asks_nothing_of_itself)
{
	const hire_job_facts *f = reading_job("Sample",
	    "We build tools in Java. Our experience with SAP is long.\n"
	    "You should have experience with Docker.\n\n"
	    "Requirements\n- Python\n",
	    NULL);
	ck_assert_int_eq(kind_of(f, "Java"), -1);
	ck_assert_int_eq(kind_of(f, "SAP"), -1);
	ck_assert_int_eq(kind_of(f, "Docker"), HIRE_REQUIREMENT_MUST);
	ck_assert_int_eq(kind_of(f, "Python"), HIRE_REQUIREMENT_MUST);
}
END_TEST

START_TEST(what_is_asked_twice_counts_once)
{
	const hire_job_facts *f = reading_job("Java Developer",
	    "Java Developer\nRequirements\n- Java developer\n- Knowledge of "
	    "Python\n- Python\n- 3 years of Python\n",
	    NULL);
	size_t java = 0, python = 0;
	for (size_t i = 0; i < f->count; i++)
		for (size_t k = 0; k < f->requirements[i].skill_count; k++) {
			const char *s = f->requirements[i].skills[k];
			java += !strcmp(s, "Java");
			python += !strcmp(s, "Python");
		}
	ck_assert_uint_eq(java, 1);
	ck_assert_uint_eq(python, 2);
}
END_TEST

/* Duties that strayed among enough requirements are left out; what the
 * candidate brings stays, and duties speak when little else does. */
START_TEST(duties_among_requirements_are_none)
{
	const hire_job_facts *f = reading_job("Sample",
	    "Requirements: 4 years of Python; Kubernetes; experience with "
	    "Terraform;\nknowledge of PostgreSQL. You will need Kafka. "
	    "You will own our React tools.\nYou'll lead Angular work.\n",
	    NULL);
	ck_assert_uint_eq(f->count, 5);
	for (size_t i = 0; i < f->count; i++)
		ck_assert_msg(!strstr(f->requirements[i].text, "own") &&
		                  !strstr(f->requirements[i].text, "lead"),
		    "%s", f->requirements[i].text);
	f = reading_job("Sample",
	    "Requirements: Python. You will own our React tools.\n", NULL);
	ck_assert_uint_eq(f->count, 2);
}
END_TEST

/* Headings in words of their own: what is nice, and what ends the list. */
START_TEST(unknown_headings_tell_by_their_words)
{
	const hire_job_facts *f = reading_job("Sample",
	    "Requirements\n\nPython and Docker\n\nPostgreSQL\n\n"
	    "Kafka or RabbitMQ\n\nTerraform\n\n"
	    "Bonus if you also bring:\n\nSome Kubernetes\n\n"
	    "Interested?\n\nTake a look at our Angular pages\n",
	    NULL);
	ck_assert_uint_eq(f->count, 5);
	for (size_t i = 0; i < f->count; i++)
		ck_assert_int_eq(
		    f->requirements[i].kind == HIRE_REQUIREMENT_NICE, i == 4);
}
END_TEST

START_TEST(prose_asks_too)
{
	const hire_job_facts *f = reading_job(NULL,
	    "We are hiring a Senior Backend Engineer to join us. You should "
	    "have experience with Python, Django or Flask. Familiarity with "
	    "Terraform is a plus. Salary is competitive, Java included.",
	    NULL);
	ck_assert_str_eq(f->title, "Senior Backend Engineer");
	ck_assert_int_eq(kind_of(f, "Python"), HIRE_REQUIREMENT_MUST);
	ck_assert_int_eq(kind_of(f, "Terraform"), HIRE_REQUIREMENT_NICE);
	ck_assert_int_eq(kind_of(f, "Java"), -1);
}
END_TEST

START_TEST(duties_speak_when_nothing_else_does)
{
	const hire_job_facts *f = reading_job("Accountant",
	    "Responsibilities\n- Prepare tax returns\n- Run payroll\n", NULL);
	ck_assert_int_eq(kind_of(f, "Payroll"), HIRE_REQUIREMENT_MUST);
	ck_assert_int_eq(kind_of(f, "Accounting"), HIRE_REQUIREMENT_MUST);
}
END_TEST

START_TEST(semicolons_and_wrapped_lines_are_statements)
{
	const hire_job_facts *f = reading_job(NULL,
	    "Requirements: 4+ years of professional Python experience; deep\n"
	    "knowledge of Kafka; experience with Docker, e.g. in production.\n"
	    "Strong SQL.",
	    NULL);
	ck_assert_uint_eq(f->count, 4);
	ck_assert_int_eq(f->requirements[0].years, 4);
	ck_assert_str_eq(f->requirements[1].text, "deep knowledge of Kafka");
}
END_TEST

START_TEST(a_text_that_asks_nothing_gives_nothing)
{
	const hire_job_facts *f = reading_job(NULL, "", NULL);
	ck_assert_uint_eq(f->count, 0);
	f = reading_job("Sample", "Hello there.", "\n\n");
	ck_assert_uint_eq(f->count, 0);
}
END_TEST

START_TEST(json_round_trip)
{
	const hire_job_facts *f = reading_job(NULL, sectioned, NULL), *back;
	const char *a, *b;
	ck_assert_ok(hire_job_facts_to_json(f, reading_mem, &a, NULL));
	ck_assert_ok(hire_job_facts_from_json(a, reading_mem, &back, NULL));
	ck_assert_ok(hire_job_facts_to_json(back, reading_mem, &b, NULL));
	ck_assert_str_eq(a, b);
	ck_assert(hire_job_facts_from_json("{", reading_mem, &back, NULL));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("requirements");
	TCase *t = tcase_create("requirements");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(t, the_recruiters_list_is_taken_as_it_is, 0,
	    sizeof own / sizeof *own);
	tcase_add_test(t, marked_lines_of_a_text_are_a_list);
	tcase_add_test(t, parts_of_a_text_are_told_apart);
	tcase_add_test(t, a_bullet_may_be_a_short_skill_alone);
	tcase_add_loop_test(t, what_is_refused_is_not_asked, 0,
	    sizeof refusals / sizeof *refusals);
	tcase_add_loop_test(t, alternatives_stand_in_groups, 0,
	    sizeof grouped / sizeof *grouped);
	tcase_add_test(t, what_no_table_knows_is_asked_by_its_name);
	tcase_add_test(t, improper_criteria_are_no_requirements);
	tcase_add_test(t, a_degree_may_be_waived);
	tcase_add_test(t, the_company_asks_nothing_of_itself);
	tcase_add_test(t, what_is_asked_twice_counts_once);
	tcase_add_test(t, duties_among_requirements_are_none);
	tcase_add_test(t, unknown_headings_tell_by_their_words);
	tcase_add_test(t, prose_asks_too);
	tcase_add_test(t, duties_speak_when_nothing_else_does);
	tcase_add_test(t, semicolons_and_wrapped_lines_are_statements);
	tcase_add_test(t, a_text_that_asks_nothing_gives_nothing);
	tcase_add_test(t, json_round_trip);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
