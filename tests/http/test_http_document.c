/* SPDX-License-Identifier: MIT
 * test_http_document.c - the route table keeps its promises, and the committed
 * document is what the table says.
 */
#include "stage.h"

#include "openapi.h"
#include "openapi_schema.h"
#include "route.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

static bool
is_api(const route *r)
{
	return !strncmp(r->path, "/api/v1/", 8);
}

START_TEST(names_and_paths_are_unique)
{
	const route *a, *b;
	for (size_t i = 0; (a = routes_at(i)); i++)
		for (size_t k = i + 1; (b = routes_at(k)); k++) {
			ck_assert_msg(
			    strcmp(a->name, b->name) != 0, "%s", a->name);
			ck_assert_msg(a->method != b->method ||
			                  strcmp(a->path, b->path) != 0,
			    "%s %s", method_name(a->method), a->path);
		}
}
END_TEST

START_TEST(keys_need_a_scope_or_do_not_count)
{
	const route *r;
	for (size_t i = 0; (r = routes_at(i)); i++)
		if (is_api(r) && strcmp(r->path, "/api/v1/me") != 0)
			ck_assert_msg(
			    r->scope != HIRE_SCOPE_ALL || r->marks & NO_KEYS,
			    "%s has neither", r->name);
}
END_TEST

/* A ticket is good once and costs nothing; signing up is never repeated. */
START_TEST(what_is_made_may_be_asked_for_again)
{
	const route *r;
	for (size_t i = 0; (r = routes_at(i)); i++)
		if (r->method == POST && r->status == 201 &&
		    strcmp(r->name, "newTicket") != 0)
			ck_assert_msg(r->marks & CREATES, "%s", r->name);
}
END_TEST

START_TEST(every_edit_names_what_it_edits)
{
	const route *r;
	for (size_t i = 0; (r = routes_at(i)); i++)
		if (r->method == PATCH && is_api(r))
			ck_assert_msg(r->marks & EDITS, "%s", r->name);
}
END_TEST

START_TEST(ids_in_paths_are_ids_of_records)
{
	const route *r;
	size_t count;
	const hire_record *const *all = hire_records(&count);
	for (size_t i = 0; (r = routes_at(i)); i++) {
		const char *at = strchr(r->path, '{');
		for (; at; at = strchr(at + 1, '{')) {
			size_t n = strcspn(++at, "}"), k = 0;
			if (n <= 3 || strncmp(at + n - 3, "_id", 3) != 0)
				continue;
			while (k < count &&
			       (strlen(all[k]->name) != n - 3 ||
			           strncmp(all[k]->name, at, n - 3) != 0))
				k++;
			ck_assert_msg(k < count, "%s", r->path);
		}
	}
}
END_TEST

START_TEST(examples_are_taken)
{
	const route *r;
	for (size_t i = 0; (r = routes_at(i)); i++) {
		hire_error err = {0};
		if (!r->example)
			continue;
		hire_json_list list = {"-", &hire_job_record, 0, NULL, 0};
		if (r->also)
			list = *r->also;
		void *row = hire_arena_alloc(stage_mem, r->body->size);
		hire_record_init(r->body, row);
		hire_status st =
		    hire_record_list_from_json(r->body, row, &list, r->example,
		        strlen(r->example), r->body_flags, stage_mem, &err);
		ck_assert_msg(
		    !st, "%s: %s %s", r->name, err.field, err.message);
		ck_assert_int_eq(r->also != NULL, list.count > 0);
	}
}
END_TEST

START_TEST(bodies_have_an_example)
{
	const route *r;
	for (size_t i = 0; (r = routes_at(i)); i++)
		if (r->body)
			ck_assert_msg(r->example != NULL, "%s", r->name);
}
END_TEST

/* JSON schema counts characters, we count bytes: the description says so. */
static void
check_texts(const cJSON *properties)
{
	const cJSON *p;
	char limit[40];
	cJSON_ArrayForEach(p, properties)
	{
		const cJSON *max =
		    cJSON_GetObjectItemCaseSensitive(p, "maxLength");
		const char *help = cJSON_GetStringValue(
		    cJSON_GetObjectItemCaseSensitive(p, "description"));
		if (!max)
			continue;
		snprintf(
		    limit, sizeof limit, "; at most %d bytes", max->valueint);
		ck_assert_msg(
		    help && strstr(help, limit), "%s: %s", p->string, help);
	}
}

START_TEST(limits_of_texts_are_told_in_bytes)
{
	const route *r;
	buf b = {0};
	size_t texts = 0;
	for (size_t i = 0; (r = routes_at(i)); i++) {
		if (!r->body)
			continue;
		json j = {&b, false};
		json_open(&j, NULL, '{');
		schema_input(&j, r->body, r->body_flags, NULL);
		json_close(&j, '}');
		cJSON *tree = cJSON_ParseWithLength(b.s, b.len);
		const cJSON *fields =
		    cJSON_GetObjectItemCaseSensitive(tree, "properties");
		ck_assert_ptr_nonnull(fields);
		check_texts(fields);
		texts += strstr(b.s, "maxLength") != NULL;
		cJSON_Delete(tree);
		buf_free(&b);
	}
	ck_assert_uint_ge(texts, 10);
}
END_TEST

/* `hire-server --openapi > docs/openapi.yaml` brings it up to date. */
START_TEST(the_committed_document_is_the_tables)
{
	buf whole = {0}, yaml = {0};
	hire_error err = {0};
	FILE *f = fopen(HIRE_SOURCE_DIR "/docs/openapi.yaml", "rb");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(openapi_json(&whole, stage_mem, &err), HIRE_OK);
	ck_assert_int_eq(openapi_yaml(whole.s, &yaml, &err), HIRE_OK);
	char *kept = hire_arena_alloc(stage_mem, yaml.len + 2);
	ck_assert_uint_eq(fread(kept, 1, yaml.len + 1, f), yaml.len);
	ck_assert_msg(!memcmp(kept, yaml.s, yaml.len),
	    "docs/openapi.yaml is not what the route table says");
	fclose(f);
	buf_free(&whole);
	buf_free(&yaml);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_document");
	TCase *t = tcase_create("table");
	tcase_add_checked_fixture(t, stage_open, stage_close);
	tcase_add_test(t, names_and_paths_are_unique);
	tcase_add_test(t, keys_need_a_scope_or_do_not_count);
	tcase_add_test(t, what_is_made_may_be_asked_for_again);
	tcase_add_test(t, every_edit_names_what_it_edits);
	tcase_add_test(t, ids_in_paths_are_ids_of_records);
	tcase_add_test(t, examples_are_taken);
	tcase_add_test(t, bodies_have_an_example);
	tcase_add_test(t, limits_of_texts_are_told_in_bytes);
	tcase_add_test(t, the_committed_document_is_the_tables);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
