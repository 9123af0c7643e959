/* SPDX-License-Identifier: MIT
 * test_lint.c - what a job text should not ask for, and what is harmless.
 */
#include "reading.h"

#include <hire/lint.h>

#include <string.h>

/* Each text gives exactly these concerns, in this order. */
static const struct {
	const char *text;
	hire_concern want[3];
} texts[] = {
    {"We are a young and dynamic team.", {HIRE_CONCERN_AGE}},
    {"Digital natives wanted.", {HIRE_CONCERN_AGE}},
    {"Candidates of foreign origin need not apply.", {HIRE_CONCERN_ORIGIN}},
    {"Must be white.", {HIRE_CONCERN_ORIGIN}},
    {"Only men will be hired.", {HIRE_CONCERN_GENDER}},
    {"The clerk should be single.", {HIRE_CONCERN_FAMILY}},
    {"Jeune et dynamique.", {HIRE_CONCERN_AGE}},
    {"Computes Young's modulus.", {0}},
    {"You will work with pregnant women.", {0}},
    {"Ideal for recent graduates.", {HIRE_CONCERN_AGE}},
    {"Requirements\n- Maximum 35 years old\n- Excel", {HIRE_CONCERN_AGE}},
    {"Candidates should be under 30 years.", {HIRE_CONCERN_AGE}},
    {"Not older than 40.", {HIRE_CONCERN_AGE}},
    {"You are between 25 and 35 years old.", {HIRE_CONCERN_AGE}},
    {"Edad entre 25 y 35 años.", {HIRE_CONCERN_AGE}},
    {"Menores de 30 años.", {HIRE_CONCERN_AGE}},
    {"We seek a joven programador.", {HIRE_CONCERN_AGE}},
    {"The engineer reviews code. He will report to the CTO.",
        {HIRE_CONCERN_GENDER}},
    {"Waitress for a busy cafe", {HIRE_CONCERN_GENDER}},
    {"Experienced salesman needed.", {HIRE_CONCERN_GENDER}},
    {"Female candidates preferred.", {HIRE_CONCERN_GENDER}},
    {"Se busca señorita con experiencia.", {HIRE_CONCERN_GENDER}},
    {"Must be a native English speaker.", {HIRE_CONCERN_LANGUAGE}},
    {"English as mother tongue, no accent.",
        {HIRE_CONCERN_LANGUAGE, HIRE_CONCERN_LANGUAGE}},
    {"Inglés nativo.", {HIRE_CONCERN_LANGUAGE}},
    {"State your nationality and place of birth.",
        {HIRE_CONCERN_ORIGIN, HIRE_CONCERN_ORIGIN}},
    {"US citizens only, no green card holders.", {HIRE_CONCERN_CITIZENSHIP}},
    {"You must be a committed Christian.", {HIRE_CONCERN_RELIGION}},
    {"Unmarried, no children.", {HIRE_CONCERN_FAMILY, HIRE_CONCERN_FAMILY}},
    {"Estado civil: soltera", {HIRE_CONCERN_FAMILY, HIRE_CONCERN_FAMILY}},
    {"Able-bodied and in good health.",
        {HIRE_CONCERN_HEALTH, HIRE_CONCERN_HEALTH}},
    {"Must be able to lift 25 kg.", {HIRE_CONCERN_HEALTH}},
    {"We want a heterosexual colleague.", {HIRE_CONCERN_ORIENTATION}},
    {"Completed military service is required.", {HIRE_CONCERN_MILITARY}},
    {"Send a CV with photo.", {HIRE_CONCERN_APPEARANCE}},
    {"Imprescindible buena presencia.", {HIRE_CONCERN_APPEARANCE}},
    {"A clean criminal record and a good credit score.",
        {HIRE_CONCERN_RECORD, HIRE_CONCERN_CREDIT}},
    {"You are a culture fit.", {HIRE_CONCERN_CULTURE}},
    {"The process ends with an unpaid trial week.", {HIRE_CONCERN_UNPAID}},
    {"Degree from Stanford or another Ivy League school.",
        {HIRE_CONCERN_SCHOOL, HIRE_CONCERN_SCHOOL}},
    {"Graduated in 2023 or later.", {HIRE_CONCERN_GRADUATION}},
    {"No gaps in your CV please.", {HIRE_CONCERN_GAP}},
    {"Applicants must live within 10 miles.", {HIRE_CONCERN_COMMUTE}},
    {"You must own a car.", {HIRE_CONCERN_CAR}},
    {"A valid driver's license is required.", {HIRE_CONCERN_CAR}},
    {"Requirements\n- 15 years of experience with Java", {HIRE_CONCERN_YEARS}},
    {"Requirements\n- 8 years of experience with FastAPI or Flask\n"
     "- 20 years of Rust",
        {HIRE_CONCERN_NEWNESS}},
    {"We want energetic people.", {HIRE_CONCERN_AGE}},
    {"Must be under the age of 35.", {HIRE_CONCERN_AGE}},
    {"Age: 22-30", {HIRE_CONCERN_AGE}},
    {"No candidates above 45.", {HIRE_CONCERN_AGE}},
    {"Candidates in their 20s.", {HIRE_CONCERN_AGE}},
    {"A mature person straight out of college.",
        {HIRE_CONCERN_AGE, HIRE_CONCERN_AGE}},
    {"A strong man for the warehouse.", {HIRE_CONCERN_GENDER}},
    {"No foreigners; white candidates preferred.",
        {HIRE_CONCERN_ORIGIN, HIRE_CONCERN_ORIGIN}},
    {"Unaccented English.", {HIRE_CONCERN_LANGUAGE}},
    {"European passport required.", {HIRE_CONCERN_CITIZENSHIP}},
    {"No headscarves.", {HIRE_CONCERN_RELIGION}},
    {"No childcare responsibilities.", {HIRE_CONCERN_FAMILY}},
    {"State the number of children.", {HIRE_CONCERN_FAMILY}},
    {"No history of mental illness, no back problems.",
        {HIRE_CONCERN_HEALTH, HIRE_CONCERN_HEALTH}},
    {"Normal vision and hearing.", {HIRE_CONCERN_HEALTH}},
    {"No visible tattoos, no beards.",
        {HIRE_CONCERN_APPEARANCE, HIRE_CONCERN_APPEARANCE}},
    {"Honourable discharge only.", {HIRE_CONCERN_MILITARY}},
    {"No criminal convictions.", {HIRE_CONCERN_RECORD}},
    {"No employment gaps.", {HIRE_CONCERN_GAP}},
    {"No unexplained gaps in employment.", {HIRE_CONCERN_GAP}},
    {"A CV without gaps.", {HIRE_CONCERN_GAP}},
    {"No bankruptcies.", {HIRE_CONCERN_CREDIT}},
    {"Somebody to have a beer with.", {HIRE_CONCERN_CULTURE}},
    {"No union members, whatever their political views.",
        {HIRE_CONCERN_OPINION, HIRE_CONCERN_OPINION}},
    {"Tell us your current salary.", {HIRE_CONCERN_PAY_HISTORY}},
    {"A full clean driving licence.", {HIRE_CONCERN_CAR}},
    /* What protects, waives, or means something else. */
    {"Energetic materials research; high energy physics.", {0}},
    {"We teach children aged 5 to 16 and students aged 16 to 24.", {0}},
    {"Applicants must be over the age of 21 to serve alcohol.", {0}},
    {"Applicants from over 40 countries; latency under 50 ms.", {0}},
    {"Candidates with over 30 contributions.", {0}},
    {"Please do not send a photo.", {0}},
    {"We do not ask for your salary history.", {0}},
    {"No criminal record check is needed.", {0}},
    {"Career gaps are fine, and gaps in your CV are no problem.", {0}},
    {"Administer medication to patients with a mental illness.", {0}},
    {"Gap analysis, credit scoring and bankruptcy law.", {0}},
    {"Residents of Guam and Hawaii may apply.", {0}},
    {"We hire regardless of age, gender, religion or disability.", {0}},
    {"All qualified applicants are considered without regard to race, "
     "national origin, sexual orientation or marital status.",
        {0}},
    {"We do not discriminate by:\n- age\n- nationality\n- marital status\n",
        {0}},
    {"Race, religion, nationality and pregnancy test results, marital "
     "status and gender identity play no part.",
        {0}},
    {"You need not be a native speaker.", {0}},
    {"No age limit.", {0}},
    {"A driver's license is not required.", {0}},
    {"Drive our van: a driver's license is required.", {0}},
    {"You must be at least 18 years old.", {0}},
    {"Cloud native, React Native, native apps.", {0}},
    {"We offer an attractive salary and a healthy work-life balance.", {0}},
    {"He or she will report to the CTO; his or her team is small.", {0}},
    {"Work with young people in schools.", {0}},
    {"For 35 years we have built boats. We have 35 years of history.", {0}},
    {"Services that help citizens every day.", {0}},
    {"Catholic Charities is looking for an accountant.", {0}},
    {"We sell databases to Stanford and Harvard.", {0}},
    {"Requirements\n- 10 years of Java\n- 3 years of FastAPI", {0}},
    {"Return-to-work: career breaks are welcome.", {0}},
    {"Software engineer (m/f/d), young at heart or not", {0}},
    {"", {0}},
};

static hire_warnings
lint(const char *title, const char *details, const char *own)
{
	hire_warnings w = {0};
	ck_assert_ok(hire_job_lint(
	    title, details, own, TEST_TODAY, reading_mem, &w, NULL));
	return w;
}

START_TEST(a_text_gives_its_warnings_and_no_other)
{
	hire_warnings w = lint(NULL, texts[_i].text, NULL);
	size_t want = 0;
	while (want < 3 && texts[_i].want[want])
		want++;
	for (size_t i = 0; i < w.count; i++)
		ck_assert_msg(
		    i < want && w.list[i].concern == texts[_i].want[i],
		    "%s: %s, \"%s\"", texts[_i].text,
		    hire_word(&hire_concern_words, (int)w.list[i].concern),
		    w.list[i].words);
	ck_assert_msg(w.count == want, "%s: %zu", texts[_i].text, w.count);
}
END_TEST

START_TEST(a_warning_tells_where_why_and_what_instead)
{
	hire_warnings w =
	    lint("Waitress", "Cafe\n\nYou are young.\nYoung, we say.",
	        "Java\nmust: native speaker");
	ck_assert_uint_eq(w.count, 4);
	ck_assert_str_eq(w.list[0].part, "title");
	ck_assert_int_eq(w.list[1].line, 3);
	ck_assert_str_eq(w.list[1].words, "young");
	ck_assert_str_eq(w.list[1].sentence, "You are young");
	ck_assert_str_eq(w.list[3].part, "requirements");
	ck_assert_int_eq(w.list[3].line, 2);
}
END_TEST

START_TEST(every_concern_has_its_words)
{
	const char *json = NULL;
	hire_warning all[hire_concern_count];
	hire_warnings w = {all, 0}, back;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		hire_warnings some = lint(NULL, texts[i].text, NULL);
		for (size_t k = 0; k < some.count; k++) {
			ck_assert(*some.list[k].reason);
			ck_assert(*some.list[k].instead);
			if (w.count < (size_t)hire_concern_count)
				all[w.count++] = some.list[k];
		}
	}
	ck_assert_ok(hire_warnings_to_json(&w, reading_mem, &json, NULL));
	ck_assert_ok(hire_warnings_from_json(json, reading_mem, &back, NULL));
	ck_assert_uint_eq(back.count, w.count);
	for (size_t i = 0; i < w.count; i++) {
		ck_assert_int_eq(back.list[i].concern, all[i].concern);
		ck_assert_str_eq(back.list[i].instead, all[i].instead);
	}
	ck_assert(hire_warnings_from_json("[", reading_mem, &back, NULL));
}
END_TEST

START_TEST(a_long_list_of_musts_is_named)
{
	static const char list[] =
	    "Java\nKotlin\nScala\nPython\nRuby\nPHP\nPerl\nRust\nDocker\n"
	    "Kubernetes\nTerraform\nAWS\nAzure\nSQL\nRedis\n";
	ck_assert_uint_eq(lint("Engineer", "Engineer", list).count, 0);
	hire_warnings w = lint("Engineer", "Engineer",
	    hire_arena_printf(reading_mem, "%sKafka\n", list));
	ck_assert_uint_eq(w.count, 1);
	ck_assert_int_eq(w.list[0].concern, HIRE_CONCERN_MUSTS);
	ck_assert_int_eq(w.list[0].line, 0);
}
END_TEST

static hire_status
whole(hire_ctx *ctx)
{
	hire_arena *mem;
	hire_warnings w;
	const char *json = NULL;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	if (st)
		return st;
	st = hire_job_lint("Waitress", "You are young.\nRequirements\n- Go",
	    NULL, TEST_TODAY, mem, &w, NULL);
	if (!st)
		st = hire_warnings_to_json(&w, mem, &json, NULL);
	if (!st)
		st = hire_warnings_from_json(json, mem, &w, NULL);
	hire_arena_free(mem);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(whole);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("lint");
	TCase *t = tcase_create("lint");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(t, a_text_gives_its_warnings_and_no_other, 0,
	    sizeof texts / sizeof *texts);
	tcase_add_test(t, a_warning_tells_where_why_and_what_instead);
	tcase_add_test(t, every_concern_has_its_words);
	tcase_add_test(t, a_long_list_of_musts_is_named);
	suite_add_tcase(s, t);
	TCase *m = tcase_create("memory");
	tcase_add_test(m, every_allocation_may_fail);
	suite_add_tcase(s, m);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
