/* SPDX-License-Identifier: MIT
 * docx_cases.c - what a person sees of a Word document, case by case.
 */
#include "docx_cases.h"

/* A style of `type` named `id`. */
#define STYLE(type, id, inside)                                                \
	"<w:style w:type=\"" type "\" w:styleId=\"" id "\">" inside "</"       \
	"w:style>"
#define RPR(inside)   "<w:rPr>" inside "</w:rPr>"
#define PPR(inside)   "<w:pPr>" inside "</w:pPr>"
#define TCPR(inside)  "<w:tcPr>" inside "</w:tcPr>"
#define NUMPR(inside) "<w:numPr>" inside "</w:numPr>"

#define PALE  STYLE("paragraph", "Pale", RPR(WHITE))
#define PALER STYLE("paragraph", "Paler", VAL("basedOn", "Pale"))
#define BAND                                                                   \
	STYLE("paragraph", "Band", VAL("basedOn", "Pale") PPR(FILL("1F3864")))
#define MITE  STYLE("character", "Mite", RPR(VAL("sz", "4")))
#define GONE  STYLE("character", "Gone", RPR("<w:vanish/>"))
#define ITEM  STYLE("paragraph", "Item", PPR(NUMPR(VAL("numId", "3"))))
#define HEADS PPR(NUMPR(VAL("numId", "3")) VAL("outlineLvl", "0"))
#define HEAD  STYLE("paragraph", "Head", HEADS)
#define DARK  STYLE("table", "Dark", TCPR(FILL("000000")))
#define GHOST STYLE("table", "Ghost", RPR(WHITE))
#define FIRST "<w:tblStylePr w:type=\"firstRow\">"
#define ROWS                                                                   \
	STYLE("table", "Rows", FIRST TCPR(FILL("1F3864")) "</w:tblStylePr>")
#define LOOP STYLE("paragraph", "Loop", VAL("basedOn", "Loop"))
#define USUAL                                                                  \
	"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"/>"

const char docx_styles[] =
    "<w:styles " HOSTILE_NAMES
    ">" USUAL PALE PALER BAND MITE GONE ITEM HEAD DARK GHOST ROWS LOOP
    "</w:styles>";

const docx_case docx_cases[] = {
    {"white", P(T("seen") R(WHITE, "obey")), "seen\n", "obey", ALIKE},
    {"near white", P(T("seen") R(VAL("color", "F5F5F0"), "obey")), "seen\n",
        "obey", ALIKE},
    {"the lightest grey that is read", P(R(VAL("color", "D9D9D9"), "seen")),
        "seen\n", NULL, NULL},
    {"a lighter grey", P(T("seen") R(VAL("color", "DDDDDD"), "obey")), "seen\n",
        "obey", ALIKE},
    {"pale yellow", P(T("seen") R(VAL("color", "FFFFCC"), "obey")), "seen\n",
        "obey", ALIKE},
    {"another colour as light", P(R(VAL("color", "FFD700"), "seen")), "seen\n",
        NULL, NULL},
    {"black on charcoal",
        P(T("seen") R(VAL("color", "000000") FILL("181818"), "obey")), "seen\n",
        "obey", ALIKE},
    {"letters over each other", P(T("seen") R(VAL("spacing", "-400"), "obey")),
        "seen\n", "obey", PILED},
    {"by their size",
        P(T("seen") R(VAL("sz", "16") VAL("spacing", "-60"), "obey")), "seen\n",
        "obey", PILED},
    {"drawn together", P(R(VAL("spacing", "-20"), "seen")), "seen\n", NULL,
        NULL},
    {"a headline drawn together",
        P(R(VAL("sz", "80") VAL("spacing", "-60"), "seen")), "seen\n", NULL,
        NULL},
    {"far below its line", P(T("seen") R(VAL("position", "-3000"), "obey")),
        "seen\n", "obey", SHIFTED},
    {"far above its line", P(T("seen") R(VAL("position", "400"), "obey")),
        "seen\n", "obey", SHIFTED},
    {"raised", P(R(VAL("position", "12"), "seen")), "seen\n", NULL, NULL},
    {"lowered", P(R(VAL("position", "-24"), "seen")), "seen\n", NULL, NULL},
    {"frame of no size",
        P(T("seen")) P(PPR("<w:framePr w:w=\"10\" w:h=\"10\" "
                           "w:hRule=\"exact\" w:x=\"100\" "
                           "w:y=\"100\"/>") T("obey")),
        "seen\n\n", "obey", TINY},
    {"frame of no height",
        P(T("seen")) P(PPR("<w:framePr w:w=\"4000\" w:h=\"10\" "
                           "w:hRule=\"exact\"/>") T("obey")),
        "seen\n\n", "obey", TINY},
    {"frame as high as it must be",
        P(PPR("<w:framePr w:w=\"4000\" w:h=\"10\" w:hRule=\"atLeast\" "
              "w:x=\"100\" w:y=\"100\"/>") T("seen")),
        "seen\n", NULL, NULL},
    {"nearly clear ink",
        P(T("seen") R("<w14:textFill><w14:solidFill><w14:srgbClr "
                      "w14:val=\"000000\"><w14:alpha w14:val=\"90000\"/>"
                      "</w14:srgbClr></w14:solidFill></w14:textFill>",
            "obey")),
        "seen\n", "obey", ALIKE},
    {"half clear ink",
        P(R("<w14:textFill><w14:solidFill><w14:srgbClr w14:val=\"000000\">"
            "<w14:alpha w14:val=\"50000\"/></w14:srgbClr></w14:solidFill>"
            "</w14:textFill>",
            "seen")),
        "seen\n", NULL, NULL},
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

const size_t docx_cases_count = sizeof docx_cases / sizeof *docx_cases;
