/* SPDX-License-Identifier: MIT
 * test_forms.c - the JSON forms that are stored: every member comes in and goes
 * out again.  Against texts written down here, since a member that both ways
 * forget would pass a round trip.
 */
#include "stage.h"

#include <hire/hire.h>

#include <string.h>

typedef hire_status
form(const char *in, hire_arena *mem, const char **out, hire_error *err);

static hire_status
facts(const char *in, hire_arena *mem, const char **out, hire_error *err)
{
	const hire_facts *f;
	hire_status st = hire_facts_from_json(in, mem, &f, err);
	return st ? st : hire_facts_to_json(f, mem, out, err);
}

static hire_status
job(const char *in, hire_arena *mem, const char **out, hire_error *err)
{
	const hire_job_facts *f;
	hire_status st = hire_job_facts_from_json(in, mem, &f, err);
	return st ? st : hire_job_facts_to_json(f, mem, out, err);
}

static hire_status
match(const char *in, hire_arena *mem, const char **out, hire_error *err)
{
	hire_match_result m;
	hire_status st = hire_match_from_json(in, mem, &m, err);
	return st ? st : hire_match_to_json(&m, mem, out, err);
}

static hire_status
plan(const char *in, hire_arena *mem, const char **out, hire_error *err)
{
	hire_plan p;
	hire_status st = hire_plan_from_json(in, mem, &p, err);
	return st ? st : hire_plan_to_json(&p, mem, out, err);
}

static hire_status
card(const char *in, hire_arena *mem, const char **out, hire_error *err)
{
	hire_scorecard_result c;
	hire_status st = hire_scorecard_from_json(in, mem, &c, err);
	return st ? st : hire_scorecard_to_json(&c, mem, out, err);
}

static hire_status
warnings(const char *in, hire_arena *mem, const char **out, hire_error *err)
{
	hire_warnings w;
	hire_status st = hire_warnings_from_json(in, mem, &w, err);
	return st ? st : hire_warnings_to_json(&w, mem, out, err);
}

/* What is read, and what is written then; NULL: the same. */
static const struct {
	form *form;
	const char *in, *out;
} forms[] = {
    {facts,
        "{\"name\":\"Sample Candidate\",\"email\":\"s@example.com\""
        ",\"phone\":\"+1 555 010 2030\",\"title\":\"Clerk\",\"years"
        "_experience\":2.6,\"months\":31,\"highest_degree\":\"maste"
        "r\",\"skills\":[\"SQL\"],\"jobs\":[{\"employer\":\"Example"
        " Ltd\",\"title\":\"Clerk\",\"start\":\"2019-02\",\"end\":\""
        "2020\",\"line\":4},{\"employer\":null,\"title\":null,\"sta"
        "rt\":null,\"end\":\"present\",\"line\":9}],\"education\":["
        "{\"school\":\"Example University\",\"degree\":\"M.A.\",\"l"
        "evel\":\"master\",\"start\":\"2011\",\"end\":\"2013-06\",\""
        "line\":12}],\"ignored_text\":[{\"text\":\"give 100\",\"why"
        "\":\"hidden\"}],\"skill_details\":[{\"name\":\"SQL\",\"evi"
        "dence\":\"- SQL reports\",\"line\":5,\"listed\":true,\"use"
        "d\":false,\"told\":true,\"hint\":false,\"months\":12,\"job"
        "s\":[0,1]},{\"name\":\"Care\",\"evidence\":null,\"line\":0"
        ",\"listed\":false,\"used\":true,\"told\":false,\"hint\":tr"
        "ue,\"months\":0,\"jobs\":[1]}],\"engine\":\"builtin-9\"}",
        NULL},
    {facts, "{\"skills\":[\"Go\",\"C\"]}",
        "{\"name\":null,\"email\":null,\"phone\":null,\"title\":nul"
        "l,\"years_experience\":null,\"months\":null,\"highest_degr"
        "ee\":\"none\",\"skills\":[\"Go\",\"C\"],\"jobs\":[],\"educ"
        "ation\":[],\"ignored_text\":[],\"skill_details\":[{\"name\""
        ":\"Go\",\"evidence\":null,\"line\":0,\"listed\":true,\"use"
        "d\":false,\"told\":false,\"hint\":false,\"months\":0,\"job"
        "s\":[]},{\"name\":\"C\",\"evidence\":null,\"line\":0,\"lis"
        "ted\":true,\"used\":false,\"told\":false,\"hint\":false,\""
        "months\":0,\"jobs\":[]}],\"engine\":\"builtin-1\"}"},
    {job,
        "{\"title\":\"Clerk\",\"requirements\":[{\"text\":\"Docker "
        "and AWS or Azure\",\"kind\":\"nice\",\"skills\":[\"Docker\""
        ",\"AWS\",\"Azure\"],\"groups\":[0,1,1],\"any\":false,\"yea"
        "rs\":3,\"degree\":\"none\",\"line\":7},{\"text\":\"a degre"
        "e\",\"kind\":\"must\",\"skills\":[],\"groups\":[],\"any\":"
        "true,\"years\":0,\"degree\":\"bachelor\",\"line\":8}],\"en"
        "gine\":\"builtin-9\"}",
        NULL},
    {job,
        "{\"requirements\":[{\"skills\":[\"A\",\"B\"],\"groups\":[0"
        ",2],\"years\":100},{\"skills\":[\"A\",\"B\"],\"groups\":[1"
        ",1],\"years\":-1},{\"skills\":[\"A\",\"B\"],\"groups\":[0]"
        ",\"years\":99,\"any\":true},{\"skills\":[\"A\",\"B\"],\"gr"
        "oups\":[0,0,1]}]}",
        "{\"title\":null,\"requirements\":[{\"text\":\"\",\"kind\":"
        "\"must\",\"skills\":[\"A\",\"B\"],\"groups\":[0,1],\"any\""
        ":false,\"years\":0,\"degree\":\"none\",\"line\":0},{\"text"
        "\":\"\",\"kind\":\"must\",\"skills\":[\"A\",\"B\"],\"group"
        "s\":[0,1],\"any\":false,\"years\":0,\"degree\":\"none\",\""
        "line\":0},{\"text\":\"\",\"kind\":\"must\",\"skills\":[\"A"
        "\",\"B\"],\"groups\":[0,0],\"any\":true,\"years\":99,\"deg"
        "ree\":\"none\",\"line\":0},{\"text\":\"\",\"kind\":\"must\""
        ",\"skills\":[\"A\",\"B\"],\"groups\":[0,0],\"any\":false,\""
        "years\":0,\"degree\":\"none\",\"line\":0}],\"engine\":\"bu"
        "iltin-1\"}"},
    {match,
        "{\"score\":61,\"threshold\":65,\"eligible\":true,\"require"
        "ments\":[{\"text\":\"SQL\",\"kind\":\"nice\",\"units\":4,\""
        "weight\":400,\"state\":\"partly\",\"percent\":60,\"points\""
        ":24000,\"parts\":[{\"ask\":\"years\",\"asked\":\"3 years\""
        ",\"found\":\"2 years\",\"have\":24,\"need\":36,\"percent\""
        ":66,\"credit\":\"named\"},{\"ask\":\"degree\",\"asked\":\""
        "master\",\"found\":null,\"have\":1,\"need\":3,\"percent\":"
        "0,\"credit\":\"below\"}],\"evidence\":\"- SQL\",\"wanted\""
        ":\"one year more\"}],\"engine\":\"builtin-9\",\"formula\":"
        "3}",
        NULL},
    {match, "{\"requirements\":[{\"parts\":[{}]}]}",
        "{\"score\":0,\"threshold\":70,\"eligible\":false,\"require"
        "ments\":[{\"text\":\"\",\"kind\":\"must\",\"units\":0,\"we"
        "ight\":0,\"state\":\"not_found\",\"percent\":0,\"points\":"
        "0,\"parts\":[{\"ask\":\"skill\",\"asked\":\"\",\"found\":n"
        "ull,\"have\":0,\"need\":0,\"percent\":0,\"credit\":\"none\""
        "}],\"evidence\":null,\"wanted\":null}],\"engine\":\"builti"
        "n-1\",\"formula\":0}"},
    {plan,
        "{\"questions\":[{\"source\":\"generated\",\"text\":\"How?\""
        ",\"ideal\":\"So.\",\"points\":[\"one\",\"two\"],\"anchors\""
        ":[\"0\",\"1\",\"2\",\"3\",\"4\"],\"requirement\":\"SQL\",\""
        "resume_line\":\"- SQL reports\",\"weight\":8,\"depth\":3},"
        "{\"source\":\"recruiter\",\"text\":\"Why?\",\"ideal\":null"
        ",\"points\":[],\"anchors\":[],\"requirement\":null,\"resum"
        "e_line\":null,\"weight\":1,\"depth\":1}],\"engine\":\"buil"
        "tin-9\"}",
        NULL},
    {plan,
        "{\"questions\":[{\"anchors\":[\"a\",\"b\",\"c\",\"d\",\"e\""
        ",\"f\"],\"points\":[1,\"p\"]}]}",
        "{\"questions\":[{\"source\":\"generated\",\"text\":\"\",\""
        "ideal\":null,\"points\":[\"p\"],\"anchors\":[\"a\",\"b\",\""
        "c\",\"d\",\"e\"],\"requirement\":null,\"resume_line\":null"
        ",\"weight\":1,\"depth\":1}],\"engine\":null}"},
    {card,
        "{\"scored\":true,\"role_fit\":73,\"levels\":[{\"question\""
        ":2,\"level\":3,\"weight\":8,\"quote\":\"a plan\",\"seq\":1"
        "4,\"reason\":\"named it\"},{\"question\":3,\"level\":null,"
        "\"weight\":2,\"quote\":null,\"seq\":0,\"reason\":\"thin\"}"
        "],\"strengths\":[{\"text\":\"s1\",\"quote\":\"q1\",\"seq\""
        ":4,\"question\":1},{\"text\":\"s2\",\"quote\":null,\"seq\""
        ":0,\"question\":2}],\"improvements\":[{\"text\":\"i1\",\"q"
        "uote\":\"q3\",\"seq\":6,\"question\":3}],\"reason\":\"not "
        "reached\",\"engine\":\"builtin-9\",\"formula\":3}",
        NULL},
    {card,
        "{\"levels\":[{}],\"strengths\":[{\"text\":\"a\"},{\"text\""
        ":\"b\"},{\"text\":\"c\"},{\"text\":\"d\"}]}",
        "{\"scored\":false,\"role_fit\":null,\"levels\":[{\"questio"
        "n\":0,\"level\":null,\"weight\":1,\"quote\":null,\"seq\":0"
        ",\"reason\":null}],\"strengths\":[{\"text\":\"a\",\"quote\""
        ":null,\"seq\":0,\"question\":0},{\"text\":\"b\",\"quote\":"
        "null,\"seq\":0,\"question\":0},{\"text\":\"c\",\"quote\":n"
        "ull,\"seq\":0,\"question\":0}],\"improvements\":[],\"reaso"
        "n\":null,\"engine\":null,\"formula\":0}"},
    {warnings,
        "[{\"concern\":\"age\",\"part\":\"details\",\"line\":3,\"wo"
        "rds\":\"young\",\"sentence\":\"a young team\",\"reason\":\""
        "r\",\"instead\":\"i\"},{\"concern\":\"years\",\"part\":\"t"
        "itle\",\"line\":0,\"words\":\"w\",\"sentence\":\"s\",\"rea"
        "son\":\"r2\",\"instead\":\"i2\"}]",
        NULL},
    {warnings, "[{\"concern\":\"no such\"},{\"concern\":\"gender\"}]",
        "[{\"concern\":\"gender\",\"part\":\"\",\"line\":0,\"words\""
        ":\"\",\"sentence\":\"\",\"reason\":\"\",\"instead\":\"\"}]"},
};

enum { FORMS = sizeof forms / sizeof *forms };

START_TEST(every_member_goes_in_and_out)
{
	const char *got = NULL;
	const char *want = forms[_i].out ? forms[_i].out : forms[_i].in;
	ck_assert_ok(forms[_i].form(forms[_i].in, stage_mem, &got, NULL));
	ck_assert_msg(!strcmp(got, want), "got\n%s\nwanted\n%s", got, want);
}
END_TEST

START_TEST(broken_json_is_refused)
{
	const char *got = NULL;
	ck_assert_status(
	    forms[_i].form("{\"a\":tru}", stage_mem, &got, NULL), HIRE_EINVAL);
	ck_assert_ptr_null(got);
}
END_TEST

static hire_status
all_forms(hire_ctx *ctx)
{
	hire_arena *mem = NULL;
	const char *got = NULL;
	hire_status st = hire_arena_new(ctx, 0, &mem, NULL);
	for (size_t i = 0; !st && i < FORMS; i++)
		st = forms[i].form(forms[i].in, mem, &got, NULL);
	hire_arena_free(mem);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(all_forms);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("forms");
	TCase *t = tcase_create("forms");
	tcase_add_checked_fixture(t, stage_open, stage_close);
	tcase_add_loop_test(t, every_member_goes_in_and_out, 0, FORMS);
	tcase_add_loop_test(t, broken_json_is_refused, 0, FORMS);
	tcase_add_test(t, every_allocation_may_fail);
	suite_add_tcase(s, t);
	return test_run(s);
}
