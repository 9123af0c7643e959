/* SPDX-License-Identifier: MIT
 * locate.c - where hire-reader is: beside the library that runs, so that a
 * moved prefix and a build tree work without any setting.
 */
#define _GNU_SOURCE
#include "locate.h"

#include "util/ctx.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef HIRE_READER_PATH
#error "HIRE_READER_PATH is where the build installs hire-reader"
#endif

/* From the folder of libhire, or of the program that it is linked into. */
static const char *const beside[] = {"../bin/hire-reader", "hire-reader",
    "../libexec/hire/hire-reader", "../../libexec/hire/hire-reader"};

/* The folder that holds this code; false when the system does not say. */
static bool
own_folder(char out[PATH_MAX])
{
	static const char anchor = 0;
	Dl_info info;
	char *resolved = NULL;
	if (dladdr(&anchor, &info) && info.dli_fname)
		resolved = realpath(info.dli_fname, out);
	if (!resolved) /* a program found by PATH does not know its folder */
		resolved = realpath("/proc/self/exe", out);
	char *slash = resolved ? strrchr(out, '/') : NULL;
	if (slash)
		*slash = '\0';
	return slash;
}

static hire_status
take(hire_ctx *ctx, const char *path, char **out, hire_error *err)
{
	char *copy = hire__strdup(ctx, path);
	if (!copy)
		return hire__nomem(err);
	*out = copy;
	return HIRE_OK;
}

hire_status
hire__reader_locate(
    hire_ctx *ctx, const char *given, char **out, hire_error *err)
{
	char folder[PATH_MAX], path[PATH_MAX + 64];
	if (given && !access(given, X_OK))
		return take(ctx, given, out, err);
	bool known = !given && own_folder(folder);
	for (size_t i = 0; known && i < sizeof beside / sizeof *beside; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, beside[i]);
		if (!access(path, X_OK))
			return take(ctx, path, out, err);
	}
	if (!given && !access(HIRE_READER_PATH, X_OK))
		return take(ctx, HIRE_READER_PATH, out, err);
	return hire_fail(err, HIRE_EBACKEND, "reader",
	    "the document reader %.200s is missing: install hire-reader",
	    given ? given : HIRE_READER_PATH);
}
