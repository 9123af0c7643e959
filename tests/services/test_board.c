/* SPDX-License-Identifier: MIT
 * test_board.c - what the board lists, in which order, and that a candidate's
 * match is never an old one.
 */
#include "scene.h"

#include "services/work.h"

#include <pthread.h>
#include <string.h>

static scene s;

static void
setup(void)
{
	scene_open(&s);
	scene_pay(&s);
}

static void
teardown(void)
{
	scene_close(&s);
}

/* Another open job; what `draft` leaves out is filled in. */
static const char *
add_job(hire_job draft)
{
	hire_job full, job;
	hire_payment payment;
	hire_event_outcome outcome;
	hire_record_init(&hire_job_record, &full);
	full.title = draft.title;
	full.place = draft.place;
	full.details = draft.details ? draft.details : "We build things.";
	full.requirements =
	    draft.requirements ? draft.requirements : "must: 3 years of Python";
	full.salary_min = draft.salary_min;
	full.salary_max = draft.salary_max;
	full.currency = draft.currency;
	full.remote = draft.remote;
	ck_assert_ok(
	    hire_jobs_post(s.p, &s.hr, &full, NULL, 0, s.mem, &job, NULL));
	ck_assert_ok(hire_payments_checkout(
	    s.p, &s.hr, job.id, NULL, s.mem, &payment, NULL));
	ck_assert_ok(hire_payments_sandbox(
	    s.p, payment.id, true, s.mem, &outcome, NULL));
	return job.id;
}

/* The titles that a query finds, a page of `limit` after the other. */
static const char *
found(hire_board_query q, int32_t limit)
{
	const char *all = "";
	q.page.limit = limit;
	do {
		hire_rows rows;
		ck_assert_ok(hire_board_list(s.p, &q, s.mem, &rows, NULL));
		ck_assert_uint_le(rows.count, (size_t)limit);
		for (size_t i = 0; i < rows.count; i++) {
			const hire_job *job = (const hire_job *)rows.rows + i;
			ck_assert_ptr_null(job->facts);
			ck_assert_ptr_nonnull(job->details);
			all = hire_arena_printf(
			    s.mem, "%s%s%s", all, *all ? ", " : "", job->title);
		}
		q.page.after = rows.next;
	} while (q.page.after);
	return all;
}

static void
add_three(void)
{
	add_job((hire_job){.title = "Cook",
	    .place = "Lisbon",
	    .requirements = "must: 2 years of Kotlin\nnice: Redis",
	    .salary_min = 3000000,
	    .currency = "EUR"});
	add_job((hire_job){.title = "Gardener",
	    .place = "Porto",
	    .requirements = "must: Kotlin",
	    .salary_min = 2000000,
	    .salary_max = 4000000,
	    .currency = "EUR",
	    .remote = true});
	add_job((hire_job){.title = "Painter",
	    .place = "Lisbon",
	    .requirements = "must: Redis and PostgreSQL",
	    .salary_max = 9000000,
	    .currency = "USD"});
}

START_TEST(every_filter_narrows_the_board)
{
	add_three();
	static const struct {
		hire_board_query query;
		const char *titles;
	} cases[] = {
	    {{.text = "kotlin"}, "Gardener, Cook"},
	    {{.place = "Lisbon"}, "Painter, Cook"},
	    {{.place = "lisbon"}, ""},
	    {{.remote = true}, "Gardener"},
	    {{.skills = "kotlin"}, "Gardener, Cook"},
	    {{.skills = " Redis , KOTLIN,"}, "Cook"},
	    {{.skills = "redis,cobol"}, ""},
	    {{.currency = "EUR"}, "Gardener, Cook"},
	    {{.currency = "EUR", .salary = 3000000}, "Gardener, Cook"},
	    {{.currency = "EUR", .salary = 3000001}, "Gardener"},
	    {{.currency = "EUR", .salary = 4000001}, ""},
	    {{.currency = "USD", .salary = 1}, "Painter"},
	    {{.text = "kot lis", .skills = "redis", .place = "Lisbon"}, "Cook"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_str_eq(
		    found(cases[i].query, 1 + (int)i % 3), cases[i].titles);
}
END_TEST

START_TEST(what_is_closed_or_hidden_leaves_the_board)
{
	hire_job job;
	const hire_change hide = {"visibility", "private"};
	const char *cook = add_job((hire_job){.title = "Cook"});
	const char *other = add_job((hire_job){.title = "Painter"});
	hire_board_query things = {.text = "things"};
	ck_assert_str_eq(found(things, 5), "Painter, Cook");
	ck_assert_ok(
	    hire_jobs_pause(s.p, &s.hr, cook, true, s.mem, &job, NULL));
	ck_assert_str_eq(found(things, 5), "Painter");
	ck_assert_ok(
	    hire_jobs_pause(s.p, &s.hr, cook, false, s.mem, &job, NULL));
	ck_assert_ok(
	    hire_jobs_edit(s.p, &s.hr, other, 0, &hide, 1, s.mem, &job, NULL));
	ck_assert_str_eq(found(things, 5), "Cook");
}
END_TEST

START_TEST(an_edit_changes_what_is_found)
{
	hire_job job;
	const hire_change changes[] = {{"requirements", "must: Redis"},
	    {"salary_max", "5000000"}, {"currency", "EUR"}};
	const char *id = add_job((hire_job){.title = "Cook"});
	ck_assert_ok(
	    hire_jobs_edit(s.p, &s.hr, id, 0, changes, 3, s.mem, &job, NULL));
	ck_assert_str_eq(job.skills, "redis");
	ck_assert_int_eq(job.salary_top, 5000000);
	ck_assert_str_eq(
	    found((hire_board_query){.skills = "redis"}, 5), "Cook");
	ck_assert_str_eq(
	    found((hire_board_query){.currency = "EUR", .salary = 5000000}, 5),
	    "Cook");
}
END_TEST

static void
expect_refused(hire_board_query q, const char *field)
{
	hire_rows rows;
	hire_error err = {0};
	ck_assert_status(
	    hire_board_list(s.p, &q, s.mem, &rows, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, field);
}

START_TEST(wrong_queries_are_refused)
{
	hire_rows rows;
	hire_board_query q = {.page = {NULL, 1}};
	expect_refused((hire_board_query){.salary = 1}, "currency");
	expect_refused(
	    (hire_board_query){.salary = -1, .currency = "EUR"}, "salary");
	expect_refused(
	    (hire_board_query){.skills = "a,b,c,d,e,f,g,h,i"}, "skills");
	expect_refused((hire_board_query){.skills = "\xFF"}, "skills");
	expect_refused((hire_board_query){.order = HIRE_BOARD_BEST,
	                   .page = {"nowhere", 1}},
	    "after");
	expect_refused(
	    (hire_board_query){.order = HIRE_BOARD_BEST, .page = {NULL, 1001}},
	    "limit");
	/* a page of one order does not go on in the other */
	add_job((hire_job){.title = "Cook"});
	ck_assert_ok(hire_board_list(s.p, &q, s.mem, &rows, NULL));
	ck_assert_ptr_nonnull(rows.next);
	expect_refused((hire_board_query){.order = HIRE_BOARD_BEST,
	                   .page = {rows.next, 1}},
	    "after");
	q.order = HIRE_BOARD_BEST;
	ck_assert_ok(hire_board_list(s.p, &q, s.mem, &rows, NULL));
	ck_assert_ptr_nonnull(rows.next);
	expect_refused((hire_board_query){.page = {rows.next, 1}}, "after");
}
END_TEST

START_TEST(the_best_hits_come_first)
{
	static const char *const titles[] = {"Kotliner and cook",
	    "Cook with Kotlin", "Kotlin cook, Redis", "Redis cook", "Cook"};
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		add_job((hire_job){.title = titles[i],
		    .place = i == 3 ? "Kotlingen" : NULL,
		    .requirements = i % 2 ? "must: Kotlin" : "must: Redis",
		    .details = "Kotlin, redis."});
	/* 8 + 2 (skill), 8 (newer than the next: 4 + 0), 2 + 0, 0 ... */
	for (int32_t limit = 1; limit < 7; limit++)
		ck_assert_str_eq(found((hire_board_query){.text = "kotlin",
		                           .order = HIRE_BOARD_BEST},
		                     limit),
		    "Cook with Kotlin, Kotlin cook, Redis, Kotliner and cook, "
		    "Redis cook, Cook");
	ck_assert_str_eq(found((hire_board_query){.text = "kotlin"}, 2),
	    "Cook, Redis cook, Kotlin cook, Redis, Cook with Kotlin, "
	    "Kotliner and cook");
}
END_TEST

static hire_match_result
look(const hire_actor *who)
{
	hire_match_result m;
	ck_assert_ok(hire_board_match(s.p, who, s.job.id, s.mem, &m, NULL));
	return m;
}

/* The one row that is kept of looks at the job. */
static hire_stored_match
kept_look(const hire_actor *who)
{
	hire_tx *tx;
	hire_rows rows;
	const hire_filter by = HIRE_IS("slot",
	    hire_arena_printf(s.mem, "%s %s", who->account_id, s.job.id));
	const hire_query q = {.size = sizeof q,
	    .record = &hire_stored_match_record,
	    .filters = &by,
	    .filter_count = 1};
	const hire_store *store = &s.p->store;
	ck_assert_ok(store->ops.begin(store->state, false, &tx, NULL));
	ck_assert_ok(
	    store->ops.select(store->state, tx, &q, s.mem, &rows, NULL));
	store->ops.rollback(store->state, tx);
	ck_assert_uint_eq(rows.count, 1);
	return *(const hire_stored_match *)rows.rows;
}

static void
edit(const char *field, const char *text)
{
	hire_job job;
	const hire_change change = {field, text};
	ck_assert_ok(hire_jobs_edit(
	    s.p, &s.hr, s.job.id, 0, &change, 1, s.mem, &job, NULL));
}

START_TEST(a_match_is_kept_while_nothing_changes)
{
	hire_actor c = scene_candidate(&s);
	scene_apply(&s, &c, true);
	hire_match_result first = look(&c);
	int64_t rows = scene_rows(&s, &hire_stored_match_record);
	int64_t version = kept_look(&c).version;
	hire_match_result then = look(&c);
	ck_assert_int_eq(then.score, first.score);
	ck_assert_int_eq(kept_look(&c).version, version);
	ck_assert_int_eq(scene_rows(&s, &hire_stored_match_record), rows);
}
END_TEST

START_TEST(a_match_follows_its_job)
{
	hire_actor c = scene_candidate(&s);
	scene_apply(&s, &c, true);
	ck_assert_int_ge(look(&c).score, 70);
	int64_t rows = scene_rows(&s, &hire_stored_match_record);
	edit("requirements", "must: 9 years of COBOL");
	hire_match_result m = look(&c);
	ck_assert_int_lt(m.score, 70);
	ck_assert(!m.eligible);
	edit("threshold", "0");
	m = look(&c);
	ck_assert_int_eq(m.threshold, 0);
	ck_assert(m.eligible);
	ck_assert_int_eq(kept_look(&c).threshold, 0);
	ck_assert_int_eq(scene_rows(&s, &hire_stored_match_record), rows);
}
END_TEST

START_TEST(a_match_follows_its_candidate)
{
	hire_actor c = scene_candidate(&s);
	hire_application app = scene_apply(&s, &c, false);
	int32_t before = look(&c).score;
	hire_stored_match old = kept_look(&c);
	ck_assert_ok(hire_applications_correct(s.p, &c, app.id,
	    "Other Candidate\nSkills: Python, PostgreSQL, Docker, Linux\n"
	    "EXPERIENCE\nExample Systems, Engineer, Jan 2015 - Present\n"
	    "- Python\n",
	    s.mem, &app, NULL));
	scene_work(&s);
	ck_assert_int_gt(look(&c).score, before);
	hire_stored_match now = kept_look(&c);
	ck_assert_str_eq(now.id, old.id);
	ck_assert_str_ne(now.resume_id, old.resume_id);
}
END_TEST

/* As an older program or an older reading of the resume left it. */
START_TEST(an_outdated_look_is_computed_again)
{
	hire_actor c = scene_candidate(&s);
	scene_apply(&s, &c, true);
	hire_match_result m = look(&c);
	for (int i = 0; i < 2; i++) {
		hire_tx *tx;
		hire_stored_match old = kept_look(&c);
		const hire_store *store = &s.p->store;
		hire_match_result wrong = m;
		wrong.score = 1;
		ck_assert_ok(
		    hire_match_to_json(&wrong, s.mem, &old.result, NULL));
		if (i)
			old.formula += 1;
		else
			old.resume_version -= 1;
		ck_assert_ok(store->ops.begin(store->state, true, &tx, NULL));
		ck_assert_ok(store->ops.update(
		    store->state, tx, &hire_stored_match_record, &old, NULL));
		ck_assert_ok(store->ops.commit(store->state, tx, NULL));
		ck_assert_int_eq(look(&c).score, m.score);
		ck_assert_int_eq(kept_look(&c).formula, HIRE_MATCH_FORMULA);
	}
}
END_TEST

static void *
look_at_once(void *args)
{
	const hire_actor *who = args;
	hire_arena *mem;
	hire_match_result m;
	hire_status st = hire_arena_new(s.host.ctx, 0, &mem, NULL);
	if (!st)
		st = hire_board_match(s.p, who, s.job.id, mem, &m, NULL);
	hire_arena_free(mem);
	return st ? args : NULL;
}

START_TEST(looks_at_the_same_time_agree)
{
	enum { THREADS = 6 };
	pthread_t threads[THREADS];
	hire_actor c = scene_candidate(&s);
	scene_apply(&s, &c, true);
	for (int round = 0; round < 5; round++) {
		void *failed;
		edit("threshold", round % 2 ? "60" : "61");
		for (int i = 0; i < THREADS; i++)
			pthread_create(&threads[i], NULL, look_at_once, &c);
		for (int i = 0; i < THREADS; i++) {
			pthread_join(threads[i], &failed);
			ck_assert_ptr_null(failed);
		}
		ck_assert_int_eq(kept_look(&c).threshold, round % 2 ? 60 : 61);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("board");
	TCase *c = tcase_create("board");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, every_filter_narrows_the_board);
	tcase_add_test(c, what_is_closed_or_hidden_leaves_the_board);
	tcase_add_test(c, an_edit_changes_what_is_found);
	tcase_add_test(c, wrong_queries_are_refused);
	tcase_add_test(c, the_best_hits_come_first);
	tcase_add_test(c, a_match_is_kept_while_nothing_changes);
	tcase_add_test(c, a_match_follows_its_job);
	tcase_add_test(c, a_match_follows_its_candidate);
	tcase_add_test(c, an_outdated_look_is_computed_again);
	tcase_add_test(c, looks_at_the_same_time_agree);
	suite_add_tcase(suite, c);
	return test_run(suite);
}
