/* SPDX-License-Identifier: MIT
 * hostile.h - documents that attack whoever reads them, made on the spot.
 */
#ifndef HIRE_TEST_HOSTILE_H
#define HIRE_TEST_HOSTILE_H

#include <hire/base.h>

/* One entry of an archive. */
typedef struct hostile_part {
	const char *name, *bytes;
	size_t len; /* 0: up to the NUL */
} hostile_part;

/* A ZIP archive of these parts; in `mem`. */
const char *
hostile_package(
    hire_arena *mem, const hostile_part *parts, size_t count, size_t *len);

/* A Word document whose word/document.xml is `head`, then `count` times
 * `middle`, then `tail`; in `mem`. */
const char *
hostile_docx(hire_arena *mem, const char *head, const char *middle,
    size_t count, const char *tail, size_t *len);

/* The same with a body of our own around `paragraphs`. */
const char *
hostile_docx_body(hire_arena *mem, const char *body, size_t *len);

/* A PDF of a few hundred bytes that takes hours: forms that call forms. */
const char *
hostile_pdf(hire_arena *mem, size_t *len);

#define HOSTILE_NAMES                                                          \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"   \
	"main\" "                                                              \
	"xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "  \
	"xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/"         \
	"wordprocessingDrawing\" "                                             \
	"xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/"           \
	"wordprocessingShape\" "                                               \
	"xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "   \
	"xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/"   \
	"2006\" xmlns:v=\"urn:schemas-microsoft-com:vml\""
#define HOSTILE_HEAD                                                           \
	"<?xml version=\"1.0\"?><w:document " HOSTILE_NAMES "><w:body>"
#define HOSTILE_TAIL "</w:body></w:document>"

#endif
