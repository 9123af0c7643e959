/* SPDX-License-Identifier: MIT
 * conform_mail.c - what every mail backend must do.
 */
#include "conform.h"

#include <string.h>

#define TO "candidate@example.com"

static const struct {
	hire_mail_message message;
	const char *field;
} bad[] = {
    {{"", TO, "s", "t"}, "id"},
    {{"../x", TO, "s", "t"}, "id"},
    {{"A", TO, "s", "t"}, "id"},
    {{"m1", "", "s", "t"}, "to"},
    {{"m1", "nobody", "s", "t"}, "to"},
    {{"m1", "a@b@c", "s", "t"}, "to"},
    {{"m1", "a..b@example.com", "s", "t"}, "to"},
    {{"m1", "a@example.com\r\nBcc: b@example.com", "s", "t"}, "to"},
    {{"m1", "a@example.com,b@example.com", "s", "t"}, "to"},
    {{"m1", "<a@example.com>", "s", "t"}, "to"},
    {{"m1", TO, "", "t"}, "subject"},
    {{"m1", TO, "s\r\nBcc: b@example.com", "t"}, "subject"},
    {{"m1", TO, "s\nx", "t"}, "subject"},
    {{"m1", TO, "\xFF", "t"}, "subject"},
    {{"m1", TO, "s\x7F", "t"}, "subject"},
    {{"m1", TO, "s", ""}, "text"},
    {{"m1", TO, "s", "a\rb"}, "text"},
    {{"m1", TO, "s", "\xC3"}, "text"},
};

static const hire_mail_message good[] = {
    {"conform-1", TO, "Plain", "Hello,\n\n.dot first\ntrailing blank \nend\n"},
    {"conform-2", TO,
        "Einladung zum Gespr\xC3\xA4"
        "ch: \xE9\x9D\xA2\xE6\x8E\xA5 \xF0\x9F\x93\x85 and a subject that is "
        "long enough to be folded over lines",
        "Gr\xC3\xBC\xC3\x9F"
        "e\nno line end"},
    {"conform-3", TO, "=?utf-8?Q?looks_encoded?=", "From here\n=3D\n"},
};

int
conform_mail(hire_mail *mail)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		hire_error err = {.code = HIRE_OK};
		ck_assert_status(
		    mail->ops.send(mail->state, &bad[i].message, &err),
		    HIRE_EINVAL);
		ck_assert_str_eq(err.field, bad[i].field);
	}
	int n = (int)(sizeof good / sizeof *good);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < n; i++)
			ck_assert_ok(
			    mail->ops.send(mail->state, &good[i], NULL));
	if (mail->ops.ping)
		ck_assert_ok(mail->ops.ping(mail->state, NULL));
	return n;
}
