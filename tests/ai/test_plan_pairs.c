/* SPDX-License-Identifier: MIT
 * test_plan_pairs.c - what holds for the questions of any job and any resume.
 */
#include "pairs.h"

#include "rules/grading/cover.h"
#include "rules/grading/lexicon.h"
#include "rules/grading/personal.h"

#include <string.h>

enum { WANT = 10, TODAY_YEAR = 2026 };

static ai_bench b;
static ai_texts jobs, resumes;

typedef struct pair {
	const hire_job_facts *job;
	const hire_facts *resume;
	hire_plan plan;
} pair;

static void
setup(void)
{
	ai_open(&b);
	jobs = ai_job_texts(b.mem);
	resumes = ai_resume_texts(b.mem);
}

static void
teardown(void)
{
	ai_close(&b);
}

static hire_plan
plan_of(const hire_job_facts *job, const hire_facts *resume, hire_arena *mem)
{
	hire_plan p;
	ck_assert_ok(hire_engine_questions(
	    b.engine, job, resume, NULL, 0, WANT, mem, &p, NULL));
	ck_assert_uint_eq(p.count, WANT);
	return p;
}

static const hire_job_facts *
job_of(const char *text, hire_arena *mem)
{
	const hire_job_facts *job;
	size_t n = strcspn(text, "\n");
	const char *title = hire_arena_strndup(mem, text, n < 80 ? n : 80);
	ck_assert_ok(hire_engine_job_facts(
	    b.engine, title, text, NULL, mem, &job, NULL));
	return job;
}

static const hire_facts *
facts_of(const char *text, hire_arena *mem)
{
	const hire_facts *f;
	hire_time today = (int64_t)(TODAY_YEAR - 1970) * 365 * HIRE_DAY;
	ck_assert_ok(hire_engine_facts(
	    b.engine, text, strlen(text), today, mem, &f, NULL));
	return f;
}

static void
for_all(void (*check)(const pair *, hire_arena *))
{
	for (size_t i = 0; i < jobs.n; i++)
		for (size_t k = 0; k < resumes.n; k++) {
			hire_arena *mem;
			ck_assert_ok(hire_arena_new(b.host.ctx, 0, &mem, NULL));
			pair p = {.job = job_of(jobs.v[i], mem),
			    .resume = facts_of(resumes.v[k], mem)};
			p.plan = plan_of(p.job, p.resume, mem);
			check(&p, mem);
			hire_arena_free(mem);
		}
}

static char
lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool
has(const char *s, const char *what, size_t k)
{
	for (size_t n = strlen(s), i = 0; i + k <= n; i++) {
		size_t same = 0;
		while (same < k && lower(s[i + same]) == lower(what[same]))
			same++;
		if (same == k)
			return true;
	}
	return false;
}

static const hire_requirement *
requirement_of(const pair *p, const char *text)
{
	for (size_t i = 0; text && i < p->job->count; i++)
		if (!strcmp(p->job->requirements[i].text, text))
			return &p->job->requirements[i];
	return NULL;
}

static bool
is_askable(const hire_requirement *r)
{
	return r->skill_count || !hire__is_protected(r->text);
}

static bool
is_covered(const hire_plan *plan, size_t n, const char *requirement)
{
	for (size_t i = 0; i < n; i++)
		if (plan->questions[i].requirement &&
		    !strcmp(plan->questions[i].requirement, requirement))
			return true;
	return false;
}

static void
must_before_nice(const pair *p, hire_arena *mem)
{
	(void)mem;
	size_t nice = 0;
	while (nice < WANT && p->plan.questions[nice].weight > 1)
		nice++;
	for (size_t i = 0; nice < WANT && i < p->job->count; i++) {
		const hire_requirement *r = &p->job->requirements[i];
		if (r->kind == HIRE_REQUIREMENT_MUST && is_askable(r))
			ck_assert_msg(is_covered(&p->plan, nice, r->text),
			    "not asked before a nice one: %s", r->text);
	}
}

START_TEST(every_must_comes_before_any_nice)
{
	for_all(must_before_nice);
}
END_TEST

static void
distinct_and_rising(const pair *p, hire_arena *mem)
{
	(void)mem;
	const hire_plan_question *q = p->plan.questions;
	ck_assert_int_eq(q[0].depth, 1);
	ck_assert_int_eq(q[WANT - 1].depth, 3);
	for (size_t i = 0; i < WANT; i++)
		for (size_t k = 0; k < i; k++) {
			ck_assert_str_ne(q[i].text, q[k].text);
			ck_assert_int_ge(q[i].depth, q[k].depth);
		}
}

START_TEST(questions_are_distinct_and_rise)
{
	for_all(distinct_and_rising);
}
END_TEST

/* By the name of a skill, or by the words of the job. */
static bool
names(const hire_plan_question *q, const hire_requirement *r)
{
	enum { ENOUGH = 12 };
	const char *text = r->text + strspn(r->text, " #*->.");
	size_t n = strlen(text);
	if (has(q->text, text, n < ENOUGH ? n : ENOUGH))
		return true;
	for (size_t i = 0; i < r->skill_count; i++)
		if (has(q->text, r->skills[i], strlen(r->skills[i])))
			return true;
	return false;
}

static void
named(const pair *p, hire_arena *mem)
{
	(void)mem;
	for (size_t i = 0; i < WANT; i++) {
		const hire_plan_question *q = &p->plan.questions[i];
		const hire_requirement *r = requirement_of(p, q->requirement);
		ck_assert(!p->job->count || r || (!i && !q->requirement) ||
		          !q->requirement);
		if (r)
			ck_assert_msg(names(q, r), "%s\ndoes not name: %s",
			    q->text, r->text);
	}
}

START_TEST(questions_name_what_they_test)
{
	for_all(named);
}
END_TEST

static void
from_lines(const pair *p, hire_arena *mem)
{
	(void)mem;
	for (size_t i = 0; i < WANT; i++) {
		const hire_plan_question *q = &p->plan.questions[i];
		if (!q->resume_line)
			continue;
		ck_assert(strstr(q->text, q->resume_line) != NULL);
		ck_assert_msg(
		    !hire__is_protected(q->resume_line), "%s", q->resume_line);
		const char *name = p->resume->name, *mail = p->resume->email;
		ck_assert(!name || !strstr(q->text, name));
		ck_assert(!mail || !strstr(q->text, mail));
		for (size_t k = 0; k < i; k++)
			ck_assert(!p->plan.questions[k].resume_line ||
			          strcmp(p->plan.questions[k].resume_line,
			              q->resume_line) != 0);
	}
}

START_TEST(lines_are_quoted_once_and_name_nobody)
{
	for_all(from_lines);
}
END_TEST

static bool
skills_are_protected(const hire_requirement *r)
{
	for (size_t i = 0; r && i < r->skill_count; i++)
		if (hire__is_protected(r->skills[i]))
			return true;
	return false;
}

static void
well_put(const pair *p, hire_arena *mem)
{
	(void)mem;
	for (size_t i = 0; i < WANT; i++) {
		const hire_plan_question *q = &p->plan.questions[i];
		const char *s = q->text;
		size_t n = strlen(s), alike = 0;
		ck_assert_msg(strchr("?.", s[n - 1]), "%s", s);
		ck_assert_msg(*s == '"' || lower(*s) != *s, "%s", s);
		ck_assert_msg(!strstr(s, "{") && !strstr(s, "  ") &&
		                  !strstr(s, " ,") && !strstr(s, ". ?"),
		    "%s", s);
		if (!skills_are_protected(requirement_of(p, q->requirement)))
			ck_assert_msg(!hire__is_protected(s), "%s", s);
		for (size_t k = 0; k < WANT; k++)
			alike += !strncmp(s, p->plan.questions[k].text, 24);
		ck_assert_msg(alike <= 4, "%s", s);
	}
}

START_TEST(questions_are_well_put)
{
	for_all(well_put);
}
END_TEST

static void
with_sheet(const pair *p, hire_arena *mem)
{
	(void)mem;
	for (size_t i = 0; i < WANT; i++) {
		const hire_plan_question *q = &p->plan.questions[i];
		ck_assert_ptr_nonnull(q->ideal);
		ck_assert_uint_ge(q->point_count, 2);
		for (size_t k = 0; k < HIRE_LEVELS; k++) {
			ck_assert_ptr_nonnull(q->anchors[k]);
			for (size_t j = 0; j < k; j++)
				ck_assert_str_ne(q->anchors[j], q->anchors[k]);
		}
		for (size_t k = 0; k < q->point_count; k++)
			ck_assert_ptr_null(strstr(q->text, q->points[k]));
	}
}

START_TEST(every_question_has_its_ideal_answer)
{
	for_all(with_sheet);
}
END_TEST

static void
the_same_again(const pair *p, hire_arena *mem)
{
	const char *one, *two, *other;
	hire_plan again = plan_of(p->job, p->resume, mem);
	ck_assert_ok(hire_plan_to_json(&p->plan, mem, &one, NULL));
	ck_assert_ok(hire_plan_to_json(&again, mem, &two, NULL));
	ck_assert_msg(!strcmp(one, two), "%s", p->job->title);
	const hire_facts *someone = facts_of(resumes.v[0], mem);
	bool line = false;
	for (size_t i = 0; i < WANT; i++)
		line = line || p->plan.questions[i].resume_line;
	/* Of two who claim nothing asked for, the same may be asked. */
	if (!line || p->resume->skill_count == someone->skill_count)
		return;
	again = plan_of(p->job, someone, mem);
	ck_assert_ok(hire_plan_to_json(&again, mem, &other, NULL));
	ck_assert_msg(strcmp(one, other) != 0, "%s: %s", p->job->title,
	    p->resume->name ? p->resume->name : "?");
}

START_TEST(plans_are_steady_and_differ_by_resume)
{
	for_all(the_same_again);
}
END_TEST

/* Somebody whose resume does not name the skill is not asked what they did
 * with it. */
START_TEST(what_is_not_claimed_is_asked_as_a_principle)
{
	const hire_job_facts *job =
	    job_of("Mover\n\nRequirements:\n- Driving\n- Hospitality\n", b.mem);
	const hire_facts *nobody = facts_of("Skills\nExcel, Python\n", b.mem);
	hire_plan p = plan_of(job, nobody, b.mem);
	ck_assert_uint_ge(job->count, 2);
	for (size_t i = 0; i < 9; i++) {
		ck_assert_ptr_null(p.questions[i].resume_line);
		ck_assert_msg(!strstr(p.questions[i].text, "did you do") &&
		                  !strstr(p.questions[i].text, "You list"),
		    "%s", p.questions[i].text);
	}
}
END_TEST

/* More must requirements than questions: each question another of them. */
START_TEST(long_lists_are_picked_by_weight)
{
	const hire_job_facts *job = job_of(jobs.v[5], b.mem);
	ck_assert_uint_ge(job->count, 20);
	hire_plan p = plan_of(job, facts_of(resumes.v[0], b.mem), b.mem);
	for (size_t i = 0; i < WANT; i++) {
		ck_assert_int_eq(p.questions[i].weight, 3);
		ck_assert(!is_covered(&p, i, p.questions[i].requirement));
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("plan_pairs");
	TCase *tc = tcase_create("plan_pairs");
	tcase_set_timeout(tc, 240);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, every_must_comes_before_any_nice);
	tcase_add_test(tc, questions_are_distinct_and_rise);
	tcase_add_test(tc, questions_name_what_they_test);
	tcase_add_test(tc, lines_are_quoted_once_and_name_nobody);
	tcase_add_test(tc, questions_are_well_put);
	tcase_add_test(tc, every_question_has_its_ideal_answer);
	tcase_add_test(tc, plans_are_steady_and_differ_by_resume);
	tcase_add_test(tc, what_is_not_claimed_is_asked_as_a_principle);
	tcase_add_test(tc, long_lists_are_picked_by_weight);
	suite_add_tcase(suite, tc);
	return test_run(suite);
}
