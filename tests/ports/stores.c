/* SPDX-License-Identifier: MIT
 * stores.c - the embedded store in a folder of its own.
 */
#include "stores.h"

#include "backends/store/sqlite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
test_folder_make(char out[TEST_FOLDER_MAX])
{
	snprintf(out, TEST_FOLDER_MAX, "%s", "/tmp/hire-store-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(out));
}

void
test_folder_remove(const char *folder)
{
	char path[512];
	DIR *d = opendir(folder);
	for (struct dirent *e; d && (e = readdir(d));) {
		snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		unlink(path);
	}
	if (d)
		closedir(d);
	rmdir(folder);
}

static char folder[TEST_FOLDER_MAX];

static hire_status
open_sqlite(hire_ctx *ctx, hire_store *out)
{
	char path[128];
	test_folder_make(folder);
	snprintf(path, sizeof path, "%s/hire.db", folder);
	return hire__store_sqlite_open(ctx, path, out, NULL);
}

static void
clean_sqlite(void)
{
	test_folder_remove(folder);
}

const conform_store test_store_sqlite = {"sqlite", open_sqlite, clean_sqlite};
