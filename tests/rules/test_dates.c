/* SPDX-License-Identifier: MIT
 * test_dates.c - spans of time as people write them, and months of experience.
 */
#include "reading.h"

#include "rules/resume/dates.h"

#include <string.h>

static const struct {
	const char *text;
	int start_year, start_month, end_year, end_month;
	bool present, range;
} spans[] = {
    {"Jan 2020 - Present", 2020, 1, 0, 0, true, true},
    {"January 2020 – March 2021", 2020, 1, 2021, 3, false, true},
    {"Sept. 2019 — Oct. 2020", 2019, 9, 2020, 10, false, true},
    {"01/2020 - 03/2021", 2020, 1, 2021, 3, false, true},
    {"01/2020-03/2021", 2020, 1, 2021, 3, false, true},
    {"2020-01 to 2021-03", 2020, 1, 2021, 3, false, true},
    {"03.2018 bis 04.2019", 2018, 3, 2019, 4, false, true},
    {"2019-2021", 2019, 0, 2021, 0, false, true},
    {"2019 - 21", 2019, 0, 2021, 0, false, true},
    {"(2019 – Current)", 2019, 0, 0, 0, true, true},
    {"2017 to date", 2017, 0, 0, 0, true, true},
    {"December 2017 - Till Date", 2017, 12, 0, 0, true, true},
    {"Summer 2015", 2015, 6, 2015, 8, false, false},
    {"Winter 2015", 2015, 12, 2016, 2, false, false},
    {"Since 2019", 2019, 0, 0, 0, true, true},
    {"Since May 2019", 2019, 5, 0, 0, true, true},
    {"May - Aug 2020", 2020, 5, 2020, 8, false, true},
    {"Nov - Feb 2020", 2019, 11, 2020, 2, false, true},
    {"Jan '18 - Feb '19", 2018, 1, 2019, 2, false, true},
    {"enero 2018 – actualidad", 2018, 1, 0, 0, true, true},
    {"März 2018 – heute", 2018, 3, 0, 0, true, true},
    {"01.02.2018 - 31.03.2019", 2018, 2, 2019, 3, false, true},
    {"Sep. 2023  Mar. 2024", 2023, 9, 2024, 3, false, true},
    {"Class of 2016", 2016, 0, 2016, 0, false, false},
};

static hire__doc *
doc_of(const char *text)
{
	hire__doc *doc = NULL;
	ck_assert_ok(
	    hire__doc_read(text, strlen(text), reading_mem, &doc, NULL));
	return doc;
}

START_TEST(spans_are_read)
{
	hire__doc *doc = doc_of(spans[_i].text);
	hire__span s;
	ck_assert_msg(
	    hire__span_find(doc, 0, doc->word_count, &s), "%s", spans[_i].text);
	ck_assert_int_eq(s.start.year, spans[_i].start_year);
	ck_assert_int_eq(s.start.month, spans[_i].start_month);
	ck_assert_int_eq(s.end.year, spans[_i].end_year);
	ck_assert_int_eq(s.end.month, spans[_i].end_month);
	ck_assert_int_eq(s.present, spans[_i].present);
	ck_assert_int_eq(s.range, spans[_i].range);
}
END_TEST

static const char *const no_spans[] = {"99/2015 - 99/2020", "may be used",
    "1,200 users", "version 3.14", "march on", "room 12-14", ""};

START_TEST(other_numbers_are_no_dates)
{
	hire__doc *doc = doc_of(no_spans[_i]);
	hire__span s;
	ck_assert(!hire__span_find(doc, 0, doc->word_count, &s));
}
END_TEST

START_TEST(placeholders_are_unknown)
{
	const hire_facts *f = reading_facts("Experience\n"
	                                    "Engineer, Sample Ltd\n"
	                                    "Month 20XX – Ongoing\n");
	ck_assert_int_eq(f->months, -1);
	ck_assert_uint_eq(f->job_count, 1);
	ck_assert_int_eq(f->jobs[0].start.year, 0);
}
END_TEST

/* Dates that cannot be, in the header of a job that names its skill. */
static const char *const absurd[] = {"1950 - present", "2050 - 2060",
    "2030 - 1990", "99/2015 - 99/2020", "2050 - present"};

START_TEST(absurd_dates_give_no_years)
{
	const hire_facts *f = reading_facts(hire_arena_printf(reading_mem,
	    "Sample Candidate\nExperience\nEngineer, Sample Ltd, %s\n- "
	    "Python\n",
	    absurd[_i]));
	ck_assert_msg(f->months == -1, "%s: %d", absurd[_i], f->months);
	for (size_t i = 0; i < f->skill_count; i++)
		ck_assert_int_eq(f->skills[i].months, 0);
	ck_assert_ptr_null(f->phone);
}
END_TEST

START_TEST(dates_are_no_phone)
{
	static const char *const dates[] = {"01/2015 - 01/2020",
	    "01.02.2015 - 31.12.2019", "2015-01 - 2020-01", "2015 - 2020"};
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		const hire_facts *f = reading_facts(hire_arena_printf(
		    reading_mem, "Sample Candidate\n%s\n", dates[i]));
		ck_assert_msg(!f->phone, "%s", dates[i]);
	}
}
END_TEST

#define SPAN(a, b, c, d)                                                       \
	{                                                                      \
		.start = {a, b}, .end = { c, d }                               \
	}
#define OPEN(a, b)                                                             \
	{                                                                      \
		.start = {a, b}, .present = true                               \
	}

static const struct {
	hire_employment jobs[3];
	size_t count;
	int32_t months;
} sums[] = {
    {{{0}}, 0, -1},
    {{{0}}, 1, -1},
    {{SPAN(2020, 1, 2020, 1)}, 1, 1},
    {{SPAN(2020, 1, 2020, 12)}, 1, 12},
    {{SPAN(2019, 0, 2021, 0)}, 1, 36},
    {{OPEN(2026, 11)}, 1, 1},
    {{OPEN(2020, 1)}, 1, 83},
    {{SPAN(2020, 1, 2020, 6), SPAN(2020, 4, 2020, 9)}, 2, 9},
    {{SPAN(2020, 4, 2020, 9), SPAN(2020, 1, 2020, 6)}, 2, 9},
    {{SPAN(2020, 1, 2021, 12), SPAN(2020, 4, 2020, 9)}, 2, 24},
    {{SPAN(2018, 1, 2018, 3), SPAN(2020, 1, 2020, 3)}, 2, 6},
    {{SPAN(2018, 1, 2018, 3), SPAN(2018, 4, 2018, 6)}, 2, 6},
    {{SPAN(2021, 5, 2020, 1)}, 1, -1},
    {{SPAN(2026, 1, 2030, 1)}, 1, 11},
    {{OPEN(1950, 0)}, 1, -1},
    {{SPAN(2030, 0, 1990, 0)}, 1, -1},
    {{SPAN(2050, 0, 2060, 0)}, 1, -1},
    {{OPEN(2050, 0)}, 1, -1},
    {{SPAN(1975, 0, 2020, 0)}, 1, 46 * 12},
    {{{0}, SPAN(2020, 1, 2020, 2), OPEN(2026, 10)}, 3, 4},
};

START_TEST(months_are_merged)
{
	ck_assert_int_eq(
	    hire_experience_months(sums[_i].jobs, sums[_i].count, TEST_TODAY),
	    sums[_i].months);
}
END_TEST

/* The same months, counted one by one, for many random lists, also longer
 * than the quick way takes. */
START_TEST(months_equal_a_count_by_hand)
{
	static hire_employment jobs[300];
	uint64_t seed = 5;
	for (int round = 0; round < 200; round++) {
		bool seen[12 * 200] = {false};
		size_t n = 1 + (size_t)test_random(&seed, round % 9 ? 12 : 300);
		int32_t want = 0;
		for (size_t i = 0; i < n; i++) {
			int32_t from = (int32_t)test_random(&seed, 300);
			int32_t to = from + (int32_t)test_random(&seed, 30);
			jobs[i] = (hire_employment){
			    .start = {1990 + from / 12, from % 12 + 1},
			    .end = {1990 + to / 12, to % 12 + 1}};
			for (int32_t m = from; m <= to; m++)
				seen[m] = true;
		}
		for (size_t m = 0; m < sizeof seen; m++)
			want += seen[m];
		ck_assert_int_eq(
		    hire_experience_months(jobs, n, TEST_TODAY), want);
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("dates");
	TCase *t = tcase_create("dates");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(t, spans_are_read, 0, sizeof spans / sizeof *spans);
	tcase_add_loop_test(t, other_numbers_are_no_dates, 0,
	    sizeof no_spans / sizeof *no_spans);
	tcase_add_loop_test(
	    t, absurd_dates_give_no_years, 0, sizeof absurd / sizeof *absurd);
	tcase_add_test(t, dates_are_no_phone);
	tcase_add_test(t, placeholders_are_unknown);
	tcase_add_loop_test(
	    t, months_are_merged, 0, sizeof sums / sizeof *sums);
	tcase_add_test(t, months_equal_a_count_by_hand);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
