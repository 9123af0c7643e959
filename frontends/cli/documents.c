/* SPDX-License-Identifier: MIT
 * documents.c - files to facts.
 */
#include "documents.h"
#include "term.h"

#include <string.h>
#include <sys/stat.h>

hire_time
document_today(cli *c)
{
	return cli_date(c, "now", hire_ctx_now(c->ctx).wall);
}

/* Something that is no file could keep us waiting for ever. */
static hire_status
file_bytes(cli *c, const char *path, size_t max, char **out, size_t *len,
    hire_error *err)
{
	struct stat info;
	if (strcmp(path, "-") != 0 && !stat(path, &info) &&
	    !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))
		return hire_fail(err, HIRE_EINVAL, NULL,
		    "%.300s is no regular file: write it to one, or pipe it in "
		    "and name it -",
		    path);
	return input_file(c, path, max, out, len, err);
}

static hire_status
read_text(cli *c, const char *path, hire_text *out, hire_error *err)
{
	char *bytes;
	size_t len;
	hire_status st =
	    file_bytes(c, path, HIRE_TEXT_INPUT_MAX, &bytes, &len, err);
	return st ? st
	          : hire_platform_read(
	                c->platform, bytes, len, path, c->mem, out, err);
}

/* What the reader set aside belongs to the facts: HR sees it. */
static hire_status
join_ignored(cli *c, const hire_facts *facts, const hire_text *text,
    const hire_facts **out, hire_error *err)
{
	size_t n = facts->ignored_count + text->ignored_count;
	hire_facts *all = hire_arena_alloc(c->mem, sizeof *all);
	hire_ignored *list = hire_arena_alloc(c->mem, (n + 1) * sizeof *list);
	if (!all || !list)
		return hire_fail(err, HIRE_ENOMEM, NULL, "out of memory");
	*all = *facts;
	for (size_t i = 0; i < text->ignored_count; i++)
		list[i] =
		    (hire_ignored){text->ignored[i].text, text->ignored[i].why};
	for (size_t i = 0; i < facts->ignored_count; i++)
		list[text->ignored_count + i] = facts->ignored[i];
	all->ignored = list;
	all->ignored_count = n;
	*out = all;
	return HIRE_OK;
}

hire_status
document_upload(cli *c, const char *path, hire_upload *out, hire_error *err)
{
	char *bytes;
	const char *base = strrchr(path, '/');
	out->filename = base ? base + 1 : path;
	hire_status st =
	    file_bytes(c, path, HIRE_RESUME_MAX, &bytes, &out->len, err);
	if (!st)
		out->bytes = bytes;
	return st;
}

hire_status
document_facts(
    cli *c, const char *path, const hire_facts **out, hire_error *err)
{
	hire_text text;
	const hire_facts *facts;
	hire_status st = read_text(c, path, &text, err);
	if (!st)
		st = hire_engine_facts(hire_platform_engine(c->platform),
		    text.text, text.len, document_today(c), c->mem, &facts,
		    err);
	return st ? st : join_ignored(c, facts, &text, out, err);
}

hire_status
document_job(
    cli *c, const char *path_or_text, const char **out, hire_error *err)
{
	struct stat info;
	hire_text text;
	if (!path_or_text[strspn(path_or_text, " \t\r\n")])
		return hire_fail(
		    err, HIRE_EINVAL, "job", "the job's text is empty");
	bool is_file = !strcmp(path_or_text, "-") ||
	               !stat(path_or_text, &info) ||
	               !strpbrk(path_or_text, " \n");
	if (!is_file) {
		*out = path_or_text;
		return HIRE_OK;
	}
	hire_status st = read_text(c, path_or_text, &text, err);
	if (!st)
		*out = text.text;
	else /* the reader takes every file for a resume */
		snprintf(err->field, sizeof err->field, "job");
	return st;
}

const char *
document_title(const char *text, hire_arena *mem)
{
	text += strspn(text, " \t\r\n");
	size_t n = strcspn(text, "\r\n");
	return hire_arena_strndup(mem, text, n < 200 ? n : 200);
}

hire_status
document_job_facts(hire_engine *engine, const char *text, hire_arena *mem,
    const hire_job_facts **out, hire_error *err)
{
	return hire_engine_job_facts(engine, NULL, text, NULL, mem, out, err);
}
