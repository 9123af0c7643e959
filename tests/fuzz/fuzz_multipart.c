/* SPDX-License-Identifier: MIT
 * fuzz_multipart.c - a form in pieces and at once must read the same: first
 * byte the size of the pieces, then the body; the boundary is "b".
 */
#include "fuzz.h"
#include "multipart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct form {
	const unsigned char *body;
	size_t n, at, piece;
	size_t parts, bytes;
	uint64_t sum; /* of what was read, in order */
} form;

static int
pull(void *user, void *out, size_t n)
{
	form *f = user;
	n = f->n - f->at < n ? f->n - f->at : n;
	n = f->piece && f->piece < n ? f->piece : n;
	memcpy(out, f->body + f->at, n);
	f->at += n;
	return (int)n;
}

static hire_status
bytes(void *user, const void *at, size_t n, hire_error *err)
{
	form *f = user;
	(void)err;
	for (size_t i = 0; i < n; i++)
		f->sum = f->sum * 31 + ((const unsigned char *)at)[i];
	f->bytes += n;
	return HIRE_OK;
}

static hire_status
part(void *user, const multipart_part *p, hire_error *err)
{
	form *f = user;
	FUZZ_CLAIM(++f->parts <= MULTIPART_PARTS_MAX && *p->name);
	hire_status st = bytes(f, p->name, strlen(p->name) + 1, err);
	return st ? st : bytes(f, p->filename, strlen(p->filename) + 1, err);
}

static hire_status
read_form(form *f)
{
	const multipart_host host = {pull, part, bytes, f};
	hire_error err = {0};
	return multipart_read("multipart/form-data; boundary=b", &host, &err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	form whole = {.body = data + 1, .n = size - 1};
	form pieces = whole;
	pieces.piece = data[0] % 64 + 1u;
	hire_status st = read_form(&whole);
	FUZZ_CLAIM(read_form(&pieces) == st);
	FUZZ_CLAIM(
	    st || (whole.sum == pieces.sum && whole.bytes == pieces.bytes &&
	              whole.parts == pieces.parts && whole.at == whole.n));
	return 0;
}
