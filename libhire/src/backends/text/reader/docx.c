/* SPDX-License-Identifier: MIT
 * docx.c - the text of a Word document (ECMA-376 part 1, WordprocessingML).
 * Elements stream by; no tree is built of what a stranger sent.
 */
#include "docx.h"

#include <libxml/xmlreader.h>
#include <string.h>

#define WORD_TRANSITIONAL                                                      \
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define COMPATIBILITY                                                          \
	"http://schemas.openxmlformats.org/markup-compatibility/2006"

enum { DEPTH_MAX = 200 };

/* Where the stream is. */
typedef struct walk {
	reading *r;
	xmlTextReaderPtr xml;
	int in_text;       /* inside w:t */
	bool hidden;       /* the run's properties say so */
	bool in_run_props; /* inside w:rPr of a run */
	int skip_below;    /* depth of what is passed over; -1: nothing */
	bool row_started;
} walk;

static const char *
name_of(const walk *w)
{
	return (const char *)xmlTextReaderConstLocalName(w->xml);
}

static bool
in_word(const walk *w)
{
	const char *uri = (const char *)xmlTextReaderConstNamespaceUri(w->xml);
	return uri &&
	       (!strcmp(uri, WORD_TRANSITIONAL) || !strcmp(uri, WORD_STRICT));
}

static void
say(walk *w, const char *s)
{
	if (w->hidden)
		reader_set_aside(w->r, "hidden text", s, strlen(s));
	else
		hire__buf_adds(&w->r->raw, s);
}

/* <w:vanish/> hides, <w:vanish w:val="0"/> does not. */
static bool
switched_on(const walk *w)
{
	xmlChar *val = xmlTextReaderGetAttribute(w->xml, BAD_CAST "w:val");
	const char *s = (const char *)val;
	bool off =
	    s && (!strcmp(s, "0") || !strcmp(s, "false") || !strcmp(s, "off"));
	xmlFree(val);
	return !off;
}

static const struct {
	const char *name, *text;
} marks[] = {{"tab", "\t"}, {"br", "\n"}, {"cr", "\n"}, {"noBreakHyphen", "-"},
    {"ptab", "\t"}};

static void
enter(walk *w, const char *name)
{
	if (!strcmp(name, "t"))
		w->in_text = xmlTextReaderIsEmptyElement(w->xml) == 0;
	else if (!strcmp(name, "r"))
		w->hidden = false;
	else if (!strcmp(name, "rPr"))
		w->in_run_props = xmlTextReaderIsEmptyElement(w->xml) == 0;
	else if (!strcmp(name, "vanish") && w->in_run_props)
		w->hidden = switched_on(w);
	else if (!strcmp(name, "tr"))
		w->row_started = false;
	else if (!strcmp(name, "tc")) {
		if (w->row_started)
			hire__buf_addc(&w->r->raw, '\t');
		w->row_started = true;
	}
	/* Tab stops are described by elements named tab too, in w:pPr. */
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (!strcmp(name, marks[i].name))
			say(w, marks[i].text);
}

static void
leave(walk *w, const char *name)
{
	if (!strcmp(name, "t"))
		w->in_text = 0;
	else if (!strcmp(name, "rPr"))
		w->in_run_props = false;
	else if (!strcmp(name, "r"))
		w->hidden = false;
	else if (!strcmp(name, "p") || !strcmp(name, "tr"))
		hire__buf_addc(&w->r->raw, '\n');
}

/* Descriptions, deleted text, and the second form of what was there once. */
static bool
passed_over(const walk *w, const char *name)
{
	const char *uri = (const char *)xmlTextReaderConstNamespaceUri(w->xml);
	if (uri && !strcmp(uri, COMPATIBILITY))
		return !strcmp(name, "Fallback");
	return in_word(w) &&
	       (!strcmp(name, "pPr") || !strcmp(name, "del") ||
	           !strcmp(name, "moveFrom") || !strcmp(name, "sectPr"));
}

static hire_status
node(walk *w, hire_error *err)
{
	int type = xmlTextReaderNodeType(w->xml);
	int depth = xmlTextReaderDepth(w->xml);
	const char *name = name_of(w);
	if (type == XML_READER_TYPE_DOCUMENT_TYPE)
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the document declares XML entities, which Word never "
		    "does");
	if (depth > DEPTH_MAX)
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the document is nested deeper than %d levels", DEPTH_MAX);
	if (w->skip_below >= 0 && depth > w->skip_below)
		return HIRE_OK;
	w->skip_below = -1;
	if (type == XML_READER_TYPE_ELEMENT) {
		if (passed_over(w, name) &&
		    !xmlTextReaderIsEmptyElement(w->xml))
			w->skip_below = depth;
		else if (in_word(w))
			enter(w, name);
	} else if (type == XML_READER_TYPE_END_ELEMENT) {
		if (in_word(w) && !passed_over(w, name))
			leave(w, name);
	} else if (w->in_text &&
	           (type == XML_READER_TYPE_TEXT ||
	               type == XML_READER_TYPE_CDATA ||
	               type == XML_READER_TYPE_WHITESPACE ||
	               type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)) {
		say(w, (const char *)xmlTextReaderConstValue(w->xml));
	}
	return hire__buf_check(&w->r->raw, err);
}

hire_status
docx_part(reading *r, xmlInputReadCallback read, xmlInputCloseCallback close,
    void *from, hire_error *err)
{
	walk w = {.r = r, .skip_below = -1};
	w.xml = xmlReaderForIO(read, close, from, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	        XML_PARSE_COMPACT);
	if (!w.xml)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	hire_status st = HIRE_OK;
	int more = 1;
	while (!st && (more = xmlTextReaderRead(w.xml)) == 1)
		st = node(&w, err);
	if (!st && more < 0)
		st = hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the document is damaged: its XML is broken");
	xmlFreeTextReader(w.xml);
	return st;
}
