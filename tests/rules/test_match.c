/* SPDX-License-Identifier: MIT
 * test_match.c - the formula, its independence of order, locale and person.
 */
#include "reading.h"

#include "rules/match/redact.h"

#include <locale.h>
#include <string.h>

static const char resume[] =
    "Sample Candidate\nsample@example.com | (555) 123-4567\n"
    "12 Sample Street, Boston, MA\nDate of birth: 1 May 1990\n"
    "Summary\nSample built web shops; she led her team.\n"
    "Skills\nPython, Django, PostgreSQL, Docker\n"
    "Experience\nSoftware Engineer, Example Ltd, Jan 2023 - Dec 2024\n"
    "- Her services in Python and Django served 3 shops\n"
    "- Ms. Candidate tuned PostgreSQL\n"
    "Education\nBachelor of Science, Sample University, 2012 - 2016\n";

/* The same person facts aside: another name, gender, home, school, birth. */
static const char other[] =
    "Maria del Carmen Muster\nmcm@example.org | +44 20 7946 0018\n"
    "7 Other Road, Austin, TX\nDate of birth: 2 June 1971\n"
    "Summary\nMaria built web shops; he led his team.\n"
    "Skills\nPython, Django, PostgreSQL, Docker\n"
    "Experience\nSoftware Engineer, Example Ltd, Jan 2023 - Dec 2024\n"
    "- His services in Python and Django served 3 shops\n"
    "- Mr. Muster tuned PostgreSQL\n"
    "Education\nBachelor of Science, Other College, 1991 - 1995\n";

static const char list[] = "must: 4 years of Python\nmust: MySQL\n"
                           "must: Master's degree\nnice: Docker\n"
                           "nice: excellent communication skills\n";

static const char *
json_of(const hire_match_result *m)
{
	const char *s = NULL;
	ck_assert_ok(hire_match_to_json(m, reading_mem, &s, NULL));
	return s;
}

/* The worked example of docs/matching.md: change both together. */
START_TEST(the_worked_example)
{
	static const struct {
		int32_t weight, percent;
		hire_requirement_state state;
	} want[] = {{364, 50, HIRE_REQUIREMENT_PARTLY},
	    {363, 60, HIRE_REQUIREMENT_PARTLY},
	    {182, 50, HIRE_REQUIREMENT_PARTLY}, {91, 100, HIRE_REQUIREMENT_MET},
	    {0, 0, HIRE_REQUIREMENT_NOT_FOUND}};
	hire_match_result m = reading_match(
	    reading_facts(resume), reading_job("Sample", "", list));
	ck_assert_uint_eq(m.count, 5);
	for (size_t i = 0; i < 5; i++) {
		ck_assert_int_eq(m.rows[i].percent, want[i].percent);
		ck_assert_int_eq(m.rows[i].state, want[i].state);
		ck_assert_msg(m.rows[i].weight == want[i].weight, "%zu: %d", i,
		    m.rows[i].weight);
	}
	ck_assert_int_eq(m.score, 58);
	ck_assert(!m.eligible);
	ck_assert_int_eq(m.formula, HIRE_MATCH_FORMULA);
}
END_TEST

START_TEST(weights_sum_to_a_thousand)
{
	uint64_t seed = 3;
	const hire_facts *f = reading_facts(resume);
	static const char *const skills[] = {"Python", "Communication", "Git"};
	for (int round = 0; round < 300; round++) {
		hire_requirement q[40] = {0};
		size_t n = 1 + (size_t)test_random(&seed, 40);
		for (size_t i = 0; i < n; i++)
			q[i] = (hire_requirement){.text = "x",
			    .kind =
			        (hire_requirement_kind)test_random(&seed, 2),
			    .skills =
			        (const char **)&skills[test_random(&seed, 3)],
			    .skill_count = 1,
			    .years = (int32_t)test_random(&seed, 2)};
		hire_job_facts job = {"x", q, n, HIRE_ENGINE_BUILTIN};
		hire_match_result m = reading_match(f, &job);
		int32_t sum = 0;
		for (size_t i = 0; i < n; i++)
			sum += m.rows[i].weight;
		ck_assert_int_eq(sum, 1000);
		ck_assert_int_ge(m.score, 0);
		ck_assert_int_le(m.score, 100);
	}
}
END_TEST

START_TEST(a_must_weighs_more_than_a_nice)
{
	hire_match_result m = reading_match(reading_facts(resume),
	    reading_job("x", "", "must: Python\nnice: Django"));
	ck_assert_int_eq(m.rows[0].weight, 800);
	ck_assert_int_eq(m.rows[1].weight, 200);
	ck_assert_int_eq(m.score, 100);
	ck_assert(m.eligible);
}
END_TEST

/* The example of the README at the top of the project. */
START_TEST(the_example_of_the_readme)
{
	const hire_facts *f = reading_facts("Wrote storage engines in C.\n");
	hire_match_result m = reading_match(
	    f, reading_job("Engineer", "", "must: C\nnice: Rust"));
	ck_assert_uint_eq(m.count, 2);
	ck_assert_int_eq(m.rows[0].state, HIRE_REQUIREMENT_MET);
	ck_assert_int_ge(m.score, 80);
	ck_assert(m.eligible);
}
END_TEST

START_TEST(years_of_a_listed_skill_earn_a_part)
{
	const hire_facts *f = reading_facts(
	    "Skills\nPython, Docker\nExperience\n"
	    "Engineer, Example Ltd, Jan 2010 - Dec 2019\n- Built it in "
	    "Python\n");
	hire_match_result m = reading_match(
	    f, reading_job("x", "",
	           "3 years of Python\n3 years of Docker\n10 years of Docker"));
	ck_assert_int_eq(m.rows[0].percent, 100);
	ck_assert_int_eq(m.rows[1].percent, 80);
	ck_assert_int_eq(m.rows[2].percent, 75);
}
END_TEST

START_TEST(only_soft_skills_weigh_when_nothing_else_is_asked)
{
	hire_match_result m = reading_match(
	    reading_facts(resume), reading_job("x", "", "teamwork\nempathy"));
	ck_assert_int_eq(m.rows[0].weight, 500);
	ck_assert_int_eq(m.score, 0);
}
END_TEST

#define SHUFFLE(array, n)                                                      \
	for (size_t i_ = (n); i_ > 1; i_--) {                                  \
		size_t k_ = (size_t)test_random(&seed, i_);                    \
		memcpy(swap, &(array)[i_ - 1], sizeof *(array));               \
		(array)[i_ - 1] = (array)[k_];                                 \
		memcpy(&(array)[k_], swap, sizeof *(array));                   \
	}

START_TEST(order_and_locale_have_no_say)
{
	uint64_t seed = 11;
	char swap[256];
	const hire_job_facts *job = reading_job("Sample", "", list);
	const hire_facts *f = reading_facts(resume);
	hire_match_result m = reading_match(f, job);
	const char *want = json_of(&m);
	hire_facts g = *f;
	static const char *const locales[] = {
	    "de_DE.UTF-8", "tr_TR.UTF-8", "C.UTF-8", "POSIX", "C"};
	for (int round = 0; round < 50; round++) {
		SHUFFLE(g.skills, g.skill_count);
		SHUFFLE(g.jobs, g.job_count);
		SHUFFLE(g.education, g.education_count);
		setlocale(LC_ALL, locales[round % 5]);
		m = reading_match(&g, job);
		const char *got = json_of(&m);
		setlocale(LC_ALL, "C");
		ck_assert_str_eq(got, want);
	}
}
END_TEST

/* Equal credit from several lines: the same one is quoted in any order. */
START_TEST(ties_are_settled_without_order)
{
	uint64_t seed = 7;
	char swap[256];
	const hire_job_facts *job = reading_job("x", "", "must: PostgreSQL");
	hire_facts f = *reading_facts(
	    "Skills\nSQL Server 2019\nMySQL 8\nDB2 databases\nSQLite\n");
	hire_match_result m = reading_match(&f, job);
	const char *want = json_of(&m);
	for (int round = 0; round < 20; round++) {
		SHUFFLE(f.skills, f.skill_count);
		m = reading_match(&f, job);
		ck_assert_str_eq(json_of(&m), want);
	}
}
END_TEST

START_TEST(the_person_has_no_say)
{
	const hire_job_facts *job = reading_job("Sample", "", list);
	hire_match_result a = reading_match(reading_facts(resume), job);
	hire_match_result b = reading_match(reading_facts(other), job);
	ck_assert_str_eq(json_of(&a), json_of(&b));
	ck_assert_ptr_null(strstr(json_of(&a), "Her "));
	ck_assert_ptr_null(strstr(json_of(&a), "Candidate"));
}
END_TEST

/* Names that are skills as well; the first is none, and all others must give
 * its match.  The job asks for every one of them. */
static const struct {
	const char *first, *last, *mail, *he, *his;
} namesakes[] = {
    {"Sample", "Candidate", "sample.candidate", "she", "her"},
    {"Ruby", "Jones", "ruby.jones", "she", "her"},
    {"Jason", "Swift", "jason-swift", "he", "his"},
    {"Anna", "Jenkins", "jenkins", "xe", "xyr"},
    {"Julia", "Moss", "julia", "ze", "hir"},
    {"Amy", "Go", "go.amy", "they", "their"},
    {"Basil", "Reed", "basil", "he", "his"},
    {"Rust", "Cole", "rust", "he", "his"},
    {"Crystal", "Lane", "crystal_lane", "she", "her"},
    {"Ada", "Swift", "ada.swift", "ze", "zir"},
    {"Pascal", "Dart", "pascal", "he", "his"},
    {"Scala", "Python", "scala.python", "xe", "xyr"},
    {"Dart", "Java", "dart.java", "they", "their"},
    {"Unity", "Page", "unity.page", "she", "her"},
    {"Chef", "Oracle", "chef.oracle", "he", "his"},
};

static const char namesake_job[] =
    "must: Ruby\nmust: Swift\nmust: Jenkins\nmust: Julia\nmust: Go\n"
    "must: Rust\nmust: Dart\nmust: Scala\nmust: Java\nmust: Python\n"
    "must: Pascal\nmust: Git\nnice: Docker\n";

static const char *
namesake_resume(size_t i)
{
	const char *a = namesakes[i].first, *b = namesakes[i].last;
	const char *s = hire_arena_printf(reading_mem,
	    "%s %s\n%s@example.com | github.com/%s | Software Engineer\n"
	    "Portfolio: https://example.com/%s-%s\n"
	    "Summary\n%s %s is a software engineer. %s has led teams and %s "
	    "loves %s work.\n%s is a careful engineer. %s, an engineer of ten "
	    "years, reviews.\n",
	    a, b, namesakes[i].mail, b, a, b, a, b, a, namesakes[i].he,
	    namesakes[i].his, b, a);
	return hire_arena_printf(reading_mem,
	    "%sSkills\nRuby, Docker, SQL\n"
	    "Experience\nEngineer, Example Ltd, Jan 2020 - Dec 2024\n"
	    "- %s built services; %s team at Example trusted Ms. %s\n"
	    "- %s tuned Docker images, reviewed by %s %s\n"
	    "- %s's team shipped Docker to 3 shops with the team of %s\n",
	    s, a, namesakes[i].his, b, b, a, b, a, b);
}

START_TEST(a_name_is_no_skill)
{
	const hire_job_facts *job = reading_job("Sample", "", namesake_job);
	hire_match_result a =
	    reading_match(reading_facts(namesake_resume(0)), job);
	hire_match_result b =
	    reading_match(reading_facts(namesake_resume((size_t)_i)), job);
	ck_assert_str_eq(json_of(&a), json_of(&b));
	ck_assert_int_eq(a.rows[0].percent, 100);
	for (size_t i = 1; i < a.count - 1; i++)
		ck_assert_int_lt(a.rows[i].percent, 20);
}
END_TEST

START_TEST(a_skill_of_ones_own_name_counts)
{
	static const char *const lines[] = {"Skills\nRuby, Python",
	    "Skills\nRuby", "Experience\n- Built web shops in Ruby",
	    "Experience\n- Wrote services with Python and Ruby.",
	    "Summary\nSenior Ruby developer"};
	const hire_facts *f = reading_facts(
	    hire_arena_printf(reading_mem, "Ruby Jones\n%s\n", lines[_i]));
	ck_assert_str_eq(f->name, "Ruby Jones");
	const hire_skill *ruby = reading_skill(f, "Ruby");
	ck_assert_ptr_nonnull(ruby);
	const char *quote;
	ck_assert_ok(
	    hire__redact(reading_mem, f, ruby->evidence, &quote, NULL));
	ck_assert_str_eq(quote, ruby->evidence);
}
END_TEST

START_TEST(an_address_shows_no_skill)
{
	const hire_facts *f = reading_facts(
	    "Sample Candidate\nsample@example.com | github.com/sample\n"
	    "GitHub: sample\nhttps://gitlab.com/sample/java-tools\n"
	    "Skills\nSQL, Node.js/Vue\n");
	static const char *const none[] = {"Git", "GitHub", "GitLab", "Java"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(!reading_skill(f, none[i]), "%s", none[i]);
	ck_assert(reading_skill(f, "SQL") && reading_skill(f, "Node.js"));
}
END_TEST

START_TEST(redaction_makes_persons_equal)
{
	static const char one[] =
	    "Ms. Candidate built it; she and Sample tested. sample@example.com "
	    "at Sample University\nAddress: 5 Long Street\nborn 1 May 1990";
	static const char two[] =
	    "Mr. Muster built it; he and Maria tested. mcm@example.org "
	    "at Other College\nAddress: 77 Short Avenue\nborn 3 June 1960";
	const char *a, *b;
	ck_assert_ok(
	    hire__redact(reading_mem, reading_facts(resume), one, &a, NULL));
	ck_assert_ok(
	    hire__redact(reading_mem, reading_facts(other), two, &b, NULL));
	ck_assert_str_eq(a, b);
	ck_assert_str_eq(a,
	    "[person]. [name] built it; [they] and [name] tested. [e-mail] "
	    "at [school]\n[address]\n[personal]");
}
END_TEST

START_TEST(bad_input_is_refused)
{
	hire_error err = {0};
	hire_match_result m = {.score = -7};
	const hire_facts *f = reading_facts(resume);
	ck_assert_status(hire_match(f, reading_job("x", "", NULL), 70,
	                     reading_mem, &m, &err),
	    HIRE_EINVAL);
	ck_assert_str_eq(err.field, "requirements");
	ck_assert_status(hire_match(f, reading_job("x", "", list), 101,
	                     reading_mem, &m, NULL),
	    HIRE_EINVAL);
	ck_assert_int_eq(m.score, -7);
}
END_TEST

START_TEST(json_round_trips)
{
	const hire_facts *f = reading_facts(resume), *g;
	const char *a, *b;
	ck_assert_ok(hire_facts_to_json(f, reading_mem, &a, NULL));
	ck_assert_ok(hire_facts_from_json(a, reading_mem, &g, NULL));
	ck_assert_ok(hire_facts_to_json(g, reading_mem, &b, NULL));
	ck_assert_str_eq(a, b);
	ck_assert_ptr_nonnull(strstr(a, "\"years_experience\":2.0"));
	hire_match_result m = reading_match(g, reading_job("Sample", "", list));
	hire_match_result n;
	a = json_of(&m);
	ck_assert_ok(hire_match_from_json(a, reading_mem, &n, NULL));
	ck_assert_str_eq(json_of(&n), a);
	ck_assert(hire_match_from_json("[", reading_mem, &n, NULL));
	ck_assert(hire_facts_from_json("nul", reading_mem, &g, NULL));
}
END_TEST

static hire_status
whole(hire_ctx *ctx)
{
	hire_arena *mem;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	const hire_facts *f = NULL;
	const hire_job_facts *j = NULL;
	hire_match_result m;
	const char *json = NULL;
	if (st)
		return st;
	st = hire_facts_read(resume, strlen(resume), TEST_TODAY, mem, &f, NULL);
	if (!st)
		st = hire_job_facts_read(NULL,
		    "Requirements\n- 3 years of Python\n- BSc\n- Gö\xC3\xB6",
		    NULL, mem, &j, NULL);
	if (!st)
		st = hire_match(f, j, 70, mem, &m, NULL);
	if (!st)
		st = hire_match_to_json(&m, mem, &json, NULL);
	if (!st)
		st = hire_match_from_json(json, mem, &m, NULL);
	if (!st)
		st = hire_facts_to_json(f, mem, &json, NULL);
	if (!st)
		st = hire_facts_from_json(json, mem, &f, NULL);
	if (!st)
		st = hire_job_facts_to_json(j, mem, &json, NULL);
	if (!st)
		st = hire_job_facts_from_json(json, mem, &j, NULL);
	hire_arena_free(mem);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(whole);
}
END_TEST

/* "Familiarity" asks for less than "strong", years or a bare name do. */
/* Work that a line tells beside health, family or belief counts, and the line
 * is not read back. */
START_TEST(a_private_line_is_not_quoted)
{
	const char *text = "Sample Candidate\nExperience\nClerk, Example Ltd, "
	                   "Jan 2015 - Dec 2019\n"
	                   "- PostgreSQL admin during my chemotherapy.\n"
	                   "- Wrote Python tools.\n";
	hire_match_result r = reading_match(reading_facts(text),
	    reading_job("Clerk", "", "PostgreSQL\nPython\n"));
	ck_assert_int_eq(r.rows[0].percent, 100);
	ck_assert_str_eq(r.rows[0].evidence, "PostgreSQL");
	ck_assert_str_eq(r.rows[1].evidence, "Wrote Python tools.");
}
END_TEST

START_TEST(mild_words_weigh_half)
{
	static const int32_t want[] = {8, 4, 8, 8, 1};
	hire_match_result m = reading_match(reading_facts(resume),
	    reading_job("Sample", "",
	        "must: Python\nmust: Familiarity with Kafka\n"
	        "must: Strong and deep, not a mere familiarity with Redis\n"
	        "must: 2 years of familiarity with Docker\n"
	        "nice: exposure to Terraform\n"));
	ck_assert_uint_eq(m.count, 5);
	for (size_t i = 0; i < m.count; i++)
		ck_assert_msg(
		    m.rows[i].units == want[i], "%zu: %d", i, m.rows[i].units);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("match");
	TCase *t = tcase_create("match");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_test(t, the_worked_example);
	tcase_add_test(t, weights_sum_to_a_thousand);
	tcase_add_test(t, a_must_weighs_more_than_a_nice);
	tcase_add_test(t, the_example_of_the_readme);
	tcase_add_test(t, years_of_a_listed_skill_earn_a_part);
	tcase_add_test(t, only_soft_skills_weigh_when_nothing_else_is_asked);
	tcase_add_test(t, order_and_locale_have_no_say);
	tcase_add_test(t, ties_are_settled_without_order);
	tcase_add_test(t, the_person_has_no_say);
	tcase_add_loop_test(
	    t, a_name_is_no_skill, 0, sizeof namesakes / sizeof *namesakes);
	tcase_add_loop_test(t, a_skill_of_ones_own_name_counts, 0, 5);
	tcase_add_test(t, an_address_shows_no_skill);
	tcase_add_test(t, redaction_makes_persons_equal);
	tcase_add_test(t, bad_input_is_refused);
	tcase_add_test(t, json_round_trips);
	tcase_add_test(t, a_private_line_is_not_quoted);
	tcase_add_test(t, mild_words_weigh_half);
	suite_add_tcase(s, t);
	TCase *m = tcase_create("memory");
	tcase_set_timeout(m, 120);
	tcase_add_test(m, every_allocation_may_fail);
	suite_add_tcase(s, m);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
