/* SPDX-License-Identifier: MIT
 * test_docx.c - what a person sees of a Word document, and what is set aside
 * with which reason; on the parts of hire-reader, under the sanitizers.
 */
#include "conform.h"
#include "docx_cases.h"

#include "backends/text/reader/reader.h"

#include <string.h>

static test_host host;
static hire_arena *mem;

static void
setup(void)
{
	test_host_open(&host);
	ck_assert_ok(hire_arena_new(host.ctx, (size_t)256 << 20, &mem, NULL));
}

static void
teardown(void)
{
	hire_arena_free(mem);
	test_host_close(&host);
}

static void
read_parts(reading *r, const hostile_part *parts, size_t count)
{
	size_t len;
	hire_error err = {.code = HIRE_OK};
	const char *bytes = hostile_package(mem, parts, count, &len);
	*r = (reading){.ctx = host.ctx,
	    .mem = mem,
	    .bytes = bytes,
	    .len = len,
	    .raw = HIRE__BUF(host.ctx, READER_RAW_MAX)};
	hire_status st = reader_docx(r, &err);
	ck_assert_msg(!st, "%s: %s", hire_status_name(st), err.message);
	st = reader_clean(r, 1 << 20, &err);
	ck_assert_msg(!st, "%s: %s", hire_status_name(st), err.message);
}

static void
expect(const char *what, const reading *r, const char *text, const char *aside,
    const char *why)
{
	ck_assert_msg(!strcmp(r->text, text), "%s: \"%s\"", what, r->text);
	ck_assert_msg(r->aside_count == (aside != NULL), "%s: %zu aside, %s",
	    what, r->aside_count, r->aside_count ? r->aside[0].why : "");
	if (!aside)
		return;
	ck_assert_msg(!strcmp(r->aside[0].text.s, aside), "%s: \"%s\"", what,
	    r->aside[0].text.s);
	ck_assert_msg(
	    !strcmp(r->aside[0].why, why), "%s: %s", what, r->aside[0].why);
}

START_TEST(what_a_person_sees)
{
	for (size_t i = 0; i < docx_cases_count; i++) {
		reading r;
		const hostile_part parts[] = {
		    {"word/document.xml",
		        hire_arena_printf(mem, "%s%s%s", HOSTILE_HEAD,
		            docx_cases[i].body, HOSTILE_TAIL),
		        0},
		    {"word/styles.xml", docx_styles, 0}};
		read_parts(&r, parts, 2);
		expect(docx_cases[i].what, &r, docx_cases[i].text,
		    docx_cases[i].aside, docx_cases[i].why);
		reader_fini(&r);
	}
}
END_TEST

#define PART(name, tag, inside)                                                \
	{                                                                      \
		name, "<w:" tag " " HOSTILE_NAMES ">" inside "</w:" tag ">", 0 \
	}
#define NOTE(id, text) "<w:footnote w:id=\"" id "\">" P(T(text)) "</w:footnote>"
#define BODY(inside)   PART("word/document.xml", "document", inside)

START_TEST(headers_notes_and_comments)
{
	reading r;
	const hostile_part parts[] = {
	    PART("word/comments.xml", "comments", P(T("no"))),
	    PART("word/footer1.xml", "ftr", P(T("foot"))),
	    BODY("<w:body>" P(T("body") "<w:r><w:footnoteReference "
	                                "w:id=\"2\"/></w:r>") "</w:body>"),
	    PART("word/header1.xml", "hdr", P(T("head"))),
	    PART("word/header2.xml", "hdr", P(T("head"))),
	    PART("word/footnotes.xml", "footnotes",
	        "<w:footnote w:id=\"0\" w:type=\"separator\">" P(
	            T("line")) "</w:footnote>" NOTE("2", "note")
	            NOTE("3", "obey"))};
	read_parts(&r, parts, 6);
	expect("parts", &r, "head\nbody\nnote\n\nfoot\n", "obey", HIDDEN);
	reader_fini(&r);
}
END_TEST

START_TEST(the_page_and_the_theme_have_colours)
{
	reading r;
	const hostile_part shown[] = {
	    BODY("<w:background w:color=\"101010\"/>"
	         "<w:body>" P(R(WHITE, "one")
	                 R(VAL("color", "111111"), "two")) "</w:body>"),
	    PART("word/settings.xml", "settings",
	        "<w:displayBackgroundShape/>")};
	read_parts(&r, shown, 2);
	expect("dark page", &r, "one\n", "two", ALIKE);
	reader_fini(&r);
	read_parts(&r, shown, 1); /* nobody is shown the colour */
	expect("white page", &r, "two\n", "one", ALIKE);
	reader_fini(&r);
	const hostile_part themed[] = {
	    BODY("<w:body>" P(R("<w:color w:themeColor=\"accent1\"/>", "one")
	            T("two")) "</w:body>"),
	    {"word/theme/theme1.xml",
	        "<a:theme " HOSTILE_NAMES "><a:clrScheme><a:accent1><a:srgbClr "
	        "val=\"FFFFFE\"/></a:accent1></a:clrScheme></a:theme>",
	        0}};
	read_parts(&r, themed, 2);
	expect("theme", &r, "two\n", "one", ALIKE);
	reader_fini(&r);
	read_parts(&r, themed, 1);
	expect("usual theme", &r, "onetwo\n", NULL, NULL);
	reader_fini(&r);
}
END_TEST

START_TEST(defaults_hide_too)
{
	reading r;
	const hostile_part parts[] = {
	    BODY("<w:body>" P(
	        T("one") R(VAL("color", "000000"), "two")) "</w:body>"),
	    PART("word/styles.xml", "styles",
	        "<w:docDefaults><w:rPrDefault><w:rPr>" WHITE
	        "</w:rPr></w:rPrDefault></w:docDefaults>")};
	read_parts(&r, parts, 2);
	expect("defaults", &r, "two\n", "one", ALIKE);
	reader_fini(&r);
}
END_TEST

/* An archive that is no Word document says what it is. */
static const struct {
	const char *part, *bytes;
	hire_status want;
	const char *word;
} others[] = {
    {"content.xml", "x", HIRE_EUNSUPPORTED, "OpenDocument"},
    {"xl/workbook.xml", "x", HIRE_EUNSUPPORTED, "spreadsheet"},
    {"ppt/presentation.xml", "x", HIRE_EUNSUPPORTED, "presentation"},
    {"cv.txt", "x", HIRE_EUNSUPPORTED, "archive"},
    {"word/vbaProject.bin", "x", HIRE_EUNSUPPORTED, "macros"},
    {"word/_rels/document.xml.rels", "x", HIRE_EDAMAGED, "missing"},
    {"word/document.xml", "", HIRE_EDAMAGED, "XML"},
    {"word/document.xml", "no xml", HIRE_EDAMAGED, "XML is broken"},
    {"word/document.xml", "<!DOCTYPE x><x/>", HIRE_EDAMAGED, "DOCTYPE"},
    {"word/document.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&c;</x>",
        HIRE_EDAMAGED, "DOCTYPE"},
    {"word/document.xml", "<!DOCTYPE x [<!ENTITY a \"&a;\">]><x>&a;</x>",
        HIRE_EDAMAGED, "DOCTYPE"},
};

START_TEST(other_archives_are_named)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		size_t len;
		hire_error err = {.code = HIRE_OK};
		const hostile_part part = {others[i].part, others[i].bytes, 0};
		reading r = {.ctx = host.ctx,
		    .mem = mem,
		    .raw = HIRE__BUF(host.ctx, READER_RAW_MAX)};
		r.bytes = hostile_package(mem, &part, 1, &len);
		r.len = len;
		ck_assert_status(reader_docx(&r, &err), others[i].want);
		ck_assert_msg(strstr(err.message, others[i].word), "%s: %s",
		    others[i].part, err.message);
		reader_fini(&r);
	}
}
END_TEST

START_TEST(macros_and_templates_are_refused)
{
	static const char *const types[] = {
	    "<Types><Override ContentType=\"application/"
	    "vnd.ms-word.document.macroEnabled.main+xml\"/></Types>",
	    "<Types><Override ContentType=\"application/"
	    "vnd.openxmlformats-officedocument.wordprocessingml.template.main"
	    "+xml\"/></Types>"};
	for (size_t i = 0; i < 2; i++) {
		size_t len;
		const hostile_part parts[] = {
		    BODY("<w:body>" P(T("x")) "</w:body>"),
		    {"[Content_Types].xml", types[i], 0}};
		reading r = {.ctx = host.ctx,
		    .mem = mem,
		    .raw = HIRE__BUF(host.ctx, READER_RAW_MAX)};
		r.bytes = hostile_package(mem, parts, 2, &len);
		r.len = len;
		ck_assert_status(reader_docx(&r, NULL), HIRE_EUNSUPPORTED);
		reader_fini(&r);
	}
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("docx");
	TCase *c = tcase_create("docx");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, what_a_person_sees);
	tcase_add_test(c, headers_notes_and_comments);
	tcase_add_test(c, the_page_and_the_theme_have_colours);
	tcase_add_test(c, defaults_hide_too);
	tcase_add_test(c, other_archives_are_named);
	tcase_add_test(c, macros_and_templates_are_refused);
	suite_add_tcase(s, c);
	return test_run(s);
}
