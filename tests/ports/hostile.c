/* SPDX-License-Identifier: MIT
 * hostile.c - documents that attack whoever reads them, made on the spot.
 */
#include "hostile.h"

#include "support.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>

static char *
repeat(hire_arena *mem, const char *head, const char *middle, size_t count,
    const char *tail, size_t *len)
{
	size_t h = strlen(head), m = strlen(middle), t = strlen(tail);
	char *s = hire_arena_alloc(mem, h + m * count + t + 1), *at = s;
	ck_assert_ptr_nonnull(s);
	memcpy(at, head, h);
	at += h;
	for (size_t i = 0; i < count; i++, at += m)
		memcpy(at, middle, m);
	memcpy(at, tail, t + 1);
	*len = h + m * count + t;
	return s;
}

const char *
hostile_package(
    hire_arena *mem, const hostile_part *parts, size_t count, size_t *len)
{
	zip_error_t why;
	zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &why);
	ck_assert_ptr_nonnull(archive);
	zip_source_keep(archive);
	zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, &why);
	ck_assert_ptr_nonnull(zip);
	for (size_t i = 0; i < count; i++) {
		size_t n = parts[i].len ? parts[i].len : strlen(parts[i].bytes);
		zip_source_t *part =
		    zip_source_buffer(zip, parts[i].bytes, n, 0);
		ck_assert_int_ge(
		    zip_file_add(zip, parts[i].name, part, ZIP_FL_ENC_UTF_8),
		    0);
	}
	ck_assert_int_eq(zip_close(zip), 0);
	zip_stat_t info;
	ck_assert_int_eq(zip_source_stat(archive, &info), 0);
	char *bytes = hire_arena_alloc(mem, info.size);
	ck_assert_ptr_nonnull(bytes);
	ck_assert_int_eq(zip_source_open(archive), 0);
	ck_assert_int_eq(
	    zip_source_read(archive, bytes, info.size), (zip_int64_t)info.size);
	zip_source_close(archive);
	zip_source_free(archive);
	*len = info.size;
	return bytes;
}

const char *
hostile_docx(hire_arena *mem, const char *head, const char *middle,
    size_t count, const char *tail, size_t *len)
{
	size_t n;
	const char *xml = repeat(mem, head, middle, count, tail, &n);
	const hostile_part part = {"word/document.xml", xml, n};
	return hostile_package(mem, &part, 1, len);
}

const char *
hostile_docx_body(hire_arena *mem, const char *body, size_t *len)
{
	return hostile_docx(mem, HOSTILE_HEAD, body, 1, HOSTILE_TAIL, len);
}

enum { FORMS = 12 };

/* Object `i` of hostile_pdf(): the catalogue, the pages, the page, and from
 * the fourth on streams that draw the next form ten times. */
static int
put_object(char *s, size_t room, int i)
{
	char body[600] = "";
	size_t used = 0;
	if (i == 1)
		return snprintf(s, room, "<</Type/Catalog/Pages 2 0 R>>\n");
	if (i == 2)
		return snprintf(
		    s, room, "<</Type/Pages/Count 1/Kids[3 0 R]>>\n");
	if (i == 3)
		return snprintf(s, room,
		    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]"
		    "/Contents 4 0 R/Resources<</XObject<</F5 5 0 R>>>>>>\n");
	for (int k = 0; i < FORMS + 3 && k < 10; k++)
		used += (size_t)snprintf(
		    body + used, sizeof body - used, "/F%d Do\n", i + 1);
	return snprintf(s, room,
	    "<<%s/Resources<</XObject<</F%d %d 0 R>>>>"
	    "/Length %zu>>\nstream\n%s\nendstream\n",
	    i > 4 ? "/Type/XObject/Subtype/Form/BBox[0 0 9 9]" : "", i + 1,
	    i + 1, used, body);
}

const char *
hostile_pdf(hire_arena *mem, size_t *len)
{
	char *s = hire_arena_alloc(mem, 1 << 16);
	size_t at[FORMS + 5], room = 1 << 16;
	int n = snprintf(s, room, "%%PDF-1.4\n");
	for (int i = 1; i <= FORMS + 3; i++) {
		at[i] = (size_t)n;
		n += snprintf(s + n, room - (size_t)n, "%d 0 obj\n", i);
		n += put_object(s + n, room - (size_t)n, i);
		n += snprintf(s + n, room - (size_t)n, "endobj\n");
	}
	int xref = n;
	n += snprintf(s + n, room - (size_t)n,
	    "xref\n0 %d\n0000000000 65535 f \n", FORMS + 4);
	for (int i = 1; i <= FORMS + 3; i++)
		n += snprintf(
		    s + n, room - (size_t)n, "%010zu 00000 n \n", at[i]);
	n += snprintf(s + n, room - (size_t)n,
	    "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n",
	    FORMS + 4, xref);
	*len = (size_t)n;
	return s;
}
