/* SPDX-License-Identifier: MIT
 * file.c - mail as files in an outbox folder, one per message id.
 * For trying things out, and for hosts whose own program sends what lies there.
 */
#include "file.h"

#include "message.h"

#include "util/ctx.h"
#include "util/folder.h"

#include <stdio.h>

enum { NAME_LEN = 112 };

typedef struct file_mail {
	hire_ctx *ctx; /* borrowed */
	hire__folder folder;
	char *from; /* owned */
} file_mail;

static hire_status
file_send(void *state, const hire_mail_message *message, hire_error *err)
{
	file_mail *m = state;
	hire_status st = hire_mail_check(message, err);
	if (st)
		return st;
	hire__buf b = HIRE__BUF(m->ctx, 4 * HIRE_MAIL_TEXT_MAX);
	char name[NAME_LEN];
	snprintf(name, sizeof name, "%s.eml", message->id);
	hire__mail_format(&b, m->from, message, hire_ctx_now(m->ctx).wall);
	st = hire__buf_check(&b, err);
	if (!st)
		st =
		    hire__folder_write(&m->folder, name, b.s, b.len, true, err);
	hire__buf_free(&b);
	return st == HIRE_EEXISTS ? HIRE_OK : st;
}

static hire_status
file_ping(void *state, hire_error *err)
{
	file_mail *m = state;
	return hire__folder_ping(&m->folder, err);
}

static void
file_close(void *state)
{
	file_mail *m = state;
	hire__folder_close(&m->folder);
	hire__free(m->ctx, m->from);
	hire__free(m->ctx, m);
}

static const hire_mail_ops file_ops = {.size = sizeof file_ops,
    .name = "file",
    .send = file_send,
    .ping = file_ping,
    .close = file_close};

/* The sender's address goes through the same check as everyone's. */
static hire_status
check_from(const char *from, hire_error *err)
{
	const hire_mail_message probe = {"x", from, "x", "x"};
	if (!hire_mail_check(&probe, NULL))
		return HIRE_OK;
	return hire_fail(err, HIRE_EINVAL, "from",
	    "not an e-mail address of the form name@domain");
}

hire_status
hire__mail_file_open(hire_ctx *ctx, const char *path, const char *from,
    hire_mail *out, hire_error *err)
{
	hire_status st = check_from(from, err);
	if (st)
		return st;
	file_mail *m = hire__zalloc(ctx, sizeof *m);
	if (!m)
		return hire__nomem(err);
	m->ctx = ctx;
	m->folder.fd = -1;
	m->from = hire__strdup(ctx, from);
	st = m->from ? hire__folder_open(&m->folder, ctx, path, err)
	             : hire__nomem(err);
	if (!st)
		st = hire_mail_init(out, &file_ops, m, err);
	if (st)
		file_close(m);
	return st;
}
