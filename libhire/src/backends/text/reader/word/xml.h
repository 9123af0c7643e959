/* SPDX-License-Identifier: MIT
 * xml.h - one part of a document as a stream of elements.
 * Apart so that what is refused in XML (declarations, depth) is refused in
 * every part alike.
 */
#ifndef HIRE_READER_XML_H
#define HIRE_READER_XML_H

#include <hire/base.h>
#include <libxml/xmlreader.h>

/* Namespaces of a Word document; the strict form of each counts as the same. */
typedef enum xml_space {
	XML_OTHER,
	XML_WORD,   /* w: */
	XML_WORD14, /* w14: */
	XML_COMPAT, /* mc: */
	XML_PLACE,  /* wp: */
	XML_SHAPE,  /* wps: */
	XML_DRAW,   /* a: */
	XML_PIC,    /* pic: */
	XML_VML     /* v: */
} xml_space;

enum { XML_ATTR_MAX = 256 };

/* The element at hand. */
typedef struct xml_at {
	xmlTextReaderPtr xml;
	xml_space space;
	const char *name; /* without prefix */
} xml_at;

/* Copy the attribute of that local name (shortened to fit); false: none. */
bool
xml_attr(const xml_at *at, const char *name, char out[XML_ATTR_MAX]);

/* The attribute as a whole number within +-10^12, or `def`. */
int64_t
xml_attr_int(const xml_at *at, const char *name, int64_t def);

/* Digits at `s` with an optional sign; at most 10^12 either way. */
int64_t
xml_number(const char *s);

typedef struct xml_handler {
	/* False: pass over all that it holds, and its end. */
	bool (*enter)(void *state, const xml_at *at);
	/* Called for empty elements too. */
	void (*leave)(void *state, const xml_at *at);
	void (*text)(void *state, const char *s);
	/* Whether to go on; looked at after each node. */
	hire_status (*check)(void *state, hire_error *err);
	void *state;
} xml_handler;

/* Stream one part from `read`; `close` is called in any case but a lack of
 * memory.  EDAMAGED, ENOMEM, or what check() gives. */
HIRE_CHECK hire_status
xml_stream(xmlInputReadCallback read, xmlInputCloseCallback close, void *from,
    const xml_handler *h, hire_error *err);

#endif
