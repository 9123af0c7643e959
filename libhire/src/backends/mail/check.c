/* SPDX-License-Identifier: MIT
 * check.c - the limits of a message, the same for every mail backend.
 * Apart so that no backend can forget the check against header injection.
 */
#include <hire/sys/mail.h>

#include "util/utf8.h"

#include <string.h>

enum { ID_MAX = 100, ADDRESS_MAX = 254, LOCAL_MAX = 64, SUBJECT_MAX = 200 };

static bool
alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static bool
id_valid(const char *id)
{
	size_t n = id ? strnlen(id, ID_MAX + 1) : 0;
	for (size_t i = 0; i < n; i++)
		if (id[i] != '_' && id[i] != '-' &&
		    (!alnum(id[i]) || (id[i] >= 'A' && id[i] <= 'Z')))
			return false;
	return n && n <= ID_MAX;
}

/* Parts of `extra` characters and alphanumerics, joined by single dots. */
static bool
dotted(const char *s, size_t n, const char *extra)
{
	bool in_part = false;
	for (size_t i = 0; i < n; i++) {
		bool dot = s[i] == '.';
		if (dot ? !in_part : !alnum(s[i]) && !strchr(extra, s[i]))
			return false;
		in_part = !dot;
	}
	return in_part;
}

/* The dot-atom form of RFC 5322: quoted local parts and comments are legal
 * there, but nobody's address, and a door for surprises. */
static bool
address_valid(const char *to)
{
	size_t n = to ? strnlen(to, ADDRESS_MAX + 1) : 0;
	const char *at = n && n <= ADDRESS_MAX ? strchr(to, '@') : NULL;
	if (!at || at == to || at - to > LOCAL_MAX)
		return false;
	size_t local = (size_t)(at - to);
	return dotted(to, local, "!#$%&'*+-/=?^_`{|}~") &&
	       dotted(at + 1, n - local - 1, "-");
}

/* UTF-8 without controls, except those in `allowed`. */
static bool
plain(const char *s, size_t n, const char *allowed)
{
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)s[i] < 0x20 || s[i] == 0x7F) &&
		    !strchr(allowed, s[i]))
			return false;
	return hire__utf8_valid(s, n);
}

hire_status
hire_mail_check(const hire_mail_message *m, hire_error *err)
{
	if (!id_valid(m->id))
		return hire_fail(err, HIRE_EINVAL, "id",
		    "1 to %d characters of a-z 0-9 _ -", ID_MAX);
	if (!address_valid(m->to))
		return hire_fail(err, HIRE_EINVAL, "to",
		    "not an e-mail address of the form name@domain");
	size_t n = m->subject ? strnlen(m->subject, 4 * SUBJECT_MAX + 1) : 0;
	if (!n || n > 4 * SUBJECT_MAX || !plain(m->subject, n, "") ||
	    hire__utf8_count(m->subject, n) > SUBJECT_MAX)
		return hire_fail(err, HIRE_EINVAL, "subject",
		    "one line of 1 to %d characters", SUBJECT_MAX);
	n = m->text ? strnlen(m->text, HIRE_MAIL_TEXT_MAX + 1) : 0;
	if (n > HIRE_MAIL_TEXT_MAX)
		return hire_fail(err, HIRE_ETOOBIG, "text", "at most %zu bytes",
		    HIRE_MAIL_TEXT_MAX);
	if (!n || !plain(m->text, n, "\n\t"))
		return hire_fail(err, HIRE_EINVAL, "text",
		    "UTF-8 text without control characters");
	return HIRE_OK;
}
