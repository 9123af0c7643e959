/* SPDX-License-Identifier: MIT
 * test_ws_support.c - a client's frames and counted memory.
 */
#include "test_ws_support.h"

#include <stdlib.h>
#include <string.h>

static const unsigned char key[4] = {0x37, 0xFA, 0x21, 0x3D};

static size_t
put(unsigned char *out, size_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		out[i] =
		    (unsigned char)((uint64_t)value >> 8 * (bytes - 1 - i));
	return bytes;
}

size_t
piece_write(const piece *p, unsigned char *out)
{
	int form = p->form          ? p->form
	           : p->n < 126     ? 7
	           : p->n <= 0xFFFF ? 16
	                            : 64;
	size_t n = 2, mask = p->bare ? 0 : 0x80;
	out[0] = (unsigned char)p->first;
	size_t len = form == 7 ? p->n : form == 16 ? 126 : 127;
	out[1] = (unsigned char)(mask | len);
	if (form != 7)
		n += put(out + n, p->n, (size_t)form / 8);
	if (mask) {
		memcpy(out + n, key, sizeof key);
		n += sizeof key;
	}
	for (size_t i = 0; i < p->n; i++) {
		unsigned char c = (unsigned char)p->payload[i];
		out[n++] = mask ? c ^ key[i & 3] : c;
	}
	return n;
}

/* Each block carries its size in front. */
enum { FRONT = 16 };

static bool
fails(test_mem *m)
{
	atomic_fetch_add(&m->calls, 1);
	long left = atomic_load(&m->fail_at);
	while (left > 0)
		if (atomic_compare_exchange_weak(&m->fail_at, &left, left - 1))
			break;
	if (left == 1)
		atomic_store(&m->failed, true);
	return left == 1;
}

static void
weigh(test_mem *m, long bytes)
{
	long now = atomic_fetch_add(&m->bytes, bytes) + bytes;
	long most = atomic_load(&m->most);
	while (now > most)
		if (atomic_compare_exchange_weak(&m->most, &most, now))
			break;
}

static void *
counted(void *user, void *ptr, size_t size)
{
	test_mem *m = user;
	unsigned char *old = ptr ? (unsigned char *)ptr - FRONT : NULL;
	size_t was = 0;
	if (old)
		memcpy(&was, old, sizeof was);
	if (!size || !fails(m)) {
		unsigned char *p = size ? malloc(size + FRONT) : NULL;
		if (p) {
			memcpy(p, &size, sizeof size);
			if (was)
				memcpy(p + FRONT, ptr, was < size ? was : size);
		}
		atomic_fetch_add(&m->live, (p != NULL) - (old != NULL));
		weigh(m, (long)size - (long)was);
		free(old);
		return p ? p + FRONT : NULL;
	}
	return NULL;
}

ws_mem
test_mem_of(test_mem *m)
{
	memset(m, 0, sizeof *m);
	return (ws_mem){counted, m};
}
