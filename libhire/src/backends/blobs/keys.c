/* SPDX-License-Identifier: MIT
 * keys.c - one page of keys, in order, out of a tree of folders in no order.
 */
#include "keys.h"

#include "util/ctx.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { LEVELS = 2 };

hire_status
keys_init(keys *k, hire_ctx *ctx, const char *prefix, const char *cursor,
    size_t limit, hire_error *err)
{
	*k = (keys){
	    .ctx = ctx, .prefix = prefix, .cursor = cursor, .limit = limit};
	k->sorted = hire__zalloc(ctx, (limit + 1) * sizeof *k->sorted);
	return k->sorted ? HIRE_OK : hire__nomem(err);
}

void
keys_fini(keys *k)
{
	hire__free(k->ctx, k->sorted);
}

/* Insert in order; the largest falls out at the end. */
static void
offer(keys *k, const char *key)
{
	if (strncmp(key, k->prefix, strlen(k->prefix)) != 0 ||
	    (k->cursor && strcmp(key, k->cursor) <= 0))
		return;
	size_t at = k->count;
	while (at && strcmp(k->sorted[at - 1], key) > 0)
		at--;
	k->more = k->more || k->count == k->limit;
	if (at == k->limit)
		return;
	memmove(k->sorted[at + 1], k->sorted[at],
	    (k->count - at) * sizeof *k->sorted);
	memcpy(k->sorted[at], key, strlen(key) + 1);
	if (k->count < k->limit)
		k->count++;
}

static void
offer_file(keys *k, const char *name)
{
	char key[HIRE_BLOB_KEY_MAX + 1] = "";
	if (strlen(name) > HIRE_BLOB_KEY_MAX)
		return;
	for (size_t i = 0; name[i]; i++)
		key[i] = name[i] == '.' ? '/' : name[i];
	if (hire_blob_key_valid(key))
		offer(k, key);
}

/* Folders of blobs are named by two hex digits; nothing else is ours. */
static bool
is_level(const char *name)
{
	return strspn(name, "0123456789abcdef") == 2 && !name[2];
}

static int
walk(keys *k, int fd, int level)
{
	DIR *dir = fdopendir(fd);
	int code = 0;
	if (!dir) {
		code = errno;
		close(fd);
		return code;
	}
	for (struct dirent *e; !code && (errno = 0, e = readdir(dir));) {
		if (level == LEVELS) {
			offer_file(k, e->d_name);
		} else if (is_level(e->d_name)) {
			int sub = openat(dirfd(dir), e->d_name,
			    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
			code = sub < 0 ? errno : walk(k, sub, level + 1);
		}
	}
	code = code ? code : errno;
	closedir(dir);
	return code;
}

int
keys_collect(keys *k, int fd)
{
	int top = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return top < 0 ? errno : walk(k, top, 0);
}

hire_status
keys_page(const keys *k, hire_arena *mem, hire_blob_page *out, hire_error *err)
{
	const char **list =
	    hire_arena_alloc(mem, (k->count + 1) * sizeof *list);
	for (size_t i = 0; list && i < k->count; i++)
		if (!(list[i] = hire_arena_strdup(mem, k->sorted[i])))
			list = NULL;
	if (!list)
		return hire__nomem(err);
	*out = (hire_blob_page){
	    list, k->count, k->more ? list[k->count - 1] : NULL};
	return HIRE_OK;
}
