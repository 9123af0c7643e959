/* SPDX-License-Identifier: MIT
 * test_matrix.c - every route of the table asked by everybody: the status
 * follows from the table (who, which scope) and from whose the named thing is.
 */
#include "matrix.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static served s;
static hire_ctx_options host;
static hire_time shift; /* of the server's clock */

static hire_instant
shifted_now(void *user)
{
	struct timespec wall, steady;
	(void)user;
	clock_gettime(CLOCK_REALTIME, &wall);
	clock_gettime(CLOCK_MONOTONIC, &steady);
	return (hire_instant){
	    wall.tv_sec * HIRE_SECOND + wall.tv_nsec / 1000 + shift,
	    steady.tv_sec * HIRE_SECOND + steady.tv_nsec / 1000, 0};
}

/* People */

static const struct {
	const char *name, *email; /* "": nobody's or a key */
	hire_role role;
} people[ACTORS] = {
    [NOBODY] = {"nobody", "", 0},
    [GARBAGE] = {"a garbage token", "", 0},
    [OVER] = {"an expired token", "over@example.com", HIRE_ROLE_CANDIDATE},
    [DISABLED] = {"a disabled account", "out@example.com", HIRE_ROLE_HR},
    [OTHER_CANDIDATE] = {"another candidate", "c2@example.com",
        HIRE_ROLE_CANDIDATE},
    [OTHER_HR] = {"hr of another organisation", "hr2@example.com",
        HIRE_ROLE_HR},
    [KEY_WITHOUT] = {"a key without the scope", "", HIRE_ROLE_HR},
    [KEY_WITH] = {"a key with the scope", "", HIRE_ROLE_HR},
    [CANDIDATE] = {"the candidate", "candidate@example.com",
        HIRE_ROLE_CANDIDATE},
    [HR] = {"hr", "hr@example.com", HIRE_ROLE_HR},
    [ADMIN] = {"an administrator", "admin@example.com", HIRE_ROLE_ADMIN},
};

static served_person persons[ACTORS];
static char keys[2][hire_scope_count][100]; /* without, with */

static bool
is_person(actor a)
{
	return *people[a].email;
}

/* A key with the scopes of the set `scopes`. */
static void
make_scoped_key(uint32_t scopes, char out[100])
{
	char list[400] = "";
	hire_actor who = matrix_actor(&s, people[HR].email);
	hire_api_key key;
	const char *secret;
	for (int i = 0; i < hire_scope_count; i++)
		if (scopes >> i & 1)
			snprintf(list + strlen(list),
			    sizeof list - strlen(list), "%s ",
			    hire_word(&hire_scope_words, i));
	ck_assert_ok(hire_accounts_key_new(
	    s.app.platform, &who, "k", list, s.mem, &key, &secret, NULL));
	snprintf(out, 100, "%s", secret);
}

static void
make_everybody(void)
{
	hire_account out;
	shift = -2 * HIRE_HOUR;
	persons[OVER] =
	    served_person_new(&s, people[OVER].role, people[OVER].email);
	shift = 0;
	for (actor a = DISABLED; a < ACTORS; a++)
		if (is_person(a))
			persons[a] = served_person_new(
			    &s, people[a].role, people[a].email);
	matrix_apply(&s, people[CANDIDATE].email);
	matrix_apply(&s, people[OTHER_CANDIDATE].email);
	hire_actor admin = matrix_actor(&s, people[ADMIN].email);
	ck_assert_ok(hire_admin_user_state(s.app.platform, &admin,
	    persons[DISABLED].id, HIRE_ACCOUNT_DISABLED, s.mem, &out, NULL));
	for (int i = 0; i < hire_scope_count; i++) {
		uint32_t only = UINT32_C(1) << i;
		make_scoped_key(only, keys[1][i]);
		make_scoped_key(
		    HIRE_SCOPES_ALL & ~only & ~(UINT32_C(1) << HIRE_SCOPE_ALL),
		    keys[0][i]);
	}
}

/* The token of an actor; one that some route ended is made anew. */
static const char *
token_of(actor a, const route *r)
{
	hire_actor who;
	hire_tokens t;
	if (a == NOBODY)
		return NULL;
	if (a == GARBAGE)
		return "garbage";
	if (a == KEY_WITH || a == KEY_WITHOUT)
		return keys[a == KEY_WITH][r->scope];
	if (a > DISABLED && hire_accounts_authenticate(s.app.platform,
	                        persons[a].token, s.mem, &who, NULL)) {
		ck_assert_ok(hire_accounts_log_in(s.app.platform,
		    people[a].email, SERVED_PASSWORD, NULL, s.mem, &t, NULL));
		snprintf(
		    persons[a].token, sizeof persons[a].token, "%s", t.access);
	}
	return persons[a].token;
}

/* What is expected */

typedef enum verdict { REACHES, SAME, LOG_IN, DENIED, NOT_THEIRS } verdict;
enum { VERDICTS = NOT_THEIRS + 1 };

static verdict
expect(const route *r, actor a, const matrix_request *q)
{
	if (r->by & BY_ANYONE)
		return SAME;
	if (a <= DISABLED)
		return LOG_IN;
	bool key = a == KEY_WITH || a == KEY_WITHOUT;
	if (!(r->by & 1u << people[a].role))
		return DENIED;
	if (key && (r->marks & NO_KEYS || a == KEY_WITHOUT))
		return DENIED;
	return q->owners & 1u << a ? REACHES : NOT_THEIRS;
}

static bool
is_fault(int status)
{
	return !status || status >= 500 || status == 429;
}

static bool
fits(verdict want, int status, int nobody, const matrix_request *q)
{
	if (is_fault(status))
		return false;
	switch (want) {
	case SAME:
		return status == nobody && status != 403;
	case LOG_IN:
		return status == 401;
	case DENIED:
		return status == 403;
	case NOT_THEIRS:
		return status == 404;
	default:
		return status != 401 && status != 403 &&
		       (status != 404 || q->made_up);
	}
}

/* Others never read the ids of the organisation's people. */
static bool
tells_of_others(const reply *r, actor a)
{
	return (a == OTHER_HR || a == OTHER_CANDIDATE) && r->body &&
	       r->status < 300 &&
	       (strstr(r->body, persons[HR].id) ||
	           strstr(r->body, persons[CANDIDATE].id));
}

static verdict
check_cell(const route *r, actor a, int *nobody, size_t *wrong)
{
	matrix_request q = matrix_request_of(&s, r);
	verdict want = expect(r, a, &q);
	reply got = matrix_send(&s, &q, r, IF_ANY, token_of(a, r));
	if (a == NOBODY)
		*nobody = got.status;
	bool leaks = want != SAME && tells_of_others(&got, a);
	if (!fits(want, got.status, *nobody, &q) || leaks) {
		static const char *const words[] = {
		    "to reach it", "the same as nobody", "401", "403", "404"};
		printf("%s (%s %s) as %s: %d, wanted %s%s: %.300s\n", r->name,
		    method_name(r->method), q.target, people[a].name,
		    got.status, words[want], leaks ? ", and no leak" : "",
		    got.body ? got.body : "");
		fflush(stdout);
		++*wrong;
	}
	reply_free(&got);
	return want;
}

START_TEST(every_route_is_for_whom_the_table_says)
{
	const route *r;
	size_t cells = 0, wrong = 0, routes = 0, seen[VERDICTS] = {0};
	host = (hire_ctx_options){.size = sizeof host, .now = shifted_now};
	s.app.host = &host;
	served_start(&s, "HIRE_WEBHOOK_ALLOW=127.0.0.1:9\nHIRE_LOG=error\n");
	make_everybody();
	for (; (r = routes_at(routes)); routes++) {
		int nobody = 0;
		for (actor a = NOBODY; a < ACTORS; a++, cells++)
			seen[check_cell(r, a, &nobody, &wrong)]++;
	}
	served_stop(&s);
	printf("%zu routes, %zu cells: %zu reached, %zu open to all, %zu log "
	       "in, %zu denied, %zu not theirs\n",
	    routes, cells, seen[REACHES], seen[SAME], seen[LOG_IN],
	    seen[DENIED], seen[NOT_THEIRS]);
	fflush(stdout);
	ck_assert_uint_eq(wrong, 0);
	ck_assert_uint_eq(cells, routes * ACTORS);
	ck_assert_uint_ge(routes, 70);
	for (int i = 0; i < VERDICTS; i++)
		ck_assert_uint_gt(seen[i], 30);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("http_matrix");
	TCase *t = tcase_create("matrix");
	tcase_set_timeout(t, 300);
	tcase_add_test(t, every_route_is_for_whom_the_table_says);
	suite_add_tcase(suite, t);
	return test_run(suite);
}
