/* SPDX-License-Identifier: MIT
 * xml.c - one part of a document as a stream of elements; no tree is built of
 * what a stranger sent.
 */
#include "xml.h"

#include <string.h>

enum { DEPTH_MAX = 200 };
#define NUMBER_MAX INT64_C(1000000000000)

static const struct {
	const char *uri;
	xml_space space;
} spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", XML_WORD},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", XML_WORD},
    {"http://schemas.microsoft.com/office/word/2010/wordml", XML_WORD14},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", XML_COMPAT},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        XML_PLACE},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", XML_PLACE},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        XML_SHAPE},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", XML_DRAW},
    {"http://purl.oclc.org/ooxml/drawingml/main", XML_DRAW},
    {"http://schemas.openxmlformats.org/drawingml/2006/picture", XML_PIC},
    {"http://purl.oclc.org/ooxml/drawingml/picture", XML_PIC},
    {"urn:schemas-microsoft-com:vml", XML_VML},
};

static xml_space
space_of(const char *uri)
{
	for (size_t i = 0; uri && i < sizeof spaces / sizeof *spaces; i++)
		if (!strcmp(uri, spaces[i].uri))
			return spaces[i].space;
	return XML_OTHER;
}

bool
xml_attr(const xml_at *at, const char *name, char out[XML_ATTR_MAX])
{
	bool found = false;
	int more = xmlTextReaderMoveToFirstAttribute(at->xml);
	for (; more == 1 && !found;
	     more = xmlTextReaderMoveToNextAttribute(at->xml)) {
		const char *local =
		    (const char *)xmlTextReaderConstLocalName(at->xml);
		const char *value =
		    (const char *)xmlTextReaderConstValue(at->xml);
		found = local && value && !strcmp(local, name);
		if (!found)
			continue;
		size_t n = strlen(value);
		n = n < XML_ATTR_MAX ? n : XML_ATTR_MAX - 1;
		memcpy(out, value, n);
		out[n] = '\0';
	}
	xmlTextReaderMoveToElement(at->xml);
	return found;
}

int64_t
xml_number(const char *s)
{
	int64_t v = 0;
	bool minus = *s == '-';
	for (s += minus || *s == '+'; *s >= '0' && *s <= '9'; s++)
		v = v < NUMBER_MAX ? v * 10 + (*s - '0') : NUMBER_MAX;
	v = v < NUMBER_MAX ? v : NUMBER_MAX;
	return minus ? -v : v;
}

int64_t
xml_attr_int(const xml_at *at, const char *name, int64_t def)
{
	char value[XML_ATTR_MAX];
	return xml_attr(at, name, value) ? xml_number(value) : def;
}

/* An element begins; returns whether its inside is of interest. */
static bool
begin(const xml_handler *h, xmlTextReaderPtr xml, const xml_at *at)
{
	bool empty = xmlTextReaderIsEmptyElement(xml) == 1;
	bool inside = h->enter(h->state, at);
	if (empty && inside)
		h->leave(h->state, at);
	return inside || empty;
}

static bool
is_text(int type)
{
	return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
	       type == XML_READER_TYPE_WHITESPACE ||
	       type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE;
}

static hire_status
declares(hire_error *err)
{
	return hire_fail(err, HIRE_EDAMAGED, "resume",
	    "the document has a DOCTYPE in its XML, which Word never writes: "
	    "save it as DOCX again and upload that");
}

/* Why the parser gave up: a declaration that it does not take itself comes
 * before the node that we refuse. */
static hire_status
broken(xmlTextReaderPtr xml, hire_error *err)
{
	xmlDocPtr doc = xmlTextReaderCurrentDoc(xml);
	bool declared = doc && doc->intSubset;
	xmlFreeDoc(doc); /* ours since we asked for it */
	if (declared)
		return declares(err);
	return hire_fail(err, HIRE_EDAMAGED, "resume",
	    "the document is damaged: its XML is broken; save it as DOCX again "
	    "and upload that");
}

/* `*skip` is the depth of what is passed over; -1: nothing. */
static hire_status
node(const xml_handler *h, xmlTextReaderPtr xml, int *skip, hire_error *err)
{
	int type = xmlTextReaderNodeType(xml);
	int depth = xmlTextReaderDepth(xml);
	if (type == XML_READER_TYPE_DOCUMENT_TYPE)
		return declares(err);
	if (depth > DEPTH_MAX)
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the document is nested deeper than %d levels", DEPTH_MAX);
	if (*skip >= 0 && depth > *skip)
		return HIRE_OK;
	bool skipped = *skip >= 0; /* this is its end */
	*skip = -1;
	const char *uri = (const char *)xmlTextReaderConstNamespaceUri(xml);
	const char *name = (const char *)xmlTextReaderConstLocalName(xml);
	const xml_at at = {xml, space_of(uri), name ? name : ""};
	if (type == XML_READER_TYPE_ELEMENT)
		*skip = begin(h, xml, &at) ? -1 : depth;
	else if (type == XML_READER_TYPE_END_ELEMENT && !skipped)
		h->leave(h->state, &at);
	else if (is_text(type))
		h->text(h->state, (const char *)xmlTextReaderConstValue(xml));
	return h->check ? h->check(h->state, err) : HIRE_OK;
}

hire_status
xml_stream(xmlInputReadCallback read, xmlInputCloseCallback close, void *from,
    const xml_handler *h, hire_error *err)
{
	xmlTextReaderPtr xml = xmlReaderForIO(read, close, from, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	        XML_PARSE_COMPACT);
	if (!xml)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	hire_status st = HIRE_OK;
	int more = 1, skip = -1;
	while (!st && (more = xmlTextReaderRead(xml)) == 1)
		st = node(h, xml, &skip, err);
	if (!st && more < 0)
		st = broken(xml, err);
	xmlFreeTextReader(xml);
	return st;
}
