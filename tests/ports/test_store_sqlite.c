/* SPDX-License-Identifier: MIT
 * test_store_sqlite.c - the conformance suite over the embedded store.
 */
#include "backends/store/sqlite.h"

#include "conform_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static hire_status
open_sqlite(hire_ctx *ctx, hire_store *out)
{
	char path[128];
	snprintf(folder, sizeof folder, "/tmp/hire-store-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/hire.db", folder);
	return hire__store_sqlite_open(ctx, path, out, NULL);
}

static void
clean_sqlite(void)
{
	static const char *const names[] = {"", "-wal", "-shm"};
	char path[128];
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/hire.db%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

static const conform_store sqlite = {"sqlite", open_sqlite, clean_sqlite};

static void
choose(void)
{
	conform_store_use(&sqlite);
}

int
main(void)
{
	Suite *suite = suite_create("store_sqlite");
	suite_add_tcase(suite, conform_store_case(choose));
	return test_run(suite);
}
