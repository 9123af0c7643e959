/* SPDX-License-Identifier: MIT
 * test_person.c - name, e-mail address and telephone at the head of resumes.
 */
#include "reading.h"

static const struct {
	const char *text, *name, *email, *phone;
} cases[] = {
    {"Jane Sample\nLondon\nReferences\nDr Examplo Person, "
     "person@example.com, +1 212 555 0000\n",
        "Jane Sample", NULL, NULL},
    {"Jane Sample\njane @ example.com\nExperience\n", "Jane Sample",
        "jane@example.com", NULL},
    {"Jane Sample\nEngineer @ example.com\nExperience\n", "Jane Sample", NULL,
        NULL},
    {"Jane Sample\nFax: +44 20 7946 0019\n", "Jane Sample", NULL, NULL},
    {"SAMPLE Q. PERSON\n123 Main St, Springfield, IL 62701 | (555) 123-4567 | "
     "jq@example.com\nExperience\n",
        "SAMPLE Q. PERSON", "jq@example.com", "(555) 123-4567"},
    {"J A N E   S A M P L E\nx@example.com\n", "JANE SAMPLE", "x@example.com",
        NULL},
    {"J A N E  S A M P L E\njane.sample@example.com\n", "JANE SAMPLE",
        "jane.sample@example.com", NULL},
    {"Name: Sampla\nEmail: sampla@example.com\n", "Sampla",
        "sampla@example.com", NULL},
    {"Dr. Jane Sample, PhD, MBA\nTel: +44 20 7946 0018 Fax: +44 20 7946 "
     "0019\nMobile: +44 7700 900123\n",
        "Jane Sample", NULL, "+44 7700 900123"},
    {"Jane Sample MBA\nFax (555) 222-3333, Phone (555) 222-4444\n",
        "Jane Sample", NULL, "(555) 222-4444"},
    {"Jean-Luc O'Sample-Test\njl [at] example [dot] com\n",
        "Jean-Luc O'Sample-Test", "jl@example.com", NULL},
    {"Sample Candidate sample.c@example.com 555-123-4567\nSkills\nJava",
        "Sample Candidate", "sample.c@example.com", "555-123-4567"},
    {"张三\n电话：138-0013-8000 | 邮箱：zhangsan@example.com\n工作经历\n",
        "张三", "zhangsan@example.com", "138-0013-8000"},
    {"个人简历\n姓名：李四\n手机：13800138000\n", "李四", NULL, "13800138000"},
    {"履歴書\n氏名：山田 太郎\n電話：03-1234-5678\nメール：taro@example.jp\n",
        "山田 太郎", "taro@example.jp", "03-1234-5678"},
    {"Иван Петров\nПрограммист\nivan@example.ru, +7 900 123-45-67\n",
        "Иван Петров", "ivan@example.ru", "+7 900 123-45-67"},
    {"محمد أحمد\nmohamed@example.com\n", "محمد أحمد", "mohamed@example.com",
        NULL},
    {"Software Proficiency: • Languages: C, Java\nEducation\nBE 2016\n", NULL,
        NULL, NULL},
    {"Areas of Interest Deep Learning, Control System Design, Programming "
     "in-Python\nEducation Details\n",
        NULL, NULL, NULL},
    {"Key Skills\nProject Management\nMS Office\nExperience\n", NULL, NULL,
        NULL},
    {"CURRICULUM VITAE\n\nAnna van der Sample\nUtrecht, The "
     "Netherlands\nanna@example.nl\n",
        "Anna van der Sample", "anna@example.nl", NULL},
    {"Resume of Priya Sample\npriya@example.in | +91 98765 43210\n",
        "Priya Sample", "priya@example.in", "+91 98765 43210"},
    {"Name: Priya Sample\nEmail: priya@example.in\nContact No: "
     "9876543210\nDate of Birth: 12/05/1990",
        "Priya Sample", "priya@example.in", "9876543210"},
    {"Product Designer\nMaya Sample\nmaya@example.com · +1 415 555 0100",
        "Maya Sample", "maya@example.com", "+1 415 555 0100"},
    {"Maya Sample — Product Designer\nmaya@example.com", "Maya Sample",
        "maya@example.com", NULL},
    {"MAYA SAMPLE\tmaya@example.com\nSan Jose, CA\t(415) 555-0100",
        "MAYA SAMPLE", "maya@example.com", "(415) 555-0100"},
    {"Contact\n+1 (415) "
     "555-0100\nmaya.sample@example.com\nSkills\nJava\nSQL\nMaya Sample\nData "
     "Engineer\nExperience\nData Engineer, X Ltd, 2019 - 2020\n",
        "Maya Sample", "maya.sample@example.com", "+1 (415) 555-0100"},
    {"## Maya Sample\n> maya@example.com\n", "Maya Sample", "maya@example.com",
        NULL},
    {"Charlotte Lima\nParis, France\nch@example.com", "Charlotte Lima",
        "ch@example.com", NULL},
    {"maya sample\nmaya.sample@example.com\n", "maya sample",
        "maya.sample@example.com", NULL},
    {"Skills * Programming Languages: Python, Sql\nProfessional "
     "Summary\nStrong",
        NULL, NULL, NULL},
    {"Company Name\nCity, State\nSummary", NULL, NULL, NULL},
    {"Last updated 2 May 2024\nMaya Sample\nID: 123456789\n", "Maya Sample",
        NULL, NULL},
    {"J OHN S AMPLE\nSoftware Engineer\njs@example.com\n", "JOHN SAMPLE",
        "js@example.com", NULL},
};

START_TEST(person_is_found)
{
	const hire_facts *f = reading_facts(cases[_i].text);
	reading_same(f->name, cases[_i].name, "name");
	reading_same(f->email, cases[_i].email, "email");
	reading_same(f->phone, cases[_i].phone, "phone");
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("person");
	TCase *t = tcase_create("person");
	tcase_add_checked_fixture(t, reading_setup, reading_teardown);
	tcase_add_loop_test(
	    t, person_is_found, 0, sizeof cases / sizeof *cases);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return test_run(suite());
}
