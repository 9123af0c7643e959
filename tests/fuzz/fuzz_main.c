/* SPDX-License-Identifier: MIT
 * fuzz_main.c - replay files and folders through a fuzz target.
 * Apart from libFuzzer's own main(), which needs clang.
 */
#include "fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

static int
replay(const char *path, size_t size)
{
	FILE *f = fopen(path, "rb");
	/* An exact block, so that a read past the end is seen. */
	uint8_t *data = malloc(size ? size : 1);
	int seen = 0;
	if (f && data && fread(data, 1, size, f) == size) {
		LLVMFuzzerTestOneInput(data, size);
		seen = 1;
	} else {
		perror(path);
	}
	free(data);
	if (f)
		fclose(f);
	return seen;
}

static int
walk(const char *path);

static int
walk_folder(const char *path)
{
	int seen = 0;
	DIR *dir = opendir(path);
	const struct dirent *entry;
	while (dir && (entry = readdir(dir))) {
		char inner[4096];
		int n =
		    snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.' && n > 0 &&
		    (size_t)n < sizeof inner)
			seen += walk(inner);
	}
	if (dir)
		closedir(dir);
	return seen;
}

static int
walk(const char *path)
{
	struct stat info;
	if (stat(path, &info)) {
		perror(path);
		return 0;
	}
	return S_ISDIR(info.st_mode) ? walk_folder(path)
	                             : replay(path, (size_t)info.st_size);
}

int
main(int argc, char **argv)
{
	int seen = 0;
	for (int i = 1; i < argc; i++)
		seen += walk(argv[i]);
	printf("%d inputs replayed\n", seen);
	return seen ? EXIT_SUCCESS : EXIT_FAILURE;
}
