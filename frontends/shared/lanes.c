/* SPDX-License-Identifier: MIT
 * lanes.c - which threads of a process do which kinds of work; see lanes.h.
 */
#include "lanes.h"

#include <string.h>

static bool
is_wanted(const char *kind, const char *const *wanted)
{
	for (size_t i = 0; wanted && wanted[i]; i++)
		if (!strcmp(wanted[i], kind))
			return true;
	return !wanted;
}

void
lanes_plan(lanes *l, const char *const *wanted, size_t threads)
{
	size_t count, n = 0;
	const hire_work_kind *kinds = hire_work_kinds(&count);
	*l = (lanes){.threads = threads};
	for (size_t i = 0; i < count; i++) {
		const char *kind = kinds[i].kind;
		if (!is_wanted(kind, wanted))
			continue;
		if (!strcmp(kind, "mail.send"))
			l->mail[0] = kind;
		else if (!strcmp(kind, "webhook.send"))
			l->webhooks[0] = kind;
		else if (n < LANES_KINDS)
			l->inside[n++] = kind;
	}
}

const char *const *
lanes_of(const lanes *l, size_t i)
{
	size_t mail = *l->mail ? 1 : 0;
	size_t webhooks = *l->webhooks ? LANES_SENDERS : 0;
	size_t inside = *l->inside ? l->threads : 0;
	if (i < mail)
		return l->mail;
	if (i < mail + webhooks)
		return l->webhooks;
	return i < mail + webhooks + inside ? l->inside : NULL;
}
