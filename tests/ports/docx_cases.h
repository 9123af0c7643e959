/* SPDX-License-Identifier: MIT
 * docx_cases.h - Word documents of one paragraph or table, what a person sees
 * of them and what is set aside.
 */
#ifndef HIRE_TEST_DOCX_CASES_H
#define HIRE_TEST_DOCX_CASES_H

#include "hostile.h"

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
#define PILED             "letters printed over each other"
#define SHIFTED           "text shifted away from its line"

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

/* The text that is wanted, and what is set aside and why (NULL: nothing). */
typedef struct docx_case {
	const char *what, *body, *text, *aside, *why;
} docx_case;

extern const docx_case docx_cases[];
extern const size_t docx_cases_count;

/* word/styles.xml of all of them. */
extern const char docx_styles[];

#endif
