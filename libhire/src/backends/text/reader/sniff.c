/* SPDX-License-Identifier: MIT
 * sniff.c - what kind of document this is, by its content.
 * A name proves nothing; it only says what a shapeless file was meant to be.
 */
#include "reader.h"

#include <string.h>

/* A PDF's mark may stand behind some junk (ISO 32000, appendix H). */
enum { PDF_MARK_WITHIN = 1024 };

#define ADVICE   "save it as PDF or DOCX and upload that"
#define WEB_PAGE "a web page: print it to PDF and upload that"

static const struct {
	const char *mark;
	size_t len;
	const char *message;
} foreign[] = {
    {"{\\rtf", 5, "an RTF document: " ADVICE},
    {"\x89PNG", 4, "an image: upload the document itself, not a picture"},
    {"\xFF\xD8\xFF", 3, "an image: upload the document itself, not a picture"},
    {"GIF8", 4, "an image: upload the document itself, not a picture"},
    {"II*\0", 4, "an image: upload the document itself, not a picture"},
    {"MM\0*", 4, "an image: upload the document itself, not a picture"},
    {"RIFF", 4, "an image or a sound: upload the document itself"},
    {"\0\0\0\x18"
     "ftyp",
        8, "an image: upload the document itself, not a picture"},
    {"\0\0\0\x1C"
     "ftyp",
        8, "an image: upload the document itself, not a picture"},
    {"\xFFWPC", 4, "a WordPerfect document: " ADVICE},
    {"PK\x05\x06", 4, "an empty archive: " ADVICE},
    {"BZh", 3, "a compressed file: unpack it first"},
    {"\xFD"
     "7zXZ",
        5, "a compressed file: unpack it first"},
    {"%!PS", 4, "a PostScript file: " ADVICE},
    {"\x1F\x8B", 2, "a compressed file: unpack it first"},
    {"7z\xBC\xAF", 4, "an archive: unpack it first"},
    {"Rar!", 4, "an archive: unpack it first"},
    {"\x7F"
     "ELF",
        4, "a program, not a document"},
};

static bool
holds(const char *bytes, size_t len, const char *what, size_t n)
{
	for (size_t i = 0; n <= len && i <= len - n; i++)
		if (bytes[i] == what[0] && !memcmp(bytes + i, what, n))
			return true;
	return false;
}

static bool
starts(const char *bytes, size_t len, const char *what, size_t n)
{
	return len >= n && !memcmp(bytes, what, n);
}

/* Microsoft's compound file: an old document, or a new one under a password. */
static hire_status
compound(const char *bytes, size_t len, hire_error *err)
{
	static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k";
	if (holds(bytes, len, locked, sizeof locked - 1))
		return hire_fail(err, HIRE_EENCRYPTED, "resume",
		    "the document is locked by a password: remove it and "
		    "upload again");
	return hire_fail(err, HIRE_EUNSUPPORTED, "resume",
	    "an old Word document (.doc): " ADVICE);
}

static const struct {
	const char *start, *message;
} markup[] = {{"<html", WEB_PAGE}, {"<!doctype html", WEB_PAGE},
    {"<!doctype", "an XML file: " ADVICE}, {"<!--", WEB_PAGE},
    {"<head", WEB_PAGE}, {"<body", WEB_PAGE}, {"<div", WEB_PAGE},
    {"<?xml", "an XML file: " ADVICE}, {"<svg", "a drawing: " ADVICE}};

/* What a text in angle brackets is, after blanks; NULL: none that we know. */
static const char *
markup_in(const char *bytes, size_t len)
{
	size_t i = 0;
	char head[16] = "";
	if (len >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3))
		i = 3;
	while (i < len && strchr(" \t\r\n", bytes[i]) && bytes[i])
		i++;
	for (size_t k = 0; k < sizeof head - 1 && i < len; k++, i++)
		head[k] = bytes[i] >= 'A' && bytes[i] <= 'Z'
		              ? (char)(bytes[i] + ('a' - 'A'))
		              : bytes[i];
	for (size_t k = 0; k < sizeof markup / sizeof *markup; k++)
		if (!strncmp(head, markup[k].start, strlen(markup[k].start)))
			return markup[k].message;
	return NULL;
}

static hire_status
shapeless(reader_named named, reader_kind *out, hire_error *err)
{
	if (named == NAMED_OTHER) {
		*out = KIND_TEXT;
		return HIRE_OK;
	}
	static const char *const kinds[] = {[NAMED_PDF] = "a PDF",
	    [NAMED_DOCX] = "a Word document",
	    [NAMED_FOREIGN] = "another kind of file"};
	return hire_fail(err, HIRE_EDAMAGED, "resume",
	    "the file is damaged: it is named like %s and is none",
	    kinds[named]);
}

hire_status
reader_sniff(const char *bytes, size_t len, reader_named named,
    reader_kind *out, hire_error *err)
{
	if (!len)
		return hire_fail(
		    err, HIRE_ENOTEXT, "resume", "the file is empty");
	size_t head = len < PDF_MARK_WITHIN ? len : PDF_MARK_WITHIN;
	if (starts(bytes, len, "PK\x03\x04", 4)) {
		*out = KIND_DOCX;
		return HIRE_OK;
	}
	if (starts(bytes, len, "\xD0\xCF\x11\xE0", 4))
		return compound(bytes, len, err);
	if (holds(bytes, head, "%PDF-", 5)) {
		*out = KIND_PDF;
		return HIRE_OK;
	}
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		if (starts(bytes, len, foreign[i].mark, foreign[i].len))
			return hire_fail(err, HIRE_EUNSUPPORTED, "resume", "%s",
			    foreign[i].message);
	const char *page = markup_in(bytes, len);
	if (page)
		return hire_fail(err, HIRE_EUNSUPPORTED, "resume", "%s", page);
	return shapeless(named, out, err);
}
