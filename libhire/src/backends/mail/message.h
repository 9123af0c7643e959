/* SPDX-License-Identifier: MIT
 * message.h - a message as RFC 5322 and MIME want it on the wire.
 * Apart from file.c because every backend but a web API sends this form.
 */
#ifndef HIRE_BACKENDS_MAIL_MESSAGE_H
#define HIRE_BACKENDS_MAIL_MESSAGE_H

#include <hire/sys/mail.h>

#include "util/buf.h"

/* Append `message`, checked by hire_mail_check(), with CRLF line ends: pure
 * ASCII, lines of at most 78 characters where we choose the breaks. */
void
hire__mail_format(hire__buf *b, const char *from,
    const hire_mail_message *message, hire_time now);

#endif
