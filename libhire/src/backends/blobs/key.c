/* SPDX-License-Identifier: MIT
 * key.c - the form of a blob's key, the same for every backend.
 * Narrow enough to be a file name, an S3 key and a URL path without escapes.
 */
#include <hire/sys/blobs.h>

#include <string.h>

static bool
part_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-';
}

bool
hire_blob_key_valid(const char *key)
{
	size_t n = strnlen(key, HIRE_BLOB_KEY_MAX + 1);
	if (!n || n > HIRE_BLOB_KEY_MAX)
		return false;
	bool in_part = false;
	for (size_t i = 0; i < n; i++) {
		if (!part_char(key[i]) && !(in_part && key[i] == '/'))
			return false;
		in_part = key[i] != '/';
	}
	return in_part;
}
