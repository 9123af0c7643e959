/* SPDX-License-Identifier: MIT
 * test_swap.c - another name, other pronouns, another address, school and
 * birth date, in resume and answers: the same match and scorecard, byte for
 * byte.
 */
#include "support.h"

#include <hire/engine.h>

#include <string.h>

/* Everything about a person that must not count. */
typedef struct person {
	const char *name, *first, *last, *email, *phone, *address, *born,
	    *school, *he, *his, *him;
} person;

static const person people[] = {
    {"Jane Example", "Jane", "Example", "jane@example.com", "+1 555 010 2030",
        "12 Oak Street, Springfield, IL 62704", "1990-04-12",
        "Springfield University", "she", "her", "her"},
    {"Mohammed Al-Sample", "Mohammed", "Al-Sample", "m.alsample@example.org",
        "+44 20 7946 0000", "7 High Road, London N1 9GU", "12 May 1964",
        "King's College London", "he", "his", "him"},
    {"Xiu Ying Placeholder", "Xiu Ying", "Placeholder", "xy@example.net",
        "+49 30 901820", "Lindenstrasse 5, 10969 Berlin", "03/02/2001",
        "Technische Universitaet Berlin", "they", "their", "them"},
};

enum { PEOPLE = sizeof people / sizeof *people };

static const char job_text[] = "must: 3 years of Python\nmust: PostgreSQL\n"
                               "must: Kubernetes\nnice: Terraform\n"
                               "must: bachelor's degree\n";

static const char resume_form[] =
    "%s\n%s | %s\nAddress: %s\nDate of birth: %s\n\nSUMMARY\n"
    "%s is an engineer; %s runs Kubernetes and %s colleagues ask %s about "
    "PostgreSQL.\n\nEXPERIENCE\n"
    "Example Systems, Software Engineer, Jan 2018 - Dec 2024\n"
    "- %s built Python services on PostgreSQL; %s team used Terraform\n\n"
    "EDUCATION\n%s, B.S. Computer Science, 2014 - 2018\n\n"
    "SKILLS\nPython, PostgreSQL, Kubernetes, Terraform\n";

static const char *const answer_forms[] = {
    "I am %s and at %s I learned it. I looked at the query plan with EXPLAIN, "
    "added an index on the tenant column and measured again.",
    "My manager told %s that %s had to shard the table, so I split it by "
    "tenant and moved the largest ones first, with a rollback ready.",
    "%s - people call me that - wrote the readiness probe so that Kubernetes "
    "sends no traffic before the pool is warm; %s was proud of it.",
};

static test_host host;
static hire_arena *mem;
static hire_engine *engine;

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
	ck_assert_ok(hire_engine_new(host.ctx, NULL, NULL, &engine, NULL));
}

static void
teardown(void)
{
	hire_engine_free(engine);
	hire_arena_free(mem);
	test_host_close(&host);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static const char *
answer_of(const person *p, size_t i)
{
	const char *a = i == 0 ? p->name : i == 1 ? p->him : p->first;
	const char *b = i == 0 ? p->school : p->he;
	return hire_arena_printf(mem, answer_forms[i], a, b);
}

static const char *
resume_of(const person *p)
{
	return hire_arena_printf(mem, resume_form, p->name, p->email, p->phone,
	    p->address, p->born, p->first, p->he, p->his, p->him, p->first,
	    p->his, p->school);
}

#pragma GCC diagnostic pop

typedef struct verdict {
	const char *match, *plan, *card;
} verdict;

static void
judge(const person *p, const char *resume, const hire_job_facts *job,
    verdict *out)
{
	const hire_facts *facts;
	hire_match_result match;
	hire_plan plan;
	hire_scorecard_result card;
	hire_utterance said[21];
	size_t n = 0;
	ck_assert_ok(hire_engine_facts(
	    engine, resume, strlen(resume), host.now.wall, mem, &facts, NULL));
	ck_assert_ok(hire_match(facts, job, 70, mem, &match, NULL));
	ck_assert_ok(hire_match_to_json(&match, mem, &out->match, NULL));
	ck_assert_ok(hire_engine_questions(
	    engine, job, facts, NULL, 0, 6, mem, &plan, NULL));
	ck_assert_ok(hire_plan_to_json(&plan, mem, &out->plan, NULL));
	for (size_t i = 0; i < plan.count; i++) {
		said[n] = (hire_utterance){(int64_t)n + 1, HIRE_EVENT_ASK,
		    (int32_t)i + 1, plan.questions[i].text};
		n++;
		said[n] = (hire_utterance){(int64_t)n + 1, HIRE_EVENT_ANSWER,
		    (int32_t)i + 1, answer_of(p, i % 3)};
		n++;
	}
	ck_assert_ok(
	    hire_engine_score(engine, &plan, facts, said, n, mem, &card, NULL));
	ck_assert(card.scored);
	for (size_t i = 0; i < card.strength_count; i++)
		ck_assert(hire_quote_stands(
		    said, n, card.strengths[i].seq, card.strengths[i].quote));
	ck_assert_ok(hire_scorecard_to_json(&card, mem, &out->card, NULL));
}

START_TEST(swapping_the_person_changes_nothing)
{
	const hire_job_facts *job;
	verdict first, other;
	ck_assert_ok(hire_engine_job_facts(
	    engine, "Engineer", "", job_text, mem, &job, NULL));
	judge(&people[0], resume_of(&people[0]), job, &first);
	ck_assert_ptr_nonnull(strstr(first.match, "\"score\":"));
	judge(&people[_i], resume_of(&people[_i]), job, &other);
	ck_assert_str_eq(first.match, other.match);
	ck_assert_str_eq(first.plan, other.plan);
	ck_assert_str_eq(first.card, other.card);
}
END_TEST

START_TEST(what_was_said_does_count)
{
	const hire_job_facts *job;
	verdict first, other;
	ck_assert_ok(hire_engine_job_facts(
	    engine, "Engineer", "", job_text, mem, &job, NULL));
	judge(&people[0], resume_of(&people[0]), job, &first);
	judge(&people[0], "Skills\nBaking\n", job, &other);
	ck_assert_str_ne(first.match, other.match);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("swap");
	TCase *t = tcase_create("swap");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, swapping_the_person_changes_nothing, 0, PEOPLE);
	tcase_add_test(t, what_was_said_does_count);
	suite_add_tcase(s, t);
	return test_run(s);
}
