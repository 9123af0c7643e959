/* SPDX-License-Identifier: MIT
 * settings.c - values that all processes of an installation share.
 */
#include "settings.h"

#include "util/crypto.h"
#include "util/ctx.h"

typedef struct wanted {
	const char *name, *value;
} wanted;

static hire_status
look(hire__work *w, void *args)
{
	wanted *want = args;
	hire_setting s;
	bool found = false;
	hire_filter by_name = HIRE_IS("name", want->name);
	hire_status st =
	    hire__find(w, &hire_setting_record, &by_name, 1, &s, &found);
	want->value = found ? s.value : NULL;
	return st;
}

static hire_status
make(hire__work *w, void *args)
{
	wanted *want = args;
	unsigned char raw[32];
	hire_status st = look(w, args);
	if (st || want->value)
		return st;
	st = hire__random(w->p->ctx, raw, sizeof raw, w->err);
	if (st)
		return st;
	hire_setting s;
	hire_record_init(&hire_setting_record, &s);
	s.name = want->name;
	s.value = hire__base64url(w->mem, raw, sizeof raw);
	if (!s.value)
		return hire__nomem(w->err);
	want->value = s.value;
	return hire__insert(w, &hire_setting_record, &s);
}

hire_status
hire__setting_secret(hire_platform *p, const char *name, hire_arena *mem,
    const char **out, hire_error *err)
{
	wanted want = {name, NULL};
	hire_status st = hire__read(p, look, &want, mem, err);
	if (!st && !want.value)
		st = hire__write(p, make, &want, mem, err);
	if (!st)
		*out = want.value;
	return st;
}
