/* SPDX-License-Identifier: MIT
 * archive.c - the parts of a Word document out of its ZIP archive, counted
 * while they inflate: what the archive says of itself proves nothing.
 */
#include "docx.h"

#include <string.h>
#include <zip.h>

enum {
	ENTRIES_MAX = 4000,
	XML_TEXT_MAX = 10000000,
	RATIO_MAX = 250,     /* unpacked to packed ... */
	RATIO_FROM = 1 << 20 /* ... looked at past so many bytes */
};

/* One part being unpacked. */
typedef struct part {
	zip_file_t *file;
	zip_uint64_t packed;
	size_t unpacked;
	size_t *total; /* over all parts */
	bool too_big;
} part;

static int
part_read(void *from, char *out, int len)
{
	part *p = from;
	zip_int64_t n = zip_fread(p->file, out, (zip_uint64_t)len);
	if (n <= 0)
		return n < 0 ? -1 : 0;
	p->unpacked += (size_t)n;
	*p->total += (size_t)n;
	p->too_big =
	    *p->total > READER_UNPACKED_MAX ||
	    (p->unpacked > RATIO_FROM && p->unpacked / RATIO_MAX > p->packed);
	return p->too_big ? -1 : (int)n;
}

static int
part_close(void *from)
{
	part *p = from;
	zip_fclose(p->file);
	p->file = NULL;
	return 0;
}

static hire_status
read_part(
    reading *r, zip_t *zip, zip_uint64_t at, size_t *total, hire_error *err)
{
	zip_stat_t info;
	hire_error why = {.code = HIRE_OK};
	part p = {.total = total};
	if (zip_stat_index(zip, at, 0, &info))
		goto damaged;
	if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	    info.encryption_method != ZIP_EM_NONE)
		return hire_fail(err, HIRE_EENCRYPTED, "resume",
		    "the document is locked by a password: remove it and "
		    "upload again");
	p.packed = info.valid & ZIP_STAT_COMP_SIZE ? info.comp_size : 0;
	p.file = zip_fopen_index(zip, at, 0);
	if (!p.file)
		goto damaged;
	hire_status st = docx_part(r, part_read, part_close, &p, &why);
	if (p.file)
		zip_fclose(p.file);
	/* libxml2 gives up on one text before our own limit is reached. */
	if (p.too_big || (st == HIRE_EDAMAGED && p.unpacked > XML_TEXT_MAX))
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "the document unpacks to more than %d MB",
		    READER_UNPACKED_MAX >> 20);
	if (st)
		return hire_fail(err, st, why.field, "%s", why.message);
	return HIRE_OK;
damaged:
	return hire_fail(
	    err, HIRE_EDAMAGED, "resume", "the document is damaged");
}

/* "word/<stem>.xml" or "word/<stem><digits>.xml". */
static bool
is_part(const char *name, const char *stem)
{
	size_t n = strlen(stem);
	if (!name || strncmp(name, "word/", 5) != 0 ||
	    strncmp(name + 5, stem, n) != 0)
		return false;
	name += 5 + n;
	name += strspn(name, "0123456789");
	return !strcmp(name, ".xml");
}

/* The same header stands on first, odd and even pages: once is enough. */
static void
drop_repeat(hire__buf *b, size_t start)
{
	size_t n = b->len - start;
	if (b->failed || !n)
		return;
	for (size_t i = 0; i + n <= start; i++) {
		if (!memcmp(b->s + i, b->s + start, n)) {
			b->len = start;
			b->s[start] = '\0';
			return;
		}
	}
}

static hire_status
read_parts(reading *r, zip_t *zip, zip_uint64_t count, hire_error *err)
{
	static const char *const stems[] = {
	    "header", "document", "footnotes", "footer"};
	size_t total = 0, documents = 0;
	hire_status st = HIRE_OK;
	for (size_t k = 0; k < sizeof stems / sizeof *stems; k++)
		for (zip_uint64_t i = 0; i < count && !st; i++) {
			if (!is_part(zip_get_name(zip, i, 0), stems[k]))
				continue;
			size_t start = r->raw.len;
			documents += k == 1;
			st = read_part(r, zip, i, &total, err);
			if (k != 1)
				drop_repeat(&r->raw, start);
		}
	if (!st && !documents)
		return hire_fail(err, HIRE_EUNSUPPORTED, "resume",
		    "an archive, but no Word document: upload a PDF or DOCX");
	return st;
}

hire_status
reader_docx(reading *r, hire_error *err)
{
	zip_error_t why;
	zip_error_init(&why);
	zip_source_t *source =
	    zip_source_buffer_create(r->bytes, r->len, 0, &why);
	zip_t *zip =
	    source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
	zip_error_fini(&why);
	if (!zip) {
		zip_source_free(source);
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the document is damaged: its archive cannot be opened");
	}
	r->kind = r->engine = "docx";
	r->pages = 1;
	zip_int64_t count = zip_get_num_entries(zip, 0);
	hire_status st;
	if (count > ENTRIES_MAX)
		st = hire_fail(err, HIRE_ETOOBIG, "resume",
		    "the document has more than %d parts", ENTRIES_MAX);
	else
		st = read_parts(r, zip, (zip_uint64_t)count, err);
	zip_discard(zip);
	return st;
}
