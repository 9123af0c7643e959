/* SPDX-License-Identifier: MIT
 * folder.c - files in one folder, written so that a crash cannot halve them.
 * The order is temporary file, fsync, rename, fsync of every folder on the
 * way: another process may have made one of those and not have synced it yet.
 */
#include "folder.h"

#include "ctx.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMP_LEN = 24, LEFTOVER_SECONDS = 3600, NAME_LEN = 300 };

#define TEMP_PREFIX ".tmp-"

static const struct {
	int code;
	hire_status st;
	const char *advice;
} causes[] = {
    {ENOSPC, HIRE_ENOSPC, "the disk is full: free some space"},
    {EDQUOT, HIRE_ENOSPC, "the disk quota is used up: free some space"},
    {EFBIG, HIRE_ENOSPC,
        "a limit on file sizes is reached: free some space or raise it"},
    {EROFS, HIRE_EIO, "it is read-only: mount it writable or set another path"},
    {EACCES, HIRE_EIO, "permission denied: let this user write there"},
    {EPERM, HIRE_EIO, "permission denied: let this user write there"},
    {ENOENT, HIRE_EIO,
        "the folder is gone: make it, or set another path, and start again"},
    {ENOTDIR, HIRE_EIO, "a file is in the way: move it or set another path"},
    {EMFILE, HIRE_EIO, "too many open files: raise the limit (ulimit -n)"},
    {ENFILE, HIRE_EIO, "the system has too many open files"},
    {EIO, HIRE_EIO, "the disk reports an error: check it"},
};

hire_status
hire__folder_fail(const hire__folder *f, int code, const char *doing,
    const char *name, hire_error *err)
{
	const char *slash = name ? "/" : "";
	name = name ? name : "";
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
		if (causes[i].code == code)
			return hire_fail(err, causes[i].st, NULL,
			    "%s %.200s%s%.80s: %s", doing, f->path, slash, name,
			    causes[i].advice);
	return hire_fail(err, HIRE_EIO, NULL,
	    "%s %.200s%s%.80s: system error %d", doing, f->path, slash, name,
	    code);
}

/* Temporary files of writers that were killed. */
static void
clear_leftovers(const hire__folder *f)
{
	int fd = openat(f->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	if (!dir && fd >= 0)
		close(fd);
	hire_time now = hire_ctx_now(f->ctx).wall / HIRE_SECOND;
	struct stat info;
	for (struct dirent *e; dir && (e = readdir(dir));)
		if (!strncmp(e->d_name, TEMP_PREFIX, strlen(TEMP_PREFIX)) &&
		    !fstatat(f->fd, e->d_name, &info, AT_SYMLINK_NOFOLLOW) &&
		    now - info.st_mtime > LEFTOVER_SECONDS)
			unlinkat(f->fd, e->d_name, 0);
	if (dir)
		closedir(dir);
}

hire_status
hire__folder_open(
    hire__folder *f, hire_ctx *ctx, const char *path, hire_error *err)
{
	if (!path || !*path)
		return hire_fail(err, HIRE_EINVAL, "path", "name a folder");
	*f = (hire__folder){ctx, -1, hire__strdup(ctx, path)};
	if (!f->path)
		return hire__nomem(err);
	int code = mkdir(path, 0700) && errno != EEXIST ? errno : 0;
	if (!code)
		f->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (!code && f->fd < 0)
		code = errno;
	hire_status st = HIRE_OK;
	if (code)
		st = hire__folder_fail(f, code, "opening", NULL, err);
	if (st)
		hire__folder_close(f);
	else
		clear_leftovers(f);
	return st;
}

void
hire__folder_close(hire__folder *f)
{
	if (f->path && f->fd >= 0)
		close(f->fd);
	if (f->path)
		hire__free(f->ctx, f->path);
	*f = (hire__folder){.fd = -1};
}

/* An errno, or 0. */
static int
sync_at(int dir, const char *path)
{
	int fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	int code = fsync(fd) ? errno : 0;
	close(fd);
	return code;
}

/* Make the folders on the way to `name`, or sync them and the top. */
static int
each_folder(const hire__folder *f, const char *name, bool make)
{
	char path[NAME_LEN];
	int code = make ? 0 : sync_at(f->fd, ".");
	for (const char *at = strchr(name, '/'); at && !code;
	     at = strchr(at + 1, '/')) {
		snprintf(path, sizeof path, "%.*s", (int)(at - name), name);
		if (!make)
			code = sync_at(f->fd, path);
		else if (mkdirat(f->fd, path, 0700) && errno != EEXIST)
			code = errno;
	}
	return code;
}

static int
write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);
		if (n < 0 && errno != EINTR)
			return errno;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return fsync(fd) ? errno : 0;
}

static hire_status
temp_name(const hire__folder *f, char out[TEMP_LEN], hire_error *err)
{
	uint64_t number;
	hire_status st = hire__random(f->ctx, &number, sizeof number, err);
	if (!st)
		snprintf(out, TEMP_LEN, TEMP_PREFIX "%016llx",
		    (unsigned long long)number);
	return st;
}

static int
write_temp(
    const hire__folder *f, const char *temp, const void *bytes, size_t len)
{
	int fd = openat(f->fd, temp,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	int code = write_all(fd, bytes, len);
	if (close(fd) && !code)
		code = errno;
	if (code)
		unlinkat(f->fd, temp, 0);
	return code;
}

/* Give the temporary file its name; it is gone afterwards either way. */
static int
publish(const hire__folder *f, const char *temp, const char *name, bool fresh)
{
	int code = each_folder(f, name, true);
	if (!code)
		code = fresh ? linkat(f->fd, temp, f->fd, name, 0)
		             : renameat(f->fd, temp, f->fd, name);
	if (code < 0)
		code = errno;
	if (code || fresh)
		unlinkat(f->fd, temp, 0);
	/* One that was there may be new too, and its folders not yet synced. */
	int synced = !code || code == EEXIST ? each_folder(f, name, false) : 0;
	return synced ? synced : code;
}

hire_status
hire__folder_write(const hire__folder *f, const char *name, const void *bytes,
    size_t len, bool fresh, hire_error *err)
{
	char temp[TEMP_LEN];
	hire_status st = temp_name(f, temp, err);
	if (st)
		return st;
	int code = write_temp(f, temp, bytes, len);
	if (!code)
		code = publish(f, temp, name, fresh);
	if (code == EEXIST && fresh)
		return HIRE_EEXISTS;
	return code ? hire__folder_fail(f, code, "writing", name, err)
	            : HIRE_OK;
}

hire_status
hire__folder_remove(const hire__folder *f, const char *name, hire_error *err)
{
	int code = unlinkat(f->fd, name, 0) ? errno : 0;
	if (code == ENOENT)
		return HIRE_OK;
	if (!code)
		code = each_folder(f, name, false);
	return code ? hire__folder_fail(f, code, "removing", name, err)
	            : HIRE_OK;
}

hire_status
hire__folder_ping(const hire__folder *f, hire_error *err)
{
	char temp[TEMP_LEN];
	hire_status st = temp_name(f, temp, err);
	if (st)
		return st;
	int code = write_temp(f, temp, "", 1);
	if (!code && unlinkat(f->fd, temp, 0))
		code = errno;
	return code ? hire__folder_fail(f, code, "writing", NULL, err)
	            : HIRE_OK;
}
