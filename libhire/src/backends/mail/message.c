/* SPDX-License-Identifier: MIT
 * message.c - a message as RFC 5322 and MIME want it on the wire.
 */
#include "message.h"

#include "util/utf8.h"
#include "util/when.h"

#include <string.h>

enum {
	PLAIN_SUBJECT_MAX = 66, /* with "Subject: " within 78 */
	WORD_MAX = 75 - 12,     /* RFC 2047: 75 with =?utf-8?Q? and ?= */
	LINE_MAX_QP = 76        /* RFC 2045 section 6.7 */
};

#define SUBJECT "Subject: "

static bool
is_ascii(const char *s)
{
	while (*s && (unsigned char)*s < 0x80)
		s++;
	return !*s;
}

static bool
q_plain(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

/* RFC 2047 Q encoding; no encoded word ends inside a character. */
static void
add_encoded_words(hire__buf *b, const char *s)
{
	size_t used = WORD_MAX + 1, len;
	bool open = false;
	for (size_t left = strlen(s); left; s += len, left -= len) {
		hire__utf8_at(s, left, &len);
		size_t need = q_plain((unsigned char)*s) ? 1 : 3 * len;
		if (used + need > WORD_MAX) {
			hire__buf_adds(
			    b, open ? "?=\r\n =?utf-8?Q?" : "=?utf-8?Q?");
			used = open ? 0 : strlen(SUBJECT);
			open = true;
		}
		for (size_t i = 0; i < len; i++)
			hire__buf_addf(
			    b, need == 1 ? "%c" : "=%02X", (unsigned char)s[i]);
		used += need;
	}
	hire__buf_adds(b, open ? "?=" : "");
}

static void
add_subject(hire__buf *b, const char *subject)
{
	hire__buf_adds(b, SUBJECT);
	if (is_ascii(subject) && strlen(subject) <= PLAIN_SUBJECT_MAX &&
	    !strstr(subject, "=?"))
		hire__buf_adds(b, subject);
	else
		add_encoded_words(b, subject);
	hire__buf_adds(b, "\r\n");
}

static void
add_date(hire__buf *b, hire_time now)
{
	static const char *const days[] = {
	    "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	hire__date d = hire__date_of(now);
	int64_t day = hire__days(d); /* day 0 was a Thursday */
	int second = (int)(now / HIRE_SECOND - day * 86400);
	hire__buf_addf(b, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n",
	    days[(day % 7 + 7) % 7], (int)d.day, months[d.month - 1],
	    (int)d.year, second / 3600, second / 60 % 60, second % 60);
}

/* Quoted-printable, RFC 2045 section 6.7: blanks before a line end and dots at
 * its start (SMTP's own mark) are encoded too. */
static void
add_body(hire__buf *b, const char *s)
{
	size_t column = 0;
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '\n') {
			hire__buf_adds(b, "\r\n");
			column = 0;
			continue;
		}
		bool last = !s[1] || s[1] == '\n';
		bool plain =
		    c > 0x20 && c < 0x7F && c != '=' && !(c == '.' && !column);
		plain = plain || ((c == ' ' || c == '\t') && !last);
		size_t need = plain ? 1 : 3;
		if (column + need > LINE_MAX_QP - (last ? 0u : 1u)) {
			hire__buf_adds(b, "=\r\n");
			column = 0;
			plain = plain && c != '.';
			need = plain ? 1 : 3;
		}
		hire__buf_addf(b, plain ? "%c" : "=%02X", c);
		column += need;
	}
	if (column)
		hire__buf_adds(b, "\r\n");
}

void
hire__mail_format(
    hire__buf *b, const char *from, const hire_mail_message *m, hire_time now)
{
	const char *at = strchr(from, '@');
	hire__buf_addf(b, "From: <%s>\r\n", from);
	hire__buf_addf(b, "To: <%s>\r\n", m->to);
	add_subject(b, m->subject);
	add_date(b, now);
	hire__buf_addf(b, "Message-ID: <%s@%s>\r\n", m->id, at + 1);
	hire__buf_adds(b, "MIME-Version: 1.0\r\n"
	                  "Content-Type: text/plain; charset=utf-8\r\n"
	                  "Content-Transfer-Encoding: quoted-printable\r\n"
	                  "Auto-Submitted: auto-generated\r\n\r\n");
	add_body(b, m->text);
}
