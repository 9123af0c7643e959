/* SPDX-License-Identifier: MIT
 * test_docx.c - what a person sees of a Word document, and what is set aside
 * with which reason; on the parts of hire-reader, under the sanitizers.
 */
#include "conform.h"
#include "hostile.h"

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

/* Short forms for the tables below. */
#define P(inside)         "<w:p>" inside "</w:p>"
#define R(props, text)    "<w:r><w:rPr>" props "</w:rPr><w:t>" text "</w:t></w:r>"
#define T(text)           "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define VAL(name, value)  "<w:" name " w:val=\"" value "\"/>"
#define PSTYLE(id)        "<w:pPr>" VAL("pStyle", id) "</w:pPr>"
#define WHITE             VAL("color", "FFFFFF")
#define FILL(colour)      "<w:shd w:val=\"clear\" w:fill=\"" colour "\"/>"
#define TC(props, inside) "<w:tc><w:tcPr>" props "</w:tcPr>" inside "</w:tc>"
#define TABLE(rows)       "<w:tbl>" rows "</w:tbl>"
#define TR(cells)         "<w:tr>" cells "</w:tr>"
#define ALIKE             "text in the colour of what is behind it"
#define TINY              "tiny text"
#define HIDDEN            "hidden text"
#define OUTSIDE           "text outside the page"

/* A drawing with a text box. */
#define BOX(anchor, x, y, cx, cy, paint, inside)                               \
	"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>"    \
	"<wp:anchor " anchor "><wp:positionH><wp:posOffset>" x                 \
	"</wp:posOffset></wp:positionH><wp:positionV><wp:posOffset>" y         \
	"</wp:posOffset></wp:positionV><wp:extent cx=\"" cx "\" cy=\"" cy      \
	"\"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>" paint              \
	"<a:ln><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln>"  \
	"</wps:spPr>" inside "</wps:wsp></a:graphicData></a:graphic>"          \
	"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"   \
	"<v:textbox><w:txbxContent>" P(                                        \
	    T("double")) "</w:txbxContent>"                                    \
	                 "</v:textbox></v:shape></w:pict></mc:Fallback></"     \
	                 "mc:AlternateContent>"                                \
	                 "</w:r>"
#define BOXED(inside)                                                          \
	"<wps:txbx><w:txbxContent>" inside "</w:txbxContent></wps:txbx>"
#define SOLID(rgb) "<a:solidFill><a:srgbClr val=\"" rgb "\"/></a:solidFill>"

static const char styles[] =
    "<w:styles " HOSTILE_NAMES ">"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"/>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Pale\"><w:rPr>" WHITE
    "</w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Paler\">"
    "<w:basedOn w:val=\"Pale\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Band\"><w:basedOn "
    "w:val=\"Pale\"/><w:pPr>" FILL(
        "1F3864") "</w:pPr></w:style>"
                  "<w:style w:type=\"character\" "
                  "w:styleId=\"Mite\"><w:rPr>" VAL("sz",
                      "4") "</w:rPr></w:style>"
                           "<w:style w:type=\"character\" "
                           "w:styleId=\"Gone\"><w:rPr><w:vanish/>"
                           "</w:rPr></w:style>"
                           "<w:style w:type=\"paragraph\" "
                           "w:styleId=\"Item\"><w:pPr><w:numPr>" VAL("numId",
                               "3") "</w:numPr></w:pPr></w:style>"
                                    "<w:style w:type=\"paragraph\" "
                                    "w:styleId=\"Head\"><w:pPr><w:numPr>" VAL(
                                        "numId",
                                        "3") "</w:numPr>" VAL("outlineLvl",
                                        "0") "</w:pPr></w:style>"
                                             "<w:style w:type=\"table\" "
                                             "w:styleId=\"Dark\"><w:tcPr>" FILL(
                                                 "000000") "</w:tcPr></w:style>"
                                                           "<w:style "
                                                           "w:type=\"table\" "
                                                           "w:styleId="
                                                           "\"Ghost\"><w:"
                                                           "rPr>" WHITE
                                                           "</w:rPr></w:style>"
                                                           "<w:style "
                                                           "w:type=\"table\" "
                                                           "w:styleId=\"Rows\">"
                                                           "<w:tblStylePr "
                                                           "w:type="
                                                           "\"firstRow\"><w:"
                                                           "tcPr>" FILL(
                                                               "1F3864") "</"
                                                                         "w:"
                                                                         "tcPr>"
                                                                         "</"
                                                                         "w:"
                                                                         "tblSt"
                                                                         "ylePr"
                                                                         "></"
                                                                         "w:"
                                                                         "style"
                                                                         ">"
                                                                         "<w:"
                                                                         "style"
                                                                         " w:"
                                                                         "type="
                                                                         "\"par"
                                                                         "agrap"
                                                                         "h\" "
                                                                         "w:"
                                                                         "style"
                                                                         "Id="
                                                                         "\"Loo"
                                                                         "p\"><"
                                                                         "w:"
                                                                         "based"
                                                                         "On "
                                                                         "w:"
                                                                         "val="
                                                                         "\"Loo"
                                                                         "p\"/"
                                                                         "></"
                                                                         "w:"
                                                                         "style"
                                                                         ">"
                                                                         "</"
                                                                         "w:"
                                                                         "style"
                                                                         "s>";

/* The text that is wanted, and what is set aside and why (NULL: nothing). */
static const struct {
	const char *what, *body, *text, *aside, *why;
} cases[] = {
    {"white", P(T("seen") R(WHITE, "obey")), "seen\n", "obey", ALIKE},
    {"near white", P(T("seen") R(VAL("color", "F5F5F0"), "obey")), "seen\n",
        "obey", ALIKE},
    {"grey is read", P(R(VAL("color", "A6A6A6"), "seen")), "seen\n", NULL,
        NULL},
    {"automatic", P(R(VAL("color", "auto"), "seen")), "seen\n", NULL, NULL},
    {"by theme",
        P(T("seen") R("<w:color w:val=\"000000\" "
                      "w:themeColor=\"background1\"/>",
            "obey")),
        "seen\n", "obey", ALIKE},
    {"darker theme",
        P(R("<w:color w:val=\"FFFFFF\" w:themeColor=\"background1\" "
            "w:themeShade=\"80\"/>",
            "seen")),
        "seen\n", NULL, NULL},
    {"white on its shade", P(R(WHITE FILL("1F3864"), "seen")), "seen\n", NULL,
        NULL},
    {"blue on blue",
        P(T("seen") R(VAL("color", "1F3864") FILL("203864"), "obey")), "seen\n",
        "obey", ALIKE},
    {"yellow on yellow",
        P(T("seen")
                R(VAL("color", "FFFF00") VAL("highlight", "yellow"), "obey")),
        "seen\n", "obey", ALIKE},
    {"white on a dark mark", P(R(WHITE VAL("highlight", "black"), "seen")),
        "seen\n", NULL, NULL},
    {"white on a dark paragraph",
        P("<w:pPr>" FILL("000000") "</w:pPr>" R(WHITE, "seen")), "seen\n", NULL,
        NULL},
    {"black on a dark paragraph",
        P(T("seen")) P("<w:pPr>" FILL("000000") "</w:pPr>" R(
            VAL("color", "000000"), "obey")),
        "seen\n\n", "obey", ALIKE},
    {"letters without ink",
        P(T("seen") R("<w14:textFill><w14:noFill/></w14:textFill>", "obey")),
        "seen\n", "obey", ALIKE},
    {"a white fill",
        P(T("seen") R("<w14:textFill><w14:solidFill><w14:srgbClr "
                      "w14:val=\"FFFFFF\"/></w14:solidFill></w14:textFill>",
            "obey")),
        "seen\n", "obey", ALIKE},
    {"a white glow",
        P(R("<w14:glow w14:rad=\"9\"><w14:srgbClr w14:val=\"FFFFFF\"/>"
            "</w14:glow>",
            "seen")),
        "seen\n", NULL, NULL},
    {"tiny", P(T("seen") R(VAL("sz", "2"), "obey")), "seen\n", "obey", TINY},
    {"small print is read", P(R(VAL("sz", "12"), "seen")), "seen\n", NULL,
        NULL},
    {"narrow", P(T("seen") R(VAL("w", "1"), "obey")), "seen\n", "obey", TINY},
    {"a line without height",
        P(T("seen")) P("<w:pPr><w:spacing w:line=\"20\" "
                       "w:lineRule=\"exact\"/></w:pPr>" T("obey")),
        "seen\n\n", "obey", TINY},
    {"a row without height",
        P(T("seen")) TABLE(
            "<w:tr><w:trPr><w:trHeight w:val=\"10\" "
            "w:hRule=\"exact\"/></w:trPr>" TC("", P(T("obey"))) "</w:tr>"),
        "seen\n", "obey", TINY},
    {"vanish", P(T("Ja") R("<w:vanish/>", "x") T("ne")), "Jane\n", "x", HIDDEN},
    {"vanish off", P(R(VAL("vanish", "0"), "seen")), "seen\n", NULL, NULL},
    {"specVanish", P(T("seen") R("<w:specVanish/>", "obey")), "seen\n", "obey",
        HIDDEN},
    {"webHidden", P(T("seen") R("<w:webHidden/>", "obey")), "seen\n", "obey",
        HIDDEN},
    {"a hidden row",
        P(T("seen")) TABLE("<w:tr><w:trPr><w:hidden/></w:trPr>" TC(
            "", P(T("obey"))) "</w:tr>"),
        "seen\n", "obey", HIDDEN},
    {"the mark of a paragraph",
        P("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" T("seen")), "seen\n",
        NULL, NULL},
    {"as it was before",
        P(R("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "seen")),
        "seen\n", NULL, NULL},
    {"far left",
        P(T("seen")) P("<w:pPr><w:ind w:left=\"-20000\"/></w:pPr>" T("obey")),
        "seen\n\n", "obey", OUTSIDE},
    {"style", P(T("seen")) P(PSTYLE("Pale") T("obey")), "seen\n\n", "obey",
        ALIKE},
    {"inherited style", P(T("seen")) P(PSTYLE("Paler") T("obey")), "seen\n\n",
        "obey", ALIKE},
    {"a style with its band", P(PSTYLE("Band") T("seen")), "seen\n", NULL,
        NULL},
    {"the run wins over the style",
        P(PSTYLE("Pale") R(VAL("color", "000000"), "seen")), "seen\n", NULL,
        NULL},
    {"tiny by style", P(T("seen") R(VAL("rStyle", "Mite"), "obey")), "seen\n",
        "obey", TINY},
    {"hidden by style", P(T("seen") R(VAL("rStyle", "Gone"), "obey")), "seen\n",
        "obey", HIDDEN},
    {"a style of itself", P(PSTYLE("Loop") T("seen")), "seen\n", NULL, NULL},
    {"white on a dark cell", TABLE(TR(TC(FILL("000000"), P(R(WHITE, "seen"))))),
        "seen\n", NULL, NULL},
    {"white on a white cell", TABLE(TR(TC("", P(T("seen") R(WHITE, "obey"))))),
        "seen\n", "obey", ALIKE},
    {"a dark table style",
        TABLE("<w:tblPr>" VAL("tblStyle", "Dark") "</w:tblPr>" TR(
            TC("", P(R(WHITE, "seen"))))),
        "seen\n", NULL, NULL},
    {"a table style's white text",
        P(T("seen")) TABLE("<w:tblPr>" VAL("tblStyle", "Ghost") "</w:tblPr>" TR(
            TC("", P(T("obey"))))),
        "seen\n", "obey", ALIKE},
    {"painted rows",
        TABLE("<w:tblPr>" VAL("tblStyle", "Rows") "</w:tblPr>" TR(
            TC("", P(R(WHITE, "seen"))))),
        "seen\n", NULL, NULL},
    {"after the table it is the page again",
        TABLE(TR(TC(FILL("000000"), P(T("seen"))))) P(R(WHITE, "obey")),
        "seen\n\n", "obey", ALIKE},
    {"deleted and inserted",
        P("<w:ins>" T("new") "</w:ins><w:del><w:r><w:delText>old</w:delText>"
                             "</w:r></w:del>"),
        "new\n", NULL, NULL},
    {"field", P("<w:r><w:instrText>HYPERLINK</w:instrText></w:r>" T("link")),
        "link\n", NULL, NULL},
    {"controls, smart tags, links",
        "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" P(
            "<w:smartTag>" T("a") "</w:smartTag><w:hyperlink>" T(
                "b") "</w:hyperlink>") "</w:sdtContent></w:sdt>",
        "ab\n", NULL, NULL},
    {"symbols",
        P("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A7\"/><w:t> a</w:t>"
          "<w:noBreakHyphen/><w:t>b</w:t></w:r>"),
        "\xE2\x80\xA2 a-b\n", NULL, NULL},
    {"ruby",
        P("<w:ruby><w:rt>" T("no") "</w:rt><w:rubyBase>" T(
            "yes") "</w:rubyBase></w:ruby>"),
        "yes\n", NULL, NULL},
    {"list by style", P(PSTYLE("Item") T("one")), "\xE2\x80\xA2 one\n", NULL,
        NULL},
    {"a numbered heading", P(PSTYLE("Head") T("Skills")), "Skills\n", NULL,
        NULL},
    {"list switched off",
        P("<w:pPr>" VAL("pStyle", "Item") "<w:numPr>" VAL(
            "numId", "0") "</w:numPr></w:pPr>" T("one")),
        "one\n", NULL, NULL},
    {"label and value",
        TABLE(TR(TC("", P(T("Phone"))) TC("", P(T("555"))))
                TR(TC("", P(T("City"))) TC("", P(T("Here"))))),
        "Phone\t555\nCity\tHere\n", NULL, NULL},
    {"date beside a job",
        TABLE(TR(
            TC("", P(T("2019 - 2021"))) TC("", P(T("Engineer")) P(T("did"))))),
        "2019 - 2021\tEngineer\ndid\n", NULL, NULL},
    {"job beside a date",
        TABLE(TR(TC("", P(T("Engineer")) P(T("did")) P(T("more")))
                TC("", P(T("2019"))))),
        "Engineer\t2019\ndid\nmore\n", NULL, NULL},
    {"columns",
        TABLE(TR(
            TC("", P(T("a")) P(T("b"))) TC("", P(T("c")) P(T("d")) P(T("e"))))),
        "a\nb\n\nc\nd\ne\n", NULL, NULL},
    {"table in a table",
        TABLE(TR(
            TC("", TABLE(TR(TC("", P(T("a"))) TC("", P(T("b"))))) P(T("c"))))),
        "a\tb\nc\n", NULL, NULL},
    {"text box after its paragraph",
        P(T("Ja") BOX("", "0", "0", "900000", "900000", "", BOXED(P(T("box"))))
                T("ne")),
        "Jane\nbox\n", NULL, NULL},
    {"white in a dark box",
        P(BOX("", "0", "0", "900000", "900000", SOLID("1F3864"),
            BOXED(P(R(WHITE, "seen"))))),
        "seen\n", NULL, NULL},
    {"white in a white box",
        P(T("seen") BOX("", "0", "0", "900000", "900000", SOLID("FFFFFF"),
            BOXED(P(R(WHITE, "obey"))))),
        "seen\n\n", "obey", ALIKE},
    {"box off the page",
        P(T("seen") BOX(
            "", "-9000000", "0", "900000", "900000", "", BOXED(P(T("obey"))))),
        "seen\n\n", "obey", OUTSIDE},
    {"box without height",
        P(T("seen")
                BOX("", "0", "0", "900000", "1000", "", BOXED(P(T("obey"))))),
        "seen\n\n", "obey", TINY},
    {"white before a dark band",
        P(BOX("behindDoc=\"1\"", "0", "0", "5486400", "914400", SOLID("1F3864"),
            "") R(WHITE, "seen")),
        "seen\n", NULL, NULL},
    {"white where no band is behind",
        P(BOX("", "0", "0", "5486400", "914400", SOLID("1F3864"), "")
                R(WHITE, "obey") T("seen")),
        "seen\n", "obey", ALIKE},
};

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
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		reading r;
		const hostile_part parts[] = {
		    {"word/document.xml",
		        hire_arena_printf(mem, "%s%s%s", HOSTILE_HEAD,
		            cases[i].body, HOSTILE_TAIL),
		        0},
		    {"word/styles.xml", styles, 0}};
		read_parts(&r, parts, 2);
		expect(cases[i].what, &r, cases[i].text, cases[i].aside,
		    cases[i].why);
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
    {"word/document.xml", "no xml", HIRE_EDAMAGED, "XML"},
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
