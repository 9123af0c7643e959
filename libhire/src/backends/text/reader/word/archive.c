/* SPDX-License-Identifier: MIT
 * archive.c - the parts of a Word document out of its ZIP archive, counted
 * while they inflate: what the archive says of itself proves nothing.
 */
#include "docx.h"
#include "package.h"

#include <string.h>

enum {
	XML_TEXT_MAX = 10000000,
	RATIO_MAX = 250,     /* unpacked to packed ... */
	RATIO_FROM = 1 << 20 /* ... looked at past so many bytes */
};

/* What headers and footers said. */
enum { PIECES = 32 };
typedef struct pieces {
	size_t start[PIECES], len[PIECES]; /* in the raw text */
	size_t n;
} pieces;

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

/* What streams through a part. */
typedef hire_status (*part_reader)(docx *d, part *p, hire_error *err);

static hire_status
stream(const xml_handler *h, part *p, hire_error *err)
{
	return xml_stream(part_read, part_close, p, h, err);
}

static hire_status
read_theme(docx *d, part *p, hire_error *err)
{
	const xml_handler h = styles_theme_reader(&d->styles);
	return stream(&h, p, err);
}

static hire_status
read_styles(docx *d, part *p, hire_error *err)
{
	const xml_handler h = styles_reader(&d->styles);
	return stream(&h, p, err);
}

static hire_status
read_settings(docx *d, part *p, hire_error *err)
{
	const xml_handler h = styles_settings_reader(&d->styles);
	return stream(&h, p, err);
}

static hire_status
read_text(docx *d, part *p, hire_error *err)
{
	return docx_part(d, part_read, part_close, p, err);
}

static hire_status
damaged(hire_error *err)
{
	return hire_fail(
	    err, HIRE_EDAMAGED, "resume", "the document is damaged");
}

static hire_status
read_part(docx *d, zip_t *zip, zip_uint64_t at, part_reader reader,
    size_t *total, hire_error *err)
{
	zip_stat_t info;
	hire_error why = {.code = HIRE_OK};
	part p = {.total = total};
	if (zip_stat_index(zip, at, 0, &info))
		return damaged(err);
	if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	    info.encryption_method != ZIP_EM_NONE)
		return hire_fail(err, HIRE_EENCRYPTED, "resume",
		    "the document is locked by a password: remove it and "
		    "upload again");
	p.packed = info.valid & ZIP_STAT_COMP_SIZE ? info.comp_size : 0;
	p.file = zip_fopen_index(zip, at, 0);
	if (!p.file)
		return damaged(err);
	hire_status st = reader(d, &p, &why);
	if (p.file)
		zip_fclose(p.file);
	/* libxml2 gives up on one text before our own limit is reached. */
	if (p.too_big || (st == HIRE_EDAMAGED && p.unpacked > XML_TEXT_MAX))
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "the document unpacks to more than %d MB",
		    READER_UNPACKED_MAX >> 20);
	return st ? hire_fail(err, st, why.field, "%s", why.message) : HIRE_OK;
}

/* The same header stands on first, odd and even pages: once is enough. */
static void
drop_repeat(hire__buf *b, pieces *seen, size_t start)
{
	size_t n = b->len - start;
	if (b->failed || !n)
		return;
	for (size_t i = 0; i < seen->n; i++) {
		if (seen->len[i] != n ||
		    memcmp(b->s + seen->start[i], b->s + start, n) != 0)
			continue;
		b->len = start;
		b->s[start] = '\0';
		return;
	}
	if (seen->n == PIECES)
		return;
	seen->start[seen->n] = start;
	seen->len[seen->n++] = n;
}

/* In this order: what says how text looks stands before the text. */
static const struct {
	const char *stem;
	part_reader reader;
	bool repeats; /* the same text stands in several of them */
} stems[] = {{"theme/theme", read_theme, false},
    {"settings", read_settings, false}, {"styles", read_styles, false},
    {"header", read_text, true}, {"document", read_text, false},
    {"footnotes", read_text, false}, {"endnotes", read_text, false},
    {"footer", read_text, true}};

enum { FIRST_TEXT = 3, STEMS = sizeof stems / sizeof *stems };

static hire_status
read_stems(
    docx *d, zip_t *zip, int from, int to, size_t *total, hire_error *err)
{
	hire_status st = HIRE_OK;
	zip_int64_t count = zip_get_num_entries(zip, 0);
	pieces seen = {.n = 0};
	for (int k = from; k < to; k++)
		for (zip_int64_t i = 0; i < count && !st; i++) {
			zip_uint64_t at = (zip_uint64_t)i;
			size_t start = d->r->raw.len;
			if (!package_is_part(
			        zip_get_name(zip, at, 0), stems[k].stem))
				continue;
			st = read_part(d, zip, at, stems[k].reader, total, err);
			if (stems[k].repeats)
				drop_repeat(&d->r->raw, &seen, start);
		}
	return st;
}

static hire_status
read_package(reading *r, zip_t *zip, hire_error *err)
{
	size_t total = 0;
	docx d = {.r = r, .page = 0xFFFFFF};
	hire_status st = package_check(zip, err);
	styles_init(&d.styles, r->mem);
	if (!st)
		st = read_stems(&d, zip, 0, FIRST_TEXT, &total, err);
	styles_close(&d.styles);
	return st ? st : read_stems(&d, zip, FIRST_TEXT, STEMS, &total, err);
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
	hire_status st = read_package(r, zip, err);
	zip_discard(zip);
	return st;
}
