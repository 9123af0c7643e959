/* SPDX-License-Identifier: MIT
 * mailer.c - worker: hand a mail to the mail port, once.
 */
#include "kinds.h"

#include <string.h>

static hire_status
done(hire__work *w, void *args)
{
	return hire__done(w, args);
}

/* The message's id names the mail: a second delivery after a crash between
 * sending and completing is the same mail to the port. */
hire_status
hire__handle_mail(hire_platform *p, hire_message *m, const char *id,
    hire_arena *mem, hire_error *err)
{
	(void)id;
	const hire__json *body = NULL;
	hire_status st =
	    hire__json_parse(mem, m->body, strlen(m->body), &body, err);
	if (st)
		return st;
	hire_mail_message mail = {m->id, hire__json_str(body, "to", ""),
	    hire__json_str(body, "subject", ""),
	    hire__json_str(body, "text", "")};
	/* To nobody: see accounts_password.c. */
	if (*mail.to)
		st = p->mail.ops.send(p->mail.state, &mail, err);
	return st ? st : hire__write(p, done, m, mem, err);
}
