/* SPDX-License-Identifier: MIT
 * redis_reader.c - replies out of bytes, by hiredis.
 * The only file that knows hiredis, and its reader is all that is used of it:
 * its connections can neither keep to a time (only each read can) nor leave
 * SIGPIPE to the host, and its replies are not in our memory.
 */
#include "redis_inside.h"

#include "ctx.h"

#include <hiredis.h>

#if HIREDIS_MAJOR >= 1
typedef size_t array_size;
#else
typedef int array_size;
#endif

/* A server that says a number of elements has yet to send them. */
enum { ITEMS_MAX = 1 << 20 };

/* A reply being made. */
typedef struct making {
	hire_arena *mem;
	bool absurd; /* no server of ours says such a thing */
} making;

static void *
room(const redisReadTask *task, size_t n)
{
	return hire_arena_alloc(((making *)task->privdata)->mem, n);
}

static hire__redis_reply *
make(const redisReadTask *task, hire__redis_kind kind)
{
	hire__redis_reply *r = room(task, sizeof *r);
	if (!r)
		return NULL;
	r->kind = kind;
	if (task->parent) {
		hire__redis_reply *list = task->parent->obj;
		list->items[task->idx] = r;
	}
	return r;
}

static void *
make_text(const redisReadTask *task, char *s, size_t len)
{
	hire__redis_reply *r =
	    make(task, task->type == REDIS_REPLY_ERROR    ? HIRE__REDIS_ERROR
	               : task->type == REDIS_REPLY_STATUS ? HIRE__REDIS_STATUS
	                                                  : HIRE__REDIS_STRING);
	char *text = r ? room(task, len + 1) : NULL;
	if (!text)
		return NULL;
	memcpy(text, s, len);
	r->s = text;
	r->len = len;
	return r;
}

static void *
make_array(const redisReadTask *task, array_size n)
{
	hire__redis_reply *r = make(task, HIRE__REDIS_ARRAY);
	if (n > ITEMS_MAX)
		((making *)task->privdata)->absurd = true;
	if (!r || n > ITEMS_MAX)
		return NULL;
	r->count = (size_t)n;
	r->items = n ? room(task, (size_t)n * sizeof *r->items) : NULL;
	return n && !r->items ? NULL : r;
}

static void *
make_integer(const redisReadTask *task, long long n)
{
	hire__redis_reply *r = make(task, HIRE__REDIS_INTEGER);
	if (r)
		r->number = n;
	return r;
}

static void *
make_nil(const redisReadTask *task)
{
	return make(task, HIRE__REDIS_NIL);
}

/* It belongs to the arena. */
static void
leave(void *reply)
{
	(void)reply;
}

hire_status
hire__redis_reader_new(void **out, const char *field, hire_error *err)
{
	/* hiredis wants to be given it to change, and does not. */
	static redisReplyObjectFunctions makers = {.createString = make_text,
	    .createArray = make_array,
	    .createInteger = make_integer,
	    .createNil = make_nil,
	    .freeObject = leave};
	(void)field;
	redisReader *reader = redisReaderCreateWithFunctions(&makers);
	if (!reader)
		return hire__nomem(err);
	*out = reader;
	return HIRE_OK;
}

void
hire__redis_reader_free(void *reader)
{
	if (reader)
		redisReaderFree(reader);
}

static hire_status
fail(const redisReader *reader, bool absurd, hire_error *err)
{
	if (reader->err == REDIS_ERR_OOM && !absurd)
		return hire__nomem(err);
	return hire_fail(err, HIRE_EBACKEND, NULL,
	    "what answers there does not speak as a Redis server does");
}

hire_status
hire__redis_reader_feed(
    void *reader, const void *bytes, size_t len, hire_error *err)
{
	return redisReaderFeed(reader, bytes, len) == REDIS_OK
	           ? HIRE_OK
	           : fail(reader, false, err);
}

hire_status
hire__redis_reader_next(
    void *reader, hire_arena *mem, hire__redis_reply **out, hire_error *err)
{
	redisReader *r = reader;
	void *got = NULL;
	making m = {.mem = mem};
	r->privdata = &m;
	if (redisReaderGetReply(r, &got) != REDIS_OK)
		return fail(r, m.absurd, err);
	*out = got;
	return HIRE_OK;
}
