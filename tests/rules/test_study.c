/* SPDX-License-Identifier: MIT
 * test_study.c - degrees of other fields, papers that stand alone, and the
 * line that shows a degree.
 */
#include "reading.h"

#include <hire/match.h>

static const struct {
	const char *degree, *ask;
	int32_t percent;
	const char *evidence;
} rows[] = {
    {"Bachelor of Science in Nursing", "Bachelor's degree in Nursing", 100,
        "Bachelor of Science in Nursing"},
    {"Bachelor of Science in Nursing", "Bachelor's degree in Accounting", 40,
        "Bachelor of Science in Nursing"},
    {"Bachelor of Science in Physics", "Bachelor's degree in Computer Science",
        70, "Bachelor of Science in Physics"},
    {"Bachelor of Science in Physics",
        "Bachelor's degree in Computer Science or a related field", 100,
        "Bachelor of Science in Physics"},
    {"Bachelor of Science in Physics", "Bachelor's degree", 100,
        "Bachelor of Science in Physics"},
    {"Bachelor of Arts", "Bachelor's degree in Computer Science", 100,
        "Bachelor of Arts"},
    {"Bachelor of Laws", "Bachelor's degree and work in accounting", 100,
        "Bachelor of Laws"},
};

START_TEST(the_field_of_a_degree_counts)
{
	const char *text = hire_arena_printf(reading_mem,
	    "Sample Candidate\n\nSummary\nCharge of every degree of care\n\n"
	    "Education\n%s, Example University, 2017\n",
	    rows[_i].degree);
	hire_match_result m = reading_match(
	    reading_facts(text), reading_job("Sample", "", rows[_i].ask));
	const hire_match_row *row = &m.rows[m.count - 1];
	const hire_match_part *p = &row->parts[row->part_count - 1];
	ck_assert_int_eq(p->ask, HIRE_ASK_DEGREE);
	ck_assert_int_eq(p->percent, rows[_i].percent);
	ck_assert_int_eq(p->credit,
	    rows[_i].percent < 100 ? HIRE_CREDIT_FIELD : HIRE_CREDIT_REACHED);
	if (row->part_count == 1)
		reading_same(row->evidence, rows[_i].evidence, rows[_i].ask);
}
END_TEST

START_TEST(one_paper_is_not_another)
{
	hire_match_result m = reading_match(
	    reading_facts("Sample Candidate\n\nExperience\nRegistered Nurse, "
	                  "Example Hospital, 2018 - 2024\n- RN license\n"),
	    reading_job("Sample", "", "RN license\nBLS certification\nCPR\n"));
	ck_assert_uint_eq(m.count, 3);
	ck_assert_int_eq(m.rows[0].state, HIRE_REQUIREMENT_MET);
	ck_assert_int_eq(m.rows[1].state, HIRE_REQUIREMENT_NOT_FOUND);
	ck_assert_int_eq(m.rows[2].state, HIRE_REQUIREMENT_NOT_FOUND);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("study");
	TCase *tc = tcase_create("study");
	tcase_add_checked_fixture(tc, reading_setup, reading_teardown);
	tcase_add_loop_test(
	    tc, the_field_of_a_degree_counts, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tc, one_paper_is_not_another);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
