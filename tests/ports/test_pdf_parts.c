/* SPDX-License-Identifier: MIT
 * test_pdf_parts.c - the parts of the PDF reader that see a stranger's bytes,
 * under the sanitizers: whole, bent at random, and with each allocation
 * failing.
 */
#include "conform.h"
#include "stage.h"

#include "backends/text/reader/pdf/page.h"
#include "backends/text/reader/pdf/scan.h"

#include <string.h>

#define TEXT(x, y, what)                                                       \
	"<text top=\"" #y "\" left=\"" #x                                      \
	"\" width=\"90.5\" height=\"15\" font=\"0\">" what "</text>\n"

static const char sample[] =
    "<pdf2xml>\n link to page 2 <page number=\"1\" height=\"1262\" "
    "width=\"892\">\n\t<fontspec id=\"0\" size=\"16\" family=\"a\" "
    "color=\"#102030\" opacity=\"0.5\"/>\n" TEXT(90, 80, "<b>A &amp; B</b>")
        TEXT(400, 80, "2019") TEXT(90, 100, "caf&#233; pro les")
            TEXT(90, 120, "of manu-") TEXT(90, 140, "facture") "</page>\n";

static hire_status
lay_out(hire_ctx *ctx, const char *xml, size_t len, hire__buf *out)
{
	hire_arena *mem = NULL;
	pdf_pages pages = {0};
	hire_error err = {.code = HIRE_OK};
	hire_status st = hire_arena_new(ctx, 0, &mem, &err);
	if (!st)
		st = pdf_parse(xml, len, mem, &pages, &err);
	for (size_t i = 0; !st && i < pages.count; i++) {
		pdf_measure(&pages.page[i]);
		st = pdf_mend(&pages.page[i], &pages.page[i], mem, &err);
		if (!st)
			st = pdf_layout(&pages.page[i], mem, out, &err);
	}
	hire_arena_free(mem);
	return st;
}

START_TEST(xml_becomes_lines)
{
	test_host host;
	test_host_open(&host);
	hire__buf out = HIRE__BUF(host.ctx, 1 << 20);
	ck_assert_ok(lay_out(host.ctx, sample, strlen(sample), &out));
	ck_assert_str_eq(
	    out.s, "A & B\t2019\ncaf\xC3\xA9 pro les\nof manufacture\n\n\f");
	hire__buf_free(&out);
	test_host_close(&host);
}
END_TEST

START_TEST(bent_xml_does_no_harm)
{
	test_host host;
	char bent[sizeof sample];
	uint64_t seed = 3;
	test_host_open(&host);
	for (int i = 0; i < 4000; i++) {
		hire__buf out = HIRE__BUF(host.ctx, 1 << 20);
		memcpy(bent, sample, sizeof bent);
		for (uint64_t k = 1 + test_random(&seed, 6); k; k--)
			bent[test_random(&seed, sizeof bent)] =
			    (char)test_random(&seed, 256);
		(void)lay_out(host.ctx, bent,
		    (size_t)test_random(&seed, sizeof bent), &out);
		hire__buf_free(&out);
	}
	test_host_close(&host);
}
END_TEST

START_TEST(ligatures_are_put_back_and_nothing_else)
{
	static const char shown[] = "<page height=\"90\" width=\"900\">\n" TEXT(
	    90, 30, "Pro les of stacks");
	static const char *const words[][2] = {
	    {"Profiles", "Profiles of stacks"},
	    {"Prozzles", "Pro les of stacks"},
	    {"Profilesifififififififififififif", "Pro les of stacks"}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		test_host host;
		hire_arena *mem;
		pdf_pages page, other;
		test_host_open(&host);
		ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
		const char *xml = hire_arena_printf(mem,
		    "<page width=\"600\" height=\"60\">\n"
		    "<word xMin=\"61\" yMin=\"20\" xMax=\"80\" yMax=\"29\">%s"
		    "</word>\n<word xMin=\"85\" yMin=\"20\" xMax=\"90\" "
		    "yMax=\"29\">of</word>\n<word xMin=\"92\" yMin=\"20\" "
		    "xMax=\"110\" yMax=\"29\">stacks</word>\n",
		    words[i][0]);
		ck_assert_ok(pdf_parse(shown, strlen(shown), mem, &page, NULL));
		ck_assert_ok(pdf_parse(xml, strlen(xml), mem, &other, NULL));
		ck_assert_ok(pdf_mend(page.page, other.page, mem, NULL));
		const pdf_piece *p = page.page->pieces;
		ck_assert_str_eq(
		    hire_arena_strndup(mem, p->text, p->len), words[i][1]);
		hire_arena_free(mem);
		test_host_close(&host);
	}
}
END_TEST

/* What must be looked at, and what need not. */
static const struct {
	const char *content;
	bool look;
} scans[] = {
    {"BT /F1 11 Tf 60 780 Td (Sample) Tj ET", false},
    {"q 0 0 595 842 re W n BT (x) Tj ET Q 10 10 500 1 re f", false},
    {"10 10 500 40 re f", true},
    {"q 9 9 9 9 re W n BT (x) Tj ET Q", true},
    {"BT 3 Tr (x) Tj ET", true},
    {"BT 10 Tz (x) Tj ET", true},
    {"/Sh sh", true},
    {"20 w 0 0 m 500 0 l S", true},
    {"2 0 0 2 0 0 cm", true},
    {"q", true},
    {"BT (a \\) 0 0 500 500 re f) Tj ET", false},
    {"BT (a) 0 0 500 500 re f (b) Tj ET", true},
    {"% 0 0 500 500 re f\nBT (x) Tj ET", false},
    {"<30> Tj 0 0 500 500 re f", true},
};

/* What the scan says of a page with that content. */
static pdf_scan
scanned(const char *content)
{
	stage_open();
	const char *file = hire_arena_printf(stage_mem,
	    "%%PDF-1.4\n1 0 obj\n<</MediaBox[0 0 595 842]>>\nendobj\n"
	    "2 0 obj\n<</Length 9>>\nstream\n%s\nendstream\n",
	    content);
	pdf_scan s = pdf_scan_bytes(stage_host.ctx, file, strlen(file));
	stage_close();
	return s;
}

START_TEST(what_paints_is_looked_at)
{
	for (size_t i = 0; i < sizeof scans / sizeof *scans; i++) {
		pdf_scan s = scanned(scans[i].content);
		ck_assert_msg(s.look == scans[i].look, "%s", scans[i].content);
	}
}
END_TEST

/* Which streams call for the other reading, for ligatures, and which cut
 * something off. */
static const struct {
	const char *content;
	bool actual, clips;
} notes[] = {
    {"BT (x) Tj ET", false, false},
    {"/Span <</ActualText <FEFF00AD>>> BDC", false, false},
    {"/Span <</ActualText <FEFF00660069>>> BDC", true, false},
    {"/Span <</ActualText <FEFF00AD0066>>> BDC", true, false},
    {"/Span <</ActualText <FEFF00AD>>> BDC /Span <</ActualText (fi)>> BDC",
        true, false},
    {"/Span <</ActualText (x)>> BDC", true, false},
    {"/Span <</ActualText <FEFF00A", true, false},
    {"/Span <</ActualText", true, false},
    {"q 0 0 595 842 re W n Q", false, true},
};

START_TEST(only_what_needs_it_is_read_twice)
{
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		pdf_scan s = scanned(notes[i].content);
		ck_assert_msg(
		    s.actual == notes[i].actual, "%s", notes[i].content);
		ck_assert_msg(
		    s.clips == notes[i].clips, "%s", notes[i].content);
	}
}
END_TEST

START_TEST(many_pages_are_counted)
{
	test_host host;
	hire__buf b;
	test_host_open(&host);
	b = HIRE__BUF(host.ctx, 1 << 12);
	for (int i = 0; i < 13; i++) {
		bool many =
		    pdf_scan_bytes(host.ctx, b.len ? b.s : "", b.len).many;
		ck_assert(!many);
		hire__buf_adds(&b, "<</Type/Page/Rotate 0>> <</Type/Pages>>\n");
	}
	ck_assert(pdf_scan_bytes(host.ctx, b.s, b.len).many);
	hire__buf_free(&b);
	test_host_close(&host);
}
END_TEST

START_TEST(names_that_hide_something_are_noticed)
{
	static const char *const names[] = {"/SMask 3 0 R", "/S#4dask 3 0 R",
	    "/OC 9 0 R", "/Subtype/Image", "/Subtype /Square", "/BM/Multiply",
	    "/Encrypt 1 0 R", "/PatternType 1", "/Filter/LZWDecode"};
	test_host host;
	hire_arena *mem;
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, 0, &mem, NULL));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *file = hire_arena_printf(mem,
		    "%%PDF-1.4\n1 0 obj\n<</MediaBox[0 0 595 842] %s>>\n",
		    names[i]);
		ck_assert_msg(pdf_scan_bytes(host.ctx, file, strlen(file)).look,
		    "%s", names[i]);
	}
	hire_arena_free(mem);
	test_host_close(&host);
}
END_TEST

static hire_status
use_everything(hire_ctx *ctx)
{
	hire__buf out = HIRE__BUF(ctx, 1 << 20);
	hire_status st = lay_out(ctx, sample, strlen(sample), &out);
	hire__buf_free(&out);
	return st;
}

START_TEST(every_allocation_may_fail)
{
	test_every_allocation(use_everything);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("pdf parts");
	TCase *c = tcase_create("parts");
	tcase_set_timeout(c, 60);
	tcase_add_test(c, xml_becomes_lines);
	tcase_add_test(c, bent_xml_does_no_harm);
	tcase_add_test(c, ligatures_are_put_back_and_nothing_else);
	tcase_add_test(c, what_paints_is_looked_at);
	tcase_add_test(c, only_what_needs_it_is_read_twice);
	tcase_add_test(c, many_pages_are_counted);
	tcase_add_test(c, names_that_hide_something_are_noticed);
	tcase_add_test(c, every_allocation_may_fail);
	suite_add_tcase(s, c);
	return test_run(s);
}
