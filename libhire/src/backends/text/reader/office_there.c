/* SPDX-License-Identifier: MIT
 * office_there.c - become hire-reader-office, which stands beside this program.
 * Limits, alarm and the signal at our parent's death outlast the change.
 */
#define _GNU_SOURCE /* environ */
#include "office.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#define OFFICE "hire-reader-office"

static hire_status
locate(char out[PATH_MAX], hire_error *err)
{
	const size_t room = PATH_MAX - sizeof OFFICE;
	ssize_t n = readlink("/proc/self/exe", out, room);
	char *name = NULL;
	if (n > 0 && (size_t)n < room) {
		out[n] = '\0';
		name = strrchr(out, '/');
	}
	if (name)
		memcpy(name + 1, OFFICE, sizeof OFFICE);
	if (name && !access(out, X_OK))
		return HIRE_OK;
	return hire_fail(err, HIRE_EBACKEND, NULL,
	    "Word documents need the program " OFFICE
	    ": install it beside hire-reader");
}

hire_status
office_check(hire_error *err)
{
	char path[PATH_MAX];
	return locate(path, err);
}

hire_status
office_read(reading *r, char **argv, hire_error *err)
{
	char path[PATH_MAX];
	hire_status st = locate(path, err);
	(void)r;
	if (st)
		return st;
	execve(path, argv, environ);
	return hire_fail(
	    err, HIRE_EBACKEND, NULL, "the program " OFFICE " cannot be run");
}
