/* SPDX-License-Identifier: MIT
 * failmalloc.c - LD_PRELOAD: the n-th allocation of a whole program fails.
 * Apart from support.c, which reaches only memory taken through a context:
 * this one also reaches main(), third-party libraries and libc itself.
 *
 * HIRE_FAIL_AT=n        fail the n-th malloc, calloc or realloc (0: none)
 * HIRE_FAIL_MODE=from   ... and every one after it (default: once)
 * HIRE_FAIL_LOG=file    at exit append "calls failed", two numbers, a line
 *
 * A program may hold the shim back with hire_failmalloc_hold(), by dlsym():
 * meanwhile nothing counts and nothing fails.
 *
 * Counting starts when the program's constructors run.  Children that only
 * fork inherit the count; those that exec start anew.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* glibc's own names, so that no dlsym() has to allocate first. */
void *
__libc_malloc(size_t n);
void *
__libc_calloc(size_t count, size_t n);
void *
__libc_realloc(void *ptr, size_t n);

static atomic_ulong calls, failures;
static unsigned long fail_at;
static atomic_bool held;
static bool go_on;
static const char *log_path;

__attribute__((constructor)) static void
begin(void)
{
	const char *at = getenv("HIRE_FAIL_AT");
	const char *mode = getenv("HIRE_FAIL_MODE");
	log_path = getenv("HIRE_FAIL_LOG");
	go_on = mode && !strcmp(mode, "from");
	fail_at = at ? strtoul(at, NULL, 10) : 0;
	atomic_store(&calls, 0);
}

__attribute__((destructor)) static void
end(void)
{
	char line[64];
	int n = snprintf(line, sizeof line, "%lu %lu\n", atomic_load(&calls),
	    atomic_load(&failures));
	int fd =
	    log_path ? open(log_path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
	if (fd < 0)
		return;
	if (write(fd, line, (size_t)n) != n)
		_exit(125); /* a sweep must not count on a lost report */
	close(fd);
}

void
hire_failmalloc_hold(bool on);

void
hire_failmalloc_hold(bool on)
{
	atomic_store(&held, on);
}

static bool
fails(void)
{
	if (atomic_load(&held))
		return false;
	unsigned long call = atomic_fetch_add(&calls, 1) + 1;
	bool hit = fail_at && (go_on ? call >= fail_at : call == fail_at);
	if (hit) {
		atomic_fetch_add(&failures, 1);
		errno = ENOMEM;
	}
	return hit;
}

void *
malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t count, size_t n)
{
	return fails() ? NULL : __libc_calloc(count, n);
}

void *
realloc(void *ptr, size_t n)
{
	return fails() ? NULL : __libc_realloc(ptr, n);
}
