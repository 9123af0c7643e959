/* SPDX-License-Identifier: MIT
 * test_education.c - schools and degrees of many countries and orders.
 */
#include "reading.h"

#include <string.h>

static const struct {
	const char *text, *schools; /* "level @ school", one a line */
} cases[] = {
    {"B.E. (ECE) from VTU, Belgaum with 72% in 2015", "bachelor @ VTU\n"},
    {"School of Law, Sample University, Boston, MA\nJ.D., May 2018\nSample "
     "College, New Haven, CT\nB.A. in History, May 2015",
        "doctorate @ Sample University\nbachelor @ Sample College\n"},
    {"School of Trade, Example College, Lahore\nBachelor of Science, Business; "
     "Emphasis: Operations (2007 - 2011)",
        "bachelor @ Example College\n"},
    {"MIT, Cambridge, MA\nB.S. in Computer Science, 2016", "bachelor @ MIT\n"},
    {"Sample University\tSept 2018 – May 2023\nPhD in Physics\nOther "
     "University\t2014 - 2018\nBS in Physics",
        "doctorate @ Sample University\nbachelor @ Other University\n"},
    {"PhD Sample University, Physics\tPrinceton, NJ\n• Thesis: something quite "
     "long here that fills the line with words and words\tSept 2018 – May 2023",
        "doctorate @ Sample University\n"},
    {"BBA lovely professional university\nMBA ACN College of engineering",
        "bachelor @ lovely professional university\nmaster @ ACN College of "
        "engineering\n"},
    {"Bachelor of Science (Hons) in Computing — University of Leeds (2012 – "
     "2015)\nA-Levels: Maths, Physics — Sample Sixth Form College (2010 – "
     "2012)",
        "bachelor @ University of Leeds\nnone @ Sample Sixth Form College\n"},
    {"Master of Science, Data Science | Sample University | Expected May 2027",
        "master @ Sample University\n"},
    {"Sample University, MA 02115\nMA Economics",
        "master @ Sample University\n"},
    {"Samplo\nBS, Computer Science, 2012 - 2016", "bachelor @ Samplo\n"},
    {"2010 – 2015 Diplom Informatik, Universität Köln\n2002 - 2010 Abitur, "
     "Gymnasium Köln",
        "master @ Universität Köln\nnone @ Gymnasium Köln\n"},
    {"示例大学\t本科 计算机科学\t2012年9月 - 2016年6月",
        "bachelor @ 示例大学\n"},
    {"2014年4月 サンプル大学 工学部 入学\n2018年3月 サンプル大学 工学部 卒業",
        "bachelor @ サンプル大学\n"},
    {"Higher National Diploma in Computing, Sample College, 2011",
        "associate @ Sample College\n"},
    {"Associate of Applied Science in Nursing\nSample Community College, "
     "Dallas, TX\nMay 2011",
        "associate @ Sample Community College\n"},
    {"High School Diploma, Sample High School, 2005",
        "none @ Sample High School\n"},
    {"SAMPLE UNIVERSITY\nMENG IN COMPUTER SCIENCE\nDec 2014 | Ithaca, "
     "NY\n\nSAMPLE UNIVERSITY\nBS IN COMPUTER SCIENCE\nMay 2014 | Ithaca, "
     "NY\nCollege of Engineering\n\nLA EXAMPLE FOR BOYS\nGrad. May 2011| "
     "Kolkata, India",
        "master @ SAMPLE UNIVERSITY\nbachelor @ SAMPLE UNIVERSITY\nnone @ LA "
        "EXAMPLE FOR BOYS\n"},
    {"B.Tech (CSE), IIT Delhi, 2014-2018\nClass XII, Delhi Public School, 2014",
        "bachelor @ IIT Delhi\nnone @ Delhi Public School\n"},
    {"Licence Informatique, Université de Lyon, 2012",
        "bachelor @ Université de Lyon\n"},
    {"Máster en Ingeniería Informática, Universidad de Sevilla, 2012 - 2014",
        "master @ Universidad de Sevilla\n"},
    {"University of Somewhere\nMajor: Computer Science, GPA 3.9\nDegree: "
     "Bachelor of Engineering\n2011 - 2015",
        "bachelor @ University of Somewhere\n"},
    {"Bachelor of Arts - English Literature\nSample University - New "
     "York\n2008 - 2012",
        "bachelor @ Sample University\n"},
};

START_TEST(schools_are_read)
{
	static const char *const levels[] = {
	    "none", "associate", "bachelor", "master", "doctorate"};
	const hire_facts *f = reading_facts(hire_arena_printf(reading_mem,
	    "Sample Candidate\nEducation\n%s\n\nSkills\nMS Office, Java\n",
	    cases[_i].text));
	const char *got = "";
	for (size_t i = 0; i < f->education_count; i++)
		got = hire_arena_printf(reading_mem, "%s%s @ %s\n", got,
		    levels[f->education[i].level],
		    f->education[i].school ? f->education[i].school : "?");
	ck_assert_msg(!strcmp(got, cases[_i].schools),
	    "in\n%s\ngot\n%s\nwanted\n%s", cases[_i].text, got,
	    cases[_i].schools);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("education");
	TCase *t = tcase_create("education");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(
	    t, schools_are_read, 0, sizeof cases / sizeof *cases);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
