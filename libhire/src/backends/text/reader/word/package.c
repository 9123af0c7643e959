/* SPDX-License-Identifier: MIT
 * package.c - what a ZIP archive is meant to be.  Apart from archive.c, which
 * reads Word documents, because half of what people send is none.
 */
#include "package.h"

#include <string.h>

enum { ENTRIES_MAX = 4000, HEAD_MAX = 64 << 10 };

#define ADVICE "save it as PDF or DOCX and upload that"

/* Another kind by the name of a part; first match wins. */
static const struct {
	const char *start, *message;
} kinds[] = {
    {"word/vbaProject.bin", "a Word document with macros: " ADVICE},
    {"word/", NULL},
    {"xl/", "a spreadsheet: " ADVICE},
    {"ppt/", "a presentation: " ADVICE},
    {"Index/Document.iwa", "a Pages document: " ADVICE},
    {"Index.zip", "a Pages document: " ADVICE},
    {"content.xml", "an OpenDocument file: " ADVICE},
    {"META-INF/container.xml", "an electronic book: " ADVICE},
};

/* Words in [Content_Types].xml. */
static const struct {
	const char *word, *message;
} types[] = {
    {"macroEnabled", "a Word document with macros: " ADVICE},
    {"wordprocessingml.template.main", "a Word template: " ADVICE},
};

bool
package_is_part(const char *name, const char *stem)
{
	size_t n = strlen(stem);
	if (name && *name == '/')
		name++;
	if (!name || strncmp(name, "word/", 5) != 0 ||
	    strncmp(name + 5, stem, n) != 0)
		return false;
	name += 5 + n;
	name += strspn(name, "0123456789");
	return !strcmp(name, ".xml");
}

static bool
holds_part(zip_t *zip, zip_uint64_t count, const char *start)
{
	size_t n = strlen(start);
	for (zip_uint64_t i = 0; i < count; i++) {
		const char *name = zip_get_name(zip, i, 0);
		if (name && !strncmp(name + (*name == '/'), start, n))
			return true;
	}
	return false;
}

static bool
holds_document(zip_t *zip, zip_uint64_t count)
{
	for (zip_uint64_t i = 0; i < count; i++)
		if (package_is_part(zip_get_name(zip, i, 0), "document"))
			return true;
	return false;
}

static hire_status
check_types(zip_t *zip, hire_error *err)
{
	static const char name[] = "[Content_Types].xml";
	zip_file_t *file = zip_fopen(zip, name, 0);
	if (!file)
		return HIRE_OK; /* nothing more is known then */
	char head[HEAD_MAX + 1];
	zip_int64_t n = zip_fread(file, head, HEAD_MAX);
	zip_fclose(file);
	hire_status st = HIRE_OK;
	if (n > 0)
		head[n] = '\0';
	for (size_t i = 0; n > 0 && !st && i < sizeof types / sizeof *types;
	     i++)
		if (strstr(head, types[i].word))
			st = hire_fail(err, HIRE_EUNSUPPORTED, "resume", "%s",
			    types[i].message);
	return st;
}

static bool
is_locked(zip_t *zip, zip_uint64_t count)
{
	zip_stat_t info;
	for (zip_uint64_t i = 0; i < count; i++)
		if (!zip_stat_index(zip, i, 0, &info) &&
		    info.valid & ZIP_STAT_ENCRYPTION_METHOD &&
		    info.encryption_method != ZIP_EM_NONE)
			return true;
	return false;
}

hire_status
package_check(zip_t *zip, hire_error *err)
{
	zip_int64_t entries = zip_get_num_entries(zip, 0);
	zip_uint64_t count = entries > 0 ? (zip_uint64_t)entries : 0;
	if (count > ENTRIES_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "resume",
		    "the document has more than %d parts", ENTRIES_MAX);
	if (is_locked(zip, count))
		return hire_fail(err, HIRE_EENCRYPTED, "resume",
		    "the document is locked by a password: remove it and "
		    "upload again");
	const char *message = NULL;
	size_t k = 0;
	while (k < sizeof kinds / sizeof *kinds &&
	       !holds_part(zip, count, kinds[k].start))
		k++;
	if (k < sizeof kinds / sizeof *kinds)
		message = kinds[k].message;
	else
		message = "an archive: unpack it and upload the document";
	if (message)
		return hire_fail(
		    err, HIRE_EUNSUPPORTED, "resume", "%s", message);
	if (!holds_document(zip, count))
		return hire_fail(err, HIRE_EDAMAGED, "resume",
		    "the document is damaged: its text is missing");
	return check_types(zip, err);
}
