/* SPDX-License-Identifier: MIT
 * test_proof.c - what a resume shows of what it names: lists, names that no
 * table knows, lines of the job's own.  Apart from test_match.c, which sums up.
 */
#include "reading.h"

#include <string.h>

/* A name that no table knows, asked in one spelling, had in another: listed, or
 * beside a known skill in what was done at work. */
static const struct {
	const char *ask, *have, *evidence;
	int32_t percent;
} unknown[] = {
    {"- Experience with Foobarix", "Python, foobarix", "Python, foobarix", 100},
    {"- Experience with Foobarix", "Python, Docker", NULL, 0},
    {"- Experience with Quuxflow", "Python, Docker",
        "Moved Terraform to QUUXFLOW", 100},
    {"- Foobarix", "Python, FOOBARIX", "Python, FOOBARIX", 100},
    {"- BAZTOOL or similar", "Python, Baztool", "Python, Baztool", 100},
    {"- 4 years with Quuxflow", "Python, Docker", "Moved Terraform to QUUXFLOW",
        100},
    {"- 10 years with Quuxflow", "Python, Docker",
        "Moved Terraform to QUUXFLOW", 50},
    {"- 4 years with Foobarix", "Python, Docker", NULL, 0},
};

static void
ck_unknown(int i, const char *title, const char *text, const char *own)
{
	const char *resume_text = hire_arena_printf(reading_mem,
	    "Sample Candidate\nSkills\n%s\nExperience\n"
	    "Engineer, Example Ltd, Jan 2020 - Dec 2024\n"
	    "- Moved Terraform to QUUXFLOW\n",
	    unknown[i].have);
	hire_match_result m = reading_match(
	    reading_facts(resume_text), reading_job(title, text, own));
	const hire_match_row *row = &m.rows[m.count - 1];
	ck_assert_int_gt(row->weight, 0);
	ck_assert_int_eq(row->percent, unknown[i].percent);
	reading_same(row->evidence, unknown[i].evidence, unknown[i].ask);
}

START_TEST(names_that_no_table_knows_meet)
{
	const char *text = hire_arena_printf(
	    reading_mem, "Requirements\n- Java\n%s\n", unknown[_i].ask);
	ck_unknown(_i, "Sample", text, NULL);
	ck_unknown(_i, "Sample", "", unknown[_i].ask);
}
END_TEST

/* What is only listed, by what else the resume says; the job asks for Python,
 * Django and Docker. */
static const struct {
	const char *resume;
	int32_t percent;
	hire_credit credit;
} listings[] = {
    /* Nothing but a list, with a heading or without. */
    {"Skills\nPython, Django, Docker\n", 30, HIRE_CREDIT_BARE},
    {"Python, Django, Docker\n", 30, HIRE_CREDIT_BARE},
    {"Python\nDjango\nDocker\n", 30, HIRE_CREDIT_BARE},
    /* One or two are no list. */
    {"Python, Django\n", 100, HIRE_CREDIT_SAME},
    /* A degree, or work of another kind. */
    {"Skills\nPython, Django, Docker\nEducation\nBSc in Biology, 2010\n", 50,
        HIRE_CREDIT_UNSHOWN},
    {"Skills\nPython, Django, Docker\nExperience\n"
     "Cashier, Example Ltd, Jan 2010 - Dec 2020\n- Sold bread\n",
        50, HIRE_CREDIT_UNSHOWN},
    /* A run of key words below a job is no work either. */
    {"Experience\nCashier, Example Ltd, Jan 2010 - Dec 2020\n- Java Python "
     "Django PostgreSQL Kafka Docker Kubernetes Terraform Redis\n",
        50, HIRE_CREDIT_UNSHOWN},
    /* Work, a project, a course or a sentence of the same kind. */
    {"Skills\nPython, Django, Docker\nExperience\n"
     "Engineer, Example Ltd, Jan 2010 - Dec 2020\n- Ran Docker in 3 shops\n",
        100, HIRE_CREDIT_SAME},
    {"Skills\nPython, Django, Docker\nProjects\nA shop in Django\n", 100,
        HIRE_CREDIT_SAME},
    {"Skills\nPython, Django, Docker\nEducation\nBSc in Biology, 2010\n"
     "Courses: Python, statistics\n",
        100, HIRE_CREDIT_SAME},
    {"Five years of Python at a bank.\nSkills: Python, Django, Docker\n", 100,
        HIRE_CREDIT_SAME},
    {"Software engineer at a bank for 5 years.\nPython, Django, Docker\n", 100,
        HIRE_CREDIT_SAME},
    {"Python services for a bank, deployed with Docker.\n", 100,
        HIRE_CREDIT_SAME},
};

START_TEST(a_list_alone_earns_a_part)
{
	const hire_facts *f = reading_facts(hire_arena_printf(reading_mem,
	    "Sample Candidate\nsample@example.com\n\n%s", listings[_i].resume));
	hire_match_result m = reading_match(f,
	    reading_job("Sample", "", "must: Python\nmust: Django or Docker"));
	for (size_t i = 0; i < m.count; i++) {
		ck_assert_msg(m.rows[i].percent == listings[_i].percent,
		    "%s: %d", listings[_i].resume, m.rows[i].percent);
		ck_assert_int_eq(
		    m.rows[i].parts[0].credit, listings[_i].credit);
	}
	if (listings[_i].percent < 100)
		ck_assert_ptr_nonnull(
		    strstr(m.rows[0].wanted, "say where Python was used"));
}
END_TEST

/* Papers are listed by nature; what is done with them is not. */
static const struct {
	const char *ask;
	int32_t percent;
} papers[] = {{"BLS certification", 100}, {"CPR", 100}, {"Wound care", 50}};

START_TEST(a_licence_is_only_listed)
{
	hire_match_result m = reading_match(
	    reading_facts("Sample Candidate\nsample@example.com\n\nSkills\n"
	                  "BLS, CPR, ACLS, Wound care\n\nExperience\nCashier, "
	                  "Example Ltd, Jan 2010 - Dec 2020\n- Sold bread\n"),
	    reading_job("Sample", "", papers[_i].ask));
	ck_assert_uint_eq(m.count, 1);
	ck_assert_int_eq(m.rows[0].percent, papers[_i].percent);
}
END_TEST

/* A licence to nurse, with the heading or the word that says so. */
START_TEST(a_licence_to_nurse_is_no_bare_word)
{
	hire_match_result m = reading_match(
	    reading_facts("Sample Candidate\nsample@example.com\n\nLicenses\n"
	                  "RN license, BLS certification, ACLS, CPR\n"),
	    reading_job("Sample", "", "RN license"));
	ck_assert_uint_eq(m.count, 1);
	ck_assert_int_eq(m.rows[0].parts[0].credit, HIRE_CREDIT_SAME);
	reading_same(m.rows[0].evidence,
	    "RN license, BLS certification, ACLS, CPR", "RN license");
}
END_TEST

static const char advert[] =
    "Backend Engineer\nRequirements\n"
    "- 5+ years of professional experience with Python or Java\n"
    "- Strong knowledge of PostgreSQL or MySQL\n"
    "- Experience with Kafka or another message broker\n"
    "- Kubernetes and Docker used in production\n"
    "- Terraform\n";

START_TEST(a_job_handed_in_as_a_resume_earns_nothing)
{
	const hire_job_facts *job = reading_job(NULL, advert, NULL);
	hire_match_result m = reading_match(reading_facts(advert), job);
	ck_assert_uint_ge(m.count, 5);
	ck_assert_int_eq(m.score, 0);
	const hire_match_part *p = &m.rows[m.count - 1].parts[0];
	ck_assert_int_eq(p->credit, HIRE_CREDIT_COPIED);
	ck_assert_str_eq(p->asked, "Terraform");
}
END_TEST

/* One sentence in the words of the job is how people write. */
/* Four short lines and more, in the job's order and right below each other. */
START_TEST(a_list_handed_in_as_a_resume_earns_nothing)
{
	const char *ask = "Python\nKubernetes\nTerraform\nDocker\nKafka\n";
	const char *head = "Sample Candidate\nExperience\nEngineer, Example "
	                   "Ltd, Jan 2015 - Dec 2019\n";
	static const struct {
		const char *lines;
		hire_credit credit;
	} lists[] = {
	    {"Python\nKubernetes\nTerraform\nDocker\nKafka\n",
	        HIRE_CREDIT_COPIED},
	    {"Docker\nKubernetes\nKafka\nPython\nTerraform\n",
	        HIRE_CREDIT_SAME},
	    {"Python, Kubernetes, Terraform, Docker, Kafka\n",
	        HIRE_CREDIT_SAME},
	    {"Python\nKubernetes\nWrote tools in Docker\nKafka\n",
	        HIRE_CREDIT_SAME},
	};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		hire_match_result m =
		    reading_match(reading_facts(hire_arena_printf(reading_mem,
		                      "%s%s", head, lists[i].lines)),
		        reading_job("", "", ask));
		ck_assert_int_eq(m.rows[0].parts[0].credit, lists[i].credit);
	}
}
END_TEST

START_TEST(a_sentence_of_the_job_may_be_repeated)
{
	hire_match_result m = reading_match(
	    reading_facts("Sample Candidate\n\nStrong knowledge of PostgreSQL "
	                  "or MySQL\nPython services for a bank\n"),
	    reading_job(NULL, advert, NULL));
	size_t shown = 0;
	for (size_t i = 0; i < m.count; i++)
		shown += m.rows[i].percent == 100 &&
		         strstr(m.rows[i].text, "PostgreSQL");
	ck_assert_uint_eq(shown, 1);
}
END_TEST

/* The job pasted below a real resume adds nothing. */
START_TEST(work_counts_beside_a_copied_job)
{
	static const char work[] =
	    "Sample Candidate\nExperience\nBackend Engineer, Example Ltd, "
	    "Jan 2015 - Dec 2022\n- Services in Python on PostgreSQL\n";
	const hire_job_facts *job = reading_job(NULL, advert, NULL);
	hire_match_result a = reading_match(reading_facts(work), job);
	hire_match_result b = reading_match(
	    reading_facts(
	        hire_arena_printf(reading_mem, "%sSummary\n%s", work, advert)),
	    job);
	ck_assert_int_gt(a.score, 20);
	ck_assert_int_eq(a.score, b.score);
}
END_TEST

#define COUNT(list) (int)(sizeof(list) / sizeof *(list))

int
main(void)
{
	Suite *s = suite_create("proof");
	TCase *t = tcase_create("proof");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(
	    t, names_that_no_table_knows_meet, 0, COUNT(unknown));
	tcase_add_loop_test(t, a_list_alone_earns_a_part, 0, COUNT(listings));
	tcase_add_loop_test(t, a_licence_is_only_listed, 0, COUNT(papers));
	tcase_add_test(t, a_licence_to_nurse_is_no_bare_word);
	tcase_add_test(t, a_job_handed_in_as_a_resume_earns_nothing);
	tcase_add_test(t, a_list_handed_in_as_a_resume_earns_nothing);
	tcase_add_test(t, a_sentence_of_the_job_may_be_repeated);
	tcase_add_test(t, work_counts_beside_a_copied_job);
	suite_add_tcase(s, t);
	return test_run(s);
}
