/* SPDX-License-Identifier: MIT
 * multipart_head.c - the lines of a form; see multipart_head.h.
 */
#include "multipart_head.h"
#include "ws/utf8.h"

#include <string.h>
#include <strings.h>

enum { LINES_MAX = 8 };

#define ALNUM "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
static const char token_chars[] = ALNUM "!#$%&'*+-.^_`|~";
/* Senders leave the quotes out though these need them. */
static const char bare_chars[] = ALNUM "!#$%&'*+-.^_`|~:/=?@()";

static hire_status
malformed(hire_error *err, const char *field, const char *why)
{
	return hire_fail(err, HIRE_EUSAGE, field, "%s", why);
}

static const char *
skip_blanks(const char *s)
{
	return s + strspn(s, " \t");
}

/* One parameter of a line. */
typedef struct parameter {
	const char *name, *value;
	size_t name_len, len;
} parameter;

/* Read "; name=value" at `*at`.  False: it is none. */
static bool
next_parameter(const char **at, parameter *out)
{
	const char *s = skip_blanks(*at);
	if (*s != ';')
		return false;
	out->name = s = skip_blanks(s + 1);
	out->name_len = strspn(s, token_chars);
	s += out->name_len;
	if (!out->name_len || *s++ != '=')
		return false;
	bool quoted = *s == '"';
	out->value = s += quoted;
	out->len = quoted ? strcspn(s, "\"\\") : strspn(s, bare_chars);
	s += out->len;
	if (quoted ? *s != '"' : !out->len)
		return false;
	*at = s + quoted;
	return true;
}

static bool
is_named(const parameter *p, const char *name)
{
	return p->name_len == strlen(name) &&
	       !strncasecmp(p->name, name, p->name_len);
}

static bool
is_utf8(const char *s, size_t n)
{
	ws_utf8 u = {0};
	return ws_utf8_add(&u, (const unsigned char *)s, n) &&
	       ws_utf8_whole(&u);
}

/* Keep a value that may stand once. */
static bool
keep(const parameter *p, bool *seen, char *out, size_t max)
{
	if (*seen || p->len >= max || !is_utf8(p->value, p->len))
		return false;
	*seen = true;
	memcpy(out, p->value, p->len);
	out[p->len] = '\0';
	return true;
}

/* The media type or disposition that a line begins with. */
static bool
begins(const char **at, const char *word)
{
	size_t n = strlen(word);
	if (strncasecmp(*at, word, n) || strspn(*at + n, token_chars))
		return false;
	*at += n;
	return true;
}

hire_status
multipart_boundary(const char *content_type, char *out, hire_error *err)
{
	static const char bchars[] = ALNUM "'()+_,-./:=? ";
	static const char field[] = "Content-Type";
	const char *at = content_type;
	bool seen = false;
	parameter p;
	if (!at || !begins(&at, "multipart/form-data"))
		return hire_fail(err, HIRE_EUNSUPPORTED, field,
		    "must be multipart/form-data");
	while (next_parameter(&at, &p))
		if (is_named(&p, "boundary") &&
		    !keep(&p, &seen, out, MULTIPART_BOUNDARY_MAX + 1))
			return hire_fail(err, HIRE_EUSAGE, field,
			    "needs one boundary of 1 to %d characters",
			    MULTIPART_BOUNDARY_MAX);
	if (*skip_blanks(at))
		return malformed(err, field, "is not well formed");
	size_t n = seen ? strlen(out) : 0;
	if (!n || strspn(out, bchars) != n || out[n - 1] == ' ')
		return hire_fail(err, HIRE_EUSAGE, field,
		    "needs one boundary of 1 to %d plain characters",
		    MULTIPART_BOUNDARY_MAX);
	return HIRE_OK;
}

static hire_status
disposition(const char *at, multipart_lines *seen, multipart_part *part,
    hire_error *err)
{
	bool name = false, filename = false;
	parameter p;
	if (seen->named || !begins(&at, "form-data"))
		return malformed(err, "body",
		    "a part is named more than once, "
		    "or is no field of a form");
	while (next_parameter(&at, &p)) {
		bool ok = true;
		if (is_named(&p, "name"))
			ok = keep(&p, &name, part->name, sizeof part->name);
		else if (is_named(&p, "filename"))
			ok = keep(&p, &filename, part->filename,
			    sizeof part->filename);
		else if (is_named(&p, "filename*"))
			return malformed(err, "body",
			    "filename* does not belong in forms: write the "
			    "name in UTF-8");
		if (!ok)
			return hire_fail(err, HIRE_EUSAGE, "body",
			    "a name of a part stands twice, is no UTF-8 or "
			    "has %d bytes or more",
			    MULTIPART_NAME_MAX);
	}
	if (*skip_blanks(at) || !*part->name)
		return malformed(err, "body", "a part has no plain name");
	seen->named = true;
	return HIRE_OK;
}

/* Bytes are taken as they are: a part that says otherwise is refused. */
static hire_status
encoding(const char *at, multipart_lines *seen, hire_error *err)
{
	bool plain = !strcasecmp(at, "binary") || !strcasecmp(at, "8bit") ||
	             !strcasecmp(at, "7bit");
	if (seen->coded || !plain)
		return malformed(
		    err, "body", "a part is encoded: send its bytes as is");
	seen->coded = true;
	return HIRE_OK;
}

static bool
is_clean(const char *s)
{
	for (; *s; s++)
		if (((unsigned char)*s < 32 && *s != '\t') || *s == 127)
			return false;
	return true;
}

hire_status
multipart_line(const char *line, multipart_lines *seen, multipart_part *part,
    hire_error *err)
{
	size_t n = strspn(line, token_chars);
	const char *value = line + n + 1;
	if (seen->count++ == LINES_MAX)
		return malformed(err, "body", "a part has too many lines");
	if (!n || line[n] != ':' || !is_clean(value))
		return malformed(
		    err, "body", "a line of a part is not name: value");
	value = skip_blanks(value);
	if (n == 19 && !strncasecmp(line, "Content-Disposition", n))
		return disposition(value, seen, part, err);
	if (n == 25 && !strncasecmp(line, "Content-Transfer-Encoding", n))
		return encoding(value, seen, err);
	return HIRE_OK;
}
