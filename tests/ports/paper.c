/* SPDX-License-Identifier: MIT
 * paper.c - small PDF files made by hand, for what no office program writes.
 */
#include "paper.h"

#include "support.h"
#include "util/buf.h"

#include <string.h>

enum { OBJECTS_MAX = 4000, FIRST_EXTRA = 7 };

typedef struct press {
	hire__buf out;
	size_t at[OBJECTS_MAX];
	int count; /* objects, the free one not among them */
} press;

static void
begin(press *s, int number)
{
	ck_assert_int_lt(number, OBJECTS_MAX);
	s->at[number] = s->out.len;
	s->count = number > s->count ? number : s->count;
	hire__buf_addf(&s->out, "%d 0 obj\n", number);
}

static void
object(press *s, int number, const char *body)
{
	begin(s, number);
	hire__buf_adds(&s->out, body);
	hire__buf_adds(&s->out, "\nendobj\n");
}

static void
print_pages(press *s, const paper *p, int first)
{
	int n = p->pages ? p->pages : 1;
	begin(s, 2);
	hire__buf_addf(&s->out, "<</Type/Pages/Count %d/Kids[", n);
	for (int i = 0; i < n; i++)
		hire__buf_addf(&s->out, "%d 0 R ", first + i);
	hire__buf_adds(&s->out, "]>>\nendobj\n");
	for (int i = 0; i < n; i++) {
		begin(s, first + i);
		hire__buf_addf(&s->out,
		    "<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 3 0 R"
		    "/Resources<</Font<</F1 4 0 R/F2 5 0 R>>%s>>%s>>\nendobj\n",
		    p->box ? p->box : "0 0 595 842",
		    p->resource ? p->resource : "", p->page ? p->page : "");
	}
}

static void
finish(press *s)
{
	size_t table = s->out.len;
	hire__buf_addf(
	    &s->out, "xref\n0 %d\n0000000000 65535 f \n", s->count + 1);
	for (int i = 1; i <= s->count; i++)
		if (s->at[i])
			hire__buf_addf(&s->out, "%010zu 00000 n \n", s->at[i]);
		else
			hire__buf_adds(&s->out, "0000000000 65535 f \n");
	hire__buf_addf(&s->out,
	    "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
	    s->count + 1, table);
}

const char *
paper_make(hire_arena *mem, const paper *p, size_t *len)
{
	const char *file;
	int extra = 0;
	press *s = hire_arena_alloc(mem, sizeof *s);
	ck_assert_ptr_nonnull(s);
	s->out = HIRE__BUF(hire_arena_ctx(mem), 32 << 20);
	hire__buf_adds(&s->out, "%PDF-1.5\n");
	object(s, 1,
	    hire_arena_printf(mem, "<</Type/Catalog/Pages 2 0 R%s>>",
	        p->catalog ? p->catalog : ""));
	object(s, 3,
	    hire_arena_printf(mem, "<</Length %zu>>\nstream\n%s\nendstream",
	        strlen(p->content) + 1, p->content));
	object(s, 4,
	    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
	    "/Encoding/WinAnsiEncoding>>");
	object(s, 5,
	    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold"
	    "/Encoding/WinAnsiEncoding>>");
	for (; p->objects && p->objects[extra]; extra++)
		object(s, FIRST_EXTRA + extra, p->objects[extra]);
	print_pages(s, p, FIRST_EXTRA + extra);
	finish(s);
	*len = s->out.len;
	ck_assert_ok(hire__buf_take(&s->out, mem, &file, NULL));
	return file;
}
