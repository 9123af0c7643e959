/* SPDX-License-Identifier: MIT
 * upload.c - an application's form; see upload.h.
 */
#include "upload.h"
#include "input.h"
#include "multipart.h"
#include "repeat.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { LINK_MAX_BYTES = 256 };

typedef enum field { NOTHING, RESUME, LINK } field;

typedef struct reading {
	call *c;
	FILE *file; /* unlinked already */
	size_t len;
	field now;
	bool has_resume, has_link;
	char filename[MULTIPART_NAME_MAX];
	char link[LINK_MAX_BYTES + 1];
	size_t link_len;
} reading;

static int
pull(void *user, void *bytes, size_t n)
{
	reading *r = user;
	return http_body_read(r->c->http, bytes, n);
}

static hire_status
begin_part(void *user, const multipart_part *part, hire_error *err)
{
	reading *r = user;
	r->now = !strcmp(part->name, "resume") ? RESUME
	         : !strcmp(part->name, "link") ? LINK
	                                       : NOTHING;
	if (r->now == NOTHING)
		return hire_fail(
		    err, HIRE_EINVAL, part->name, "is no field of this form");
	bool *has = r->now == LINK ? &r->has_link : &r->has_resume;
	if (*has)
		return hire_fail(
		    err, HIRE_EINVAL, part->name, "stands more than once");
	*has = true;
	if (r->now == LINK)
		return HIRE_OK;
	memcpy(r->filename, part->filename, sizeof r->filename);
	return HIRE_OK;
}

static hire_status
add_file(reading *r, const void *bytes, size_t n, hire_error *err)
{
	if (n > HIRE_RESUME_MAX - r->len)
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "is larger than %zu bytes", HIRE_RESUME_MAX);
	r->len += n;
	if (fwrite(bytes, 1, n, r->file) == n)
		return HIRE_OK;
	bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
	return hire_fail(err, full ? HIRE_ENOSPC : HIRE_EIO, "resume",
	    "there is no room to keep it: try again later");
}

static hire_status
add_bytes(void *user, const void *bytes, size_t n, hire_error *err)
{
	reading *r = user;
	if (r->now == RESUME)
		return add_file(r, bytes, n, err);
	if (n > LINK_MAX_BYTES - r->link_len || memchr(bytes, '\0', n))
		return hire_fail(err, HIRE_EINVAL, "link",
		    "must be text of at most %d bytes", LINK_MAX_BYTES);
	memcpy(r->link + r->link_len, bytes, n);
	r->link_len += n;
	return HIRE_OK;
}

typedef struct mapping {
	void *at;
	size_t len;
} mapping;

static void
unmap(void *ptr)
{
	mapping *m = ptr;
	munmap(m->at, m->len);
}

/* The file's bytes for as long as the call's memory. */
static hire_status
map(reading *r, upload *out, hire_error *err)
{
	mapping *m = hire_arena_alloc(r->c->mem, sizeof *m);
	if (!m)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	if (fflush(r->file))
		return hire_fail(err, HIRE_ENOSPC, "resume",
		    "there is no room to keep it: try again later");
	out->resume.bytes = "";
	out->resume.len = r->len;
	if (!r->len)
		return HIRE_OK;
	m->len = r->len;
	m->at = mmap(NULL, m->len, PROT_READ, MAP_PRIVATE, fileno(r->file), 0);
	if (m->at == MAP_FAILED)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	out->resume.bytes = m->at;
	return hire_arena_defer(r->c->mem, unmap, m)
	           ? HIRE_OK
	           : hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
}

static hire_status
take(reading *r, upload *out, hire_error *err)
{
	if (!r->has_resume)
		return hire_fail(err, HIRE_EINVAL, "resume", "is missing");
	*out = (upload){
	    .resume.filename = hire_arena_strdup(r->c->mem, r->filename),
	    .link = r->link_len
	                ? hire_arena_strndup(r->c->mem, r->link, r->link_len)
	                : NULL};
	return map(r, out, err);
}

hire_status
upload_read(call *c, upload *out, hire_error *err)
{
	reading r = {.c = c};
	const multipart_host host = {pull, begin_part, add_bytes, &r};
	if (c->http->length > (int64_t)HIRE_RESUME_MAX + (64 << 10))
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "is larger than %zu bytes", HIRE_RESUME_MAX);
	r.file = tmpfile();
	if (!r.file)
		return hire_fail(err, HIRE_ENOSPC, "resume",
		    "there is no room to keep it: try again later");
	hire_status st = multipart_read(
	    http_header_get(c->http, "Content-Type"), &host, err);
	if (st && c->http->cut)
		st = input_cut(c, err);
	if (!st)
		st = take(&r, out, err);
	fclose(r.file);
	return st ? st : repeat_upload(c, out, err);
}
