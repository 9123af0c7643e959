/* SPDX-License-Identifier: MIT
 * file.c - blobs as files: <2 hex>/<2 hex>/<key with dots for slashes>.
 * The two levels come from the key's digest and keep every folder small; keys
 * hold no dots, so the name gives the key back.
 */
#include "file.h"

#include "keys.h"

#include "util/crypto.h"
#include "util/ctx.h"
#include "util/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct file_blobs {
	hire_ctx *ctx; /* borrowed */
	hire__folder folder;
} file_blobs;

enum { PATH_LEN = HIRE_BLOB_KEY_MAX + 8 };

static hire_status
path_of(const char *key, char out[PATH_LEN], hire_error *err)
{
	if (!key || !hire_blob_key_valid(key))
		return hire_fail(err, HIRE_EINVAL, "key",
		    "1 to %d of a-z 0-9 _ - in parts joined by slashes",
		    HIRE_BLOB_KEY_MAX);
	unsigned char digest[HIRE__SHA256];
	hire_status st = hire__sha256(key, strlen(key), digest, err);
	if (st)
		return st;
	int n = snprintf(out, PATH_LEN, "%02x/%02x/", digest[0], digest[1]);
	for (char *at = out + n; (*at = *key == '/' ? '.' : *key); at++)
		key++;
	return HIRE_OK;
}

static hire_status
file_put(void *state, const char *key, const void *bytes, size_t len,
    hire_error *err)
{
	file_blobs *b = state;
	char path[PATH_LEN];
	hire_status st = path_of(key, path, err);
	if (st)
		return st;
	return hire__folder_write(&b->folder, path, bytes, len, false, err);
}

static hire_status
missing(const file_blobs *b, int code, const char *path, const char *key,
    hire_error *err)
{
	if (code == ENOENT)
		return hire_fail(err, HIRE_ENOTFOUND, "key", "no blob %s", key);
	return hire__folder_fail(&b->folder, code, "reading", path, err);
}

/* The whole file, or an errno. */
static int
read_all(int fd, char *at, size_t len)
{
	while (len) {
		ssize_t n = read(fd, at, len);
		if (n == 0)
			return EIO; /* cut off behind our back */
		if (n < 0 && errno != EINTR)
			return errno;
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

/* The bytes behind an open `fd`, of a plain file alone. */
static hire_status
read_blob(file_blobs *b, int fd, const char *path, size_t max, hire_arena *mem,
    const void **out, size_t *len, hire_error *err)
{
	struct stat info;
	if (fstat(fd, &info))
		return hire__folder_fail(
		    &b->folder, errno, "reading", path, err);
	if (!S_ISREG(info.st_mode))
		return hire_fail(
		    err, HIRE_ECORRUPT, "key", "%s is no plain file", path);
	size_t n = (size_t)info.st_size;
	if (n > max)
		return hire_fail(err, HIRE_ETOOBIG, "key",
		    "%zu bytes, the limit is %zu", n, max);
	char *bytes = hire_arena_alloc(mem, n + 1);
	int code = bytes ? read_all(fd, bytes, n) : 0;
	if (!bytes)
		return hire__nomem(err);
	if (code)
		return hire__folder_fail(
		    &b->folder, code, "reading", path, err);
	*out = bytes;
	*len = n;
	return HIRE_OK;
}

static hire_status
file_get(void *state, const char *key, size_t max, hire_arena *mem,
    const void **out, size_t *len, hire_error *err)
{
	/* A pipe in the folder must not make us wait. */
	const int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
	file_blobs *b = state;
	char path[PATH_LEN];
	hire_status st = path_of(key, path, err);
	if (st)
		return st;
	int fd = openat(b->folder.fd, path, flags);
	if (fd < 0)
		return missing(b, errno, path, key, err);
	st = read_blob(b, fd, path, max, mem, out, len, err);
	close(fd);
	return st;
}

static hire_status
file_remove(void *state, const char *key, hire_error *err)
{
	file_blobs *b = state;
	char path[PATH_LEN];
	hire_status st = path_of(key, path, err);
	return st ? st : hire__folder_remove(&b->folder, path, err);
}

static hire_status
file_stat(void *state, const char *key, hire_blob_info *out, hire_error *err)
{
	file_blobs *b = state;
	char path[PATH_LEN];
	struct stat info;
	hire_status st = path_of(key, path, err);
	if (st)
		return st;
	if (fstatat(b->folder.fd, path, &info, AT_SYMLINK_NOFOLLOW))
		return missing(b, errno, path, key, err);
	*out = (hire_blob_info){(uint64_t)info.st_size,
	    (hire_time)info.st_mtim.tv_sec * HIRE_SECOND +
	        info.st_mtim.tv_nsec / 1000};
	return HIRE_OK;
}

static hire_status
file_list(void *state, const char *prefix, const char *cursor, size_t limit,
    hire_arena *mem, hire_blob_page *out, hire_error *err)
{
	file_blobs *b = state;
	if (limit < 1 || limit > 1000)
		return hire_fail(err, HIRE_EINVAL, "limit", "1 to 1000");
	keys k;
	hire_status st = keys_init(&k, b->ctx, prefix, cursor, limit, err);
	if (st)
		return st;
	int code = keys_collect(&k, b->folder.fd);
	st = code ? hire__folder_fail(&b->folder, code, "listing", NULL, err)
	          : keys_page(&k, mem, out, err);
	keys_fini(&k);
	return st;
}

static hire_status
file_ping(void *state, hire_error *err)
{
	file_blobs *b = state;
	return hire__folder_ping(&b->folder, err);
}

static void
file_close(void *state)
{
	file_blobs *b = state;
	hire__folder_close(&b->folder);
	hire__free(b->ctx, b);
}

static const hire_blobs_ops file_ops = {.size = sizeof file_ops,
    .name = "file",
    .put = file_put,
    .get = file_get,
    .remove = file_remove,
    .stat = file_stat,
    .list = file_list,
    .ping = file_ping,
    .close = file_close};

hire_status
hire__blobs_file_open(
    hire_ctx *ctx, const char *path, hire_blobs *out, hire_error *err)
{
	file_blobs *b = hire__zalloc(ctx, sizeof *b);
	if (!b)
		return hire__nomem(err);
	b->ctx = ctx;
	b->folder.fd = -1;
	hire_status st = hire__folder_open(&b->folder, ctx, path, err);
	if (!st)
		st = hire_blobs_init(out, &file_ops, b, err);
	if (st)
		file_close(b);
	return st;
}
