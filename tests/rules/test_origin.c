/* SPDX-License-Identifier: MIT
 * test_origin.c - where facts and verdicts come from: the line a fact was seen
 * in, the job a title is from, the words a match shows for it.
 */
#include "reading.h"

#include <string.h>

static const char resume[] =
    "Sample Candidate\n" /* 1 */
    "sample@example.com\n"
    "\n"
    "Experience\n"
    "Senior Clerk, Example Works Ltd, Jan 2018 - Dec 2020\n" /* 5 */
    "- Sample Candidate wrote Kafka tools; Sample Candidate ran them\n"
    "Clerk, Sample Systems Inc., Jan 2015 - Dec 2017\n" /* 7 */
    "- Kept the files\n"
    "\n"
    "Education\n"
    "B.Sc. in Physics, Example University, 2008 - 2011\n" /* 11 */
    "M.Sc. in Physics, Sample University, 2011 - 2013\n"  /* 12 */
    "\n"
    "Skills\n"
    "Python, Excel\n"; /* 15 */

START_TEST(every_fact_names_its_line)
{
	const hire_facts *f = reading_facts(resume);
	ck_assert_uint_eq(f->job_count, 2);
	ck_assert_int_eq(f->jobs[0].line, 5);
	ck_assert_int_eq(f->jobs[1].line, 7);
	ck_assert_uint_eq(f->education_count, 2);
	ck_assert_int_eq(f->education[0].line, 11);
	ck_assert_int_eq(f->education[1].line, 12);
	ck_assert_int_eq(reading_skill(f, "Python")->line, 15);
	const hire_skill *kafka = reading_skill(f, "Kafka");
	ck_assert_int_eq(kafka->line, 6);
	ck_assert(!kafka->hint && kafka->used && !kafka->listed);
}
END_TEST

/* Jobs, and the title that is told for the candidate. */
static const struct {
	const char *jobs, *title;
} titles[] = {
    {"Senior Clerk, Example Works Ltd, Jan 2018 - Dec 2020\n- Filed\n"
     "Clerk, Sample Systems Inc., Jan 2015 - Dec 2017\n- Filed\n",
        "Senior Clerk"},
    {"Clerk, Sample Systems Inc., Jan 2015 - Dec 2017\n- Filed\n"
     "Senior Clerk, Example Works Ltd, Jan 2018 - Dec 2020\n- Filed\n",
        "Senior Clerk"},
    {"Clerk, Sample Systems Inc., Jan 2015 - Present\n- Filed\n"
     "Cashier, Example Works Ltd, Jan 2018 - Dec 2020\n- Sold\n",
        "Clerk"},
    {"Cashier, Example Works Ltd, Jan 2018 - Dec 2020\n- Sold\n"
     "Clerk, Sample Systems Inc., Jan 2015 - Present\n- Filed\n",
        "Clerk"},
    {"Manager, Sample Systems Inc., Jan 2021 - Present\n- Led\n"
     "Clerk, Example Works Ltd, Jan 2015 - Present\n- Filed\n",
        "Manager"},
};

START_TEST(the_title_is_that_of_the_latest_job)
{
	const hire_facts *f = reading_facts(hire_arena_printf(reading_mem,
	    "Sample Candidate\nsample@example.com\n\nExperience\n%s",
	    titles[_i].jobs));
	reading_same(f->title, titles[_i].title, titles[_i].jobs);
}
END_TEST

/* One requirement against the resume above, with more skills listed or not: the
 * line shown for it, without
 * what is private, and what would count. */
static const struct {
	const char *more, *asked, *evidence, *wanted;
} shown[] = {
    {"", "must: Kafka", "[name] wrote Kafka tools; [name] ran [they]", NULL},
    {"", "must: Master's degree", "M.Sc. in Physics", NULL},
    {"", "must: Doctorate in Physics", "M.Sc. in Physics",
        "a doctorate degree, or a higher one"},
    /* Two skills are no list: the years alone are missing. */
    {"", "must: Python", "Python, Excel", NULL},
    {"", "must: 9 years of Python", "Python, Excel",
        "name it in dated jobs of 9 years together"},
    {", Docker", "must: Python", "Python, Excel, Docker",
        "say where Python was used, in a job or project"},
    {", Docker", "must: 9 years of Python", "Python, Excel, Docker",
        "say where Python was used, in a job or project; "
        "name it in dated jobs of 9 years together"},
    {"", "must: 9 years of experience", "6 years and 0 months in dated jobs",
        "9 years in dated jobs"},
};

START_TEST(a_verdict_shows_its_line_and_what_would_count)
{
	const char *text = hire_arena_printf(reading_mem, "%.*s%s\n",
	    (int)strlen(resume) - 1, resume, shown[_i].more);
	hire_match_result m = reading_match(
	    reading_facts(text), reading_job("Clerk", NULL, shown[_i].asked));
	ck_assert_uint_eq(m.count, 1);
	reading_same(m.rows[0].evidence, shown[_i].evidence, shown[_i].asked);
	reading_same(m.rows[0].wanted, shown[_i].wanted, shown[_i].asked);
}
END_TEST

/* What a text asks for twice, in both kinds. */
static const char *const twice[] = {
    "Requirements\n- Kafka\n\nNice to have\n- Kafka\n",
    "Nice to have\n- Kafka\n\nRequirements\n- Kafka\n",
};

START_TEST(what_is_asked_twice_is_a_must_once)
{
	const hire_job_facts *f = reading_job("Clerk", twice[_i], NULL);
	ck_assert_uint_eq(f->count, 1);
	ck_assert_int_eq(f->requirements[0].kind, HIRE_REQUIREMENT_MUST);
}
END_TEST

#define COUNT(list) (int)(sizeof(list) / sizeof *(list))

int
main(void)
{
	Suite *s = suite_create("origin");
	TCase *t = tcase_create("origin");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_test(t, every_fact_names_its_line);
	tcase_add_loop_test(
	    t, the_title_is_that_of_the_latest_job, 0, COUNT(titles));
	tcase_add_loop_test(
	    t, a_verdict_shows_its_line_and_what_would_count, 0, COUNT(shown));
	tcase_add_loop_test(
	    t, what_is_asked_twice_is_a_must_once, 0, COUNT(twice));
	suite_add_tcase(s, t);
	return test_run(s);
}
