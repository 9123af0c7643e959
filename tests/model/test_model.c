/* SPDX-License-Identifier: MIT
 * test_model.c - field tables against their structs, JSON and input.
 */
#include "stage.h"

#include <hire/model.h>

#include "model/record.h"

#include <string.h>

static size_t
member_size(const hire_field *f)
{
	switch (f->type) {
	case HIRE_TYPE_BOOL:
		return sizeof(bool);
	case HIRE_TYPE_ENUM:
		return sizeof(int);
	default:
		return f->type <= HIRE_TYPE_JSON ? sizeof(char *)
		                                 : sizeof(int64_t);
	}
}

/* Every byte of a struct that is not padding belongs to one field: a member
 * that the table forgot shows as a hole too wide for padding. */
START_TEST(tables_cover_their_structs)
{
	size_t count;
	const hire_record *r = hire_records(&count)[_i];
	unsigned char seen[1024] = {0};
	ck_assert_uint_lt(r->size, sizeof seen);
	for (size_t i = 0; i < r->count; i++) {
		const hire_field *f = &r->fields[i];
		size_t n = member_size(f);
		ck_assert_uint_le(f->offset + n, r->size);
		for (size_t b = f->offset; b < f->offset + n; b++)
			ck_assert_msg(
			    !seen[b]++, "%s.%s overlaps", r->name, f->name);
	}
	for (size_t b = 0, hole = 0; b < r->size; b++) {
		hole = seen[b] ? 0 : hole + 1;
		ck_assert_msg(hole < 8,
		    "%s has a member without a field "
		    "before byte %zu",
		    r->name, b);
	}
}
END_TEST

START_TEST(tables_are_well_formed)
{
	size_t count;
	const hire_record *r = hire_records(&count)[_i];
	ck_assert_str_eq(r->fields[0].name, "id");
	for (size_t i = 0; i < r->count; i++) {
		const hire_field *f = &r->fields[i];
		ck_assert_ptr_eq(hire_record_field(r, f->name), f);
		ck_assert_msg(*f->help, "%s.%s", r->name, f->name);
		ck_assert((f->type == HIRE_TYPE_ENUM) == (f->words != NULL));
		if (f->flags & HIRE_EDIT)
			ck_assert(f->flags & HIRE_INPUT);
	}
	for (size_t i = 0; i < r->index_count; i++) {
		char copy[200];
		const char *s = r->indexes[i].fields;
		for (size_t n; *s; s += n + (s[n] == ' ')) {
			n = strcspn(s, " ");
			memcpy(copy, s, n);
			copy[n] = '\0';
			ck_assert_ptr_nonnull(hire_record_field(r, copy));
		}
	}
}
END_TEST

static hire_job
sample_job(void)
{
	hire_job job;
	hire_record_init(&hire_job_record, &job);
	ck_assert_ok(hire__record_new(
	    &hire_job_record, &job, stage_mem, stage_host.now.wall, NULL));
	job.organisation_id = "org_0";
	job.created_by = "acct_0";
	job.title = "Engineer";
	job.details = "Build \"things\"\nand more";
	return job;
}

START_TEST(defaults_and_limits)
{
	hire_job job = sample_job();
	ck_assert_int_eq(job.interview_minutes, 30);
	ck_assert_int_eq(job.threshold, 70);
	ck_assert_ok(hire_record_check(&hire_job_record, &job, NULL));
	hire_error err;
	job.interview_minutes = 0;
	ck_assert_status(
	    hire_record_check(&hire_job_record, &job, &err), HIRE_EINVAL);
	ck_assert_str_eq(err.field, "interview_minutes");
	ck_assert_ptr_nonnull(strstr(err.message, "1 to 240"));
}
END_TEST

static const struct {
	const char *field, *text;
	unsigned need;
	hire_status want;
} inputs[] = {
    {"title", "Cook", HIRE_INPUT, HIRE_OK},
    {"title", "", HIRE_INPUT, HIRE_EINVAL},
    {"title", "\xFF", HIRE_INPUT, HIRE_EINVAL},
    {"interview_minutes", "45", HIRE_EDIT, HIRE_OK},
    {"interview_minutes", "045x", HIRE_EDIT, HIRE_EINVAL},
    {"interview_minutes", "99999999999999999999", HIRE_EDIT, HIRE_EINVAL},
    {"visibility", "private", HIRE_EDIT, HIRE_OK},
    {"visibility", "Private", HIRE_EDIT, HIRE_EINVAL},
    {"remote", "true", HIRE_EDIT, HIRE_OK},
    {"remote", "1", HIRE_EDIT, HIRE_EINVAL},
    {"state", "open", HIRE_EDIT, HIRE_EDENIED},
    {"seats_bought", "10", HIRE_INPUT, HIRE_EDENIED},
    {"no_such", "1", 0, HIRE_EINVAL},
    {"posted_at", "2026-01-31", 0, HIRE_OK},
    {"posted_at", "2026-01-32", 0, HIRE_EINVAL},
    {"currency", "EURO", HIRE_EDIT, HIRE_ETOOBIG},
    {"currency", "E", HIRE_EDIT, HIRE_EINVAL},
    {"title", "Cook\tand baker", HIRE_EDIT, HIRE_OK},
    {"title", "Cook\033[31m", HIRE_EDIT, HIRE_EINVAL},
    {"title", "Cook\nand baker", HIRE_EDIT, HIRE_EINVAL},
    {"title", "Cook\x7F", HIRE_EDIT, HIRE_EINVAL},
    {"title", "Cook\xC2\x9B", HIRE_EDIT, HIRE_EINVAL},
    {"title", "Cook\xC2\xA0", HIRE_EDIT, HIRE_OK},
    {"details", "Cook\r\nBake\n\tFry\f", HIRE_EDIT, HIRE_OK},
    {"title", " \t ", HIRE_EDIT, HIRE_EINVAL},
    {"title", "\xC2\xA0\xE3\x80\x80", HIRE_EDIT, HIRE_EINVAL},
    {"title", "\xE2\x80\x8B\xEF\xBB\xBF", HIRE_EDIT, HIRE_EINVAL},
    {"title", "\xE3\x85\xA4\xE2\xA0\x80", HIRE_EDIT, HIRE_EINVAL},
    {"details", "\n \xE2\x80\xAE\r\n", HIRE_EDIT, HIRE_EINVAL},
    {"place", "  ", HIRE_EDIT, HIRE_OK},
    {"title", " Cook ", HIRE_EDIT, HIRE_OK},
    {"title",
        "\xE2\x80\xAE"
        "evil",
        HIRE_EDIT, HIRE_EINVAL},
    {"place", "at \xE2\x81\xA7home", HIRE_EDIT, HIRE_EINVAL},
    {"place", "at\xE2\x80\xA8home", HIRE_EDIT, HIRE_EINVAL},
    {"details", "at \xE2\x80\xAEhome", HIRE_EDIT, HIRE_OK},
    {"title", "\xD7\x98\xD7\x91\xD7\x97\xE2\x80\x8F", HIRE_EDIT, HIRE_OK},
    {"title", "Co\xE2\x80\x8Dok", HIRE_EDIT, HIRE_OK},
    {"details", "Cook\rBake", HIRE_EDIT, HIRE_EINVAL},
    {"details", "Cook\033[2J", HIRE_EDIT, HIRE_EINVAL},
};

START_TEST(input_names_the_field)
{
	hire_job job = sample_job();
	hire_error err;
	hire_status st =
	    hire_record_set(&hire_job_record, &job, inputs[_i].field,
	        inputs[_i].text, inputs[_i].need, stage_mem, &err);
	ck_assert_status(st, inputs[_i].want);
	if (st)
		ck_assert_str_eq(err.field, inputs[_i].field);
}
END_TEST

START_TEST(json_goes_round)
{
	hire_job job = sample_job(), back = sample_job();
	const char *json, *again;
	ck_assert_ok(hire_record_to_json(
	    &hire_job_record, &job, 0, stage_mem, &json, NULL));
	ck_assert_ok(hire_record_from_json(
	    &hire_job_record, &back, json, strlen(json), 0, stage_mem, NULL));
	ck_assert_ok(hire_record_to_json(
	    &hire_job_record, &back, 0, stage_mem, &again, NULL));
	ck_assert_str_eq(json, again);
	ck_assert_ok(hire_record_to_json(
	    &hire_job_record, &job, HIRE_STAFF, stage_mem, &json, NULL));
	ck_assert_ptr_null(strstr(json, "threshold"));
}
END_TEST

/* What is not known is null, there and back. */
START_TEST(unknown_numbers_are_null)
{
	hire_application a;
	const char *json;
	hire_record_init(&hire_application_record, &a);
	ck_assert_int_eq(a.score, -1);
	ck_assert_ok(hire_record_to_json(
	    &hire_application_record, &a, 0, stage_mem, &json, NULL));
	ck_assert_ptr_nonnull(strstr(json, "\"score\":null"));
	a.score = 7;
	ck_assert_ok(hire_record_from_json(&hire_application_record, &a,
	    "{\"score\":null}", 14, 0, stage_mem, NULL));
	ck_assert_int_eq(a.score, -1);
	a.score = 0;
	ck_assert_ok(hire_record_to_json(
	    &hire_application_record, &a, 0, stage_mem, &json, NULL));
	ck_assert_ptr_nonnull(strstr(json, "\"score\":0"));
	ck_assert_ok(hire_record_schema(
	    &hire_application_record, 0, stage_mem, &json, NULL));
	ck_assert_ptr_nonnull(strstr(json, "[\"integer\",\"null\"]"));
}
END_TEST

START_TEST(secrets_never_show)
{
	hire_account a;
	hire_record_init(&hire_account_record, &a);
	a.credential = "hidden-credential";
	const char *json;
	ck_assert_ok(hire_record_to_json(
	    &hire_account_record, &a, 0, stage_mem, &json, NULL));
	ck_assert_ptr_null(strstr(json, "hidden"));
	ck_assert_status(hire_record_set(&hire_account_record, &a, "credential",
	                     "x", 0, stage_mem, NULL),
	    HIRE_EINVAL);
}
END_TEST

static const char *const bad_json[] = {
    "[]",
    "{\"title\":5}",
    "{\"interview_minutes\":1.5}",
    "{\"interview_minutes\":\"5\"}",
    "{\"unknown\":1}",
    "{\"title\":null}",
    "{\"remote\":\"yes\"}",
};

START_TEST(json_input_is_checked)
{
	hire_job job = sample_job();
	ck_assert_status(
	    hire_record_from_json(&hire_job_record, &job, bad_json[_i],
	        strlen(bad_json[_i]), HIRE_INPUT, stage_mem, NULL),
	    HIRE_EINVAL);
}
END_TEST

/* A record of the test's own, that is whole with one text. */
typedef struct own {
	const char *name;
} own;
static const hire_field own_fields[] = {
    {"name", HIRE_TYPE_TEXT, HIRE_REQUIRED | HIRE_INPUT, offsetof(own, name), 1,
        9, 0, NULL, "name"},
    {"inner", HIRE_TYPE_TEXT, 0, offsetof(own, name), 0, 9, 0, NULL,
        "not given"},
};
static const hire_record own_view = {
    "own", "", sizeof(own), own_fields, 2, NULL, 0};

static hire_status
read_with_list(const char *json, hire_job *job, hire_json_list *list,
    hire_arena *mem, hire_error *err)
{
	*list = (hire_json_list){"rows", &own_view, 2, NULL, 0};
	*job = (hire_job){.id = NULL};
	hire_record_init(&hire_job_record, job);
	return hire_record_list_from_json(&hire_job_record, job, list, json,
	    strlen(json), HIRE_INPUT, mem, err);
}

static const struct {
	const char *json, *field; /* at fault; NULL: it is taken */
	size_t count;
} lists[] = {
    {"{\"title\":\"A\"}", NULL, 0},
    {"{\"title\":\"A\",\"rows\":[]}", NULL, 0},
    {"{\"rows\":null,\"title\":\"A\"}", "rows", 0},
    {"{\"title\":\"A\",\"rows\":{}}", "rows", 0},
    {"{\"title\":\"A\",\"rows\":[{},{},{}]}", "rows", 0},
    {"{\"title\":\"A\",\"rows\":[{\"inner\":\"x\"}]}", "inner", 0},
    {"{\"title\":\"A\",\"rows\":[{\"name\":\"a\"},{\"name\":\"b\"}]}", NULL, 2},
    {"{\"title\":\"A\",\"rows\":[{}]}", "name", 0},
    {"{\"title\":\"A\",\"others\":[]}", "others", 0},
    {"{\"title\":\"A\",\"rows\":[],\"rows\":[]}", "json", 0},
};

START_TEST(lists_come_beside_fields)
{
	hire_job job;
	hire_json_list list;
	hire_error err = {0};
	hire_status st =
	    read_with_list(lists[_i].json, &job, &list, stage_mem, &err);
	ck_assert_int_eq(st == HIRE_OK, !lists[_i].field);
	if (lists[_i].field)
		ck_assert_str_eq(err.field, lists[_i].field);
	else
		ck_assert_str_eq(job.title, "A");
	ck_assert_uint_eq(list.count, lists[_i].count);
}
END_TEST

START_TEST(schemas_are_json)
{
	size_t count;
	const hire_record *const *all = hire_records(&count);
	for (size_t i = 0; i < count; i++) {
		const char *schema;
		const hire__json *tree;
		ck_assert_ok(
		    hire_record_schema(all[i], 0, stage_mem, &schema, NULL));
		ck_assert_ok(hire__json_parse(
		    stage_mem, schema, strlen(schema), &tree, NULL));
		ck_assert_str_eq(
		    hire__json_str(tree, "title", ""), all[i]->name);
	}
}
END_TEST

START_TEST(words_go_round)
{
	int v;
	ck_assert(hire_word_parse(&hire_event_words, "time_up", &v));
	ck_assert_int_eq(v, HIRE_EVENT_TIME_UP);
	ck_assert_str_eq(hire_word(&hire_event_words, v), "time_up");
	ck_assert_str_eq(hire_word(&hire_event_words, 999), "?");
	ck_assert(!hire_word_parse(&hire_role_words, "root", &v));
}
END_TEST

static hire_status
copy_and_print(hire_ctx *ctx)
{
	hire_arena *m = NULL;
	hire_job job, copy;
	const char *json;
	hire_json_list list;
	hire_record_init(&hire_job_record, &job);
	job.id = job.organisation_id = job.created_by = "x_0";
	job.title = job.details = "Engineer";
	hire_status st = hire_arena_new(ctx, 0, &m, NULL);
	if (!st)
		st = hire_record_copy(&hire_job_record, &job, &copy, m, NULL);
	if (!st)
		st = hire_record_to_json(
		    &hire_job_record, &copy, 0, m, &json, NULL);
	if (!st)
		st = hire_record_from_json(
		    &hire_job_record, &job, json, strlen(json), 0, m, NULL);
	if (!st)
		st = read_with_list(
		    "{\"rows\":[{\"name\":\"a\"}]}", &job, &list, m, NULL);
	hire_arena_free(m);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(copy_and_print);
}
END_TEST

#define N(array) (int)(sizeof(array) / sizeof *(array))

int
main(void)
{
	size_t count;
	hire_records(&count);
	Suite *s = suite_create("model");
	TCase *t = tcase_create("model");
	tcase_add_checked_fixture(t, stage_open, stage_close);
	tcase_add_loop_test(t, tables_cover_their_structs, 0, (int)count);
	tcase_add_loop_test(t, tables_are_well_formed, 0, (int)count);
	tcase_add_test(t, defaults_and_limits);
	tcase_add_loop_test(t, input_names_the_field, 0, N(inputs));
	tcase_add_loop_test(t, lists_come_beside_fields, 0, N(lists));
	tcase_add_test(t, json_goes_round);
	tcase_add_test(t, unknown_numbers_are_null);
	tcase_add_test(t, secrets_never_show);
	tcase_add_loop_test(t, json_input_is_checked, 0, N(bad_json));
	tcase_add_test(t, schemas_are_json);
	tcase_add_test(t, words_go_round);
	suite_add_tcase(s, t);
	TCase *m = tcase_create("memory");
	tcase_add_test(m, every_allocation_may_fail);
	suite_add_tcase(s, m);
	return test_run(s);
}
