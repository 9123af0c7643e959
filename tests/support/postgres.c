/* SPDX-License-Identifier: MIT
 * postgres.c - databases on the PostgreSQL server of this test run.
 */
#include "postgres.h"

#include "support.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
wanted(void)
{
	const char *store = getenv("HIRE_TEST_STORE");
	return store && !strcmp(store, "postgres");
}

#ifdef TEST_LIBPQ
#include <dlfcn.h>
#include <libpq-fe.h>

static char admin[200], url[400], name[40];
static int made, pooler;

/* Loaded as the library does it: most test programs never need it. */
static void *
find(const char *what)
{
	void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_NODELETE);
	void *at = library ? dlsym(library, what) : NULL;
	ck_assert_msg(at != NULL, "libpq has no %s", what);
	return at;
}

#define CALL(type, name, args)                                                 \
	type(*name) args;                                                      \
	do {                                                                   \
		void *at = find("PQ" #name);                                   \
		memcpy(&name, &at, sizeof at);                                 \
	} while (0)

static const char *
run(const char *where, const char *sql)
{
	static char value[4096];
	CALL(PGconn *, connectdb, (const char *));
	CALL(PGresult *, exec, (PGconn *, const char *));
	CALL(ExecStatusType, resultStatus, (const PGresult *));
	CALL(char *, errorMessage, (const PGconn *));
	CALL(int, ntuples, (const PGresult *));
	CALL(char *, getvalue, (const PGresult *, int, int));
	CALL(void, clear, (PGresult *));
	CALL(void, finish, (PGconn *));
	PGconn *c = connectdb(where);
	clear(exec(c, "set client_min_messages = warning;"
	              " set synchronous_commit = off"));
	PGresult *r = exec(c, sql);
	ExecStatusType got = resultStatus(r);
	ck_assert_msg(got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK,
	    "%s: %s", sql, errorMessage(c));
	snprintf(
	    value, sizeof value, "%s", ntuples(r) > 0 ? getvalue(r, 0, 0) : "");
	clear(r);
	finish(c);
	return value;
}

/* Line `n` of what postgres.py wrote, "" without one. */
static void
read_line(int n, char *out, int size)
{
	FILE *f = fopen(HIRE_BINARY_DIR "/postgres.url", "r");
	*out = '\0';
	for (int i = 0; f && i <= n; i++)
		if (!fgets(out, size, f))
			*out = '\0';
	out[strcspn(out, "\n")] = '\0';
	if (f)
		fclose(f);
}

bool
test_postgres_here(void)
{
	static bool told;
	char port[sizeof admin] = "";
	if (!*admin)
		read_line(0, admin, sizeof admin);
	if (test_postgres_pooled())
		read_line(2, port, sizeof port);
	pooler = (int)strtol(port, NULL, 10);
	bool here = *admin && (pooler || !test_postgres_pooled());
	if (!here && !told)
		puts(*admin ? "skipped: PgBouncer is not installed"
		            : "skipped: no PostgreSQL (ctest starts it)");
	told = true;
	return here;
}

int
test_postgres_port(void)
{
	const char *colon = strrchr(admin, ':');
	return colon ? (int)strtol(colon + 1, NULL, 10) : 0;
}

/* Durability is the server's: the suites need not wait for its disk.  What
 * services ask is logged, for tests/services/queries.py. */
const char *
test_postgres_url(const char *user, int port, const char *database)
{
	static char out[400];
	snprintf(out, sizeof out,
	    "postgres://%s@127.0.0.1:%d/%s?application_name=%s"
	    "&options=-csearch_path%%3D%s%%20-csynchronous_commit%%3Doff%s",
	    user ? user : "hire", port ? port : test_postgres_port(),
	    database ? database : "postgres", name, name,
	    wanted() ? "%20-clog_statement%3Dall" : "");
	return out;
}

/* A schema is all that a store needs, and quicker than a database; but a
 * pooler would forget it. */
const char *
test_postgres_new(void)
{
	char sql[100];
	ck_assert(test_postgres_here());
	snprintf(name, sizeof name, "t%ld_%d", (long)getpid(), ++made);
	snprintf(sql, sizeof sql, "create %s %s",
	    pooler ? "database" : "schema", name);
	run(admin, sql);
	if (pooler)
		snprintf(url, sizeof url, "postgres://any@127.0.0.1:%d/%s",
		    pooler, name);
	else
		snprintf(
		    url, sizeof url, "%s", test_postgres_url(NULL, 0, NULL));
	return url;
}

void
test_postgres_kill(void)
{
	char sql[200];
	snprintf(sql, sizeof sql,
	    "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
	    " where application_name = '%s' and pid <> pg_backend_pid()",
	    name);
	run(admin, sql);
}

void
test_postgres_bounce(int signal)
{
	char folder[sizeof admin], file[sizeof admin + 16];
	read_line(1, folder, sizeof folder);
	snprintf(file, sizeof file, "%s/bounce", folder);
	FILE *f = fopen(file, "w");
	ck_assert_ptr_nonnull(f);
	fprintf(f, "%d", signal);
	fclose(f);
	for (int i = 0; i < 3000 && !access(file, F_OK); i++)
		poll(NULL, 0, 20);
	ck_assert_int_ne(access(file, F_OK), 0);
}

void
test_postgres_drop(void)
{
	char sql[100];
	snprintf(sql, sizeof sql,
	    pooler ? "drop database %s with (force)" : "drop schema %s cascade",
	    name);
	run(admin, sql);
}

const char *
test_postgres_sql(const char *sql)
{
	return run(url, sql);
}

const char *
test_postgres_admin(const char *sql)
{
	return run(admin, sql);
}

#else /* built without libpq */

bool
test_postgres_here(void)
{
	puts("skipped: built without PostgreSQL (Debian: libpq-dev)");
	return false;
}

const char *
test_postgres_new(void)
{
	ck_abort_msg("no PostgreSQL");
	return NULL;
}

void
test_postgres_bounce(int signal)
{
	(void)signal;
}

void
test_postgres_drop(void)
{
}

int
test_postgres_port(void)
{
	return 0;
}

const char *
test_postgres_url(const char *user, int port, const char *database)
{
	(void)user, (void)port, (void)database;
	return "";
}

void
test_postgres_kill(void)
{
}

const char *
test_postgres_sql(const char *sql)
{
	return sql;
}

const char *
test_postgres_admin(const char *sql)
{
	return sql;
}
#endif

bool
test_postgres_pooled(void)
{
	return getenv("HIRE_TEST_POOLER") != NULL;
}

const char *
test_store_new(void)
{
	return wanted() ? test_postgres_new() : NULL;
}

void
test_store_drop(void)
{
	if (wanted())
		test_postgres_drop();
}
